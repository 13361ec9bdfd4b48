#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Network pairs: who may be a curator, what a pair costs, the cheapest pairs there are, and the words for them.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
}

# A small region: 1 and 2 are supported, 7, 8 and 9 are strong.
region() {
	table schools.tsv <<'END'
school_id | name | municipality | type | successor | from | to | latitude | longitude
1 | первая | А | СОШ | | | | 48.700 | 44.500
2 | вторая | Б | ООШ | | | | 48.800 | 44.500
7 | седьмая | А | СОШ | | | | 48.700 | 44.600
8 | восьмая | Б | СОШ | | | | 48.900 | 44.500
9 | девятая | Б | ООШ | | | | |
END
	table membership.tsv <<'END'
year | municipality | school_id | status | since | years | reason
2025 | А | 1 | entered | 2025 | 1 |
2025 | Б | 2 | stays | 2024 | 2 |
2025 | А | 7 | left | 2024 | 2 |
END
	table classes.tsv <<'END'
year | municipality | school_id | rule | class | probability | reason
2024 | А | 1 | quadrant | deprived | |
2024 | Б | 2 | quadrant | failing | |
2023 | А | 7 | quadrant | effective | |
2024 | А | 7 | quadrant | effective | |
2023 | Б | 8 | quadrant | resilient | |
2024 | Б | 8 | quadrant | resilient | |
2023 | Б | 9 | quadrant | effective | |
2024 | Б | 9 | quadrant | resilient | |
END
	table indicators.tsv <<'END'
year | municipality | school_id | indicator | n | value | lo | hi
2024 | А | 1 | oge-rus:mean | 40 | 20 | |
2024 | А | 1 | oge-mat:mean | 40 | 15 | |
2024 | А | 1 | index | 400 | 40.5 | |
2024 | Б | 2 | oge-rus:mean | 10 | 30 | |
2024 | Б | 2 | oge-mat:mean | 10 | 12 | |
2024 | Б | 2 | index | 100 | 60 | |
2024 | А | 7 | oge-rus:mean | 50 | 30 | |
2024 | А | 7 | oge-mat:mean | 50 | 14 | |
2024 | А | 7 | index | 500 | 62 | |
2024 | Б | 8 | oge-rus:mean | 20 | 29 | |
2024 | Б | 8 | oge-mat:mean | 20 | 20 | |
2024 | Б | 8 | index | 200 | 41 | |
END
	table pairing.tsv <<'END'
part | name | weight | indicator | of | good | level | unit | most | unknown | school | curator | source
subject | rus | 100 | ^oge-rus:mean$ | | up | median | | | | | | test
subject | mat | 100 | ^oge-mat:mean$ | | up | median | | | | | | test
likeness | index | 2 | index | value | | | 1 | 40 | 20 | | | test
likeness | pupils | 30 | index | n | | | relative | | 15 | | | test
same | municipality | 30 | | | | | | | | | | test
same | type | 15 | | | | | | | 8 | | | test
distance | distance | 1 | | | | | 1 | 100 | 50 | | | test
class | resilience | 25 | | | | | | | | deprived | resilient | test
innovation | innovation | 10 | | | | | | | | | | test
END
	pair=(shnor-pair -q --schools schools.tsv --table pairing.tsv --classes classes.tsv --strong 'effective|resilient'
		--years 2 --indicators indicators.tsv)
}

# pairs [OPTION…]: school, status, curator and cost of each line, on one line.
pairs() {
	"${pair[@]}" "$@" membership.tsv | awk -F '\t' 'NR > 1 { printf "%s%s:%s:%s:%s", sep, $3, $4, $6, $8; sep = " " }'
}

# reason SCHOOL [OPTION…]
reason() {
	"${pair[@]}" "${@:2}" membership.tsv | awk -F '\t' -v school="$1" '$3 == school { print $10 }'
}

