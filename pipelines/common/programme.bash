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

# Due in a stage are the lines whose cell in the column stages names it, or is empty; without --stage all.
write_programme() {
	local table=$TABLES/programme.tsv due=$PARTS/due.tsv found=("$WORK/observations.tsv") file
	awk -F '\t' -v stage="$STAGE" '/^#/ || !NF { next }
		!header++ { for (i = 1; i <= NF; i++) if ($i == "stages") at = i; print; next }
		stage == "" || !at || $at == "" || index(" " $at " ", " " stage " ")' "$table" >"$due"
	for file in "$PARTS"/{recounted,help}.tsv; do
		[ ! -f "$file" ] || found+=("$file")
	done
	step programme indicators --quiet --table "$due" --members "$1" "${found[@]}" >"$WORK/programme.tsv"
	tell_lacking
}

# tell_lacking: names the indicators of which nothing is known; an indicator that has no data is not 0.
tell_lacking() {
	local lacking kind absent=
	lacking=$(awk -F '\t' '$2 == "indicator without data" { print $6 }' "$PARTS"/quality-programme-*)
	[ -n "$lacking" ] || return 0
	for kind in teachers support; do
		[ -n "$(inbox "$kind")" ] || absent+="${absent:+ and }$kind"
	done
	echo "$(basename "$TABLES")/run: no data${absent:+ (the inbox has no file $absent)} for these indicators of the programme: ${lacking//$'\n'/, }" >&2
}
