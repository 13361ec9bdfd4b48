#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-dynamics: indicators to their change from one year to the next.
# shellcheck disable=SC2154 # bats sets stderr
load helper

# The folder of the test, and the directions most tests need.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table directions.tsv <<'END'
# Which way an indicator is good.
indicator | good | source
:share$   | down | fewer low results are better
:mean$    | up   |
END
}

# series NAME <<'END': indicators of one school without bounds: `indicator | year | value`.
series() {
	{
		echo 'indicator | year | value | school_id | municipality | n'
		sed 's/$/ | 1 | K | 10/'
	} | table "$1"
}

# steps [OPTION…] FILE: indicator, years, delta, trend and streak.
steps() {
	shnor-dynamics --directions directions.tsv "$@" | cut -f 3-5,8,11,12 | show
}

@test "a change stands with its values, its interval, its trend and its streak" {
	table in.tsv <<'END'
year | municipality | school_id | indicator | n | value | lo | hi
2023 | Кромской р-н | 0123 | oge-mat:share | 10 | 0.3 | 0.107791267 | 0.603221853
2024 | Кромской р-н | 0123 | oge-mat:share | 10 | 0.2 | 0.056682151 | 0.509837528
2023 | Кромской р-н | 0123 | oge-mat:mean  | 10 | 3.2 | 2.5 | 3.9
2024 | Кромской р-н | 0123 | oge-mat:mean  | 10 | 3.7 | 3.3 | 4.1
END
	shnor-dynamics --directions directions.tsv in.tsv >out.tsv
	run show out.tsv
	# mean: 0.5 -/+ sqrt(0.4^2 + 0.7^2); share: -0.1 - sqrt(0.143317849^2 + 0.303221853^2) and
	# -0.1 + sqrt(0.309837528^2 + 0.192208733^2).
	assert_output - <<'END'
municipality|school_id|indicator|year_from|year_to|from|to|delta|lo|hi|trend|streak|beyond_chance|alarm
Кромской р-н|0123|oge-mat:mean|2023|2024|3.2|3.7|0.5|-0.306225775|1.306225775|improved|1|no|
Кромской р-н|0123|oge-mat:share|2023|2024|0.3|0.2|-0.1|-0.435385596|0.264614167|improved|1|no|
END
}

@test "trends follow the good direction: a share is good when it falls, a mean when it rises" {
	series in.tsv <<'END'
down:share | 2023 | 0.4
down:share | 2024 | 0.3
up:share   | 2023 | 0.3
up:share   | 2024 | 0.4
down:mean  | 2023 | 4
down:mean  | 2024 | 3.5
up:mean    | 2023 | 3.5
up:mean    | 2024 | 4
same:mean  | 2023 | 4
same:mean  | 2024 | 4
END
	run steps in.tsv
	assert_output - <<'END'
indicator|year_from|year_to|delta|trend|streak
down:mean|2023|2024|-0.5|declined|1
down:share|2023|2024|-0.1|improved|1
same:mean|2023|2024|0|stable|1
up:mean|2023|2024|0.5|improved|1
up:share|2023|2024|0.1|declined|1
END
}

@test "--directions: the first line that fits counts" {
	series in.tsv <<'END'
risk:mean | 2023 | 1
risk:mean | 2024 | 2
ege:mean  | 2023 | 1
ege:mean  | 2024 | 2
END
	table directions.tsv <<'END'
indicator | good
^risk     | down
:mean$    | up
END
	run steps in.tsv
	assert_line --index 1 'ege:mean|2023|2024|1|improved|1'
	assert_line --index 2 'risk:mean|2023|2024|1|declined|1'
}

@test "--tolerance: a change of at most so much is stable, exactly" {
	series in.tsv <<'END'
a:share | 2021 | 0.3
a:share | 2022 | 0.32
a:share | 2023 | 0.340000001
a:share | 2024 | 0.32
END
	run steps --tolerance 0.02 in.tsv
	assert_output - <<'END'
indicator|year_from|year_to|delta|trend|streak
a:share|2021|2022|0.02|stable|1
a:share|2022|2023|0.020000001|declined|1
a:share|2023|2024|-0.020000001|improved|1
END
	run steps -t 0.020000001 in.tsv
	assert_line --index 2 'a:share|2022|2023|0.020000001|stable|2'
	assert_line --index 3 'a:share|2023|2024|-0.020000001|stable|3'
	run -2 --separate-stderr shnor-dynamics --directions directions.tsv --tolerance -1 in.tsv
	[ "$stderr" = 'shnor-dynamics: --tolerance: found "-1", expected a number of at least 0' ]
}

