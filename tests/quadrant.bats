#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-classify --rule quadrant: two indices, four classes. Order 616 of Volgograd region: social
# high and results low is failing, both high effective, both low deprived, the fourth resilient.
# shellcheck disable=SC2154 # bats sets stderr
load helper

quadrant() {
	shnor-classify --rule quadrant "$@"
}

# verdicts [OPTION…] FILE: school and class of each.
verdicts() {
	quadrant --replicates 0 "$@" | awk -F '\t' 'NR > 1 { print $3, $5 }'
}

# indices NAME <<'END': indicators from lines `school results social`, of 2024; - is none.
indices() {
	awk 'BEGIN { OFS = "\t"; print "year", "municipality", "school_id", "indicator", "n", "value", "lo", "hi" }
		function put(name, n, cell,    part) {
			if (cell == "-") return
			split(cell, part, "/")
			print 2024, "Z", $1, name, n, part[1], part[2], part[3]
		}
		{ put("results_index", 4, $2); put("social_index", 3, $3) }' >"$1"
}

# random_indices SCHOOLS: 3 years of a region with 38 municipalities, always the same; one school in
# 40 lacks an index, one in 30 an interval.
random_indices() {
	awk -v schools="$1" 'function next_number() { seed = seed * 16807 % 2147483647; return seed / 2147483647 }
		function put(name, n, middle, spread,    value, reach) {
			value = middle + spread * (next_number() + next_number() + next_number() - 1.5)
			reach = next_number() < 1 / 30 ? 0 : 0.5 + 3 * next_number()
			if (next_number() < 1 / 40) return
			printf "%d\tM%d\t%d\t%s\t%d\t%.9f", y, s % 38, s, name, n, value
			if (reach) printf "\t%.9f\t%.9f\n", value - reach, value + reach * (0.5 + next_number())
			else print "\t\t"
		}
		BEGIN {
			seed = 616
			print "year\tmunicipality\tschool_id\tindicator\tn\tvalue\tlo\thi"
			for (y = 2022; y <= 2024; y++) for (s = 1; s <= schools; s++) {
				put("results_index", 4, 50, 8)
				put("social_index", 3, 50, 10)
			}
		}'
}

@test "four classes, with the evidence for each" {
	table in.tsv <<'END'
year | municipality | school_id | indicator | n | value | lo | hi
2024 | А | 1 | results_index         | 4  | 47.215     | 45 | 49
2024 | А | 1 | results_index:ege-mat | 31 | 44.12      |    |
2024 | А | 1 | results_index:ege-rus | 33 | 50.3004999 |    |
2024 | А | 1 | results_index:years   | 3  | 2          |    |
2024 | А | 1 | social_index          | 3  | 55.31      | 55 | 56
2024 | А | 2 | results_index         | 1  | 60.5       |    |
2024 | А | 2 | results_index:years   | 1  | 1          |    |
2024 | А | 2 | social_index          | 3  | 49.9       | 49 | 50
2024 | А | 3 | results_index         | 4  | 40         | 39 | 41
2024 | А | 3 | social_index          | 3  | 30.1       | 30 | 31
2024 | Б | 4 | results_index         | 4  | 52.989     | 52 | 53
2024 | Б | 4 | social_index          | 3  | 41         | 40 | 41
END
	run bash -c "shnor-classify --rule quadrant --replicates 0 in.tsv | sed 's/\t/|/g'"
	assert_output - <<'END'
year|municipality|school_id|rule|class|probability|reason
2024|А|1|quadrant|failing||results_index 47.215 < 50.102 (median of 4 schools), 4 components, 2 of 3 years; social_index 55.310 >= 45.450 (median of 4 schools), 3 components; results_index of ege-mat 44.120 (n 31), ege-rus 50.300 (n 33)
2024|А|2|quadrant|effective||results_index 60.500 >= 50.102 (median of 4 schools), 1 component, 1 of 1 year; social_index 49.900 >= 45.450 (median of 4 schools), 3 components
2024|А|3|quadrant|deprived||results_index 40.000 < 50.102 (median of 4 schools), 4 components; social_index 30.100 < 45.450 (median of 4 schools), 3 components
2024|Б|4|quadrant|resilient||results_index 52.989 >= 50.102 (median of 4 schools), 4 components; social_index 41.000 < 45.450 (median of 4 schools), 3 components
END
}

