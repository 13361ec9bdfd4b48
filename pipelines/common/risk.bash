# pipelines/common/risk.bash: the risk profile of schools, by questionnaires and by what the run knows already. Sourced
# behind run.bash by pipelines/NAME/run:
#
#   write_risks MEMBERS     # risks.tsv, where the inbox has questionnaires; MEMBERS: who is in the programme
#
# A region's own risk.tsv, labels-risk.tsv, or table of the questionnaires stands for the common one.
# shellcheck shell=bash
# shellcheck disable=SC2154 # run.bash sets the folders

risk_table() {
	if [ -f "$TABLES/$1" ]; then echo "$TABLES/$1"; else echo "$COMMON/$1"; fi
}

# Single answers stay within the run: its observations of them are of as many as a school has, which may be
# one or two. risks.tsv says nothing of so few.
write_risks() {
	observe survey "$(risk_table survey.map)" "$(risk_table words-survey.tsv)" \
		"$(risk_table measures-survey.tsv)" cat --scales "$(risk_table scales-survey.tsv)"
	if [ ! -f "$PARTS/seen-survey.tsv" ]; then
		tell 'the inbox has no file survey-….csv, so there is no risk profile'
		return 0
	fi
	step index survey-indicators "$PARTS/seen-survey.tsv" >"$PARTS/indicators-survey.tsv"
	step risk profile --table "$(risk_table risk.tsv)" --members "$1" "$WORK/indicators.tsv" \
		"$PARTS/indicators-survey.tsv" >"$WORK/risks.tsv"
}