@test "a streak counts how long a trend has lasted and starts again with another" {
	series in.tsv <<'END'
a:mean | 2020 | 5
a:mean | 2016 | 1
a:mean | 2018 | 3
a:mean | 2017 | 2
a:mean | 2019 | 4
a:mean | 2021 | 4
a:mean | 2022 | 3
a:mean | 2023 | 3
a:mean | 2024 | 4
END
	run steps in.tsv
	assert_output - <<'END'
indicator|year_from|year_to|delta|trend|streak
a:mean|2016|2017|1|improved|1
a:mean|2017|2018|1|improved|2
a:mean|2018|2019|1|improved|3
a:mean|2019|2020|1|improved|4
a:mean|2020|2021|-1|declined|1
a:mean|2021|2022|-1|declined|2
a:mean|2022|2023|0|stable|1
a:mean|2023|2024|1|improved|1
END
}

@test "a hole in the years: no data into it and out of it, and the streak starts again" {
	series in.tsv <<'END'
a:mean | 2018 | 1
a:mean | 2019 | 2
a:mean | 2022 | 3
a:mean | 2023 | 4
END
	shnor-dynamics --directions directions.tsv in.tsv | cut -f 3- >out.tsv
	run show out.tsv
	assert_output - <<'END'
indicator|year_from|year_to|from|to|delta|lo|hi|trend|streak|beyond_chance|alarm
a:mean|2018|2019|1|2|1|||improved|1||
a:mean|2019|2020|2|||||no_data|0||
a:mean|2020|2021||||||no_data|0||
a:mean|2021|2022||3||||no_data|0||
a:mean|2022|2023|3|4|1|||improved|1||
END
}

@test "one year alone has no change" {
	series in.tsv <<'END'
a:mean | 2024 | 1
END
	run steps in.tsv
	assert_output 'indicator|year_from|year_to|delta|trend|streak'
}

@test "without one of the four bounds there is no interval" {
	table in.tsv <<'END'
year | school_id | indicator | value | lo | hi
2021 | 1 | a:mean | 1 | 0 | 2
2022 | 1 | a:mean | 2 |   | 3
2023 | 1 | a:mean | 3 | 2 | 4
2024 | 1 | a:mean | 4 | 3 | 5
END
	shnor-dynamics --directions directions.tsv in.tsv | cut -f 4-10 >out.tsv
	run show out.tsv
	assert_output - <<'END'
year_from|year_to|from|to|delta|lo|hi
2021|2022|1|2|1||
2022|2023|2|3|1||
2023|2024|3|4|1|-0.414213562|2.414213562
END
}

@test "marks that are all the same tell nothing of chance: two threes, then two fours" {
	table in.tsv <<'END'
year | municipality | school_id | measure | n | hits | sum | sumsq
2023 | K | 1 | vpr5-mat | 2 | | 6 | 18
2024 | K | 1 | vpr5-mat | 2 | | 8 | 32
2023 | K | 2 | vpr5-mat | 2 | | 6 | 18
2024 | K | 2 | vpr5-mat | 3 | | 12 | 50
END
	shnor-index in.tsv | shnor-dynamics --directions directions.tsv | cut -f 2,8-11,13 | show >actual
	diff - actual <<'END'
school_id|delta|lo|hi|trend|beyond_chance
1|1|||improved|
2|1|||improved|
END
	shnor-index in.tsv | shnor-dynamics --directions directions.tsv --only-certain | cut -f 2,11 | show >actual
	diff - actual <<'END'
school_id|trend
1|stable
2|stable
END
}

@test "the interval of a difference of shares is the one published" {
	# Newcombe, R. G. (1998), Interval estimation for the difference between independent
	# proportions, Statistics in Medicine 17, 873-890, table II, method 10: first share minus
	# second, to four decimals.
	cat >published <<'END'
56/70 48/80 0.0524 0.3339
9/10 3/10 0.1705 0.8090
6/7 2/7 0.0582 0.8062
5/56 0/29 -0.0381 0.1926
0/10 0/20 -0.1611 0.2775
0/10 0/10 -0.2775 0.2775
10/10 0/20 0.6791 1.0000
10/10 0/10 0.6075 1.0000
END
	awk 'BEGIN { OFS = "\t"; print "year", "school_id", "measure", "n", "hits" }
		{ split($1, a, "/"); split($2, b, "/"); print 2023, NR, "m", b[2], b[1]; print 2024, NR, "m", a[2], a[1] }' \
		published | shnor-index --by year,school_id |
		shnor-dynamics --directions directions.tsv | awk -F '\t' 'NR > 1 { print $2, $9, $10 }' >found
	run awk 'NR == FNR { lo[$1] = $2; hi[$1] = $3; next }
		function differ(a, b) { return a - b > 0.000051 || b - a > 0.000051 }
		differ(lo[FNR], $3) || differ(hi[FNR], $4) { print $0, lo[FNR], hi[FNR] }' found published
	assert_output ''
}

