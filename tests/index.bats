#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-index: observations to indicators. Shares and means are checked against numbers published
# elsewhere and against formulas written differently from the program's.
# shellcheck disable=SC2154 # bats sets stderr
load helper

# observations NAME <<'END': a table of observations without its header.
observations() {
	{
		echo 'year | municipality | school_id | measure | n | hits | sum | sumsq'
		cat
	} | table "$1"
}

# near FILE TOLERANCE <<'END': measure:statistic, value, lo, hi as published; prints what is off.
near() {
	awk -v tolerance="$2" '
		function off(a, b) { return a - b > tolerance || b - a > tolerance }
		NR == FNR { want[$1] = $0; next }
		FNR > 1 {
			split(want[$4], w, " ")
			if (off($6, w[2]) || off($7, w[3]) || off($8, w[4])) print $4, $6, $7, $8
			delete want[$4]
		}
		END { for (name in want) print name, "is missing" }' - "$1"
}

# many_observations: 3000 of them, always the same: 40 schools, 6 measures, decimals, some unknown.
many_observations() {
	awk 'function next_number(limit) { seed = seed * 16807 % 2147483647; return seed % limit }
		BEGIN {
			OFS = "\t"
			seed = 20240917
			split("ege-mat ege-mat_prof ege-mat-x oge-rus vpr5-mat vpr6-rus", names, " ")
			print "year", "municipality", "school_id", "measure", "n", "hits", "sum", "sumsq"
			for (i = 0; i < 3000; i++) {
				n = 1 + next_number(30)
				hits = next_number(97) ? next_number(n + 1) : ""
				sum = next_number(89) ? n * 3 + next_number(100000) / 1000 : ""
				sumsq = sum == "" ? "" : sum * sum / n + (1 + next_number(1000)) / 100
				if (sum != "") sum = sprintf("%.3f", sum)
				if (sumsq != "") sumsq = sprintf("%.9f", sumsq)
				school = next_number(40)
				print 2022 + next_number(3), "M" school % 5, school, names[1 + next_number(6)],
					n, hits, sum, sumsq
			}
		}'
}

@test "observations of one key are added up: a share with Wilson's interval, a mean with Student's" {
	observations in.tsv <<'END'
2024 | Kromy | 0123 | oge-mat | 1  | 1 | 2  | 4
2023 | Kromy | 0123 | oge-mat | 10 | 3 |    |
2024 | Kromy | 0123 | oge-mat | 1  | 0 | 4  | 16
2024 | Kromy | 0123 | oge-mat | 8  | 2 | 26 | 90
2024 | Kromy | 0045 | oge-rus | 7  |   |    |
END
	shnor-index in.tsv >out.tsv
	run show out.tsv
	assert_output - <<'END'
year|municipality|school_id|indicator|n|value|lo|hi
2023|Kromy|0123|oge-mat:share|10|0.3|0.107791267|0.603221853
2024|Kromy|0123|oge-mat:mean|10|3.2|2.542632369|3.857367631
2024|Kromy|0123|oge-mat:share|10|0.3|0.107791267|0.603221853
END
}

@test "shares: the intervals are those published" {
	# The first four: Newcombe, R. G. (1998), Two-sided confidence intervals for the single
	# proportion, Statistics in Medicine 17, 857-872, table I, method 3. The others to a tenth of
	# a percent: the domain digest, 2.2.
	awk 'BEGIN {
		OFS = "\t"
		print "year", "municipality", "school_id", "measure", "n", "hits"
		split("81/263 15/148 0/20 1/29", published, " ")
		for (i in published) { split(published[i], p, "/"); print 2024, "K", 1, published[i], p[2], p[1] }
	}' >newcombe.tsv
	shnor-index newcombe.tsv >out.tsv
	run near out.tsv 0.00005 <<'END'
81/263:share 0.30798 0.2553 0.3662
15/148:share 0.10135 0.0624 0.1605
0/20:share 0 0 0.1611
1/29:share 0.03448 0.0061 0.1718
END
	assert_output ''
	observations digest.tsv <<'END'
