#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-suppress: what of a result may be published, and that nothing hidden can be computed from it.
# shellcheck disable=SC2154 # bats sets stderr
load helper
load suppress

RECOVER=$BUILD/tools/recover
VERDICTS=$BATS_TEST_DIRNAME/oracle/recover-verdicts
INDICES=$BATS_TEST_DIRNAME/oracle/recover-indices
PROGRAMME=$BATS_TEST_DIRNAME/oracle/recover-programme

@test "hidden are the small, and the next smallest where the municipality's total would tell" {
	publish result public >counts
	run show public/indicators.tsv
	assert_output - <<'END'
year|municipality|school_id|indicator|n|value|lo|hi
2024|Север|11|oge-mat:share||*||
2024|Север|12|oge-mat:share||*||
2024|Север|13|oge-mat:share|60|0.2|0.1|0.9
2024|Юг|21|oge-mat:share||*||
2024|Юг|22|oge-mat:share||*||
2024|Юг|23|oge-mat:share|40|<10 %||
END
	run show public/indicators-totals.tsv
	assert_output - <<'END'
year|municipality|indicator|n|value
2024||oge-mat:share|134|0.19
2024|Север|oge-mat:share|79|0.25
2024|Юг|oge-mat:share|55|0.11
END
	run show counts
	assert_line 'indicators.tsv|1|1|4'
}

@test "a share at the limits: 5 and 95 per cent are shown, 10 pupils too; options move the limits" {
	indicators <<'END'
2024 Север 11 oge-mat 60 3
2024 Север 12 oge-mat 100 4
2024 Север 13 oge-mat 60 57
2024 Юг 21 oge-mat 100 96
2024 Юг 22 oge-mat 10 5
END
	publish result public >/dev/null
	run cut -f 3,6 public/indicators.tsv
	assert_output "$(printf 'school_id\tvalue\n11\t0.05\n12\t<5 %%\n13\t0.95\n21\t>95 %%\n22\t0.5')"
	publish --least 11 --percent 6 result other >/dev/null
	run cut -f 3,6 other/indicators.tsv
	assert_output "$(printf 'school_id\tvalue\n11\t<6 %%\n12\t<6 %%\n13\t>94 %%\n21\t*\n22\t*')"
	run -2 --separate-stderr publish --least 1 result third
	run -2 --separate-stderr publish --percent 50 result third
}

@test "of few pupils a coarse share stands for several numbers: up to 20 of them <20 %, up to 40 <10 %" {
	indicators <<'END'
2024 Север 11 oge-mat 10 1
2024 Север 12 oge-mat 20 4
2024 Север 13 oge-mat 21 2
2024 Юг 21 oge-mat 40 37
2024 Юг 22 oge-mat 10 9
2024 Юг 23 oge-mat 41 2
END
	publish result public >/dev/null
	run cut -f 3,5,6 public/indicators.tsv
	assert_output "$(printf 'school_id\tn\tvalue\n11\t10\t<20 %%\n12\t20\t0.2\n13\t21\t<10 %%\n21\t40\t>90 %%\n22\t10\t>80 %%\n23\t41\t<5 %%')"
}

@test "an attacker finds nothing; in what only hides the small it finds the hidden" {
	publish result public >/dev/null
	run -0 "$RECOVER" public/indicators.tsv public/indicators-totals.tsv
	assert_output ''
	control
	run -0 "$RECOVER" -c only-small.tsv totals.tsv
	assert_line --partial 'n n 2024'
	assert_line --partial 'hits h 2024'
}

@test "an attacker finds nothing in random regions, and a lot in their controls" {
	found=0
	for seed in {1..100}; do
		region "$seed"
		rm -rf public
		publish result public >/dev/null
		"$RECOVER" public/indicators.tsv public/indicators-totals.tsv >told
		[ ! -s told ] || fail "seed $seed: $(head -n 5 told)"
		# Something is left to read.
		awk -F '\t' '$6 != "*" { some = 1 } END { exit !some }' public/indicators.tsv
		control
		[ -z "$("$RECOVER" -c only-small.tsv totals.tsv)" ] || found=$((found + 1))
	done
	[ "$found" -ge 95 ]
}