@test "the interval of a difference agrees with another computation, for many" {
	awk 'function next_number(limit) { seed = seed * 16807 % 2147483647; return seed % limit }
		function nine(x) { return sprintf("%.9f", x) }
		BEGIN {
			OFS = "\t"
			seed = 1998
			print "year", "municipality", "school_id", "indicator", "n", "value", "lo", "hi"
			for (s = 1; s <= 500; s++) for (y = 2021; y <= 2024; y++) {
				value = next_number(1000000) / 7000
				print y, "K", s, s % 2 ? "a:mean" : "b:share", 10, nine(value),
					nine(value - next_number(100000) / 30000), nine(value + next_number(100000) / 3000)
			}
		}' >in.tsv
	shnor-dynamics --directions directions.tsv --tolerance 5 in.tsv >out.tsv
	run awk -F '\t' '
		function differ(a, b) { return a - b > 2e-9 || b - a > 2e-9 }
		FNR == 1 { next }
		NR == FNR { value[$1, $3] = $6; lo[$1, $3] = $7; hi[$1, $3] = $8; next }
		{
			f = $4 SUBSEP $2; t = $5 SUBSEP $2
			delta = value[t] - value[f]
			low = delta - sqrt((value[t] - lo[t]) ^ 2 + (hi[f] - value[f]) ^ 2)
			high = delta + sqrt((hi[t] - value[t]) ^ 2 + (value[f] - lo[f]) ^ 2)
			good = $3 == "a:mean" ? delta : -delta
			trend = good > 5 ? "improved" : good < -5 ? "declined" : "stable"
			if ($4 + 1 != $5 || differ($8, delta) || differ($9, low) || differ($10, high) || $11 != trend)
				print
			rows++
		}
		END { print rows }' in.tsv out.tsv
	assert_output 1500
}

@test "a line that stands twice: no change may rest on which came first" {
	table in.tsv <<'END'
year | municipality | school_id | indicator | value
2023 | K | 1 | a:mean  | 1
2023 | L | 1 | a:mean  | 5
END
	run -1 --separate-stderr shnor-dynamics --directions directions.tsv in.tsv
	[ "$stderr" = 'shnor-dynamics: in.tsv:3: "a:mean" stands twice for school "1" in 2023; no change can be told' ]
}

@test "without a direction or without a number: rejected, and the rest is there" {
	table in.tsv <<'END'
year | municipality | school_id | indicator | value | lo | hi
2023 | K | 1 | a:mean  | 1   | 0 | 2
2024 | K | 1 | a:mean  | 2   | 1 | 3
2024 | K | 1 | a:index | 5   | 1 | 9
20   | K | 1 | b:mean  | 5   | 1 | 9
2024 | K | 1 | b:mean  |     | 1 | 9
2024 | K | 1 | b:mean  | 5,0 | 1 | 9
2024 | K | 1 | b:mean  | 5   | x | 9
2024 | K | 1 | b:mean
END
	run -1 --separate-stderr shnor-dynamics --directions directions.tsv \
		--rejects rejects.tsv --stats stats.tsv in.tsv
	[ "${lines[1]}" = $'K\t1\ta:mean\t2023\t2024\t1\t2\t1\t-0.414213562\t2.414213562\timproved\t1\tno\t' ]
	[ "${#lines[@]}" -eq 2 ]
	[ "$stderr" = 'shnor-dynamics: 6 of 8 records rejected' ]
	cut -f 2-6 rejects.tsv >reasons.tsv
	run show reasons.tsv
	assert_output - <<'END'
origin|reason|column|value|expected
in.tsv:4|no direction|indicator|a:index|a line of the directions
in.tsv:5|impossible year|year|20|a year such as 2024
in.tsv:6|no number|value||a number of at most nine decimals
in.tsv:7|no number|value|5,0|a number of at most nine decimals
in.tsv:8|no number|lo|x|a number of at most nine decimals
in.tsv:9|too few fields|||7 fields, not 4
END
	assert_balanced stats.tsv
}

