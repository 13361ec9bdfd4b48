#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The risk profiles of a region by its questionnaires, against an independent computation from the raw files.
# shellcheck disable=SC2154 # bats sets stderr
load helper
load programme

# The pipeline run once over the sample serves the tests that only look at the results.
setup_file() {
	bats_require_minimum_version 1.5.0
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines
	shnor run volgograd "$TOP/samples/volgograd" "$BATS_FILE_TMPDIR/out" 2>"$BATS_FILE_TMPDIR/messages"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	OUT=$BATS_FILE_TMPDIR/out
	SAMPLE=$TOP/samples/volgograd
	COMMON=$TOP/pipelines/common
}

# assert_profiles INBOX OUT: every line of risks.tsv but for the interval, the rate and the reason.
assert_profiles() {
	"$TOP/tests/oracle/volgograd-risk" "$1" "$COMMON/risk.tsv" >profiles
	[ "$(wc -l <profiles)" -gt 2000 ]
	diff profiles <(tail -n +2 "$2/risks.tsv" | cut -f 1-7,10,11,13-16)
}

@test "every level of the sample equals an independent count from the raw files" {
	assert_profiles "$SAMPLE" "$OUT"
	# All there is to happen happens.
	for word in low medium high no_data; do
		for column in 13 15; do
			cut -f "$column" "$OUT/risks.tsv" | grep -qx "$word" || fail "$word"
		done
	done
	for word in improved declined stable no_data; do
		cut -f 16 "$OUT/risks.tsv" | grep -qx "$word" || fail "$word"
	done
}

@test "a region of 200 schools, another seed: the same" {
	"$TOP/samples/make-volgograd" in 200 3
	shnor run volgograd in out 2>/dev/null
	assert_profiles in out
}

@test "what cannot be an answer is rejected with its reason, what is none is skipped" {
	run bash -c "grep '	survey-2024' '$OUT/rejects.tsv' | cut -f 1-5 | cut -d : -f 2-"
	assert_output 'survey	survey-2024.csv:286	too few fields		
survey	survey-2024.csv:116	unknown word	parameter	Качество столовой
survey	survey-2024.csv:117	impossible value	answer	(withheld: answers of people)
survey	survey-2024.csv:118	impossible value	answer	(withheld: answers of people)
survey	survey-2024.csv:180	impossible value	answer	125
survey	survey-2024.csv:181	unknown word	group	гости
survey	survey-2024.csv:182	no measure		
survey	survey-2024.csv:284	unknown word	answer	(withheld: answers of people)
survey	survey-2024.csv:285	unknown school	school_id	349999'
	run bash -c "grep '^normalize:survey	skipped' '$OUT/stats.tsv' | cut -f 3"
	assert_output 'no answer'
	assert_balanced "$OUT/stats.tsv"
}

@test "a school of the programme that has sent nothing has a profile without levels, and it is told that cuts are not verified" {
	iconv -f windows-1251 -t UTF-8 "$SAMPLE/survey-2024.csv" | cut -d ';' -f 2 | tr -d ' ' | sort -u >sent
	awk -F '\t' '$1 == 2024 && $4 != "left" { print $3 }' "$OUT/membership.tsv" | sort | comm -23 - sent >silent
	[ -s silent ]
	while read -r school; do
		[ "$(grep -c "^2024	[^	]*	$school	" "$OUT/risks.tsv")" = 41 ] || fail "$school"
		# What is known without asking anybody has its level all the same.
		run bash -c "grep '^2024	[^	]*	$school	' '$OUT/risks.tsv' | awk -F '\t' '\$13 != \"no_data\" && \$6 != \"data\" && \$5 != \"\"'"
		assert_output ''
	done <silent
	run grep -c 'shnor-risk: .*risk.tsv:5: not verified, but the results rest on it and on 40 more line(s) like it' \
		"$BATS_FILE_TMPDIR/messages"
	assert_output 1
}

@test "of one or two teachers nothing is told, neither in the profiles nor elsewhere in the results" {
	awk -F '\t' 'NR > 1 && $6 ~ /^(teachers|pupils|parents)$/ && $10 < 3 && ($7 != "" || $13 != "no_data")' "$OUT/risks.tsv" >told
	[ ! -s told ]
	awk -F '\t' '$6 == "teachers" && $10 == 2' "$OUT/risks.tsv" | grep -q 'at least 3 are needed$'
	# quality.tsv names the indicator where more have answered than there are.
	run grep -rlE '(^|	)risk-' --exclude quality.tsv "$OUT"
	assert_output ''
	# Nor what all of a few, or all there are, have said.
	awk -F '\t' 'NR > 1 && $6 ~ /^(teachers|pupils|parents)$/ && ($7 == 0 || $7 == 1) && $7 != "" && ($10 < 5 || ($11 != "" && $10 >= $11))' \
		"$OUT/risks.tsv" >alike
	[ ! -s alike ]
	grep -q '	[34] answers, all alike: ' "$OUT/risks.tsv"
}