2024 | K | 1 | 3/10   | 10  | 3  | |
2024 | K | 1 | 6/20   | 20  | 6  | |
2024 | K | 1 | 9/30   | 30  | 9  | |
2024 | K | 1 | 15/50  | 50  | 15 | |
2024 | K | 1 | 30/100 | 100 | 30 | |
2024 | K | 1 | 45/150 | 150 | 45 | |
2024 | K | 1 | 1/3    | 3   | 1  | |
END
	shnor-index digest.tsv >out.tsv
	run near out.tsv 0.0005 <<'END'
3/10:share   0.3   0.108 0.603
6/20:share   0.3   0.145 0.519
9/30:share   0.3   0.167 0.479
15/50:share  0.3   0.191 0.438
30/100:share 0.3   0.219 0.396
45/150:share 0.3   0.232 0.378
1/3:share    0.333 0.061 0.792
END
	assert_output ''
}

@test "shares: none and all have their ends exactly at 0 and 1" {
	observations in.tsv <<'END'
2024 | K | 1 | a | 1 | 0 | |
2024 | K | 1 | b | 1 | 1 | |
2024 | K | 1 | c | 1000000 | 0 | |
2024 | K | 1 | d | 1000000 | 1000000 | |
END
	shnor-index --by year in.tsv >out.tsv
	run show out.tsv
	# z*z / (n + z*z) with z*z = 3.841458821: 0.793450686 and 0.000003841.
	assert_output - <<'END'
year|indicator|n|value|lo|hi
2024|a:share|1|0|0|0.793450686
2024|b:share|1|1|0.206549314|1
2024|c:share|1000000|0|0|0.000003841
2024|d:share|1000000|1|0.999996159|1
END
}

@test "shares: every hits of every n to 80 and some of large n agree with the quadratic equation" {
	# Wilson's bounds are the two roots p of n (share - p)^2 = z^2 p (1 - p).
	awk 'BEGIN {
		OFS = "\t"
		print "year", "measure", "n", "hits"
		for (n = 1; n <= 80; n++) for (h = 0; h <= n; h++) print 2024, n "/" h, n, h
		for (n = 100; n < 1e12; n = n * 7 + 1) for (k = 0; k <= 7; k++) {
			h = int(n * k / 7)
			print 2024, sprintf("%.0f/%.0f", n, h), sprintf("%.0f", n), sprintf("%.0f", h)
		}
	}' >in.tsv
	shnor-index --by year in.tsv >out.tsv
	run awk -F '\t' '
		function differ(a, b) { return a - b > 1.1e-9 || b - a > 1.1e-9 }
		BEGIN { zz = 3.841458820694124 }
		FNR == 1 { next }
		{
			split($2, name, /[\/:]/)
			n = name[1]; h = name[2]; s = h / n
			a = n + zz; b = 2 * n * s + zz; c = n * s * s
			root = sqrt(zz * zz + 4 * n * s * (1 - s) * zz)
			lo = (b - root) / (2 * a); hi = (b + root) / (2 * a)
			if ($3 != n || differ($4, s) || differ($5, lo) || differ($6, hi)) print
			seen++
		}
		END { print seen }' out.tsv
	assert_output "$(($(wc -l <in.tsv) - 1))"
}

@test "means: the intervals are those published" {
	# sleep: Student (1908), The probable error of a mean, Biometrika 6; the ten differences; as
	# R prints them: mean 1.58, 95 % interval 0.7001142 to 2.4598858.
	# zarr13: NIST/SEMATECH e-handbook, 1.3.5.2, from its n 195, mean 9.261460 and sd 0.022789.
	observations in.tsv <<'END'
2024 | K | 1 | sleep  | 10  | | 15.8      | 38.58
2024 | K | 1 | zarr13 | 195 | | 1805.9847 | 16726.155811335074
END
	shnor-index in.tsv >out.tsv
	run near out.tsv 0.000001 <<'END'
sleep:mean  1.58     0.7001142 2.4598858
zarr13:mean 9.261460 9.258242  9.264679
END
	assert_output ''
}

