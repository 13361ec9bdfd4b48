# pipelines/common/advice.bash: what the runs recommend, and what became of the decisions that were taken. Sourced
# behind run.bash and risk.bash by pipelines/NAME/run:
#
#   advise ADDRESSEES FILE…    # recommendations.tsv: from classes, memberships and what else the run has found
#   follow_decisions           # decisions.tsv: the inbox's decisions, if there are any
#
# shellcheck shell=bash
# shellcheck disable=SC2154 # run.bash sets the folders

# ADDRESSEES are those that the region's order names, parted by commas; the first FILE is the classes, whose last
# year counts. The risk profile and the pairs are used where there are any.
advise() {
	local addressees=$1 year file streams=("${@:2}")
	year=$(tail -n 1 "$2" | cut -f 1)
	[[ $year =~ ^[0-9]{4}$ ]] || run_fail 1 'there is no verdict: the inbox has no results that count'
	for file in dynamics indicators pairs programme risks; do
		[ ! -f "$WORK/$file.tsv" ] || streams+=("$WORK/$file.tsv")
	done
	labels_of_run
	step recommend advice --quiet --year "$year" --addressees "$addressees" "${LABELS[@]}" \
		--table "$TABLES/recommendations.tsv" --table "$COMMON/recommendations.tsv" \
		"${streams[@]}" >"$WORK/recommendations.tsv"
}

# An indicator may be written as the report calls it: its label is a word too. Those of the region come first.
words_of_labels() {
	cat "$TABLES/labels.tsv" "$COMMON/labels.tsv" | awk -F '\t' -v OFS='\t' '
		BEGIN { print "column", "pattern", "value" }
		$1 == "indicator" && !told[tolower($3)]++ { print $1, "(?i)^\\Q" $3 "\\E$", $2 }'
}

# The figures of schools, of municipalities and of the region are those of the run's indicators and of its programme.
follow_decisions() {
	local figures=("$WORK/indicators.tsv") sums=("$WORK/observations.tsv")
	[ -n "$(inbox decisions)" ] || return 0
	[ ! -f "$PARTS/results.tsv" ] || sums+=("$PARTS/results.tsv")
	[ ! -f "$WORK/programme.tsv" ] || figures+=("$WORK/programme.tsv")
	step index municipalities --by year,municipality "${sums[@]}" >"$PARTS/indicators-municipality.tsv"
	records decisions "$COMMON/decisions.map" decisions >"$PARTS/decisions.tsv"
	words_of_labels >"$PARTS/words-decisions.tsv"
	step decisions taken --decisions "$PARTS/decisions.tsv" --words "$COMMON/words-decisions.tsv" \
		--words "$PARTS/words-decisions.tsv" --directions "$COMMON/directions.tsv" \
		--programme "$TABLES/programme.tsv" --schools "$PARTS/schools.tsv" \
		"${figures[@]}" "$PARTS/indicators-municipality.tsv" >"$WORK/decisions.tsv"
}