@test "no mean of a few teachers gives their answers away: not the sum, and not the sum of squares" {
	copy_sample
	# Five teachers of one school, with answers that nobody else gives.
	for answer in 3,7 11,3 17,9 61,1 93,3; do
		echo "2024;030094;учителя;Доля обучающихся, которым учителя рекомендуют дополнительные занятия;$answer"
	done | iconv -f UTF-8 -t windows-1251 >answers
	iconv -f windows-1251 -t UTF-8 in/survey-2024.csv | grep -v '2024;030094;учителя;Доля обучающихся, которым' |
		iconv -f UTF-8 -t windows-1251 | cat - answers >survey
	mv survey in/survey-2024.csv
	shnor run volgograd in out 2>/dev/null
	run awk -F '\t' '$1 == 2024 && $3 == "030094" && $5 == "extra_lessons_advised" { print $7 "|" $8 "|" $9 "|" $10 }' out/risks.tsv
	# The mean is 37.46.
	assert_output '37|||5'
	run grep -rlE '(^|[^0-9])37[.,]46' out/risks.tsv out/recommendations.tsv out/changes.tsv out/report.html out/list.csv
	assert_output ''
	# Of all means of people that have an interval, there are ten answers or more.
	awk -F '\t' '$17 ~ /answers, mean/ && $6 != "administration" && $10 < 10 && $8 $9 != ""' out/risks.tsv >told
	[ ! -s told ]
}

@test "an answer that is rejected is shown of an administration only, in no file of the results" {
	copy_sample
	{
		echo '2024;030094;учителя;Отношения в педагогическом коллективе;77.123987'
		echo '2024;030094;обучающиеся;Ситуации конфликтов и буллинга;меня бьют'
		echo '2024;030094;родители;Регулярно посещающие родительские собрания;никогдаженет;x'
		echo '2024;030094;Родители;Качество столовой;98765432123'
		echo '2024;030094;администрация;Нехватка педагогов;188.5'
	} | iconv -f UTF-8 -t windows-1251 | sed 's/$/\r/' >>in/survey-2024.csv
	shnor run volgograd in out 2>messages
	run grep -rlaE '77[.,]123987|меня бьют|никогдаженет|98765432123' out messages
	assert_output ''
	run bash -c "grep '	survey-2024' out/rejects.tsv | grep '188.5' | cut -f 1,3-5"
	assert_output 'normalize:survey	impossible value	answer	188.5'
	[ "$(grep -c '^normalize:survey	survey-2024.*	(withheld: answers of people)$' out/rejects.tsv)" -ge 8 ]
	grep -q '	Качество столовой	.*	(withheld: answers of people)$' out/rejects.tsv
	awk -F '\t' '$9 == "normalize:survey" && $6 == "answer" { print $7 }' out/quality.tsv | sort | uniq -c | awk '{ $1 = ""; print }' >values
	diff - values <<'END'
 (withheld: answers of people)
 125
 188.5
END
}

