#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The indicators of a programme: counts, shares, targets, distances and changes, at three levels.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table programme.tsv <<'END'
indicator | measure             | statistic | schools | good | target | source
diagnosed | ^teacher-diagnosed$ | share     | members | up   | 1      | annex 2
low       | ^school-low$        | share     | all     | down | 0.071  | 3/14 to 1/14
ege_mean  | ^ege-rus$           | mean      | all     | up   |        | expected results
left_out  | ^teacher-diagnosed$ | share     | left    | up   | 0.5    |
END
	table membership.tsv <<'END'
year | school_id | status
2023 | 1         | entered
2024 | 1         | stays
2024 | 2         | returned
2024 | 3         | left
END
	table in.tsv <<'END'
year | municipality | school_id | measure           | n  | hits | sum  | sumsq
2023 | А            | 1         | teacher-diagnosed | 1  | 1    |      |
2023 | А            | 1         | teacher-diagnosed | 3  | 1    |      |
2023 | А            | 2         | teacher-diagnosed | 50 | 1    |      |
2024 | А            | 1         | teacher-diagnosed | 4  | 4    |      |
2024 | Б            | 2         | teacher-diagnosed | 2  | 1    |      |
2024 | Б            | 3         | teacher-diagnosed | 4  | 3    |      |
2023 | А            | 1         | ege-rus           | 2  | 0    | 100  | 5000
2024 | А            | 1         | ege-rus           | 3  | 0    | 151  | 8000
2024 | Б            | 2         | ege-rus           | 1  | 0    | 60.5 | 3660.25
END
	for school in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
		printf '2023\tА\ts%s\tschool-low\t1\t%s\t\t\n' $school $((school <= 3))
		printf '2024\tА\ts%s\tschool-low\t1\t%s\t\t\n' $school $((school <= 1))
	done >>in.tsv
}

programme() {
	shnor-programme -q --table programme.tsv --members membership.tsv "$@"
}

@test "counts and shares by hand: only members count where the table says so" {
	programme in.tsv | grep -v '^school' | show >actual
	diff - actual <<'END'
level|municipality|school_id|indicator|year|k|n|value|target|distance|met|change|trend|compared
municipality|А||diagnosed|2023|2|4|0.5|1|0.5|no||no_data|
municipality|А||diagnosed|2024|4|4|1|1|0|yes|0.5|improved|1
municipality|А||ege_mean|2023||2|50|||||no_data|
municipality|А||ege_mean|2024||3|50.333333333||||0.333333333|improved|
municipality|А||low|2023|3|14|0.214285714|0.071|0.143285714|no||no_data|
municipality|А||low|2024|1|14|0.071428571|0.071|0.000428571|no|-0.142857143|improved|
municipality|Б||diagnosed|2024|1|2|0.5|1|0.5|no||no_data|
municipality|Б||ege_mean|2024||1|60.5|||||no_data|
municipality|Б||left_out|2024|3|4|0.75|0.5|0|yes||no_data|
region|||diagnosed|2023|2|4|0.5|1|0.5|no||no_data|
region|||diagnosed|2024|5|6|0.833333333|1|0.166666667|no|0.5|improved|1
region|||ege_mean|2023||2|50|||||no_data|
region|||ege_mean|2024||4|52.875||||2.875|improved|
region|||left_out|2024|3|4|0.75|0.5|0|yes||no_data|
region|||low|2023|3|14|0.214285714|0.071|0.143285714|no||no_data|
region|||low|2024|1|14|0.071428571|0.071|0.000428571|no|-0.142857143|improved|
END
	run bash -c 'shnor-programme -q --table programme.tsv --members membership.tsv in.tsv | grep "^school.*diagnosed" | cut -f 3-7'
	assert_output $'1\tdiagnosed\t2023\t2\t4\n1\tdiagnosed\t2024\t4\t4\n2\tdiagnosed\t2024\t1\t2'
}

@test "the order of the input does not matter, and sums of sums are the same" {
	programme in.tsv >one
	(head -n 1 in.tsv; tail -n +2 in.tsv | sort -r) >turned.tsv
	programme turned.tsv | cmp - one
	shnor-index --partial in.tsv | programme | cmp - one
	tail -n +2 one | cut -f 1-5 | sort -c
}

@test "schools, municipalities and the region agree: the parts sum up to the whole" {
	awk 'BEGIN { srand(11); OFS = "\t"; print "year", "municipality", "school_id", "measure", "n", "hits"
		for (i = 0; i < 3000; i++) { s = int(rand() * 90); n = int(rand() * 9); print 2020 + int(rand() * 4), "М" s % 7, s, "school-low", n, int(rand() * (n + 1)) } }' >in.tsv
	programme in.tsv >out
	awk -F '\t' 'NR > 1 { k[$1, $5] += $6; n[$1, $5] += $7 }
		END { for (y = 2020; y < 2024; y++) print y, k["school", y], n["school", y], k["municipality", y], n["municipality", y], k["region", y], n["region", y] }' out >levels
	awk -F '\t' 'NR > 1 { k[$1] += $6; n[$1] += $5 } END { for (y = 2020; y < 2024; y++) print y, k[y], n[y], k[y], n[y], k[y], n[y] }' in.tsv | diff - levels
}

