#!/usr/bin/env bats
# --first: where no column tells a retake, the first valid result of a pupil counts.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table words.tsv <<'END'
column  | pattern             | value    | skip
subject | (?i)^математика.*баз   | mat_base |
subject | (?i)^математика.*проф  | mat_prof |
subject | (?i)^русский         | rus      |
status  | ^ok$                | valid    |
status  | ^absent$            |          | absent
END
	table thresholds.tsv <<'END'
subject  | column | low_below
rus      | score  | 24
mat_prof | score  | 27
mat_base | mark   | 3
END
	table measures.tsv <<'END'
measure      | where                      | n | hits | score
ege-rus      | subject=rus                | 1 | low  | score
ege-mat      | subject=mat_base\|mat_prof | 1 | low  |
ege-mat_prof | subject=mat_prof           | 1 | low  | score
END
	table records.tsv <<'END'
year | school_id | pupil | subject               | status | date       | score | mark | origin
2024 | 7         | p1    | Русский язык          | ok     | 30.05.2024 | 40    |      | a:2
2024 | 7         | p1    | русский  язык         | ok     | 28.05.2024 | 20    |      | a:3
2024 | 7         | p1    | Русский язык          | absent | 20.05.2024 |       |      | a:4
2024 | 7         | p2    | Русский язык          | ok     | 30.05.2024 | 50    |      | a:5
2024 | 7         | p2    | Русский язык          | ok     | 30.05.2024 | 50    |      | b:9
2024 | 7         | p3    | Русский язык          | ok     | 30.05.2024 | 30    |      | a:6
2024 | 7         | p3    | Русский язык          | ok     | 30.05.2024 | 31    |      | a:7
2024 | 7         | p3    | Русский язык          | ok     | 04.06.2024 | 60    |      | a:8
2024 | 7         | p4    | Математика (базовая)  | ok     | 01.06.2024 |       | 2    | a:10
2024 | 7         | p4    | Математика профильная | ok     | 20.06.2024 | 70    |      | a:11
2024 | 7         | p5    | Русский язык          | ok     |            | 70    |      | a:12
2024 | 7         | p6    | Русский язык          | ok     |            | 70    |      | a:13
2024 | 7         | p6    | Русский язык          | ok     | 30.05.2024 | 10    |      | a:14
2023 | 7         | p1    | Русский язык          | ok     | 30.05.2023 | 10    |      | a:15
END
}

normalize() {
	shnor-normalize --quiet --words words.tsv --thresholds thresholds.tsv --measures measures.tsv \
		--first pupil --rejects rejects.tsv --max-rejects 10 "$@"
}

expected() {
	printf '%s\n' $'2023\t\t7\tege-rus\t1\t1\t10\t100' $'2024\t\t7\tege-mat\t1\t1\t\t' \
		$'2024\t\t7\tege-rus\t3\t1\t140\t7800'
}

@test "the first by date counts, whatever its place; retakes and copies are counted by reason" {
	normalize --stats stats.tsv records.tsv | shnor-index --partial | tail -n +2 >actual
	diff <(expected) actual
	run awk -F '\t' '$2 == "skipped" || $2 == "rejected" { print $2, $3, $4 }' stats.tsv
	assert_output 'rejected several results and no date 2
rejected two first results of one day 2
skipped absent 1
skipped duplicate row 1
skipped later attempt 3'
	assert_balanced stats.tsv
	run bash -c 'tail -n +2 rejects.tsv | cut -f 2,3 | sort'
	assert_output $'a:13\tseveral results and no date
a:14\tseveral results and no date
a:6\ttwo first results of one day
a:7\ttwo first results of one day'
}

@test "base and profile mathematics are attempts at one procedure" {
	run bash -c 'shnor-normalize -q --words words.tsv --thresholds thresholds.tsv --measures measures.tsv --first pupil --rejects r --max-rejects 9 records.tsv | grep mat'
	assert_output $'2024\t\t7\tege-mat\t1\t1\t\t'
}

@test "the order of the records does not matter, nor whether sums are combined" {
	normalize records.tsv | shnor-index --partial >straight
	{ head -n 1 records.tsv; tail -n +2 records.tsv | tac; } >turned.tsv
	normalize --combine turned.tsv | shnor-index --partial | cmp - straight
	normalize records.tsv >one
	normalize turned.tsv | cmp - one
}

@test "several columns name a pupil together; a column that is not there is exit 2" {
	normalize --first school_id records.tsv | shnor-index --partial | tail -n +2 >actual
	diff <(expected) actual
	run -2 normalize --first name records.tsv
	assert_output --partial 'unknown column "name"'
}

@test "a result without a pupil's code is rejected; nobody's attempts are mixed" {
	(head -n 1 records.tsv; printf '2024\t%s\t\tРусский язык\tok\t%s\t40\t\tc:%s\n' 7 31.05.2024 1 8 01.06.2024 2) >in.tsv
	normalize in.tsv >out
	[ "$(wc -l <out)" -eq 1 ]
	run bash -c 'tail -n +2 rejects.tsv | cut -f 2,3'
	assert_output $'c:1\tno pupil\'s code\nc:2\tno pupil\'s code'
}

@test "the same row is known when its columns stand in another order, or one more is not read" {
	head -n 2 records.tsv >one.tsv
	awk -F '\t' -v OFS='\t' '{ print "x" NR, $9 "0", $8, $7, $6, $5, $4, $3, $2, $1 }' one.tsv |
		sed '1s/.*/variant\torigin\tmark\tscore\tdate\tstatus\tsubject\tpupil\tschool_id\tyear/' >other.tsv
	normalize --stats stats.tsv one.tsv other.tsv >out
	[ "$(wc -l <out)" -eq 2 ]
	run grep skipped stats.tsv
	assert_output $'normalize\tskipped\tduplicate row\t1'
}