@test "at the cut is high, and half a unit of the last decimal is not lost" {
	indices in.tsv <<'END'
1 50.000000001 7
2 50.000000002 7
3 50 9
4 51 9
END
	# The median of results is 50.0000000015: 1 is below and 2 above it, though rounded alike.
	run quadrant --replicates 0 in.tsv
	assert_line --partial $'\t1\tquadrant\tdeprived\t\tresults_index 50.000000001 < 50.000000002 (median of 4 schools)'
	assert_line --partial $'\t2\tquadrant\tresilient\t\tresults_index 50.000000002 >= 50.000000002 (median of 4 schools)'
	indices in.tsv <<'END'
1 1 2
2 2 2
3 3 2
END
	run verdicts in.tsv
	assert_output $'1 failing\n2 effective\n3 effective'
}

@test "--cut: mean and numbers, for both indices or for one; the last one counts" {
	indices in.tsv <<'END'
1 1 1
2 2 2
3 9 9
END
	run verdicts --cut mean in.tsv
	assert_output $'1 deprived\n2 deprived\n3 effective'
	run verdicts --cut results_index=mean in.tsv
	assert_output $'1 deprived\n2 failing\n3 effective'
	run verdicts --cut 1 in.tsv
	assert_output $'1 effective\n2 effective\n3 effective'
	run verdicts --cut mean --cut social_index=1.000000001 in.tsv
	assert_output $'1 deprived\n2 failing\n3 effective'
	run quadrant --replicates 0 --cut social_index=1.5 --cut results_index=mean in.tsv
	assert_line --partial 'results_index 1.000 < 4.000 (mean of 3 schools), 4 components; social_index 1.000 < 1.500 (given), 3 components'
}

@test "--grey: nearer to the cut than the width is told, and the class stays" {
	indices in.tsv <<'END'
1 49.5 50.5
2 50 50
3 52 49.500000001
4 50.499999999 20
END
	quadrant --cut 50 --grey 0.5 --replicates 0 in.tsv |
		sed -n -e 's/.*; near/near/p' -e 's/.*components$/-/p' >near
	run cat near
	assert_output $'-\nnear the cut: results_index, social_index\nnear the cut: social_index\nnear the cut: results_index'
	run grep -c near <(quadrant --cut 50 --replicates 0 in.tsv)
	assert_output 0
}

@test "an index that is missing, and what the registry says of it; every school, every year" {
	table schools.tsv <<'END'
school_id | municipality | successor | from       | to         | locality
1         | А            |           |            |            | город
2         | А            |           |            |            | село
3         | Б            |           |            | 31.08.2023 | село
4         | Б            | 1         |            |            | село
5         | Б            |           | 01.09.2024 |            | город
6         | А            |           |            |            | город
END
	indices in.tsv <<'END'
1 50 50
2 40 -
3 - 44
END
	run bash -c "shnor-classify --rule quadrant --schools schools.tsv --cut social_index=50 in.tsv | cut -f 2-5,7 | tail -n +2"
	assert_output - <<'END'
А	1	quadrant	effective	results_index 50.000 >= 45.000 (median of 2 schools), 4 components; social_index 50.000 >= 50.000 (given), 3 components
А	2	quadrant	no_data	results_index 40.000 < 45.000 (median of 2 schools), 4 components; no social_index in 2024
А	6	quadrant	no_data	no results_index in 2024; no social_index in 2024
Б	3	quadrant	no_data	closed in 2023
Б	4	quadrant	no_data	results go to 1
Б	5	quadrant	no_data	not yet open in 2024
END
}