@test "a value that lies out of its bounds, and bounds that are none, are rejected" {
	table in.tsv <<'END'
year | school_id | indicator | value | lo | hi
2023 | 1 | a:mean | 5 | 5   | 5
2024 | 1 | a:mean | 5 | 6   | 7
2025 | 1 | a:mean | 5 | 4   | 4.9
2026 | 1 | a:mean | 5 | 5.1 |
2027 | 1 | a:mean | 5 |     | x
2028 | 1 | a:mean | 5 | 6   | 4
END
	run -1 shnor-dynamics -q --directions directions.tsv --rejects r in.tsv
	run cut -f 2-6 r
	assert_output $'origin\treason\tcolumn\tvalue\texpected
in.tsv:3\tvalue out of its bounds\tlo\t6\tat most the value
in.tsv:4\tvalue out of its bounds\thi\t4.9\tat least the value
in.tsv:5\tvalue out of its bounds\tlo\t5.1\tat most the value
in.tsv:6\tno number\thi\tx\ta number of at most nine decimals
in.tsv:7\tvalue out of its bounds\tlo\t6\tat most the value'
}

@test "a wrong upper bound is told as such, not as the lower one" {
	table in.tsv <<'END'
year | school_id | indicator | value | lo | hi
2024 | 1 | a:mean | 5 | 1 | none
END
	run -1 --separate-stderr shnor-dynamics --directions directions.tsv in.tsv
	[[ ${stderr_lines[0]} == 'shnor-dynamics: in.tsv:2: column "hi": found "none", expected '* ]]
}

@test "a wrong table of directions is exit 2 with line, column and cell; nothing is read" {
	table bad.tsv <<'END'
indicator | good
:mean$    | higher
(         | up
END
	run -2 --separate-stderr shnor-dynamics --directions bad.tsv missing.tsv
	[ "${stderr_lines[0]}" = 'shnor-dynamics: bad.tsv:2: column "good": found "higher": expected up, down or none' ]
	[[ ${stderr_lines[1]} == 'shnor-dynamics: bad.tsv:3: column "indicator": found "(": no pattern: '* ]]
	[ "${stderr_lines[2]}" = 'shnor-dynamics: 2 fault(s) in the tables; nothing was read' ]
	printf 'indicator\tgood\talarm\n:mean$\tup\t0\n:share$\tdown\tx\n' >bad.tsv
	run -2 --separate-stderr shnor-dynamics --directions bad.tsv missing.tsv
	[ "${stderr_lines[0]}" = 'shnor-dynamics: bad.tsv:2: column "alarm": found "0": expected a number above 0, or nothing' ]
	[ "${#stderr_lines[@]}" = 3 ]
	printf 'indicator\tgut\n' >bad.tsv
	run -2 --separate-stderr shnor-dynamics --directions bad.tsv missing.tsv
	[[ $stderr == *'bad.tsv:1: unknown column "gut"; known are: indicator good tolerance alarm source verified'*'column "good" is missing'* ]]
	: >bad.tsv
	run -2 --separate-stderr shnor-dynamics --directions bad.tsv missing.tsv
	[[ $stderr == *'bad.tsv:1: the table is empty; expected a header with: indicator good'* ]]
	run -2 --separate-stderr shnor-dynamics missing.tsv
	[[ $stderr == *'--directions FILE is required'* ]]
	# What a program holds when it ends with a message is no leak.
	if under_sanitizer; then export ASAN_OPTIONS=detect_leaks=0; fi
	run -3 --separate-stderr shnor-dynamics --directions none.tsv missing.tsv
	[ "$stderr" = 'shnor-dynamics: none.tsv: cannot open: No such file or directory' ]
}

@test "the order of the input is of no consequence; the output is in byte order" {
	awk 'BEGIN {
		OFS = "\t"
		split("ege-mat ege-mat_prof ege-mat-x", names, " ")
		print "year", "municipality", "school_id", "indicator", "value"
		for (y = 2020; y <= 2024; y++) for (s = 1; s <= 30; s++) for (i = 1; i <= 3; i++)
			print y, "M" s % 4, s, names[i] ":share", (y * s * i) % 97
	}' >in.tsv
	shnor-dynamics --directions directions.tsv in.tsv >out.tsv
	{ head -n 1 in.tsv; tail -n +2 in.tsv | tac; } | shnor-dynamics --directions directions.tsv | cmp - out.tsv
	{ head -n 1 in.tsv; tail -n +2 in.tsv | sort -k 4; } | shnor-dynamics --directions directions.tsv | cmp - out.tsv
	tail -n +2 out.tsv | LC_ALL=C sort -c
	[ "$(wc -l <out.tsv)" -eq 361 ]
}