@test "the cheapest pairs, explained part by part; who may be a curator and who is free" {
	region
	"${pair[@]}" --candidates candidates.tsv membership.tsv | show >actual
	diff - actual <<'END'
year|municipality|school_id|status|curator_municipality|curator_id|distance|cost|subjects|reason
2025|А|1|paired|А|7||71|rus|rus: oge-rus:mean 20.000 < 29.500 (median of 4 schools), curator 30 (low 1 of 1) = 0; index: 40.5, curator 62 = 40; pupils: 400, curator 500 = 6; municipality: the same = 0; type: the same = 0; resilience: deprived, curator effective = 25; curator: effective in 2023; effective in 2024; schools of the curator: 1 of 1
2025|Б|2|paired|Б|8||68|mat|mat: oge-mat:mean 12.000 < 14.500 (median of 4 schools), curator 20 (low 1 of 1) = 0; index: 60, curator 41 = 38; pupils: 100, curator 200 = 15; municipality: the same = 0; type: another = 15; curator: resilient in 2023; resilient in 2024; schools of the curator: 1 of 1
END
	show candidates.tsv >actual
	diff - actual <<'END'
year|municipality|school_id|status|places|taken|subjects|reason
2025|А|7|curator|1|1|rus|effective in 2023; effective in 2024
2025|Б|8|curator|1|1|mat|resilient in 2023; resilient in 2024
2025|Б|9|free|1|0||effective in 2023; resilient in 2024
END
}

@test "distances from coordinates or a table, which wins; a hard limit; the nearest that is too far is named" {
	region
	# 0.1 degrees of longitude at 48.7 degrees are 7.3 km, 0.1 degrees of latitude 11.1 km; of 9 nothing is known.
	run pairs --coordinates
	assert_output '1:paired:7:78 2:paired:8:79'
	printf 'school_id\tother_id\tkilometres\n7\t1\t60.25\n1\t7\t61\n2\t7\t50\n2\t8\t41\n2\t9\t45\n1\t8\t72\n1\t9\t80\n' >distances.tsv
	run reason 1 --coordinates --distances distances.tsv
	assert_output --partial '; distance: 60.25 km = 60; '
	run pairs --distances distances.tsv --limit 59
	assert_output '1:unpaired:: 2:paired:8:109'
	run reason 1 --distances distances.tsv --limit 59
	assert_output 'no curator within 59 km: the nearest, 7, is 60.25 km away'
	run pairs --distances distances.tsv --limit 60.25
	assert_output '1:paired:7:131 2:paired:8:109'
	# A distance that is not known is no reason against a pair, costs what the table says, and is told.
	sed -i '/^1\t8/d' distances.tsv
	run reason 1 --distances distances.tsv --limit 55
	assert_output --partial 'distance: no data = 50'
	# With a limit it is told that the pair may lie beyond it.
	assert_output --partial '; distance not known and no obstacle: within 55 km or not; '
	run reason 1 --coordinates --distances distances.tsv
	refute_output --partial 'no obstacle'
}

@test "curators whose distance is not known are counted apart where all places are taken" {
	region
	printf 'school_id\tother_id\tkilometres\n7\t1\t5\n8\t1\t90\n9\t2\t5\n' >distances.tsv
	printf 'year\tschool_id\twilling\tplaces\tsubjects\tinnovation\torigin\n2025\t7\t1\t1\t\t0\tc:2\n2025\t8\t1\t0\t\t0\tc:3\n' >curators.tsv
	"${pair[@]}" --curators curators.tsv --distances distances.tsv --limit 30 membership.tsv >out
	run awk -F '\t' '$4 == "unpaired" { print $3, $10 }' out
	assert_output '2 all places of curators taken: 1 place of 1 school within 30 km, distance not known and no obstacle: 1 of them'
}

@test "a figure as large as no school has is rejected; a large one costs the most there is" {
	region
	sed -i 's/\t1\tindex\t400\t40.5/\t1\tindex\t400\t999999999999999999/' indicators.tsv
	run reason 1
	assert_output --partial '; index: 999999999999999999, curator 62 = 40; '
	sed -i 's/999999999999999999/-100000000000000000000000000000/' indicators.tsv
	run -1 "${pair[@]}" --rejects r membership.tsv
	run cut -f 3-5 r
	assert_line 'impossible value	value	-100000000000000000000000000000'
}

