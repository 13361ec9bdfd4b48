# pipelines/common/advice.bash: what the runs recommend, and what became of the decisions that were taken. Sourced
# behind run.bash and risk.bash by pipelines/NAME/run:
#
#   for_advice STAGE COMMAND…  # does what that stage does, where it is not run: not for the results, but to be advised on
#   advise ADDRESSEES FILE…    # recommendations.tsv: from classes, memberships and what else the run has found
#   follow_decisions           # decisions.tsv: the inbox's decisions, if there are any
#
# shellcheck shell=bash
# shellcheck disable=SC2154 # run.bash sets the folders

# The recommendations of a stage by itself are those of the whole run, which rest on what other stages write.
for_advice() {
	if stage "$1"; then return 0; fi
	mkdir -p "$PARTS/advice"
	RESULTS=$PARTS/advice "${@:2}"
}

# ADDRESSEES are those that the region's order names, parted by commas; the first FILE is the classes, whose last
# year counts. The risk profile and the pairs are used where there are any.
advise() {
	local addressees=$1 file streams=("${@:2}")
	last_year "$2"
	[[ $YEAR =~ ^[0-9]{4}$ ]] || run_fail 1 "there is no verdict: the inbox has no results that count"
	for file in dynamics indicators pairs programme risks; do
		if [ -f "$WORK/$file.tsv" ]; then
			streams+=("$WORK/$file.tsv")
		elif [ -f "$PARTS/advice/$file.tsv" ]; then
			streams+=("$PARTS/advice/$file.tsv")
		fi
	done
	labels_of_run
	step recommend advice --quiet --year "$YEAR" --addressees "$addressees" "${LABELS[@]}" \
		--table "$TABLES/recommendations.tsv" --table "$COMMON/recommendations.tsv" \
		"${streams[@]}" >"$WORK/recommendations.tsv"
}

# An indicator may be written as the report calls it: its label is a word too. Those of the region come first.
words_of_labels() {
	cat "$TABLES/labels.tsv" "$COMMON/labels.tsv" | awk -F '\t' -v OFS='\t' '
		BEGIN { print "column", "pattern", "value" }
		$1 == "indicator" && !told[tolower($3)]++ { print $1, "(?i)^\\Q" $3 "\\E$", $2 }'
}

# further_programmes: where a region has a second programme with the same indicators, programme-NAME.tsv, what it says is of
# INDICATOR-NAME; and of the schools that are in the second alone it is also said without the name: they have no other.
further_programmes() {
	local file name
	for file in "$WORK"/programme-*.tsv; do
		[ -f "$file" ] || continue
		name=${file##*/programme-} name=${name%.tsv}
		awk -F '\t' -v OFS='\t' -v name="$name" '
			FNR == 1 { files++; for (i = 1; i <= NF; i++) place[files, $i] = i; if (files == 2) print; next }
			{ school = $place[files, "school_id"]; at = place[files, "indicator"] }
			files == 1 { first[school]; next }
			school != "" && !(school in first) { print }
			{ $at = $at "-" name; print }' "$WORK/programme.tsv" "$file" >"$PARTS/figures-$name.tsv"
		awk -F '\t' -v OFS='\t' -v name="$name" '/^#/ || !head++ { print; next } { $1 = $1 "-" name; print }' \
			"$TABLES/programme.tsv" >"$PARTS/table-$name.tsv"
		figures+=("$PARTS/figures-$name.tsv") good+=(--programme "$PARTS/table-$name.tsv")
	done
}

# The figures of schools, of municipalities and of the region are those of the run's indicators and of its programme.
follow_decisions() {
	local figures=("$WORK/indicators.tsv") sums=("$WORK/observations.tsv") good=(--programme "$TABLES/programme.tsv")
	has decisions || return 0
	[ ! -f "$PARTS/results.tsv" ] || sums+=("$PARTS/results.tsv")
	[ ! -f "$WORK/programme.tsv" ] || figures+=("$WORK/programme.tsv")
	further_programmes
	step index municipalities --by year,municipality "${sums[@]}" >"$PARTS/indicators-municipality.tsv"
	records decisions "$COMMON/decisions.map" decisions >"$PARTS/decisions.tsv"
	words_of_labels >"$PARTS/words-decisions.tsv"
	step decisions taken --decisions "$PARTS/decisions.tsv" --words "$COMMON/words-decisions.tsv" \
		--words "$PARTS/words-decisions.tsv" --directions "$COMMON/directions.tsv" \
		"${good[@]}" --schools "$PARTS/schools.tsv" \
		"${figures[@]}" "$PARTS/indicators-municipality.tsv" >"$WORK/decisions.tsv"
}