@test "a school that changes its municipality keeps one series, named by the last" {
	printf 'indicator\tgood\n:mean$\tup\n' >directions.tsv
	printf 'year\tmunicipality\tschool_id\tindicator\tvalue\n2023\tБ\t1\tx:mean\t2\n2022\tА\t1\tx:mean\t1\n' >in.tsv
	run shnor-dynamics -d directions.tsv in.tsv
	assert_line --index 1 $'Б\t1\tx:mean\t2022\t2023\t1\t2\t1\t\t\timproved\t1\t\t'
}

@test "indicators of municipalities need no school" {
	printf 'indicator\tgood\n:mean$\tup\n' >directions.tsv
	printf 'year\tmunicipality\tindicator\tvalue\n2022\tА\tx:mean\t1\n2023\tА\tx:mean\t3\n2023\tБ\tx:mean\t2\n' >in.tsv
	run shnor-dynamics -d directions.tsv in.tsv
	assert_line --index 1 $'А\t\tx:mean\t2022\t2023\t1\t3\t2\t\t\timproved\t1\t\t'
	[ "${#lines[@]}" = 2 ]
}

@test "a year in which the procedure was not held is no hole: its neighbours are compared" {
	series in.tsv <<'END'
oge-mat:mean | 2019 | 3
oge-mat:mean | 2021 | 4
oge-mat:mean | 2022 | 5
oge-mat:mean | 2024 | 6
ege-rus:mean | 2019 | 3
ege-rus:mean | 2021 | 4
END
	table pauses.tsv <<'END'
measure | year      | source | verified
^oge-   | 2020      | order  | no
^vpr    | 2020-2022 | order  | yes
END
	shnor-dynamics --directions directions.tsv --pauses pauses.tsv in.tsv >out 2>err
	run bash -c 'cut -f 3-5,8,11-12 out | tail -n +2'
	assert_output $'ege-rus:mean\t2019\t2020\t\tno_data\t0
ege-rus:mean\t2020\t2021\t\tno_data\t0
oge-mat:mean\t2019\t2021\t1\timproved\t1
oge-mat:mean\t2021\t2022\t1\timproved\t2
oge-mat:mean\t2022\t2023\t\tno_data\t0
oge-mat:mean\t2023\t2024\t\tno_data\t0'
	[ "$(cat err)" = "shnor-dynamics: pauses.tsv:2: not verified, but the results rest on it" ]
	# A value of such a year counts nowhere, and is told.
	printf 'oge-mat:mean\t2020\t9\t1\tK\t10\n' >>in.tsv
	for way in '' '--window 3' '--since support.tsv'; do
		printf 'school_id\tyear_from\n1\t2019\n' >support.tsv
		run -1 shnor-dynamics -q --directions directions.tsv --pauses pauses.tsv $way --rejects r in.tsv
		refute_output --regexp $'\t9\t|2020\t2021\t9'
		run cut -f 3-5 r
		assert_output $'reason\tcolumn\tvalue\nnot held that year\tyear\t2020'
	done
	printf 'measure\tyear\tverified\n(\t2020\tyes\n\t2022-2020\tmaybe\n' >pauses.tsv
	run -2 shnor-dynamics --directions directions.tsv --pauses pauses.tsv in.tsv
	assert_line --index 0 --partial 'pauses.tsv:2: column "measure": found "(": no pattern'
	assert_line --index 1 --partial 'pauses.tsv:3: column "measure": found "": expected a pattern'
	assert_line --index 2 --partial 'pauses.tsv:3: column "year": found "2022-2020": expected a year such as 2020, or 2020-2021'
	assert_line --index 3 --partial 'pauses.tsv:3: column "verified": found "maybe": expected yes or no'
}

@test "an adverse change of ten points is marked where the table says so; at 0.1 exactly too" {
	table directions.tsv <<'END'
indicator | good | tolerance | alarm | source | verified
:share$   | down |           | 0.1   | x      | no
:mean$    | up   | 0.5       |       |        |
END
	series in.tsv <<'END'
a:share | 2022 | 0.2
a:share | 2023 | 0.3
a:share | 2024 | 0.399999999
a:share | 2025 | 0.1
b:mean  | 2022 | 4
b:mean  | 2023 | 3.5
b:mean  | 2024 | 2.9
END
	shnor-dynamics --directions directions.tsv in.tsv 2>err >out
	run bash -c 'cut -f 3,5,11,14 out | tail -n +2'
	assert_output $'a:share\t2023\tdeclined\tyes
a:share\t2024\tdeclined\tno
a:share\t2025\timproved\tno
b:mean\t2023\tstable\t
b:mean\t2024\tdeclined\t'
	[ "$(cat err)" = "shnor-dynamics: directions.tsv:2: not verified, but the results rest on it" ]
}

