#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-classify: the threshold rule. Order 01-21/801 of Orenburg region, annex 1: a procedure is
# low from 30 % on; a school is low with two low procedures in a year (A) or with one in each of two
# years running (B).
# shellcheck disable=SC2154 # bats sets stderr
load helper

# shares NAME <<'END': indicators from lines `year school procedure low/n`.
shares() {
	awk 'BEGIN { OFS = "\t"; print "year", "municipality", "school_id", "indicator", "n", "value", "lo", "hi" }
		{ split($4, s, "/"); print $1, "Kromy", $2, $3 ":share", s[2], sprintf("%.9f", s[1] / s[2]), "", "" }' >"$1"
}

# verdicts [OPTION…] FILE: year, school, class and reason of each. Whether one pupil decides is
# certainty.bats' business.
verdicts() {
	shnor-classify "$@" | cut -f 1,3,5,7 | sed 's/; one pupil decides: .*//' | show
}

@test "a class stands with its year, municipality, school, rule and reason" {
	table in.tsv <<'END'
value       | indicator     | n  | school_id | municipality | year | remark
0.357142857 | oge-mat:share | 14 | 0123      | Кромской р-н | 2024 | x
0.3         | vpr5-rus:share | 20 | 0123     | Кромской р-н | 2024 | x
3.214285714 | oge-mat:mean  | 14 | 0123      | Кромской р-н | 2024 | x
END
	shnor-classify in.tsv >out.tsv
	run show out.tsv
	assert_output - <<'END'
year|municipality|school_id|rule|class|probability|reason
2024|Кромской р-н|0123|threshold|low|0.3541|A: oge-mat 5/14 = 0.357, vpr5-rus 6/20 = 0.300; one pupil decides: oge-mat 2024 and 1 other
END
}

@test "branch A: two low procedures in a year; one is not enough" {
	shares in.tsv <<'END'
2024 1 oge-mat 5/10
2024 1 oge-rus 4/10
2024 1 vpr5-mat 0/10
2024 2 oge-mat 10/10
2024 2 oge-rus 2/10
2024 3 oge-rus 0/10
END
	run verdicts in.tsv
	assert_output - <<'END'
year|school_id|class|reason
2024|1|low|A: oge-mat 5/10 = 0.500, oge-rus 4/10 = 0.400
2024|2|not_low|1 low of 2: oge-mat 10/10 = 1.000; no results in 2023
2024|3|not_low|0 low of 1; no results in 2023
END
}

@test "branch B: one low procedure in each of two years running, in any, in the same, or off" {
	shares in.tsv <<'END'
2023 1 oge-mat 3/10
2023 1 oge-rus 0/10
2024 1 oge-mat 0/10
2024 1 oge-rus 4/10
2023 2 oge-mat 3/10
2024 2 oge-mat 4/10
2023 3 oge-mat 3/10
2024 3 oge-mat 2/10
END
	run verdicts --repeat any in.tsv
	assert_output - <<'END'
year|school_id|class|reason
2023|1|not_low|1 low of 2: oge-mat 3/10 = 0.300; no results in 2022
2023|2|not_low|1 low of 1: oge-mat 3/10 = 0.300; no results in 2022
2023|3|not_low|1 low of 1: oge-mat 3/10 = 0.300; no results in 2022
2024|1|low|B: 2023 oge-mat 3/10 = 0.300, 2024 oge-rus 4/10 = 0.400
2024|2|low|B: 2023 oge-mat 3/10 = 0.300, 2024 oge-mat 4/10 = 0.400
2024|3|not_low|0 low of 1
END
	run verdicts --repeat same in.tsv
	assert_line --index 4 '2024|1|not_low|1 low of 2: oge-rus 4/10 = 0.400'
	assert_line --index 5 '2024|2|low|B: 2023 oge-mat 3/10 = 0.300, 2024 oge-mat 4/10 = 0.400'
	run verdicts --repeat off in.tsv
	# Without branch B the year before is of no interest.
	assert_line --index 1 '2023|1|not_low|1 low of 2: oge-mat 3/10 = 0.300'
	assert_line --index 4 '2024|1|not_low|1 low of 2: oge-rus 4/10 = 0.400'
	assert_line --index 5 '2024|2|not_low|1 low of 1: oge-mat 4/10 = 0.400'
}

