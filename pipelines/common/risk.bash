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
	local file rejects=$PARTS/rejects-normalize-survey
	for file in "$rejects" "$PARTS/quality-normalize-survey"; do
		awk -F '\t' -v OFS='\t' -v rejects="$rejects" '
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
}

# plausible_years MEMBERS: the observations of questionnaires but for years that the programme does not know of yet: a
# wrong digit would make a profile of 2042 the newest there is. The year behind the last one may be asked about.
plausible_years() {
	awk -F '\t' -v OFS='\t' -v findings="$PARTS/quality-survey-years" -v run="$RUN" '
		BEGIN { print "severity", "check", "file", "line", "school_id", "column", "value", "expected", "filter" >findings }
		NR == FNR { if (FNR > 1 && $1 > last) last = $1; next }
		FNR == 1 || !last || $1 <= last + 1 { print; next }
		!told[$1, $3]++ {
			print "error", "year after the programme", "", "", $3, "year", $1, "a year up to " last + 1, "run" >findings
			if (!shown[$1]++) print run ": answers of " $1 " are left out, for the programme ends in " last >"/dev/stderr"
		}' "$1" -
}

# tell_silent MEMBERS RISKS: how many schools of the programme have sent nothing in the last year with a profile.
tell_silent() {
	local silent_schools
	text silent_schools '%d of %d schools of the programme of %s have sent no questionnaires, see risks.tsv'
	awk -F '\t' -v run="$RUN" -v silent_schools="$silent_schools" '
		FNR == 1 { file++; for (i = 1; i <= NF; i++) at[file, $i] = i; next }
		file == 1 { if ($at[1, "status"] !~ /^(left|outside)$/) member[$at[1, "year"], $at[1, "school_id"]]; next }
		$6 != "" && $6 != "data" { if ($1 > last) last = $1; if ($10 > 0) sent[$1, $3] }
		END {
			for (key in member) {
				split(key, part, SUBSEP)
				if (part[1] != last) continue
				all++
				if (!(key in sent)) silent++
			}
			if (silent) printf run ": " silent_schools "\n", silent, all, last
		}' "$1" "$2" >&2
}

# Single answers stay within the run: its observations of them are of as many as a school has, which may be
# one or two. risks.tsv says nothing of so few.
write_risks() {
	observe survey "$(risk_table survey.map)" "$(risk_table words-survey.tsv)" \
		"$(risk_table measures-survey.tsv)" cat --scales "$(risk_table scales-survey.tsv)"
	[ ! -f "$PARTS/rejects-normalize-survey" ] || withhold_answers
	if [ ! -f "$PARTS/seen-survey.tsv" ]; then
		tell 'the inbox has no file survey-….csv, so there is no risk profile'
		return 0
	fi
	plausible_years "$1" <"$PARTS/seen-survey.tsv" >"$PARTS/seen-survey-years.tsv"
	step index survey-indicators "$PARTS/seen-survey-years.tsv" >"$PARTS/indicators-survey.tsv"
	step risk profile --table "$(risk_table risk.tsv)" --members "$1" "$WORK/indicators.tsv" \
		"$PARTS/indicators-survey.tsv" >"${RESULTS:-$WORK}/risks.tsv"
	tell_silent "$1" "${RESULTS:-$WORK}/risks.tsv"
}