@test "--only-certain: a change that may be chance, or of which nobody knows, is stable" {
	table in.tsv <<'END'
year | municipality | school_id | indicator | value | lo  | hi
2023 | А            | 1         | a:mean    | 1     | 0.9 | 1.1
2024 | А            | 1         | a:mean    | 2     | 1.9 | 2.1
2023 | А            | 2         | a:mean    | 1     | 0   | 2
2024 | А            | 2         | a:mean    | 2     | 1   | 3
2023 | А            | 3         | a:mean    | 1     |     |
2024 | А            | 3         | a:mean    | 2     |     |
END
	run bash -c 'shnor-dynamics --directions directions.tsv --only-certain in.tsv | cut -f 2,11,13 | tail -n +2'
	assert_output $'1\timproved\tyes
2\tstable\tno
3\tstable\t'
}

@test "--since: from the year of inclusion to each later year of the programme; codes lead to schools" {
	table schools.tsv <<'END'
school_id | municipality | past_codes | successor
1         | А            | 11         |
2         | А            |            | 3
3         | А            |            |
4         | А            |            |
END
	table support.tsv <<'END'
school_id | year_from | year_to | category
11        | 2020      | 2021    | low
1         | 2023      |         | low
2         | 2021      |         | low
4         | 2020      |         | low
1         | 2024      |         | twice
9         | 2020      |         | low
4         | 20        |         | low
END
	{
		echo 'indicator | school_id | year | value | municipality'
		for year in 2020 2021 2022 2023 2024; do
			for school in 1 3 5; do echo "a:mean | $school | $year | $((year - 2018 - school)) | А"; done
		done
		echo 'a:mean | 4 | 2022 | 7 | А'
	} | table in.tsv
	run -1 shnor-dynamics -q --directions directions.tsv --since support.tsv --schools schools.tsv \
		--rejects r --stats s in.tsv
	run bash -c 'shnor-dynamics -q --directions directions.tsv --since support.tsv --schools schools.tsv --max-rejects 3 in.tsv 2>/dev/null | cut -f 2,4-8,11,12 | tail -n +2'
	assert_output $'1\t2020\t2021\t1\t2\t1\timproved\t1
1\t2023\t2024\t4\t5\t1\timproved\t1
3\t2021\t2022\t0\t1\t1\timproved\t1
3\t2021\t2023\t0\t2\t2\timproved\t2
3\t2021\t2024\t0\t3\t3\timproved\t3
4\t2020\t2022\t\t7\t\tno_data\t0'
	run cut -f 3 r
	assert_output $'reason\nunknown school\nimpossible year\nin the programme twice'
	# So many years, in the programme or not, but not beyond its next inclusion.
	run bash -c 'shnor-dynamics -q --directions directions.tsv --since support.tsv --years 3 --schools schools.tsv --max-rejects 3 in.tsv 2>/dev/null | cut -f 2,4-5 | grep ^1'
	assert_output $'1\t2020\t2021\n1\t2020\t2022\n1\t2023\t2024'
	run -2 shnor-dynamics --directions directions.tsv --years 3 in.tsv
	assert_output --partial '--years: found "3", expected 1 to 100, with --since'
	assert_balanced s
}

# slope FILE: the least squares line of year and value, by itself: first, last, difference.
slope() {
	awk '{ n++; x += $1; y += $2; xx += $1 * $1; xy += $1 * $2; if (n == 1) first = $1; last = $1 }
		END { b = (n * xy - x * y) / (n * xx - x * x); a = (y - b * x) / n
			printf "%.6f %.6f %.6f\n", a + b * first, a + b * last, b * (last - first) }' "$1"
}

