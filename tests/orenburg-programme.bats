#!/usr/bin/env bats
# What annex 2 of Orenburg asks for: the indicators of the schools on the list, against an independent count.
load helper
load programme

# The pipeline run once over the sample serves the tests that only look at the results.
setup_file() {
	bats_require_minimum_version 1.5.0
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines
	shnor run orenburg "$TOP/samples/orenburg" "$BATS_FILE_TMPDIR/out" 2>"$BATS_FILE_TMPDIR/messages"
	"$TOP/tests/oracle/orenburg-programme" "$TOP/samples/orenburg" >"$BATS_FILE_TMPDIR/oracle"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	OUT=$BATS_FILE_TMPDIR/out
	ORACLE=$BATS_FILE_TMPDIR/oracle
	SAMPLE=$TOP/samples/orenburg
	TABLES=$TOP/pipelines/orenburg
}

@test "every indicator equals an independent count from the raw files: every column, of each school too" {
	[ "$(grep -c ^programme "$ORACLE")" -gt 500 ]
	assert_programme "$ORACLE" "$OUT"
	# All that the table has are there, each in both years of the programme; the list itself from the first year on.
	for indicator in $(grep -v '^#' "$TABLES/programme.tsv" | tail -n +2 | cut -f 1); do
		[ "$(grep -c "^region			$indicator	202[34]	" "$OUT/programme.tsv")" = 2 ] || fail "$indicator"
	done
}

@test "a school that becomes a new legal entity is counted in the years before, too" {
	copy_sample
	change schools.csv -E '/^120216;/{h;s/;edu560714;/;;/;s/;;01.09.1959;/;129100;01.09.1959;31.08.2023/;p;g;s/^120216/129100/;s/01.09.1959/01.09.2023/}'
	for file in in/*-2024*; do
		change "${file#in/}" 's/120216/129100/g'
	done
	shnor run orenburg in out 2>/dev/null
	[ "$(grep -c 120216 "$OUT/programme.tsv")" -ge 3 ]
	diff <(sed 's/120216/129100/' "$OUT/programme.tsv" | sort) <(sort out/programme.tsv)
	run awk -F '\t' '$3 ~ /parts|^-$/ || /not yet open/' out/quality.tsv
	assert_output ''
}

@test "of a school whose line of the list is rejected the help is unknown, not none" {
	copy_sample
	# A word nobody knows, a line that is cut off, a code that has lost its zero; the others stay as they are.
	change support.csv -E 's/^(030404;.*);да(\r?)$/\1;может быть\2/; s/^(410316;[^;]*;[^;]*;).*/\1/; s/^070812/70812/'
	shnor run orenburg in out 2>/dev/null
	diff <(grep -E '^school.*schools_helped' "$OUT/programme.tsv" | grep -vE '030404|410316|070812') \
		<(grep -E '^school.*schools_helped' out/programme.tsv)
	helped() { awk -F '\t' '$1 == "region" && $4 == "schools_helped" && $5 == 2024 { print $6 "/" $7 }' "$1/programme.tsv"; }
	run helped "$OUT"
	assert_output 12/18
	run helped out
	assert_output 9/15
}

@test "teachers that stand twice are told, line by line, and nothing of them is shown" {
	[ "$(grep -c 'repeated record	teachers' "$OUT/quality.tsv")" = 0 ]
	copy_sample
	iconv -f windows-1251 -t UTF-8 in/teachers-2024.csv >teachers
	{ cat teachers; tail -n +2 teachers | grep '^2024;030906;'; } | iconv -f UTF-8 -t windows-1251 >in/teachers-2024.csv
	shnor run orenburg in out 2>/dev/null
	awk -F '\t' '$2 == "repeated record" { print $1, $3, $5, $6 $7 }' out/quality.tsv | sort | uniq -c >told
	run cat told
	assert_output --regexp "^ *$(grep -c '^2024;030906;' teachers) warning teachers-2024.csv 030906 $"
}

@test "nobody is to be taken off because a file is missing" {
	copy_sample
	rm in/vpr-2024.csv
	shnor run orenburg in out 2>/dev/null
	run awk -F '\t' '$1 == 2025 && $4 == "left"' out/membership.tsv
	assert_output ''
	run awk -F '\t' '$1 == 2025 && $4 == "candidate" && $7 ~ /; without .*vpr5-mat, vpr5-rus, vpr6-mat, vpr6-rus of 202[23]/' out/membership.tsv
	[ "${#lines[@]}" -ge 5 ]
	[ "$(grep -c '^warning	good verdict on fewer procedures	' out/quality.tsv)" = "${#lines[@]}" ]
}