@test "branch B with the same procedure shows only the one that repeats" {
	shares in.tsv <<'END'
2023 1 oge-mat 3/10
2023 1 vpr5-mat 9/10
2024 1 oge-mat 5/10
2024 1 oge-rus 4/10
END
	run verdicts --procedures 3 --repeat same in.tsv
	assert_line --index 2 '2024|1|low|B: 2023 oge-mat 3/10 = 0.300, 2024 oge-mat 5/10 = 0.500'
	run verdicts --procedures 3 in.tsv
	assert_line --index 2 '2024|1|low|B: 2023 oge-mat 3/10 = 0.300, 2023 vpr5-mat 9/10 = 0.900, 2024 oge-mat 5/10 = 0.500, 2024 oge-rus 4/10 = 0.400'
}

@test "both branches at once are both told" {
	shares in.tsv <<'END'
2023 1 oge-mat 3/10
2024 1 oge-mat 5/10
2024 1 oge-rus 4/10
END
	run verdicts in.tsv
	assert_line --index 2 '2024|1|low|A: oge-mat 5/10 = 0.500, oge-rus 4/10 = 0.400; B: 2023 oge-mat 3/10 = 0.300, 2024 oge-mat 5/10 = 0.500, 2024 oge-rus 4/10 = 0.400'
}

@test "years with a hole between them do not follow each other" {
	shares in.tsv <<'END'
2022 1 oge-mat 5/10
2024 1 oge-mat 5/10
2023 2 oge-mat 1/10
END
	run verdicts in.tsv
	assert_output - <<'END'
year|school_id|class|reason
2022|1|not_low|1 low of 1: oge-mat 5/10 = 0.500; no results in 2021
2022|2|no_data|no results in 2022
2023|1|no_data|no results in 2023
2023|2|not_low|0 low of 1; no results in 2022
2024|1|not_low|1 low of 1: oge-mat 5/10 = 0.500; no results in 2023
2024|2|no_data|no results in 2024
END
}

@test "exactly 30 percent is low by ge and not by gt; the comparison is of whole numbers" {
	shares in.tsv <<'END'
2024 3/10         x 3/10
2024 6/20         x 6/20
2024 9/30         x 9/30
2024 300/1000     x 300/1000
2024 30000/100000 x 30000/100000
2024 2/7          x 2/7
2024 299/1000     x 299/1000
2024 29999/100000 x 29999/100000
2024 1/3          x 1/3
2024 4/13         x 4/13
2024 301/1000     x 301/1000
2024 30001/100000 x 30001/100000
END
	verdicts --procedures 1 --compare ge in.tsv | grep '|low|' | cut -d '|' -f 2 | sort -V >at_least
	run cat at_least
	assert_output - <<'END'
1/3
3/10
4/13
6/20
9/30
300/1000
301/1000
30000/100000
30001/100000
END
	verdicts --procedures 1 --compare gt in.tsv | grep '|low|' | cut -d '|' -f 2 | sort -V >more_than
	run cat more_than
	assert_output - <<'END'
1/3
4/13
301/1000
30001/100000
END
}

@test "--share: 0.3 and 0.30 are one, 0.333 is more than a third is not; 0 and 1 are ends" {
	shares in.tsv <<'END'
2024 1 x 3/10
2024 2 x 1/3
2024 3 x 0/9
2024 4 x 9/9
END
	low() { verdicts --procedures 1 "$@" in.tsv | grep '|low|' | cut -d '|' -f 2 | paste -s -d ' '; }
	run low --share 0.3
	assert_output '1 2 4'
	run low --share 0.30
	assert_output '1 2 4'
	run low --share .300000000
	assert_output '1 2 4'
	run low --share 0.333
	assert_output '2 4'
	run low --share 0.333333334
	assert_output '4'
	run low --share 0
	assert_output '1 2 3 4'
	run low --share 0 --compare gt
	assert_output '1 2 4'
	run low --share 1
	assert_output '4'
	run low --share 1 --compare gt
	assert_output ''
}

