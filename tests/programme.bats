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
level|municipality|school_id|indicator|year|k|n|value|target|distance|met|change|trend
municipality|А||diagnosed|2023|2|4|0.5|1|0.5|no||no_data
municipality|А||diagnosed|2024|4|4|1|1|0|yes|0.5|improved
municipality|А||ege_mean|2023||2|50|||||no_data
municipality|А||ege_mean|2024||3|50.333333333||||0.333333333|improved
municipality|А||low|2023|3|14|0.214285714|0.071|0.143285714|no||no_data
municipality|А||low|2024|1|14|0.071428571|0.071|0.000428571|no|-0.142857143|improved
municipality|Б||diagnosed|2024|1|2|0.5|1|0.5|no||no_data
municipality|Б||ege_mean|2024||1|60.5|||||no_data
municipality|Б||left_out|2024|3|4|0.75|0.5|0|yes||no_data
region|||diagnosed|2023|2|4|0.5|1|0.5|no||no_data
region|||diagnosed|2024|5|6|0.833333333|1|0.166666667|no|0.333333333|improved
region|||ege_mean|2023||2|50|||||no_data
region|||ege_mean|2024||4|52.875||||2.875|improved
region|||left_out|2024|3|4|0.75|0.5|0|yes||no_data
region|||low|2023|3|14|0.214285714|0.071|0.143285714|no||no_data
region|||low|2024|1|14|0.071428571|0.071|0.000428571|no|-0.142857143|improved
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