@test "what is not known costs what the table says, and the reason says so" {
	region
	sed -i '/\t1\tindex\t/d' indicators.tsv
	run reason 1
	assert_output --partial '; index: no data, curator 62 = 20; pupils: no data, curator 500 = 15; '
	# A school without results in a subject needs nothing that anybody knows of.
	sed -i '/\t1\toge-rus/d' indicators.tsv
	run reason 1
	assert_output --partial 'rus: no data = 0; '
	# An indicator that nobody has is left out, and told.
	sed -i '/\tindex\t/d' indicators.tsv
	run --separate-stderr shnor-pair "${pair[@]:2}" membership.tsv
	[[ $stderr == *'part "index" is left out: no school has such an indicator in 2024'* ]]
	[[ $output != *' index: '* ]]
}

@test "a file of offers: willing, places, innovation, subjects, by words; only its newest year, only these schools" {
	region
	table words.tsv <<'END'
column | pattern | value | skip
willing | ^да$ | 1 |
willing | ^(нет)?$ | 0 |
subjects | ^математика$ | mat |
subjects | ^русский$ | rus |
END
	table curators.tsv <<'END'
year | school_id | innovation | willing | places | subjects
2025 | 7 | 1 | нет | 2 |
2025 | 8 | 0 | да | 2 | русский, математика
2024 | 9 | 1 | да | 5 |
2026 | 9 | 1 | да | 5 |
END
	# 8 is listed for both, and its Russian is below the median: it helps with mathematics alone.
	offered=(--curators curators.tsv --words words.tsv)
	run pairs "${offered[@]}" --require willing
	assert_output '1:paired:8:156 2:paired:8:78'
	"${pair[@]}" "${offered[@]}" --require willing --candidates candidates.tsv --stats stats.tsv membership.tsv >/dev/null
	assert_balanced stats.tsv
	run cut -f 3-8 candidates.tsv
	assert_line $'7\tunfit\t\t0\trus\tnot ready to take part'
	assert_line $'8\tcurator\t2\t2\tmat\tresilient in 2023; resilient in 2024'
	run pairs "${offered[@]}"
	assert_output '1:paired:7:71 2:paired:8:78'
	run pairs "${offered[@]}" --require innovation
	assert_output '1:paired:7:71 2:paired:7:173'
	# What it does not name it does not offer.
	sed -i 's/русский, математика/русский/' curators.tsv
	run reason 2 "${offered[@]}" --require willing
	assert_output --partial 'curator 20 (low 1 of 1), not offered = 100; '
	# Of a school without results its own word is all there is.
	printf '2025\t9\t\tда\t1\tматематика\n' >>curators.tsv
	run reason 2 "${offered[@]}" --require willing
	assert_output --partial 'curator no data (low 1 of 1) = 0; '
	# An older year counts where there is no newer one, and is told.
	sed -i '/^202[56]/d' curators.tsv
	run --separate-stderr shnor-pair "${pair[@]:2}" "${offered[@]}" membership.tsv
	[[ $stderr == *'the file of curators has nothing of 2025: what it says of 2024 counts'* ]]
	[[ $output == *$'\t9\t'* ]]
}

@test "defects in the offers are rejected, with their place" {
	region
	table words.tsv <<'END'
column | pattern | value | skip
willing | ^да$ | 1 |
END
	table curators.tsv <<'END'
year | school_id | willing | places | subjects | innovation
25 | 7 | да | 1 | |
2025 | 70 | да | 1 | |
2025 | 8 | конечно | 1 | |
2025 | 8 | да | много | |
2025 | 8 | да | 1 | chemistry |
2025 | 8 | да | 1 | | maybe
2025 | 7 | да | 3 | |
2025 | 7 | да | 1 | |
END
	run -1 "${pair[@]}" --curators curators.tsv --words words.tsv --rejects rejects.tsv --stats stats.tsv membership.tsv
	run cut -f 2-5 rejects.tsv
	assert_line $'curators.tsv:2\timpossible year\tyear\t25'
	assert_line $'curators.tsv:3\tunknown school\tschool_id\t70'
	assert_line $'curators.tsv:4\tunknown word\twilling\tконечно'
	assert_line $'curators.tsv:5\timpossible number of places\tplaces\tмного'
	assert_line $'curators.tsv:6\tunknown subject\tsubjects\tchemistry'
	assert_line $'curators.tsv:7\tneither yes nor no\tinnovation\tmaybe'
	assert_line $'curators.tsv:8\tschool stands twice\t\t'
	assert_balanced stats.tsv
}