@test "--procedures: how many make branch A" {
	shares in.tsv <<'END'
2024 1 a 5/10
2024 2 a 5/10
2024 2 b 5/10
2024 3 a 5/10
2024 3 b 5/10
2024 3 c 5/10
END
	for least in 1 2 3 4; do
		verdicts --procedures "$least" in.tsv | grep -c '|low|' || true
	done >counts
	run cat counts
	assert_output "$(printf '3\n2\n1\n0')"
}

@test "--min-n: procedures of few are left out, and the reason says which" {
	shares in.tsv <<'END'
2023 1 oge-mat 2/4
2024 1 oge-mat 5/10
2024 1 oge-rus 3/4
2024 1 vpr5-mat 1/3
2024 2 oge-rus 4/4
2024 3 oge-rus 5/5
2024 3 oge-mat 5/5
2024 3 vpr5-mat 0/4
END
	run verdicts --min-n 5 in.tsv
	assert_output - <<'END'
year|school_id|class|reason
2023|1|no_data|no results in 2023; not counted, n < 5: oge-mat 2/4 = 0.500
2023|2|no_data|no results in 2023
2023|3|no_data|no results in 2023
2024|1|not_low|1 low of 1: oge-mat 5/10 = 0.500; no results in 2023; not counted, n < 5: oge-rus 3/4 = 0.750, vpr5-mat 1/3 = 0.333
2024|2|no_data|no results in 2024; not counted, n < 5: oge-rus 4/4 = 1.000
2024|3|low|A: oge-mat 5/5 = 1.000, oge-rus 5/5 = 1.000; not counted, n < 5: vpr5-mat 0/4 = 0.000
END
	run verdicts --min-n 4 in.tsv
	assert_line --index 5 '2024|2|not_low|1 low of 1: oge-rus 4/4 = 1.000; no results in 2023'
}

@test "--schools: every school of the registry has a class in every year, in its municipality" {
	table schools.tsv <<'END'
school_id | name     | municipality
10        | Лицей    | Б
2         | Школа    | А
1         | Гимназия | А
END
	shares in.tsv <<'END'
2022 1 oge-mat 5/10
2024 10 oge-mat 5/10
END
	shnor-classify --schools schools.tsv in.tsv | cut -f 1-3,5,7 >out.tsv
	run show out.tsv
	assert_output - <<'END'
year|municipality|school_id|class|reason
2022|А|1|not_low|1 low of 1: oge-mat 5/10 = 0.500; no results in 2021
2022|А|2|no_data|no results in 2022
2022|Б|10|no_data|no results in 2022
2024|А|1|no_data|no results in 2024
2024|А|2|no_data|no results in 2024
2024|Б|10|not_low|1 low of 1: oge-mat 5/10 = 0.500; no results in 2023
END
}

@test "--schools: a school that is not in it is rejected and gets no class" {
	table schools.tsv <<'END'
school_id | municipality
1         | А
END
	shares in.tsv <<'END'
2024 1 oge-mat 5/10
2024 9 oge-mat 5/10
END
	run -1 --separate-stderr shnor-classify --schools schools.tsv in.tsv
	[ "${#lines[@]}" -eq 2 ]
	[ "${stderr_lines[0]}" = 'shnor-classify: in.tsv:3: column "school_id": found "9", expected a school of the registry: unknown school' ]
	[ "${stderr_lines[1]}" = 'shnor-classify: 1 of 2 records rejected' ]
}

