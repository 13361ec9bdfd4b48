# pipelines/common/changes.bash: what a run says otherwise than the last one. Sourced by run.bash:
#
#   write_changes   # changes.tsv
#
# shellcheck shell=bash

# in_order: the lines in the order of their bytes, in little memory however many they are.
in_order() {
	sort -S 8M -T "$PARTS" "$@"
}

# states_in FILE NAME SIDE VALUE…: a line for every value in FILE: the key by which two runs are compared (year, school,
# name, level, and of what has no school the municipality), SIDE, the municipality, the value's place and the value.
states_in() {
	awk -F '\t' -v OFS='\t' -v name="$2" -v side="$3" -v values="${*:4}" '
		function cell(column) { return column in place ? $place[column] : "" }
		function names(   columns, count, i, all) {
			count = split(name, columns, ",")
			for (i = 1; i <= count; i++) if (cell(columns[i]) != "") all = all (all == "" ? "" : "/") cell(columns[i])
			return all
		}
		BEGIN { count = split(values, value, " ") }
		NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
		{
			school = cell("school_id")
			area = cell("municipality")
			key = cell("year" in place ? "year" : "year_to") OFS school OFS names() OFS (value[1] == "level" ? "" : cell("level")) \
				OFS (school == "" ? area : "")
			for (i = 1; i <= count; i++)
				print key, i (i > 1 ? ":" value[i] : ":"), side, area, cell(value[i])
		}' "$1"
}

# changes_in FILE NAME VALUE…: what the last run's FILE says otherwise in the columns VALUE, by year, school and the
# column NAME (- for none, several parted by commas); of a second VALUE the name is NAME:VALUE. A municipality that is called
# otherwise now is no change. Of a file that only one of the two runs has made, how many rows it has; nothing, where
# they were of two stages, and of one that both have made with the same checksum.
changes_in() {
	local old=$OUT/$1 new=$WORK/$1
	if [ ! -f "$new" ] || [ ! -f "$old" ]; then
		[ "$STAGE_BEFORE" != "$STAGE" ] || tell_rows "${1%.tsv}" "$old" "$new"
		return 0
	fi
	[ "${RESULTS_BEFORE[$1]-}" != "${RESULTS_FOUND[$1]-}" ] || return 0
	# What both say is next to each other then, and only one line of it is kept at a time.
	{
		states_in "$old" "$2" was "${@:3}"
		states_in "$new" "$2" now "${@:3}"
	} | in_order -t $'\t' -k 1,6 -k 7,7r | awk -F '\t' -v OFS='\t' -v file="${1%.tsv}" '
		function tell() {
			if (open && was "" != now "") print file, year, area, school, name, was, now
			open = 1; was = now = ""
		}
		{
			key = $1 FS $2 FS $3 FS $4 FS $5 FS $6
			if (key != last) { tell(); last = key }
			year = $1; school = $2; name = $3 substr($6, index($6, ":") + (substr($6, 1, 2) == "1:")); area = $8
			# Of two lines of one key, which the registry would not let be, both values are told.
			if ($9 == "") next
			if ($7 == "was") was = was (was == "" ? "" : ", ") $9; else now = now (now == "" ? "" : ", ") $9
		}
		END { tell() }'
}

# tell_rows NAME OLD NEW: how many rows the one of the two files has that is there, if any is.
tell_rows() {
	local was='' now=''
	[ ! -f "$2" ] || was=$(($(wc -l <"$2") - 1))
	[ ! -f "$3" ] || now=$(($(wc -l <"$3") - 1))
	[ -z "$was$now" ] || printf '%s\t\t\t\trows\t%s\t%s\n' "$1" "$was" "$now"
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
	local file line name STAGE_BEFORE=''
	local -A RESULTS_BEFORE=()
	[ -f "$OUT/manifest.tsv" ] || return 0
	while IFS= read -r line; do
		name=${line#*$'\t'}
		name=${name%%$'\t'*}
		case $line in
		$'output\t'*) RESULTS_BEFORE[$name]=$line ;;
		$'stage\t'*) STAGE_BEFORE=$name ;;
		esac
	done <"$OUT/manifest.tsv"
	changes_in classes.tsv rule class
	changes_in classes-municipality.tsv rule class
	changes_in classes-pooled.tsv rule class
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
	local found=$PARTS/changes-found cause
	find_changes >"$found"
	printf 'file\tyear\tmunicipality\tschool_id\tname\twas\tnow\tcause\n' >"$WORK/changes.tsv"
	[ -s "$found" ] || return 0
	describe_run
	cause=$(causes)
	in_order "$found" | sed "s/\$/\t$cause/" >>"$WORK/changes.tsv"
}
