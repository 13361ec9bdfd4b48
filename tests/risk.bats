#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The risk profile: levels of parameters, how they are rolled up, what is withheld, what is told of a table.
# shellcheck disable=SC2154 # bats sets stderr
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table risk.tsv <<'END'
factor     | parameter  | group          | indicator        | direction | medium | high | least | roll_up | expected       | weight | fixed | verified
equipment  |            |                |                  |           | 1      | 2    | 2     | count   |                |        |       | yes
equipment  | internet   | teachers       | internet:share   | above     | 0.2    | 0.5  | 3     |         | teachers:share |        |       | yes
equipment  | rooms      | administration | rooms:mean       | below     | 3.5    | 2.5  | 1     |         |                |        |       | yes
equipment  | materials  | teachers       | materials:share  | above     | 0.2    | 0.5  | 3     |         |                |        | high  | yes
motivation |            |                |                  |           | 0.6    | 1.5  | 1     | mean    |                |        |       | yes
motivation | motivation | pupils         | pupils:share     | above     | 0.3    | 0.6  | 5     |         |                | 3      |       | yes
motivation | motivation | teachers       | mot_t:share      | above     | 0.3    | 0.6  | 3     |         |                |        |       | yes
needs      |            |                |                  |           |        |      | 1     | max     |                |        | high  | yes
needs      | meetings   | parents        | meetings:share   | below     | 0.7    | 0.4  | 5     |         |                |        |       | yes
needs      | welfare    | data           | welfare          | below     | 45     | 40   |       |         |                |        |       | yes
END
	table seen.tsv <<'END'
year | municipality | school_id | measure   | n  | hits | sum | sumsq
2023 | А            | 1         | internet  | 10 | 5    |     |
2023 | А            | 1         | rooms     | 1  |      | 4   | 16
2023 | А            | 1         | materials | 10 | 1    |     |
2023 | А            | 1         | pupils    | 20 | 6    |     |
2023 | А            | 1         | mot_t     | 10 | 9    |     |
2024 | А            | 1         | internet  | 12 | 3    |     |
2024 | А            | 1         | rooms     | 2  |      | 7   | 25
2024 | А            | 1         | materials | 9  | 3    |     |
2024 | А            | 1         | teachers  | 16 | 0    |     |
2024 | А            | 1         | pupils    | 20 | 12   |     |
2024 | А            | 1         | mot_t     | 2  | 2    |     |
2024 | А            | 1         | meetings  | 10 | 7    |     |
END
	shnor-index seen.tsv >indicators.tsv
	printf '2024\tА\t1\twelfare\t3\t38.25\t\t\n' >>indicators.tsv
}

# risk FILE…: without the keys, for reading; what is the same in all of these lines is left out.
risk() {
	shnor-risk -q --table risk.tsv "$@"
}

@test "levels by hand: shares and means at their cuts, count, mean by weight and maximum" {
	risk indicators.tsv | tail -n +2 | cut -f 1,4-7,10-16 | show >actual
	diff - actual <<'END'
2023|equipment|||1|3|3|1|medium|yes|no_data|no_data
2023|equipment|internet|teachers|0.5|10|||high|yes|no_data|no_data
2023|equipment|materials|teachers|0.1|10|||low|no|no_data|no_data
2023|equipment|rooms|administration|4|1|||low|no|no_data|no_data
2023|motivation|||1.25|2|2|1|medium|yes|no_data|no_data
2023|motivation|motivation|pupils|0.3|20|||medium|yes|no_data|no_data
2023|motivation|motivation|teachers|0.9|10|||high|yes|no_data|no_data
2023|needs||||0|2|0|no_data||no_data|no_data
2023|needs|meetings|parents||0|||no_data||no_data|no_data
2023|needs|welfare|data||0|||no_data||no_data|no_data
2024|equipment|||2|3|3|1|high|yes|medium|declined
2024|equipment|internet|teachers|0.25|12|16|0.75|medium|yes|high|improved
2024|equipment|materials|teachers|0.333333333|9|||medium|no|low|declined
2024|equipment|rooms|administration|3.5|2|||medium|yes|low|declined
2024|motivation|||2|1|2|0.5|high|yes|medium|no_data
2024|motivation|motivation|pupils|0.6|20|||high|yes|medium|declined
2024|motivation|motivation|teachers||2|||no_data||high|no_data
2024|needs|||2|2|2|1|high|yes|no_data|no_data
2024|needs|meetings|parents|0.7|10|||medium|yes|no_data|no_data
2024|needs|welfare|data|38.25|3|||high|yes|no_data|no_data
END
}