@test "means: the interval has Student's quantile for its n" {
	# With sumsq = n (n - 1) + sum^2 / n the standard error is 1, so hi - value is the quantile.
	# One, two and four degrees of freedom have closed forms; the others are from a printed table.
	awk 'BEGIN {
		OFS = "\t"
		print "year", "measure", "n", "sum", "sumsq"
		split("2 3 5 6 11 16 21 31 41 61 121 1001 100001", ns, " ")
		for (i = 1; i in ns; i++) { n = ns[i]; print 2024, n - 1, n, 3 * n, sprintf("%.0f", n * (n - 1) + 9 * n) }
	}' >in.tsv
	shnor-index --by year in.tsv | awk -F '\t' 'FNR > 1 { sub(/:mean/, "", $2); printf "%d %.9f %.9f\n", $2, $6 - $4, $4 - $5 }' |
		sort -n >quantiles
	run awk '
		function differ(a, b, by) { return a - b > by || b - a > by }
		BEGIN {
			by = 0.00006
			split("1 12.7062 2 4.3027 4 2.7764 5 2.5706 10 2.2281 15 2.1314 20 2.0860 30 2.0423 " \
				"40 2.0211 60 2.0003 120 1.9799 1000 1.9623 100000 1.9600", printed, " ")
			for (i = 1; i in printed; i += 2) t[printed[i]] = printed[i + 1]
			pi = 4 * atan2(1, 1)
			exact[1] = sin(0.475 * pi) / cos(0.475 * pi)
			exact[2] = 0.95 / sqrt(2 * 0.975 * 0.025)
			a = 4 * 0.975 * 0.025
			c = sqrt(a); third = atan2(sqrt(1 - a), c) / 3
			exact[4] = 2 * sqrt(cos(third) / c - 1)
		}
		{
			if (differ($2, t[$1], by) || differ($3, t[$1], by)) print
			if ($1 in exact && differ($2, exact[$1], 2e-9)) print $0, exact[$1]
			delete t[$1]
		}
		END { for (left in t) print left, "is missing" }' quantiles
	assert_output ''
}

@test "means: one unit, squares unknown, or no spread among the units: no interval" {
	observations in.tsv <<'END'
2024 | K | 1 | one     | 1 | | 57  | 3249
2024 | K | 1 | squares | 4 | | -10 |
2024 | K | 1 | same    | 3 | | 12  | 48
END
	shnor-index --by year in.tsv >out.tsv
	run show out.tsv
	assert_output - <<'END'
year|indicator|n|value|lo|hi
2024|one:mean|1|57||
2024|same:mean|3|4||
2024|squares:mean|4|-2.5||
END
}

@test "values are rounded half away from zero to nine decimals" {
	observations in.tsv <<'END'
2024 | K | 1 | two_thirds | 3    | 2 | |
2024 | K | 1 | half_up    | 2048 |   | 0.000001  |
2024 | K | 1 | half_down  | 2000 |   | -0.000001 |
2024 | K | 1 | less       | 2001 |   | 0.000001  |
END
	shnor-index --by year in.tsv | cut -f 2,4 >out.tsv
	run show out.tsv
	assert_output - <<'END'
indicator|value
half_down:mean|-0.000000001
half_up:mean|0
less:mean|0
two_thirds:share|0.666666667
END
}

@test "sums of decimals are exact, however many and in whatever order" {
	observations two.tsv <<'END'
2024 | K | 1 | m | 1 | | 0.1 | 0.01
2024 | K | 1 | m | 1 | | 0.2 | 0.04
END
	shnor-index --partial two.tsv >out.tsv
	run show out.tsv
	assert_line --index 1 '2024|K|1|m|2||0.3|0.05'

	# 100000 times 0.1, with a large number first and its opposite last, which swallows them in
	# floating point.
	awk 'BEGIN {
		OFS = "\t"
		print "year", "measure", "n", "sum"
		print 2024, "m", 1, "900000000000000000.3"
		for (i = 0; i < 100000; i++) print 2024, "m", 1, "0.1"
		print 2024, "m", 1, "-900000000000000000.3"
	}' >many.tsv
	{ head -n 1 many.tsv; tail -n +2 many.tsv | tac; } >backwards.tsv
	{ head -n 1 many.tsv; tail -n +2 many.tsv | sort; } >sorted.tsv
	for order in many backwards sorted; do
		shnor-index --by year --partial "$order.tsv" >out.tsv
		run show out.tsv
		assert_line --index 1 '2024|m|100002||10000|'
	done
}