@test "--measures: a list or a pattern says what counts; the rest is skipped and counted" {
	shares in.tsv <<'END'
2024 1 ege-mat 5/10
2024 1 ege-mat_prof 6/10
2024 1 vpr5-mat 7/10
END
	run verdicts --measures 'ege-mat, vpr5-mat' in.tsv
	assert_line --index 1 '2024|1|low|A: ege-mat 5/10 = 0.500, vpr5-mat 7/10 = 0.700'
	run verdicts -m '/^ege-/' in.tsv
	assert_line --index 1 '2024|1|low|A: ege-mat 5/10 = 0.500, ege-mat_prof 6/10 = 0.600'
	shnor-classify --measures ege-mat --stats stats.tsv in.tsv >out.tsv
	run show stats.tsv
	assert_output - <<'END'
filter|kind|reason|count
classify|output||1
classify|read||3
classify|skipped|another indicator|2
classify|written||1
END
	assert_balanced stats.tsv
}

@test "--measures: a name of which there is no share is told, unless --quiet" {
	shares in.tsv <<'END'
2024 1 ege-mat 5/10
END
	run -0 --separate-stderr shnor-classify --measures ege-mat,ege-mta in.tsv
	[ "$stderr" = 'shnor-classify: --measures: there is no share of "ege-mta" in the data' ]
	run -0 --separate-stderr shnor-classify --quiet --measures ege-mat,ege-mta in.tsv
	[ -z "$stderr" ]
}

@test "a line that stands twice: no verdict may rest on which came first" {
	printf 'year\tmunicipality\tschool_id\tindicator\tn\tvalue\n' >one.tsv
	cp one.tsv other.tsv
	printf '2024\tA\t1\ta:share\t10\t0.5\n2024\tB\t1\ta:share\t10\t0.1\n' >>one.tsv
	printf '2024\tB\t1\ta:share\t10\t0.1\n2024\tA\t1\ta:share\t10\t0.5\n' >>other.tsv
	for file in one other; do
		run -1 --separate-stderr shnor-classify --procedures 1 $file.tsv
		[ "$stderr" = "shnor-classify: $file.tsv:3: \"a:share\" stands twice for school \"1\" in 2024; no verdict can be given" ]
		[ "${#lines[@]}" -eq 1 ]
	done
}

@test "shares that no count gives and impossible values are rejected" {
	table in.tsv <<'END'
year | municipality | school_id | indicator | n | value
2024 | K | 1 | a:share | 43 | 0.3
2024 | K | 1 | a:share | 3  | 0.333
2024 | K | 1 | a:share | 3  | 1.333333333
2024 | K | 1 | a:share | 3  | -0.333333333
2024 | K | 1 | a:share | 3  |
2024 | K | 1 | a:share | 0  | 0
2024 | K | 1 | a:share |    | 0.5
24   | K | 1 | a:share | 2  | 0.5
2024 | K |   | a:share | 2  | 0.5
2024 | K | 1 | a:share | 2
2024 | K | 1 | a:share | 3  | 0.333333333
END
	run -1 --separate-stderr shnor-classify --procedures 1 --rejects rejects.tsv --stats stats.tsv in.tsv
	[[ ${lines[1]} == $'2024\tK\t1\tthreshold\tlow\t'*$'\tA: a 1/3 = 0.333; one pupil decides: a 2024' ]]
	[ "${#lines[@]}" -eq 2 ]
	cut -f 2-5 rejects.tsv >reasons.tsv
	run show reasons.tsv
	assert_output - <<'END'
origin|reason|column|value
in.tsv:2|share that no count gives|value|0.3
in.tsv:3|share that no count gives|value|0.333
in.tsv:4|share that no count gives|value|1.333333333
in.tsv:5|share that no count gives|value|-0.333333333
in.tsv:6|share that no count gives|value|
in.tsv:7|impossible n|n|0
in.tsv:8|impossible n|n|
in.tsv:9|impossible year|year|24
in.tsv:10|unknown school|school_id|
in.tsv:11|too few fields||
END
	assert_balanced stats.tsv
}

