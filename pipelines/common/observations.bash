# pipelines/common/observations.bash: from records to observations, and back. Sourced by run.bash, which tells of them.
# shellcheck shell=bash

# without_origin [FILE]: a stream without its last column, origin, sorted: the same whatever the order of the source.
without_origin() {
	local few=1000 lines=() IFS=$'\n'
	[ $# = 0 ] || mapfile -t -n "$few" lines <"$1"
	# Of a short file the shell cuts the lines itself.
	if [ ${#lines[@]} -gt 0 ] && [ ${#lines[@]} -lt "$few" ]; then
		lines=("${lines[@]%$'\t'*}")
		printf '%s\n' "${lines[0]}"
		[ ${#lines[@]} = 1 ] || sort <<<"${lines[*]:1}"
		return
	fi
	sed 's/\t[^\t]*$//' "$@" | {
		IFS= read -r header
		printf '%s\n' "$header"
		sort
	}
}

# observe KIND MAP WORDS MEASURES [FILTER [OPTION…]]: the observations of the inbox's files of a kind, to
# $PARTS/seen-KIND.tsv, or through FILTER, which gets one line a key; with further options of normalize, whose words come
# first. Without such files there is none: what rests on them is told to be missing.
observe() {
	local take=(normalized "$1" "$2" "$1" -- --combine --schools "$PARTS/schools.tsv" "${@:6}" --words "$3" --measures "$4")
	has "$1" || return 0
	if [ "${5-cat}" = cat ]; then
		"${take[@]}" >"$PARTS/seen-$1.tsv"
	else
		"${take[@]}" | step index "$1" --partial | "$5" >"$PARTS/seen-$1.tsv"
	fi
	[ "$1" != teachers ] || withhold "$1"
}

# withhold NAME: the rejected lines of normalize NAME tell of single people; rejects.tsv says where they stand and
# why, and does not show them.
withhold() {
	has_lines "$PARTS/rejects-normalize-$1" || return 0
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

# restate (FILE YEAR WHAT PART TOTAL)…: streams of results as records of counts, to be observed again:
# year municipality school_id what part total reason origin. The others are names of its columns, or =TEXT. Their
# schools are those of the registry already; what the run has found itself is not held against it again.
restate() {
	local files=() asked=''
	while [ $# -gt 0 ]; do
		files+=("$1")
		asked+=${1##*/}$'\t'$2$'\t'$3$'\t'$4$'\t'$5$'\t'
		shift 5
	done
	asked=$asked awk -F '\t' -v OFS='\t' '
		function cell(name) { return name ~ /^=/ ? substr(name, 2) : name in place ? $place[name] : "" }
		BEGIN {
			split(ENVIRON["asked"], word, "\t")
			print "year", "municipality", "school_id", "what", "part", "total", "reason", "origin"
		}
		FNR == 1 {
			at = 5 * files++
			file = word[at + 1]; year = word[at + 2]; what = word[at + 3]; part = word[at + 4]; total = word[at + 5]
			split("", place)
			for (i = 1; i <= NF; i++) place[$i] = i
			next
		}
		{
			print cell(year), cell("municipality"), cell("school_id"), cell(what), cell(part), cell(total),
				cell("reason"), file ":" FNR
		}' "${files[@]}"
}

# add_up FILE…: $WORK/observations.tsv: these observations, one line a key, with the corrections of the inbox's overrides,
# if there are any; those that were made stand in overrides.tsv of the results.
add_up() {
	if ! has overrides; then
		step index observations --partial "$@" >"$WORK/observations.tsv"
		return
	fi
	step index observations --partial "$@" >"$PARTS/observations.tsv"
	records overrides "$COMMON/overrides.map" overrides >"$PARTS/overrides.tsv"
	step override appeals --overrides "$PARTS/overrides.tsv" --applied "$WORK/overrides.tsv" \
		"$PARTS/observations.tsv" >"$WORK/observations.tsv"
}

# without_closed MEMBERSHIP: the membership without schools that leave it because they are closed.
without_closed() {
	awk -F '\t' 'NR == 1 || !($4 == "left" && $7 ~ /; closed in /)' "$1"
}
