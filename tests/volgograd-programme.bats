#!/usr/bin/env bats
# What section 3 of the order of Volgograd asks for: the indicators of the schools in the programme, against an independent count.
load helper
load programme

# The pipeline run once over the sample serves the tests that only look at the results.
setup_file() {
	bats_require_minimum_version 1.5.0
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines
	shnor run volgograd "$TOP/samples/volgograd" "$BATS_FILE_TMPDIR/out" 2>"$BATS_FILE_TMPDIR/messages"
	"$TOP/tests/oracle/volgograd-programme" "$TOP/samples/volgograd" >"$BATS_FILE_TMPDIR/oracle"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	OUT=$BATS_FILE_TMPDIR/out
	ORACLE=$BATS_FILE_TMPDIR/oracle
	SAMPLE=$TOP/samples/volgograd
	TABLES=$TOP/pipelines/volgograd
}

@test "every indicator equals an independent count from the raw files: every column, of each school too" {
	[ "$(grep -c ^programme "$ORACLE")" -gt 300 ]
	assert_programme "$ORACLE" "$OUT"
	for indicator in $(grep -v '^#' "$TABLES/programme.tsv" | tail -n +2 | cut -f 1); do
		[ "$(grep -c "^region			$indicator	202[345]	" "$OUT/programme.tsv")" = 2 ] || fail "$indicator"
	done
}

@test "a region of 700 schools, another seed: the same" {
	"$TOP/samples/make-volgograd" in 700 5
	"$TOP/tests/oracle/volgograd-programme" in >oracle
	shnor run volgograd in out 2>/dev/null
	assert_programme oracle out
	# Here are those who leave, who come back, and those with a better index who are still low.
	for status in entered stays left returned; do
		grep -q "^member	.*	$status$" oracle || fail "no $status"
	done
	# The list to be taken off: not low any more, and a better index than the year before.
	for school in $(awk -F '\t' '$1 == 2025 && $4 == "left" { print $3 }' out/membership.tsv); do
		grep -qE "^2024	[^	]*	$school	quadrant	(effective|resilient)	" out/classes.tsv || fail "$school"
		grep -qE "	$school	results_index	2023	2024	.*	improved	" out/dynamics.tsv || fail "$school"
		sed -n '/<h2>К исключению из программы с 2025 года/,/<h2>Школы программы с положительной/p' out/report.html |
			grep -q "$school" || fail "$school is not in the report"
	done
}

@test "who improved stands in the report, also those who stay low" {
	sed -n '/<h2>Школы программы с положительной динамикой/,/<h2>Показатели программы/p' "$OUT/report.html" >part
	awk -F '\t' '$1 == "school" && $4 == "schools_improved" && $5 == 2024 && $6 == 1 { print $3 }' "$OUT/programme.tsv" >improved
	[ "$(wc -l <improved)" = 10 ]
	while read -r school; do
		grep -q "$school" part || fail "$school"
	done <improved
	run grep -oE '>[a-z]+(_[a-z0-9]+)+<' "$OUT/report.html"
	assert_output ''
}

@test "no teacher's code is anywhere in the results, of good lines or of bad ones" {
	copy_sample
	change teachers-2024.csv -e '5s/;учитель;/;учител;/' -e '6s/;/;;/' -e '7s/^2024;[0-9]*/2024;349999/'
	shnor run volgograd in out 2>messages
	for place in "$OUT" out messages "$BATS_FILE_TMPDIR/messages"; do
		run grep -rE 'П34|34-[0-9]{5}' "$place"
		assert_output ''
	done
	run awk -F '\t' '$2 ~ /^teachers/ { print $2, $3, $7 }' out/rejects.tsv
	assert_output 'teachers-2024.csv:6 too many fields (withheld: personal data)
teachers-2024.csv:5 unknown word (withheld: personal data)
teachers-2024.csv:7 unknown school (withheld: personal data)'
	assert_balanced out/stats.tsv
}

@test "a rerun finds nothing changed; another answer changes the indicators it goes into" {
	cp -r "$OUT" out
	shnor run volgograd "$SAMPLE" out 2>/dev/null
	run tail -n +2 out/changes.tsv
	assert_output ''
	copy_sample
	change support.csv 's/^\(030175;ШНОР, ШНСУ;2023;;[0-9]*\);да;/\1;нет;/'
	shnor run volgograd in out 2>/dev/null
	run bash -c 'tail -n +2 out/changes.tsv | cut -f 1,2,4-'
	assert_output --partial $'programme\t2024\t030175\tschools_network\t1\t0\tdata'
	[ "$(tail -n +2 out/changes.tsv | cut -f 5 | sort -u | xargs)" = "schools_network schools_network:k" ]
}

