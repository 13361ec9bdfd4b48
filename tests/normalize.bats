#!/usr/bin/env bats
# tests/normalize.bats: records become observations by a region's tables.
# shellcheck disable=SC2154 # status and output are set by run
load helper

HEADER="year|municipality|school_id|measure|n|hits|sum|sumsq"

# Tables of a pupil's grain; tests of the school's grain write their own measures.tsv.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table words.tsv <<-'END'
		column  | pattern                  | value    | skip
		subject | (?i)^русск               | rus      |
		subject | (?i)^математика.*баз     | mat_base |
		subject | (?i)^математика          | mat_prof |
		subject | (?i)^(химия\|биология)$  | -        | another subject
		stage   | ^$                       | main     |
		stage   | ^основной$               | main     |
		stage   | (?i)^пересдач            |          | retake
	END
	table thresholds.tsv <<-'END'
		subject  | from | to   | column | low_below | source
		rus      |      | 2022 | score  | 24        | # not a comment here
		rus      | 2023 |      | score  | 36.5      |
		mat_base | 2023 |      | mark   | 3         |
		mat_prof | 2023 |      | score  | 27        |
	END
	table scales.tsv <<-'END'
		subject  | column | min | max | whole | from | to
		*        | score  | 0   | 100 | yes   | 2023 |
		mat_base | mark   | 2   | 5   | yes   |      |
	END
	table measures.tsv <<-'END'
		measure      | where                     | n | hits | score
		ege-rus      | subject=rus               | 1 | low  | score
		ege-mat      | subject=mat_base\|mat_prof | 1 | low  |
		ege-mat_prof | subject=mat_prof          | 1 | low  | score
	END
}

# normalize ARGUMENT…: all four tables are given where they are there; leaves out, err and $status.
normalize() {
	status=0
	shnor-normalize --quiet ${words+--words words.tsv} --measures measures.tsv \
		${words+--thresholds thresholds.tsv} ${words+--scales scales.tsv} \
		--rejects rejects.tsv --stats stats.tsv "$@" >out 2>err || status=$?
}
words=yes

# gives STATUS: the exit status, and on standard input what is on standard output behind the header.
gives() {
	[ "$status" -eq "$1" ] || fail "exit status $status, not $1: $(cat err; show rejects.tsv)"
	diff -u <(show out) <(echo "$HEADER"; cat)
}

# rejected: on standard input `line reason column value expected` of each rejected record.
rejected() {
	diff -u <(tail -n +2 rejects.tsv | cut -f 2-6 | sed 's/^[^\t]*://' | show) -
	assert_balanced stats.tsv
}

# reasons: on standard input kind, reason and count of the stats.
reasons() {
	diff -u <(tail -n +2 stats.tsv | cut -f 2- | show) -
}

# vpr N PERCENT FORM: what normalize says of that percentage of N participants.
vpr() {
	printf 'measure\twhere\tn\thits\nvpr\t\tparticipants\tlow %s\n' "$3" >measures.tsv
	printf 'year\tschool_id\tparticipants\tlow\n2024\t7\t%s\t%s\n' "$1" "$2" >records.tsv
	unset words
	normalize records.tsv
	echo "$2 $3 of $1: $(tail -n +2 out | cut -f 6)$(tail -n +2 rejects.tsv | cut -f 3)"
}

@test "normalize: a pupil's record is an observation with n = 1, a hit when below the minimum" {
	table records.tsv <<-'END'
		origin | year | municipality | school_id | subject       | stage    | score | mark
		a.csv:2 | 2024 | Орск         | 007       | Русский язык  | основной | 36    |
		a.csv:3 | 2024 | Орск         | 007       | РУССКИЙ       |          | 37    |
		a.csv:4 | 2024 |              | 008       | русский       |          | 100   |
	END
	normalize records.tsv
	gives 0 <<-'END'
		2024|Орск|007|ege-rus|1|1|36|1296
		2024|Орск|007|ege-rus|1|0|37|1369
		2024||008|ege-rus|1|0|100|10000
	END
	reasons <<-'END'
		output||3
		read||3
		written||3
	END
}

@test "normalize: base and profile mathematics are one procedure with two minima, and profile its own too" {
	table records.tsv <<-'END'
		year | school_id | subject              | stage | score | mark
		2024 | 7         | Математика (базовая) |       |       | 2
		2024 | 7         | Математика (базовая) |       |       | 3
		2024 | 7         | Математика           |       | 26    |
		2024 | 7         | Математика           |       | 27    |
	END
	normalize records.tsv
	gives 0 <<-'END'
		2024||7|ege-mat|1|1||
		2024||7|ege-mat|1|0||
		2024||7|ege-mat|1|1||
		2024||7|ege-mat_prof|1|1|26|676
		2024||7|ege-mat|1|0||
		2024||7|ege-mat_prof|1|0|27|729
	END
	reasons <<-'END'
		output||6
		read||4
		written||4
	END
}

