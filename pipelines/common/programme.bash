# pipelines/common/programme.bash: what the runs share that monitor a programme whose schools their own verdicts
# choose. Sourced behind run.bash by pipelines/NAME/run:
#
#   recount NAME FILE…       # what restate made of the run's results, as observations
#   observe_help MEMBERS     # $PARTS/help.tsv: what help the inbox's list says the members have, if there is one
#   write_programme MEMBERS  # programme.tsv, of what is there of these, and which indicators have no data
#
# shellcheck shell=bash
# shellcheck disable=SC2154 # run.bash sets the folders

recount() {
	step normalize "$1" --schools "$PARTS/schools.tsv" --words "$TABLES/words-programme.tsv" \
		--measures "$TABLES/measures-programme.tsv" "${@:2}"
}

# A line of the list holds from one year to another; a school of the programme without a line has no help.
observe_help() {
	[ -n "$(inbox support)" ] || return 0
	records support "$COMMON/support.map" support >"$PARTS/support.tsv"
	sed '1s/\tyear_from\t/\tyear\t/' "$PARTS/support.tsv" |
		step normalize support --schools "$PARTS/schools.tsv" --words "$COMMON/words-support.tsv" \
			--words "$COMMON/words-help.tsv" --measures "$COMMON/measures-help.tsv" --carry year_to |
		awk -f "$COMMON/help.awk" "$PARTS/support.tsv" - "$PARTS/classes.tsv" "$1" >"$PARTS/help.tsv"
}

# In the stage of competences only what is known of teachers is due; else all.
write_programme() {
	local table=$TABLES/programme.tsv due=$PARTS/due.tsv found=("$WORK/observations.tsv") file
	awk -F '\t' -v all="$(stage final && echo 1)" '/^#/ || !NF { next }
		!header++ || all || $2 ~ /(teacher|manager)/' "$table" >"$due"
	for file in "$PARTS"/{recounted,help}.tsv; do
		[ ! -f "$file" ] || found+=("$file")
	done
	step programme indicators --quiet --table "$due" --members "$1" "${found[@]}" >"$WORK/programme.tsv"
	tell_lacking "$due"
}

# tell_lacking TABLE: the indicators of which nothing is known are told, and stand in quality.tsv: an indicator
# that has no data is not 0.
tell_lacking() {
	local lacking kind absent=
	awk -F '\t' 'NR == FNR { there[$4]; next } FNR > 1 && !($1 in there) && !told[$1]++ { print $1 "\t" $2 }' \
		"$WORK/programme.tsv" "$1" >"$PARTS/lacking"
	[ -s "$PARTS/lacking" ] || return 0
	awk -F '\t' -v OFS='\t' 'BEGIN { print "severity", "check", "file", "line", "school_id", "column", "value", "expected", "filter" }
		{ print "warning", "indicator without data", "", "", "", $1, "", $2, "programme:indicators" }' \
		"$PARTS/lacking" >"$PARTS/quality-programme-lacking"
	for kind in teachers support; do
		[ -n "$(inbox "$kind")" ] || absent+="${absent:+ and }$kind"
	done
	lacking=$(cut -f 1 "$PARTS/lacking")
	echo "$(basename "$TABLES")/run: no data${absent:+ (the inbox has no file $absent)} for these indicators of the programme: ${lacking//$'\n'/, }" >&2
}