@test "a school with another code from 2024 on, and one taken over by another, keep their series" {
	copy_sample
	change schools.csv -e '1s/\r$/;Прежние коды\r/' -e '2,$s/\r$/;\r/' -e '/^;*\r$/d' \
		-e 's/^030175\(;.*;\);\r$/030999\1;030175\r/' -e 's/^\(130281;.*;\);\(.*;\);\r$/\1130200;\2;\r/'
	for file in gia9-2024.csv gia11-2024.csv social-2024.csv support.csv; do
		change "$file" 's/\(^\|^2024;\)030175/\1030999/'
	done
	change teachers-2024.csv 's/^2024;030175/2024;030999/'
	shnor run volgograd in out 2>/dev/null
	run grep -cE '	(030175|130281)	' out/programme.tsv
	assert_output 0
	# The merger moves what others are measured by; what is the school's own stays.
	diff <(grep 030175 "$OUT/membership.tsv" | cut -f 1,4-6) <(grep 030999 out/membership.tsv | cut -f 1,4-6)
	diff <(grep '	030175	\(t\|staff\|schools_n\)' "$OUT/programme.tsv" | cut -f 4-) \
		<(grep '	030999	\(t\|staff\|schools_n\)' out/programme.tsv | cut -f 4-)
	diff <(awk -F '\t' '$4 == "teacher-diagnosed" && $3 ~ /^(130200|130281)$/ { n[$1] += $5; k[$1] += $6 }
		END { for (y in n) print y, n[y], k[y] }' "$OUT/observations.tsv" | sort) \
		<(awk -F '\t' '$4 == "teacher-diagnosed" && $3 == "130200" { print $1, $5, $6 }' out/observations.tsv)
	run awk -F '\t' '$3 == "130200" && $4 == "teachers_diagnosed" { print $5 }' out/programme.tsv
	assert_output '2023
2024'
}

@test "a closed school is out of the programme, and does not count with those that improved" {
	copy_sample
	change schools.csv 's/^\(030175;.*;\)\r$/\131.08.2023\r/'
	for file in in/*-2024.csv; do
		LC_ALL=C sed -i -e '/;edu345448;/d' -e '/030175/d' "$file"
	done
	"$TOP/tests/oracle/volgograd-programme" in >oracle
	shnor run volgograd in out 2>/dev/null
	assert_programme oracle out
	run awk -F '\t' '$3 == "030175" { print $1, $4 }' out/membership.tsv
	assert_output '2023 entered
2024 left'
	run grep -c '	030175	schools_\(left\|improved\)	2024' out/programme.tsv
	assert_output 0
}

@test "a school that lacks a year keeps its series: nothing of that year, the others as they are" {
	run awk -F '\t' '$3 == "030094" && $4 ~ /^(teachers_diagnosed|schools_improved)$/ { print $4, $5 }' "$OUT/programme.tsv"
	assert_output 'schools_improved 2023
schools_improved 2024
teachers_diagnosed 2024'
}

@test "without the files on teachers and help the run goes on, and says what is missing" {
	copy_sample
	rm in/teachers-* in/support.csv
	run --separate-stderr -0 shnor run volgograd in out
	# shellcheck disable=SC2154
	assert_regex "$stderr" 'no data \(the inbox has no file teachers, support\) for these indicators of the programme: teachers_diagnosed, teachers_improved, staff_planned, schools_network, schools_team'
	diff <(grep -E 'level|schools_(improved|left)' "$OUT/programme.tsv") out/programme.tsv
	[ "$(grep -c '^warning	indicator without data	' out/quality.tsv)" = 5 ]
	run grep -o 'Школы в сетевом взаимодействии.*' out/report.html
	assert_output --partial 'нет данных'
}

@test "the parts of the year's work: clusters in January, competences in February, interim in June, final in December" {
	shnor run volgograd --stage identification "$SAMPLE" out 2>/dev/null
	cmp "$OUT/membership.tsv" out/membership.tsv
	cmp "$OUT/list.csv" out/list.csv
	[ ! -e out/programme.tsv ]
	shnor run volgograd --replace --stage competences "$SAMPLE" out 2>/dev/null
	diff <(grep -E '^level|teachers_|staff_' "$OUT/programme.tsv") out/programme.tsv
	[ ! -e out/classes.tsv ]
	run --separate-stderr shnor run volgograd --replace --stage interim "$SAMPLE" out
	diff <(grep -E '^level|teachers_|staff_|_network|_team' "$OUT/programme.tsv") out/programme.tsv
	[ ! -e out/dynamics.tsv ]
	# What another part of the work takes is no fault.
	run --separate-stderr shnor run volgograd --replace --stage identification "$SAMPLE" out
	# shellcheck disable=SC2154
	assert_regex "$stderr" 'survey-2024.csv: not used; no step of the stage identification takes'
	run grep 'file not used	survey' out/quality.tsv
	assert_output --regexp $'^note\tfile not used\tsurvey-2023.csv.gz\t'
	shnor run volgograd --replace --stage final "$SAMPLE" out 2>/dev/null
	cmp "$OUT/programme.tsv" out/programme.tsv
}

@test "README.md says where each indicator of the order is, and it is there" {
	run readme_lines "$TABLES"
	assert_success
	diff <(grep -v '^#' "$TABLES/programme.tsv" | tail -n +2 | cut -f 1 | sort) <(sort <<<"$output")
}