@test "the reasons are such as a head of school can check" {
	risk indicators.tsv | tail -n +2 | awk -F '\t' '$1 == 2024 { print $4 "|" $5 "|" $6 "|" $17 }' >actual
	diff - actual <<'END'
equipment|||count 2 >= 2 high: internet/teachers medium, rooms/administration medium
equipment|internet|teachers|3 of 12 answers, share 0.25 >= 0.2 medium
equipment|materials|teachers|3 of 9 answers, share 0.333 >= 0.2 medium
equipment|rooms|administration|2 answers, mean 3.5 <= 3.5 medium
motivation|||mean 2 >= 1.5 high: motivation/pupils high; no data: motivation/teachers; other parameters known in 2023
motivation|motivation|pupils|12 of 20 answers, share 0.6 >= 0.6 high
motivation|motivation|teachers|2 answers, at least 3 are needed
needs|||max high: meetings/parents medium, welfare/data high
needs|meetings|parents|7 of 10 answers, share 0.7 <= 0.7 medium
needs|welfare|data|n 3, value 38.25 <= 40 high
END
}

@test "the interval stands beside the value, and nothing of an answer that is withheld" {
	risk indicators.tsv >out
	run awk -F '\t' '$1 == 2024 && $5 == "internet" { print $7, $8, $9 }' out
	assert_output "$(awk -F '\t' '$1 == 2024 && $4 == "internet:share" { print $6, $7, $8 }' indicators.tsv)"
	run awk -F '\t' '$13 == "no_data" && $7 $8 $9 $14 != ""' out
	assert_output ''
}

@test "that a few, or all there are, answer alike is not told, whatever they say" {
	table risk.tsv <<'END'
factor | parameter | group          | indicator | direction | medium | high | least | roll_up | expected
f      |           |                |           |           |        |      | 1     | max     |
f      | a         | teachers       | a:share   | above     | 0.2    | 0.5  | 3     |         | all:share
f      | b         | administration | b:share   | above     | 0.2    | 0.5  | 1     |         |
f      | c         | teachers       | c:mean    | above     | 20     | 40   | 5     |         | all:share
END
	table seen.tsv <<'END'
year | municipality | school_id | measure | n  | hits | sum | sumsq
2024 | А | 1         | a       | 3  | 3    |     |
2024 | А | 2         | a       | 4  | 0    |     |
2024 | А | 3         | a       | 4  | 1    |     |
2024 | А | 4         | a       | 5  | 5    |     |
2024 | А | 5         | a       | 6  | 6    |     |
2024 | А | 6         | a       | 7  | 0    |     |
2024 | А | 7         | a       | 7  | 6    |     |
2024 | А | 1         | b       | 1  | 1    |     |
2024 | А | 6         | c       | 7  |      | 70  | 700
2024 | А | 4         | all     | 9  | 0    |     |
2024 | А | 5         | all     | 6  | 0    |     |
2024 | А | 6         | all     | 7  | 0    |     |
2024 | А | 7         | all     | 7  | 0    |     |
END
	shnor-index seen.tsv | shnor-risk -q --table risk.tsv |
		awk -F '\t' 'NR > 1 && $6 != "" && $10 > 0 { print $3 "|" $5 "|" $7 "|" $13 "|" $17 }' >actual
	diff - actual <<'END'
1|a||no_data|3 answers, all alike: whose they are would be known
1|b|1|high|1 of 1 answer, share 1 >= 0.5 high
2|a||no_data|4 answers, all alike: whose they are would be known
3|a|0.25|medium|1 of 4 answers, share 0.25 >= 0.2 medium
4|a|1|high|5 of 5 answers, share 1 >= 0.5 high
5|a||no_data|6 answers, all alike: whose they are would be known
6|a||no_data|7 answers, all alike: whose they are would be known
6|c||no_data|7 answers, all alike: whose they are would be known
7|a|0.857142857|high|6 of 7 answers, share 0.857 >= 0.5 high
END
}

