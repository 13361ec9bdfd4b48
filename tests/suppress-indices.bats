#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-suppress: which verdicts by two indices are published, and that they tell of nothing hidden.
# shellcheck disable=SC2154 # bats sets stderr
load helper
load suppress

INDICES=$BATS_TEST_DIRNAME/oracle/recover-indices

# parts <<'END': indices and their components, in lines YEAR SCHOOL NAME VALUE; social_index is the same one for all.
parts() {
	awk -v OFS='\t' '{ town = $2 < 20 ? "Север" : "Юг"; print $1, town, $2, $3, 2, $4, "", "" }
		$3 == "results_index" { print $1, town, $2, "social_index", 1, 50, "", ""; print $1, town, $2, "social_index:social-low", 1, 50, "", "" }
		' >>result/indicators.tsv
}

# verdicts <<'END': lines YEAR SCHOOL CLASS
verdicts() {
	awk -v OFS='\t' 'BEGIN { print "year", "municipality", "school_id", "rule", "class", "probability", "reason" }
		{ print $1, $2 < 20 ? "Север" : "Юг", $2, "quadrant", $3, "0.7", "results_index 60 >= 50; results_index of ege-rus 42 (n 4)" }' >result/classes.tsv
}

# attack FOLDER: what is found by the verdicts in it
attack() {
	"$INDICES" composites.tsv result/indicators.tsv public/indicators.tsv "$1/classes.tsv"
}

@test "a verdict by indices: where all that they are made of is published" {
	table composites.tsv <<'END'
composite     | measure    | statistic | weight | window
results_index | oge-mat    | share     | 3      | 2
results_index | ege-rus    | share     | 1      | 1
social_index  | social-low | share     | 1      | 1
END
	# 11, 13: few took ЕГЭ. 21: few took ОГЭ the year before. 23: of 300 one has a low result.
	indicators <<END
2024 Север 11 oge-mat 60 20
2024 Север 11 ege-rus 4 2
2024 Север 12 oge-mat 50 20
2024 Север 12 ege-rus 30 10
2024 Север 13 oge-mat 60 20
2024 Север 13 ege-rus 8 3
2023 Юг 21 oge-mat 9 1
2024 Юг 21 oge-mat 60 20
2024 Юг 22 oge-mat 60 20
2024 Юг 22 ege-rus 30 5
2024 Юг 23 oge-mat 300 1
$(for school in 11 12 13; do echo 2024 Север $school social-low 300 60; done)
$(for school in 21 22 23; do echo 2024 Юг $school social-low 300 60; done)
END
	parts <<'END'
2024 11 results_index 60
2024 11 results_index:oge-mat 66
2024 11 results_index:ege-rus 42
2024 12 results_index 59
2024 12 results_index:oge-mat 59
2024 12 results_index:ege-rus 59
2024 13 results_index 50
2024 13 results_index:oge-mat 54
2024 13 results_index:ege-rus 38
2024 21 results_index 45
2024 21 results_index:oge-mat 45
2024 22 results_index 44
2024 22 results_index:oge-mat 48
2024 22 results_index:ege-rus 32
2024 23 results_index 70
2024 23 results_index:oge-mat 70
END
	verdicts <<'END'
2024 11 effective
2024 12 resilient
2024 13 effective
2024 21 deprived
2024 22 deprived
2024 23 effective
2024 31 no_data
END
	printf '2024\tЮг\t22\tresidual\tlow\t0.7\tnobody knows\n' >>result/classes.tsv
	publish --composites composites.tsv result public >/dev/null
	run cut -f 3-7 public/classes.tsv
	assert_output "$(printf 'school_id\trule\tclass\tprobability\treason\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s' \
		'11	quadrant	not_published		' '12	quadrant	resilient		' '13	quadrant	not_published		' '21	quadrant	not_published		' \
		'22	quadrant	deprived		' '23	quadrant	not_published		' '31	quadrant	no_data		' '22	residual	not_published		')"
	run -0 attack public
	assert_output ''
	run -0 attack result
	assert_output 'index quadrant 2024 11 results_index ege-rus
index quadrant 2024 13 results_index ege-rus
index quadrant 2024 21 results_index oge-mat
index quadrant 2024 23 results_index oge-mat'
	# A component that is not published at all is hidden.
	sed 's/oge-mat/other-mat/' composites.tsv >others.tsv
	sed 's/index:oge-mat/index:other-mat/' -i result/indicators.tsv
	publish --composites others.tsv result hidden >/dev/null
	run cut -f 3,5 hidden/classes.tsv
	refute_line --regexp 'effective|deprived|resilient'
	# Without the table nobody knows what stands behind an index.
	publish result without >/dev/null
	run cut -f 5 without/classes.tsv
	refute_line --regexp 'effective|deprived|resilient'
	sed -i 's/\tshare\t3\t2$/\tMean\t3\tmany/' composites.tsv
	run -2 --separate-stderr publish --composites composites.tsv result third
	[[ ${stderr_lines[0]} == *'composites.tsv:2: column "statistic": found "Mean": expected mean or share' ]]
	[[ ${stderr_lines[1]} == *'composites.tsv:2: column "window": found "many": '* ]]
}