@test "what nothing goes into is told; a wrong table is exit 2 with every fault" {
	printf 'gone\t^x$\tshare\tall\tup\t\t\n' >>programme.tsv
	run -0 --separate-stderr shnor-programme --table programme.tsv --members membership.tsv in.tsv
	[ "$stderr" = 'shnor-programme: programme.tsv:6: nothing in the data goes into "gone"' ]
	# Of an indicator of two lines one is enough.
	printf 'two\t^x$\tshare\tall\tup\t\t\ntwo\t^school-low$\tshare\tall\tup\t\t\n' >>programme.tsv
	programme --quality quality.tsv --quiet in.tsv >out
	run tail -n +2 quality.tsv
	assert_output $'warning\tindicator without data\t\t\t\tgone\t\t^x$\tprogramme'
	table programme.tsv <<'END'
indicator | measure | statistic | schools  | good | target
a         | (       | share     | all      | up   |
          | x       | median    | everyone | best | high
b         | x       | share     | all      | up   | 1.5
b         | y       | mean      | all      | up   | 1
END
	run -2 shnor-programme --table programme.tsv in.tsv
	assert_output --partial 'programme.tsv:2: column "measure": found "(": no pattern'
	assert_output --partial 'programme.tsv:3: column "indicator": found "": expected a name'
	assert_output --partial 'programme.tsv:3: column "statistic": found "median": expected share or mean'
	assert_output --partial 'programme.tsv:3: column "schools": found "everyone": expected all, members'
	assert_output --partial 'programme.tsv:3: column "good": found "best": expected up or down'
	assert_output --partial 'programme.tsv:3: column "target": found "high": expected a number'
	assert_output --partial 'programme.tsv:4: column "target": found "1.5": expected a share from 0 to 1'
	assert_output --partial 'programme.tsv:5: column "indicator": found "b": programme.tsv:4 has the same indicator with another'
	run -2 shnor-programme in.tsv
}

@test "bad observations are rejected; a school twice in a year's membership is exit 1" {
	printf '24\tА\t1\tege-rus\t1\t0\t\t\n2024\tА\t1\tege-rus\t1\t2\t\t\n' >>in.tsv
	run -1 shnor-programme -q --table programme.tsv --members membership.tsv --rejects r --stats s in.tsv
	run cut -f 3 r
	assert_output $'reason\nimpossible year\nno observation'
	assert_balanced s
	printf '2024\t1\tstays\n' >>membership.tsv
	run -1 shnor-programme -q --table programme.tsv --members membership.tsv in.tsv
	assert_output --partial 'membership.tsv:6: school "1" stands twice in "2024"'
}

@test "a school in two municipalities is one school; an observation counts once in an indicator" {
	table programme.tsv <<'END'
indicator | measure       | statistic | schools | good
diag      | ^teacher-     | share     | all     | up
diag      | ^teacher-rus$ | share     | all     | up
END
	table in.tsv <<'END'
year | municipality | school_id | measure     | n | hits
2023 | А            | 7         | teacher-rus | 4 | 2
2024 | А            | 7         | teacher-rus | 4 | 0
2024 | Б            | 7         | teacher-mat | 4 | 4
END
	shnor-programme -q --table programme.tsv in.tsv | cut -f 1-8 | show >actual
	diff - actual <<'END'
level|municipality|school_id|indicator|year|k|n|value
municipality|А||diag|2023|2|4|0.5
municipality|А||diag|2024|0|4|0
municipality|Б||diag|2024|4|4|1
region|||diag|2023|2|4|0.5
region|||diag|2024|4|8|0.5
school|А|7|diag|2023|2|4|0.5
school|А|7|diag|2024|4|8|0.5
END
}

@test "counts that are missing are told; so is a membership that is missing or has another word" {
	printf '2024\tА\t1\tteacher-diagnosed\t5\t\t\t\n' >>in.tsv
	run -0 --separate-stderr shnor-programme --table programme.tsv --members membership.tsv in.tsv
	[[ $stderr == *'3 figure(s) are not there, for some of their counts are missing'* ]]
	run -2 shnor-programme --table programme.tsv in.tsv
	assert_output --partial 'programme.tsv:2: it counts schools by their status; --members FILE is required'
	sed -i 's/stays/stay/' membership.tsv
	run -1 shnor-programme -q --table programme.tsv --members membership.tsv --rejects r in.tsv
	run cut -f 3,5 r
	assert_output $'reason\tvalue\nunknown status\tstay'
}

# counted YEAR SCHOOL MUNICIPALITY K N STATUS …: observations of low results, and the membership.
counted() {
	echo 'year | municipality | school_id | measure | n | hits' | table in.tsv
	echo 'year | school_id | status' | table membership.tsv
	while read -r year school municipality k n status; do
		printf '%s\t%s\t%s\toge\t%s\t%s\n' "$year" "$municipality" "$school" "$n" "$k" >>in.tsv
		printf '%s\t%s\t%s\n' "$year" "$school" "$status" >>membership.tsv
	done
	table programme.tsv <<'END'
indicator | measure | statistic | schools | good
all       | oge     | share     | all     | down
listed    | oge     | share     | members | down
END
}

@test "the worse school leaves and nobody gets better: the value falls, the change of the others is none" {
	counted <<'END'
2023 1 А 2 10 stays
2023 2 А 8 10 stays
2024 1 А 2 10 stays
2024 2 А 8 10 left
END
	programme in.tsv | grep -v '^school' | cut -f 1-8,12- | show >actual
	diff - actual <<'END'
level|municipality|school_id|indicator|year|k|n|value|change|trend|compared
municipality|А||all|2023|10|20|0.5||no_data|
municipality|А||all|2024|10|20|0.5|0|stable|
municipality|А||listed|2023|10|20|0.5||no_data|
municipality|А||listed|2024|2|10|0.2|0|stable|1
region|||all|2023|10|20|0.5||no_data|
region|||all|2024|10|20|0.5|0|stable|
region|||listed|2023|10|20|0.5||no_data|
region|||listed|2024|2|10|0.2|0|stable|1
END
	programme in.tsv | grep '^school.*listed' | cut -f 2-5,8,12- | show >actual
	diff - actual <<'END'
А|1|listed|2023|0.2||no_data|
А|1|listed|2024|0.2|0|stable|
А|2|listed|2023|0.8||no_data|
END
}

@test "who comes in, who has nobody counted and who moves: the change is that of who is counted in both years" {
	# 1 from 4/10 to 3/20, 2 from 0/10 to 5/20 in another municipality, 3 comes in, 4 has nobody in 2024.
	counted <<'END'
2023 1 А 4 10 stays
2023 2 А 0 10 stays
2023 3 А 9 10 outside
2023 4 А 9 10 stays
2024 1 А 3 20 stays
2024 2 Б 5 20 stays
2024 3 А 9 10 entered
2024 4 А 0 0 stays
2025 3 А 9 10 left
2025 5 А 1 10 entered
END
	programme in.tsv | grep '^\(mun\|reg\).*listed' | cut -f 1,2,5-8,12- | show >actual
	# Region: 8/40 - 4/20 = 0, both of two schools; А: 3/20 - 4/10; nobody in 2024 and 2025.
	diff - actual <<'END'
municipality|А|2023|13|30|0.433333333||no_data|
municipality|А|2024|12|30|0.4|-0.25|improved|1
municipality|А|2025|1|10|0.1||no_data|
municipality|Б|2024|5|20|0.25||no_data|
region||2023|13|30|0.433333333||no_data|
region||2024|17|50|0.34|0|stable|2
region||2025|1|10|0.1||no_data|
END
	(head -n 1 in.tsv; tail -n +2 in.tsv | tac) >turned.tsv
	cmp <(programme in.tsv) <(programme turned.tsv)
	# Where one line of an indicator counts by status, all of it is compared so.
	printf 'all\toge\tshare\tleft\tdown\n' >>programme.tsv
	run bash -c "shnor-programme -q --table programme.tsv --members membership.tsv in.tsv | grep '^region.*all' | cut -f 5-7,12-"
	assert_line --index 1 $'2024\t17\t50\t-0.093333333\timproved\t3' # 17/50 - 13/30
}

@test "many schools that come and go: changes agree with another computation" {
	awk 'BEGIN { srand(18); OFS = "\t"; split("entered stays candidate returned left outside", word, " ")
		print "year", "municipality", "school_id", "measure", "n", "hits" >"in.tsv"
		print "year", "school_id", "status" >"membership.tsv"
		for (s = 1; s <= 200; s++) for (y = 2020; y <= 2024; y++) {
			if (rand() < 0.9) print y, s, word[1 + int(rand() * 6)] >"membership.tsv"
			for (i = int(rand() * 4); i > 0; i--) { n = int(rand() * 9); print y, "М" int(rand() * 3), s, "oge", n, int(rand() * (n + 1)) >"in.tsv" }
		} }'
	table programme.tsv <<'END'
indicator | measure | statistic | schools | good
listed    | oge     | share     | members | down
END
	awk -F '\t' -v OFS='\t' '
		FNR == 1 { next }
		NR == FNR { member[$1, $2] = $3 ~ /^(entered|stays|candidate|returned)$/; next }
		member[$1, $3] { places["\t"]; places[$2 "\t"]
			n[$1, "\t", $3] += $5; k[$1, "\t", $3] += $6; n[$1, $2 "\t", $3] += $5; k[$1, $2 "\t", $3] += $6; schools[$3] }
		function rounded(k, n) { return int(k * 1e9 / n + 0.5) }
		END { for (y = 2021; y <= 2024; y++) for (place in places) {
			a = b = c = d = both = 0
			for (s in schools) if (n[y, place, s] && n[y - 1, place, s]) {
				both++; a += k[y, place, s]; b += n[y, place, s]; c += k[y - 1, place, s]; d += n[y - 1, place, s] }
			if (both) printf "%s%d\t%.9f\t%d\n", place, y, (rounded(a, b) - rounded(c, d)) / 1e9, both
		} }' membership.tsv in.tsv | sort >expected
	programme in.tsv | awk -F '\t' -v OFS='\t' '/^(region|municipality)/ && $14 { print $2, $5, sprintf("%.9f", $12), $14 }' | sort >actual
	[ "$(wc -l <expected)" = 16 ]
	diff expected actual
}

