#!/usr/bin/env bats
# The registry: one school behind all its identifiers, successors, openings and closings, kinds.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	printf 'measure\twhere\tn\thits\nm\tx=1\tn\tlow\n' | sed 's/low$/hits/' >measures.tsv
	table schools.tsv <<'END'
school_id | login | ogrn | inn | past_codes | municipality | kind         | successor | from       | to
0101      | edu1  | 111  | 51  |            | А            | обычная      |           |            |
0102      | edu2  | 222  | 52  | 77, 0078   | А            | обычная      |           | 01.09.2022 |
0103      | edu3  | 222  |     |            | Б            | обычная      | 0104      |            | 31.08.2023
0104      | edu4  |      |     |            | Б            | обычная      |           |            |
0105      | edu5  |      |     |            | Б            | вечерняя     |           |            |
0106      | edu6  |      |     |            | Б            | обычная      |           |            | 31.08.2023
END
}

normalize() {
	shnor-normalize --quiet --schools schools.tsv --measures measures.tsv "$@"
}

records() {
	table records.tsv
}

@test "code, login, ОГРН, ИНН and past codes lead to one school; the first that is there counts" {
	records <<'END'
year | school_id | login | ogrn | inn | x | n  | hits
2024 | 0101      |       |      |     | 1 | 10 | 1
2024 |           | edu1  |      |     | 1 | 10 | 2
2024 |           |       | 111  |     | 1 | 10 | 3
2024 |           |       |      | 51  | 1 | 10 | 4
2024 | 77        |       |      |     | 1 | 10 | 5
2024 | 0078      | edu1  |      |     | 1 | 10 | 6
END
	run normalize records.tsv
	assert_success
	run bash -c 'shnor-normalize -q --schools schools.tsv --measures measures.tsv records.tsv | cut -f 2,3,6'
	assert_output $'municipality\tschool_id\thits\nА\t0101\t1\nА\t0101\t2\nА\t0101\t3\nА\t0101\t4\nА\t0102\t5\nА\t0102\t6'
}

@test "an ОГРН that several schools share, or that is not known, names none" {
	records <<'END'
year | school_id | ogrn | x | n  | hits
2024 |           | 222  | 1 | 10 | 1
2024 |           | 999  | 1 | 10 | 1
2024 | 101       | 111  | 1 | 10 | 1
END
	run -1 --separate-stderr normalize --rejects rejects.tsv records.tsv
	run cut -f 2-5 rejects.tsv
	assert_output $'origin\treason\tcolumn\tvalue
records.tsv:2\tnumber of several schools\togrn\t222
records.tsv:3\tunknown school\togrn\t999
records.tsv:4\tunknown school\tschool_id\t101'
}

@test "a reorganised school's results go to its successor, those of earlier years too" {
	records <<'END'
year | school_id | x | n  | hits
2022 | 0103      | 1 | 10 | 4
2022 | 0104      | 1 | 10 | 0
2024 | 0103      | 1 | 10 | 5
END
	normalize records.tsv | shnor-index >indicators.tsv
	run shnor-classify --schools schools.tsv --procedures 1 --repeat off indicators.tsv
	assert_line $'2022\tБ\t0104\tthreshold\tnot_low\t0.8351\t0 low of 1'
	assert_line $'2024\tБ\t0104\tthreshold\tlow\t0.9122\tA: m 5/10 = 0.500'
	assert_line $'2022\tБ\t0103\tthreshold\tno_data\t\tresults go to 0104'
}

@test "a successor that opened later, and a school that had a past code, have the earlier results, by either code" {
	table schools.tsv <<'END'
school_id | municipality | past_codes | successor | from       | to
0201      | А            |            | 0202      |            | 31.08.2023
0202      | А            |            |           | 01.09.2023 |
0203      | А            | 0303       |           | 01.09.2023 |
0204      | А            |            | 0205      |            |
0205      | А            |            |           |            | 31.08.2022
END
	records <<'END'
year | school_id | x | n  | hits
2023 | 0201      | 1 | 10 | 4
2023 | 0202      | 1 | 10 | 4
2023 | 0303      | 1 | 10 | 5
2023 | 0203      | 1 | 10 | 5
2023 | 0204      | 1 | 10 | 5
END
	run -1 --separate-stderr normalize --rejects rejects.tsv records.tsv
	assert_output $'year\tmunicipality\tschool_id\tmeasure\tn\thits\tsum\tsumsq
2023\tА\t0202\tm\t10\t4\t\t
2023\tА\t0202\tm\t10\t4\t\t
2023\tА\t0203\tm\t10\t5\t\t
2023\tА\t0203\tm\t10\t5\t\t'
	run cut -f 2-3,6 rejects.tsv
	assert_output $'origin\treason\texpected
records.tsv:6\tschool closed\ta school open in 2023; 0205 closed in 2022'
}

