#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-classify --rule residual: results against what a regression on the school's conditions lets
# expect.
# shellcheck disable=SC2154 # bats sets stderr
load helper

residual() {
	shnor-classify --rule residual "$@"
}

# points NAME <<'END': indicators of 2024 from lines `school results social`; - is none.
points() {
	awk 'BEGIN { OFS = "\t"; print "year", "municipality", "school_id", "indicator", "n", "value", "lo", "hi" }
		$2 != "-" { split($2, v, "/"); print 2024, "Z", $1, "results_index", 4, v[1], v[2], v[3] }
		$3 != "-" { print 2024, "Z", $1, "social_index", 3, $3, "", "" }' >"$1"
}

# random_region: in.tsv and schools.tsv, always the same: 150 schools, 2 years, social_index and the
# number of pupils behind social-registered:share; villages a little lower.
random_region() {
	awk 'function next_number() { seed = seed * 16807 % 2147483647; return seed / 2147483647 }
		function bell() { return next_number() + next_number() + next_number() + next_number() - 2 }
		BEGIN {
			seed = 29
			OFS = "\t"
			print "school_id", "municipality", "locality" >"schools.tsv"
			print "year", "municipality", "school_id", "indicator", "n", "value", "lo", "hi" >"in.tsv"
			for (s = 1; s <= 150; s++) {
				village = next_number() < 0.4
				print s, "M" s % 9, (s == 77 ? "" : village ? "село" : "город") >"schools.tsv"
				for (y = 2023; y <= 2024; y++) {
					social = 50 + 10 * bell()
					pupils = 20 + int(800 * next_number() * next_number())
					low = int(pupils * next_number() / 4)
					results = 20 + 0.6 * social - 2 * village + 1.5 * log(pupils) + 7 * bell()
					if (s % 23) printf "%d\tM%d\t%d\tresults_index\t4\t%.9f\t%.9f\t%.9f\n", y, s % 9, s, results,
						results - 1 - next_number(), results + 2 * next_number() >"in.tsv"
					if (s % 31) printf "%d\tM%d\t%d\tsocial_index\t3\t%.9f\t\t\n", y, s % 9, s, social >"in.tsv"
					printf "%d\tM%d\t%d\tsocial-registered:share\t%d\t%.9f\t\t\n", y, s % 9, s, pupils, low / pupils >"in.tsv"
				}
			}
		}'
}

@test "a regression that a person can do by hand" {
	# The mean of x is 3, of y 30; the squares of x sum up to 10, the products to 42: the slope is 4.2.
	# Residuals are -1.6 3.2 0 -3.2 1.6, their squares 25.6, and s is the root of 25.6 / 3, 2.921.
	points in.tsv <<'END'
1 20 1
2 29 2
3 30 3
4 31 4
5 40 5
END
	run bash -c "shnor-classify --rule residual --residual 1.2 in.tsv | cut -f 3-7 | tail -n +2"
	assert_output - <<'END'
1	residual	expected		expected 21.600, is 20.000, residual -1.600 = -0.866 standard deviations, leverage 0.600, 5 schools; results_index = 17.400000 + 4.200000 * social_index
2	residual	above		expected 25.800, is 29.000, residual 3.200 = 1.309 standard deviations, leverage 0.300, 5 schools; results_index = 17.400000 + 4.200000 * social_index
3	residual	expected		expected 30.000, is 30.000, residual 0.000 = 0.000 standard deviations, leverage 0.200, 5 schools; results_index = 17.400000 + 4.200000 * social_index
4	residual	below		expected 34.200, is 31.000, residual -3.200 = -1.309 standard deviations, leverage 0.300, 5 schools; results_index = 17.400000 + 4.200000 * social_index
5	residual	expected		expected 38.400, is 40.000, residual 1.600 = 0.866 standard deviations, leverage 0.600, 5 schools; results_index = 17.400000 + 4.200000 * social_index
END
	run bash -c "shnor-classify --rule residual in.tsv | cut -f 5 | sort | uniq -c | tr -s ' '"
	assert_output $' 1 class\n 5 expected'
}

@test "high leverage is told: more than twice the mean" {
	points in.tsv <<'END'
1 20 1
2 29 1
3 30 2
4 31 2
5 32 1
6 33 1
7 40 99
END
	run residual in.tsv
	assert_line --partial ', high leverage 1.000 > 0.571, 7 schools;'
	[ "$(grep -c 'high leverage' <<<"$output")" -eq 1 ]
}