@test "what one observation does not know, the sum does not know" {
	observations in.tsv <<'END'
2024 | K | 1 | hits  | 5 | 1 | 20 | 90
2024 | K | 1 | hits  | 5 |   | 20 | 90
2024 | K | 1 | sum   | 5 | 1 | 20 | 90
2024 | K | 1 | sum   | 5 | 1 |    | 90
2024 | K | 1 | sumsq | 5 | 1 | 20 |
2024 | K | 1 | sumsq | 5 | 1 | 20 | 90
END
	shnor-index --partial in.tsv >sums.tsv
	run show sums.tsv
	assert_output - <<'END'
year|municipality|school_id|measure|n|hits|sum|sumsq
2024|K|1|hits|10||40|180
2024|K|1|sum|10|2||180
2024|K|1|sumsq|10|2|40|
END
	shnor-index in.tsv 2>err | cut -f 4- >out.tsv
	run show out.tsv
	assert_output - <<'END'
indicator|n|value|lo|hi
hits:mean|10|4|2.933608887|5.066391113
sum:share|10|0.2|0.056682151|0.509837528
sumsq:mean|10|4||
sumsq:share|10|0.2|0.056682151|0.509837528
END
	run cat err
	assert_output 'shnor-index: 1 group(s) have no mean, for some of their scores are missing
shnor-index: 1 group(s) have no share, for some of their hits are missing'
}

@test "a key with nobody in it has no indicator, but stays among the sums" {
	observations in.tsv <<'END'
2024 | K | 1 | m | 0 | 0 | 0 | 0
END
	run shnor-index in.tsv
	assert_output "$(printf 'year\tmunicipality\tschool_id\tindicator\tn\tvalue\tlo\thi')"
	shnor-index --partial in.tsv >out.tsv
	cmp out.tsv in.tsv
}

@test "--by: any keys, in that order, carried ones too; columns are found by name" {
	table in.tsv <<'END'
hits | locality | measure | n  | year | school_id | municipality | remark
1    | село     | vpr5    | 10 | 2024 | 1         | Б            | x
2    | город    | vpr5    | 10 | 2024 | 2         | Б            | y
3    | село     | vpr5    | 10 | 2024 | 3         | А            | z
END
	shnor-index --by municipality,year --partial in.tsv >out.tsv
	run show out.tsv
	assert_output - <<'END'
municipality|year|measure|n|hits|sum|sumsq
А|2024|vpr5|10|3||
Б|2024|vpr5|20|3||
END
	shnor-index -b year,locality -p in.tsv >out.tsv
	run show out.tsv
	assert_output - <<'END'
year|locality|measure|n|hits|sum|sumsq
2024|город|vpr5|10|2||
2024|село|vpr5|20|4||
END
	shnor-index --by '' --partial in.tsv >out.tsv
	run show out.tsv
	assert_output - <<'END'
measure|n|hits|sum|sumsq
vpr5|30|6||
END
}

@test "--by: a column that is not there, or no name between two commas, is exit 2" {
	table in.tsv <<'END'
year | measure | n | hits
2024 | m       | 1 | 1
END
	run -2 --separate-stderr shnor-index --by year,region in.tsv
	[ "$stderr" = 'shnor-index: in.tsv:1: unknown column "region"; the header has: year, measure, n, hits' ]
	run -2 --separate-stderr shnor-index --by year,,measure in.tsv
	[ "$stderr" = 'shnor-index: --by: found "year,,measure", expected columns parted by commas' ]
}

@test "--partial: sums are observations again; a sum of sums is the sum" {
	many_observations >all.tsv
	shnor-index --partial all.tsv >sums.tsv
	run head -n 1 sums.tsv
	assert_output "$(head -n 1 all.tsv)"
	shnor-index --partial sums.tsv >again.tsv
	cmp sums.tsv again.tsv
	shnor-index all.tsv >direct.tsv
	shnor-index sums.tsv >through.tsv
	cmp direct.tsv through.tsv
	[ "$(wc -l <direct.tsv)" -gt 700 ]
}