@test "--window: the line that fits best, over years that all have values; its interval by hand" {
	printf '2021 3\n2022 5\n2023 4\n' >one
	printf '2022 5\n2023 4\n2024 8\n' >other
	{
		echo 'indicator | school_id | year | value | lo | hi | municipality'
		sed 's/^\([0-9]*\) \(.*\)/a:mean | 1 | \1 | \2 | 1 | 9 | А/' one
		echo 'a:mean | 1 | 2024 | 8 | 1 | 9 | А'
		echo 'b:mean | 1 | 2021 | 8 | 1 | 9 | А'
		echo 'b:mean | 1 | 2023 | 8 | 1 | 9 | А'
	} | table in.tsv
	shnor-dynamics --directions directions.tsv --window 3 in.tsv | cut -f 3-12 | grep -v $'2020\t2022' | tail -n +2 >out
	# In equal steps the slope is (last - first) / 2 a year: the interval of their difference.
	read -r from to delta < <(slope one)
	run awk -F '\t' 'NR == 1 { printf "%.6f %.6f %.6f", $4, $5, $6 }' out
	assert_output "$from $to $delta"
	run awk -F '\t' 'NR == 1 { printf "%.6f %.6f", $7, $8 }' out
	# delta = 4 - 3: below sqrt((4-1)^2 + (9-3)^2), above sqrt((9-4)^2 + (3-1)^2).
	assert_output "$(awk 'BEGIN { printf "%.6f %.6f", 1 - sqrt(9 + 36), 1 + sqrt(25 + 4) }')"
	read -r from to delta < <(slope other)
	run awk -F '\t' 'NR == 2 { printf "%.6f %.6f %.6f", $4, $5, $6 }' out
	assert_output "$from $to $delta"
	run sed -n 3p out
	assert_output $'b:mean\t2021\t2023\t\t\t\t\t\tno_data\t0'
	printf 'measure\tyear\n^b\t2022\n' >pauses.tsv
	run bash -c 'shnor-dynamics --directions directions.tsv --window 3 --pauses pauses.tsv in.tsv | tail -n 1 | cut -f 3-8,11'
	assert_output $'b:mean\t2021\t2023\t8\t8\t0\tstable'
	run -2 shnor-dynamics --directions directions.tsv --window 1 in.tsv
	run -2 shnor-dynamics --directions directions.tsv --window 3 --since in.tsv in.tsv
}

@test "--window: every held year must have a value; large values keep all their digits" {
	{
		echo 'indicator | school_id | year | value | lo | hi | municipality'
		echo 'a:mean | 1 | 2020 | 1 | | | А'
		echo 'a:mean | 1 | 2023 | 3 | | | А'
		echo 'b:mean | 1 | 2022 | 10000000000 | 9000000000 | 11000000000 | А'
		echo 'b:mean | 1 | 2023 | 20000000000 | 19000000000 | 21000000000 | А'
	} | table in.tsv
	printf 'measure\tyear\n^a\t2021\n' >pauses.tsv
	shnor-dynamics --directions directions.tsv --window 3 --pauses pauses.tsv in.tsv | cut -f 3-6,11 | show >actual
	diff - actual <<'END'
indicator|year_from|year_to|from|trend
a:mean|2021|2023||no_data
b:mean|2021|2023||no_data
END
	# The line's values and the difference are whole; the bound is 10^10 - sqrt(2) * 10^9.
	run bash -c 'shnor-dynamics --directions directions.tsv --window 2 in.tsv | grep b:mean | cut -f 6-8,11'
	assert_output $'10000000000\t20000000000\t10000000000\timproved'
	shnor-dynamics --directions directions.tsv --window 2 in.tsv | awk -F '\t' '
		/b:mean/ { off = $9 - (1e10 - sqrt(2) * 1e9); exit !(off < 0.001 && off > -0.001) }'
}

@test "values made of some of the same years have no interval of their difference" {
	table directions.tsv <<'END'
indicator | good
.         | up
END
	{
		echo 'indicator | school_id | year | value | lo | hi | n | municipality'
		for year in 2020 2021 2023; do
			echo "idx:years | 1 | $year | 3 | | | 3 | А"
			echo "idx | 1 | $year | $((year - 2000)) | $((year - 2001)) | $((year - 1999)) | 2 | А"
			echo "idx:ege-rus | 1 | $year | $((year - 2000)) | $((year - 2001)) | $((year - 1999)) | 9 | А"
			echo "ege-rus:mean | 1 | $year | $((year - 2000)) | $((year - 2001)) | $((year - 1999)) | 9 | А"
		done
		printf 'idx:years | 1 | 2024 | 3 | | | 3 | А\n'
	} | table in.tsv
	table support.tsv <<<$'school_id | year_from\n1 | 2020'
	shnor-dynamics --directions directions.tsv in.tsv | grep -v years | cut -f 3-5,9,13 | grep $'2020\t2021' | show >actual
	diff - actual <<'END'
ege-rus:mean|2020|2021|-0.414213562|no
idx|2020|2021||
idx:ege-rus|2020|2021||
END
	shnor-dynamics --directions directions.tsv --since support.tsv in.tsv | grep -v years | cut -f 3-5,9,13 | grep $'2020\t2023' | show >actual
	diff - actual <<'END'
ege-rus:mean|2020|2023|1.585786438|yes
idx|2020|2023|1.585786438|yes
idx:ege-rus|2020|2023|1.585786438|yes
END
}