@test "what a school lacks, and what the registry says of it" {
	table schools.tsv <<'END'
school_id | municipality | successor | from | to         | locality
1 | А | | | | село
2 | А | | | | город
3 | А | | | | село
4 | А | | | | город
5 | А | | | | село
6 | А | | | | город
7 | А | | | | село
8 | А | | | | село
9 | А | | | 31.08.2023 | село
A | А | | | |
B | А | 1 | | | село
END
	points in.tsv <<'END'
1 20 1
2 29 2
3 30 3
4 31 4
5 44 5
6 40 6
7 40 0
8 40 -
A 40 5
END
	run bash -c "shnor-classify --rule residual --schools schools.tsv --predictors social_index,log:social_index,registry:locality=село in.tsv | cut -f 3,5,7 | grep no_data"
	assert_output - <<'END'
7	no_data	social_index is 0, which has no logarithm
8	no_data	no social_index in 2024; no social_index in 2024
9	no_data	closed in 2023
A	no_data	no locality in the registry
B	no_data	results go to 1
END
}

@test "too few schools, and results that are told without a rest, are no data" {
	points in.tsv <<'END'
1 20 1
2 29 2
3 30 3
4 - 4
END
	run bash -c "shnor-classify --rule residual in.tsv | cut -f 3,5,7 | tail -n +2"
	assert_output - <<'END'
1	no_data	too few schools: 3, at least 4 are needed
2	no_data	too few schools: 3, at least 4 are needed
3	no_data	too few schools: 3, at least 4 are needed
4	no_data	no results_index in 2024
END
	points in.tsv <<'END'
1 20.1 1
2 40.2 2
3 60.3 3
4 80.4 4
5 100.5 5
END
	run bash -c "shnor-classify --rule residual in.tsv | cut -f 5,7 | tail -n +2 | sort -u"
	assert_output $'no_data\tthe predictors leave no residuals'
}

@test "a school that alone decides a coefficient has no class" {
	printf 'school_id\tmunicipality\tlocality\n' >schools.tsv
	for school in 1 2 3 4 5 6; do printf '%s\tА\tгород\n' $school; done >>schools.tsv
	printf '7\tА\tсело\n' >>schools.tsv
	points in.tsv <<'END'
1 20 1
2 29 2
3 30 3
4 31 4
5 40 5
6 41 7
7 10 3
END
	run residual --schools schools.tsv --predictors social_index,registry:locality=село in.tsv
	assert_line $'2024\tА\t7\tresidual\tno_data\t\texpected 10.000, is 10.000, residual 0.000, for no other school tells what to expect, high leverage 1.000 > 0.857, 7 schools; results_index = 19.471429 + 3.371429 * social_index - 19.585714 * registry:locality=село'
}

@test "predictors of which one follows from others, or that are the same for all, are exit 2" {
	random_region
	awk -F '\t' -v OFS='\t' '{ print } $4 == "social_index" { $4 = "twice"; $6 = sprintf("%.9f", 2 * $6 - 7); print
		$4 = "square"; $6 = sprintf("%.6f", $6 * $6); print; $4 = "five"; $6 = 5; print }' in.tsv >more.tsv
	run -2 --separate-stderr residual --predictors square,social_index,log:n:social-registered:share,twice more.tsv
	[[ $stderr == 'shnor-classify: --predictors: "twice" follows from social_index for all '*' schools of 2023; leave one out' ]]
	run -2 --separate-stderr residual --predictors social_index,five more.tsv
	[[ $stderr == 'shnor-classify: --predictors: "five" is the same for all '*' schools of 2023' ]]
	run -2 --separate-stderr residual --schools schools.tsv --predictors registry:locality=сeло more.tsv
	[[ $stderr == 'shnor-classify: --predictors: "registry:locality=сeло" is the same for all '* ]]
	# Nearly the same is not the same.
	run -0 residual --predictors social_index,square more.tsv
}

