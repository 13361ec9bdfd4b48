# pipelines/common/observations.bash: from records to observations, and back. Sourced by run.bash, which tells of them.
# shellcheck shell=bash

# without_origin [FILE]: a stream without its last column, origin, sorted: the same whatever the order of the source.
without_origin() {
	sed 's/\t[^\t]*$//' "$@" | {
		IFS= read -r header
		printf '%s\n' "$header"
		sort
	}
}

# observe KIND MAP WORDS MEASURES [FILTER [OPTION…]]: the observations of the inbox's files of a kind, one line
# a key, through FILTER, to $PARTS/seen-KIND.tsv; with further options of normalize, whose words come first.
# Without such files there is none: what rests on them is told to be missing.
observe() {
	local filter=${5-cat}
	has "$1" || return 0
	normalized "$1" "$2" "$1" -- --combine --schools "$PARTS/schools.tsv" "${@:6}" --words "$3" --measures "$4" |
		if [ "$filter" = cat ]; then
			step index "$1" --partial
		else
			step index "$1" --partial | "$filter"
		fi >"$PARTS/seen-$1.tsv"
	[ "$1" != teachers ] || withhold "$1"
}

# withhold NAME: the rejected lines of normalize NAME tell of single people; rejects.tsv says where they stand and
# why, and does not show them.
withhold() {
	sed -i '1!s/[^\t]*$/(withheld: personal data)/' "$PARTS/rejects-normalize-$1"
}

# checked_curators: the records of the list of schools, held against the registry; see curators.awk.
checked_curators() {
	awk -v findings="$PARTS/quality-curators" -f "$COMMON/curators.awk" "$PARTS/schools.tsv" -
}

# For a yes or no of a school, not of its pupils: one that has taken over another is one school, and its
# yes is the yes of both.
one_a_school() {
	awk -F '\t' -v OFS='\t' 'NR > 1 { $6 = $6 == $5 ? 1 : 0; $5 = 1 } { print }'
}

# restate FILE YEAR WHAT PART TOTAL: a stream of results as records of counts, to be observed again:
# year municipality school_id what part total reason origin. The others are names of its columns, or =TEXT. Their
# schools are those of the registry already; what the run has found itself is not held against it again.
restate() {
	awk -F '\t' -v OFS='\t' -v file="${1##*/}" -v year="$2" -v what="$3" -v part="$4" -v total="$5" '
		function cell(name) { return name ~ /^=/ ? substr(name, 2) : name in place ? $place[name] : "" }
		NR == 1 {
			for (i = 1; i <= NF; i++) place[$i] = i
			print "year", "municipality", "school_id", "what", "part", "total", "reason", "origin"
			next
		}
		{
			print cell(year), cell("municipality"), cell("school_id"), cell(what), cell(part), cell(total),
				cell("reason"), file ":" FNR
		}' "$1"
}

# corrected FILE: its observations with the corrections of the inbox's overrides, if there are any;
# those that were made stand in overrides.tsv of the results.
corrected() {
	if ! has overrides; then
		cat -- "$1"
		return
	fi
	records overrides "$COMMON/overrides.map" overrides >"$PARTS/overrides.tsv"
	step override appeals --overrides "$PARTS/overrides.tsv" --applied "$WORK/overrides.tsv" "$1"
}

# without_closed MEMBERSHIP: the membership without schools that leave it because they are closed.
without_closed() {
	awk -F '\t' 'NR == 1 || !($4 == "left" && $7 ~ /; closed in /)' "$1"
}