@test "--partial: parts made apart and merged in any order give the same bytes" {
	many_observations >all.tsv
	shnor-index all.tsv >whole.tsv
	shnor-index --partial all.tsv >sums.tsv
	for parts in 2 7 50; do
		rm -f part.* raw.*
		for part in $(seq "$parts"); do
			awk -v parts="$parts" -v part="$part" 'NR == 1 || NR % parts == part - 1' all.tsv >"raw.$part"
			shnor-index --partial "raw.$part" >"part.$part"
		done
		shnor-index part.* >merged.tsv
		cmp whole.tsv merged.tsv
		# shellcheck disable=SC2046 # file names without spaces
		shnor-index --partial $(printf '%s\n' part.* | sort -r) >merged_sums.tsv
		cmp sums.tsv merged_sums.tsv
		# Sums and single observations mix.
		rm part.1
		shnor-index part.* raw.1 >mixed.tsv
		cmp whole.tsv mixed.tsv
	done
	{ head -n 1 all.tsv; tail -n +2 all.tsv | tac; } | shnor-index | cmp - whole.tsv
}

@test "output is in the byte order of its keys, whatever they hold" {
	many_observations >in.tsv
	# Letters of both cases, Cyrillic, a space, escapes, names that begin alike.
	table more.tsv <<'END'
year | municipality | school_id | measure | n | hits | sum | sumsq
2024 | M1           | 1         | ege-mat_prof | 2 | 1 | 3   | 5
2024 | M1           | 1         | ege-mat | 2 | 1    | 3   | 5
2024 | M1           | 1         | ege-mat-x | 2 | 1  | 3   | 5
2024 | M1           | 1\t2      | m       | 2 | 1    | 3   | 5
2024 | M1           | 1\n       | m       | 2 | 1    | 3   | 5
2024 | M1           | 1\\       | m       | 2 | 1    | 3   | 5
2024 | M1 a         | 1         | m       | 2 | 1    | 3   | 5
2024 | M10          | 1         | m       | 2 | 1    | 3   | 5
2024 | Ёлка         | 1         | m       | 2 | 1    | 3   | 5
2024 | m1           | 10        | m       | 2 | 1    | 3   | 5
2024 | М1           | 1         | M       | 2 | 1    | 3   | 5
     |              |           | m       | 2 | 1    | 3   | 5
END
	for options in '' --partial; do
		# shellcheck disable=SC2086
		shnor-index $options in.tsv more.tsv | tail -n +2 >out.tsv
		LC_ALL=C sort -c out.tsv
		grep -q '1\\t2' out.tsv
	done
	# A hyphen is before the colon that ends a measure's name, an underscore behind it.
	shnor-index --by municipality more.tsv | grep -o '^M1	ege-mat.*:mean' >order
	run show order
	assert_output - <<'END'
M1|ege-mat-x:mean
M1|ege-mat:mean
M1|ege-mat_prof:mean
END
}