@test "measures of the same pupils are hidden together; parts of a whole are all shown or none" {
	{
		indicators <<'END'
2024 Север 11 ege-mat 40 10
2024 Север 11 ege-mat_prof 35 9
2024 Север 12 ege-mat 50 10
2024 Север 12 ege-mat_prof 30 6
2024 Юг 21 oge-mat 8 2
2024 Юг 22 oge-mat 9 3
END
		printf '2024\tЮг\t21\toge_mark-mat:mean\t8\t3.1\t2\t4\n2024\tСевер\t11\tege-mat_prof:mean\t35\t50\t40\t60\n'
		printf '2024\tСевер\t12\tege-mat_prof:mean\t30\t50\t40\t60\n'
	} >>result/indicators.tsv
	publish result public >/dev/null
	run awk -F '\t' '{ print $3, $4, $5, $6 }' public/indicators.tsv
	assert_line '11 ege-mat:share 40 0.25'
	# Of 40 without 35 there are 5 left.
	assert_line '11 ege-mat_prof:share  *'
	assert_line '11 ege-mat_prof:mean  *'
	assert_line '12 ege-mat_prof:share 30 0.2'
	assert_line '12 ege-mat_prof:mean 30 50'
	assert_line '21 oge_mark-mat:mean  *'
}

# rule [MIN_N]: a threshold rule of two procedures.
rule() {
	printf 'option\tvalue\nrule\tthreshold\nshare\t0.30\nmin-n\t%s\n' "${1-1}" >rule.tsv
}

@test "a verdict is published where the published results make it by themselves, with these; no probability" {
	indicators <<'END'
2023 Север 11 oge-mat 40 20
2024 Север 11 oge-mat 40 20
2024 Север 11 vpr5-rus 40 20
2024 Север 11 gve9-mat 2 2
2024 Север 12 oge-mat 40 20
2024 Север 12 gve9-mat 1 1
2024 Север 13 oge-mat 40 20
2024 Север 13 gve9-mat 1 0
2024 Юг 21 oge-mat 40 10
2024 Юг 21 gve9-mat 3 3
2024 Юг 22 gve9-mat 3 3
2024 Юг 22 gve9-rus 3 3
END
	table result/classes.tsv <<'END'
year | municipality | school_id | rule      | class | probability | reason
2024 | Север        | 11        | threshold | low   | 0.9         | A: gve9-mat 2/2 = 1.000, oge-mat 20/40 = 0.500, vpr5-rus 20/40 = 0.500; B: 2023 oge-mat 20/40 = 0.500, 2024 gve9-mat 2/2 = 1.000, 2024 oge-mat 20/40 = 0.500; one pupil decides: oge-mat 2024
2024 | Север        | 12        | threshold | low   | 0.6         | A: gve9-mat 1/1 = 1.000, oge-mat 20/40 = 0.500
2024 | Север        | 13        | threshold | not_low | 0.6       | 1 low of 2: oge-mat 20/40 = 0.500
2024 | Юг           | 21        | threshold | not_low | 0.6       | 1 low of 2: gve9-mat 3/3 = 1.000
2024 | Юг           | 22        | threshold | low   | 0.6         | A: gve9-mat 3/3 = 1.000, gve9-rus 3/3 = 1.000
2024 | Юг           | 23        | threshold | no_data |           | no results
2024 | Юг           | 21        | threshold_2_years | low | 0.6     | 2023 to 2024
END
	rule
	publish --rule rule.tsv result public >/dev/null
	run show public/classes.tsv
	assert_output - <<'END'
year|municipality|school_id|rule|class|probability|reason
2024|Север|11|threshold|low||A: oge-mat 20/40 = 0.500, vpr5-rus 20/40 = 0.500; B: 2023 oge-mat 20/40 = 0.500, 2024 oge-mat 20/40 = 0.500
2024|Север|12|threshold|not_published||
2024|Север|13|threshold|not_published||
2024|Юг|21|threshold|not_low||
2024|Юг|22|threshold|not_published||
2024|Юг|23|threshold|no_data||
2024|Юг|21|threshold_2_years|not_published||
END
	# All verdicts as they are: the attacker knows who has failed, and who has not.
	run "$VERDICTS" rule.tsv public/indicators.tsv result/classes.tsv
	assert_output - <<'END'
narrowed 2024 12 low
low 2024 12 gve9-mat
narrowed 2024 13 not_low
good 2024 13 gve9-mat
narrowed 2024 22 low
low 2024 22 gve9-mat
low 2024 22 gve9-rus
END
	run "$VERDICTS" rule.tsv public/indicators.tsv public/classes.tsv
	assert_output ''
	# Whether two procedures of three pupils count is not told either.
	rule 5
	publish --rule rule.tsv result other >/dev/null
	run grep -c '	22	threshold	not_published' other/classes.tsv
	assert_output 1
	publish result without >/dev/null
	run cut -f 5 without/classes.tsv
	refute_line low
}

