#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-suppress: what of a programme's indicators may be published, and that nothing can be computed from it.
load helper
load suppress

VERDICTS=$BATS_TEST_DIRNAME/oracle/recover-verdicts
PROGRAMME=$BATS_TEST_DIRNAME/oracle/recover-programme

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

@test "staff: what is hidden for being near another figure is not the region's minus the others" {
	table programme.tsv <<'END'
indicator | measure | statistic
aa        | ^teacher-diagnosed$ | share
bb        | ^teacher-diagnosed$ | share
END
	table result/programme.tsv <<'END'
level        | municipality | school_id | indicator | year | k  | n  | value
municipality | Север        |           | aa        | 2024 | 11 | 22 | 0.5
municipality | Север        |           | bb        | 2024 | 15 | 30 | 0.5
municipality | Юг           |           | bb        | 2024 | 25 | 50 | 0.5
region       |              |           | bb        | 2024 | 40 | 80 | 0.5
school       | Север        | 11        | aa        | 2024 | 5  | 11 | 0.454545455
school       | Север        | 12        | aa        | 2024 | 6  | 11 | 0.545454545
school       | Север        | 11        | bb        | 2024 | 7  | 15 | 0.466666667
school       | Север        | 12        | bb        | 2024 | 8  | 15 | 0.533333333
school       | Юг           | 21        | bb        | 2024 | 10 | 25 | 0.4
school       | Юг           | 22        | bb        | 2024 | 15 | 25 | 0.6
END
	publish --programme programme.tsv result public >/dev/null
	run awk -F '\t' 'NR > 1 { print $1, $2, $4, $7 }' public/programme.tsv
	assert_output 'municipality Север aa 22
municipality Юг bb 50'
}

@test "programme: that a school has improved is as public as its results; totals do not give it away" {
	indicators <<'END'
2023 Север 11 ege-rus 40 20
2024 Север 11 ege-rus 40 10
2023 Север 12 ege-rus 2 2
2024 Север 12 ege-rus 30 10
2023 Север 13 ege-rus 30 10
2024 Север 13 ege-rus 1 0
2023 Юг 21 ege-rus 40 20
2024 Юг 21 ege-rus 40 10
2023 Юг 22 ege-rus 40 20
2024 Юг 22 ege-rus 40 30
END
	table programme.tsv <<'END'
indicator    | measure              | statistic | schools
improved_ege | ^school-improved_ege$ | share    | all
since_ege    | ^school-since_ege$    | share    | all
END
	# programme K13: whether the third of those left out has improved.
	programme() {
		for indicator in improved_ege since_ege; do
			sed "s/improved_ege/$indicator/" <<END
municipality Север - improved_ege 2024 $((2 + $1)) 3 0.5
municipality Юг - improved_ege 2024 1 2 0.5
region - - improved_ege 2024 $((3 + $1)) 5 0.5
school Север 11 improved_ege 2024 1 1 1
school Север 12 improved_ege 2024 1 1 1
school Север 13 improved_ege 2024 $1 1 $1
school Юг 21 improved_ege 2024 1 1 1
school Юг 22 improved_ege 2024 0 1 0
END
		done | sed 's/ /\t/g; s/\t-/\t/g' |
			sed '1i level\tmunicipality\tschool_id\tindicator\tyear\tk\tn\tvalue' >result/programme.tsv
	}
	programme 0
	publish --programme programme.tsv result public >/dev/null
	run cut -f 1-6 public/programme.tsv
	assert_line "$(printf 'municipality\tЮг\t\timproved_ege\t2024\t1')"
	assert_line "$(printf 'school\tСевер\t11\timproved_ege\t2024\t1')"
	assert_line "$(printf 'school\tЮг\t22\tsince_ege\t2024\t0')"
	# Two are left out of the region's five: too few.
	refute_line --partial region
	refute_line --partial "$(printf '\t12\t')"
	refute_line --partial "$(printf '\t13\t')"
	refute_line --partial "$(printf 'Север\t\t')"
	run "$VERDICTS" <(printf 'option\n') public/indicators.tsv <(printf 'year\n') public/programme.tsv
	assert_output ''
	# Three left out, some improved: the region's total of the first such indicator is published.
	sed -i '/^2024	Юг	22/s/	40	/	4	/' result/indicators.tsv
	publish --programme programme.tsv result other >/dev/null
	run grep -c '^region' other/programme.tsv
	assert_output 1
	# Its rows as they are tell a lot.
	run "$VERDICTS" <(printf 'option\n') public/indicators.tsv <(printf 'year\n') result/programme.tsv
	assert_line 'change 12 improved_ege 2024 2023 ege-rus'
	assert_line 'change 13 since_ege 2024 2024 ege-rus'
}