@test "normalize: the first word that fits counts; skips are counted by reason; unknown words are rejected" {
	table records.tsv <<-'END'
		year | school_id | subject  | stage     | score | mark
		2024 | 7         | Химия    |           | 1     |
		2024 | 7         | биология |           | 1     |
		2024 | 7         | Русский  | Пересдача | 1     |
		2024 | 7         | Рууский  |           | 1     |
		2024 | 7         | Химия 2  |           | 1     |
		2024 | 7         | Русский  | Основной  | 1     |
	END
	normalize records.tsv
	gives 1 </dev/null
	rejected <<-'END'
		5|unknown word|subject|Рууский|a word of the value table
		6|unknown word|subject|Химия 2|a word of the value table
		7|unknown word|stage|Основной|a word of the value table
	END
	reasons <<-'END'
		output||0
		read||6
		rejected|unknown word|3
		skipped|another subject|2
		skipped|retake|1
		written||0
	END
}

@test "normalize: a word to skip wins over an unknown one, whichever column comes first, and over any fault" {
	table records.tsv <<-'END'
		year | school_id | subject | stage     | score | mark
		2024 | 7         | Рууский | пересдача | 1     |
		2024 | 7         | Химия   | ???       | 1     |
		1024 |           | Химия   |           | -1    |
	END
	normalize records.tsv
	gives 0 </dev/null
	reasons <<-'END'
		output||0
		read||3
		skipped|another subject|2
		skipped|retake|1
		written||0
	END
}

@test "normalize: \$0 to \$9 in a value stand for what the pattern caught, for as many values as there are" {
	table words.tsv <<-'END'
		column  | pattern           | value
		subject | ^(\d+)-(\d+)$     | $2.$1
		subject | ^k\d$             | <$0$1$>
	END
	table measures.tsv <<-'END'
		measure | where          | n
		swapped | subject=2.1    | 1
		kept    | subject=<k5$>  | 1
		rest    |                | 1
	END
	table records.tsv <<-'END'
		year | school_id | subject
		2024 | 7         | 1-2
		2024 | 7         | k5
	END
	{ seq -f $'2024\t7\t%.0f-0' 70000; echo $'2024\t7\t1-2'; } >>records.tsv
	shnor-normalize -w words.tsv -m measures.tsv records.tsv >out
	run bash -c 'cut -f 4 out | sort | uniq -c | sed "s/^ *//"'
	assert_output $'1 kept\n1 measure\n70003 rest\n2 swapped'
}

@test "normalize: the minimum is that of the year; no line for the year or the keys is a reject" {
	table records.tsv <<-'END'
		year | school_id | subject              | stage | score | mark
		2022 | 7         | Русский              |       | 24    |
		2022 | 7         | Русский              |       | 23.9  |
		2023 | 7         | Русский              |       | 24    |
		2022 | 7         | Математика (базовая) |       |       | 2
	END
	normalize records.tsv
	gives 1 <<-'END'
		2022||7|ege-rus|1|0|24|576
		2022||7|ege-rus|1|1|23.9|571.21
		2023||7|ege-rus|1|1|24|576
	END
	rejected <<<"5|no threshold|||a line of the thresholds for subject=mat_base in that year"
}

@test "normalize: values off the scale and no numbers are rejected" {
	table records.tsv <<-'END'
		year | school_id | subject              | stage | score | mark
		2024 | 7         | Математика (базовая) |       |       | 1
		2024 | 7         | Математика (базовая) |       |       | 6
		2024 | 7         | Математика (базовая) |       |       | 4.5
		2024 | 7         | Русский              |       | 101   |
		2024 | 7         | Русский              |       | -1    |
		2024 | 7         | Русский              |       | зачёт |
		2024 | 7         | Русский              |       |       | 5
		2022 | 7         | Русский              |       | 4e1   |
		2024 | 7         | Русский              |       | 0     | 9
	END
	normalize records.tsv
	gives 1 <<<"2024||7|ege-rus|1|1|0|0"
	rejected <<-'END'
		2|impossible value|mark|1|a whole number from 2 to 5
		3|impossible value|mark|6|a whole number from 2 to 5
		4|impossible value|mark|4.5|a whole number from 2 to 5
		5|impossible value|score|101|a whole number from 0 to 100
		6|impossible value|score|-1|a whole number from 0 to 100
		7|no number|score|зачёт|a whole number from 0 to 100
		8|missing score|score||the score that decides
		9|no number|score|4e1|a number
	END
}