@test "municipalities add up to the region, and schools to their municipality" {
	[ "$(grep -c '^municipality' "$OUT/programme.tsv")" -gt 100 ]
	run awk -F '\t' 'NR > 1 { key = $4 SUBSEP $5; keys[key]; k[$1, key] += $6; n[$1, key] += $7 }
		NR > 1 && $1 != "region" { place = $2 SUBSEP key; places[place]; k[$1, place] += $6; n[$1, place] += $7 }
		function differ(one, other, key) { return k[one, key] != k[other, key] || n[one, key] != n[other, key] }
		END {
			for (key in keys) if (differ("region", "municipality", key) || differ("region", "school", key)) print key
			for (place in places) if (differ("municipality", "school", place)) print place
		}' "$OUT/programme.tsv"
	assert_output ''
}

@test "targets are those of the order: all teachers diagnosed, routes for all who have deficits" {
	run awk -F '\t' '$1 == "region" && $5 == 2024 && ($4 == "teachers_diagnosed" || $4 == "teachers_planned" || $4 == "schools_helped") {
		print $4, $6 "/" $7, $9, $10, $11 }' "$OUT/programme.tsv"
	assert_output 'schools_helped 12/18   
teachers_diagnosed 79/85 1 0.070588235 no
teachers_planned 64/74 1 0.135135135 no'
}

@test "in the programme of a year is who was low by the results before" {
	diff <(awk -F '\t' '$5 == "low" { print $1 + 1, $3 }' "$OUT/classes.tsv" | sort) \
		<(awk -F '\t' '$4 ~ /^(entered|stays|returned)$/ && $7 !~ /no_data/ { print $1, $3 }' "$OUT/membership.tsv" | sort)
	# Who had no results stays till it can be told.
	run awk -F '\t' '$3 == "410815" { sub(/:.*/, "", $7); print $1, $4, $7 }' "$OUT/membership.tsv"
	assert_output '2023 entered low in 2022
2024 stays no_data in 2023
2025 left not_low in 2024'
}

@test "no teacher's code is anywhere in the results, of good lines or of bad ones" {
	copy_sample
	change teachers-2024.csv -e '5s/;учитель;/;учител;/' -e '6s/;/;;/' -e '7s/^2024;[0-9]*/2024;569999/'
	shnor run orenburg in out 2>messages
	for place in "$OUT" out messages "$BATS_FILE_TMPDIR/messages"; do
		run grep -rE 'П56|56-[0-9]{5}' "$place"
		assert_output ''
	done
	run awk -F '\t' '$2 ~ /^teachers/ { print $2, $3, $7 }' out/rejects.tsv
	assert_output 'teachers-2024.csv:6 too many fields (withheld: personal data)
teachers-2024.csv:5 unknown word (withheld: personal data)
teachers-2024.csv:7 unknown school (withheld: personal data)'
	iconv -f windows-1251 -t UTF-8 in/teachers-2024.csv | cut -d ';' -f 3 | tail -n +2 >codes
	[ "$(grep -c 56-..... codes)" -gt 300 ]
	assert_balanced out/stats.tsv
}

@test "a rerun finds nothing changed; another answer changes the indicators it goes into" {
	cp -r "$OUT" out
	shnor run orenburg "$SAMPLE" out 2>/dev/null
	run tail -n +2 out/changes.tsv
	assert_output ''
	copy_sample
	change support.csv 's/^\(030906;.*;\)да\r$/\1нет\r/'
	shnor run orenburg in out 2>/dev/null
	run bash -c 'tail -n +2 out/changes.tsv | cut -f 1,2,4-'
	assert_output --partial $'programme\t2024\t030906\tschools_helped\t1\t0\tdata'
	assert_output --partial $'programme\t2024\t\tschools_helped\t0.666666667\t0.611111111\tdata'
	[ "$(tail -n +2 out/changes.tsv | cut -f 5 | sort -u | xargs)" = "schools_helped schools_helped:k" ]
}