@test "--within: municipalities and columns of the registry, each with cuts of its own" {
	table schools.tsv <<'END'
school_id | municipality | locality
1         | А            | город
2         | А            | село
3         | Б            | село
END
	indices in.tsv <<'END'
1 50 10
2 40 20
3 30 30
END
	run bash -c "shnor-classify --rule quadrant --schools schools.tsv --replicates 0 --within municipality,region,locality in.tsv | cut -f 3-5,7 | tail -n +2"
	assert_output - <<'END'
1	quadrant	resilient	results_index 50.000 >= 40.000 (median of 3 schools), 4 components; social_index 10.000 < 20.000 (median of 3 schools), 3 components
1	quadrant_locality	no_data	results_index 50.000 >= 50.000 (median of 1 school), 4 components; social_index 10.000 >= 10.000 (median of 1 school), 3 components; the only school of its group; locality: город
1	quadrant_municipality	resilient	results_index 50.000 >= 45.000 (median of 2 schools), 4 components; social_index 10.000 < 15.000 (median of 2 schools), 3 components
2	quadrant	effective	results_index 40.000 >= 40.000 (median of 3 schools), 4 components; social_index 20.000 >= 20.000 (median of 3 schools), 3 components
2	quadrant_locality	resilient	results_index 40.000 >= 35.000 (median of 2 schools), 4 components; social_index 20.000 < 25.000 (median of 2 schools), 3 components; locality: село
2	quadrant_municipality	failing	results_index 40.000 < 45.000 (median of 2 schools), 4 components; social_index 20.000 >= 15.000 (median of 2 schools), 3 components
3	quadrant	failing	results_index 30.000 < 40.000 (median of 3 schools), 4 components; social_index 30.000 >= 20.000 (median of 3 schools), 3 components
3	quadrant_locality	failing	results_index 30.000 < 35.000 (median of 2 schools), 4 components; social_index 30.000 >= 25.000 (median of 2 schools), 3 components; locality: село
3	quadrant_municipality	no_data	results_index 30.000 >= 30.000 (median of 1 school), 4 components; social_index 30.000 >= 30.000 (median of 1 school), 3 components; the only school of its group
END
	run -2 --separate-stderr quadrant --schools schools.tsv --within kind in.tsv
	[ "$stderr" = 'shnor-classify: schools.tsv:1: unknown column "kind"; the header has: school_id, municipality, locality' ]
}

@test "a region of 700 schools gets the classes of another implementation" {
	random_indices 700 >in.tsv
	for options in 'median region' 'mean region' '50 region' 'median municipality' 'mean municipality'; do
		read -r cut within <<<"$options"
		quadrant --replicates 0 --cut "$cut" --within "$within" in.tsv |
			awk -F '\t' 'NR > 1 { print $1, $3, $5 }' | sort >classes
		# Twice the value in units of the ninth decimal is a whole number that awk holds exactly.
		awk -F '\t' -v cut="$cut" -v within="$within" '
			NR > 1 {
				split($6, part, ".")
				group = $4 " " $1 " " (within == "region" ? "" : $2)
				values[group, ++count[group]] = x[$1, $3, $4] = part[1] * 1e9 + part[2]
				sum[group] += x[$1, $3, $4]
				place[$3] = $2
			}
			function high(y, s, name,    group, n, i, j, t) {
				group = name " " y " " (within == "region" ? "" : place[s])
				n = count[group]
				if (cut == "mean") return x[y, s, name] * n >= sum[group]
				if (cut != "median") return x[y, s, name] >= cut * 1e9
				if (!(group in middle)) {
					for (i = 2; i <= n; i++) {
						t = values[group, i]
						for (j = i; j > 1 && values[group, j - 1] > t; j--) values[group, j] = values[group, j - 1]
						values[group, j] = t
					}
					middle[group] = values[group, int((n + 1) / 2)] + values[group, int(n / 2) + 1]
				}
				return 2 * x[y, s, name] >= middle[group]
			}
			END {
				for (s in place) for (y = 2022; y <= 2024; y++) {
					class = "no_data"
					if ((y, s, "results_index") in x && (y, s, "social_index") in x)
						class = high(y, s, "social_index") \
							? (high(y, s, "results_index") ? "effective" : "failing") \
							: (high(y, s, "results_index") ? "resilient" : "deprived")
					print y, s, class
				}
			}' in.tsv | sort >expected
		diff expected classes
		[ "$(wc -l <classes)" -eq 2100 ]
		[ "$(cut -d ' ' -f 3 classes | sort | uniq -c | awk '$1 > 50' | wc -l)" -ge 4 ]
	done
}

@test "with a given cut, the probability is that of two independent normals, halved at the value" {
	random_indices 60 >in.tsv
	quadrant --cut 50 --replicates 40000 in.tsv | awk -F '\t' 'NR > 1 { print $1, $3, $5, $6 }' >actual
	awk -F '\t' '
		# The normal distribution function (Abramowitz and Stegun, 26.2.17).
		function normal(x,    t, p) {
			if (x < 0) return 1 - normal(-x)
			t = 1 / (1 + 0.2316419 * x)
			p = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
			return 1 - exp(-x * x / 2) / sqrt(2 * 3.141592653589793) * p
		}
		# That the index is at least 50.
		function above(value, lo, hi) {
			return 1 - normal((50 - value) / ((50 < value ? value - lo : hi - value) / 1.959964))
		}
		FILENAME == "in.tsv" && FNR > 1 && $7 != "" { p[$1, $3, $4] = above($6, $7, $8) }
		FILENAME == "actual" {
			split($0, c, " ")
			known = (c[1], c[2], "results_index") in p && (c[1], c[2], "social_index") in p
			r = known ? p[c[1], c[2], "results_index"] : 0; s = known ? p[c[1], c[2], "social_index"] : 0
			expected = (c[3] == "effective" || c[3] == "resilient" ? r : 1 - r) * \
				(c[3] == "effective" || c[3] == "failing" ? s : 1 - s)
			if (known != (c[4] != "") || (known && (c[4] - expected > 0.011 || expected - c[4] > 0.011)))
				print "differs: " $0 ", expected " expected
			told += known
		}
		END { print (told > 150 ? "enough" : "too few: " told) }' in.tsv actual >found
	run cat found
	assert_output 'enough'
}

