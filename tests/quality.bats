#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What the data lack or cannot have, told before any verdict.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
}

# found FILE: the findings without the filter's name.
found() {
	sed 's/\t[^\t]*$//' "$1" | show
}

@test "quality: years without data, without a procedure, and a school's hole" {
	table in.tsv <<'END'
year | school_id | measure  | n
2019 | 1         | oge-mat  | 9
2021 | 1         | oge-mat  | 9
2022 | 2         | oge-mat  | 9
2023 | 1         | oge-mat  | 9
2023 | 1         | vpr5-mat | 9
2023 | 2         | oge-mat  | 9
2019 | 3         | gve9-mat | 9
END
	shnor-quality in.tsv >out
	found out >actual
	diff - actual <<'END'
severity|check|file|line|school_id|column|value|expected
warning|year without data||||year|2020|data, as the years before and after have
warning|year without a procedure||||gve9-mat|2021|results, as other years have them
warning|year without a procedure||||gve9-mat|2022|results, as other years have them
warning|year without a procedure||||gve9-mat|2023|results, as other years have them
note|year without a procedure||||vpr5-mat|2019|results, as other years have them
note|year without a procedure||||vpr5-mat|2021|results, as other years have them
note|year without a procedure||||vpr5-mat|2022|results, as other years have them
note|year with a hole|||1|oge-mat|2022|results, as the years before and after have
END
}

@test "quality: a year in which the procedure was not held lacks nothing" {
	printf 'year\tschool_id\tmeasure\tn\n2019\t1\toge-mat\t9\n2020\t1\tvpr5-mat\t9\n2019\t1\tvpr5-mat\t9\n' >in.tsv
	printf 'measure\tyear\n^oge-\t2020\n' >pauses.tsv
	[ "$(shnor-quality in.tsv | wc -l)" -eq 2 ]
	[ "$(shnor-quality --pauses pauses.tsv in.tsv | wc -l)" -eq 1 ]
	printf 'year\tschool_id\tmeasure\tn\n2019\t1\toge-mat\t9\n2021\t1\toge-mat\t9\n' >in.tsv
	[ "$(shnor-quality in.tsv | wc -l)" -eq 2 ]
	[ "$(shnor-quality --pauses pauses.tsv in.tsv | wc -l)" -eq 1 ]
	printf '2020\t2\toge-mat\t9\n' >>in.tsv
	[ "$(shnor-quality in.tsv | grep -c hole)" -eq 1 ]
	[ "$(shnor-quality --pauses pauses.tsv in.tsv | grep -c hole)" -eq 0 ]
}

@test "quality: counts that no longer fit are exit 1" {
	{ printf 'year\tschool_id\tmeasure\tn\n'; for i in 1 2 3; do printf '2023\t1\tm\t9999999999999999999\n'; done; } >in.tsv
	run -1 shnor-quality in.tsv
}

@test "quality: the order of the observations does not matter, and lines of one key add up" {
	awk 'BEGIN { srand(7); OFS = "\t"
		for (i = 0; i < 400; i++)
			print 2018 + int(rand() * 6), int(rand() * 30), "oge-" int(rand() * 3), int(rand() * 40) }' >lines
	sort lines | (printf 'year\tschool_id\tmeasure\tn\n'; cat) >one.tsv
	sort -k 4n lines | (printf 'year\tschool_id\tmeasure\tn\n'; cat) >other.tsv
	shnor-quality --enrolment oge-0 one.tsv >one
	shnor-quality --enrolment oge-0 other.tsv >other
	cmp one other
	[ "$(wc -l <one)" -gt 50 ]
}

@test "quality: more participants than pupils; as many as pupils is well" {
	table in.tsv <<'END'
year | school_id | measure           | n
2023 | 1         | social-registered | 40
2023 | 1         | vpr5-mat          | 40
2023 | 1         | vpr5-rus          | 41
2024 | 1         | vpr5-rus          | 99
2023 | 2         | vpr5-rus          | 99
2023 | 3         | social-registered | 4
2023 | 3         | vpr5-mat          | 3
2023 | 3         | vpr5-mat          | 2
END
	shnor-quality --enrolment social-registered in.tsv >out
	run grep above out
	assert_output $'warning\tparticipants above enrolment\t\t\t1\tvpr5-rus\t41\tat most 40, the pupils of 2023\tquality\nwarning\tparticipants above enrolment\t\t\t3\tvpr5-mat\t5\tat most 4, the pupils of 2023\tquality'
}

