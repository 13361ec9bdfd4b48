#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Management decisions beside what became of that which they were to change: golden cases by hand.
# shellcheck disable=SC2154 # bats sets stderr
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table directions.tsv <<'END'
indicator  | good
:share$    | down
^.*_index  | up
END
	table programme.tsv <<'END'
indicator | measure | statistic | schools | good
diagnosed | ^t      | share     | all     | up
END
	table indicators.tsv <<'END'
year | municipality | school_id | indicator     | n  | value | lo  | hi
2022 | А            | 07        | oge-mat:share | 10 | 0.4   | 0.3 | 0.5
2023 | А            | 07        | oge-mat:share | 10 | 0.35  | 0.2 | 0.5
2024 | Б            | 07        | oge-mat:share | 10 | 0.1   | 0.05 | 0.15
2024 | А            | 08        | oge-mat:share | 10 | 0.2   |     |
2023 | А            | 08        | other         | 10 | 1     |     |
2024 | А            | 08        | other         | 10 | 2     |     |
2022 | А            | 08        | a_index       | 3  | 50    | 48  | 52
2023 | А            | 08        | a_index       | 3  | 55    | 53  | 57
2022 | А            | 08        | a_index:years | 3  | 3     |     |
END
	table results.tsv <<'END'
level        | municipality | school_id | indicator | year | value
municipality | А            |           | diagnosed | 2022 | 0.5
municipality | А            |           | diagnosed | 2023 | 0.6
region       |              |           | diagnosed | 2022 | 0.7
region       |              |           | diagnosed | 2024 | 0.6
END
}

decisions() {
	shnor-decisions --quiet --decisions records.tsv --directions directions.tsv --programme programme.tsv \
		--rejects rejects.tsv --stats stats.tsv --max-rejects 20 "$@" indicators.tsv results.tsv
}

@test "from the year of the decision to each later year; of a school, a municipality, the region" {
	table records.tsv <<'END'
year | municipality | school_id | kind         | decision  | indicator     | date
2022 | А            | 07        | activating   | Курсы     | oge-mat:share | 15.10.2022
2023 | А            | 07        | controlling  | Совещание | oge-mat:share | 2023-09-01
2022 | А            |           | organising   | Семинар   | diagnosed     |
2022 |              |           | stimulating  | Письма    | diagnosed     | 01.03.2023
2022 | А            | 08        | coordinating | Стажировки | a_index      |
END
	decisions >out.tsv
	run show out.tsv
	assert_output 'year|municipality|school_id|kind|decision|indicator|year_from|year_to|from|to|trend|beyond_chance|date|reason
2022|||stimulating|Письма|diagnosed|2022|2024|0.7|0.6|declined||01.03.2023|
2022|А||organising|Семинар|diagnosed|2022|2023|0.5|0.6|improved|||
2022|А|07|activating|Курсы|oge-mat:share|2022|2023|0.4|0.35|improved|no|15.10.2022|
2022|А|07|activating|Курсы|oge-mat:share|2022|2024|0.4|0.1|improved|yes|15.10.2022|
2022|А|08|coordinating|Стажировки|a_index|2022|2023|50|55|improved|||
2023|А|07|controlling|Совещание|oge-mat:share|2023|2024|0.35|0.1|improved|yes|2023-09-01|'
	assert_balanced stats.tsv
}

@test "nothing to compare is no_data, and why" {
	table records.tsv <<'END'
year | municipality | school_id | kind       | decision | indicator     | date
2024 | А            | 07        | activating | рано     | oge-mat:share |
2022 | А            | 08        | activating | не было  | oge-mat:share |
2022 | А            |           | activating | не считают | oge-mat:share |
2023 | А            | 08        | activating | неясно   | other         |
END
	decisions >out.tsv
	cut -f 3,5-11,14 out.tsv >cut.tsv
	run show cut.tsv
	assert_output 'school_id|decision|indicator|year_from|year_to|from|to|trend|reason
|не считают|oge-mat:share|2022||||no_data|nothing of this school or municipality
08|не было|oge-mat:share|2022|2024||0.2|no_data|nothing of the year of the decision
08|неясно|other|2023|2024|1|2|no_data|which way is good is not known
07|рано|oge-mat:share|2024||0.1||no_data|nothing of a later year yet'
	[ ! -s rejects.tsv ] || [ "$(wc -l <rejects.tsv)" = 1 ]
}