@test "a school with another code from 2024 on, and one taken over by another, keep their series" {
	copy_sample
	change schools.csv -e '1s/\r$/;Прежние коды\r/' -e '2,$s/\r$/;\r/' -e '/^;*\r$/d' \
		-e 's/^030906\(;.*;\);\r$/030999\1;030906\r/' -e 's/^\(410720;.*;\);\(.*;\);\r$/\1410604;\2;\r/'
	change gia9-2024-a.csv 's/^030906/030999/'
	change teachers-2024.csv 's/^2024;030906/2024;030999/'
	change support.csv 's/^030906/030999/'
	"$TOP/tests/oracle/orenburg-programme" in >oracle
	shnor run orenburg in out 2>/dev/null
	assert_programme oracle out
	run grep -cE '	(030906|410720)	' out/programme.tsv
	assert_output 0
	diff <(grep 030906 "$OUT/membership.tsv" | cut -f 1,4-) <(grep 030999 out/membership.tsv | cut -f 1,4-)
	# The two are one school: its teachers are those of both.
	diff <(awk -F '\t' '$4 == "teachers_diagnosed" && $3 ~ /^(410604|410720)$/ { k[$5] += $6; n[$5] += $7 }
		END { for (y in n) print y, k[y], n[y] }' "$OUT/programme.tsv" | sort) \
		<(awk -F '\t' '$4 == "teachers_diagnosed" && $3 == "410604" { print $5, $6, $7 }' out/programme.tsv)
}

@test "a closed school is out of the programme, and nobody need take it off" {
	copy_sample
	change schools.csv -e 's/^\(030404;.*;\)\r$/\131.08.2023\r/' -e 's/^\(030906;.*;\)\r$/\131.08.2024\r/'
	for file in in/gia*-2024* in/vpr-2024.csv in/teachers-2024.csv; do
		LC_ALL=C sed -i -e '/;edu560448;/d' -e '/030404/d' "$file"
	done
	"$TOP/tests/oracle/orenburg-programme" in >oracle
	shnor run orenburg in out 2>/dev/null
	assert_programme oracle out
	run awk -F '\t' '$3 ~ /^(030404|030906)$/ { print $3, $1, $4 }' out/membership.tsv
	assert_output '030404 2023 entered
030906 2023 entered
030404 2024 left
030906 2024 stays
030906 2025 left'
	sed -n '/<h2>К исключению/,/<h2>Показатели программы/p' out/report.html >part
	grep -q 070310 part
	run grep -c 030906 part
	assert_output 0
}

@test "a school that lacks a year keeps its series: nothing of that year, the others as they are" {
	run awk -F '\t' '$3 == "120100" && $4 == "teachers_diagnosed" { print $5, $7, $13 }' "$OUT/programme.tsv"
	assert_output '2024 5 no_data'
	run awk -F '\t' '$3 == "120100" && $4 == "improved_oge_mat" { print $5, $7 }' "$OUT/programme.tsv"
	assert_output '2023 1
2024 1'
}

@test "without the files on teachers and help the run goes on, and says what is missing" {
	copy_sample
	rm in/teachers-* in/support.csv
	run --separate-stderr -0 shnor run orenburg in out
	# shellcheck disable=SC2154
	assert_regex "$stderr" 'no data \(the inbox has no file teachers, support\) for these indicators of the programme: teachers_diagnosed, '
	assert_regex "$stderr" 'teachers_planned, schools_helped'
	run grep -cE 'teachers_|schools_helped' out/programme.tsv
	assert_output 0
	diff <(grep -vE 'teachers_|schools_helped' "$OUT/programme.tsv") out/programme.tsv
	[ "$(grep -c '^warning	indicator without data			.*	schools_helped	' out/quality.tsv)" = 1 ]
	run grep -o 'ШНОР, получившие адресную методическую помощь.*' out/report.html
	assert_output --partial 'нет данных'
	# A list that does not keep that column tells nothing of it either.
	cp "$SAMPLE/support.csv" in
	change support.csv 's/;[^;]*\r$/;\r/; 1s/;\r$/;Адресная помощь\r/'
	run --separate-stderr -0 shnor run orenburg in out
	assert_regex "$stderr" 'the inbox has no file teachers\) .*schools_helped'
}

@test "the parts of the year's work: list, competences, final" {
	shnor run orenburg --stage identification "$SAMPLE" out 2>/dev/null
	cmp "$OUT/membership.tsv" out/membership.tsv
	cmp "$OUT/classes.tsv" out/classes.tsv
	[ ! -e out/programme.tsv ]
	[ ! -e out/dynamics.tsv ]
	shnor run orenburg --replace --stage competences "$SAMPLE" out 2>/dev/null
	diff <(grep -E '^level|teachers_' "$OUT/programme.tsv") out/programme.tsv
	[ ! -e out/classes.tsv ]
	shnor run orenburg --replace --stage final "$SAMPLE" out 2>/dev/null
	cmp "$OUT/programme.tsv" out/programme.tsv
	cmp "$OUT/dynamics.tsv" out/dynamics.tsv
	cmp "$OUT/list.csv" out/list.csv
	cmp "$OUT/membership.tsv" out/membership.tsv
}

@test "report.html has the schools to be taken off and the indicators, all in words" {
	run grep -c '<h2>К исключению из программы с 2025 года</h2>' "$OUT/report.html"
	assert_output 1
	left=$(sed -n '/К исключению/,/<h2>Показатели программы/p' "$OUT/report.html")
	for school in $(awk -F '\t' '$1 == 2025 && $4 == "left" { print $3 }' "$OUT/membership.tsv"); do
		grep -q "$school" <<<"$left" || fail "$school"
	done
	indicators=$(sed -n '/<h2>Показатели программы/,/<h2>Качество/p' "$OUT/report.html")
	grep -q 'Педагоги ШНОР, прошедшие диагностику дефицитов' <<<"$indicators"
	run grep -oE '>[a-z]+(_[a-z0-9]+)+<' <<<"$indicators"
	assert_output ''
}

@test "README.md says where each indicator of the order is, and it is there" {
	run readme_lines "$TABLES"
	assert_success
	diff <(grep -v '^#' "$TABLES/programme.tsv" | tail -n +2 | cut -f 1 | sort) <(sort <<<"$output")
}