@test "quality: schools that cannot be found by login, only where results come by it" {
	table schools.tsv <<'END'
school_id | login
1         | edu1
2         |
3         |
END
	table in.tsv <<'END'
year | school_id | measure  | n
2023 | 1         | vpr5-mat | 9
2023 | 1         | oge-mat  | 9
2023 | 2         | oge-mat  | 9
END
	shnor-quality --schools schools.tsv --by-login '^vpr' in.tsv >out
	run cut -f 1,2,5,6 out
	assert_line --index 1 $'warning\tno login in the registry\t2\tlogin'
	[ "${#lines[@]}" -eq 2 ]
	grep -v vpr in.tsv >without.tsv
	[ "$(shnor-quality --schools schools.tsv --by-login '^vpr' without.tsv | wc -l)" -eq 1 ]
	run -2 --separate-stderr shnor-quality --by-login '^vpr' in.tsv
	[ "$stderr" = "shnor-quality: --by-login needs the registry: --schools FILE" ]
	run -2 --separate-stderr shnor-quality --procedures '(' in.tsv
	[[ $stderr == 'shnor-quality: --procedures: no pattern: '* ]]
}

@test "normalize: every reject is a finding with file, line and school; severity error" {
	table measures.tsv <<'END'
measure  | where | n  | hits
vpr5-mat |       | n  | low
END
	sed -i 's/\tlow$/\tm2 %/' measures.tsv
	table in.tsv <<'END'
year | school_id | login | n  | m2 | origin
2023 |           | edu1  | 10 | 33 | vpr:2023.csv:7
2023 | 2         |       | x  | 30 | vpr:2023.csv:8
2023 | 2         |       | 10 | 30 | vpr:2023.csv:9
END
	run -1 shnor-normalize -q --measures measures.tsv --quality q --rejects r --stats s in.tsv
	found q >actual
	diff - actual <<'END'
severity|check|file|line|school_id|column|value|expected
error|no school|vpr:2023.csv|7|edu1|school_id||a code, or the registry (--schools) to find it by login
error|impossible number of participants|vpr:2023.csv|8|2|n|x|a whole number of at least 1
END
	[ "$(wc -l <q)" -eq "$(wc -l <r)" ]
	assert_balanced s
}

@test "normalize: a count and a share that disagree reject the record; a missing one does not" {
	table measures.tsv <<'END'
measure  | where | n | hits | score                         | check
vpr5-mat |       | n | m2 % | 2:m2 3:m3 4:m4 5:m5 %         | count_2 = m2 %; count_3=m3 %
END
	table in.tsv <<'END'
year | school_id | n  | m2 | m3 | m4 | m5 | count_2 | count_3 | origin
2023 | 1         | 10 | 30 | 30 | 40 | 0  | 3       | 3       | f:1
2023 | 2         | 10 | 30 | 30 | 40 | 0  | 2       | 3       | f:2
2023 | 3         | 10 | 30 | 30 | 40 | 0  |         |         | f:3
2023 | 4         | 10 | 30 | 30 | 40 | 0  | 3       | 4       | f:4
2023 | 5         | 10 | 30 | 30 | 40 | 0  | три     | 3       | f:5
END
	run -1 shnor-normalize -q --measures measures.tsv --rejects r in.tsv
	cut -f 2-6 r | show >actual
	diff - actual <<'END'
origin|reason|column|value|expected
f:2|count and share disagree|count_2|2|3, as m2 has it
f:4|count and share disagree|count_3|4|3, as m3 has it
f:5|impossible count|count_2|три|a whole number from 0 to 10
END
	for wrong in 'count_2' 'count_2=' '=m2 %' 'count_2=m2 m3'; do
		printf 'measure\twhere\tn\thits\tcheck\nx\t\tn\tm2 %%\t%s\n' "$wrong" >measures.tsv
		run -2 --separate-stderr shnor-normalize -q --measures measures.tsv in.tsv
		[[ $stderr == *'measures.tsv:2: column "check": found "'* ]] || fail "$wrong: $stderr"
	done
}

@test "normalize: percentages may miss 100 by their rounding, not by more" {
	table measures.tsv <<'END'
measure  | where | n | hits | score
vpr5-mat |       | n | m2 % | 2:m2 3:m3 4:m4 5:m5 %
END
	table in.tsv <<'END'
year | school_id | n | m2   | m3   | m4   | m5   | origin
2023 | 1         | 7 | 14.3 | 28.6 | 42.9 | 14.3 | f:1
2023 | 2         | 7 | 14.3 | 28.6 | 42.9 | 14.6 | f:2
2023 | 3         | 7 | 14   | 29   | 43   | 14   | f:3
2023 | 4         | 7 | 14   | 29   | 43   | 0    | f:4
END
	run -1 shnor-normalize -q --measures measures.tsv --rejects r in.tsv
	cut -f 2-6 r | show >actual
	diff - actual <<'END'
origin|reason|column|value|expected
f:2|percentages do not sum to 100|m2|14.3|a sum of 100, not 100.40, of all marks
f:4|percentages do not sum to 100|m2|14|a sum of 100, not 86.00, of all marks
END
}

# One registry of six schools in two municipalities.
registry() {
	table schools.tsv <<'END'
school_id | municipality
1         | г. Первый
2         | г. Первый
3         | г. Первый
4         | Второй район
5         | Второй район
6         | Второй район
END
	table measures.tsv <<'END'
measure | where | n
vpr     |       | n
END
}