@test "what is no observation is rejected, with the reason; the others are summed, exit 1" {
	observations in.tsv <<'END'
2024 | K | 1 | good | 5 | 2 | 20 | 90
2024 | K | 1 | bad  | 5 | 6 | 20 | 90
2024 | K | 1 | bad  |   | 2 | 20 | 90
2024 | K | 1 | bad  | -5 | 2 | 20 | 90
2024 | K | 1 | bad  | 5.5 | 2 | 20 | 90
2024 | K | 1 | bad  | 1e3 | 2 | 20 | 90
2024 | K | 1 | bad  | 5 | x | 20 | 90
2024 | K | 1 | bad  | 5 | 2 | 2,5 | 90
2024 | K | 1 | bad  | 5 | 2 | nan | 90
2024 | K | 1 | bad  | 5 | 2 | 0.1234567 | 90
2024 | K | 1 | bad  | 5 | 2 | 20 | inf
2024 | K | 1 | bad  | 5 | 2
2024 | K | 1 | bad  | 5 | 2 | 20 | 90 | 1
2024 | K | 1 | good | 5 | 2 | 20 | 90
END
	run -1 --separate-stderr shnor-index --partial --rejects rejects.tsv --stats stats.tsv in.tsv
	[ "$(tail -n +2 <<<"$output")" = "$(printf '2024\tK\t1\tgood\t10\t4\t40\t180')" ]
	[ "$stderr" = 'shnor-index: 12 of 14 records rejected' ]
	cut -f 1-6 rejects.tsv >reasons.tsv
	run show reasons.tsv
	assert_output - <<'END'
filter|origin|reason|column|value|expected
index|in.tsv:3|no observation|hits|6|a whole number up to n
index|in.tsv:4|no observation|n||a whole number
index|in.tsv:5|no observation|n|-5|a whole number
index|in.tsv:6|no observation|n|5.5|a whole number
index|in.tsv:7|no observation|n|1e3|a whole number
index|in.tsv:8|no observation|hits|x|a whole number up to n
index|in.tsv:9|no observation|sum|2,5|a number
index|in.tsv:10|no observation|sum|nan|a number
index|in.tsv:11|no observation|sum|0.1234567|a number
index|in.tsv:12|no observation|sumsq|inf|a number
index|in.tsv:13|too few fields|||8 fields, not 6
index|in.tsv:14|too many fields|||8 fields, not 9
END
	run cut -f 7 rejects.tsv
	assert_line --index 1 '2024\tK\t1\tbad\t5\t6\t20\t90'
	run show stats.tsv
	assert_output - <<'END'
filter|kind|reason|count
index|output||1
index|read||14
index|rejected|no observation|10
index|rejected|too few fields|1
index|rejected|too many fields|1
index|written||2
END
	assert_balanced stats.tsv
}

@test "counts and sums that no longer fit are named, never wrapped around" {
	{ printf 'year\tmeasure\tn\n'; yes "$(printf '2024\tm\t999999999999999999')" | head -n 19; } >n.tsv
	run -1 --separate-stderr shnor-index --by year n.tsv
	[ "$stderr" = 'shnor-index: n.tsv:3: the sum no longer fits; the numbers cannot be right' ]
	[ "$output" = "$(printf 'year\tindicator\tn\tvalue\tlo\thi')" ]
	{ printf 'year\tmeasure\tn\tsum\n'; yes "$(printf '2024\tm\t1\t999999999999999999999999999999')" | head -n 200; } >sum.tsv
	run -1 --separate-stderr shnor-index --by year --partial sum.tsv
	[[ $stderr == 'shnor-index: sum.tsv:'*': the sum no longer fits; the numbers cannot be right' ]]
}

@test "a sum so large that its mean does not fit gives no wrong mean" {
	# One observation of 10^30 - 1: the mean is that, or the program says that it cannot.
	printf 'year\tmeasure\tn\tsum\n2024\tm\t1\t999999999999999999999999999999\n' >in.tsv
	run --separate-stderr shnor-index --by year in.tsv
	if [ "$status" -eq 0 ]; then
		[ "${lines[1]}" = $'2024\tm:mean\t1\t999999999999999999999999999999\t\t' ]
	else
		[ "$status" -eq 1 ]
		[[ $stderr == 'shnor-index: '* ]]
	fi
}

@test "squares that cannot be those of the scores are rejected" {
	table in.tsv <<'END'
year | measure | n | sum | sumsq
2024 | m       | 2 | 10  | 50
2024 | m       | 2 | 10  | 49
2024 | m       | 2 | 10  | -50
END
	run -1 --separate-stderr shnor-index --by year --rejects rejects.tsv in.tsv
	run cut -f 2-5 rejects.tsv
	assert_output - <<'END'
origin	reason	column	value
in.tsv:3	no observation	sumsq	49
in.tsv:4	no observation	sumsq	-50
END
}

@test "a measure with a colon is rejected, and a key named twice is exit 2" {
	printf 'year\tmeasure\tn\n2024\ta:b\t1\n' >in.tsv
	run -1 --separate-stderr shnor-index --by year in.tsv
	[ "$stderr" = 'shnor-index: in.tsv:2: no measure, expected a measure without a colon
shnor-index: 1 of 1 records rejected' ]
	run -2 --separate-stderr shnor-index --by year,year in.tsv
	[ "$stderr" = 'shnor-index: --by: "year" is written already' ]
	run -2 shnor-index --by n in.tsv
}
