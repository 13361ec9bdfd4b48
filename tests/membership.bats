#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Who comes into the programme, who stays, who may leave, and why.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
}

# verdicts SCHOOL CLASS…: from 2020 on; "-" stands for no line. Standard output: lines of the stream.
verdicts() {
	local school=$1 year=2020 class
	shift
	for class in "$@"; do
		[ "$class" = - ] || printf '%s\tА\t%s\tthreshold\t%s\t\tbecause\n' $year "$school" "$class"
		year=$((year + 1))
	done
}

stream() {
	printf 'year\tmunicipality\tschool_id\trule\tclass\tprobability\treason\n'
	cat
}

# way SCHOOL [OPTION…]: year and status of the school, on one line.
way() {
	local school=$1
	shift
	shnor-membership --all "$@" classes.tsv | awk -F '\t' -v school="$school" '
		NR > 1 && $3 == school { printf "%s%s:%s", sep, $1, $4; sep = " " }'
}

@test "in by a low verdict for the year after, out after one good year, and in again" {
	verdicts 1 low low not_low not_low low | stream >classes.tsv
	run way 1 --enter low
	assert_output '2021:entered 2022:stays 2023:left 2024:outside 2025:returned'
	run way 1 --enter low --lag 0
	assert_output '2020:entered 2021:stays 2022:left 2023:outside 2024:returned'
}

@test "leaving can ask for two good years running; a year without a verdict is none" {
	verdicts 1 low not_low not_low low not_low not_low | stream >classes.tsv
	run way 1 --enter low --good-years 2
	assert_output '2021:entered 2022:candidate 2023:left 2024:returned 2025:candidate 2026:left'
	verdicts 1 low not_low no_data not_low - not_low not_low | stream >classes.tsv
	run way 1 --enter low --good-years 2
	assert_output '2021:entered 2022:candidate 2023:stays 2024:candidate 2025:stays 2026:candidate 2027:left'
}

@test "a time in the programme before a school may leave" {
	verdicts 1 low not_low not_low not_low | stream >classes.tsv
	run way 1 --enter low --least-years 2
	assert_output '2021:entered 2022:candidate 2023:left 2024:outside'
}

@test "no exit without a whole kind of procedure that the year before had; what is missing is named" {
	verdicts 1 low not_low not_low | stream >classes.tsv
	table observations.tsv <<'END'
year | school_id | measure | n
2020 | 1         | oge-rus | 9
2020 | 1         | oge-mat | 9
2020 | 1         | vpr-rus | 9
2020 | 1         | other   | 9
2021 | 1         | oge-rus | 9
2021 | 1         | vpr-rus | 0
2022 | 1         | oge-rus | 9
2021 | 2         | vpr-rus | 9
END
	options=(--enter low --results observations.tsv --needed ^oge --needed ^vpr)
	run way 1 "${options[@]}"
	assert_output '2021:entered 2022:candidate 2023:left'
	shnor-membership "${options[@]}" --quality findings classes.tsv | show >actual
	diff - actual <<'END'
year|municipality|school_id|status|since|years|reason
2021|А|1|entered|2021|1|low in 2020: because
2022|А|1|candidate|2021|2|not_low in 2021: because; without oge-mat, vpr-rus of 2020
2023|А|1|left|2021|3|not_low in 2022: because; to leave by the verdict
END
	run show findings
	assert_line --index 1 'warning|good verdict on fewer procedures|||1|oge-mat, vpr-rus||those of 2020; without a whole kind of them the school does not leave|membership'
	# One of two exams is told, and decides nothing; nor does a procedure that was not held.
	run way 1 --enter low --results observations.tsv --needed ^oge
	assert_output '2021:entered 2022:left 2023:outside'
	printf 'measure\tyear\tsource\tverified\n^vpr\t2021\there\tyes\n' >pauses.tsv
	run way 1 "${options[@]}" --pauses pauses.tsv
	assert_output '2021:entered 2022:left 2023:outside'
	run -2 shnor-membership --enter low --results observations.tsv classes.tsv
	assert_output --partial '--results and --needed belong together'
}

@test "several classes bring in; the reason is the verdict's" {
	verdicts 1 failing deprived effective | stream >classes.tsv
	shnor-membership --enter 'failing|deprived' classes.tsv | show >actual
	diff - actual <<'END'
year|municipality|school_id|status|since|years|reason
2021|А|1|entered|2021|1|failing in 2020: because
2022|А|1|stays|2021|2|deprived in 2021: because
2023|А|1|left|2021|3|effective in 2022: because; to leave by the verdict
END
}