@test "normalize: a school under two municipalities is a warning, whatever the spelling; its record counts" {
	registry
	table in.tsv <<'END'
year | school_id | municipality | n | origin
2023 | 1         | Первый город | 9 | f:2
2023 | 2         | Первый город | 9 | f:3
2023 | 3         | Первый город | 9 | f:4
2023 | 4         | р-н Второй   | 9 | f:5
2023 | 5         | Первый город | 9 | f:6
2023 | 5         | Первый город | 8 | f:7
2023 | 6         | р-н Второй   | 9 | f:8
2023 | 6         |              | 9 | f:9
END
	shnor-normalize -q --measures measures.tsv --schools schools.tsv --quality q --stats s in.tsv >out
	[ "$(wc -l <out)" -eq 9 ]
	found q >actual
	diff - actual <<'END'
severity|check|file|line|school_id|column|value|expected
warning|school under two municipalities|f|6|5|municipality|Первый город|the name of Второй район, as the registry has it
END
	run grep warned s
	assert_output $'normalize\twarned\tschool under two municipalities\t1'
	assert_balanced s
}

@test "normalize: without a registry two names of one school are told; the registry's names are never" {
	registry
	table in.tsv <<'END'
year | school_id | municipality | n | origin
2023 | 1         | А            | 9 | f:2
2024 | 1         | Б            | 9 | f:3
2024 | 2         | Б            | 9 | f:4
END
	shnor-normalize -q --measures measures.tsv --quality q in.tsv >out
	run cut -f 3-7 q
	assert_line --index 1 $'f\t2\t1\tmunicipality\tА'
	assert_line --index 2 $'f\t3\t1\tmunicipality\tБ'
	[ "${#lines[@]}" -eq 3 ]
}

@test "import: a reject names the school where the line can tell it" {
	table a.map <<'END'
column    | from
school_id | Код
text      | Текст
END
	printf '\xCA\xEE\xE4;\xD2\xE5\xEA\xF1\xF2\n007;\xCF\xF0\n008;\x98\n009\n' >a.csv
	run -1 shnor-import -q --encoding windows-1251 --delimiter ';' --map a.map --quality q --rejects r a.csv
	found q >actual
	grep -q '^error|bytes that do not decode|a.csv|3|008|' actual
	grep -q '^error|too few fields|a.csv|4||' actual
}

@test "a full disk under --quality is exit 3, and it may not be the file of another option" {
	registry
	table in.tsv <<'END'
year | school_id | n | origin
2023 | 9         | 9 | f:2
END
	run -3 shnor-normalize -q --measures measures.tsv --schools schools.tsv --quality /dev/full in.tsv
	run -2 --separate-stderr shnor-normalize -q --measures measures.tsv --quality q --stats q in.tsv
	[ "$stderr" = "shnor-normalize: --quality and --stats name the same file" ]
	run -2 shnor-normalize -q --measures measures.tsv --quality in.tsv in.tsv
}

@test "quality: a school that is missing in the last year, and one that lacks a procedure then" {
	table in.tsv <<'END'
year | school_id | measure | n
2023 | 1         | oge-mat | 9
2023 | 1         | oge-rus | 9
2024 | 1         | oge-mat | 9
2023 | 2         | oge-mat | 9
2023 | 3         | oge-mat | 9
2022 | 4         | oge-mat | 9
2024 | 5         | oge-rus | 9
2023 | 6         | gve-mat | 9
2024 | 6         | oge-mat | 9
END
	table schools.tsv <<'END'
school_id | to
1         |
2         |
3         | 31.08.2023
END
	shnor-quality --schools schools.tsv in.tsv | grep -v procedure >out
	found out >actual
	diff - actual <<'END'
severity|check|file|line|school_id|column|value|expected
note|missing in the last year|||1|oge-rus|2024|results, as the year before has
warning|school without data|||2|year|2024|data, as the year before has, or a closing in the registry
END
}

@test "quality: many schools that lack what they had, and participants that have doubled" {
	{
		printf 'year\tschool_id\tmeasure\tn\n'
		for school in 1 2 3 4 5 6 7 8 9; do
			printf '2023\t%s\toge-mat\t20\n' $school
			[ $school -gt 7 ] || printf '2024\t%s\toge-mat\t%s\n' $school $((school == 1 ? 40 : school == 2 ? 39 : 20))
		done
		printf '2023\t1\toge-rus\t19\n2024\t1\toge-rus\t99\n'
	} >in.tsv
	shnor-quality in.tsv | grep -E 'many|doubled' | cut -f 1,2,5-8 | show >actual
	diff - actual <<'END'
warning|participants doubled|1|oge-mat|40|fewer than twice the 20 of 2023
warning|many schools without a procedure||oge-mat|2 of 9 schools lack it|in 2024, all that had it the year before
END
	sed -i '/^2024.*7.oge-mat/!{/^2023.*9.oge-mat/d}' in.tsv
	[ "$(shnor-quality in.tsv | grep -c many)" -eq 0 ]
}