@test "normalize: dates must exist and lie in the school year; none is all right" {
	unset words
	printf 'measure\twhere\tn\nexam\t\t1\n' >measures.tsv
	table records.tsv <<-'END'
		year | school_id | date
		2024 | 7         | 31.05.2024
		2024 | 7         | 2023-09-01
		2024 | 7         | 31.08.2024
		2024 | 7         | 29.02.2024
		2024 | 7         |
		2024 | 7         | 31.02.2024
		2023 | 7         | 29.02.2023
		2024 | 7         | 01.09.2024
		2024 | 7         | 2023-08-31
		2024 | 7         | 31.05.24
		2024 | 7         | 00.05.2024
		2024 | 7         | 05/31/2024
		24   | 7         |
	END
	normalize records.tsv
	gives 1 <<<"$(yes '2024||7|exam|1|||' | head -n 5)"
	rejected <<-'END'
		7|impossible date|date|31.02.2024|a day such as 31.05.2024 or 2024-05-31
		8|impossible date|date|29.02.2023|a day such as 31.05.2023 or 2023-05-31
		9|date of another school year|date|01.09.2024|a day from 1 September 2023 to 31 August 2024
		10|date of another school year|date|2023-08-31|a day from 1 September 2023 to 31 August 2024
		11|impossible date|date|31.05.24|a day such as 31.05.2024 or 2024-05-31
		12|impossible date|date|00.05.2024|a day such as 31.05.2024 or 2024-05-31
		13|impossible date|date|05/31/2024|a day such as 31.05.2024 or 2024-05-31
		14|impossible year|year|24|a year such as 2024
	END
}

@test "normalize: a date may have a time behind it, and days and months of one digit" {
	unset words
	printf 'measure\twhere\tn\nexam\t\t1\n' >measures.tsv
	table records.tsv <<-'END'
		year | school_id | date
		2024 | 7         | 2024-05-31T12:00:00
		2024 | 7         | 31.05.2024 0:00:00
		2024 | 7         | 31.5.2024
		2024 | 7         | 1.9.2023 10:00
		2024 | 7         | 31.8.2023 10:00
		2024 | 7         | 31.05.2024 25:00
	END
	normalize records.tsv
	gives 1 <<<"$(yes '2024||7|exam|1|||' | head -n 4)"
	rejected <<-'END'
		6|date of another school year|date|31.8.2023 10:00|a day from 1 September 2023 to 31 August 2024
		7|impossible date|date|31.05.2024 25:00|a day such as 31.05.2024 or 2024-05-31
	END
}

@test "normalize: the registry gives code and municipality, by code or login; who is not in it is rejected" {
	unset words
	printf 'measure\twhere\tn\nexam\t\t1\n' >measures.tsv
	table schools.tsv <<-'END'
		login | name   | school_id | municipality
		edu1  | Школа1 | 001       | Орск
		      | Школа2 | 002       | Бузулук
	END
	table records.tsv <<-'END'
		year | municipality | school_id | login
		2024 | чужой        |           | edu1
		2024 | чужой        | 002       |
		2024 |              | 001       | edu9
		2024 | чужой        |           | edu9
		2024 | чужой        | 1         | edu1
		2024 | чужой        |           |
	END
	normalize --schools schools.tsv records.tsv
	gives 1 <<-'END'
		2024|Орск|001|exam|1|||
		2024|Бузулук|002|exam|1|||
		2024|Орск|001|exam|1|||
	END
	rejected <<-'END'
		5|unknown school|login|edu9|a school of the registry
		6|unknown school|school_id|1|a school of the registry, which has 001: the zeros in front are lost
		7|no school|school_id||a school's code
	END
	normalize records.tsv
	rejected <<-'END'
		2|no school|school_id||a code, or the registry (--schools) to find it by login
		5|no school|school_id||a code, or the registry (--schools) to find it by login
		7|no school|school_id||a school's code
	END
}

@test "normalize: a code or a login that stands twice in the registry is exit 2, before data are read" {
	printf 'school_id\tlogin\n1\ta\n2\tb\n1\tc\n' >codes.tsv
	printf 'school_id\tlogin\n1\ta\n2\t\n3\t\n4\ta\n' >logins.tsv
	normalize --schools codes.tsv nothing.tsv
	assert_equal "$status: $(cat out err)" '2: shnor-normalize: codes.tsv:4: column "school_id": found "1" a second time, expected one line a school'
	normalize --schools logins.tsv nothing.tsv
	assert_equal "$status: $(cat out err)" '2: shnor-normalize: logins.tsv:5: column "login": found "a" a second time, expected one line a school'
}