@test "memberships and pairs that rest on a verdict which is withheld are too; what the list says is not" {
	table result/classes.tsv <<'END'
year | municipality | school_id | rule      | class | probability | reason
2023 | Север        | 13        | threshold | low   |             | A: oge-mat 4/4 = 1.000
2023 | Юг           | 23        | threshold | no_data |           | no results
END
	printf '2023\tСевер\t13\t%s:share\t2\t1\t\t\n' gve9-mat gve9-rus >>result/indicators.tsv
	table result/membership.tsv <<'END'
year | municipality | school_id | status  | since | years | reason
2024 | Север        | 13        | entered | 2024  | 1     | low in 2023: A: gve9-mat 2/2 = 1.000
2024 | Юг           | 21        | entered | 2024  | 1     | low in 2023: A: gve9-mat 2/2 = 1.000; on the list since 2024
2024 | Юг           | 23        | stays   | 2023  | 2     | no verdict in 2023
END
	table result/pairs.tsv <<'END'
year | municipality | school_id | status | curator_municipality | curator_id
2024 | Север        | 13        | paired | Юг                   | 22
2024 | Юг           | 21        | paired | Юг                   | 22
2024 | Юг           | 21        | kept   | Север                | 13
2027 | Юг           | 21        | kept   | Север                | 13
END
	printf '2027\tЮг\t21\tstays\t2024\t4\ton the list since 2024\n' >>result/membership.tsv
	rule
	publish --rule rule.tsv result public >/dev/null
	run cut -f 3 public/membership.tsv
	assert_output "$(printf 'school_id\n21\n23\n21')"
	# Whose verdict is withheld is no curator, either, while that verdict counts.
	run cut -f 3,6 public/pairs.tsv
	assert_output "$(printf 'school_id\tcurator_id\n21\t22\n21\t13')"
}

@test "changes are published where both years are; columns and files that are not named here are not" {
	cat >>result/indicators.tsv <<'END'
2023	Север	13	oge-mat:share	50	0.3	0.1	0.9
2023	Север	12	oge-mat:share	30	0.3	0.1	0.9
2024	Север	13	oge-mat:shrunk	60	0.21	0.1	0.9
2024	Север	13	results_index	4	51.2	40	60
2024	Север	13	results_index:oge-mat	60	51.2	40	60
END
	table result/dynamics.tsv <<'END'
municipality | school_id | indicator            | year_from | year_to | from | to  | delta | lo   | hi  | trend    | streak
Север        | 12        | oge-mat:share        | 2023      | 2024    | 0.3  | 0.4 | 0.1   | -0.1 | 0.2 | declined | 3
Север        | 13        | oge-mat:share        | 2023      | 2024    | 0.3  | 0.2 | -0.1  | -0.2 | 0.1 | improved | 2
Север        | 13        | results_index        | 2023      | 2024    | 50   | 51  | 1     | -2   | 3   | improved | 1
END
	for file in quality rejects overrides observations stats changes recommendations risks decisions bias unknown; do
		printf 'year\tschool_id\tmunicipality\n2024\t11\tСевер\n' >result/$file.tsv
	done
	publish --stats stats.tsv result public >/dev/null
	assert_balanced stats.tsv
	run show public/dynamics.tsv
	assert_output - <<'END'
municipality|school_id|indicator|year_from|year_to|from|to|delta|lo|hi|trend|beyond_chance
Север|13|oge-mat:share|2023|2024|0.3|0.2|-0.1|-0.2|0.1|improved|
END
	run ls public
	assert_output "$(printf '%s\n' dynamics.tsv indicators-totals.tsv indicators.tsv manifest.tsv schools.tsv)"
	run head -n 1 public/schools.tsv
	assert_output "$(printf 'school_id\tname\tmunicipality')"
	run grep -cE 'shrunk|results_index' public/indicators.tsv
	assert_output 0
}

@test "a school under two municipalities cannot be published: totals would tell of it" {
	indicators <<'END'
2024 Север 11 ege-rus 20 5
2024 Юг 11 ege-rus 60 12
2024 Юг 21 ege-rus 60 12
END
	run -1 publish result public
	assert_output --partial 'school "11" stands under two municipalities'
	[ ! -e public ]
}

