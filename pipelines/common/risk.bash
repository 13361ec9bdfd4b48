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

# withhold_answers: of what was wrong in the files of the questionnaires rejects.tsv and quality.tsv tell the place and
# the fault; an answer only if an administration has given it, for a pupil's or a teacher's is nobody's to read.
withhold_answers() {
	local filter file
	for filter in import normalize; do
		for file in "$PARTS/rejects-$filter-survey" "$PARTS/quality-$filter-survey"; do
			awk -F '\t' -v OFS='\t' -v rejects="$PARTS/rejects-$filter-survey" '
				function is_open(column) { return column ~ /^(|year|school_id|group|parameter|Год|Код ОО|Группа|Параметр)$/ }
				BEGIN {
					hidden = "(withheld: answers of people)"
					while ((getline line < rejects) > 0) {
						split(line, cell, "\t")
						if (cell[7] ~ /(^|[;,"]|\\t)(А|а)дминистраци(я|и)([;,"]|\\t|$)/) ours[cell[2]]
					}
				}
				FNR == 1 { is_finding = $1 == "severity"; print; next }
				is_finding { if ($7 != "" && !is_open($6) && !(($3 ":" $4) in ours)) $7 = hidden; print; next }
				!($2 in ours) { $7 = hidden; if ($5 != "" && !is_open($4)) $5 = hidden }
				{ print }' "$file" >"$PARTS/withheld" || return
			mv "$PARTS/withheld" "$file"
		done
	done
}

# Single answers stay within the run: its observations of them are of as many as a school has, which may be
# one or two. risks.tsv says nothing of so few.
write_risks() {
	observe survey "$(risk_table survey.map)" "$(risk_table words-survey.tsv)" \
		"$(risk_table measures-survey.tsv)" cat --scales "$(risk_table scales-survey.tsv)"
	[ ! -f "$PARTS/rejects-import-survey" ] || withhold_answers
	if [ ! -f "$PARTS/seen-survey.tsv" ]; then
		echo "$(basename "$TABLES")/run: the inbox has no file survey-….csv, so there is no risk profile" >&2
		return 0
	fi
	step index survey-indicators "$PARTS/seen-survey.tsv" >"$PARTS/indicators-survey.tsv"
	step risk profile --table "$(risk_table risk.tsv)" --members "$1" "$WORK/indicators.tsv" \
		"$PARTS/indicators-survey.tsv" >"${RESULTS:-$WORK}/risks.tsv"
}