@test "wrong options are exit 2 and name what was found and expected" {
	shares in.tsv </dev/null
	while IFS='|' read -r option value message; do
		run -2 --separate-stderr shnor-classify "--$option" "$value" in.tsv
		[ "$stderr" = "shnor-classify: --$option: $message" ] || { echo "$stderr"; return 1; }
		[ -z "$output" ]
	done <<'END'
rule|index|found "index", expected one of: threshold quadrant residual
pooled|1|found "1", expected numbers of years from 2 to 9
pooled|2,,3|found "", expected numbers of years from 2 to 9
small|few|found "few", expected a whole number
share|30|found "30", expected a share from 0 to 1 such as 0.30
share|0,3|found "0,3", expected a share from 0 to 1 such as 0.30
share|-0.1|found "-0.1", expected a share from 0 to 1 such as 0.30
compare|>|found ">", expected one of: ge gt
procedures|0|expected at least 1
procedures|two|found "two", expected a whole number
repeat|once|found "once", expected one of: any same off
min-n|-1|found "-1", expected a whole number
END
	run -2 --separate-stderr shnor-classify --measures '/(/' in.tsv
	[[ $stderr == 'shnor-classify: --measures: no pattern: '* ]]
}

# random_table: shares.tsv and, as whole numbers, truth.tsv: 200 schools, 3 years, 8 procedures,
# always the same. Small n and shares around 30 %, many exactly there; a tenth is missing.
random_table() {
	awk 'function next_number(limit) { seed = seed * 16807 % 2147483647; return seed % limit }
		BEGIN {
			OFS = "\t"
			seed = 801
			print "year", "municipality", "school_id", "indicator", "n", "value" >"shares.tsv"
			for (s = 1; s <= 200; s++) for (y = 2022; y <= 2024; y++) for (p = 1; p <= 8; p++) {
				if (next_number(10) == 0 || (s % 17 == 0 && y == 2023)) continue
				n = next_number(3) ? 10 * (1 + next_number(4)) : 1 + next_number(30)
				low = int(n * (5 + next_number(30)) / 100 + 0.5)
				print y, "M" s % 7, s, "p" p ":share", n, sprintf("%.9f", low / n) >"shares.tsv"
				print y, s, p, n, low >"truth.tsv"
			}
		}'
}

@test "a random table gets the classes of another implementation, by every option" {
	random_table
	for options in 'ge 2 any 1' 'gt 2 any 1' 'ge 3 same 1' 'gt 1 off 1' 'ge 2 off 10' 'ge 4 same 5' 'gt 3 any 11'; do
		read -r compare procedures repeat min_n <<<"$options"
		shnor-classify --compare "$compare" --procedures "$procedures" --repeat "$repeat" --min-n "$min_n" \
			shares.tsv | awk -F '\t' 'NR > 1 { print $1, $3, $5 }' | sort >classes
		awk -v compare="$compare" -v procedures="$procedures" -v repeat="$repeat" -v min_n="$min_n" '
			$4 >= min_n {
				seen[$1, $2]++
				if ($5 * 10 > $4 * 3 || (compare == "ge" && $5 * 10 == $4 * 3)) { low[$1, $2, $3] = 1; lows[$1, $2]++ }
			}
			END {
				for (s = 1; s <= 200; s++) for (y = 2022; y <= 2024; y++) {
					both = (repeat == "any" && lows[y, s] && lows[y - 1, s])
					for (p = 1; p <= 8; p++)
						if (repeat == "same" && low[y, s, p] && low[y - 1, s, p]) both = 1
					class = lows[y, s] >= procedures || both ? "low" : "not_low"
					print y, s, (seen[y, s] ? class : "no_data")
				}
			}' truth.tsv | sort >expected
		run diff expected classes
		assert_output ''
		[ "$(wc -l <classes)" -eq 600 ]
		# The table is a test only if it has all classes.
		[ "$(cut -d ' ' -f 3 classes | sort -u | wc -l)" -eq 3 ]
	done
}