@test "with the median, probabilities are those of another bootstrap" {
	random_indices 60 | awk -F '\t' 'NR == 1 || $1 == 2023' >in.tsv
	quadrant --replicates 4000 in.tsv | awk -F '\t' 'NR > 1 && $6 != "" { print $3, $5, $6 }' >actual
	awk -F '\t' '
		function next_number() { seed = seed * 16807 % 2147483647; return seed / 2147483647 }
		function normal() { return sqrt(-2 * log(next_number())) * cos(6.283185307179586 * next_number()) }
		NR > 1 { i = ++n[$4]; school[$4, i] = $3; v[$4, i] = $6
			below[$4, i] = $7 == "" ? 0 : ($6 - $7) / 1.959964; above[$4, i] = $7 == "" ? 0 : ($8 - $6) / 1.959964
			if ($4 == "social_index") at[$3] = i }
		function draw(name,    i, j, t, z) {
			for (i = 1; i <= n[name]; i++) {
				z = normal()
				t = d[name, i] = v[name, i] + z * (z < 0 ? below[name, i] : above[name, i])
				for (j = i; j > 1 && sorted[j - 1] > t; j--) sorted[j] = sorted[j - 1]
				sorted[j] = t
			}
			return (sorted[int((n[name] + 1) / 2)] + sorted[int(n[name] / 2) + 1]) / 2
		}
		END {
			seed = 31
			for (r = 0; r < 4000; r++) {
				a = draw("results_index"); b = draw("social_index")
				for (i = 1; i <= n["results_index"]; i++) {
					s = school["results_index", i]
					if (!(s in at)) continue
					class = d["social_index", at[s]] >= b ? (d["results_index", i] >= a ? "effective" : "failing") \
						: (d["results_index", i] >= a ? "resilient" : "deprived")
					count[s, class]++
				}
			}
			while ((getline <"actual") > 0) {
				split($0, c, " ")
				p = count[c[1], c[2]] / 4000
				if (c[3] - p > 0.05 || p - c[3] > 0.05) print "differs: " $0 ", not " p
				told++
				unsure += c[3] < 0.9
			}
			print (told > 40 && unsure > 15 ? "enough" : "too few: " told " " unsure)
		}' in.tsv >found
	run cat found
	assert_output 'enough'
}

@test "probabilities: repeatable, by the seed; a year's do not change with what other years hold" {
	random_indices 80 >in.tsv
	quadrant --within region,municipality in.tsv >out.tsv
	quadrant --within region,municipality --seed 1 --replicates 2000 in.tsv | cmp - out.tsv
	run cmp -s out.tsv <(quadrant --within region,municipality --seed 2 in.tsv)
	assert_failure 1
	awk -F '\t' 'NR == 1 || $1 == 2023' in.tsv >year.tsv
	quadrant --within region,municipality year.tsv | cmp - <(awk -F '\t' 'NR == 1 || $1 == 2023' out.tsv)
	# One point in a hundred is what 2000 replicates are good for.
	run awk -F '\t' 'NR == FNR { p[$1, $3, $4] = $6; next }
		FNR > 1 && $6 != "" && ($6 - p[$1, $3, $4] > 0.06 || p[$1, $3, $4] - $6 > 0.06)' \
		out.tsv <(quadrant --within region,municipality --seed 77 in.tsv)
	assert_output ''
	run awk -F '\t' 'NR > 1 && $6 != ""' <(quadrant --replicates 0 in.tsv)
	assert_output ''
}

@test "an index without an interval has its part in the cut, and its school no probability" {
	indices in.tsv <<'END'
1 40/39/41 40/39/41
2 50 50/49/51
3 60/59/61 60/59/61
END
	run bash -c "shnor-classify --rule quadrant in.tsv | cut -f 3,5,6 | tail -n +2"
	assert_output $'1\tdeprived\t1\n2\teffective\t\n3\teffective\t1'
}

