# pipelines/common/changes.bash: what a run says otherwise than the last one. Sourced by run.bash:
#
#   write_changes   # changes.tsv
#
# shellcheck shell=bash

# changes_in FILE NAME VALUE…: what the last run's FILE says otherwise in the columns VALUE, by year, school and the
# column NAME (- for none, several parted by commas); of a second VALUE the name is NAME:VALUE. A municipality that is called
# otherwise now is no change. Nothing is told of a file that only one of the two runs has made, or both with the same
# checksum.
changes_in() {
	local old=$OUT/$1 new=$WORK/$1
	[ -f "$new" ] && [ -f "$old" ] || return 0
	[ "${RESULTS_BEFORE[$1]-}" != "${RESULTS_FOUND[$1]-}" ] || return 0
	awk -F '\t' -v OFS='\t' -v file="${1%.tsv}" -v name="$2" -v values="${*:3}" '
		function cell(column) { return column in place ? $place[column] : "" }
		function names(   columns, count, i, all) {
			count = split(name, columns, ",")
			for (i = 1; i <= count; i++) if (cell(columns[i]) != "") all = all (all == "" ? "" : "/") cell(columns[i])
			return all
		}
		BEGIN { count = split(values, value, " ") }
		FNR == 1 { files++; delete place; for (i = 1; i <= NF; i++) place[$i] = i; next }
		{
			# Of what has no school, the municipality and the level are part of the name.
			key = cell("year" in place ? "year" : "year_to") FS cell("school_id") FS names() FS (value[1] == "level" ? "" : cell("level"))
			if (cell("school_id") == "") key = key FS cell("municipality")
			place_of[key] = cell("municipality")
			for (i = 1; i <= count; i++)
				if (files == 1) was[key, i] = cell(value[i])
				else if (was[key, i] != cell(value[i])) tell(key, i, was[key, i], cell(value[i]))
			if (files == 1) open[key]; else delete open[key]
		}
		END { for (key in open) for (i = 1; i <= count; i++) if (was[key, i] != "") tell(key, i, was[key, i], "") }
		function tell(key, i, before, now,   part) {
			split(key, part, FS)
			print file, part[1], place_of[key], part[2], part[3] (i > 1 ? ":" value[i] : ""), before, now
		}' "$old" "$new"
}

# Why results may differ from those of the last run: what the two manifests say otherwise. Of two parts of the
# year's work, one may need files and tools that the other does not.
causes() {
	awk -F '\t' '
		{ kind = $1; sub(/ .*/, "", kind) }
		kind == "stage" || kind == "input" || kind == "table" || kind == "tool" { count[kind FS $2 FS $3]++; names[kind FS $2]++ }
		END {
			for (line in count) if (count[line] == 1 && line ~ /^stage/) differs["stage"] = 1
			for (line in count) if (count[line] == 1) {
				split(line, part, FS)
				if (part[1] == "input" && "stage" in differs && names[part[1] FS part[2]] < 2) continue
				# A tool that only one of the runs has needed is no other method.
				if (part[1] != "tool" || names[part[1] FS part[2]] == 2) differs[part[1]] = 1
			}
			if ("input" in differs) told = "data"
			if ("table" in differs) told = told (told == "" ? "" : ", ") "table"
			if ("tool" in differs) told = told (told == "" ? "" : ", ") "method"
			if ("stage" in differs) told = told (told == "" ? "" : ", ") "stage"
			print told
		}' "$OUT/manifest.tsv" "$WORK/manifest.tsv"
}

# What differs from the last run, without why: verdicts, memberships, indicators, the programme's too, and changes since
# the inclusion. Without a last run there is nothing to differ from.
find_changes() {
	local file line name
	local -A RESULTS_BEFORE=()
	[ -f "$OUT/manifest.tsv" ] || return 0
	while IFS= read -r line; do
		name=${line#*$'\t'}
		[[ $line != $'output\t'* ]] || RESULTS_BEFORE[${name%%$'\t'*}]=$line
	done <"$OUT/manifest.tsv"
	changes_in classes.tsv rule class
	changes_in classes-municipality.tsv rule class
	changes_in membership.tsv - status
	changes_in membership-adverse.tsv - status
	changes_in pairs.tsv - curator_id
	changes_in indicators.tsv indicator value
	for file in programme{,-adverse}.tsv; do
		changes_in "$file" indicator value k n target distance met
	done
	for file in dynamics-since{,-adverse}.tsv; do
		changes_in "$file" indicator,year_from delta trend
	done
	changes_in risks.tsv factor,parameter,group level
}

write_changes() {
	local found=$PARTS/changes-found
	find_changes >"$found"
	printf 'file\tyear\tmunicipality\tschool_id\tname\twas\tnow\tcause\n' >"$WORK/changes.tsv"
	[ -s "$found" ] || return 0
	describe_run
	sort "$found" | sed "s/\$/\t$(causes)/" >>"$WORK/changes.tsv"
}