@test "the twin of every pipeline: nothing can be computed" {
	mkdir public
	for name in orenburg volgograd kromy dzerzhinsk; do
		"$BUILD/bin/shnor" run "$name" "$TOP/samples/$name" "out/$name" --public "public/$name" 2>messages
		run -0 "$RECOVER" "public/$name/indicators.tsv" "public/$name/indicators-totals.tsv" "public/$name"/dynamics*.tsv
		assert_output ''
		run "$VERDICTS" "$TOP/pipelines/$name/rule.tsv" "public/$name"/{indicators,classes,programme}.tsv
		assert_output ''
		run -0 "$PROGRAMME" "public/$name/schools.tsv" "public/$name"/programme*.tsv
		assert_output ''
		for file in "public/$name"/classes*.tsv; do
			[ $name = volgograd ] || continue
			run -0 "$INDICES" "$TOP/pipelines/$name/composites.tsv" "out/$name/indicators.tsv" "public/$name/indicators.tsv" "$file"
			assert_output ''
			# As they are, it finds what stands behind them.
			run -0 "$INDICES" "$TOP/pipelines/$name/composites.tsv" "out/$name/indicators.tsv" "public/$name/indicators.tsv" "out/$name/${file##*/}"
			assert_line --regexp ' 2022 070085 results_index (oge|vpr4)-(rus|mat)$'
		done
		run bash -c "ls 'public/$name' | grep -vE '^((schools|indicators|indicators-totals|classes|classes-municipality|dynamics|dynamics-since|dynamics-since-adverse|membership|membership-adverse|pairs|programme|programme-adverse|manifest)\\.tsv|report\\.(html|xlsx))\$'"
		assert_output ''
		# Less those of ОГЭ and ЕГЭ, the pupils of all final exams are those of ГВЭ.
		run -1 grep 'final-' "public/$name/indicators.tsv" "public/$name/indicators-totals.tsv"
		# No k of n stands where the n is hidden: all that are shown are those of ten and more.
		run grep -ohE '[0-9]+/[0-9]+ = ' "public/$name/classes.tsv"
		awk -F / '{ if ($2 + 0 < 10) exit 1 }' <<<"$output" || [ -z "$output" ]
	done
}