@test "stably high: every one of the years; an index on the good side of the median; no marker in these years" {
	region
	run pairs --years 3
	assert_output '1:unpaired:: 2:unpaired::'
	run reason 1 --years 3
	assert_output 'no school may be a curator'
	# Of 62, 60, 41 and 40.5 the median is 50.5: 7 alone is above it, and 8 below.
	run pairs --years 1 --index index --places 2
	assert_output '1:paired:7:71 2:paired:7:173'
	run pairs --years 1 --index index --good down
	assert_output '1:unpaired:: 2:paired:8:68'
	run reason 1 --years 1 --index index --good down
	assert_output 'all places of curators taken: 1 place of 1 school'
	"${pair[@]}" --years 1 --index index --candidates candidates.tsv membership.tsv >/dev/null
	run cut -f 8 candidates.tsv
	assert_line 'effective, index 62.000 >= 50.500 (median of 4 schools) in 2024'
	run shnor-pair "${pair[@]:2}" --strong 'effective|resilent' --index indx membership.tsv
	assert_line 'shnor-pair: --strong: no verdict of these years is "resilent"'
	assert_line 'shnor-pair: --index: no school has "indx"'
	# A marker in one of the years, in whatever subject; of another year it is nothing.
	printf 'year\tschool_id\tmeasure\tmarkers\n2023\t7\tvpr4-rus\t1\n2022\t8\tvpr4-rus\t1\n2024\t9\tvpr4-rus\t0\n' >markers.tsv
	run pairs --markers markers.tsv
	refute_output --partial ':7:'
	assert_output --partial ':8:'
	assert_output --partial ':9:'
}

@test "a supported school is never a curator, nor is one that is closed, not yet open, or taken over" {
	region
	sed -i 's/^2025\tА\t7\tleft/2025\tА\t7\tstays/' membership.tsv
	run pairs
	refute_output --partial ':7:'
	region
	sed -i 's/^8\t.*/8\tвосьмая\tБ\tСОШ\t\t\t31.08.2024\t\t/; s/^9\t.*/9\tдевятая\tБ\tООШ\t\t01.09.2025\t\t\t/' schools.tsv
	run pairs --places 2
	assert_output '1:paired:7:71 2:paired:7:173'
	# Its place is that of its successor, if that has results of its own.
	region
	sed -i 's/^7\t.*/7\tседьмая\tА\tСОШ\t9\t\t31.08.2024\t\t/' schools.tsv
	sed -i '/\t7\t/d' indicators.tsv membership.tsv
	run pairs --places 2
	assert_output '1:paired:8:46 2:paired:8:68'
	# A supported school that was taken over is its successor; named twice it is one.
	region
	sed -i 's/^2\t.*/2\tвторая\tБ\tООШ\t3\t\t31.08.2024\t\t/' schools.tsv
	printf '3\tтретья\tБ\tООШ\n' | sed 's/$/\t\t\t\t\t/' >>schools.tsv
	printf '2025\tБ\t3\tstays\t\t\t\n' >>membership.tsv
	sed -i 's/\tБ\t2\t/\tБ\t3\t/' indicators.tsv
	run pairs
	assert_output '1:paired:7:71 3:paired:8:68'
}