@test "the order of the input is of no consequence; the output is in byte order" {
	random_table
	shnor-classify shares.tsv >out.tsv
	{ head -n 1 shares.tsv; tail -n +2 shares.tsv | tac; } >backwards.tsv
	{ head -n 1 shares.tsv; tail -n +2 shares.tsv | LC_ALL=C sort -t $'\t' -k 6,6 -k 3,3; } >other.tsv
	shnor-classify backwards.tsv | cmp - out.tsv
	shnor-classify other.tsv | cmp - out.tsv
	tail -n +2 out.tsv | LC_ALL=C sort -c
}

@test "results with a marker of bias: named, dropped or kept" {
	table in.tsv <<'END'
year | municipality | school_id | indicator | n | value
2024 | А | 1 | a:share | 10 | 0.5
2024 | А | 1 | b:share | 10 | 0.4
2024 | А | 2 | a:share | 10 | 0.5
END
	printf 'school_id\tlogin\tmunicipality\n1\tedu1\tА\n2\tedu2\tА\n' >schools.tsv
	table bias.tsv <<'END'
year | login | measure | markers
2024 | edu1  | a       | 2
2024 | edu2  | a       | 0
2023 | edu2  | a       | 1
2024 | edu9  | a       | 1
END
	run --separate-stderr shnor-classify --procedures 1 --repeat off --schools schools.tsv --biased bias.tsv \
		--max-rejects 1 --rejects rejects.tsv --stats stats.tsv in.tsv
	assert_line $'2024\tА\t1\tthreshold\tlow\t0.9791\tA: a 5/10 = 0.500 (objectivity marker), b 4/10 = 0.400'
	assert_line $'2024\tА\t2\tthreshold\tlow\t0.9122\tA: a 5/10 = 0.500'
	assert_balanced stats.tsv
	run cut -f 3 rejects.tsv
	assert_line --index 1 'unknown school'
	run shnor-classify -q --procedures 1 --repeat off --schools schools.tsv --biased bias.tsv \
		--max-rejects 1 --rejects rejects.tsv --biased-use drop --stats stats.tsv in.tsv
	assert_line $'2024\tА\t1\tthreshold\tlow\t0.7619\tA: b 4/10 = 0.400'
	assert_balanced stats.tsv
	run shnor-classify -q --procedures 1 --repeat off --schools schools.tsv --biased bias.tsv \
		--max-rejects 1 --rejects rejects.tsv --biased-use keep in.tsv
	assert_line $'2024\tА\t1\tthreshold\tlow\t0.9791\tA: a 5/10 = 0.500, b 4/10 = 0.400'
	run -2 shnor-classify --biased bias.tsv --biased-use hide in.tsv
}

@test "a share of more than 10^9 participants does not tell its count, and is rejected" {
	table in.tsv <<'END'
year | municipality | school_id | indicator | n | value
2024 | K | 1 | a:share | 1000000000   | 0.299999999
2024 | K | 2 | a:share | 1000000001   | 0.3
2024 | K | 3 | a:share | 100000000000 | 0.3
2024 | K | 4 | a:share | 1000000000   | 0.3
END
	run -1 --separate-stderr shnor-classify --procedures 1 --rejects rejects.tsv in.tsv
	run bash -c "tail -n +2 <<<'$output' | cut -f 3,5"
	assert_output $'1\tnot_low\n4\tlow'
	run bash -c "tail -n +2 rejects.tsv | cut -f 2-6 | sed 's/\t/|/g'"
	assert_output - <<'END'
in.tsv:3|share that no count gives|value|0.3|a share of at most 1000000000 participants: of more, nine decimals tell no count
in.tsv:4|share that no count gives|value|0.3|a share of at most 1000000000 participants: of more, nine decimals tell no count
END
}
