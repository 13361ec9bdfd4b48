# pipelines/common/programme.bash: what the runs share that monitor a programme whose schools their own verdicts
# choose. Sourced behind run.bash by pipelines/NAME/run:
#
#   restate … | recount NAME # what the run has found, as observations
#   observe_help MEMBERS CLASSES  # $PARTS/help.tsv: what help the inbox's list says the members have, if there is one
#   write_programme MEMBERS  # programme.tsv, of what is there of these, and which indicators have no data
#
# shellcheck shell=bash
# shellcheck disable=SC2154 # run.bash sets the folders

recount() {
	step normalize "$1" --words "$TABLES/words-programme.tsv" --measures "$TABLES/measures-programme.tsv"
}

# A line of the list holds from one year to another; a school of the programme without a line has no help.
observe_help() {
	has support || return 0
	records support "$COMMON/support.map" support | checked_curators >"$PARTS/support.tsv"
	sed '1s/\tyear_from\t/\tyear\t/' "$PARTS/support.tsv" |
		step normalize support --schools "$PARTS/schools.tsv" --words "$COMMON/words-support.tsv" \
			--words "$COMMON/words-help.tsv" --measures "$COMMON/measures-help.tsv" --carry year_to |
		awk -f "$COMMON/help.awk" "$PARTS/support.tsv" - "$2" "$1" >"$PARTS/help.tsv"
	# Of a school whose line was rejected nobody knows what help it has; it is not none.
	has_lines "$PARTS/rejects-import-support" || has_lines "$PARTS/quality-normalize-support" || return 0
	rejected_of_list >"$PARTS/help-unknown"
	mv "$PARTS/help.tsv" "$PARTS/help-told"
	awk -F '\t' 'FILENAME == ARGV[1] { unknown[$1]; next } FNR == 1 || !($3 in unknown)' "$PARTS/help-unknown" "$PARTS/help-told" >"$PARTS/help.tsv"
}

# rejected_of_list: the schools, or their successors, that the rejected lines of the list name, by whatever of their codes,
# with the zeros in front or without. Of a line that is no record any code in it may be its school.
rejected_of_list() {
	awk -F '\t' '
		FILENAME == ARGV[1] && FNR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
		FILENAME == ARGV[1] {
			count = split($1 (("past_codes" in place) ? "," $place["past_codes"] : ""), codes, /[ ,]+/)
			for (i = 1; i <= count; i++) { code = codes[i]; sub(/^0+/, "", code); if (code != "") school[code] = $1 }
			if ("successor" in place && $place["successor"] != "") heir[$1] = $place["successor"]
			next
		}
		{
			count = split(FILENAME == ARGV[2] ? $7 : $5, words, /[^0-9A-Za-z]+/)
			for (i = 1; i <= count; i++) {
				code = words[i]
				sub(/^0+/, "", code)
				if (!(code in school)) continue
				for (code = school[code]; code in heir;) code = heir[code]
				if (!told[code]++) print code
			}
		}' "$PARTS/schools.tsv" "$PARTS/rejects-import-support" "$PARTS/quality-normalize-support"
}

# Due in a stage are the lines whose cell in the column stages names it, or is empty; without --stage all.
write_programme() {
	local table=$TABLES/programme.tsv due found=("$WORK/observations.tsv") file
	due=$table
	[ -z "$STAGE" ] || due=$PARTS/due.tsv
	[ -z "$STAGE" ] || awk -F '\t' -v stage="$STAGE" '/^#/ || !NF { next }
		!header++ { for (i = 1; i <= NF; i++) if ($i == "stages") at = i; print; next }
		!at || $at == "" || index(" " $at " ", " " stage " ")' "$table" >"$due"
	for file in "$PARTS"/{recounted,help}.tsv; do
		[ ! -f "$file" ] || found+=("$file")
	done
	step programme indicators --quiet --table "$due" --members "$1" \
		--pauses "$COMMON/pauses.tsv" "${found[@]}" >"$WORK/programme.tsv"
	tell_lacking
}

# tell_lacking: names the indicators of which nothing is known; an indicator that has no data is not 0.
tell_lacking() {
	local file lines line lacking='' kind absent=''
	for file in "$PARTS"/quality-programme-*; do
		mapfile -t lines <"$file"
		for line in "${lines[@]}"; do
			[[ $line == *$'\tindicator without data\t'* ]] || continue
			line=${line#*$'\t'*$'\t'*$'\t'*$'\t'*$'\t'}
			lacking+=${lacking:+, }${line%%$'\t'*}
		done
	done
	[ -n "$lacking" ] || return 0
	for kind in teachers support; do
		has "$kind" || absent+="${absent:+, }$kind"
	done
	if [ -n "$absent" ]; then
		tell 'no data (the inbox has no file %s) for these indicators of the programme: %s' \
			"$absent" "$lacking"
	else
		tell 'no data for these indicators of the programme: %s' "$lacking"
	fi
}