@test "a mean of a few gives neither their sum nor the sum of their squares; it is judged as it is told" {
	table risk.tsv <<'END'
factor | parameter | group          | indicator | direction | medium | high | least | roll_up
f      |           |                |           |           |        |      | 1     | max
f      | a         | teachers       | a:mean    | above     | 20     | 40   | 5     |
f      | b         | administration | b:mean    | above     | 20     | 40   | 1     |
END
	table seen.tsv <<'END'
year | municipality | school_id | measure | n  | hits | sum  | sumsq
2024 | А | 1         | a       | 9  |      | 178  | 3600
2024 | А | 2         | a       | 5  |      | 17   | 63
2024 | А | 3         | a       | 10 |      | 198  | 4000
2024 | А | 4         | a       | 4  |      | 90   | 2100
2024 | А | 4         | b       | 2  |      | 39.1 | 765
END
	shnor-index seen.tsv | shnor-risk -q --table risk.tsv |
		awk -F '\t' 'NR > 1 && $6 != "" && $10 > 0 { print $3 "|" $5 "|" $7 "|" ($8 $9 != "") "|" $13 "|" $17 }' >actual
	diff - actual <<'END'
1|a|20|0|medium|9 answers, mean 20 >= 20 medium
2|a|3.4|0|low|5 answers, mean 3.4 < 20 medium
3|a|19.8|1|low|10 answers, mean 19.8 < 20 medium
4|a||0|no_data|4 answers, at least 5 are needed
4|b|19.55|0|low|2 answers, mean 19.55 < 20 medium
END
}

@test "no other word for a group lets a table show what its people say" {
	table risk.tsv <<'END'
factor | parameter | group          | indicator                     | direction | medium | high | least | roll_up
f      |           |                |                               |           |        |      | 1     | max
f      | a         | data           | risk-bullying-pupils:share    | above     | 0.2    | 0.5  | 5     |
f      | b         | administration | risk-relations-teachers:share | above     | 0.2    | 0.5  | 5     |
f      | c         | data           | teacher-deficit:share         | above     | 0.2    | 0.5  | 2     |
f      | d         | data           | teacher-age:mean              | above     | 40     | 50   |       |
f      | e         | data           | index                         | above     | 40     | 50   |       |
f      | f         | parents        | f:mean                        | above     | 40     | 50   | 4     |
f      | g         | teachers       | risk-load-teachers:share      | above     | 0.2    | 0.5  | 3     |
END
	faults
	diff - actual <<'END'
3: column "group": found "data": expected pupils, as its indicator says: theirs are the answers
4: column "group": found "administration": expected teachers, as its indicator says: theirs are the answers
5: column "least": found "2": expected at least 3 answers: fewer could be put to a person
6: column "least": found "": expected at least 3 answers: fewer could be put to a person
8: column "least": found "4": expected at least 5 answers: fewer could be put to a person
END
}

@test "answers of an administration that differ are a warning, and their mean has no interval" {
	risk --quality q indicators.tsv | awk -F '\t' '$5 == "rooms" && $1 == 2024 { print $7 "|" $8 "|" $9 "|" $10 }' >actual
	diff - actual <<<'3.5|||2'
	run tail -n +2 q
	assert_output 'warning	answers that contradict each other			1	rooms:mean	2	1	risk'
}

@test "a year without a profile is a hole: nothing is stable across it" {
	sed -i 's/^2023/2022/' indicators.tsv
	risk indicators.tsv >out
	[ "$(awk -F '\t' '$1 == 2024 && ($15 != "no_data" || $16 != "no_data")' out | wc -l)" = 0 ]
	# What is known of the year anyway does not make it one with a profile.
	printf '2023\tА\t1\twelfare\t3\t50\t\t\n' >>indicators.tsv
	risk indicators.tsv | cmp - out
}