@test "normalize: a school's line becomes counts again, straight from a file with decimal commas" {
	unset words
	printf 'column\tfrom\ttype\nyear\t=2024\t\nschool_id\tШкола\t\nn\tВсего\t\n' >vpr.map
	printf 'm%s\t%s\tnumber\n' 2 2 3 3 4 4 5 5 >>vpr.map
	table measures.tsv <<-'END'
		measure  | where | n | hits | score
		vpr5-mat |       | n | m2 % | 2:m2 3:m3 4:m4 5:m5 %
	END
	printf 'Школа;Всего;2;3;4;5\n7;10;30,00;40,00;20,00;10,00\n7;43;30,23;0;69,77;0\n7;43;30,05;0;69,95;0\n7;10;30,00;40,00;20,00;0\n' >vpr.csv
	shnor-import -q -m vpr.map vpr.csv >records.tsv
	normalize records.tsv
	gives 1 <<-'END'
		2024||7|vpr5-mat|10|3|31|105
		2024||7|vpr5-mat|43|13|146|532
	END
	rejected <<-'END'
		4|percentage that no count gives|m2|30.05|a percentage of 43 participants
		5|percentages do not sum to 100|m2|30.00|a sum of 100, not 90.00, of all marks
	END
}

@test "normalize: a percentage may be off by half a unit of its last printed digit, %.2 counts dropped zeros" {
	run vpr 10 30.00 %
	assert_output "30.00 % of 10: 3"
	{ vpr 43 30 %; vpr 43 30 %.2; vpr 43 30.2 %; vpr 43 30.2 %.2; vpr 43 30.23 %.2
		vpr 43 30.232558 %.2; vpr 43 30.24 %
		echo "half a unit: 1 of 16 is 6.25 %"
		vpr 16 6.2 %; vpr 16 6.3 %; vpr 16 6.1 %; vpr 16 6.25 %; vpr 16 6.24 %; vpr 16 6.2 %.2
		echo "half a unit: 1 of 8 is 12.5 %"
		vpr 8 12 %; vpr 8 13 %; vpr 8 11 %; vpr 8 14 %
		echo "the ends"
		vpr 57 0 %.2; vpr 57 100 %.2; vpr 57 100.01 %; vpr 57 -1 %; vpr 57 '' %; vpr 57 '5,5' %; } >all
	run cat all
	assert_output - <<-'END'
		30 % of 43: 13
		30 %.2 of 43: percentage that no count gives
		30.2 % of 43: 13
		30.2 %.2 of 43: percentage that no count gives
		30.23 %.2 of 43: 13
		30.232558 %.2 of 43: 13
		30.24 % of 43: percentage that no count gives
		half a unit: 1 of 16 is 6.25 %
		6.2 % of 16: 1
		6.3 % of 16: 1
		6.1 % of 16: percentage that no count gives
		6.25 % of 16: 1
		6.24 % of 16: percentage that no count gives
		6.2 %.2 of 16: percentage that no count gives
		half a unit: 1 of 8 is 12.5 %
		12 % of 8: 1
		13 % of 8: 1
		11 % of 8: percentage that no count gives
		14 % of 8: percentage that no count gives
		the ends
		0 %.2 of 57: 0
		100 %.2 of 57: 57
		100.01 % of 57: impossible percentage
		-1 % of 57: impossible percentage
		 % of 57: impossible percentage
		5,5 % of 57: impossible percentage
	END
}

@test "normalize: a percentage with all the digits of a spreadsheet is a percentage" {
	run vpr 3 33.33333333333333 %
	assert_output "33.33333333333333 % of 3: 1"
}

@test "normalize: the number of participants is a whole number from 1, counts are at most that" {
	unset words
	printf 'measure\twhere\tn\thits\nsocial\t\tn\tlow_income\n' >measures.tsv
	table records.tsv <<-'END'
		year | school_id | n    | low_income
		2024 | 7         | 57   | 57
		2024 | 7         | 57   | 58
		2024 | 7         | 57   | 1.5
		2024 | 7         | 57   |
		2024 | 7         | 0    | 0
		2024 | 7         |      | 0
		2024 | 7         | 12.5 | 0
		2024 | 7         | -1   | 0
	END
	normalize records.tsv
	gives 1 <<<"2024||7|social|57|57||"
	rejected <<-'END'
		3|impossible count|low_income|58|a whole number from 0 to 57
		4|impossible count|low_income|1.5|a whole number from 0 to 57
		5|impossible count|low_income||a whole number from 0 to 57
		6|impossible number of participants|n|0|a whole number of at least 1
		7|impossible number of participants|n||a whole number of at least 1
		8|impossible number of participants|n|12.5|a whole number of at least 1
		9|impossible number of participants|n|-1|a whole number of at least 1
	END
}

