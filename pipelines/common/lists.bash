# pipelines/common/lists.bash: the results for people: list.csv, report.html and report.xlsx. Sourced by run.bash, which
# tells of write_lists and write_members; further:
#
#   shown NAME FORMAT OPTIONS…   # a stream or a result folder, with the labels, those of the region too
#   write_page [FOLDER]          # report.html
#   write_workbook [FOLDER]      # report.xlsx
#   last_year FILE               # YEAR, that the stream ends with, or whatever stands there
#
# shellcheck shell=bash

# last_year FILE: YEAR, the first cell of the last line.
last_year() {
	local few=1000 lines
	mapfile -t -n "$few" lines <"$1"
	# A short file needs no process, and a long one no memory.
	[ ${#lines[@]} -lt "$few" ] || lines=("$(tail -n 1 "$1")")
	YEAR=
	[ ${#lines[@]} = 0 ] || YEAR=${lines[-1]}
	YEAR=${YEAR%%$'\t'*}
}

# The list of the last year for people: list.csv for Excel; report.html, which finish makes of all results,
# says NOTE: in a sentence or two by which rule. OPTION… are further ones for the page. The registry is expected in
# $PARTS/schools.tsv.
write_lists() {
	local class=$1 note=$2 list columns=year,municipality,school_id,name,probability,reason
	# Where the list has schools of several classes, it says which each is of.
	case $class in *\|*) columns=${columns/name,/name,class,} ;; esac
	last_year "$WORK/classes.tsv"
	[[ $YEAR =~ ^[0-9]{4}$ ]] || run_fail 1 'there is no verdict: the inbox has no results that count'
	# shellcheck disable=SC2054 # the commas part columns
	list=(--decimal , --schools "$PARTS/schools.tsv" --where "class=$class" --where "year=$YEAR"
		--columns "$columns" "$WORK/classes.tsv")
	beside shown list csv "${list[@]}" >"$WORK/list.csv"
	PAGE=(--where "class=$class" --note "$note" "${@:3}")
}

# The programme of the last year for people, where the list is somebody else's: list.csv with who is in it, stays
# or is to leave. CLASS is that of low results by the rule, on the list or not; NOTE says who is on the list and
# who leaves; OPTION… as above.
write_members() {
	local class=$1 note=$2 file list
	last_year "$WORK/membership.tsv"
	# A list may have schools in adverse conditions alone.
	for file in "$WORK"/membership-*.tsv; do
		[[ $YEAR =~ ^[0-9]{4}$ ]] || [ ! -f "$file" ] || last_year "$file"
	done
	[[ $YEAR =~ ^[0-9]{4}$ ]] || run_fail 1 'there is no programme: no school of the inbox is on the list'
	# shellcheck disable=SC2054 # the commas part columns
	list=(--decimal , --schools "$PARTS/schools.tsv" --where "year=$YEAR"
		--columns year,municipality,school_id,name,status,since,years,reason "$WORK/membership.tsv")
	beside shown list csv "${list[@]}" >"$WORK/list.csv"
	PAGE=(--where "class=$class" --note "$note" "${@:3}")
}

# labels_of_run: LABELS, the options for what people read in place of the streams' words. A region's own labels-NAME.tsv
# stands for the common one; its labels.tsv adds to it.
labels_of_run() {
	local file own
	LABELS=()
	for file in "$COMMON"/labels*.tsv; do
		own=$TABLES/${file##*/}
		case $file in */labels.tsv) ;; *) [ ! -f "$own" ] || file=$own ;; esac
		LABELS+=(--labels "$file")
	done
	[ ! -f "$TABLES/labels.tsv" ] || LABELS+=(--labels "$TABLES/labels.tsv")
}

# shown NAME FORMAT OPTIONS…: a stream for people, with the labels, those of the region too.
shown() {
	labels_of_run
	step report "$1-$2" --format "$2" "${LABELS[@]}" "${@:3}"
}

# write_page [FOLDER]: report.html, the page of the whole result folder, or of another one. It tells what the results rest on, and the manifest has its
# checksum: so the manifest that it reads has no results yet.
write_page() {
	local folder=${1-$WORK} options=() file head
	[ ! -f "$TABLES/rule.tsv" ] || options+=(--rule "$TABLES/rule.tsv")
	# Tables of figures; not those whose lines say themselves what is our decision.
	for file in {"$COMMON","$TABLES"}/{scales,thresholds,directions,pauses}*.tsv; do
		[ -f "$file" ] || continue
		mapfile -t -n 5 head <"$file"
		[[ ${head[*]} != *$'\tverified'* ]] || options+=(--checked "$file")
	done
	shown "${1:+public-}page" html "${options[@]}" "${PAGE[@]}" "$folder" >"$folder/report.html"
}

# write_workbook [FOLDER]: report.xlsx, a sheet for each list of the result, the region's own sheets first.
write_workbook() {
	local folder=${1-$WORK} sheets=()
	[ ! -f "$TABLES/sheets.tsv" ] || sheets=(--sheets "$TABLES/sheets.tsv")
	shown "${1:+public-}workbook" xlsx --decimal , "${sheets[@]}" --sheets "$COMMON/sheets.tsv" "$folder" >"$folder/report.xlsx"
}