@test "shares are compared as counts, means as they stand: a third is not below a third" {
	table risk.tsv <<'END'
factor | parameter | group    | indicator | direction | medium      | high        | least | roll_up
f      |           |          |           |           |             |             | 1     | max
f      | a         | teachers | a:share   | above     | 0.333333333 | 0.333333334 | 3     |
f      | b         | teachers | b:share   | below     | 0.333333334 | 0.333333333 | 3     |
f      | c         | data     | c:mean    | above     | 2.5         | 2.5004      | 3     |
END
	table indicators.tsv <<'END'
year | school_id | indicator | n | value
2024 | 1         | a:share   | 3 | 0.333333333
2024 | 1         | b:share   | 3 | 0.333333333
2024 | 1         | c:mean    | 3 | 2.500399999
END
	risk indicators.tsv | tail -n +3 | awk -F '\t' '{ print $5, $13, $17 }' >actual
	diff - actual <<'END'
a medium 1 of 3 answers, share 1/3 >= 0.333333333 medium
b medium 1 of 3 answers, share 1/3 <= 0.333333334 medium
c medium n 3, mean 2.500399999 >= 2.5 medium
END
}

@test "what is not known makes nothing low: a maximum or count that it could raise has no level, or is at least medium" {
	table risk.tsv <<'END'
factor | parameter | group | indicator | direction | medium | high | least | roll_up
c      |           |       |           |           | 2      | 3    | 1     | count
c      | a         | data  | a         | above     | 1      | 2    |       |
c      | b         | data  | b         | above     | 1      | 2    |       |
c      | c         | data  | c         | above     | 1      | 2    |       |
m      |           |       |           |           |        |      | 1     | max
m      | d         | data  | a         | above     | 1      | 2    |       |
m      | e         | data  | b         | above     | 1      | 2    |       |
n      |           |       |           |           | 0.666666667 | 1.5 | 1  | mean
n      | f         | data  | a         | above     | 1      | 2    |       |
n      | g         | data  | b         | above     | 1      | 2    |       |
n      | h         | data  | c         | above     | 1      | 2    |       |
END
	table indicators.tsv <<'END'
year | municipality | school_id | indicator | n | value
2024 | А            | 1         | a         | 1 | 0
2024 | А            | 1         | b         | 1 | 0
2024 | А            | 2         | a         | 1 | 0
2024 | А            | 3         | a         | 1 | 1
2024 | А            | 3         | b         | 1 | 1
2024 | А            | 4         | a         | 1 | 2
2024 | А            | 5         | a         | 1 | 1
2024 | А            | 5         | b         | 1 | 1
2024 | А            | 5         | c         | 1 | 0
END
	risk indicators.tsv | awk -F '\t' 'NR > 1 && $5 == "" { print $3 "|" $7 "|" $13 "|" $17 }' >actual
	diff - actual <<'END'
1|0|low|count 0 < 2 medium; no data: c/data
1|0|low|max low
1|0|low|mean 0 < 0.666666667 medium; no data: h/data
2||no_data|count low, but what is not known could raise it; no data: b/data, c/data
2||no_data|max low, but what is not known could raise it; no data: e/data
2|0|low|mean 0 < 0.666666667 medium; no data: g/data, h/data
3|2|medium|count at least 2 >= 2 medium: a/data medium, b/data medium; no data: c/data
3|1|medium|max medium: d/data medium, e/data medium
3|1|medium|mean 1 >= 0.666666667 medium: f/data medium, g/data medium; no data: h/data
4||no_data|count low, but what is not known could raise it: a/data high; no data: b/data, c/data
4|2|high|max high: d/data high; no data: e/data
4|2|high|mean 2 >= 1.5 high: f/data high; no data: g/data, h/data
5|2|medium|count 2 >= 2 medium: a/data medium, b/data medium
5|1|medium|max medium: d/data medium, e/data medium
5|0.666666667|low|mean 2/3 < 0.666666667 medium: f/data medium, g/data medium
END
}

@test "a line without a municipality does not take away the one that is known" {
	risk indicators.tsv >expected
	printf 'year\tmunicipality\tschool_id\tstatus\n2024\t\t1\tstays\n' >membership.tsv
	risk --members membership.tsv indicators.tsv | cmp - expected
	cut -f 1,3,4 membership.tsv >short.tsv
	risk --members short.tsv indicators.tsv | cmp - expected
}