@test "normalize: mean: gives the sum but no squares; a missing score is an unknown sum" {
	unset words
	table measures.tsv <<-'END'
		measure | where      | n | hits | score
		school  | grain=many | n |      | mean:score
		pupil   | grain=one  | 1 |      | score
	END
	table records.tsv <<-'END'
		year | school_id | grain | n  | score
		2024 | 7         | many  | 57 | 3.6
		2024 | 7         | many  | 57 |
		2024 | 7         | one   |    | 0.1
		2024 | 7         | one   |    | -2.5
		2024 | 7         | one   |    |
		2024 | 7         | one   |    | зачёт
		2024 | 7         | few   | 5  | 1
	END
	normalize records.tsv
	gives 1 <<-'END'
		2024||7|school|57||205.2|
		2024||7|school|57|||
		2024||7|pupil|1||0.1|0.01
		2024||7|pupil|1||-2.5|6.25
		2024||7|pupil|1|||
	END
	rejected <<-'END'
		7|no number|score|зачёт|a number
		8|no measure|||a line of the measures for grain=few
	END
}

@test "normalize: a fault in one of a record's measures rejects the whole record" {
	unset words
	printf 'measure\twhere\tn\tscore\nfirst\t\t1\t\nsecond\t\t1\tscore\n' >measures.tsv
	printf 'year\tschool_id\tscore\n2024\t7\tx\n' >records.tsv
	normalize records.tsv
	gives 1 </dev/null
	rejected <<<"2|no number|score|x|a number"
}

@test "normalize: --carry keeps further columns, with their escapes; files may differ in order of columns" {
	unset words
	printf 'measure\twhere\tn\nexam\t\t1\n' >measures.tsv
	printf 'year\tschool_id\tclass\tteacher\n2024\t7\t5\\\\a\\tb\\n\tx\n' >a.tsv
	printf 'teacher\tclass\tschool_id\tyear\ny\t\t8\\\\\t2023\n' >b.tsv
	HEADER+="|teacher|class"
	normalize --carry teacher -c class a.tsv b.tsv
	gives 0 <<-'END'
		2024||7|exam|1||||x|5\\a\tb\n
		2023||8\\|exam|1||||y|
	END
}

@test "normalize: lines with a wrong number of fields are rejected with their own file and line" {
	unset words
	printf 'measure\twhere\tn\nexam\t\t1\n' >measures.tsv
	printf 'year\tschool_id\torigin\n2024\t7\tgia.csv:9\n2024\t7\n2024\t7\tgia.csv:9\t\n\n2024\t7\tgia.csv:9\r\n2024\t\tgia.csv:9\n' >records.tsv
	normalize records.tsv
	gives 1 <<<"2024||7|exam|1|||"
	run show <(cut -f 2,3,6,7 rejects.tsv)
	assert_output - <<-'END'
		origin|reason|expected|record
		records.tsv:3|too few fields|3 fields, not 2|2024\t7
		records.tsv:4|too many fields|3 fields, not 4|2024\t7\tgia.csv:9\t
		records.tsv:5|too few fields|3 fields, not 1|
		records.tsv:6|carriage return in the line||2024\t7\tgia.csv:9\r
		gia.csv:9|no school|a school's code|2024\t\tgia.csv:9
	END
	assert_balanced stats.tsv
}

@test "normalize: columns that the tables name and the records lack are exit 2; so is one that stands twice" {
	: >all
	for header in "school_id subject stage score mark" "year subject stage score mark" \
		"year school_id stage score mark" "year school_id subject stage score" \
		"year school_id subject stage score mark year"; do
		tr ' ' '\t' <<<"$header" >records.tsv
		normalize records.tsv
		echo "$status $(cat out err)" >>all
	done
	tr ' ' '\t' <<<"year school_id subject stage score mark" >records.tsv
	normalize --carry class records.tsv
	echo "$status $(cat out err)" >>all
	run cat all
	assert_output - <<-'END'
		2 shnor-normalize: records.tsv:1: unknown column "year"; the header has: school_id, subject, stage, score, mark
		2 shnor-normalize: records.tsv:1: unknown column "school_id"; the header has: year, subject, stage, score, mark
		2 shnor-normalize: records.tsv:1: unknown column "subject"; the header has: year, school_id, stage, score, mark
		2 shnor-normalize: records.tsv:1: unknown column "mark"; the header has: year, school_id, subject, stage, score
		2 shnor-normalize: records.tsv:1: column "year" stands twice
		2 shnor-normalize: records.tsv:1: unknown column "class"; the header has: year, school_id, subject, stage, score, mark
	END
}