@test "a year more changes nothing of the years before" {
	region 3
	printf 'year\tmunicipality\tschool_id\trule\tclass\tprobability\treason\n' >result/classes.tsv
	awk -F '\t' -v OFS='\t' 'NR > 1 && !seen[$1, $3]++ { print $1, $2, $3, "threshold", "low", "", "" }' result/indicators.tsv >>result/classes.tsv
	rule
	publish --rule rule.tsv result both >/dev/null
	sed -i '/^2024/d' result/*.tsv
	publish --rule rule.tsv result first >/dev/null
	for file in indicators indicators-totals classes; do
		grep -v '^2024' "both/$file.tsv" | cmp - "first/$file.tsv"
	done
	grep -q '^2023.*low' first/classes.tsv
}

@test "the folder is there as a whole or not at all, in the same bytes; nobody's files are removed" {
	publish result public >/dev/null
	publish result again >/dev/null
	diff -r public again
	{ head -n 1 result/indicators.tsv; tail -n +2 result/indicators.tsv | sort -r; } >shuffled
	mv shuffled result/indicators.tsv
	publish result other >/dev/null
	diff <(sort public/indicators.tsv) <(sort other/indicators.tsv)
	cmp public/indicators-totals.tsv other/indicators-totals.tsv
	run -2 --separate-stderr publish result public
	[[ $stderr == *'public: found "indicators-totals.tsv" in it, expected an empty folder, or none; '* ]]
	run -2 --separate-stderr publish result result/public
	[[ $stderr == *'result/public lies in result, expected a place apart from the result' ]]
	mkdir .half.shnor-suppress
	echo left >.half.shnor-suppress/left.tsv
	publish result half >/dev/null
	diff <(ls half) <(ls public)
	[ ! -e .half.shnor-suppress ]
	run -1 --separate-stderr bash -c "rm result/indicators.tsv; printf '' >result/indicators.tsv; '$BUILD/bin/shnor-suppress' --publicity '$TOP/pipelines/common/publicity.tsv' result none"
	[ ! -e none ]
}

@test "two runs to one place: one of them publishes; a workplace that leads elsewhere is refused" {
	mkdir elsewhere .half.shnor-suppress
	echo mine >elsewhere/file
	ln -s elsewhere .other.shnor-suppress
	run -3 --separate-stderr publish result other
	[ -s elsewhere/file ]
	run -2 --separate-stderr flock .half.shnor-suppress "$BUILD/bin/shnor-suppress" --publicity \
		"$TOP/pipelines/common/publicity.tsv" result half
	[[ $stderr == *'.half.shnor-suppress: another run is writing there' ]]
	[ ! -e half ]
}

@test "means: none beside a coarse share, which it would tell; without an interval" {
	printf '2024\tЮг\t23\toge_mark-mat:mean\t40\t4.9\t4.8\t5\n2024\tСевер\t13\toge_mark-mat:mean\t60\t4\t3.9\t4.1\n' >>result/indicators.tsv
	publish result public >/dev/null
	run bash -c "grep mean public/indicators.tsv | cut -f 3,5-"
	assert_output "$(printf '23\t\t*\t\t\n13\t60\t4\t\t')"
}

@test "a mean tells the result of everybody at an end of its scale, and with the share of those who passed" {
	indicators <<'END'
2024 Север 11 vpr5-rus 40 10 150
2024 Север 12 vpr5-rus 40 10 170
2024 Север 13 vpr5-rus 40 10 111
2024 Юг 21 vpr5-rus 12 4 36
2024 Юг 22 vpr6-rus 40 10 130
2024 Юг 22 vpr6-mat 40 10 140
END
	# Of those who passed: all have 5; nearly all have 3; there are eight of them.
	publish result public >/dev/null
	run awk -F '\t' '$4 ~ /mean/ { print $3, $4, $6 }' public/indicators.tsv
	assert_output - <<'END'
11 vpr5-rus:mean 3.75
12 vpr5-rus:mean *
13 vpr5-rus:mean *
21 vpr5-rus:mean *
22 vpr6-rus:mean 3.25
22 vpr6-mat:mean 3.5
END
	run -0 "$RECOVER" public/indicators.tsv public/indicators-totals.tsv
	assert_output ''
	# As they are, all fives and all spreads are found.
	run -0 "$RECOVER" result/indicators.tsv public/indicators-totals.tsv
	assert_line 'marks mark 5 2024 vpr5-rus 12 30'
	assert_line 'interval 2024 vpr5-rus 11'
	# Scores: all have 100, all have 0, all who passed have 100.
	indicators <<'END'
2024 Север 11 ege-rus 40 10 4000
2024 Север 12 ege-rus 40 10 1
2024 Север 13 ege-rus 40 10 3200
2024 Юг 21 ege-rus 40 10 2200
2024 Юг 22 reading-basic 40 10 2200
END
	rm -r public
	publish result public >/dev/null
	run awk -F '\t' '$4 ~ /mean/ { print $3, $4, $6 }' public/indicators.tsv
	assert_output - <<'END'
11 ege-rus:mean *
12 ege-rus:mean *
13 ege-rus:mean *
21 ege-rus:mean 55
22 reading-basic:mean *
END
}

@test "thousands of schools in many municipalities take no longer than their number" {
	under_sanitizer && skip "sanitizers are slow"
	awk 'BEGIN { srand(7); for (s = 1; s <= 20000; s++) for (k = 5; k <= 8; k++) { n = 1 + int(rand() * rand() * 50); print 2024, "T" s % 1500, 10000 + s, "vpr" k "-rus", n, int(rand() * n) } }' | indicators
	timeout 5 shnor-suppress --quiet --publicity "$TOP/pipelines/common/publicity.tsv" result public >/dev/null
}

@test "on a full disk there is no folder" {
	under_sanitizer && skip "a limit on files is no matter for sanitizers"
	awk '{ for (i = 100; i < 3000; i++) print 2024, "T" i % 7, i, "oge-mat", 20 + i % 9, 5 }' <<<x | indicators
	run -3 --separate-stderr bash -c 'trap "" XFSZ; ulimit -f 50; shnor-suppress --publicity "$1" result public' - \
		"$TOP/pipelines/common/publicity.tsv"
	[[ $stderr == *'cannot write: File too large' ]]
	[ ! -e public ]
}

@test "the table: words that are none, a pattern that is none: exit 2 with file, line and cell" {
	table publicity.tsv <<'END'
measure | counts  | population | whole | scale
^oge(   | persons |            |       | 5 3 2
^ege    | pupils  |            |       |
^staff  | staff   | staff      |       |
END
	run -2 --separate-stderr shnor-suppress --publicity publicity.tsv result public
	[[ ${stderr_lines[0]} == 'shnor-suppress: publicity.tsv:2: column "measure": found "^oge(": no pattern: '* ]]
	[ "${stderr_lines[1]}" = 'shnor-suppress: publicity.tsv:2: column "scale": found "5 3 2": expected three whole numbers such as 2 3 5: the least, the least that passes, the greatest' ]
	[ "${stderr_lines[2]}" = 'shnor-suppress: publicity.tsv:3: column "counts": found "pupils": expected persons, staff, schools, results, verdicts or memberships' ]
	[ "${stderr_lines[3]}" = 'shnor-suppress: publicity.tsv:4: column "counts": found "staff": only persons have a population and a scale, and are part of a whole' ]
	run -2 --separate-stderr shnor-suppress result public
	run -2 --separate-stderr publish result
}