@test "a cut that no value can escape is a fault" {
	table risk.tsv <<'END'
factor | parameter | group    | indicator | direction | medium | high | least | roll_up
a      |           |          |           |           | 0      | 1    | 1     | mean
a      | p         | teachers | p:share   | above     | 0      | 0.2  | 3     |
a      | q         | teachers | q:share   | below     | 1      | 0.2  | 3     |
a      | r         | data     | r         | above     | 0      | 0.2  |       |
END
	faults
	for line in 2 3 4; do
		grep -q "^$line: column \"medium\": found \"[01]\": expected a cut that some values lie behind: all are at this one or beyond it$" actual
	done
	[ "$(wc -l <actual)" = 3 ]
}

@test "the order of the input does not matter, and the output is sorted" {
	risk indicators.tsv >one
	{ head -n 1 indicators.tsv; tail -n +2 indicators.tsv | tac; } | risk | cmp - one
	tail -n +2 one | sort -c
	head -n 4 risk.tsv >turned.tsv
	tail -n +5 risk.tsv | tac >>turned.tsv
	shnor-risk -q --table turned.tsv indicators.tsv | cmp - one
}

@test "members without answers are written without levels; those outside are not" {
	table membership.tsv <<'END'
year | municipality | school_id | status
2024 | Б            | 2         | entered
2024 | Б            | 3         | left
2024 | Б            | 4         | outside
2022 | Б            | 5         | stays
2024 | А            | 1         | stays
END
	risk --members membership.tsv --stats s indicators.tsv >out
	assert_balanced s
	diff <(risk indicators.tsv) <(grep -v '	Б	' out)
	[ "$(grep -c '^2024	Б	2	' out)" = 10 ]
	[ "$(grep '	Б	' out | cut -f 13 | sort -u)" = no_data ]
	[ "$(grep -c '	Б	[345]	' out)" = 0 ]
	sed -i 's/entered/enterd/' membership.tsv
	run -1 shnor-risk -q --table risk.tsv --members membership.tsv --rejects r indicators.tsv
	run cut -f 3-5 r
	assert_output $'reason\tcolumn\tvalue\nunknown status\tstatus\tenterd'
}

@test "bad indicators are rejected; one that stands twice ends the run; more answers than people are a warning" {
	table bad.tsv <<'END'
year | municipality | school_id | indicator      | n  | value | lo | hi
24   | А            | 2         | internet:share | 3  | 0     |    |
2024 | А            | 2         | internet:share | 0  | 0     |    |
2024 | А            | 2         | internet:share | 3  | 0.5   |    |
2024 | А            | 2         | rooms:mean     | 3  | x     |    |
2024 | А            | 2         | rooms:mean     | 3  | 3     | y  | 4
2024 | А            | 2         | another        | 3  | 3     |    |
2024 | А            | 2         | internet:share | 30 | 0.5   |    |
2024 | А            | 2         | teachers:share | 20 | 0.5   |    |
2024 | А            | 3         | internet:share | 20 | 0.5   |    |
2024 | А            | 3         | teachers:share | 20 | 0.5   |    |
END
	run -1 shnor-risk -q --table risk.tsv --rejects r --stats s --quality q bad.tsv
	run cut -f 3,4 r
	assert_output 'reason	column
impossible year	year
impossible n	n
share that no count gives	value
no number	value
no number	lo'
	assert_balanced s
	[ "$(counts s skipped)" = 1 ]
	run grep '^warning' q
	assert_output 'warning	more answers than expected			2	internet:share	30	20	risk'
	tail -n 1 indicators.tsv >>indicators.tsv
	run -1 shnor-risk -q --table risk.tsv indicators.tsv
	assert_output --partial 'indicators.tsv:'
	assert_output --partial '"welfare" stands twice for school "1" in 2024; no level can be told'
}