@test "somebody else's list: who is on it is in, from its year to its year; a rule may let go before" {
	verdicts 1 not_low low not_low not_low not_low | stream >classes.tsv
	verdicts 2 low low low low low >>classes.tsv
	verdicts 3 not_low not_low not_low not_low not_low >>classes.tsv
	table support.tsv <<'END'
school_id | year_from | year_to
1         | 2019      | 2023
3         | 2023      |
4         | 2022      |
END
	options=(--support support.tsv --bad low)
	# In since 2019: 2021 is good, but one year does not do.
	run bash -c 'shnor-membership --support support.tsv --bad low classes.tsv | grep -P "^2024\t[^\t]*\t3\t" | cut -f 7'
	assert_output 'not_low in 2023: because; on the list since 2023; to leave by the verdict'
	run way 1 "${options[@]}" --good-years 3
	assert_output '2020:stays 2021:candidate 2022:stays 2023:candidate 2024:left 2025:outside'
	# The list names it from before the first results: in 2020 nobody can judge it yet.
	run bash -c 'shnor-membership --support support.tsv --bad low classes.tsv | sed -n 2p | cut -f 1,3,4,7'
	assert_output $'2020\t1\tstays\tno verdict in 2019; on the list since 2019'
	# A low school that is on no list stays outside.
	run way 2 "${options[@]}"
	assert_output '2020:outside 2021:outside 2022:outside 2023:outside 2024:outside 2025:outside'
	# It leaves by its good year, and the list that still names it does not bring it back.
	run way 3 "${options[@]}"
	assert_output '2020:outside 2021:outside 2022:outside 2023:entered 2024:left 2025:outside'
	# A school without any verdict.
	run way 4 "${options[@]}"
	assert_output '2020:outside 2021:outside 2022:entered 2023:stays 2024:stays 2025:stays'
}

@test "a wrong line of the list is told by its place in the source" {
	verdicts 1 low | stream >classes.tsv
	printf 'school_id\tyear_from\tyear_to\torigin\n1\t2024\t2023\tsupport.csv:7\n' >support.tsv
	printf '1\t2021\t\t\n1\t2023\t\t\n' >>support.tsv
	run -1 shnor-membership -q --support support.tsv --bad low --rejects r classes.tsv
	run cut -f 2-3 r
	assert_output $'origin\treason
support.csv:7\timpossible year
support.tsv:4\tin the programme twice'
}

@test "leaving can ask for an improvement of an indicator" {
	verdicts 1 low not_low not_low | stream >classes.tsv
	verdicts 2 low not_low not_low >>classes.tsv
	table dynamics.tsv <<'END'
municipality | school_id | indicator     | year_from | year_to | trend
А            | 1         | results_index | 2020      | 2021    | declined
А            | 1         | results_index | 2021      | 2022    | improved
А            | 1         | oge-mat:mean  | 2020      | 2021    | improved
А            | 2         | results_index | 2020      | 2021    | improved
END
	run way 1 --enter low --improved dynamics.tsv --indicator results_index
	assert_output '2021:entered 2022:candidate 2023:left'
	run way 2 --enter low --improved dynamics.tsv --indicator results_index
	assert_output '2021:entered 2022:left 2023:outside'
}

@test "the order of the input does not matter; it is sorted by year, municipality and school" {
	awk 'BEGIN { srand(3); OFS = "\t"
		for (s = 1; s <= 40; s++) for (y = 2018; y <= 2024; y++)
			print y, "М" s % 5, s, "threshold", rand() < 0.4 ? "low" : rand() < 0.1 ? "no_data" : "not_low", "", "r" }' >lines
	stream <lines >classes.tsv
	shnor-membership --enter low --good-years 2 classes.tsv >one
	sort -r lines | stream | shnor-membership --enter low --good-years 2 >other
	cmp one other
	tail -n +2 one | cut -f 1-3 | sort -c
}

# An independent machine: the same rule in awk, over the verdicts of each school.
@test "the ways of forty schools equal those an awk script finds" {
	awk 'BEGIN { srand(5); OFS = "\t"
		for (s = 101; s <= 140; s++) for (y = 2016; y <= 2024; y++)
			print y, "М", s, "threshold", rand() < 0.35 ? "low" : rand() < 0.1 ? "no_data" : "not_low", "", "r" }' |
		stream >classes.tsv
	shnor-membership --all --enter low --good-years 2 --least-years 3 classes.tsv | cut -f 1,3,4 | tail -n +2 | sort >actual
	tail -n +2 classes.tsv | sort -t "$(printf '\t')" -k 3,3 -k 1,1 | awk -F '\t' -v OFS='\t' '
		$3 != school { school = $3; member = before = good = 0 }
		{
			year = $1 + 1
			good = $5 == "not_low" ? good + 1 : 0
			if (!member) {
				if ($5 == "low") { status = before ? "returned" : "entered"; member = before = 1; since = year; good = 0 }
				else { status = "outside"; good = 0 }
			} else if ($5 != "not_low") status = "stays"
			else if (good >= 2 && year - since >= 3) { status = "left"; member = 0 }
			else status = "candidate"
			print year, school, status
		}' | sort >expected
	diff expected actual
	[ "$(cut -f 3 expected | sort -u | wc -l)" -eq 6 ]
}