@test "the order of the input is of no consequence; the lines are in byte order" {
	random_indices 120 >in.tsv
	quadrant --within region,municipality in.tsv >out.tsv
	{ head -n 1 in.tsv; tail -n +2 in.tsv | sort -R --random-source="$TOP/LICENSE"; } >other.tsv
	quadrant --within municipality,region other.tsv | cmp - out.tsv
	tail -n +2 out.tsv | LC_ALL=C sort -c
}

@test "other names of the indices; what is not in the data is told" {
	indices in.tsv <<'END'
1 40 40
2 50 50
END
	sed -e 's/results_index/ior/' -e 's/social_index/isb/' in.tsv >named.tsv
	run verdicts --results ior --social isb --cut ior=60 named.tsv
	assert_output $'1 deprived\n2 failing'
	run -1 --separate-stderr quadrant --social isb in.tsv
	[ "$stderr" = 'shnor-classify: --social: there is no "isb" in the data; nobody can be judged' ]
	[ "${#lines[@]}" -eq 3 ]
}

@test "other indicators are skipped, broken ones rejected, twins end the run" {
	table in.tsv <<'END'
year | municipality | school_id | indicator | n | value | lo | hi
2024 | А | 1 | results_index   | 4 | 50  | 49 | 51
2024 | А | 1 | results_indexes | 4 | 50  | 49 | 51
2024 | А | 1 | ege-mat:share   | 4 | 0.5 |    |
2024 | А | 2 | results_index   | 4 |     |    |
2024 | А | 2 | results_index   | 4 | 5,0 |    |
2024 | А | 2 | results_index   | 4 | 50  | 51 | 52
2024 | А | 2 | results_index   | 4 | 50  | x  | 52
2024 | А | 2 | results_index   | 0 | 50  |    |
2024 | А | 1 | social_index    | 3 | 50  | 49 | 51
END
	run -1 --separate-stderr quadrant --rejects rejects.tsv --stats stats.tsv in.tsv
	[ "${#lines[@]}" -eq 2 ]
	assert_balanced stats.tsv
	[ "$(counts stats.tsv skipped)" -eq 2 ]
	run bash -c "cut -f 2-5 rejects.tsv | sed 's/\t/|/g'"
	assert_output - <<'END'
origin|reason|column|value
in.tsv:5|no number|value|
in.tsv:6|no number|value|5,0
in.tsv:7|value outside its interval|value|50
in.tsv:8|no number|lo|x
in.tsv:9|impossible n|n|0
END
	printf '2024\tА\t1\tsocial_index\t3\t50\t49\t51\n' >>in.tsv
	run -1 --separate-stderr quadrant --max-rejects 9 in.tsv
	[[ $stderr == *'in.tsv:11: "social_index" stands twice for school "1" in 2024; no verdict can be given' ]]
}

@test "wrong options are exit 2; so are those of another rule" {
	indices in.tsv </dev/null
	while IFS='|' read -r option value message; do
		run -2 --separate-stderr quadrant "--$option" "$value" in.tsv
		[ "$stderr" = "shnor-classify: --$option$message" ] || { echo "$stderr"; return 1; }
		[ -z "$output" ]
	done <<'END'
cut|middle|: found "middle", expected median, mean or a number
cut|ior=median|: found "ior", expected results_index or social_index before the =
cut|results_index=|: found "results_index=", expected median, mean or a number
grey|-1|: found "-1", expected a number of at least 0
replicates|many|: found "many", expected a whole number
seed|0|: found "0", expected a number from 1 to 4294967295
within|locality|: "locality" would be a column of the registry, and --schools is not given
within|region,,|: expected columns parted by commas
within|region,region|: "region" stands twice
share|0.3| means nothing with --rule quadrant; it is for: threshold
pooled|2| means nothing with --rule quadrant; it is for: threshold
END
	run -2 --separate-stderr shnor-classify --seed 3 in.tsv
	[ "$stderr" = 'shnor-classify: --seed means nothing with --rule threshold; it is for: quadrant' ]
	run -2 --separate-stderr quadrant --results a --social a in.tsv
	[ "$stderr" = 'shnor-classify: --results and --social name the same indicator' ]
}