@test "what is no decision is rejected with the reason" {
	table records.tsv <<'END'
year | municipality | school_id | kind       | decision | indicator     | date       | origin
22   | А            | 07        | activating | д        | oge-mat:share |            | d:2
2022 | А            | 07        | other      | д        | oge-mat:share |            | d:3
2022 | А            | 07        | activating |          | oge-mat:share |            | d:4
2022 | А            | 07        | activating | д        |               |            | d:5
2022 | А            | 07        | activating | д        | oge-mat:share | 31.02.2022 | d:6
2023 | А            | 07        | activating | д        | oge-mat:share | 31.08.2022 | d:7
2022 | А            | 99        | activating | д        | oge-mat:share |            | d:8
2022 | В            |           | activating | д        | oge-mat:share |            | d:9
2022 | А            | 07        | activating | д        | oge-mta:share |            | d:10
2022 | А            | 07        | activating | дважды   | oge-mat:share |            | d:11
2022 | А            | 07        | activating | дважды   | oge-mat:share |            | d:12
END
	decisions >out.tsv
	cut -f 2-6 rejects.tsv | sort -t : -k 2n >reasons.tsv
	run show reasons.tsv
	assert_output 'origin|reason|column|value|expected
d:2|impossible year|year|22|a year such as 2024
d:3|unknown word|kind|other|organising, activating, coordinating, controlling or stimulating
d:4|no decision|decision||what was decided
d:5|no indicator|indicator||the name of what it was to change
d:6|impossible date|date|31.02.2022|a date such as 31.05.2024
d:7|date of another school year|date|31.08.2022|a date not before the school year of the results
d:8|unknown school|school_id|99|a school of the results
d:9|unknown municipality|municipality|В|a municipality of the results
d:10|unknown indicator|indicator|oge-mta:share|the name of an indicator of the results
d:12|repeated record|||each decision once'
	[ "$(wc -l <out.tsv)" = 3 ]
	assert_balanced stats.tsv
}

@test "words, and the registry: past codes, successors, the municipality of the school" {
	table words.tsv <<'END'
column    | pattern          | value      | skip
kind      | (?i)^активизир   | activating |
kind      | ^отменено$       |            | cancelled
indicator | (?i)^огэ матем   | oge-mat:share |
END
	table schools.tsv <<'END'
school_id | name | municipality | past_codes | successor | from | to
07        | a    | А            | 70         |           |      |
06        | b    | А            |            | 07        |      | 31.08.2023
09        | c    | Б            |            |           |      |
END
	table records.tsv <<'END'
year | municipality | school_id | kind           | decision | indicator      | date | origin
2022 |              | 70        | Активизирующее | старый   | ОГЭ математика |      | d:2
2022 | А            | 06        | активизирующее | слитая   | ОГЭ математика |      | d:3
2022 | Б            | 07        | активизирующее | не там   | ОГЭ математика |      | d:4
2022 | А            | 08        | активизирующее | нет её   | ОГЭ математика |      | d:5
2022 | А            | 07        | отменено       | нет      | ОГЭ математика |      | d:6
2022 | А            | 07        | иное           | нет      | ОГЭ математика |      | d:7
2022 | А            | 07        | активизирующее | нет      | ОГЭ химия      |      | d:8
END
	decisions --words words.tsv --schools schools.tsv >out.tsv
	cut -f 1-6,8,11 out.tsv >cut.tsv
	run show cut.tsv
	assert_output 'year|municipality|school_id|kind|decision|indicator|year_to|trend
2022|А|07|activating|слитая|oge-mat:share|2023|improved
2022|А|07|activating|слитая|oge-mat:share|2024|improved
2022|А|07|activating|старый|oge-mat:share|2023|improved
2022|А|07|activating|старый|oge-mat:share|2024|improved'
	cut -f 2-6 rejects.tsv | sort -t : -k 2n >reasons.tsv
	run show reasons.tsv
	assert_output 'origin|reason|column|value|expected
d:4|another municipality|municipality|Б|А, where the school is
d:5|unknown school|school_id|08|a school of the registry
d:7|unknown word|kind|иное|a word of the tables
d:8|unknown word|indicator|ОГЭ химия|a word of the tables'
	run grep skipped stats.tsv
	assert_line 'decisions	skipped	cancelled	1'
	assert_balanced stats.tsv
}

