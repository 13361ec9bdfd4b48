#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-index --shrink: shares drawn towards that of all, by hand and by an independent computation
# (tests/oracle/shrink).
# shellcheck disable=SC2154 # bats sets stderr
load helper

# shares NAME <<'END': year | school_id | measure | n | hits
shares() {
	{
		echo 'year | school_id | measure | n | hits'
		cat
	} | table "$1"
}

# shrunk [OPTION…] FILE: the lines of shrunk shares, without the indicator's ending.
shrunk() {
	shnor-index --shrink --by year,school_id "$@" >shrunk.out || return
	grep ':shrunk' shrunk.out | sed 's/:shrunk//' | show
}

@test "a shrunk share is the posterior mean, between the share and that of all" {
	shares in.tsv <<'END'
2024 | 1 | m | 10 | 1
2024 | 2 | m | 10 | 3
2024 | 3 | m | 10 | 5
2023 | 3 | m | 10 | 5
END
	# P = 9/30; the spread 10 (0.04 + 0 + 0.04) = 0.8; rho = (0.8 - 0.21 * 2) / (0.21 (30 - 10 - 2)) =
	# 19/189, M = 170/19, a = 51/19; (51/19 + 1) / (170/19 + 10) = 7/36, and 73/180 for 5.
	shnor-index --shrink --by year,school_id in.tsv | cut -f 1-5 >out.tsv
	run show out.tsv
	assert_output - <<'END'
year|school_id|indicator|n|value
2023|3|m:share|10|0.5
2023|3|m:shrunk|10|0.5
2024|1|m:share|10|0.1
2024|1|m:shrunk|10|0.194444444
2024|2|m:share|10|0.3
2024|2|m:shrunk|10|0.3
2024|3|m:share|10|0.5
2024|3|m:shrunk|10|0.405555556
END
}

@test "bounds are quantiles of the posterior, with closed forms where it has some" {
	# P = 4/8, rho = (1 - 3/4) / (1/4 (8 - 2 - 3)) = 1/3, M = 2, a = b = 1.
	shares in.tsv <<'END'
2024 | 1 | m | 2 | 0
2024 | 2 | m | 2 | 1
2024 | 3 | m | 2 | 1
2024 | 4 | m | 2 | 2
END
	# Of 0 in 2: 1 - 0.975^(1/3) and 1 - 0.025^(1/3). Of 1: Beta(2, 2), x^2 (3 - 2 x) = 0.025.
	run shrunk in.tsv
	assert_output - <<'END'
2024|1|m|2|0.25|0.008403759|0.707598226
2024|2|m|2|0.5|0.094299324|0.905700676
2024|3|m|2|0.5|0.094299324|0.905700676
2024|4|m|2|0.75|0.292401774|0.991596241
END
	run awk 'BEGIN {
		printf "%.9f %.9f\n", 1 - 0.975 ^ (1 / 3), 1 - 0.025 ^ (1 / 3)
		x = 0.094299324; printf "%.8f\n", x * x * (3 - 2 * x) }'
	assert_output $'0.008403759 0.707598226\n0.02500000'
}

@test "no more spread than chance makes: all have the share of all, with Wilson's interval of it" {
	# 9 in 30: 0.167 to 0.479, as published for 30 %.
	shares in.tsv <<'END'
2024 | 1 | m | 10 | 3
2024 | 2 | m | 10 | 2
2024 | 3 | m | 10 | 4
2024 | 1 | none | 10 | 0
2024 | 2 | none | 20 | 0
2024 | 1 | all  | 10 | 10
2024 | 2 | all  | 20 | 20
2024 | 1 | one  | 10 | 3
2024 | 1 | single | 1 | 0
2024 | 2 | single | 1 | 1
END
	run shrunk in.tsv
	assert_output - <<'END'
2024|1|all|10|1|0.886486607|1
2024|1|m|10|0.3|0.166647483|0.478757875
2024|1|none|10|0|0|0.113513393
2024|1|one|10|0.3|0.107791267|0.603221853
2024|1|single|1|0.5|0.094531206|0.905468794
2024|2|all|20|1|0.886486607|1
2024|2|m|10|0.3|0.166647483|0.478757875
2024|2|none|20|0|0|0.113513393
2024|2|single|1|0.5|0.094531206|0.905468794
2024|3|m|10|0.3|0.166647483|0.478757875
END
}