@test "answers of a year that nobody can have asked about are left out and told; so is how many schools are silent" {
	copy_sample
	echo '2042;030094;учителя;Качество интернет-соединения;1' | iconv -f UTF-8 -t windows-1251 >>in/survey-2024.csv
	shnor run volgograd in out 2>messages
	cmp out/risks.tsv "$OUT/risks.tsv"
	cmp out/recommendations.tsv "$OUT/recommendations.tsv"
	grep -q '^error	year after the programme			030094	year	2042	a year up to 2026	run$' out/quality.tsv
	grep -q '^volgograd/run: answers of 2042 are left out, for the programme ends in 2025$' messages
	silent=$(awk -F '\t' '$1 == 2024 && $6 ~ /^(administration|teachers|pupils|parents)$/ { n[$3] += $10 }
		END { for (school in n) silent += !n[school]; print silent }' "$OUT/risks.tsv")
	grep -q "^volgograd/run: $silent of [0-9]* schools of the programme of 2024 have sent no questionnaires, see risks.tsv$" messages
}

@test "the stage of March makes the profiles alone; without questionnaires there are none, and that is told" {
	shnor run volgograd --stage risk "$SAMPLE" out 2>/dev/null
	cmp "$OUT/risks.tsv" out/risks.tsv
	[ ! -e out/classes.tsv ]
	shnor run volgograd --stage final "$SAMPLE" final 2>/dev/null
	[ ! -e final/risks.tsv ]
	copy_sample
	rm in/survey-*
	run -0 --separate-stderr shnor run volgograd in out
	assert_regex "$stderr" 'volgograd/run: the inbox has no file survey-….csv, so there is no risk profile'
	[ ! -e out/risks.tsv ]
	cmp "$OUT/classes.tsv" out/classes.tsv
	run grep -c 'Профиль рисков' out/report.html
	assert_output 0
}

@test "the risks fixed stand in the report in Russian, of schools in the programme" {
	# Of each school that has a card: who is in the programme, or is to be.
	grep -o '<article id="s-[0-9]*.*' "$OUT/report.html" >cards
	sed 's/<article id="s-\([0-9]*\).*/\1/' cards >schools
	awk -F '\t' 'NR == FNR { carded[$1]; next } $1 == 2024 && $5 == "" && $14 == "yes" && $3 in carded { print $3 }' \
		schools "$OUT/risks.tsv" | sort | uniq -c | awk '{ print $2, $1 }' >fixed
	[ "$(wc -l <fixed)" -gt 10 ]
	while read -r school count; do
		[ "$(grep "id=\"s-$school\"" cards | grep -o ', зафиксирован<' | wc -l)" = "$count" ] || fail "$school"
	done <fixed
	sed 's/<tr>/\n&/g' cards | grep -E '<td class="(high|medium)">' >part
	grep -q '<th>Дефицит педагогических кадров' part
	# Every word that the table may bring there has a label.
	sed -n 's/.*<br><small>\(.*\)<\/small><td.*/\1/p' part >reasons
	[ -s reasons ]
	run grep -nE '[a-z]{2}' <(sed 's/&[a-z]*;//g' reasons)
	assert_output ''
	for column in 1 2 3; do
		kind=$(sed -n '4p' "$COMMON/risk.tsv" | cut -f $column)
		tail -n +5 "$COMMON/risk.tsv" | cut -f $column | sort -u | while read -r word; do
			[ -z "$word" ] || grep -q "^$kind	$word	." "$COMMON/labels-risk.tsv" || fail "$kind $word"
		done
	done
}

@test "a region's own table stands for the common one; a level that differs from the last run's is in changes.tsv" {
	cp -r "$TOP/pipelines" pipelines
	sed '/^staffing\t\t/s/\tno$/\tyes/' "$COMMON/risk.tsv" >pipelines/volgograd/risk.tsv
	cp -r "$OUT" out
	sed -i 's/^\(staffing\tteachers_shortage\t.*\tabove\)\t5\t15/\1\t50\t90/' pipelines/volgograd/risk.tsv
	SHNOR_PIPELINES=$PWD/pipelines shnor run volgograd "$SAMPLE" out 2>/dev/null
	run bash -c "grep ^risks out/changes.tsv | cut -f 5 | sort -u"
	assert_output 'staffing
staffing/teachers_shortage/administration'
	run bash -c "grep '^risks.*staffing/teachers' out/changes.tsv | cut -f 6-8 | sort -u"
	assert_output 'high	low	table
medium	low	table'
}

@test "the tables of the questionnaires agree: every question has a scale, a measure and a line of risks" {
	tail -n +2 "$COMMON/measures-survey.tsv" | grep -v '^#' | cut -f 1 | sed 1d | sort >measured
	grep -o '	risk-[a-z_]*-[a-z]*:[a-z]*' "$COMMON/risk.tsv" | sed 's/^.//; s/:.*//' | sort | diff - measured
	sed 1,2d "$COMMON/scales-survey.tsv" | awk -F '\t' '{ print "risk-" $1 "-" $2 }' | sort | diff - measured
	# The names of the annex as they stand there are understood.
	{
		printf 'Год;Код ОО;Группа;Параметр;Значение\n'
		while IFS='|' read -r group name; do
			printf '2024;030094;%s;%s;1\n' "$group" "$name"
		done <<'END'
администрация|Учебные материалы
учителя|Цифровое оборудование
учителя|Качество интернет-соединения
администрация|Дефициты оснащения зданий и помещения
учителя|Состояние классов и кабинетов
администрация|Нехватка педагогов
администрация|Нехватка психологов, логопедов, социальных педагогов
администрация|Нехватка вспомогательного персонала
учителя|Участие педагогов в системе обмена опытом
учителя|Использование современных педагогических технологий
родители|Доля родителей, неудовлетворенных преподаванием предметов
учителя|Уверенность учителей в своей педагогической компетентности
администрация|Доля обучающихся с ОВЗ
учителя|Доля учителей, испытывающих неуверенность при работе с обучающимся с ОВЗ
администрация|Доля обучающихся, для которых русский язык не является родным или языком повседневного общения (по данным администрации школы)
администрация|Доля обучающихся, для которых русский язык не является языком повседневного общения (по данным администрации школы)
администрация|Дополнительные занятия для обучающихся, для которых русский язык не является родным или языком повседневного общения
учителя|Оценка мотивации обучающихся учителями
обучающиеся|Уровень мотивации обучающихся (по ответам обучающихся)
обучающиеся|Учет индивидуальных возможностей в учебном процессе
обучающиеся|Ситуации конфликтов и буллинга в школе (по ответам учащихся)
учителя|Отношения в педагогическом коллективе (по ответам учителей)
обучающиеся|Доля обучающихся, столкнувшихся с несправедливым отношением учителей к себе
обучающиеся|Частота нарушения дисциплины в школе (по ответам обучающихся)
учителя|Оценка уровня дисциплины в школе (по ответам учителей)
учителя|Доля обучающихся, которым учителя рекомендуют дополнительные занятия с целью ликвидации отставания от учебной программы
учителя|Степень незаинтересованности учебным процессом со стороны родителей
обучающиеся|Проявление родителями поддержки детей в учебе
родители|Доля родителей, регулярно посещающих родительские собрания
END
	} >survey.csv
	shnor-import -q --map "$COMMON/survey.map" survey.csv |
		shnor-normalize --words "$COMMON/words-survey.tsv" --scales "$COMMON/scales-survey.tsv" \
			--measures "$COMMON/measures-survey.tsv" | tail -n +2 | cut -f 4 | sort | diff - measured
}

@test "an answer counts as what it is, however it is written; yes is no rating and a rating no yes" {
	{
		echo 'Год;Код ОО;Группа;Параметр;Значение'
		for answer in 1 01 '1 %' 2,0 2.0 003 5 6 0 да нет; do
			echo "2024;1;учителя;Качество интернет-соединения;$answer"
			echo "2024;2;учителя;Участие педагогов в обмене опытом;$answer"
			echo "2024;3;учителя;Степень незаинтересованности родителей;$answer"
			echo "2024;4;учителя;Доля обучающихся, которым учителя рекомендуют занятия;$answer"
		done
	} >survey.csv
	shnor-import -q --map "$COMMON/survey.map" survey.csv |
		shnor-normalize -q --combine --words "$COMMON/words-survey.tsv" --scales "$COMMON/scales-survey.tsv" \
			--measures "$COMMON/measures-survey.tsv" --rejects r --max-rejects 100% |
		shnor-index --partial | cut -f 3,5-7 >actual
	# Ratings 1, 1, 1, 2, 2, 3, 5; of yes and no three each; all numbers.
	diff - actual <<'END'
school_id	n	hits	sum
1	7	5	15
2	6	2	
3	7	1	15
4	9		21
END
	run bash -c "tail -n +2 r | cut -f 4,5 | sort | uniq -c | awk '{ print \$1, \$2, \$3 }'"
	assert_output '2 answer 0
2 answer 6
3 answer no
3 answer yes
5 denied neither'
}

@test "other regions make profiles too, if their inbox has questionnaires" {
	for region in orenburg kromy dzerzhinsk; do
		cp -r "$TOP/samples/$region" "$region.in"
		chmod -R u+w "$region.in"
		# Four teachers of one school of the programme answer one question.
		shnor run "$region" "$region.in" "$region.out" 2>messages
		grep -q "^$region/run: the inbox has no file survey-….csv, so there is no risk profile$" messages
		year=2024
		grep -o '<article id="s-[0-9]*' "$region.out/report.html" | sed 's/.*s-//' >cards
		school=$(awk -F '\t' -v year=$year 'NR == FNR { carded[$1]; next }
			$1 == year && $4 ~ /^(entered|stays)$/ && $3 in carded { print $3; exit }' cards "$region.out/membership.tsv")
		{
			echo 'Год;Код ОО;Группа;Параметр;Значение'
			for answer in 1 2 2 5; do
				echo "$year;$school;учителя;Оценка уровня дисциплины;$answer"
			done
		} >"$region.in/survey-$year.csv"
		shnor run "$region" "$region.in" "$region.out" 2>/dev/null
		run bash -c "grep '	$school	discipline	' $region.out/risks.tsv | cut -f 5-7,10,13,14,17"
		assert_output '		2	1	high	yes	max high: discipline/teachers high; no data: discipline_breaches/pupils
discipline	teachers	0.75	4	high	yes	3 of 4 answers, share 0.75 >= 0.5 high
discipline_breaches	pupils		0	no_data		no answers'
		grep "<article id=\"s-$school\"" "$region.out/report.html" |
			grep -q '<th>Низкий уровень дисциплины в классах<br>.*<td class="high">высокий, зафиксирован<' || fail "$region"
	done
}