@test "levels that rest on cuts nobody has verified are told once; so is what is not in the data" {
	run -0 --separate-stderr shnor-risk --table risk.tsv indicators.tsv
	[ -z "$stderr" ]
	# A line that no level rests on does not matter; of the others one is named.
	sed -i -e '/^2023/!{/mot_t/d}' -e '/^2023/d' indicators.tsv
	sed -i 's/\tyes$/\t/' risk.tsv
	run -0 --separate-stderr shnor-risk --table risk.tsv indicators.tsv
	[ "$stderr" = 'shnor-risk: --table: 1 of its 8 indicators are not in the data, the first of them is "mot_t:share"
shnor-risk: risk.tsv:2: not verified, but the results rest on it and on 8 more line(s) like it' ]
}

# faults: what is told of risk.tsv, by line.
faults() {
	run -2 --separate-stderr shnor-risk --table risk.tsv nothing.tsv
	[ -z "$output" ]
	sed -n 's/^shnor-risk: risk.tsv://p' <<<"$stderr" | sort -n -s >actual
}

@test "a wrong line of the table is exit 2 with every fault, before data are read" {
	table risk.tsv <<'END'
factor | parameter | group    | indicator | direction | medium | high | least | roll_up | weight | fixed | verified
a      |           |          |           |           |        |      | 1     | sum     |        |       |
a      | p         | teachers | p:share   | above     | 0.5    | 0.2  | 3     |         |        |       |
a      | q         | teachers | q:share   | below     | 0.2    | 0.5  | 2     |         |        |       |
a      | r         | teachers | r:share   | above     | 0.5    | 1.2  | 3     | max     |        |       |
a      | s         | guests   | s:share   | up        | x      |      | 0     |         | 0      | low   | maybe
a      |           | data     |           | above     | 1      | 2    |       |         |        |       |
END
	faults
	diff - actual <<'END'
2: column "roll_up": found "sum": expected one of: max mean count
3: column "high": found "0.2": expected a cut above that of medium, for the risk lies above
4: column "high": found "0.5": expected a cut below that of medium, for the risk lies below
4: column "least": found "2": expected at least 3 answers: fewer could be put to a person
5: column "high": found "1.2": expected a number from 0 to 1
5: column "roll_up": found "max": expected nothing: the line of the factor says it
6: column "fixed": found "low": expected one of: medium high
6: column "weight": found "0": expected a number above 0, to 1000, of at most six decimals
6: column "verified": found "maybe": expected one of: no yes
6: column "group": found "guests": expected one of: data administration teachers pupils parents
6: column "direction": found "up": expected one of: above below
6: column "medium": found "x": expected a number of at most nine decimals
6: column "high": found "": expected a number of at most nine decimals
6: column "least": found "0": expected a whole number of at least 1
7: column "parameter": found "": expected a name; only a line that rolls a factor up has none, and no group
7: column "indicator": found "": expected an indicator
END
}

@test "lines that do not go together are faults: what stands twice, a factor that is not whole, cuts out of reach" {
	table risk.tsv <<'END'
factor | parameter | group    | indicator | direction | medium | high | least | roll_up | weight
a      |           |          |           |           | 1      | 2    | 4     | max     |
a      | p         | teachers | p:share   | above     | 0.1    | 0.2  | 3     |         |
a      | p         | pupils   | p:share   | above     | 0.1    | 0.2  | 3     |         |
a      | p         | teachers | q:share   | above     | 0.1    | 0.2  | 3     |         |
b      |           |          |           |           | 0.5    | 2.5  | 1     | mean    | 2
c      | q         | data     | q         | above     | 1      | 2    |       |         |
d      |           |          |           |           | 0.5    | 3    | 1     | count   |
d      | r         | data     | r         | above     | -1     | 2    |       |         |
d      |           |          |           |           |        |      | 1     | max     |
END
	faults
	diff - actual <<'END'
2: column "medium": found "1": expected nothing: a maximum has no cuts
2: column "high": found "2": expected nothing: a maximum has no cuts
2: column "least": found "4": the factor has only 3 parameters
4: column "indicator": found "p:share": risk.tsv:3 has it in the same factor already
5: column "parameter": found "p": risk.tsv:3 has it of the same group already
6: column "weight": found "2": expected nothing in the line of a factor
6: column "high": found "2.5": expected a number from 0 to 2
6: column "factor": found "b": no line is a parameter of it
7: column "factor": found "c": no line without parameter and group says how it is rolled up
8: column "medium": found "0.5": expected how many parameters, at least 1
8: column "high": found "3": the factor has only 1 parameters
10: column "factor": found "d": risk.tsv:8 rolls it up already
END
}

@test "wrong use is exit 2" {
	run -2 --separate-stderr shnor-risk indicators.tsv
	[ "$stderr" = 'shnor-risk: --table FILE is required; it says what the risks are' ]
}