@test "groups that are all hits or none tell nothing of each other: each keeps its share" {
	shares in.tsv <<'END'
2024 | 1 | m | 5 | 0
2024 | 2 | m | 5 | 5
2024 | 3 | m | 9 | 9
END
	run shrunk in.tsv
	assert_output - <<'END'
2024|1|m|5|0|0|0.434482465
2024|2|m|5|1|0.565517535|1
2024|3|m|9|1|0.700854952|1
END
}

@test "the population is the year and measure; groups without hits or participants are not in it" {
	shares in.tsv <<'END'
2024 | 1 | m | 10 | 1
2024 | 2 | m | 10 | 3
2024 | 3 | m | 10 | 5
2024 | 4 | m | 90 |
2024 | 5 | m | 0  | 0
2023 | 1 | m | 10 | 9
2024 | 1 | a | 10 | 9
2024 | 2 | a | 10 | 0
END
	run shrunk in.tsv
	assert_line --partial '2024|1|m|10|0.194444444|'
	assert_line --partial '2024|3|m|10|0.405555556|'
	refute_line --partial '2024|4|'
	refute_line --partial '2024|5|'
	# Whatever the keys are, and where the year stands among them.
	{ echo 'kind | year | school_id | measure | n | hits'; tail -n +2 in.tsv | sed 's/\t/ | /g; s/^/A | /'; } | table kinds.tsv
	run bash -c "shnor-index --shrink --by kind,school_id,year kinds.tsv | grep 'm:shrunk'"
	assert_line --partial $'A\t3\t2024\tm:shrunk\t10\t0.405555556\t'
}

@test "--shrink without the year among the keys, or with --partial, is exit 2" {
	shares in.tsv <<'END'
2024 | 1 | m | 10 | 1
END
	run -2 --separate-stderr shnor-index --shrink --by school_id in.tsv
	[ "$stderr" = 'shnor-index: --shrink: found --by "school_id", expected year among the keys' ]
	run -2 --separate-stderr shnor-index --shrink --partial --by year in.tsv
	[ "$stderr" = 'shnor-index: --partial writes sums; it cannot stand with --shrink' ]
	[ -z "$output" ]
}

# random_shares SEED: 400 groups of three years and five measures: alike, not quite alike, far apart,
# rare, and large ones.
random_shares() {
	awk -v seed="$1" '
		function next_number(limit) { seed = seed * 16807 % 2147483647; return seed % limit }
		BEGIN {
			OFS = "\t"
			print "year", "school_id", "measure", "n", "hits"
			for (y = 2022; y <= 2024; y++) for (i = 1; i <= 400; i++) for (j = 1; j <= 5; j++) {
				if (!next_number(9)) continue
				n = 1 + next_number(j == 5 ? 5000 : 60)
				share = j == 1 ? 30 : j == 2 ? 20 + next_number(20) : j == 3 ? next_number(101) : j == 4 ? next_number(4) : 5 + next_number(60)
				hits = 0
				if (j < 5) for (k = 0; k < n; k++) hits += next_number(100) < share
				else hits = int(n * share / 100)
				print y, i, "m" j, n, next_number(150) ? hits : ""
			}
		}'
}

@test "oracle: shares of random groups agree to 1e-9, values and quantiles" {
	for seed in 1 20240917; do
		random_shares "$seed" >in.tsv
		"$TOP/tests/oracle/shrink" in.tsv >expected
		shnor-index --shrink --by year,school_id in.tsv >out.tsv
		run awk -F '\t' '
			function off(a, b) { return a - b > 1e-9 || b - a > 1e-9 }
			NR == FNR { want[$1, $2, $3] = $0; next }
			$3 !~ /:shrunk$/ { next }
			{
				split(want[$1, $2, $3], w, "\t")
				if ($4 != w[4] || off($5, w[5]) || off($6, w[6]) || off($7, w[7])) print $0 " expected: " want[$1, $2, $3]
				delete want[$1, $2, $3]
				lines++
			}
			END { for (key in want) print "missing: " want[key]; print lines }' expected out.tsv
		assert_output "$(wc -l <expected)"
		[ "$output" -gt 5000 ]
	done
}