@test "normalize: empty input is exit 1, a header alone gives a header, no --measures is exit 2" {
	normalize </dev/null
	assert_equal "$status: $(cat out err)" "1: shnor-normalize: -: no header line: the input is empty; did the program before fail?"
	printf 'year\tschool_id\tsubject\tstage\tscore\tmark\n' >records.tsv
	normalize records.tsv
	gives 0 </dev/null
	run shnor-normalize records.tsv
	assert_failure 2
	assert_output "shnor-normalize: --measures FILE is required; it says what is observed"
}

@test "normalize: --carry of a column that is already written is exit 2, not a doubled column" {
	unset words
	printf 'measure\twhere\tn\nexam\t\t1\n' >measures.tsv
	printf 'year\tschool_id\tclass\n2024\t7\t5\n' >records.tsv
	normalize --carry year records.tsv
	assert_equal "$status" 2
	normalize --carry class --carry class records.tsv
	assert_equal "$status" 2
}

@test "normalize: --combine writes one line a key with the sums of the lines it stands for" {
	printf 'measure\twhere\tn\tscore\na\tx=1\t1\tscore\nb\tx=2\t1\tscore\n' >measures.tsv
	printf 'year\tschool_id\tx\tscore\tclass\n2024\t7\t1\t5\tа\n2024\t8\t2\t1\tа\n2024\t7\t1\t0.5\tа\n2024\t7\t1\t2\tб\n' >records.tsv
	run shnor-normalize --combine --carry class --measures measures.tsv --stats stats.tsv records.tsv
	assert_success
	assert_output $'year\tmunicipality\tschool_id\tmeasure\tn\thits\tsum\tsumsq\tclass
2024\t\t7\ta\t2\t\t5.5\t25.25\tа
2024\t\t8\tb\t1\t\t1\t1\tа
2024\t\t7\ta\t1\t\t2\t4\tб'
	assert_balanced stats.tsv
	run counts stats.tsv output
	assert_output 3
}

@test "normalize: --combine with more keys than its table holds gives the same sums" {
	printf 'measure\twhere\tn\tscore\na\tx=1\t1\tscore\n' >measures.tsv
	awk 'BEGIN { print "year\tschool_id\tx\tscore"
		for (i = 0; i < 280000; i++) print "2024\t" int(i / 2) % 70001 "\t1\t" i % 100 }' >records.tsv
	shnor-normalize --measures measures.tsv records.tsv | shnor-index --partial >plain.tsv
	shnor-normalize --combine --measures measures.tsv records.tsv >combined.tsv
	[ "$(wc -l <combined.tsv)" -lt 280001 ]
	[ "$(wc -l <combined.tsv)" -gt 70002 ]
	shnor-index --partial combined.tsv | cmp - plain.tsv
}