@test "pairs that are there are kept; what cannot go on is told" {
	region
	table list.tsv <<'END'
school_id | year_from | year_to | curator
1 | 2024 | | 8
1 | 2020 | 2022 | 7
2 | 2023 | 2025 | седьмая
END
	run pairs --keep list.tsv
	assert_output '1:kept:8:146 2:kept:7:173'
	# The years of the line are over.
	sed -i 's/2023\t2025/2023\t2024/' list.tsv
	run pairs --keep list.tsv
	assert_output '1:kept:8:146 2:paired:9:135'
	# Kept without stably high results, which are told; but not with a school of the programme, nor with itself.
	sed -i 's/^2024\tБ\t8\tquadrant\tresilient/2024\tБ\t8\tquadrant\tfailing/' classes.tsv
	run reason 1 --keep list.tsv
	assert_output --partial '; curator: results not stably high: resilient in 2023; failing in 2024; schools of the curator: 1'
	printf 'school_id\tyear_from\tcurator\n1\t2024\t2\n2\t2024\t2\n' >list.tsv
	run reason 1 --keep list.tsv
	assert_output --regexp '^pair with 2 not kept: in the programme itself; rus: '
	run reason 2 --keep list.tsv
	assert_output --regexp '^pair with 2 not kept: the school itself; mat: '
	for none in '' - – нет; do
		printf 'school_id\tyear_from\tcurator\n1\t2024\t%s\n' "$none" >list.tsv
		run -0 pairs --keep list.tsv
		assert_output --partial '1:paired:7:'
	done
	printf 'school_id\tyear_from\tcurator\n1\t2024\tдесятая\n' >list.tsv
	"${pair[@]}" --quality quality.tsv --keep list.tsv membership.tsv >pairs.tsv
	run tail -n +2 quality.tsv
	assert_output --regexp $'^warning\tunknown curator\tlist.tsv\t2\t1\tcurator\tдесятая\t'
}

@test "pairs of the year before are kept, and those of this year on a second run; places hold for them too" {
	region
	printf 'year\tschool_id\tstatus\tcurator_id\n2024\t1\tpaired\t8\n2023\t2\tpaired\t7\n2026\t2\tpaired\t9\n' >pairs.tsv
	run pairs --keep pairs.tsv
	assert_output '1:kept:8:146 2:paired:9:135'
	"${pair[@]}" membership.tsv >first.tsv
	"${pair[@]}" --keep first.tsv membership.tsv >second.tsv
	diff <(cut -f 3,6,8 first.tsv) <(cut -f 3,6,8 second.tsv)
	run cut -f 4 second.tsv
	assert_output $'status\nkept\nkept'
	# Two have it, and it offers one place: the one that costs less stays.
	printf 'year\tschool_id\tstatus\tcurator_id\n2024\t1\tpaired\t8\n2024\t2\tpaired\t8\n' >pairs.tsv
	printf 'year\tschool_id\twilling\tplaces\n2025\t8\t1\t1\n2025\t7\t1\t1\n' >curators.tsv
	run pairs --keep pairs.tsv --curators curators.tsv
	assert_output '1:paired:7:81 2:kept:8:78'
	run reason 1 --keep pairs.tsv --curators curators.tsv
	assert_output --partial 'pair with 8 not kept: all its places taken; '
	sed -i 's/^2025\t8\t1/2025\t8\t0/' curators.tsv
	run reason 2 --keep pairs.tsv --curators curators.tsv --require willing
	assert_output --partial 'pair with 8 not kept: not ready to take part; '
}

@test "verdicts instead of a membership; a year of choice; nobody to be paired" {
	region
	run "${pair[@]}" --rule quadrant --supported 'deprived|failing' --lag 0 classes.tsv
	assert_output --partial $'2024\tА\t1\tpaired\tА\t7\t\t71\t'
	run -2 "${pair[@]}" classes.tsv
	assert_output --partial '--supported is required'
	run "${pair[@]}" --year 2026 membership.tsv
	assert_output $'year\tmunicipality\tschool_id\tstatus\tcurator_municipality\tcurator_id\tdistance\tcost\tsubjects\treason'
	head -n 1 membership.tsv >none.tsv
	run --separate-stderr shnor-pair "${pair[@]:2}" none.tsv
	[ "$status" = 0 ]
	[[ $stderr == *'there is nobody to be paired'* ]]
}

@test "the same bytes whatever the order of any input" {
	region
	printf 'year\tschool_id\twilling\tplaces\n2025\t8\t1\t1\n2025\t7\t1\t1\n2025\t9\t1\t2\n' >curators.tsv
	printf 'school_id\tother_id\tkilometres\n7\t1\t60.25\n1\t7\t61\n2\t7\t50\n2\t8\t41\n' >distances.tsv
	printf 'school_id\tyear_from\tcurator\n1\t2024\t8\n1\t2023\t9\n' >keep.tsv
	all=("${pair[@]}" --curators curators.tsv --distances distances.tsv --keep keep.tsv --candidates candidates.tsv membership.tsv)
	"${all[@]}" >expected
	cp candidates.tsv expected.candidates
	for seed in 1 2 3 4 5; do
		for file in schools membership classes indicators curators distances keep; do
			{ head -n 1 $file.tsv; tail -n +2 $file.tsv | shuf --random-source=<(yes $seed$file); } >shuffled
			mv shuffled $file.tsv
		done
		"${all[@]}" >actual
		diff expected actual
		diff expected.candidates candidates.tsv
	done
}