@test "results of a school before it opened or after it closed are rejected, and the verdict says so" {
	printf '0107\t\t\t\t\tА\tобычная\t\t01.09.2022\t\n' >>schools.tsv
	records <<'END'
year | school_id | x | n  | hits
2022 | 0107      | 1 | 10 | 1
2023 | 0107      | 1 | 10 | 1
2023 | 0106      | 1 | 10 | 1
2024 | 0106      | 1 | 10 | 1
2022 | 0101      | 1 | 10 | 1
2024 | 0101      | 1 | 10 | 1
END
	run -1 --separate-stderr normalize --rejects rejects.tsv records.tsv
	run cut -f 2-3,6 rejects.tsv
	assert_output $'origin\treason\texpected
records.tsv:2\tschool not yet open\ta school open in 2022; this one opened in 2023
records.tsv:5\tschool closed\ta school open in 2024; this one closed in 2023'
	normalize --rejects rejects.tsv --max-rejects 2 records.tsv | shnor-index >indicators.tsv
	run shnor-classify --schools schools.tsv indicators.tsv
	assert_line $'2022\tА\t0107\tthreshold\tno_data\t\tnot yet open in 2022'
	assert_line $'2024\tБ\t0106\tthreshold\tno_data\t\tclosed in 2023'
	assert_line $'2024\tА\t0107\tthreshold\tno_data\t\tno results in 2024'
}

@test "kinds that do not count are skipped for their reason, in records and verdicts" {
	records <<'END'
year | school_id | x | n  | hits
2024 | 0105      | 1 | 10 | 9
2024 | 0101      | 1 | 10 | 1
END
	words=$TOP/pipelines/common/words-schools.tsv
	normalize --school-words "$words" --stats stats.tsv records.tsv >observations.tsv
	run grep skipped stats.tsv
	assert_output $'normalize\tskipped\tevening school\t1'
	assert_balanced stats.tsv
	shnor-index observations.tsv >indicators.tsv
	run shnor-classify --schools schools.tsv --school-words "$words" indicators.tsv
	assert_line $'2024\tБ\t0105\tthreshold\tno_data\t\tevening school'
	# Results that came into the indicators all the same are skipped for it here too.
	normalize records.tsv | shnor-index >indicators.tsv
	run shnor-classify --schools schools.tsv --school-words "$words" --stats stats.tsv indicators.tsv
	assert_line $'2024\tБ\t0105\tthreshold\tno_data\t\tevening school'
	run grep skipped stats.tsv
	assert_output $'classify\tskipped\tevening school\t1'
	sed -i 's/вечерняя/вечерняяя школа рабочих/; s/обычная/обычна/' schools.tsv
	run -2 --separate-stderr normalize --school-words "$words" records.tsv
	[ "$stderr" = 'shnor-normalize: schools.tsv:2: column "kind": found "обычна", expected a word of the school words' ]
}

@test "a registry that cannot be trusted is exit 2: twins, rings, unknown successors, bad days" {
	records <<<$'year | school_id | x | n | hits\n2024 | 0101 | 1 | 10 | 1'
	faulty() {
		cp schools.tsv keep.tsv
		sed -i "$1" schools.tsv
		run -2 --separate-stderr normalize records.tsv
		[ "$stderr" = "shnor-normalize: schools.tsv:$2" ]
		mv keep.tsv schools.tsv
	}
	faulty 's/^0106/0101/' '7: column "school_id": found "0101" a second time, expected one line a school'
	faulty 's/edu6/edu1/' '7: column "login": found "edu1" a second time, expected one line a school'
	faulty 's/0078/0101/' '3: column "past_codes": found "0101" a second time, expected one line a school'
	faulty 's/\t0104\t/\t0999\t/' '4: column "successor": found "0999", expected the code of a school'
	faulty 's/31.08.2023/31.06.2023/' '4: column "to": found "31.06.2023", expected a day such as 31.08.2024'
	sed -i '5s/обычная\t/обычная\t0103/' schools.tsv
	run -2 --separate-stderr normalize records.tsv
	[ "$stderr" = 'shnor-normalize: schools.tsv:4: the successors lead round in a ring' ]
}

@test "a code that has lost its zeros is told with the code that the registry has" {
	records <<<$'year | school_id | x | n | hits\n2023 | 101 | 1 | 10 | 1'
	run -1 normalize records.tsv
	assert_output --partial 'found "101", expected a school of the registry, which has 0101: the zeros in front are lost: unknown school'
}