@test "a component that is a mean is hidden where the mean is, though its share is published; and the other way round" {
	table composites.tsv <<'END'
composite     | measure    | statistic | weight | window
results_index | vpr5-rus   | mean      | 1      | 2
results_index | oge-mat    | share     | 1      | 1
social_index  | social-low | share     | 1      | 1
END
	# 11: the marks of all are 5. 13: a year before. 21: of ВПР there is no mean.
	indicators <<'END'
2024 Север 11 vpr5-rus 40 6 198
2024 Север 12 vpr5-rus 40 10 150
2023 Север 13 vpr5-rus 40 6 198
2024 Север 13 vpr5-rus 40 10 150
2024 Юг 21 vpr5-rus 40 10
2024 Север 11 oge-mat 60 20
2024 Север 12 oge-mat 60 20
2024 Север 13 oge-mat 60 20
2024 Юг 21 oge-mat 60 20
2024 Север 11 social-low 300 60
2024 Север 12 social-low 300 60
2024 Север 13 social-low 300 60
2024 Юг 21 social-low 300 60
END
	parts <<'END'
2024 11 results_index 60
2024 11 results_index:vpr5-rus 70
2024 11 results_index:oge-mat 50
2024 12 results_index 48
2024 12 results_index:vpr5-rus 46
2024 12 results_index:oge-mat 50
2024 13 results_index 47
2024 13 results_index:vpr5-rus 44
2024 13 results_index:oge-mat 50
2024 21 results_index 47
2024 21 results_index:vpr5-rus 44
2024 21 results_index:oge-mat 50
END
	verdicts <<'END'
2024 11 effective
2024 12 failing
2024 13 failing
2024 21 failing
END
	publish --composites composites.tsv result public >/dev/null
	# All shares are there, so by these nothing would be hidden.
	run -1 grep ':share.*\*' public/indicators.tsv
	run cut -f 3,5 public/classes.tsv
	assert_output "$(printf 'school_id\tclass\n11\tnot_published\n12\tfailing\n13\tnot_published\n21\tnot_published')"
	run -0 attack public
	assert_output ''
	run -0 attack result
	assert_output 'index quadrant 2024 11 results_index vpr5-rus
index quadrant 2024 13 results_index vpr5-rus
index quadrant 2024 21 results_index vpr5-rus'
	# Of shares the same measure is published.
	sed 's/vpr5-rus\tmean/vpr5-rus\tshare/' -i composites.tsv
	publish --composites composites.tsv result shares >/dev/null
	run cut -f 5 shares/classes.tsv
	assert_output "$(printf 'class\neffective\nfailing\nfailing\nfailing')"
	# A mean alone, and the table says share.
	sed -i '/2024.*\t12\tvpr5-rus:share/d' result/indicators.tsv
	publish --composites composites.tsv result alone >/dev/null
	run cut -f 5 alone/classes.tsv
	assert_output "$(printf 'class\neffective\nnot_published\nfailing\nfailing')"
}