@test "two verdicts of one year end it with 1; --rule chooses; wrong use is 2" {
	verdicts 1 low | stream >classes.tsv
	sed -n 2p classes.tsv | sed 's/threshold/quadrant/' >>classes.tsv
	run -1 shnor-membership --enter low classes.tsv
	assert_line 'shnor-membership: school "1" has two verdicts in 2020; --rule says which count'
	run -0 shnor-membership --enter low --rule quadrant classes.tsv
	run -2 shnor-membership classes.tsv
	run -2 shnor-membership --support support.tsv classes.tsv
	run -2 shnor-membership --enter low --good-years 0 classes.tsv
	run -2 shnor-membership --enter low --improved x classes.tsv
	printf 'year\tschool_id\tclass\n20\t1\tlow\n2020\t\tlow\n2020\t1\t\n2021\t1\tlow\n' >classes.tsv
	run -1 shnor-membership -q --enter low --rejects r --stats s classes.tsv
	run cut -f 3 r
	assert_output $'reason\nimpossible year\nno verdict\nno verdict'
	assert_balanced s
}

@test "a closed school is out after its last year; a school with a successor is not judged by itself" {
	table schools.tsv <<'END'
school_id | municipality | successor | to
1         | А            |           | 31.08.2022
2         | А            | 3         |
3         | А            |           |
END
	verdicts 1 low low low no_data no_data | stream >classes.tsv
	verdicts 2 low low low low low >>classes.tsv
	verdicts 3 not_low not_low low low low >>classes.tsv
	run way 1 --enter low --schools schools.tsv
	assert_output '2021:entered 2022:stays 2023:left 2024:outside 2025:outside'
	run way 2 --enter low --schools schools.tsv
	assert_output ''
	run way 3 --enter low --schools schools.tsv
	assert_output '2021:outside 2022:outside 2023:entered 2024:stays 2025:stays'
}

@test "the list wins in the year in which it begins; its order does not matter" {
	verdicts 1 low not_low not_low not_low | stream >classes.tsv
	table support.tsv <<'END'
school_id | year_from | year_to
1         | 2022      | 2023
1         | 2023      | 2025
END
	run -1 bash -c 'shnor-membership -q --enter low --support support.tsv --rejects one classes.tsv >out1'
	(head -n 1 support.tsv; tail -n +2 support.tsv | sort -r) >turned.tsv
	run -1 bash -c 'shnor-membership -q --enter low --support turned.tsv --rejects other classes.tsv >out2'
	cmp out1 out2
	cmp <(cut -f 3-7 one) <(cut -f 3-7 other)
	run bash -c 'cut -f 1,4 out1 | tail -n +2'
	assert_output $'2021\tentered\n2022\tstays\n2023\tleft'
}

@test "on the list anew while still in: good years are counted from there" {
	verdicts 1 low not_low not_low not_low not_low | stream >classes.tsv
	table support.tsv <<'END'
school_id | year_from | year_to
1         | 2021      | 2022
1         | 2023      |
END
	# 2020 is low, 2021 good: a candidate for 2022. The list of 2023 begins anew: 2023 and 2024 must be good.
	run way 1 --bad low --good-years 3 --support support.tsv
	assert_output '2021:entered 2022:candidate 2023:stays 2024:candidate 2025:candidate'
}

@test "words and indicators that the data do not have are told; no verdicts at all are exit 1" {
	verdicts 1 low not_low | stream >classes.tsv
	printf 'school_id\tyear_from\n1\t2020\n' >support.tsv
	printf 'municipality\tschool_id\tindicator\tyear_to\ttrend\nА\t1\tx\t2020\timproved\n' >dynamics.tsv
	run -0 --separate-stderr shnor-membership --enter 'low|lwo' --bad sad --improved dynamics.tsv --indicator y classes.tsv
	[ "$stderr" = 'shnor-membership: --indicator: there is no "y" in the dynamics
shnor-membership: --enter: no verdict is "lwo"
shnor-membership: --bad: no verdict is "sad"' ]
	run -0 --separate-stderr shnor-membership --enter low --rule treshold classes.tsv
	[ "$stderr" = 'shnor-membership: --rule: no verdict is by "treshold"' ]
	head -n 1 classes.tsv >empty.tsv
	run -1 --separate-stderr shnor-membership --bad low --support support.tsv empty.tsv
	[[ $stderr == *'there is no verdict that counts, so the programme has no years'* ]]
}

@test "a school and the one that took it over, both on the list, are one school on it" {
	table schools.tsv <<'END'
school_id | municipality | successor
2         | А            | 3
3         | А            |
END
	table support.tsv <<'END'
school_id | year_from | year_to
2         | 2021      | 2022
3         | 2022      | 2024
END
	verdicts 3 low low low low low | stream >classes.tsv
	run way 3 --bad low --support support.tsv --schools schools.tsv
	assert_output '2021:entered 2022:stays 2023:stays 2024:stays 2025:left'
	shnor-membership -q --bad low --support support.tsv --schools schools.tsv --stats s classes.tsv >out
	run grep skipped s
	assert_output $'membership\tskipped\tjoined with its successor\t1'
	assert_balanced s
}