# by_kilometres SCHOOLS CURATORS PLACES SEED LIMIT: a region where a pair costs its kilometres, few of them different.
by_kilometres() {
	awk -v schools="$1" -v curators="$2" -v places="$3" -v seed="$4" -v limit="$5" 'BEGIN {
		srand(seed)
		print "school_id" >"schools.tsv"
		print "year\tschool_id\tstatus" >"membership.tsv"
		print "year\tschool_id\tclass" >"classes.tsv"
		print "year\tschool_id\twilling\tplaces" >"curators.tsv"
		print "school_id\tother_id\tkilometres" >"distances.tsv"
		for (i = 1; i <= schools; i++) { s = sprintf("s%03d", i); print s >"schools.tsv"; print "2025\t" s "\tstays" >"membership.tsv" }
		for (j = 1; j <= curators; j++) {
			c = sprintf("c%03d", j)
			print c >"schools.tsv"
			print "2024\t" c "\thigh" >"classes.tsv"
			print "2025\t" c "\t1\t" int(rand() * (places + 1)) >"curators.tsv"
			for (i = 1; i <= schools; i++) print sprintf("s%03d", i) "\t" c "\t" int(rand() * limit) >"distances.tsv"
		}
	}'
	printf 'part\tname\tweight\tunit\tmost\ndistance\tdistance\t1\t1\t1000\n' >pairing.tsv
	pair=(shnor-pair -q --schools schools.tsv --table pairing.tsv --classes classes.tsv --strong high --years 1
		--curators curators.tsv --distances distances.tsv)
}

@test "no way of pairing is better than the one found: all of them tried, over random regions" {
	for seed in $(seq 1 40); do
		by_kilometres $((seed % 6 + 1)) $((seed % 4 + 1)) 2 "$seed" 6
		"${pair[@]}" --limit 4 membership.tsv | awk -F '\t' 'NR > 1 { printf "%s ", $6 == "" ? "-" : $6 }' >actual
		# The first of the best ways, in the order in which they are tried: by code, nobody last.
		awk -F '\t' '
			FNR == 1 { file++; next }
			file == 1 { name[++curators] = $2; left[curators] = $4 }
			file == 2 && $3 <= 4 { cost[$1, $2] = $3 }
			file == 3 { school[++schools] = $2 }
			function try(i, pairs, sum,   j, k) {
				if (i > schools) {
					if (best != "" && (pairs < most || (pairs == most && sum >= least))) return
					most = pairs; least = sum; best = ""
					for (k = 1; k <= schools; k++) best = best now[k] " "
					return
				}
				for (j = 1; j <= curators; j++)
					if (left[j] && (school[i], name[j]) in cost) {
						left[j]--; now[i] = name[j]
						try(i + 1, pairs + 1, sum + cost[school[i], name[j]])
						left[j]++
					}
				now[i] = "-"
				try(i + 1, pairs, sum)
			}
			END { try(1, 0, 0); printf "%s", best }' curators.tsv distances.tsv membership.tsv >expected
		diff expected actual || fail "seed $seed"
	done
}

@test "a whole region: 700 schools, 100 curators; told how long it takes, not judged" {
	by_kilometres 700 100 14 7 300
	start=$(date +%s%N)
	"${pair[@]}" membership.tsv >pairs.tsv
	echo "# 700 schools, 100 curators: $((($(date +%s%N) - start) / 1000000)) ms, $(grep -c paired pairs.tsv) lines" >&3
	run wc -l <pairs.tsv
	assert_output 701
	# Nobody has more schools than places.
	run awk -F '\t' 'FNR == 1 { file++; next } file == 1 { places[$2] = $4; next } $6 != "" && ++taken[$6] > places[$6] { bad = 1 }
		END { exit bad }' curators.tsv pairs.tsv
	assert_success
}

