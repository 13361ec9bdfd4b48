#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-suppress: what of a result may be published, and that nothing hidden can be computed from it.
# shellcheck disable=SC2154 # bats sets stderr
load helper

RECOVER=$BATS_TEST_DIRNAME/oracle/recover

publish() {
	shnor-suppress --quiet --publicity "$TOP/pipelines/common/publicity.tsv" "$@"
}

# A result of two municipalities: in the first one small school, in the second one two.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	mkdir -p result
	table result/schools.tsv <<'END'
school_id | name | municipality | kind
11 | А | Север | обычная
12 | Б | Север | обычная
13 | В | Север | обычная
21 | Г | Юг    | обычная
22 | Д | Юг    | обычная
23 | Е | Юг    | обычная
END
	indicators <<'END'
2024 Север 11 oge-mat 4 2
2024 Север 12 oge-mat 15 6
2024 Север 13 oge-mat 60 12
2024 Юг 21 oge-mat 7 3
2024 Юг 22 oge-mat 8 2
2024 Юг 23 oge-mat 40 1
END
}

# indicators: result/indicators.tsv of lines YEAR MUNICIPALITY SCHOOL MEASURE N HITS.
indicators() {
	awk 'BEGIN { print "year\tmunicipality\tschool_id\tindicator\tn\tvalue\tlo\thi" }
		{ v = sprintf("%.9f", $6 / $5); if (v ~ /\./) { sub(/0+$/, "", v); sub(/\.$/, "", v) }
		print $1 "\t" $2 "\t" $3 "\t" $4 ":share\t" $5 "\t" v "\t0.1\t0.9" }' >result/indicators.tsv
}

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
2024|Юг|23|oge-mat:share|40|<5 %||
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
2024 Север 11 oge-mat 20 1
2024 Север 12 oge-mat 100 4
2024 Север 13 oge-mat 20 19
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

@test "an attacker finds nothing; in what only hides the small it finds the hidden" {
	publish result public >/dev/null
	run "$RECOVER" public/indicators.tsv public/indicators-totals.tsv
	assert_output ''
	control
	run "$RECOVER" -v control=1 only-small.tsv totals.tsv
	assert_line --partial 'n 2024'
	assert_line --partial 'hits 2024'
}

# control: what the result would be with the small hidden only, and exact totals.
control() {
	awk -F '\t' -v OFS='\t' 'NR > 1 && $5 < 10 { $5 = ""; $6 = "*" } { print }' result/indicators.tsv >only-small.tsv
	awk -F '\t' -v OFS='\t' 'NR == 1 { print "year", "municipality", "indicator", "n", "value"; next }
		$4 !~ /share$/ || $4 ~ /mat_(prof|base)/ { next }
		{ n[$1 FS $2 FS $4] += $5; h[$1 FS $2 FS $4] += int($5 * $6 + 0.5); n[$1 FS FS $4] += $5; h[$1 FS FS $4] += int($5 * $6 + 0.5) }
		END { for (key in n) printf "%s\t%d\t%.9f\n", key, n[key], h[key] / n[key] }' result/indicators.tsv >totals.tsv
}

# region SEED: a region of many small schools, of municipalities with one or two, of results that are all good or all bad.
region() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		towns = 2 + int(rand() * 7)
		for (t = 1; t <= towns; t++) {
			schools = 1 + int(rand() * rand() * 12)
			good = rand() < 0.3 ? 0 : rand() < 0.1 ? 1 : 0.3 * rand()
			for (s = 1; s <= schools; s++) {
				small = rand() < 0.4
				for (year = 2023; year <= 2024; year++) {
					split("oge-rus oge-mat vpr5-mat ege-mat", names, " ")
					for (m = 1; m <= 4; m++) {
						if (rand() < 0.1) continue
						n = small ? 1 + int(rand() * 14) : 8 + int(rand() * 60)
						h = 0
						for (i = 0; i < n; i++) h += rand() < good
						print year, "T" t, 100 * t + s, names[m], n, h
						if (names[m] == "ege-mat") {
							part = int(rand() * (n + 1)); low = h < part ? int(rand() * (h + 1)) : 0
							if (h - low > n - part) low = h - (n - part)
							if (part && low <= part) print year, "T" t, 100 * t + s, "ege-mat_prof", part, low
						}
					}
				}
			}
		}
	}' | indicators
}