@test "Monte Carlo: shrunk shares are nearer the truth, and their 95 % intervals hold it" {
	# True shares from Beta(2, 6): the second smallest of seven uniform numbers.
	awk -v truths=truths.tsv '
		function uniform() { seed = seed * 16807 % 2147483647; return seed / 2147483647 }
		BEGIN {
			OFS = "\t"
			seed = 1234567
			print "year", "school_id", "measure", "n", "hits"
			for (y = 2001; y <= 2010; y++) for (i = 1; i <= 500; i++) {
				least = second = 1
				for (k = 0; k < 7; k++) {
					x = uniform()
					if (x < least) { second = least; least = x } else if (x < second) second = x
				}
				n = 3 + int(60 * uniform() ^ 2); hits = 0
				for (k = 0; k < n; k++) hits += uniform() < second
				print y, i, "m", n, hits
				printf "%d\t%d\t%.9f\n", y, i, second >truths
			}
		}' >in.tsv
	shnor-index --shrink --by year,school_id in.tsv >out.tsv
	run awk -F '\t' '
		NR == FNR { true[$1, $2] = $3; next }
		$3 == "m:share" { plain += ($5 - true[$1, $2]) ^ 2 }
		$3 == "m:shrunk" {
			all++
			drawn += ($5 - true[$1, $2]) ^ 2
			outside += true[$1, $2] < $6 || true[$1, $2] > $7
		}
		END {
			if (all != 5000) print all " shares"
			if (outside / all < 0.04 || outside / all > 0.06) print "outside: " outside
			if (drawn > 0.8 * plain) print "not nearer: " drawn, plain
		}' truths.tsv out.tsv
	assert_output ''
}

@test "lopsided posteriors have their quantiles too" {
	# Rare hits in large groups, where a ready-made inverse of the distribution may not converge.
	awk 'BEGIN {
		OFS = "\t"
		print "year", "school_id", "measure", "n", "hits"
		for (i = 1; i <= 200; i++) print 2024, i, "rare", 100 + 40 * i, i % 3 * (i % 7 == 0)
		for (i = 1; i <= 200; i++) print 2024, i, "apart", 1 + i % 5, i % 2 * (1 + i % 5) - (i == 5)
		for (i = 1; i <= 30; i++) print 2024, i, "huge", 1000000 * i, 300000 * i + 100000 * (i % 2)
	}' >in.tsv
	"$TOP/tests/oracle/shrink" in.tsv | sort >expected
	shnor-index --shrink --by year,school_id in.tsv | grep shrunk | sort >out.tsv
	run awk -F '\t' '
		NR == FNR { want[$1, $2, $3] = $0; next }
		{
			split(want[$1, $2, $3], w, "\t")
			for (i = 5; i <= 7; i++) if ($i - w[i] > 2e-9 || w[i] - $i > 2e-9) print $0 " expected: " want[$1, $2, $3]
			if (!($6 <= $5 && $5 <= $7)) print "not in order: " $0
		}' expected out.tsv
	assert_output ''
	run grep -c nan out.tsv
	assert_output 0
}

@test "the mean of a lopsided posterior lies in its interval, and classify takes the line" {
	# 98 of 100 schools without a hit: of these the 97.5 % quantile is below the mean.
	awk 'BEGIN {
		OFS = "\t"
		print "year", "school_id", "measure", "n", "hits"
		for (i = 1; i <= 100; i++) print 2024, i, "m", 10, i == 1 ? 9 : i == 2 ? 10 : 0
	}' >in.tsv
	run shrunk in.tsv
	assert_line '2024|3|m|10|0.000084926|0|0.000084926'
	# And the other way round: the mean is below the 2.5 % quantile.
	awk -F '\t' -v OFS='\t' 'NR > 1 { $5 = 10 - $5 } 1' in.tsv >other.tsv
	run shrunk other.tsv
	assert_line '2024|3|m|10|0.999915074|0.999915074|1'
	shnor-index --shrink --by year,school_id in.tsv |
		shnor-classify --rule quadrant --results m:shrunk --social m:share >classes.tsv
	run grep -c effective classes.tsv
	assert_output 100
}