@test "the order of the lines is of no consequence" {
	table records.tsv <<'END'
year | municipality | school_id | kind         | decision  | indicator     | date
2022 | А            | 07        | activating   | Курсы     | oge-mat:share | 15.10.2022
2023 | А            | 07        | controlling  | Совещание | oge-mat:share | 2023-09-01
2022 | А            |           | organising   | Семинар   | diagnosed     |
2022 |              |           | stimulating  | Письма    | diagnosed     | 01.03.2023
2022 | А            | 08        | activating   | Курсы     | oge-mat:share |
END
	decisions >expected.tsv
	for seed in 1 2 3; do
		for file in records.tsv indicators.tsv results.tsv; do
			{ head -n 1 $file; tail -n +2 $file | shuf --random-source=<(yes $seed); } >shuffled
			mv shuffled $file
		done
		decisions >out.tsv
		cmp expected.tsv out.tsv
	done
}

@test "a programme's change is its own, of the schools of both years; over several years there is none" {
	table results.tsv <<'END'
level        | municipality | school_id | indicator | year | value | change | trend    | compared
municipality | А            |           | diagnosed | 2022 | 0.5   |        | no_data  |
municipality | А            |           | diagnosed | 2023 | 0.6   | 0      | stable   | 2
municipality | А            |           | diagnosed | 2024 | 0.5   | 0.1    | improved | 2
municipality | А            |           | diagnosed | 2025 | 0.8   |        | no_data  |
region       |              |           | diagnosed | 2022 | 0.5   |        | no_data  |
region       |              |           | diagnosed | 2023 | 0.6   | 0.1    | improved |
region       |              |           | diagnosed | 2024 | 0.5   | -0.1   | declined |
END
	table records.tsv <<'END'
year | municipality | school_id | kind       | decision | indicator
2022 | А            |           | activating | а        | diagnosed
2023 | А            |           | activating | б        | diagnosed
2024 | А            |           | activating | в        | diagnosed
2022 |              |           | activating | г        | diagnosed
END
	decisions | cut -f 5,7-11,14 >cut.tsv
	run show cut.tsv
	assert_output 'decision|year_from|year_to|from|to|trend|reason
г|2022|2023|0.5|0.6|improved|
г|2022|2024|0.5|0.5|stable|
а|2022|2023|0.5|0.6|stable|change 0 of the schools counted in both years: 2
а|2022|2024|0.5|0.5|no_data|other schools are counted every year, the years between tell the changes
а|2022|2025|0.5|0.8|no_data|other schools are counted every year, the years between tell the changes
б|2023|2024|0.6|0.5|improved|change 0.1 of the schools counted in both years: 2
б|2023|2025|0.6|0.8|no_data|other schools are counted every year, the years between tell the changes
в|2024|2025|0.5|0.8|no_data|no school is counted in both years'
	sed -i 's/improved/better/' results.tsv
	decisions >/dev/null
	run grep -c 'no change' rejects.tsv
	assert_output 2
}

@test "two values for one place and year are none, whichever comes first; other decisions are told" {
	table records.tsv <<'END'
year | municipality | school_id | kind       | decision | indicator
2022 | А            | 07        | activating | а        | oge-mat:share
2023 | А            | 07        | activating | б        | oge-mat:share
2022 | А            | 08        | activating | в        | a_index
END
	printf '2023\tА\t07\toge-mat:share\t10\t0.9\t\t\n' >>indicators.tsv
	decisions --quality q >out.tsv
	cut -f 5,7-11,14 out.tsv >cut.tsv
	run show cut.tsv
	assert_output 'decision|year_from|year_to|from|to|trend|reason
а|2022|2023|||no_data|two values for one place and year
а|2022|2024|0.4|0.1|improved|
в|2022|2023|50|55|improved|
б|2023|2024|||no_data|two values for one place and year'
	grep -q '^warning	two values for one place and year			07	oge-mat:share	2023		decisions$' q
	{ head -n 1 indicators.tsv; tail -n +2 indicators.tsv | tac; } >turned.tsv
	mv turned.tsv indicators.tsv
	decisions | cmp - out.tsv
}

@test "wrong usage is exit 2" {
	table records.tsv <<'END'
year | municipality | school_id | kind       | decision | indicator
2022 | А            | 07        | activating | д        | oge-mat:share
END
	run -2 shnor-decisions --decisions records.tsv indicators.tsv
	assert_output 'shnor-decisions: --directions FILE is required; it says what is good'
	run -2 shnor-decisions --directions directions.tsv indicators.tsv
	assert_output 'shnor-decisions: --decisions FILE is required'
	cut -f 1-5 records.tsv >cut.tsv
	run -2 shnor-decisions --directions directions.tsv --decisions cut.tsv indicators.tsv
	assert_output --partial 'cut.tsv:1: unknown column "indicator"'
}