@test "staff: the region's total does not tell that nobody of the others has it, nor what a coarse share is" {
	table programme.tsv <<'END'
indicator | measure            | statistic
deficit   | ^teacher-deficit$  | share
END
	table result/programme.tsv <<'END'
level        | municipality | school_id | indicator | year | k | n  | value
municipality | Север        |           | deficit   | 2024 | 3 | 14 | 0.214285714
municipality | Юг           |           | deficit   | 2024 | 0 | 15 | 0
municipality | Запад        |           | deficit   | 2024 | 0 | 7  | 0
municipality | Восток       |           | deficit   | 2024 | 0 | 7  | 0
region       |              |           | deficit   | 2024 | 3 | 43 | 0.069767442
school       | Север        | 11        | deficit   | 2024 | 1 | 7  | 0.142857143
school       | Север        | 12        | deficit   | 2024 | 2 | 7  | 0.285714286
school       | Юг           | 21        | deficit   | 2024 | 0 | 7  | 0
school       | Юг           | 22        | deficit   | 2024 | 0 | 8  | 0
school       | Запад        | 31        | deficit   | 2024 | 0 | 7  | 0
school       | Восток       | 41        | deficit   | 2024 | 0 | 7  | 0
END
	printf 'school_id\tname\tmunicipality\n%s\tА\tЗапад\n%s\tБ\tВосток\n%s\tВ\tСевер\n%s\tГ\tЮг\n' 31 41 11 21 >result/schools.tsv
	publish --programme programme.tsv result public >/dev/null
	run awk -F '\t' 'NR > 1 { print $1, $2, $7, $8 }' public/programme.tsv
	assert_output 'municipality Север 14 0.21
municipality Юг 15 <20 %'
	run -0 "$PROGRAMME" public/schools.tsv public/programme.tsv
	assert_output ''
	printf 'region\t\t\tdeficit\t2024\t\t43\t0.07\n' >>public/programme.tsv
	run -0 "$PROGRAMME" public/schools.tsv public/programme.tsv
	assert_output 'coarse public/programme.tsv deficit 2024 Юг 0
staff public/programme.tsv deficit 2024 region 14 2'
}

@test "an attacker finds nothing in programmes of random regions, and a lot where the small are left out only" {
	table programme.tsv <<'END'
indicator    | measure                 | statistic | schools
diagnosed    | ^teacher-diagnosed$     | share     | all
part_rus     | ^teacher-diagnosed_rus$ | share     | all
part_mat     | ^teacher-diagnosed_mat$ | share     | all
improved_oge | ^school-improved_oge$   | share     | all
improved_ege | ^school-improved_ege$   | share     | all
END
	shown=0 found=0
	for seed in {1..60}; do
		region "$seed"
		programme "$seed"
		awk -F '\t' -v OFS='\t' 'NR == 1 { print "school_id", "name", "municipality"; next }
			!seen[$3]++ { print $3, "", $2 }' result/indicators.tsv >result/schools.tsv
		rm -rf public
		publish --programme programme.tsv result public >/dev/null
		"$PROGRAMME" public/schools.tsv public/programme.tsv >told
		[ ! -s told ] || fail "seed $seed: $(head -n 5 told)"
		shown=$((shown + $(wc -l <public/programme.tsv) - 1))
		awk -F '\t' -v OFS='\t' 'NR == 1 { print; next }
			$4 ~ /improved/ { if ($1 != "school" || $3 % 3) print; next }
			$1 != "school" && $7 >= 10 { $8 = sprintf("%.2f", $8); $6 = ""; print }' result/programme.tsv >only-small.tsv
		[ -z "$("$PROGRAMME" public/schools.tsv only-small.tsv)" ] || found=$((found + 1))
	done
	[ "$shown" -gt 1000 ]
	[ "$found" -ge 40 ]
}