@test "a region of 150 schools gets the regression of another implementation" {
	random_region
	residual --schools schools.tsv \
		--predictors social_index,log:n:social-registered:share,registry:locality=село in.tsv >out.tsv
	# Normal equations, solved by Gauss and Jordan; the reason is taken to pieces.
	awk -F '\t' '
		function normal(x,    t, p) {
			if (x < 0) return 1 - normal(-x)
			t = 1 / (1 + 0.2316419 * x)
			p = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
			return 1 - exp(-x * x / 2) / sqrt(2 * 3.141592653589793) * p
		}
		function under(limit, value, lo, hi) {
			return normal((limit - value) / ((limit < value ? value - lo : hi - value) / 1.959964))
		}
		function fit(year,    s, i, j, k, t) {
			split("", m); n = 0
			for (s = 1; s <= 150; s++) {
				if (!((year, s, "results_index") in v) || !((year, s, "social_index") in v) || place[s] == "") continue
				x[s, 1] = 1; x[s, 2] = v[year, s, "social_index"]
				x[s, 3] = log(size[year, s]); x[s, 4] = place[s] == "село"
				for (i = 1; i <= 4; i++) {
					for (j = 1; j <= 4; j++) m[i, j] += x[s, i] * x[s, j]
					m[i, 9] += x[s, i] * v[year, s, "results_index"]
				}
				all[year, s] = 1
				n++
			}
			for (i = 1; i <= 4; i++) for (j = 1; j <= 4; j++) m[i, j + 4] = i == j
			for (i = 1; i <= 4; i++) {
				t = m[i, i]
				for (k = 1; k <= 9; k++) m[i, k] /= t
				for (j = 1; j <= 4; j++) if (j != i) { t = m[j, i]; for (k = 1; k <= 9; k++) m[j, k] -= t * m[i, k] }
			}
			squares = 0
			for (s = 1; s <= 150; s++) if ((year, s) in all) {
				expected[s] = h[s] = 0
				for (i = 1; i <= 4; i++) {
					expected[s] += m[i, 9] * x[s, i]
					for (j = 1; j <= 4; j++) h[s] += x[s, i] * m[i, j + 4] * x[s, j]
				}
				squares += (v[year, s, "results_index"] - expected[s]) ^ 2
			}
			deviation = sqrt(squares / (n - 4))
		}
		function differ(what, found, right, by) {
			compared++
			if (found - right > by || right - found > by) print "school " $3 " of " $1 ": " what " " found ", not " right
		}
		FILENAME == "schools.tsv" { place[$1] = $3 }
		FILENAME == "in.tsv" && FNR > 1 { v[$1, $3, $4] = $6; lo[$1, $3, $4] = $7; hi[$1, $3, $4] = $8
			if ($4 == "social-registered:share") size[$1, $3] = $5 }
		FILENAME == "out.tsv" && FNR > 1 {
			if ($1 != year) fit(year = $1)
			if (($5 == "no_data") != !(($1, $3) in all)) print "school " $3 ": " $5
			if ($5 == "no_data") next
			y = v[$1, $3, "results_index"]
			gsub(/,/, "", $7)
			split($7, word, " ")
			t = (y - expected[$3]) / (deviation * sqrt(1 - h[$3]))
			differ("expected", word[2], expected[$3], 0.000501)
			differ("is", word[4], y, 0.000501)
			differ("residual", word[6], y - expected[$3], 0.000501)
			differ("standardised", word[8], t, 0.000501)
			high = word[11] == "high"
			if (high != (h[$3] > 8 / n)) print "school " $3 ": leverage"
			differ("leverage", word[12 + high], h[$3], 0.000501)
			match($7, /results_index = .*/)
			split(substr($7, RSTART), word, " ")
			differ("constant", word[3], m[1, 9], 0.000001)
			for (i = 2; i <= 4; i++)
				differ("coefficient " i, (word[4 * i - 4] == "-" ? -1 : 1) * word[4 * i - 3], m[i, 9], 0.000001)
			class = t <= -1.5 ? "below" : t >= 1.5 ? "above" : "expected"
			if ($5 != class) print "school " $3 ": " $5 ", not " class
			seen[class]++
			reach = 1.5 * deviation * sqrt(1 - h[$3])
			a = under(expected[$3] - reach, y, lo[$1, $3, "results_index"], hi[$1, $3, "results_index"])
			b = under(expected[$3] + reach, y, lo[$1, $3, "results_index"], hi[$1, $3, "results_index"])
			differ("probability", $6, class == "below" ? a : class == "above" ? 1 - b : b - a, 0.000051)
		}
		END { print (compared > 2000 && seen["below"] > 5 && seen["above"] > 5 ? "enough" : "too few") }
		' schools.tsv in.tsv out.tsv >found
	run cat found
	assert_output 'enough'
}

@test "the probability: that of the school's own results beyond the limit" {
	# s is 2.921, and the limit of school 2 lies 1.2 * 2.921 * sqrt(0.7) = 2.933 above 25.8.
	points in.tsv <<'END'
1 20 1
2 29/27/31 2
3 30/30/30 3
4 31 4
5 40 5
END
	run bash -c "shnor-classify --rule residual --residual 1.2 in.tsv | cut -f 3,5,6 | tail -n +2"
	# 29 is 0.267 above it, 0.262 of the deviation 2 / 1.96: P(0.262) = 0.6033.
	assert_output $'1\texpected\t\n2\tabove\t0.6033\n3\texpected\t1\n4\tbelow\t\n5\texpected\t'
}

