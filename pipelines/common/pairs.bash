# pipelines/common/pairs.bash: curator schools and network pairs. Sourced behind run.bash by pipelines/NAME/run:
#
#   write_pairs KEEP MEMBERS…  # pairs.tsv, a curator for each supported school, and curators.tsv, who may be one
#   page_of_pairs              # both in report.html, for people
#
# KEEP is a list of supported schools with the curators they have; there need not be one. Who may be a curator is
# curators.tsv of the region, and what a pair costs its pairing.tsv, or else the common one.
# shellcheck shell=bash
# shellcheck disable=SC2154 # run.bash sets the folders

write_pairs() {
	local keep=$1 table=$COMMON/pairing.tsv given=()
	[ ! -f "$TABLES/pairing.tsv" ] || table=$TABLES/pairing.tsv
	# In a stage of its own nobody may have read it yet.
	[ -f "$keep" ] || [ -z "$(inbox support)" ] || records support "$COMMON/support.map" support >"$keep"
	[ ! -f "$keep" ] || given+=(--keep "$keep")
	if [ -n "$(inbox curators)" ]; then
		records curators "$COMMON/curators.map" curators >"$PARTS/curators.tsv"
		given+=(--curators "$PARTS/curators.tsv" --words "$COMMON/words-curators.tsv")
	fi
	if [ -n "$(inbox distances)" ]; then
		records distances "$COMMON/distances.map" distances >"$PARTS/distances.tsv"
		given+=(--distances "$PARTS/distances.tsv")
	fi
	# Results that are in doubt make nobody a curator, whatever the rule makes of them.
	if [ -n "$(inbox bias)" ]; then
		[ -f "$PARTS/bias.tsv" ] || records bias "$COMMON/bias.map" bias >"$PARTS/bias.tsv"
		given+=(--markers "$PARTS/bias.tsv")
	fi
	step pair network --table "$table" --options "$TABLES/curators.tsv" --schools "$PARTS/schools.tsv" --coordinates \
		--classes "$WORK/classes.tsv" --indicators "$WORK/indicators.tsv" --candidates "$WORK/curators.tsv" \
		"${given[@]}" "${@:2}" >"$WORK/pairs.tsv"
	awk -F '\t' -v run="$(basename "$TABLES")/run" 'NR > 1 { all++; none += $4 == "unpaired" }
		END { if (none) print run ": " none " of " all " supported schools have no curator, see pairs.tsv" }' "$WORK/pairs.tsv" >&2
}

page_of_pairs() {
	[ -f "$WORK/pairs.tsv" ] || return 0
	# The name of the curator stands beside its code; a distance of the programme is that to a target.
	awk -F '\t' -v OFS='\t' '
		FNR == 1 { split("", place); for (i = 1; i <= NF; i++) place[$i] = i }
		NR == FNR { name[$place["school_id"]] = $place["name"]; next }
		FNR == 1 { $place["distance"] = "kilometres" }
		{ print $0, FNR == 1 ? "curator_name" : name[$place["curator_id"]] }' "$PARTS/schools.tsv" "$WORK/pairs.tsv" |
		shown pairs html --part next --decimal , --schools "$PARTS/schools.tsv" \
			--columns municipality,school_id,name,status,curator_municipality,curator_id,curator_name,kilometres,subjects,cost,reason \
			--title 'Сетевые пары: школы программы и школы-кураторы' \
			--note 'Кураторы назначены так, чтобы он был у наибольшего числа школ, а сумма стоимостей была наименьшей; действующие пары сохранены. Основание: каждая часть стоимости — после знака «=».'
	shown curators html --part next --decimal , --schools "$PARTS/schools.tsv" \
		--columns municipality,school_id,name,status,places,taken,subjects,reason \
		--title 'Школы-кураторы' --note 'Кто может быть куратором и кто из предложенных школ не может, с основанием.' \
		"$WORK/curators.tsv"
}
