#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-index --composites: what a person can check by hand, and an independent computation
# (tests/oracle/composite) for what a person cannot.
# shellcheck disable=SC2154 # bats sets stderr
load helper

# observations NAME <<'END': year | school_id | measure | n | hits | sum | sumsq, all of one
# municipality.
observations() {
	{
		echo 'year | school_id | measure | n | hits | sum | sumsq | municipality'
		sed 's/$/ | K/'
	} | table "$1"
}

# composites <<'END': the table composites.tsv, without a source.
composites() {
	{
		echo 'composite | measure | statistic | normalization | direction | weight | window | min_n'
		cat
	} | table composites.tsv
}

# index [OPTION…] FILE: only the lines of composites (an x in their name), without n.
index() {
	local status=0
	shnor-index --composites composites.tsv "$@" >index.out || status=$?
	awk -F '\t' -v OFS='|' 'NR > 1 && $4 ~ /^[a-z]*x/ { print $1, $3, $4, $6, $7, $8 }' index.out
	return "$status"
}

# values [OPTION…] FILE: year, school and composite with its value, notes left out.
values() {
	index --quiet "$@" | awk -F '|' '$3 !~ /:/ { print $1, $2, $3, $4 }'
}

# faults OPTION… <<'END': exit 2 with these messages, before a byte of data is read.
faults() {
	status=0
	shnor-index --composites composites.tsv "$@" nothing.tsv >out 2>err || status=$?
	assert_equal "$status $(cat out)" "2 "
	diff -u <(sed 's/^shnor-index: //' err) -
}

# agree EXPECTED ACTUAL: the same lines, with numbers apart by at most 1e-9; prints what differs, and
# how many lines there are.
agree() {
	awk -F '\t' '
		function off(a, b) { return (a == "") != (b == "") || a - b > 1e-9 || b - a > 1e-9 }
		NR == FNR { want[$1, $2, $3, $4] = $0; next }
		FNR == 1 || $4 !~ /^[a-z]*x(:|$)/ { next }
		{
			if (!(($1, $2, $3, $4) in want)) { print "not expected: " $0; next }
			split(want[$1, $2, $3, $4], w, "\t")
			if ($5 != w[5] || off($6, w[6]) || off($7, w[7]) || off($8, w[8])) print $0 " expected: " want[$1, $2, $3, $4]
			delete want[$1, $2, $3, $4]
			lines++
		}
		END { for (key in want) print "missing: " want[key]; print lines + 0 }' "$1" "$2"
}

# Eight schools whose means have the mean 5 and the standard deviation 2.
eight_schools() {
	awk 'BEGIN {
		OFS = "\t"
		print "year", "municipality", "school_id", "measure", "n", "hits", "sum"
		split("2 4 4 4 5 5 7 9", mean, " ")
		for (i = 1; i <= 8; i++) print 2024, "K", i, "m", 10, mean[i], 10 * mean[i]
	}'
}

# region [SEED]: 700 schools in 30 municipalities, eight measures, three years, always the same for a
# seed: some schools lack measures or years, some numbers are unknown, some schools move.
region() {
	awk -v seed="${1-20240917}" '
		function next_number(limit) { seed = seed * 16807 % 2147483647; return seed % limit }
		BEGIN {
			OFS = "\t"
			split("ege-rus ege-mat oge-rus oge-mat vpr4-rus vpr4-mat social-a social-b", names, " ")
			split("40 35 15 14 3 3 0 0", least, " ")
			split("55 60 17 16 2 2 1 1", range, " ")
			print "year", "municipality", "school_id", "measure", "n", "hits", "sum", "sumsq"
			for (i = 1; i <= 700; i++) for (y = 2022; y <= 2024; y++) for (j = 1; j <= 8; j++) {
				if ((i % 3 == 0 && j <= 2) || !next_number(12)) continue
				# Sums of two observations now and then.
				for (k = next_number(4) == 0; k >= 0; k--) {
					n = next_number(300) ? 1 + next_number(80) : 0
					hits = next_number(200) ? next_number(n + 1) : ""
					sum = j > 6 || !next_number(200) ? "" : n * least[j] + next_number(n * range[j] + 1)
					sumsq = sum == "" || !next_number(200) ? "" : n ? int(sum * sum / n) + 1 + next_number(40 * n) : 0
					print y, "M" (i + (y == 2024 && i % 50 == 0)) % 30, sprintf("%04d", i), names[j], n, hits, sum, sumsq
				}
			}
		}'
}

@test "each normalisation, up and down, of eight schools that can be worked out by hand" {
	eight_schools >in.tsv
	composites <<'END'
tx   | m | mean  | t_score          | up   | 1 | 1 |
tdx  | m | mean  | t_score          | down | 1 | 1 |
zx   | m | mean  | z_score          | up   | 1 | 1 |
zdx  | m | mean  | z_score          | down | 1 | 1 |
mx   | m | mean  | min_max          | up   | 1 | 1 |
mdx  | m | mean  | min_max          | down | 1 | 1 |
fx   | m | mean  | min_max:1:9      | up   | 1 | 1 |
fdx  | m | mean  | min_max:1:9      | down | 1 | 1 |
sx   | m | mean  | share_of_maximum | up   | 1 | 1 |
sdx  | m | mean  | share_of_maximum | down | 1 | 1 |
px   | m | mean  | percentile_rank  | up   | 1 | 1 |
pdx  | m | mean  | percentile_rank  | down | 1 | 1 |
hx   | m | share | t_score          | down | 1 | 1 |
END
	shnor-index --composites composites.tsv in.tsv >out.tsv
	# A row for each composite, a column for each school. The percentile rank of 4 is that of
	# one below and half of three: 2.5 of 8.
	run awk -F '\t' '
		$4 ~ /x$/ { row[$4] = row[$4] " " $6; order[$4] = 1 }
		END { n = split("tx tdx zx zdx mx mdx fx fdx sx sdx px pdx hx", name, " "); for (i = 1; i <= n; i++) print name[i] row[name[i]] }' out.tsv
	assert_output - <<'END'
tx 35 45 45 45 50 50 60 70
tdx 65 55 55 55 50 50 40 30
zx -1.5 -0.5 -0.5 -0.5 0 0 1 2
zdx 1.5 0.5 0.5 0.5 0 0 -1 -2
mx 0 0.285714286 0.285714286 0.285714286 0.428571429 0.428571429 0.714285714 1
mdx 1 0.714285714 0.714285714 0.714285714 0.571428571 0.571428571 0.285714286 0
fx 0.125 0.375 0.375 0.375 0.5 0.5 0.75 1
fdx 0.875 0.625 0.625 0.625 0.5 0.5 0.25 0
sx 0.222222222 0.444444444 0.444444444 0.444444444 0.555555556 0.555555556 0.777777778 1
sdx 0.777777778 0.555555556 0.555555556 0.555555556 0.444444444 0.444444444 0.222222222 0
px 6.25 31.25 31.25 31.25 62.5 62.5 81.25 93.75
pdx 93.75 68.75 68.75 68.75 37.5 37.5 18.75 6.25
hx 65 55 55 55 50 50 40 30
END
}