@test "an attacker finds nothing in random regions, and a lot in their controls" {
	found=0
	for seed in {1..30}; do
		region "$seed"
		rm -rf public
		publish result public >/dev/null
		"$RECOVER" public/indicators.tsv public/indicators-totals.tsv >told
		[ ! -s told ] || fail "seed $seed: $(head -n 5 told)"
		# Something is left to read.
		awk -F '\t' '$6 != "*" { some = 1 } END { exit !some }' public/indicators.tsv
		control
		[ -z "$("$RECOVER" -v control=1 only-small.tsv totals.tsv)" ] || found=$((found + 1))
	done
	[ "$found" -ge 25 ]
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

@test "a reason keeps results that are published; of other rules none is left; no probability" {
	table result/classes.tsv <<'END'
year | municipality | school_id | rule      | class | probability | reason
2024 | Север        | 11        | threshold | low   | 0.9         | A: oge-mat 2/4 = 0.500, vpr5-rus 6/20 = 0.300; one pupil decides: oge-mat 2024
2024 | Север        | 13        | threshold | low   | 0.6         | A: oge-mat 12/60 = 0.200, vpr5-rus 6/20 = 0.300; B: 2023 oge-mat 3/9 = 0.333, 2024 oge-mat 12/60 = 0.200
2024 | Юг           | 21        | quadrant  | failing | 0.7       | results_index 39.9 < 50.4; results_index of oge-mat 33.1 (n 7)
END
	publish result public >/dev/null
	run show public/classes.tsv
	assert_output - <<'END'
year|municipality|school_id|rule|class|probability|reason
2024|Север|11|threshold|low||A: not published
2024|Север|13|threshold|low||A: oge-mat 12/60 = 0.200, others not published; B: 2024 oge-mat 12/60 = 0.200, others not published
2024|Юг|21|quadrant|failing||
END
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

@test "staff: totals only, of two schools and ten people at least, and none that another one gives away" {
	table programme.tsv <<'END'
indicator  | measure               | statistic
diagnosed  | ^teacher-diagnosed$   | share
part_rus   | ^teacher-diagnosed_rus$ | share
part_mat   | ^teacher-diagnosed_mat$ | share
helped     | ^support-targeted$    | share
low_oge    | ^oge-all$             | share
END
	table result/programme.tsv <<'END'
level        | municipality | school_id | indicator | year | k  | n  | value
municipality | Север        |           | diagnosed | 2024 | 15 | 30 | 0.5
municipality | Юг           |           | diagnosed | 2024 | 3  | 12 | 0.25
municipality | Север        |           | part_rus  | 2024 | 2  | 9  | 0.222222222
municipality | Север        |           | part_mat  | 2024 | 13 | 21 | 0.619047619
municipality | Север        |           | helped    | 2024 | 1  | 2  | 0.5
region       |              |           | diagnosed | 2024 | 18 | 42 | 0.428571429
region       |              |           | low_oge   | 2024 | 18 | 42 | 0.428571429
school       | Север        | 11        | diagnosed | 2024 | 10 | 20 | 0.5
school       | Север        | 12        | diagnosed | 2024 | 5  | 10 | 0.5
school       | Юг           | 21        | diagnosed | 2024 | 3  | 12 | 0.25
school       | Север        | 11        | part_rus  | 2024 | 2  | 9  | 0.222222222
school       | Север        | 11        | part_mat  | 2024 | 8  | 11 | 0.727272727
school       | Север        | 12        | part_mat  | 2024 | 5  | 10 | 0.5
school       | Север        | 11        | helped    | 2024 | 1  | 1  | 1
END
	publish --programme programme.tsv result public >/dev/null
	run show public/programme.tsv
	# The region's total would leave those of Юг, where there is one school.
	assert_output - <<'END'
level|municipality|school_id|indicator|year|k|n|value
municipality|Север||diagnosed|2024||30|0.5
municipality|Север||helped|2024|1|2|0.5
school|Север|11|helped|2024|1|1|1
END
	rm -r public
	publish result public >/dev/null
	[ ! -e public/programme.tsv ]
}

@test "the result of every pipeline: nothing can be computed, and report makes its forms of it" {
	mkdir public
	for name in orenburg volgograd kromy dzerzhinsk; do
		"$BUILD/bin/shnor" run "$name" "$TOP/samples/$name" "out/$name" 2>messages
		publish --programme "$TOP/pipelines/$name/programme.tsv" "out/$name" "public/$name" >/dev/null || publish_failed=$name
		run "$RECOVER" "public/$name/indicators.tsv" "public/$name/indicators-totals.tsv"
		assert_output ''
		run bash -c "ls 'public/$name' | grep -vE '^(schools|indicators|indicators-totals|classes|classes-municipality|dynamics|dynamics-since|dynamics-since-adverse|membership|membership-adverse|pairs|programme|programme-adverse|manifest)\\.tsv\$'"
		assert_output ''
		# No k of n stands where the n is hidden: all that are shown are those of ten and more.
		run grep -ohE '[0-9]+/[0-9]+ = ' "public/$name/classes.tsv"
		awk -F / '{ if ($2 + 0 < 10) exit 1 }' <<<"$output" || [ -z "$output" ]
		shnor-report --format xlsx --labels "$TOP/pipelines/common/labels.tsv" \
			--sheets "$TOP/pipelines/$name/sheets.tsv" --sheets "$TOP/pipelines/common/sheets.tsv" "public/$name" >"$name.xlsx"
		[ -z "${publish_failed-}" ]
	done
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
measure | counts  | population | whole
^oge(   | persons |            |
^ege    | pupils  |            |
^staff  | staff   | staff      |
END
	run -2 --separate-stderr shnor-suppress --publicity publicity.tsv result public
	[[ ${stderr_lines[0]} == 'shnor-suppress: publicity.tsv:2: column "measure": found "^oge(": no pattern: '* ]]
	[ "${stderr_lines[1]}" = 'shnor-suppress: publicity.tsv:3: column "counts": found "pupils": expected persons, staff or schools' ]
	[ "${stderr_lines[2]}" = 'shnor-suppress: publicity.tsv:4: column "counts": found "staff": only persons have a population and are part of a whole' ]
	run -2 --separate-stderr shnor-suppress result public
	run -2 --separate-stderr publish result
}