@test "faults in the table are told with their place, before anything is read" {
	region
	fault() {
		printf 'part\tname\tweight\tindicator\tof\tgood\tlevel\tunit\tmost\tunknown\tschool\tcurator\n%b\n' "$1" >wrong.tsv
		run -2 shnor-pair --schools schools.tsv --table wrong.tsv --classes classes.tsv --strong x missing.tsv
		assert_output --partial "wrong.tsv:$2: column \"$3\": found \"$4\""
		assert_output --partial "$5"
	}
	fault 'friend\tx\t1' 2 part friend 'expected subject, likeness, same, distance, class or innovation'
	fault 'same\ttype\t-1' 2 weight -1 'expected a whole number from 0 to 100000'
	fault 'same\ttype\t1.5' 2 weight 1.5 'expected a whole number'
	fault 'same\ttype\t1\nsame\ttype\t1' 3 name type 'stands already at wrong.tsv:2'
	fault 'same\ttype\t1\t^x' 2 indicator ^x 'a part of this kind has none'
	fault 'subject\trus\t1\t(\t\tup\tmedian' 2 indicator '(' 'no pattern'
	fault 'subject\trus\t1\tx\t\tleft\tmedian' 2 good left 'expected up or down'
	fault 'subject\trus\t1\tx\t\tup\thalf' 2 level half 'expected median, mean or a number'
	fault 'likeness\tx\t1\tx\tboth\t\t\t1\t5' 2 of both 'expected n or value'
	fault 'likeness\tx\t1\tx\tn\t\t\t0\t5' 2 unit 0 'expected a number above 0'
	fault 'likeness\tx\t1\tx\tn\t\t\trelative\t5' 2 most 5 'never costs more than the weight'
	fault 'likeness\tx\t1\tx\tn\t\t\t1' 2 most '' 'needs one'
	fault 'distance\tx\t1\t\t\t\t\tfar\t5' 2 unit far 'expected a number above 0'
	fault 'class\tx\t1\t\t\t\t\t\t\t\tdeprived' 2 curator '' 'needs one'
	fault 'same\ttype\t60000\ninnovation\tx\t60000' 3 weight 60000 'up to here a pair may cost 120000, expected at most 100000'
}

@test "options that do not go together; a registry without the column of a part" {
	region
	run -2 shnor-pair --schools schools.tsv --strong x membership.tsv
	assert_output --partial '--schools and --table are required'
	run -2 shnor-pair --schools schools.tsv --table pairing.tsv membership.tsv
	assert_output --partial '--strong or --index is required'
	run -2 shnor-pair --schools schools.tsv --table pairing.tsv --strong x membership.tsv
	assert_output --partial '--strong asks for --classes'
	run -2 "${pair[@]}" --limit 10 membership.tsv
	assert_output --partial '--limit asks for --distances or --coordinates'
	run -2 "${pair[@]}" --require money membership.tsv
	assert_output --partial '--require'
	run -2 "${pair[@]}" --places 0 membership.tsv
	assert_output --partial '--places: found "0", expected a whole number from 1 to 1000'
	sed -i '1s/latitude/breadth/' schools.tsv
	run -2 "${pair[@]}" --coordinates membership.tsv
	assert_output --partial 'latitude'
	region
	sed -i 's/48.700/91/' schools.tsv
	run -2 "${pair[@]}" --coordinates membership.tsv
	assert_output --partial 'column "latitude": found "91", expected degrees from -90 to 90'
}

@test "two verdicts or two indicators of a school and year: nobody here can say which counts" {
	region
	printf '2024\tА\t7\tthreshold\tnot_low\t\t\n' >>classes.tsv
	run -1 "${pair[@]}" membership.tsv
	assert_output --partial 'school "7" has two verdicts in 2024; --rule says which count'
	run -0 "${pair[@]}" --rule quadrant membership.tsv
	printf '2024\tА\t7\tindex\t1\t1\t\t\n' >>indicators.tsv
	run -1 "${pair[@]}" --rule quadrant membership.tsv
	assert_output --partial 'school "7" has the indicator twice'
}