@test "all lines of a composite stand among the others in byte order" {
	observations in.tsv <<'END'
2024 | 1 | a  | 4 | | 8  | 20
2024 | 2 | a  | 4 | | 16 | 68
2024 | 1 | ix-b | 5 | 1 | |
2024 | 2 | ix_b | 5 | 2 | |
2024 | 2 | z  | 5 | 5 | |
END
	composites <<'END'
ix | a | mean | min_max:0:10 | up | 1 | 1 |
END
	shnor-index --composites composites.tsv in.tsv >out.tsv
	# Both schools: 4 within squares of 3 degrees of freedom, so s = 1.154700538 and the bounds
	# lie 1.959963985 s / 2 = 1.131585735 from the means 2 and 4.
	run show out.tsv
	assert_output - <<'END'
year|municipality|school_id|indicator|n|value|lo|hi
2024|K|1|a:mean|4|2|0.162613769|3.837386231
2024|K|1|ix|1|0.2|0.086841427|0.313158573
2024|K|1|ix-b:share|5|0.2|0.036224109|0.62446537
2024|K|1|ix:a|4|0.2|0.086841427|0.313158573
2024|K|1|ix:years|1|1||
2024|K|2|a:mean|4|4|2.162613769|5.837386231
2024|K|2|ix|1|0.4|0.286841427|0.513158573
2024|K|2|ix:a|4|0.4|0.286841427|0.513158573
2024|K|2|ix:years|1|1||
2024|K|2|ix_b:share|5|0.4|0.117620774|0.769275719
2024|K|2|z:share|5|1|0.565517535|1
END
	tail -n +2 out.tsv | LC_ALL=C sort -c
	# Whatever the order of the keys.
	shnor-index --by school_id,year,municipality --composites composites.tsv in.tsv >other.tsv
	run head -n 3 other.tsv
	assert_output "$(printf 'school_id\tyear\tmunicipality\tindicator\tn\tvalue\tlo\thi\n1\t2024\tK\ta:mean\t4\t2\t0.162613769\t3.837386231\n1\t2024\tK\tix\t1\t0.2\t0.086841427\t0.313158573')"
	tail -n +2 other.tsv | LC_ALL=C sort -c
	run -0 --separate-stderr shnor-index --composites composites.tsv --stats stats.tsv in.tsv
	assert_balanced stats.tsv
	[ "$(counts stats.tsv output)" -eq 11 ]
}

@test "weights: a weighted mean; components a school lacks are left out and the others fill in" {
	observations in.tsv <<'END'
2024 | 1 | a | 10 | | 20 |
2024 | 2 | a | 10 | | 40 |
2024 | 1 | b | 10 | | 90 |
2024 | 2 | b | 10 | | 60 |
2024 | 3 | b | 10 | | 30 |
2024 | 1 | c | 10 | | 10 |
2024 | 3 | c | 10 | | 50 |
2024 | 4 | d | 10 | | 50 |
END
	composites <<'END'
x | a | mean | min_max:0:10 | up | 1   | 1 |
x | b | mean | min_max:0:10 | up | 2.5 | 1 |
x | c | mean | min_max:0:10 | up | 0.5 | 1 |
END
	run values in.tsv
	# 1: (0.2 + 2.5 * 0.9 + 0.5 * 0.1) / 4; 2: (0.4 + 2.5 * 0.6) / 3.5; 3: (2.5 * 0.3 + 0.5 * 0.5) / 3
	assert_output - <<'END'
2024 1 x 0.625
2024 2 x 0.542857143
2024 3 x 0.333333333
END
	run bash -c "shnor-index -q -c composites.tsv in.tsv | awk '\$4 == \"x\" { print \$3, \$5 }'"
	assert_output - <<'END'
1 3
2 2
3 2
END
}

@test "window: the years add up, participants being the weights; holes and short windows are told" {
	observations in.tsv <<'END'
2021 | 1 | m | 10 | | 50 |
2022 | 1 | m | 30 | | 90 |
2024 | 1 | m | 10 | | 90 |
2022 | 2 | m | 10 | | 10 |
2023 | 2 | m | 10 | | 30 |
2024 | 3 | m | 0  | |    |
2023 | 3 | m | 5  | | 5  |
END
	composites <<'END'
x | m | mean | min_max:0:10 | up | 1 | 3 |
END
	index in.tsv 2>err | cut -d '|' -f 1-4 >out
	# 2024 of school 1: (90 + 90) / 40. Who has nothing in a year itself has no composite of it.
	run cat out
	assert_output - <<'END'
2021|1|x|0.5
2021|1|x:m|0.5
2021|1|x:years|1
2022|1|x|0.35
2022|1|x:m|0.35
2022|1|x:years|2
2022|2|x|0.1
2022|2|x:m|0.1
2022|2|x:years|1
2023|2|x|0.2
2023|2|x:m|0.2
2023|2|x:years|2
2023|3|x|0.1
2023|3|x:m|0.1
2023|3|x:years|1
2024|1|x|0.45
2024|1|x:m|0.45
2024|1|x:years|2
END
	run cat err
	assert_output - <<'END'
shnor-index: x 2021: its window 2019-2021 has data of 2021 only
shnor-index: x 2022: its window 2020-2022 has data of 2021, 2022 only
shnor-index: x: left out of 3 school(s) and year(s) with data of years before only
END
	run shnor-index -q -c composites.tsv in.tsv
	assert_line $'2024\tK\t1\tx:years\t3\t2\t\t'
	assert_line $'2024\tK\t1\tx:m\t40\t0.45\t\t'
	# --quiet is quiet.
	run -0 --separate-stderr shnor-index -q -c composites.tsv in.tsv
	[ -z "$stderr" ]
}