@test "a membership of no year or no school, and counts of no school, are rejected with their column" {
	printf '20x4\t5\tstays\n2024\t\tstays\n' >>membership.tsv
	printf '2024\tА\t\tschool-low\t9\t1\t\t\n2024\tБ\t\tschool-low\t9\t9\t\t\n' >>in.tsv
	programme in.tsv --max-rejects 4 --rejects r --stats s >out
	run cut -f 2-6 r
	assert_output $'origin\treason\tcolumn\tvalue\texpected
membership.tsv:6\timpossible year\tyear\t20x4\ta year such as 2024
membership.tsv:7\tno school\tschool_id\t\ta code
in.tsv:39\tno school\tschool_id\t\ta code
in.tsv:40\tno school\tschool_id\t\ta code'
	assert_balanced s
	sed -i '/^2024\t[АБ]\t\t/d' in.tsv
	programme in.tsv --max-rejects 2 --rejects /dev/null | cmp - out
}

@test "--pauses: the years around one without the procedure are neighbours; a result of such a year is rejected" {
	counted <<'END'
2019 1 А 2 10 stays
2020 1 А 9 10 stays
2021 1 А 4 10 stays
2023 1 А 4 10 stays
END
	table pauses.tsv <<'END'
measure | year      | verified
^oge$   | 2020      | no
^vpr$   | 2020-2022 | yes
END
	printf 'mixed\t^(oge|vpr)$\tshare\tall\tdown\n' >>programme.tsv
	printf '2019\tА\t1\tvpr\t10\t1\n' >>in.tsv
	programme --pauses pauses.tsv --max-rejects 1 --rejects r --stats s in.tsv >out 2>err
	awk -F '\t' -v OFS='|' '$1 == "region" { print $4, $5, $12, $13 }' out >actual
	# In 2022 there was no ВПР, but there was ОГЭ: a year that is missing.
	diff - actual <<'END'
all|2019||no_data
all|2021|0.2|declined
all|2023||no_data
listed|2019||no_data
listed|2021|0.2|declined
listed|2023||no_data
mixed|2019||no_data
mixed|2021|0.25|declined
mixed|2023||no_data
END
	run cut -f 2-6 r
	assert_line --index 1 $'in.tsv:3\tnot held that year\tyear\t2020\ta year in which it was held, by the table of pauses'
	assert_balanced s
	run -2 programme --pauses in.tsv in.tsv
}

@test "a school that moves is shown in the municipality of its last year" {
	counted <<'END'
2023 1 А 2 10 stays
2024 1 Б 2 10 stays
END
	(head -n 1 in.tsv; tail -n +2 in.tsv | tac) >turned.tsv
	for file in in.tsv turned.tsv; do
		run bash -c "shnor-programme -q --table programme.tsv --members membership.tsv $file | grep '^school.*listed' | cut -f 2,3,5"
		assert_output $'Б\t1\t2023\nБ\t1\t2024'
	done
}

@test "a mean of scores of which some are not known is none, and not 0" {
	printf '2024\tА\t1\tege-rus\t5\t0\t\t\n' >>in.tsv
	run bash -c 'shnor-programme -q --table programme.tsv --members membership.tsv in.tsv | grep ege_mean | cut -f 1-3,5,7,8'
	assert_output $'municipality\tА\t\t2023\t2\t50
municipality\tБ\t\t2024\t1\t60.5
region\t\t\t2023\t2\t50
school\tА\t1\t2023\t2\t50
school\tБ\t2\t2024\t1\t60.5'
}
