#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Recommendations and decisions of the sample regions as a whole, against independent computations.
# shellcheck disable=SC2154 # bats sets stderr
load helper
load programme

REGIONS='volgograd dzerzhinsk orenburg kromy'

setup_file() {
	bats_require_minimum_version 1.5.0
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines
	for region in volgograd dzerzhinsk orenburg kromy; do
		shnor run $region "$TOP/samples/$region" "$BATS_FILE_TMPDIR/$region" 2>"$BATS_FILE_TMPDIR/messages-$region"
	done
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	ALL=$BATS_FILE_TMPDIR
	SAMPLE=$TOP/samples/volgograd
}

# Whom the order of the region names.
addressees() {
	case $1 in
	volgograd) echo municipal_authority,head,curator_school ;;
	dzerzhinsk) echo head,teachers,pupils,parents,methodical_service,psychological_service,department ;;
	orenburg) echo municipal_authority,head,curator_school,teachers,methodical_service ;;
	kromy) echo municipal_authority,head,teachers,pupils,parents,methodical_service ;;
	esac
}

labels() {
	echo "$TOP/pipelines/common/labels.tsv,$TOP/pipelines/$1/labels.tsv"
}

# oracle REGION OUT: the recommendations, computed otherwise.
oracle() {
	local tables=$TOP/pipelines streams=() name
	for name in classes dynamics indicators membership membership-adverse pairs programme risks; do
		[ ! -f "$2/$name.tsv" ] || streams+=("$2/$name.tsv")
	done
	"$TOP/tests/oracle/recommendations" "$(tail -n 1 "$2/classes.tsv" | cut -f 1)" "$(addressees "$1")" \
		"$tables/$1/recommendations.tsv,$tables/common/recommendations.tsv" "$(labels "$1")" "${streams[@]}"
}

@test "every recommendation of the samples equals an independent computation; whom the order names gets some" {
	for region in $REGIONS; do
		oracle $region "$ALL/$region" >oracle
		tail -n +2 "$ALL/$region/recommendations.tsv" | cut -f 1-6,8 | diff - oracle
		LC_ALL=C sort -c <(tail -n +2 "$ALL/$region/recommendations.tsv" | cut -f 1-5)
		for addressee in $(addressees $region | tr , ' '); do
			cut -f 4 "$ALL/$region/recommendations.tsv" | grep -qx "$addressee" || fail "$region: $addressee"
		done
		# Each rests on something.
		run awk -F '\t' '$6 == "" || $7 == "" || $8 == ""' "$ALL/$region/recommendations.tsv"
		assert_output ''
	done
}

@test "what is said of better and worse results rests on changes beyond chance, but for what an order counts itself" {
	for region in $REGIONS; do
		# The indicators of the evidence, each with its year: "oge-mat:share 0.25 in 2023, 0.357 in 2024; …".
		awk -F '\t' 'NR == FNR { certain[$2, $3, $5] = $13; next }
			$6 ~ /(^|, )(worse_markedly|worse_two_years|better_two_years|weak_reading)(,|$)/ && $3 != "" {
				n = split($7, all, "; ")
				for (i = 1; i <= n; i++) { split(all[i], word, " "); print certain[$3, word[1], $1] }
			}' "$ALL/$region/dynamics.tsv" "$ALL/$region/recommendations.tsv" | sort -u >"answers-$region"
		run cat "answers-$region"
		[ "$output" = '' ] || assert_output yes
	done
	# Chance alone moves both ways: without the condition most of these schools were told both.
	sort -u answers-* | grep -qx yes
	run awk -F '\t' '$6 ~ /better_two_years/ { better[$3] } $6 ~ /worse_two_years/ { worse[$3] }
		END { for (id in better) if (id in worse) print id }' "$ALL/orenburg/recommendations.tsv"
	assert_output ''
}

@test "only of schools in the programme, or of those that may leave, or strong ones" {
	for region in orenburg kromy; do
		awk -F '\t' '{ print $3 }' "$ALL/$region/membership.tsv" | sort -u >members
		run bash -c "tail -n +2 '$ALL/$region/recommendations.tsv' | cut -f 3 | grep . | sort -u | comm -23 - members"
		assert_output ''
	done
}