@test "a school with nothing in the year itself has no composite and moves nobody else's" {
	observations in.tsv <<'END'
2023 | 1 | m | 10 | | 20 |
2024 | 1 | m | 10 | | 20 |
2024 | 2 | m | 10 | | 40 |
2023 | 7 | m | 10 | | 90 |
2023 | 8 | m | 10 | | 60 |
2024 | 8 | a | 1  | | 6  |
END
	composites <<'END'
x | m | mean | z_score | up | 1 | 2 |
x | a | mean | z_score | up | 1 | 1 | 5
END
	run bash -c "shnor-index -q -c composites.tsv in.tsv | grep -P '^2024.*\tx(:m)?\t' | cut -f 3,4,6"
	# 2, 4 and 6: m = 4, SD = 1.633. School 8 is there, though its one participant of the year does not count.
	assert_output - <<'END'
1	x	-1.224744871
1	x:m	-1.224744871
2	x	0
2	x:m	0
8	x	1.224744871
8	x:m	1.224744871
END
}

@test "window: components may have their own; what each lacks is told in one line a year" {
	observations in.tsv <<'END'
2023 | 1 | a | 10 | | 50 |
2024 | 1 | a | 10 | | 70 |
2024 | 1 | b | 10 | 4 | |
2024 | 2 | b | 10 | 4 | |
2024 | 2 | c | 10 | 4 | |
END
	composites <<'END'
x   | a    | mean  | min_max:0:10 | up | 1 | 2 |
x   | b    | share | min_max:0:1  | up | 1 | 1 |
yx  | b    | share | min_max:0:1  | up | 1 | 1 |
zx  | none | mean  | t_score      | up | 1 | 2 |
END
	run -1 --separate-stderr index in.tsv
	assert_output - <<'END'
2023|1|x|0.5||
2023|1|x:a|0.5||
2023|1|x:years|1||
2024|1|x|0.5||
2024|1|x:a|0.6||
2024|1|x:b|0.4|0.16818033|0.68732623
2024|1|x:years|2||
2024|1|yx|0.4|0.16818033|0.68732623
2024|1|yx:b|0.4|0.16818033|0.68732623
2024|1|yx:years|1||
2024|2|x|0.4|0.16818033|0.68732623
2024|2|x:b|0.4|0.16818033|0.68732623
2024|2|x:years|1||
2024|2|yx|0.4|0.16818033|0.68732623
2024|2|yx:b|0.4|0.16818033|0.68732623
2024|2|yx:years|1||
END
	[ "$stderr" = "shnor-index: x 2023: its windows are not whole: a 2022-2023 has data of 2023 only; b 2023 has no data
shnor-index: yx 2023: its window 2023 has no data
shnor-index: zx 2023: its window 2022-2023 has no data
shnor-index: zx 2024: its window 2023-2024 has no data
shnor-index: composites.tsv:5: there is nothing of \"none\" in the data; zx is made without it" ]
}