@test "of several windows of a composite the longest holds, whatever the order; a line that is rejected tells nothing" {
	table directions.tsv <<'END'
indicator | good
.         | up
END
	table in.tsv <<'END'
indicator | school_id | year | value | lo | hi | n
idx       | 1         | 2020 | 1     | 0  | 2  | 1
idx       | 1         | 2022 | 9     | 8  | 10 | 1
idx:years | 1         | 2020 | 1     |    |    | 3
idx:years | 1         | 2022 | 1     |    |    | 2
END
	table broken.tsv <<'END'
indicator | school_id | year | value | lo | hi | n
idx:years | 1         | 20   | 1     |    |    | 9
idx:years | 1         | 2020 | x     |    |    | 9
idx:years | 1         | 2020 | 1     |    |    | many
idx:years | 1         | 2020 | 1     |    |    | 0
END
	table pauses.tsv <<<$'measure | year\nidx | 2021'
	(head -n 1 in.tsv; tail -n +2 in.tsv | tac) >turned.tsv
	for file in in.tsv turned.tsv; do
		shnor-dynamics --directions directions.tsv --pauses pauses.tsv $file | cut -f 3-5,9,13 | show >actual
		diff - actual <<'END'
indicator|year_from|year_to|lo|beyond_chance
idx|2020|2022||
END
	done
	sed -i '/idx:years.*3$/d' in.tsv
	run -1 shnor-dynamics -q --directions directions.tsv --pauses pauses.tsv --rejects r in.tsv broken.tsv
	assert_line --partial $'\tidx\t2020\t2022\t1\t9\t8\t6.585786438\t'
	run cut -f 3-6 r
	assert_output $'reason\tcolumn\tvalue\texpected
impossible year\tyear\t20\ta year such as 2024
no number\tvalue\tx\ta number of at most nine decimals
no window\tn\tmany\ta number of years of at least 1
no window\tn\t0\ta number of years of at least 1'
}

@test "the common directions name what they judge: nothing else has a trend, and what is good when it rises says so" {
	table expected <<'END'
oge-phys:share            | declined
vpr4-rus:share            | declined
gve9-mat:share            | declined
results-all:share         | declined
oge-rus:shrunk            | declined
teacher-diagnosed:share   | improved
teacher-diagnosed:shrunk  | improved
teacher-deficit_pck:share | declined
manager-plan:shrunk       | improved
social-unemployed:share   | declined
access-equal:share        | improved
ege_mark-mat_base:mean    | improved
results_index             | improved
results_index:oge-rus     | improved
END
	{
		echo 'indicator | school_id | year | value'
		cut -f 1 expected | sed 's/^\(.*\)/\1 | 1 | 2023 | 0.2\n\1 | 1 | 2024 | 0.4/'
		echo 'well-being:share | 1 | 2024 | 0.4'
		echo 'motivation:mean | 1 | 2024 | 0.4'
		echo 'risk-internet:share | 1 | 2024 | 0.4'
		echo 'results_index:years | 1 | 2024 | 3'
	} | table in.tsv
	sed -i '1s/$/\tn/; 2,$s/$/\t3/' in.tsv
	run -1 shnor-dynamics -q -d "$TOP/pipelines/common/directions.tsv" --rejects r --stats s in.tsv
	diff <(sort expected) <(tail -n +2 <<<"$output" | cut -f 3,11)
	run cut -f 3,5 r
	assert_output $'reason\tvalue\nno direction\twell-being:share\nno direction\tmotivation:mean'
	run awk -F '\t' '$2 == "skipped" { print $3, $4 }' s
	assert_output $'a window, no result 1\nneither way is good 1'
}

@test "--window: over four years each weighs by its distance from the middle, its bounds too; by hand" {
	table in.tsv <<'END'
indicator | school_id | year | value | lo  | hi
a:mean    | 1         | 2021 | 1     | 0.5 | 2
a:mean    | 1         | 2022 | 3     | 2   | 5
a:mean    | 1         | 2023 | 2     | 0   | 3
a:mean    | 1         | 2024 | 6     | 4   | 9
END
	# Weights -0.9, -0.3, 0.3 and 0.9 of a change over three years: 0.9 * 5 - 0.3 * 1 = 4.2, about the mean of 3.
	# Below: sqrt((0.9*1)^2 + (0.3*2)^2 + (0.3*2)^2 + (0.9*2)^2); above: sqrt((0.9*0.5)^2 + (0.3*1)^2 + (0.3*1)^2 + (0.9*3)^2).
	shnor-dynamics --directions directions.tsv --window 4 in.tsv | tail -n 1 | cut -f 4-10 | show >actual
	diff - actual <<<'2021|2024|0.9|5.1|4.2|2.015967033|6.969927797'
}