@test "a hidden component that only one school has decides nothing by itself; nor one beyond what others have" {
	table composites.tsv <<'END'
composite     | measure    | statistic | weight | window
results_index | oge-mat    | share     | 1      | 1
results_index | ege-rus    | share     | 1      | 1
social_index  | social-low | share     | 1      | 1
END
	indicators <<'END'
2024 Север 11 oge-mat 60 30
2024 Юг 21 oge-mat 60 24
2024 Юг 22 oge-mat 60 18
2024 Север 11 ege-rus 4 1
2024 Север 11 social-low 300 60
2024 Юг 21 social-low 300 60
2024 Юг 22 social-low 300 60
END
	parts <<'END'
2024 11 results_index 60
2024 11 results_index:oge-mat 40
2024 11 results_index:ege-rus 80
2024 21 results_index 55
2024 21 results_index:oge-mat 55
2024 22 results_index 50
2024 22 results_index:oge-mat 50
END
	verdicts <<'END'
2024 11 effective
2024 21 effective
2024 22 deprived
END
	publish --composites composites.tsv result public >/dev/null
	run cut -f 3,5 public/classes.tsv
	assert_output "$(printf 'school_id\tclass\n11\tnot_published\n21\teffective\n22\tdeprived')"
	run -0 attack public
	assert_output ''
	run -0 attack result
	assert_output 'index quadrant 2024 11 results_index ege-rus'
	# Others have it too, and it is published: by these the index of 11 would be low whatever it is, and is high.
	printf '2024\tЮг\t%s\tege-rus:share\t60\t0.5\t\t\n' 21 22 >>result/indicators.tsv
	printf '2024\tЮг\t%s\tresults_index:ege-rus\t60\t45\t\t\n' 21 22 >>result/indicators.tsv
	rm -r public
	publish --composites composites.tsv result public >/dev/null
	run cut -f 3,5 public/classes.tsv
	assert_output "$(printf 'school_id\tclass\n11\tnot_published\n21\teffective\n22\tdeprived')"
	# With another one that is low whatever it is: the same, so withholding tells nothing.
	sed -i 's/\t11\tresults_index\t2\t60/\t11\tresults_index\t2\t42/; s/ege-rus\t2\t80/ege-rus\t2\t44/' result/indicators.tsv
	sed -i 's/\t11\tquadrant\teffective/\t11\tquadrant\tdeprived/' result/classes.tsv
	publish --composites composites.tsv result low >/dev/null
	cmp public/classes.tsv low/classes.tsv
}

@test "in random regions the verdicts that are published are those by which an attacker finds nothing" {
	local seed told=0 withheld=0
	table composites.tsv <<'END'
composite     | measure  | statistic | weight | window
results_index | vpr5-mat | mean      | 1      | 2
results_index | oge-mat  | share     | 1      | 2
social_index  | oge-rus  | share     | 1      | 1
END
	for seed in {1..20}; do
		rm -rf public
		region "$seed"
		# Whoever has a figure has a component of it, and a verdict.
		awk -F '\t' -v OFS='\t' -v results=lines.tsv '
			BEGIN { split("results_index:vpr5-mat:mean results_index:oge-mat:share social_index:oge-rus:share", lines, " ") }
			FNR > 1 { for (i = 1; i <= 3; i++) {
				split(lines[i], part, ":")
				if ($4 != part[2] ":" part[3]) continue
				print $1, $2, $3, part[1] ":" part[2], 1, 50, "", "" >results
				if (!(($1, $3, part[1]) in seen)) print $1, $2, $3, part[1], 1, 50, "", "" >results
				seen[$1, $3, part[1]]; place[$1, $3] = $2
			} }
			END {
				print "year", "municipality", "school_id", "rule", "class", "probability", "reason"
				for (key in place) {
					split(key, at, SUBSEP)
					if ((at[1], at[2], "results_index") in seen && (at[1], at[2], "social_index") in seen)
						print at[1], place[key], at[2], "quadrant", "resilient", "", ""
				}
			}' result/indicators.tsv >result/classes.tsv
		cat lines.tsv >>result/indicators.tsv
		publish --composites composites.tsv result public >/dev/null
		run -0 attack public
		assert_output ''
		attack result | awk '{ print $3, $4 }' | sort -u >found
		awk -F '\t' '$5 == "not_published" { print $1, $3 }' public/classes.tsv | sort >hidden
		diff found hidden
		withheld=$((withheld + $(wc -l <hidden)))
		told=$((told + $(grep -c resilient public/classes.tsv || true)))
	done
	[ "$told" -gt 20 ]
	[ "$withheld" -gt 100 ]
}