@test "min_n counts the participants of the window; what is left out is counted" {
	observations in.tsv <<'END'
2023 | 1 | m | 4 | | 8  |
2024 | 1 | m | 1 | | 7  |
2024 | 2 | m | 4 | | 20 |
2023 | 3 | m | 9 | | 27 |
2024 | 3 | m | 9 | |    |
2024 | 2 | a | 9 | | 9  |
END
	composites <<'END'
x | m | mean | min_max:0:10 | up | 1 | 2 | 5
x | a | mean | min_max:0:10 | up | 1 | 1 | 1
END
	run -0 --separate-stderr index in.tsv
	assert_output - <<'END'
2023|3|x|0.3||
2023|3|x:m|0.3||
2023|3|x:years|1||
2024|1|x|0.3||
2024|1|x:m|0.3||
2024|1|x:years|2||
2024|2|x|0.1||
2024|2|x:a|0.1||
2024|2|x:years|1||
END
	[ "$stderr" = "shnor-index: x 2023: its windows are not whole: m 2022-2023 has data of 2023 only; a 2023 has no data
shnor-index: x: m left out of 2 school(s) and year(s) with fewer than 5 participants
shnor-index: x: m left out of 1 school(s) and year(s), for some of their results are missing" ]
}

@test "a school is one, whatever municipality it was in; shown is the year's" {
	table in.tsv <<'END'
year | municipality | school_id | measure | n | sum
2023 | A            | 1         | m       | 10 | 20
2024 | B            | 1         | m       | 10 | 40
2023 | C            | 2         | m       | 10 | 60
2024 | D            | 2         | m       | 5  | 10
2024 | C            | 2         | m       | 5  | 10
2023 | E            | 3         | m       | 10 | 70
END
	composites <<'END'
x | m | mean | min_max:0:10 | up | 1 | 2 |
END
	run bash -c "shnor-index -q -c composites.tsv in.tsv | grep -P '^2024.*\tx\t' | cut -f 2-6"
	assert_output - <<'END'
B	1	x	1	0.3
C	2	x	1	0.4
END
}

@test "share_of_score: each year's scores by that year's maximum" {
	observations in.tsv <<'END'
2023 | 1 | oge-mat | 10 | | 155 | 2500
2024 | 1 | oge-mat | 10 | | 80  | 700
2023 | 2 | oge-mat | 10 | | 310 | 9610
2024 | 2 | oge-mat | 20 | | 0   | 0
2024 | 1 | vpr4-mat | 10 | | 40  | 170
END
	table scales.tsv <<'END'
exam | grade | subject | from | to   | column        | min | max | source | verified
oge  | *     | mat     |      | 2023 | primary_score | 0   | 31  | a      | yes
oge  | *     | mat     | 2024 |      | primary_score | 0   | 32  | b      | no
oge  | *     | mat     |      |      | mark          | 2   | 5   | c      | yes
vpr  | 4     | *       |      |      | mark          | 2   | 5   | d      | yes
vpr  | 5     | *       |      |      | mark          | 2   | 6   | d      | yes
END
	composites <<'END'
x  | oge-mat  | mean | share_of_score:primary_score | up   | 1 | 2 |
yx | vpr4-mat | mean | share_of_score               | down | 1 | 1 |
END
	# 2024: (155 / 31 + 80 / 32) / 20 and (310 / 31 + 0) / 30; 1 - 40 / 10 / 5.
	run -0 --separate-stderr index --scales scales.tsv in.tsv
	[ "$(cut -d '|' -f 1-4 <<<"$output" | grep 'x|')" = '2023|1|x|0.5
2023|2|x|1
2024|1|x|0.375
2024|1|yx|0.2
2024|2|x|0.333333333' ]
	[[ $stderr == *'shnor-index: scales.tsv:3: not verified, but the results rest on it'* ]]
	[[ $stderr != *scales.tsv:2* ]]
}

@test "share_of_score: no line, several lines, or a mean above the maximum is exit 1, named" {
	observations in.tsv <<'END'
2023 | 0123 | oge-mat | 10 | | 155 |
2023 | 0124 | oge-mat | 10 | | 321 |
END
	composites <<'END'
x | oge-mat | mean | share_of_score:primary_score | up | 1 | 1 |
END
	table scales.tsv <<'END'
exam | subject | from | to | column        | min | max
oge  | mat     | 2024 |    | primary_score | 0   | 32
oge  | mat     |      |    | mark          | 2   | 5
END
	run -1 --separate-stderr index -q --scales scales.tsv in.tsv
	[ "$stderr" = 'shnor-index: share_of_score: the scales have no line of the column "primary_score" for "oge-mat" in 2023, so its maximum score is not known' ]
	table more.tsv <<'END'
measure | from | to   | column        | min | max
oge-mat | 2023 | 2023 | primary_score | 0   | 32
END
	run -1 --separate-stderr index -q --scales scales.tsv --scales more.tsv in.tsv
	[ "$stderr" = 'shnor-index: share_of_score: school "0124", oge-mat in 2023: the mean is 32.1, expected 0 to the maximum score 32' ]
	sed -i 's/:primary_score//' composites.tsv
	run -1 --separate-stderr index -q --scales scales.tsv --scales more.tsv in.tsv
	[ "$stderr" = 'shnor-index: share_of_score: scales.tsv:3 and more.tsv:2 both give the maximum score of "oge-mat" in 2023; share_of_score:COLUMN says which' ]
}

@test "fixed bounds: a value beyond them is exit 1 with school and value; at them is well" {
	observations in.tsv <<'END'
2024 | 1 | m | 10 | | 0    |
2024 | 2 | m | 10 | | 1000 |
END
	composites <<'END'
x | m | mean | min_max:0:100 | up | 1 | 1 |
END
	run values in.tsv
	assert_output $'2024 1 x 0\n2024 2 x 1'
	echo $'2024\t0123\tm\t3\t\t301\t\tK' >>in.tsv
	run -1 --separate-stderr index in.tsv
	[ "$stderr" = 'shnor-index: x 2024: school "0123": m is 100.333333333333333, expected 0 to 100' ]
}

@test "a component that is constant, or that one school has, is named and exit 1; all else is written" {
	for normalization in t_score z_score min_max; do
		composites <<END
x | m | mean | $normalization | up | 1 | 1 |
x | a | mean | min_max:0:10   | up | 1 | 1 |
END
		[ "$normalization" = min_max ] || sed -i "s/min_max:0:10/$normalization/" composites.tsv
		observations in.tsv <<'END'
2023 | 1 | m | 10 | | 50 |
2023 | 2 | m | 10 | | 70 |
2024 | 1 | m | 10 | | 50 |
2024 | 2 | m | 20 | | 100 |
2024 | 2 | a | 20 | | 60 |
2024 | 3 | a | 20 | | 100 |
END
		run -1 --separate-stderr index in.tsv
		[ "$stderr" = 'shnor-index: x 2023: its windows are not whole: a 2023 has no data
shnor-index: x 2024: m is the same for all 2 schools that have it; it is left out there
shnor-index: x: m left out of 1 pool(s) and year(s), for its values do not differ there' ]
		[ "$(grep -c '^2023.*|x|' <<<"$output")" = 2 ]
		[ "$(grep '^2024' <<<"$output" | cut -d '|' -f 2,3 | tr '\n' ' ')" = '2|x 2|x:a 2|x:years 3|x 3|x:a 3|x:years ' ]
		run ! grep -i nan index.out
		# It is told even if notes are not.
		run -1 --separate-stderr index --quiet --stats stats.tsv in.tsv
		[ "$stderr" = 'shnor-index: x 2024: m is the same for all 2 schools that have it; it is left out there' ]
		assert_balanced stats.tsv
		observations in.tsv <<'END'
2024 | 1 | m | 10 | | 50 |
2024 | 2 | a | 20 | | 60 |
2024 | 3 | a | 20 | | 100 |
END
		run -1 --separate-stderr index in.tsv
		[ "${stderr_lines[0]}" = 'shnor-index: x 2024: only one school has m; it is left out there' ]
		[ "$(grep -c '|x|' <<<"$output")" = 2 ]
	done
	composites <<'END'
x | m | share | share_of_maximum | up | 1 | 1 |
END
	observations in.tsv <<'END'
2024 | 1 | m | 10 | 0 | |
2024 | 2 | m | 20 | 0 | |
END
	run -1 --separate-stderr index in.tsv
	[ "${stderr_lines[0]}" = 'shnor-index: x 2024: the largest value of m, which 2 school(s) have, is not above 0; it is left out there' ]
	[ -z "$output" ]
	# What needs no spread is well defined.
	composites <<'END'
px | m | share | percentile_rank | up   | 1 | 1 |
fx | m | share | min_max:0:1     | down | 1 | 1 |
END
	run values in.tsv
	assert_output - <<'END'
2024 1 fx 1
2024 1 px 50
2024 2 fx 1
2024 2 px 50
END
}

@test "--pool: schools are compared within their pool; one school alone is left out, told, counted" {
	observations in.tsv <<'END'
2024 | 1 | m | 10 | | 20 |
2024 | 2 | m | 10 | | 40 |
2024 | 3 | m | 10 | | 60 |
2024 | 4 | m | 10 | | 90 |
2024 | 5 | m | 10 | | 90 |
2024 | 5 | a | 10 | | 90 |
2024 | 1 | a | 10 | | 90 |
2024 | 2 | a | 10 | | 60 |
END
	table schools.tsv <<'END'
school_id | name | locality | municipality
1         | a    | село     | M
2         | b    | село     | M
3         | c    | город    | N
4         | d    | город    | N
5         | e    |          | N
6         | f    | город    | N
END
	composites <<'END'
x  | m | mean | z_score         | up | 1 | 1 |
x  | a | mean | z_score         | up | 3 | 1 |
px | m | mean | percentile_rank | up | 1 | 1 |
END
	run -0 --separate-stderr index --pool locality --schools schools.tsv in.tsv
	[ "$(cut -d '|' -f 1-4 <<<"$output" | grep 'x|')" = '2024|1|px|25
2024|1|x|0.5
2024|2|px|75
2024|2|x|-0.5
2024|3|px|25
2024|3|x|-1
2024|4|px|75
2024|4|x|1
2024|5|px|50' ]
	[ "$stderr" = 'shnor-index: x 2024, pool "": only one school has m; it is left out there
shnor-index: x 2024, pool "": only one school has a; it is left out there
shnor-index: x: m left out of 1 pool(s) and year(s), for only one school has it there
shnor-index: x: a left out of 1 pool(s) and year(s), for only one school has it there' ]
	# Any column of the registry, also one that is read anyway.
	run -0 --separate-stderr index --quiet --pool municipality --schools schools.tsv in.tsv
	assert_line --partial '2024|3|x|-1.414213562'
}

@test "--pool: a component that is constant in a pool: --constant; unknown schools are rejected" {
	observations in.tsv <<'END'
2024 | 1 | m | 10 | | 20 |
2024 | 2 | m | 10 | | 40 |
2024 | 3 | m | 10 | | 60 |
2024 | 4 | m | 10 | | 60 |
END
	table schools.tsv <<'END'
school_id | locality
1         | село
2         | село
3         | город
4         | город
END
	composites <<'END'
x | m | mean | t_score | up | 1 | 1 |
END
	run -1 --separate-stderr index --pool locality --schools schools.tsv in.tsv
	[ "$stderr" = 'shnor-index: x 2024, pool "город": m is the same for all 2 schools that have it; it is left out there
shnor-index: x: m left out of 1 pool(s) and year(s), for its values do not differ there' ]
	[ "$(cut -d '|' -f 2-4 <<<"$output" | grep 'x|' | tr '\n' ' ')" = '1|x|40 2|x|60 ' ]
	# A region may say that it is no fault.
	cp index.out strict.out
	run -0 --separate-stderr index --constant omit --pool locality --schools schools.tsv in.tsv
	cmp strict.out index.out
	[ "${stderr_lines[0]}" = 'shnor-index: x 2024, pool "город": m is the same for all 2 schools that have it; it is left out there' ]
	run -0 --separate-stderr index --quiet --constant omit --pool locality --schools schools.tsv in.tsv
	[ -z "$stderr" ]
	sed -i '$d' schools.tsv
	run -1 --separate-stderr shnor-index -c composites.tsv --pool locality --schools schools.tsv --rejects rejects.tsv --stats stats.tsv in.tsv
	[[ $stderr == *"shnor-index: 1 of 4 records rejected" ]]
	[ "$(grep -c 'x:m' <<<"$output")" = 2 ]
	assert_balanced stats.tsv
	run cut -f 2-6 rejects.tsv
	assert_line --index 1 $'in.tsv:5\tunknown school\tschool_id\t4\ta school of the registry'
	run -2 --separate-stderr index --pool kind --schools schools.tsv in.tsv
	[ "$stderr" = 'shnor-index: schools.tsv:1: unknown column "kind"; the header has: school_id, locality' ]
}

@test "what cannot be in a composite is rejected: a year that is none, no school, a composite's name" {
	observations in.tsv <<'END'
2024 | 1 | m | 10 | | 20 |
2024 | 2 | m | 10 | | 40 |
24   | 2 | m | 10 | | 40 |
2024 |   | m | 10 | | 40 |
2024 | 2 | x | 10 | | 40 |
END
	composites <<'END'
x | m | mean | t_score | up | 1 | 1 |
END
	run -1 --separate-stderr shnor-index -c composites.tsv --rejects rejects.tsv in.tsv
	[ "$stderr" = 'shnor-index: 3 of 5 records rejected' ]
	run cut -f 2-6 rejects.tsv
	assert_output - <<'END'
origin	reason	column	value	expected
in.tsv:4	impossible year	year	24	a year such as 2024
in.tsv:5	no school	school_id		a school's code
in.tsv:6	no measure			a measure that is not called as a composite
END
}

@test "intervals of means: the spread within schools is pooled; of one pupil too; unknown squares" {
	observations in.tsv <<'END'
2024 | 1 | m | 2 | | 8  | 34
2024 | 2 | m | 8 | | 64 | 518
2024 | 3 | m | 1 | | 6  | 36
2024 | 4 | m | 4 | | 20 |
2023 | 1 | m | 2 | | 8  |
2023 | 2 | m | 1 | | 7  | 49
END
	composites <<'END'
x  | m | mean | min_max:0:10 | up   | 1 | 1 |
dx | m | mean | min_max:0:10 | down | 1 | 1 |
END
	# Squares within 2 + 6 + 0, by 1 + 7 + 0 degrees of freedom: s = 1. 1.959963985 by the roots
	# of 2, 8, 1 and 4: 1.385903824, 0.692951912, 1.959963985, 0.979981992. In 2023 nobody tells
	# anything of the spread.
	run index --quiet in.tsv
	assert_line '2024|1|x:m|0.4|0.261409618|0.538590382'
	assert_line '2024|2|x:m|0.8|0.730704809|0.869295191'
	assert_line '2024|3|x:m|0.6|0.404003602|0.795996398'
	assert_line '2024|4|x:m|0.5|0.402001801|0.597998199'
	assert_line '2024|2|dx:m|0.2|0.130704809|0.269295191'
	assert_line '2024|2|dx|0.2|0.130704809|0.269295191'
	assert_line '2023|1|x:m|0.4||'
	assert_line '2023|1|x|0.4||'
}

@test "intervals of composites: the components' reaches by weight, above and below on their own" {
	observations in.tsv <<'END'
2024 | 1 | m | 2  |   | 8  | 34
2024 | 2 | m | 8  |   | 64 | 518
2024 | 1 | s | 10 | 3 |    |
2024 | 2 | s | 10 | 0 |    |
2024 | 2 | u | 10 |   | 40 |
END
	composites <<'END'
x | m | mean  | min_max:0:10 | up   | 3 | 1 |
x | s | share | min_max:0:1  | down | 1 | 1 |
x | u | mean  | min_max:0:10 | up   | 1 | 1 |
END
	# Wilson's bounds of 3 in 10 are 0.107791267 and 0.603221853. Below: sqrt((3 * 0.138590382)^2
	# + 0.303221853^2) / 4 = 0.128649023; above: sqrt((3 * 0.138590382)^2 + 0.192208733^2) / 4.
	run index --quiet in.tsv
	assert_line '2024|1|x|0.475|0.346350977|0.589512511'
	assert_line '2024|1|x:s|0.7|0.396778147|0.892208733'
	# School 2 has a component without an interval.
	assert_line '2024|2|x|0.76||'
	assert_line '2024|2|x:s|1|0.7224672|1'
}

@test "the order of the input, its parts and partial sums do not matter, to the byte" {
	region >all.tsv
	composites <<'END'
tx | ege-rus  | mean  | t_score         | up   | 1 | 3 | 5
tx | oge-mat  | mean  | t_score         | up   | 2 | 2 |
tx | social-a | share | t_score         | down | 1 | 1 |
px | vpr4-rus | mean  | percentile_rank | up   | 1 | 3 |
END
	shnor-index --shrink -c composites.tsv all.tsv >whole.tsv 2>whole.err
	[ "$(grep -c 'x:years' whole.tsv)" -gt 3500 ]
	tail -n +2 whole.tsv | LC_ALL=C sort -c
	head -n 1 all.tsv >header
	for seed in 1 2 3; do
		tail -n +2 all.tsv | shuf --random-source=<(yes "$seed") | cat header - |
			shnor-index --shrink -c composites.tsv >shuffled.tsv 2>shuffled.err
		cmp whole.tsv shuffled.tsv
		cmp whole.err shuffled.err
	done
	tail -n +2 all.tsv | tac | split -n r/3 - part.
	for part in part.*; do cat header "$part" >"$part.tsv"; done
	shnor-index --partial part.aa.tsv >sums.tsv
	shnor-index --shrink -c composites.tsv part.ac.tsv sums.tsv part.ab.tsv 2>/dev/null | cmp - whole.tsv
	LC_ALL=C.UTF-8 shnor-index --shrink -c composites.tsv all.tsv 2>/dev/null | cmp - whole.tsv
}

# every_kind: a table of composites with everything it can say, and what it needs.
every_kind() {
	composites <<'END'
tx | ege-rus  | mean  | t_score                     | up   | 1    | 3 | 1
tx | ege-mat  | mean  | t_score                     | up   | 2.5  | 3 | 30
tx | oge-rus  | mean  | t_score                     | up   | 0.5  | 2 |
tx | social-a | share | t_score                     | down | 1    | 1 |
zx | oge-mat  | mean  | z_score                     | up   | 1    | 2 | 10
zx | social-b | share | z_score                     | down | 3    | 1 | 5
mx | vpr4-rus | mean  | min_max                     | up   | 1    | 3 |
mx | social-a | share | min_max                     | down | 1    | 1 |
mx | oge-rus  | mean  | min_max:0:33                | up   | 0.25 | 1 |
sx | vpr4-mat | mean  | share_of_maximum            | up   | 1    | 2 |
sx | social-b | share | share_of_maximum            | down | 1    | 3 |
px | vpr4-rus | mean  | percentile_rank             | up   | 1    | 1 |
px | social-b | share | percentile_rank             | down | 2    | 2 | 3
ox | ege-rus  | mean  | share_of_score:test_score   | up   | 1    | 3 |
ox | oge-mat  | mean  | share_of_score              | up   | 2    | 3 |
ox | vpr4-mat | mean  | share_of_score:mark         | down | 1    | 2 |
END
	table scales.tsv <<'END'
exam | subject | from | to   | column        | min | max | verified
ege  | *       |      |      | test_score    | 0   | 100 | yes
ege  | *       |      |      | mark          | 2   | 5   | yes
oge  | mat     |      | 2022 | primary_score | 0   | 30.5 | yes
oge  | mat     | 2023 |      | primary_score | 0   | 31  | yes
vpr  | *       |      |      | mark          | 2   | 5   | yes
END
	table maxima <<'END'
ege-rus | 2022 | 100
ege-rus | 2023 | 100
ege-rus | 2024 | 100
oge-mat | 2022 | 30.5
oge-mat | 2023 | 31
oge-mat | 2024 | 31
vpr4-mat | 2022 | 5
vpr4-mat | 2023 | 5
vpr4-mat | 2024 | 5
END
}

@test "oracle: every composite of 700 schools over three years agrees to 1e-9" {
	region >in.tsv
	every_kind
	shnor-index -c composites.tsv -s scales.tsv in.tsv >out.tsv 2>/dev/null
	"$TOP/tests/oracle/composite" composites.tsv in.tsv '' '' maxima >expected
	run agree expected out.tsv
	assert_output "$(wc -l <expected)"
	[ "$output" -gt 45000 ]
}

@test "oracle: within pools too" {
	region 4711 >in.tsv
	every_kind
	# Pools of many schools, and two of one school each.
	awk 'BEGIN { OFS = "\t"; print "school_id", "type"; for (i = 1; i <= 700; i++) print sprintf("%04d", i), i == 13 ? "УИС" : i == 99 ? "" : "T" i % 4 }' >schools.tsv
	shnor-index -c composites.tsv -s scales.tsv --schools schools.tsv --pool type in.tsv >out.tsv 2>err
	"$TOP/tests/oracle/composite" composites.tsv in.tsv schools.tsv type maxima >expected
	run agree expected out.tsv
	assert_output "$(wc -l <expected)"
	grep -q 'tx 2024, pool "УИС": only one school has ege-rus; it is left out there' err
}

@test "Monte Carlo: 95 % intervals hold the true composite in 95 % of the schools" {
	# 20 years of 300 schools, which never meet for the window is one year: means of normal
	# scores about a school's own, and a share. True is the composite of the schools' own means
	# and share, on the ruler that the year's schools give.
	awk -v truths=truths.tsv '
		function uniform() { seed = seed * 16807 % 2147483647; return seed / 2147483647 }
		function normal() { return sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform()) }
		BEGIN {
			OFS = "\t"
			seed = 97531
			print "year", "municipality", "school_id", "measure", "n", "hits", "sum", "sumsq"
			for (y = 2001; y <= 2020; y++) {
				for (j = 1; j <= 3; j++) m[j] = v[j] = 0
				for (i = 1; i <= 300; i++) for (j = 1; j <= 3; j++) {
					n = 4 + int(60 * uniform() ^ 2)
					sum = sumsq = hits = 0
					if (j < 3) {
						true[i, j] = 60 + 8 * normal()
						for (k = 0; k < n; k++) { x = int(true[i, j] + 12 * normal() + 0.5); sum += x; sumsq += x * x }
						x = sum / n
						print y, "M", i, "mean" j, n, "", sum, sumsq
					} else {
						true[i, j] = 0.1 + 0.5 * uniform()
						for (k = 0; k < n; k++) hits += uniform() < true[i, j]
						x = hits / n
						print y, "M", i, "poor", n, hits, "", ""
					}
					m[j] += x / 300; v[j] += x * x / 300
				}
				for (i = 1; i <= 300; i++) {
					t = 0
					for (j = 1; j <= 3; j++) t += (j < 3 ? 1 : -1) * (true[i, j] - m[j]) / sqrt(v[j] - m[j] * m[j])
					printf "%d\t%d\t%.9f\n", y, i, 50 + 10 * t / 3 >truths
				}
			}
		}' >in.tsv
	composites <<'END'
x | mean1 | mean  | t_score | up   | 1 | 1 |
x | mean2 | mean  | t_score | up   | 1 | 1 |
x | poor  | share | t_score | down | 1 | 1 |
END
	shnor-index -c composites.tsv in.tsv >out.tsv
	run awk -F '\t' '
		NR == FNR { true[$1, $2] = $3; next }
		$4 == "x" { all++; below += true[$1, $3] < $7; above += true[$1, $3] > $8 }
		END {
			if (all != 6000) print all " composites"
			if ((below + above) / all < 0.04 || (below + above) / all > 0.06) print "outside: " below, above
			if (below / all > 0.035 || above / all > 0.035) print "lopsided: " below, above
		}' truths.tsv out.tsv
	assert_output ''
}

@test "usage: --by without the keys, --partial, and options without their fellow are exit 2" {
	eight_schools >in.tsv
	composites <<'END'
x | m | mean | t_score | up | 1 | 1 |
END
	run -2 --separate-stderr shnor-index --composites composites.tsv --by year,school_id in.tsv
	[ "$stderr" = 'shnor-index: --composites: found --by "year,school_id", expected the keys year, municipality and school_id, and no other' ]
	run -2 shnor-index --composites composites.tsv --by year,municipality,school_id,kind in.tsv
	run -2 --separate-stderr shnor-index --composites composites.tsv --partial in.tsv
	[ "$stderr" = 'shnor-index: --partial writes sums; it cannot stand with --composites' ]
	run -2 --separate-stderr shnor-index --composites composites.tsv --pool type in.tsv
	[ "$stderr" = 'shnor-index: --pool COLUMN and --schools FILE go together' ]
	run -2 --separate-stderr shnor-index --composites composites.tsv --schools in.tsv in.tsv
	[ "$stderr" = 'shnor-index: --pool COLUMN and --schools FILE go together' ]
	run -2 --separate-stderr shnor-index --pool type --schools in.tsv in.tsv
	[ "$stderr" = 'shnor-index: --pool is for composites; --composites FILE is not given' ]
	run -2 --separate-stderr shnor-index --constant omit in.tsv
	[ "$stderr" = 'shnor-index: --constant is for composites; --composites FILE is not given' ]
	run -2 --separate-stderr shnor-index --composites composites.tsv --constant yes in.tsv
	[ "$stderr" = 'shnor-index: --constant: found "yes", expected one of: error omit' ]
	run -2 --separate-stderr shnor-index --scales in.tsv in.tsv
	[ "$stderr" = 'shnor-index: --scales is for composites; --composites FILE is not given' ]
	[ -z "$output" ]
	run -2 --separate-stderr shnor-index --composites composites.tsv --rejects composites.tsv in.tsv
	[ "$stderr" = 'shnor-index: --rejects: composites.tsv is the file of --composites' ]
}

@test "tables: every fault of the composites is told at once, with file, line and cell" {
	composites <<'END'
      | m       | mean  | t_score       | up   | 1  | 1 |
a:b   | m       | mean  | t_score       | up   | 1  | 1 |
x     |         | mean  | t_score       | up   | 1  | 1 |
x     | c:d     | mean  | t_score       | up   | 1  | 1 |
x     | years   | mean  | t_score       | up   | 1  | 1 |
x     | c       | Mean  | t_score       | up   | 1  | 1 |
x     | d       | mean  | T             | up   | 1  | 1 |
x     | e       | mean  | t_score:1:2   | up   | 1  | 1 |
x     | f       | mean  | t_score       | down | -1 | 1 |
x     | g       | mean  | t_score       | Up   | 0  | 0 |
x     | h       | mean  | t_score       | up   | 1  | 51 | 0
x     | f       | mean  | t_score       | up   | 1  | 1 | 1
x     | i       | mean  | min_max       | up   | 1  | 1 | 1
y     | x       | mean  | min_max:1:1   | up   | 1  | 1 | 1
END
	faults <<'END'
composites.tsv:2: column "composite": found "": expected a name without a colon or backslash
composites.tsv:3: column "composite": found "a:b": expected a name without a colon or backslash
composites.tsv:4: column "measure": found "": expected a measure without a colon or backslash
composites.tsv:5: column "measure": found "c:d": expected a measure without a colon or backslash
composites.tsv:6: column "measure": found "years": the indicator COMPOSITE:years would be mistaken for another
composites.tsv:7: column "statistic": found "Mean": expected mean or share
composites.tsv:8: column "normalization": found "T": expected t_score, z_score, min_max, min_max:LOW:HIGH with LOW below HIGH, share_of_maximum, percentile_rank, share_of_score or share_of_score:COLUMN
composites.tsv:9: column "normalization": found "t_score:1:2": expected t_score, z_score, min_max, min_max:LOW:HIGH with LOW below HIGH, share_of_maximum, percentile_rank, share_of_score or share_of_score:COLUMN
composites.tsv:10: column "weight": found "-1": expected a number above 0 of at most nine decimals
composites.tsv:11: column "direction": found "Up": expected up or down
composites.tsv:11: column "weight": found "0": expected a number above 0 of at most nine decimals
composites.tsv:11: column "window": found "0": expected a whole number from 1 to 50
composites.tsv:12: column "window": found "51": expected a whole number from 1 to 50
composites.tsv:12: column "min_n": found "0": expected a whole number from 1 to 999999999999999999
composites.tsv:13: column "measure": found "f": the composite has this measure already, at composites.tsv:10
composites.tsv:14: column "normalization": found "min_max": the components of a composite are on one scale; another one is at composites.tsv:4
composites.tsv:15: column "normalization": found "min_max:1:1": expected t_score, z_score, min_max, min_max:LOW:HIGH with LOW below HIGH, share_of_maximum, percentile_rank, share_of_score or share_of_score:COLUMN
composites.tsv:4: column "composite": found "x": it is the name of a measure too, at composites.tsv:15
18 fault(s) in the tables; nothing was read
END
}

@test "tables: share_of_score wants scales, of means, with that column" {
	composites <<'END'
x | a | mean  | share_of_score      | up | 1 | 1 |
x | b | share | share_of_score:mark | up | 1 | 1 |
END
	faults <<'END'
composites.tsv:2: column "normalization": found "share_of_score": the largest score comes from --scales, which is not given
composites.tsv:3: column "normalization": found "share_of_score:mark": it is for means; a share has no scale
composites.tsv:3: column "normalization": found "share_of_score:mark": the largest score comes from --scales, which is not given
3 fault(s) in the tables; nothing was read
END
	table scales.tsv <<'END'
column     | min | max
test_score | 0   | x
END
	faults --scales scales.tsv <<'END'
scales.tsv:2: column "max": found "x": expected a number
composites.tsv:3: column "normalization": found "share_of_score:mark": it is for means; a share has no scale
composites.tsv:3: column "normalization": found "share_of_score:mark": the scales have no line for the column "mark"
3 fault(s) in the tables; nothing was read
END
	printf 'composite\tmeasure\n' >composites.tsv
	faults <<'END'
composites.tsv:1: column "statistic" is missing
composites.tsv:1: column "normalization" is missing
composites.tsv:1: column "direction" is missing
composites.tsv:1: column "weight" is missing
composites.tsv:1: column "window" is missing
5 fault(s) in the tables; nothing was read
END
}

@test "tables: several files are one table" {
	eight_schools >in.tsv
	composites <<'END'
x | m | mean | t_score | up | 1 | 1 |
END
	mv composites.tsv one.tsv
	composites <<'END'
yx | m | mean  | min_max | down | 1 | 1 |
x  | m | share | t_score | up   | 1 | 1 |
END
	run -2 --separate-stderr shnor-index -c one.tsv -c composites.tsv in.tsv
	[ "$stderr" = 'shnor-index: composites.tsv:3: column "measure": found "m": the composite has this measure already, at one.tsv:2
shnor-index: 1 fault(s) in the tables; nothing was read' ]
	sed -i '$d' composites.tsv
	shnor-index -c one.tsv -c composites.tsv in.tsv | cut -f 4 | sort -u >out
	run cat out
	assert_output $'indicator\nm:mean\nm:share\nx\nx:m\nx:years\nyx\nyx:m\nyx:years'
}

@test "numbers so large that values do not fit are named, never wrapped around" {
	composites <<'END'
x | m | mean | t_score | up | 1 | 1 |
END
	observations in.tsv <<'END'
2024 | 1 | m | 1 | | 99999999999999999999 |
2024 | 2 | m | 1 | | 1 |
END
	run -1 --separate-stderr index in.tsv
	[ "$stderr" = 'shnor-index: m of school "1" does not fit; the numbers cannot be right' ]
}

@test "dynamics follows composites by the common directions; classify reads none of them" {
	observations in.tsv <<'END'
2023 | 1 | ege-rus | 10 | 1 | 20 | 50
2023 | 2 | ege-rus | 10 | 4 | 40 | 170
2024 | 1 | ege-rus | 10 | 5 | 50 | 260
2024 | 2 | ege-rus | 10 | 6 | 40 | 170
2023 | 1 | social-unemployed | 10 | 1 | |
2023 | 2 | social-unemployed | 10 | 4 | |
2024 | 1 | social-unemployed | 10 | 5 | |
2024 | 2 | social-unemployed | 10 | 4 | |
END
	composites <<'END'
results_index | ege-rus           | mean  | t_score | up   | 1 | 1 |
social_index  | social-unemployed | share | t_score | down | 1 | 1 |
END
	shnor-index -q --shrink -c composites.tsv in.tsv >indicators.tsv
	run -0 --separate-stderr shnor-dynamics -q -d "$TOP/pipelines/common/directions.tsv" indicators.tsv
	[ -z "$stderr" ]
	run bash -c "cut -f 2,3,8,11 <<<'$output' | grep '^1' | grep -v years"
	assert_output - <<'END'
1	ege-rus:mean	3	improved
1	ege-rus:share	0.4	declined
1	ege-rus:shrunk	0.397222222	declined
1	results_index	20	improved
1	results_index:ege-rus	20	improved
1	social-unemployed:share	0.4	declined
1	social-unemployed:shrunk	0.297222222	declined
1	social_index	-20	declined
1	social_index:social-unemployed	-20	declined
END
	shnor-index -q in.tsv >plain.tsv
	shnor-classify -q indicators.tsv >with.tsv
	shnor-classify -q plain.tsv >without.tsv
	cmp with.tsv without.tsv
	shnor-report --format csv --labels "$TOP/pipelines/common/labels.tsv" indicators.tsv >report.csv
	grep -q 'Индекс образовательных результатов' report.csv
	grep -q 'Индекс социального благополучия' report.csv
}