@test "a school that is closed, not yet open or handed over has no part in the cuts" {
	table schools.tsv <<'END'
school_id | municipality | successor | from       | to
1         | А            |           |            |
2         | А            |           |            |
7         | А            |           |            | 31.08.2022
8         | А            |           | 01.09.2024 |
9         | А            | 1         |            |
END
	# The index of a closed school lives on while its last year is in the window.
	indices in.tsv <<'END'
1 50 50
2 40 60
7 60 10
8 70 20
9 80 30
END
	quadrant --replicates 0 --schools schools.tsv --stats stats.tsv in.tsv | cut -f 3,5,7 | tail -n +2 >out.tsv
	run show out.tsv
	assert_output - <<'END'
1|resilient|results_index 50.000 >= 45.000 (median of 2 schools), 4 components; social_index 50.000 < 55.000 (median of 2 schools), 3 components
2|failing|results_index 40.000 < 45.000 (median of 2 schools), 4 components; social_index 60.000 >= 55.000 (median of 2 schools), 3 components
7|no_data|closed in 2022
8|no_data|not yet open in 2024
9|no_data|results go to 1
END
	assert_balanced stats.tsv
	run bash -c "grep skipped stats.tsv | cut -f 3,4 | sed 's/\t/|/g'"
	assert_output - <<'END'
results go to a successor|2
school closed|2
school not yet open|2
END
	# In the year of its closing it is judged.
	sed 's/^2024/2022/' in.tsv | quadrant --replicates 0 --schools schools.tsv |
		awk -F '\t' '$5 != "no_data" { print $1, $3 }' >judged
	run tail -n +2 judged
	assert_output $'2022 1\n2022 2\n2022 7'
	# A broken line of such a school is no fault.
	sed -i 's/\t80\t/\teighty\t/' in.tsv
	run -0 quadrant --replicates 0 --schools schools.tsv in.tsv
}

@test "a school has results before it opened from those it succeeded, and under a past code" {
	table schools.tsv <<'END'
school_id | municipality | successor | past_codes | from       | to
1         | А            | 2         |            |            | 31.08.2024
2         | А            |           |            | 01.09.2024 |
3         | А            |           | 13         | 01.09.2024 |
4         | А            |           |            |            |
END
	indices in.tsv <<'END'
2 40 60
13 50 50
4 60 40
END
	run verdicts --schools schools.tsv in.tsv
	assert_output $'1 no_data\n2 failing\n3 effective\n4 resilient'
}

@test "who has nobody to be compared with has no class: of its group, or of the region" {
	table schools.tsv <<'END'
school_id | municipality | locality
1         | А            | город
2         | А            | село
3         | Б            | село
4         | В            |
5         | В            |
END
	indices in.tsv <<'END'
1 50 10
2 40 20
3 30 30
4 60 -
5 70 40
END
	quadrant --schools schools.tsv --within municipality in.tsv | cut -f 3,5- | tail -n +2 >out.tsv
	run show out.tsv
	assert_line --index 2 '3|no_data||results_index 30.000 >= 30.000 (median of 1 school), 4 components; social_index 30.000 >= 30.000 (median of 1 school), 3 components; the only school of its group'
	assert_line --index 3 '4|no_data||results_index 60.000 < 65.000 (median of 2 schools), 4 components; no social_index in 2024'
	assert_line --index 4 '5|no_data||results_index 70.000 >= 65.000 (median of 2 schools), 4 components; social_index 40.000 >= 40.000 (median of 1 school), 3 components; the only school of its group with social_index'
	run grep -c no_data out.tsv
	assert_output 3
	# Against a number there is something to compare with; one index may have one.
	run bash -c "shnor-classify --rule quadrant --schools schools.tsv --within municipality --cut 25 in.tsv | cut -f 3,5 | tail -n +4"
	assert_output $'3\teffective\n4\tno_data\n5\teffective'
	run bash -c "shnor-classify --rule quadrant --schools schools.tsv --within municipality --cut results_index=25 in.tsv | cut -f 3,5 | tail -n +4"
	assert_output $'3\tno_data\n4\tno_data\n5\tno_data'
	# A region of one school.
	indices one.tsv <<'END'
1 50 10
END
	run quadrant one.tsv
	assert_line $'2024\tZ\t1\tquadrant\tno_data\t\tresults_index 50.000 >= 50.000 (median of 1 school), 4 components; social_index 10.000 >= 10.000 (median of 1 school), 3 components; the only school of its group'
	quadrant --schools schools.tsv one.tsv >all.tsv
	run grep -c 'the only school of its group with results_index, social_index$' all.tsv
	assert_output 1
}