@test "normalize: what a word means counts wherever its column is used: year, school, score, carried" {
	table w.tsv <<'END'
column    | pattern         | value | skip
year      | ^\d{4}/(\d{4})$ | $1    |
school_id | ^0*(\d+)$       | $1    |
mark      | ^(\d) \(.*     | $1    |
END
	table m.tsv <<'END'
measure | where       | n | hits | score
m       | school_id=7 | 1 | low  | mark
END
	table t.tsv <<'END'
from | to | column | low_below
     |    | mark   | 3
END
	table in.tsv <<'END'
year      | school_id | mark                  | origin
2023/2024 | 007       | 2 (неудовлетворительно) | f:2
2023/2024 | 7         | 5 (отлично)            | f:3
END
	shnor-normalize --words w.tsv --measures m.tsv --thresholds t.tsv --carry mark in.tsv | show >actual
	diff - actual <<'END'
year|municipality|school_id|measure|n|hits|sum|sumsq|mark
2024||7|m|1|1|2|4|2
2024||7|m|1|0|5|25|5
END
}

@test "normalize: two conditions on one column that no record meets are a fault; two that some meet are not" {
	printf 'measure\twhere\tn\nm\tsubject=rus subject=mat\t1\n' >m.tsv
	printf 'year\tschool_id\tsubject\torigin\n2024\t7\tmat\tf:1\n' >in.tsv
	run -2 shnor-normalize --measures m.tsv in.tsv
	assert_line 'shnor-normalize: m.tsv:2: column "where": found "subject=rus subject=mat": no record can meet two such conditions on one column'
	printf 'measure\twhere\tn\nm\tsubject=rus|mat subject=mat|bio\t1\n' >m.tsv
	run -0 shnor-normalize --measures m.tsv in.tsv
	[ "${#lines[@]}" -eq 2 ]
}

@test "normalize: a line of several pupils that stands twice counts, with a warning" {
	printf 'measure\twhere\tn\nm\t\tn\n' >m.tsv
	printf 'year\tschool_id\tn\torigin\n2024\t7\t9\tf:1\n2024\t7\t8\tf:2\n2024\t7\t9\tf:3\n' >in.tsv
	shnor-normalize --measures m.tsv --quality q in.tsv >out
	[ "$(wc -l <out)" -eq 4 ]
	run cut -f 1-5 q
	assert_line --index 1 $'warning\trepeated record\tf\t3\t7'
	[ "${#lines[@]}" -eq 2 ]
}

# directly MAP FILE… -- OPTION…: both ways to read source files have the same observations, rejects, counts, doubts
# and status.
directly() {
	local map=$1 files=() of_import of_normalize piped=0 of_normalized=0 direct=0
	shift
	while [ "$1" != -- ]; do
		files+=("$1")
		shift
	done
	of_import=(-q --rejects i.rejects --stats i.stats --quality i.quality)
	of_normalize=(-q --rejects n.rejects --stats n.stats --quality n.quality "${@:2}")
	shnor-import "${of_import[@]}" --map "$map" "${files[@]}" >records.tsv || piped=$?
	shnor-normalize "${of_normalize[@]}" records.tsv >piped.tsv || of_normalized=$?
	[ $of_normalized -le $piped ] || piped=$of_normalized
	for kind in rejects stats quality; do
		{ cat i.$kind; tail -n +2 n.$kind; } | sort >piped.$kind
	done
	shnor-normalize "${of_normalize[@]}" --map "$map" "${files[@]}" >direct.tsv || direct=$?
	[ $piped = $direct ]
	cmp piped.tsv direct.tsv
	for kind in rejects stats quality; do
		sort n.$kind | cmp piped.$kind -
	done
}

@test "--map: source files are read as by import before, to the byte, with all that it tells" {
	local common=$TOP/pipelines/common gia
	shnor-import -q --map "$common/schools.map" "$TOP/samples/kromy/schools.csv" >schools.tsv
	gia=(--schools schools.tsv --words "$common/words-gve.tsv" --words "$TOP/pipelines/kromy/words-gia.tsv"
		--words "$common/words.tsv" --words "$common/words-gia.tsv" --thresholds "$common/thresholds.tsv"
		--thresholds "$common/thresholds-gve.tsv" --scales "$common/scales.tsv"
		--measures "$TOP/pipelines/kromy/measures-gia.tsv")
	directly "$TOP/pipelines/kromy/gia.map" "$TOP"/samples/kromy/gia* -- "${gia[@]}" --carry pupil --carry leaving
	[ "$(wc -l <direct.tsv)" -gt 500 ]
	[ "$(wc -l <n.rejects)" -gt 3 ]
	directly "$TOP/pipelines/kromy/gia.map" "$TOP"/samples/kromy/gia* -- "${gia[@]}" --combine --carry origin
	directly "$TOP/pipelines/kromy/gia.map" "$TOP"/samples/kromy/gia* -- "${gia[@]}" --first pupil
	directly "$common/vpr.map" "$TOP"/samples/kromy/vpr* -- --combine --schools schools.tsv --words "$common/words.tsv" \
		--words "$TOP/pipelines/kromy/words-vpr.tsv" --measures "$TOP/pipelines/kromy/measures-vpr.tsv"
	[ "$(wc -l <direct.tsv)" -gt 100 ]
}

@test "--map: bad bytes, short lines, odd quotes, escapes and unreadable files are told as by import" {
	table gia.map <<-'END'
		column    | from | type
		year      | @file:/(\d{4})/ |
		school_id | Код  |
		subject   | Предмет |
		stage     | Этап |
		score     | Балл | number
		mark      | Отметка |
	END
	iconv -f UTF-8 -t windows-1251 >'a	b-2023.csv' <<-'END'
		Код;Предмет;Этап;Балл;Отметка
		s1;Русский язык;основной;40;
		s1;Русский язык;основной;30,5;
		s1;"Русский ""язык""";основной;50;
		s2;Математика;;101;
		s2;математика (базовая);пересдача;;3
		s2;математика (базовая);;;2
		s3;Русский язык
		s\3;Русский язык;основной;36;

		s4;Русский"язык;основной;36;
		s5;Химия;основной;36;
		;Русский язык;основной;36;
	END
	printf 's6;\230;\321\362\360;1;\r\ns1;\320\363\361\361\352\350\351 \377\347\373\352;;40;\r\n' >>'a	b-2023.csv'
	: >empty-2024.csv
	directly gia.map 'a	b-2023.csv' empty-2024.csv -- --words words.tsv --thresholds thresholds.tsv \
		--scales scales.tsv --measures measures.tsv --carry origin
	grep -F 'a\tb-2023.csv' direct.tsv
	cut -f 1-3 n.rejects >told
	run show told
	assert_output - <<-'END'
		filter|origin|reason
		normalize|a\tb-2023.csv:3|impossible value
		normalize|a\tb-2023.csv:5|impossible value
		import|a\tb-2023.csv:8|too few fields
		normalize|a\tb-2023.csv:13|no school
		import|a\tb-2023.csv:14|bytes that do not decode
	END
	# Two of 13 records that import reads, three of the 10 that it leaves: both have to keep within the limit.
	for limit in 16% 30%; do
		run shnor-normalize -q --map gia.map --words words.tsv --thresholds thresholds.tsv --scales scales.tsv \
			--measures measures.tsv --step gia --stats n.stats --rejects n.rejects --max-rejects $limit 'a	b-2023.csv'
		[ "$limit $status" = '16% 1' ] || [ "$limit $status" = '30% 0' ]
	done
	grep -q '^import:gia	' n.stats
	assert_balanced n.stats
}

@test "--map: short values that change places mean what they do where they stand" {
	table gia.map <<-'END'
		column    | from
		year      | Год
		school_id | Код
		subject   | Предмет
		grade     | Класс
		absent    | Неявка
		retake    | Пересдача
		score     | Балл
	END
	table flags.tsv <<-'END'
		column | pattern | value | skip
		retake | ^$      | no    |
		retake | ^1$     |       | retake
		absent | ^$      | no    |
		absent | ^1$     |       | absent
	END
	table codes.tsv <<-'END'
		measure | where             | n | hits | score
		g4-s5   | grade=4 subject=5 | 1 | low  | score
		g5-s4   | grade=5 subject=4 | 1 | low  | score
	END
	table cuts.tsv <<-'END'
		subject | from | to | column | low_below | source
		5       |      |    | score  | 10        |
		4       |      |    | score  | 90        |
	END
	cat >gia.csv <<-'END'
		Год;Код;Предмет;Класс;Неявка;Пересдача;Балл
		2024;s1;5;4;;;50
		2024;s1;5;4;1;;50
		2024;s1;4;5;;1;50
		2024;s1;4;5;;;50
		2024;s1;5;4;;1;50
		2024;s1;4;5;1;;50
	END
	directly gia.map gia.csv -- --measures codes.tsv --thresholds cuts.tsv
	[ "$(cut -f 4,6 direct.tsv | tail -n +2 | tr '\n\t' ' :')" = 'g4-s5:0 g4-s5:0 g5-s4:1 g5-s4:1 g4-s5:0 g5-s4:1 ' ]
	printf 'measure\twhere\tn\thits\tscore\nall\t\t1\t\tscore\n' >all.tsv
	directly gia.map gia.csv -- --words flags.tsv --measures all.tsv
	[ "$(awk '$1 == "normalize" && $2 == "skipped" { print $3, $4 }' n.stats | tr '\n' ' ')" = 'absent 2 retake 2 ' ]
	# In any order, and many of them.
	awk 'BEGIN {
		srand(7)
		print "Год;Код;Предмет;Класс;Неявка;Пересдача;Балл"
		for (i = 0; i < 3000; i++) {
			subject = int(rand() * 4) + 3
			print "2024;s" int(rand() * 5) ";" subject ";" int(rand() * 4) + 3 ";" substr("1", 1 + int(rand() * 2)) ";" \
				substr("1", 1 + int(rand() * 2)) ";" int(rand() * 100)
		}
	}' >gia.csv
	directly gia.map gia.csv -- --words flags.tsv --measures codes.tsv --thresholds cuts.tsv
	directly gia.map gia.csv -- --measures codes.tsv --thresholds cuts.tsv --carry absent
}

@test "--map: a year that is none leaves those around it what they are" {
	table gia.map <<-'END'
		column    | from
		year      | Год
		school_id | Код
		subject   | Предмет
		stage     | Этап
		score     | Балл
		mark      | Отметка
	END
	{
		echo 'Год;Код;Предмет;Этап;Балл;Отметка'
		for year in 2023 2200 2023 20 2024 2200 2024; do echo "$year;s1;Русский язык;основной;40;"; done
	} >gia.csv
	directly gia.map gia.csv -- --words words.tsv --thresholds thresholds.tsv --scales scales.tsv --measures measures.tsv
	[ "$(cut -f 1 direct.tsv | tr '\n' ' ')" = 'year 2023 2023 2024 2024 ' ]
}

@test "--hash-key and --repeats go with --map" {
	run -2 shnor-normalize --measures measures.tsv --repeats </dev/null
	assert_output --partial '--repeats'
	run -2 shnor-normalize --measures measures.tsv --hash-key words.tsv </dev/null
	assert_output --partial '--hash-key'
}