@test "any indicator can be told, and any tell it" {
	table in.tsv <<'END'
year | school_id | indicator | n | value
2024 | 1 | a:mean  | 9 | 20
2024 | 2 | a:mean  | 9 | 29
2024 | 3 | a:mean  | 9 | 30
2024 | 4 | a:mean  | 9 | 31
2024 | 5 | a:mean  | 9 | 40
2024 | 1 | b:share | 1 | 0.1
2024 | 2 | b:share | 2 | 0.2
2024 | 3 | b:share | 4 | 0.3
2024 | 4 | b:share | 8 | 0.4
2024 | 5 | b:share | 16 | 0.5
END
	run bash -c "shnor-classify --rule residual --results a:mean --predictors b:share in.tsv | sed -n '2s/.*; //p'"
	assert_output 'a:mean = 17.400000 + 42.000000 * b:share'
	run bash -c "shnor-classify --rule residual --results a:mean --predictors log:n:b:share in.tsv | sed -n '2s/.*; //p'"
	# 4.2 for each doubling: 4.2 / ln 2.
	assert_output 'a:mean = 21.600000 + 6.059319 * log:n:b:share'
	shnor-classify --rule residual --results a:mean --predictors b:share --stats stats.tsv in.tsv >out.tsv
	assert_balanced stats.tsv
	run -1 --separate-stderr residual --results a:mean in.tsv
	[ "$stderr" = 'shnor-classify: --predictors: there is no "social_index" in the data; nobody can be judged' ]
}

@test "the order of the input is of no consequence; the lines are in byte order" {
	random_region
	residual --predictors social_index,log:n:social-registered:share in.tsv >out.tsv
	{ head -n 1 in.tsv; tail -n +2 in.tsv | sort -R --random-source="$TOP/LICENSE"; } >other.tsv
	residual --predictors social_index,log:n:social-registered:share other.tsv | cmp - out.tsv
	tail -n +2 out.tsv | LC_ALL=C sort -c
}

@test "wrong options are exit 2; so are those of another rule" {
	points in.tsv </dev/null
	while IFS='|' read -r option value message; do
		run -2 --separate-stderr residual "--$option" "$value" in.tsv
		[ "$stderr" = "shnor-classify: --$option$message" ] || { echo "$stderr"; return 1; }
		[ -z "$output" ]
	done <<'END'
residual|0|: found "0", expected a number above 0
residual|two|: found "two", expected a number above 0
predictors|a,,b|: found "", expected INDICATOR, log:INDICATOR, log:n:INDICATOR or registry:COLUMN=VALUE
predictors|log:|: found "log:", expected INDICATOR, log:INDICATOR, log:n:INDICATOR or registry:COLUMN=VALUE
predictors|registry:locality|: found "registry:locality", expected INDICATOR, log:INDICATOR, log:n:INDICATOR or registry:COLUMN=VALUE
predictors|registry:locality=село|: "registry:locality=село" reads the registry, and --schools is not given
predictors|a,a|: "a" stands twice
predictors|results_index|: "results_index" is what is to be told
cut|mean| means nothing with --rule residual; it is for: quadrant
share|0.3| means nothing with --rule residual; it is for: threshold
END
	run -2 --separate-stderr shnor-classify --rule threshold --results x in.tsv
	[ "$stderr" = 'shnor-classify: --results means nothing with --rule threshold; it is for: quadrant, residual' ]
	printf 'school_id\tmunicipality\n' >schools.tsv
	run -2 --separate-stderr residual --schools schools.tsv --predictors registry:locality=село in.tsv
	[ "$stderr" = 'shnor-classify: schools.tsv:1: unknown column "locality"; the header has: school_id, municipality' ]
}

@test "a school that is closed, not yet open or handed over has no part in the regression" {
	table schools.tsv <<'END'
school_id | municipality | successor | from       | to
1 | А |   |            |
2 | А |   |            |
3 | А |   |            |
4 | А |   |            |
5 | А |   |            |
7 | А |   |            | 31.08.2022
8 | А |   | 01.09.2024 |
9 | А | 1 |            |
END
	points in.tsv <<'END'
1 20 1
2 29 2
3 30 3
4 31 4
5 40 5
7 99 1
8 99 2
9 99 3
END
	residual --schools schools.tsv --stats stats.tsv in.tsv | cut -f 3,5,7 | tail -n +2 >out.tsv
	run show out.tsv
	assert_line --index 0 '1|expected|expected 21.600, is 20.000, residual -1.600 = -0.866 standard deviations, leverage 0.600, 5 schools; results_index = 17.400000 + 4.200000 * social_index'
	assert_line --index 5 '7|no_data|closed in 2022'
	assert_line --index 6 '8|no_data|not yet open in 2024'
	assert_line --index 7 '9|no_data|results go to 1'
	[ "$(counts stats.tsv skipped)" -eq 6 ]
	assert_balanced stats.tsv
}