@test "the risk profile and the pairs are used where a run has them: each factor, to whom the order names" {
	local streams=("$ALL/volgograd/classes.tsv" "$ALL/volgograd/membership.tsv")
	awk -F '\t' -v OFS='\t' 'NR == 1 {
			print "year", "municipality", "school_id", "factor", "parameter", "group", "value", "lo", "hi", "n", "expected",
				"rate", "level", "fixed", "previous", "trend", "reason"
			split("equipment staffing competence special_needs language motivation wellbeing discipline " \
				"failure_risk parents", factor, " ")
			next
		}
		$1 == 2025 && $4 != "left" { print 2024, $2, $3, factor[i++ % 10 + 1], "", "", 0.7, "", "", 9, 10, 0.9, "high", "yes", "", "no_data", "why" }' \
		"${streams[1]}" >risks.tsv
	awk -F '\t' -v OFS='\t' 'NR == 1 { print "year", "municipality", "school_id", "status", "curator_municipality", "curator_id", "distance", "cost",
				"subjects", "reason"; next }
		$1 == 2025 { print $1, $2, $3, ++i % 2 ? "unpaired" : "paired", $2, i % 2 ? "" : 990001, "", "", "", "how" }' \
		"${streams[1]}" >pairs.tsv
	mkdir out
	cp "${streams[@]}" risks.tsv pairs.tsv out
	for region in volgograd dzerzhinsk; do
		tables=$TOP/pipelines
		shnor-recommend --quiet --addressees "$(addressees $region)" --labels "$tables/common/labels.tsv" \
			--labels "$tables/$region/labels.tsv" --table "$tables/$region/recommendations.tsv" \
			--table "$tables/common/recommendations.tsv" out/*.tsv >got.tsv
		oracle $region out >oracle
		tail -n +2 got.tsv | cut -f 1-6,8 | diff - oracle
		[ "$(cut -f 6 got.tsv | grep -c '^risk_')" -gt 15 ]
		for addressee in $(addressees $region | tr , ' '); do
			case $addressee in department | municipal_authority | curator_school) continue ;; esac
			awk -F '\t' -v to="$addressee" '$4 == to && $6 ~ /^risk_/ { found = 1 } END { exit !found }' got.tsv || fail "$region: $addressee"
		done
		grep -q '	unpaired	' got.tsv
		grep -q '990001' got.tsv
	done
}

@test "every decision of the samples equals an independent computation" {
	for region in volgograd dzerzhinsk; do
		"$TOP/tests/oracle/decisions" "$TOP/samples/$region" "$ALL/$region" "$TOP/pipelines/$region" "$(labels $region)" >oracle
		tail -n +2 "$ALL/$region/decisions.tsv" | cut -f 1-11 | diff - oracle
		for trend in improved declined stable no_data; do
			cut -f 11 "$ALL/$region/decisions.tsv" | grep -qx $trend || fail "$region: no $trend"
		done
		for kind in organising activating coordinating controlling stimulating; do
			cut -f 4 "$ALL/$region/decisions.tsv" | grep -qx $kind || fail "$region: no $kind"
		done
	done
	[ ! -e "$ALL/orenburg/decisions.tsv" ]
}

@test "a decision about the second programme follows the second programme, by its name or by the school" {
	cp -r "$TOP/samples/dzerzhinsk" in
	chmod -R u+w in
	out=$ALL/dzerzhinsk
	school=$(awk -F '\t' 'NR == FNR { low[$3]; next } FNR > 1 && $3 != "" && !($3 in low) && $4 == "1_network" { print $3; exit }' \
		"$out"/programme{,-adverse}.tsv)
	year=$(awk -F '\t' -v s="$school" '$3 == s && $4 == "1_network" { print $5; exit }' "$out/programme-adverse.tsv")
	{
		echo "$year;;$school;контролирующее;Школа;1_network;"
		echo '2022;г. Небывалый-на-Оке;;контролирующее;Первая;1_network;'
		echo '2022;г. Небывалый-на-Оке;;контролирующее;Вторая;1_network-adverse;'
		echo '2022;г. Небывалый-на-Оке;;контролирующее;По-русски;1. Сетевое взаимодействие со школой с высокими результатами (школы в неблагоприятных условиях);'
	} >more
	iconv -f windows-1251 -t UTF-8 in/decisions.csv | cat - more | iconv -f UTF-8 -t windows-1251 >all
	mv all in/decisions.csv
	shnor run dzerzhinsk in got 2>/dev/null
	value() { awk -F '\t' '$3 == "" && $1 == "municipality" && $4 == "1_network" && $5 == 2022 { print $8 }' "$out/$1"; }
	run awk -F '\t' '$8 == 2023 && $5 ~ /^(Первая|Вторая|По-русски)$/ { print $5, $6, $9 }' got/decisions.tsv
	assert_output "Вторая 1_network-adverse $(value programme-adverse.tsv)
Первая 1_network $(value programme.tsv)
По-русски 1_network-adverse $(value programme-adverse.tsv)"
	[ "$(value programme.tsv)" != "$(value programme-adverse.tsv)" ]
	awk -F '\t' '$5 == "Школа" && $9 != ""' got/decisions.tsv | grep -q .
}

@test "they stand in the report, by addressee and in Russian, and in the manifest" {
	for region in $REGIONS; do
		report=$ALL/$region/report.html
		for addressee in $(addressees $region | tr , ' '); do
			label=$(awk -F '\t' -v word="$addressee" '$1 == "addressee" && $2 == word { print $3 }' "$TOP/pipelines/common/labels.tsv")
			grep -qF -e "<h5>$label</h5>" -e "<td>$label<" "$report" || fail "$region: $label"
		done
		# A word with an underscore or a colon is one of the streams.
		run bash -c "sed -n '/<h2>Рекомендации/,/<h2>Качество/p' '$report' | sed 's/<td>[^<]*\(order\|our decision\|recommendations.tsv\)[^<]*<\/td>//g' | sed -e 's/<[^>]*>//g' -e 's/&[a-z]*;//g' | grep -E '[a-z]+[_:][a-z]+|[a-z]{4}'"
		assert_output ''
		grep -q '^output	recommendations.tsv	' "$ALL/$region/manifest.tsv"
	done
	grep -qF '<h2>Управленческие решения и динамика' "$ALL/volgograd/report.html"
	run grep -c 'Управленческие решения и динамика' "$ALL/orenburg/report.html"
	assert_output 0
}

@test "a decision about an unknown school, municipality or indicator is rejected and told; labels and codes serve" {
	copy_sample
	change decisions.csv -e '$a 2023;;999999;активизация;Курсы;oge-mat:share;\r' -e '$a 2023;Нет такого;;контроль;Курсы;oge-mat:share;\r' \
		-e '$a 2023;Условный район;;организация;Курсы;ОГЭ химия;\r' -e '$a 2023;Условный район;;приказ;Курсы;oge-mat:share;\r' \
		-e '$a 2023;Условный район;;координация;Курсы;индекс образовательных результатов;\r' \
		-e '$a 2023;Условный район;;стимулирование;Курсы;oge-mta:share;\r'
	shnor run volgograd in out 2>messages
	awk -F '\t' '$1 ~ /decisions/ { print $3, $4, $5 }' out/rejects.tsv | sort >rejected
	run cat rejected
	assert_output 'unknown indicator indicator oge-mta:share
unknown municipality municipality Нет такого
unknown school school_id 999999
unknown word indicator ОГЭ химия
unknown word kind приказ'
	# The index has no figure of a municipality.
	run awk -F '\t' '$5 == "Курсы" { print $4, $6, $11, $14 }' out/decisions.tsv
	assert_output 'coordinating results_index no_data nothing of this school or municipality'
	[ "$(wc -l <out/decisions.tsv)" = $(($(wc -l <"$ALL/volgograd/decisions.tsv") + 1)) ]
}

@test "shuffled input gives the same bytes, and a stage by itself its part" {
	copy_sample
	iconv -f windows-1251 -t UTF-8 in/decisions.csv | { IFS= read -r head; echo "$head"; shuf --random-source=<(yes 1); } |
		iconv -f UTF-8 -t windows-1251 >shuffled
	mv shuffled in/decisions.csv
	shnor run volgograd in out 2>/dev/null
	cmp out/decisions.tsv "$ALL/volgograd/decisions.tsv"
	cmp out/recommendations.tsv "$ALL/volgograd/recommendations.tsv"
	shnor run volgograd --stage final "$SAMPLE" final 2>/dev/null
	# The risk profile and the pairs are other parts of the work; what is recommended rests on them all the same.
	cmp "$ALL/volgograd/recommendations.tsv" final/recommendations.tsv
	[ ! -e final/risks.tsv ] && [ ! -e final/pairs.tsv ] && [ ! -e final/curators.tsv ]
	cmp final/decisions.tsv "$ALL/volgograd/decisions.tsv"
	shnor run volgograd --stage competences "$SAMPLE" competences 2>/dev/null
	[ ! -e competences/recommendations.tsv ]
}
