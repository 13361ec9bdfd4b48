#!/usr/bin/env bats
# tests/tables.bats: every fault in a table is told, with file, line, column and cell, all at once,
# exit 2, before a byte of data is read: the data file named here does not exist, and that is never
# what is complained about.
# shellcheck disable=SC2154 # status and output are set by run
load helper

# Tables without a fault, for those tests in which another one has some.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	export ASAN_OPTIONS=detect_leaks=0 # a program that gives up leaves freeing to the system
	printf 'measure\twhere\tn\tscore\nm\t\t1\tscore\n' >measures.tsv
	printf 'year\tschool_id\tsubject\tscore\n2024\t7\tрус\t5\n' >records.tsv
}

# import_faults: runs with gia.map; on standard input what it says.
import_faults() {
	faults shnor-import --map gia.map nothing.csv
}

# normalize_faults OPTION…: runs with those tables; on standard input what it says.
normalize_faults() {
	faults shnor-normalize --measures measures.tsv "$@" nothing.tsv
}

faults() {
	status=0
	"$@" >out 2>err || status=$?
	assert_equal "$status $(cat out)" "2 "
	diff -u <(sed "s/^$1: //" err) -
}

@test "tables: without a fault the data are read, and that they are missing is exit 3" {
	printf 'column\tfrom\na\tb\n' >gia.map
	run -3 shnor-import --map gia.map nothing.csv
	assert_output $'a\torigin\nshnor-import: nothing.csv: cannot open: No such file or directory'
	run -3 shnor-normalize --measures measures.tsv nothing.tsv
	assert_output "shnor-normalize: nothing.tsv: cannot open: No such file or directory"
}

@test "tables: a table that cannot be read is exit 3" {
	run -3 shnor-import --map nothing.map nothing.csv
	assert_output "shnor-import: nothing.map: cannot open: No such file or directory"
	run -3 shnor-normalize --measures measures.tsv --words . nothing.tsv
	assert_output "shnor-normalize: .: cannot read: Is a directory"
}

@test "tables: unknown, missing and doubled columns, an empty table, a table of comments" {
	table gia.map <<-'END'
		# what comes from where
		column | fro | fro | column
	END
	import_faults <<-'END'
		gia.map:2: unknown column "fro"; known are: column from type record optional source
		gia.map:2: column "fro" stands twice
		gia.map:2: column "column" stands twice
		gia.map:2: column "from" is missing
		4 fault(s) in the tables; nothing was read
	END
	echo '# nothing but this' >gia.map
	import_faults <<-'END'
		gia.map:1: the table is empty; expected a header with: column from
		1 fault(s) in the tables; nothing was read
	END
}

@test "tables: too many cells; empty ones at the end of the line do not count" {
	printf 'column\tfrom\na\tb\tc\nd\te\t\t \t\nf\tg\t\th\n' >gia.map
	import_faults <<-'END'
		gia.map:2: 3 cells, but the header has 2 columns
		gia.map:4: 4 cells, but the header has 2 columns
		2 fault(s) in the tables; nothing was read
	END
}

@test "tables: all faults of a map are told at once" {
	table gia.map <<-'END'
		column  | from               | type   | record | optional

		        | a                  |        |        |
		origin  | a                  |        |        |
		a\b     | a                  |        |        |
		c       |                    |        |        |
		d       | /(/                |        |        |
		e       | /x                 |        |        |
		f       | //                 |        |        |
		g       | @file:2024         |        |        |
		h       | @folder:/x/        |        |        |
		# a comment counts as a line
		i       | a                  | Number |        |
		j       | a                  |        |        | maybe
		j       | b                  |        |        |
		k       | a                  |        | r      |
		k       | b                  |        | r      |
		k       | b                  |        | s      |
		k       | b                  |        | *      |
	END
	import_faults <<-'END'
		gia.map:3: column "column": found "": expected the name of a column other than origin
		gia.map:4: column "column": found "origin": expected the name of a column other than origin
		gia.map:5: column "column": found "a\b": expected the name of a column other than origin
		gia.map:6: column "from": found "": expected a header, /pattern/, =constant or @file:/pattern/
		gia.map:7: column "from": found "/(/": no pattern: missing closing parenthesis, at byte 1
		gia.map:8: column "from": found "/x": a pattern ends in /
		gia.map:9: column "from": found "//": a pattern ends in /
		gia.map:10: column "from": found "@file:2024": a pattern ends in /
		gia.map:11: column "from": found "@folder:/x/": expected @file:/pattern/ or @title:/pattern/
		gia.map:13: column "type": found "Number": expected number, count, year, hash or nothing
		gia.map:14: column "optional": found "maybe": expected yes, no or nothing
		gia.map:15: column "column": found "j": the column is already set at gia.map:14
		gia.map:17: column "column": found "k": the column is already set at gia.map:16
		gia.map:19: column "column": found "k": the column is already set at gia.map:16
		gia.map:19: column "column": found "k": the column is already set at gia.map:17
		gia.map:19: column "column": found "k": the column is already set at gia.map:18
		16 fault(s) in the tables; nothing was read
	END
}

@test "tables: a line that is not UTF-8 is a fault; a comment may be as it likes" {
	printf '# таблица\ncolumn\tpattern\tvalue\nsubject\t^rus\tрус\n' |
		iconv -f UTF-8 -t windows-1251 >words.tsv
	normalize_faults --words words.tsv <<-'END'
		words.tsv:3: the table is not UTF-8; if it is windows-1251: iconv -f windows-1251 -t UTF-8
		1 fault(s) in the tables; nothing was read
	END
}

@test "tables: words: a bad pattern, none, both or neither of value and skip" {
	table words.tsv <<-'END'
		column  | pattern  | value | skip
		        | a        | a     |
		subject |          | a     |
		subject | [a       | a     |
		subject | (?i)b    |       |
		subject | (?i)c    | -     |
		subject | (?i)d    | d     | another subject
	END
	normalize_faults --words words.tsv <<-'END'
		words.tsv:2: column "column": found "": expected the name of a column
		words.tsv:3: column "pattern": found "": expected a pattern; ^$ is for the empty value
		words.tsv:4: column "pattern": found "[a": no pattern: missing terminating ] for character class, at byte 2
		words.tsv:5: column "value": found "": expected a value, or a reason in the column skip
		words.tsv:6: column "value": found "-": expected a value, or a reason in the column skip
		words.tsv:7: column "value": found "d": expected a value, or a reason in the column skip
		6 fault(s) in the tables; nothing was read
	END
}

@test "tables: words: a pattern that can never match, in the same file or a later one" {
	table a.tsv <<-'END'
		column  | pattern | value
		subject | ^рус    | rus
		stage   | ^рус    | rus
		subject | ^рус    | mat
		stage   | .*      | main
		stage   | ^x      | x
		subject | ^x      | x
	END
	table b.tsv <<-'END'
		pattern | column  | skip
		^y      | stage   | another stage
		^рус    | subject | another subject
		^y      | subject | another subject
	END
	normalize_faults --words a.tsv --words b.tsv <<-'END'
		a.tsv:4: column "pattern": found "^рус": can never match: a.tsv:2 takes it all before
		a.tsv:6: column "pattern": found "^x": can never match: a.tsv:5 takes it all before
		b.tsv:2: column "pattern": found "^y": can never match: a.tsv:5 takes it all before
		b.tsv:3: column "pattern": found "^рус": can never match: a.tsv:2 takes it all before
		4 fault(s) in the tables; nothing was read
	END
}

@test "tables: a value that no word gives can never match, in measures, thresholds and scales" {
	table words.tsv <<-'END'
		column  | pattern   | value | skip
		subject | ^рус      | rus   |
		subject | ^мат      | mat   |
		subject | ^хим      |       | chem
		grade   | ^(\d)$    | g$1   |
	END
	table measures.tsv <<-'END'
		measure | where                           | n | hits | score
		good    | subject=rus\|mat grade=5 kind=x | 1 | low  | score
		bad     | subject=rus\|mta exam=ege       | 1 | low  | score
		skipped | subject=chem                    | 1 |      |
	END
	table thresholds.tsv <<-'END'
		subject | grade | column | low_below
		rus     | g5    | score  | 24
		матем   | g5    | score  | 27
		*       | g6    | score  | 28
	END
	table scales.tsv <<-'END'
		subject | column | min | max
		phys    | score  | 0   | 100
	END
	normalize_faults -w words.tsv -t thresholds.tsv -s scales.tsv <<-'END'
		measures.tsv:3: column "where": found "subject=rus|mta exam=ege": can never match: no line of the words gives "subject" = "mta"
		measures.tsv:4: column "where": found "subject=chem": can never match: no line of the words gives "subject" = "chem"
		thresholds.tsv:3: column "subject": found "матем": can never match: no line of the words gives "subject" = "матем"
		scales.tsv:2: column "subject": found "phys": can never match: no line of the words gives "subject" = "phys"
		4 fault(s) in the tables; nothing was read
	END
}

@test "tables: thresholds: numbers, years, periods, overlaps, all at once with those of the scales" {
	table thresholds.tsv <<-'END'
		subject | from  | to   | column | low_below | verified
		a       |       |      | score  | 24,5      |
		b       |       |      | score  |           | yes
		c       | 20x4  | 24   | score  | 1         | no
		d       | 2025  | 2024 | score  | 1         | perhaps
		e       |       |      |        | 1         |
		f       | 2020  | 2022 | score  | 1         |
		f       | 2022  | 2024 | mark   | 2         |
		f       | 2023  |      | score  | 3         |
		f       | 2025  |      | score  | 3         |
		g       | 2025  |      | score  | 3         |
	END
	table scales.tsv <<-'END'
		subject | column | min | max | whole | from
		a       | score  | 5   | 2   |       |
		b       | score  | 0   | x   | 1     |
		c       | score  | 0   | 9   |       |
		*       | score  | 0   | 9   |       | 2024
		        | mark   | 2   | 5   | yes   |
	END
	normalize_faults --thresholds thresholds.tsv --scales scales.tsv <<-'END'
		thresholds.tsv:2: column "low_below": found "24,5": expected a number
		thresholds.tsv:3: column "low_below": found "": expected a number
		thresholds.tsv:4: column "from": found "20x4": expected a year or nothing
		thresholds.tsv:4: column "to": found "24": expected a year or nothing
		thresholds.tsv:5: column "to": found "2024": the period ends before it begins
		thresholds.tsv:5: column "verified": found "perhaps": expected yes, no or nothing
		thresholds.tsv:6: column "column": found "": expected the name of a column
		thresholds.tsv:8: column "column": found "mark": holds for the same keys and years as thresholds.tsv:7
		thresholds.tsv:9: column "column": found "score": holds for the same keys and years as thresholds.tsv:8
		thresholds.tsv:10: column "column": found "score": holds for the same keys and years as thresholds.tsv:9
		scales.tsv:2: column "max": found "2": the maximum is below the minimum
		scales.tsv:3: column "max": found "x": expected a number
		scales.tsv:3: column "whole": found "1": expected yes, no or nothing
		scales.tsv:5: column "column": found "score": holds for the same keys and years as scales.tsv:2
		scales.tsv:5: column "column": found "score": holds for the same keys and years as scales.tsv:3
		scales.tsv:5: column "column": found "score": holds for the same keys and years as scales.tsv:4
		16 fault(s) in the tables; nothing was read
	END
}

@test "tables: overlapping periods are found across files" {
	printf 'column\tlow_below\tsubject\nscore\t24\trus\n' >a.tsv
	printf 'subject\tcolumn\tlow_below\tfrom\nrus\tscore\t36\t2024\nmat\tscore\t27\t2024\n' >b.tsv
	normalize_faults -t a.tsv -t b.tsv <<-'END'
		b.tsv:2: column "column": found "score": holds for the same keys and years as a.tsv:2
		1 fault(s) in the tables; nothing was read
	END
}

@test "tables: measures: names, conditions, n, hits and scores that mean nothing" {
	table measures.tsv <<-'END'
		measure | where     | n | hits   | score
		        |           | 1 |        |
		a:b     |           | 1 |        |
		a       | exam ege= | 1 |        |
		b       | exam=ege  |   |        |
		c       |           | n | low    |
		d       |           | n | m2 %x  |
		e       |           | n | m2 m3  |
		f       |           | n | %      |
		g       |           | n |        | score
		h       |           | n |        | 2:m2 x:m3
		i       |           | n |        | 2:m2 3:
		j       |           | 1 |        | 2:m2 3:m3
	END
	normalize_faults <<-'END'
		measures.tsv:2: column "measure": found "": expected a name without a colon
		measures.tsv:3: column "measure": found "a:b": expected a name without a colon
		measures.tsv:4: column "where": found "exam ege=": expected key=value or key=value|value
		measures.tsv:4: column "where": found "exam ege=": expected key=value or key=value|value
		measures.tsv:5: column "n": found "": expected 1 or a column
		measures.tsv:6: column "hits": found "low": low is for pupils' records (n = 1); here a column with a count or percentage is wanted
		measures.tsv:7: column "hits": found "m2 %x": expected low, COLUMN, COLUMN % or COLUMN %.2
		measures.tsv:8: column "hits": found "m2 m3": expected low, COLUMN, COLUMN % or COLUMN %.2
		measures.tsv:9: column "hits": found "%": expected low, COLUMN, COLUMN % or COLUMN %.2
		measures.tsv:10: column "score": found "score": where n is a column, expected mean:COLUMN or VALUE:COLUMN … %
		measures.tsv:11: column "score": found "2:m2 x:m3": expected COLUMN, mean:COLUMN, or VALUE:COLUMN … % where n is a column
		measures.tsv:12: column "score": found "2:m2 3:": expected COLUMN, mean:COLUMN, or VALUE:COLUMN … % where n is a column
		measures.tsv:13: column "score": found "2:m2 3:m3": expected COLUMN, mean:COLUMN, or VALUE:COLUMN … % where n is a column
		13 fault(s) in the tables; nothing was read
	END
}

@test "tables: a measure that stands twice for the same records is a fault: it would count double" {
	printf 'measure\twhere\tn\na\tx=1\t1\na\tx=1\t1\n' >measures.tsv
	run shnor-normalize --measures measures.tsv nothing.tsv
	assert_failure 2
	assert_output --partial 'measures.tsv:3: column "where": found "x=1": a record could count twice: measures.tsv:2'
}

@test "tables: comments, blank lines, a BOM, CRLF, blanks around cells, short lines, any order are all right" {
	{ printf '\357\273\277# first a comment\r\n\r\n  \t \r\nvalue\t pattern \tcolumn\tskip\tsource\r\n'
		printf '# then another\r\n\t\t\t\t\r\n  # and one behind blanks\r\n'
		printf ' rus \t ^рус \tsubject\r\n\t^хим\tsubject\tanother subject\tthe order\r\n'
		printf 'mat\t^мат\tsubject'; } >words.tsv
	printf 'measure\twhere\tn\nrus\tsubject=rus\t1\nmat\tsubject=mat\t1\n' >measures.tsv
	printf 'year\tschool_id\tsubject\n2024\t7\tматем\n2024\t7\tхимия\n2024\t7\tрусск\n' >records.tsv
	run shnor-normalize -w words.tsv -m measures.tsv --stats stats.tsv records.tsv
	assert_success
	assert_output "$(printf 'year\tmunicipality\tschool_id\tmeasure\tn\thits\tsum\tsumsq
2024\t\t7\tmat\t1\t\t\t\n2024\t\t7\trus\t1\t\t\t')"
	[ "$(counts stats.tsv skipped)" = 1 ]
}

@test "tables: cells that Excel put in quotes, with doubled quotes in them, are all right" {
	printf 'column\t"from"\n"school"\t"Школа ""Луч"""\na\t"=1,5"\nb\t"/^""x, y""$/"\n' >gia.map
	printf '"Школа ""Луч""";"""x, y"""\n7;8\n' >gia.csv
	run shnor-import -q --map gia.map gia.csv
	assert_success
	assert_output $'school\ta\tb\torigin\n7\t1,5\t8\tgia.csv:2'
}

@test "tables: a line number counts comments and blank lines, in the second file from 1 again" {
	printf '\n#\n\ncolumn\tpattern\tvalue\n#\nsubject\t(\tx\n' >a.tsv
	printf 'column\tpattern\tvalue\nsubject\t)\tx\n' >b.tsv
	normalize_faults --words a.tsv --words b.tsv <<-'END'
		a.tsv:6: column "pattern": found "(": no pattern: missing closing parenthesis, at byte 1
		b.tsv:2: column "pattern": found ")": no pattern: unmatched closing parenthesis, at byte 0
		2 fault(s) in the tables; nothing was read
	END
}

@test "tables: several files for one option are one table, in the order given" {
	printf 'column\tpattern\tvalue\nsubject\t^р\trus\n' >a.tsv
	printf 'column\tskip\tpattern\nsubject\tanother subject\t.*\n' >b.tsv
	printf 'measure\twhere\tn\nrus\tsubject=rus\t1\n' >measures.tsv
	printf 'score\tn\twhere\tmeasure\nscore\t1\t\tany\n' >more.tsv
	run shnor-normalize -w a.tsv -w b.tsv -m measures.tsv -m more.tsv records.tsv
	assert_success
	assert_output "$(printf 'year\tmunicipality\tschool_id\tmeasure\tn\thits\tsum\tsumsq
2024\t\t7\trus\t1\t\t\t\n2024\t\t7\tany\t1\t\t5\t25')"
	normalize_faults -w b.tsv -w a.tsv <<-'END'
		a.tsv:2: column "pattern": found "^р": can never match: b.tsv:2 takes it all before
		1 fault(s) in the tables; nothing was read
	END
}

@test "tables: a pattern that takes too long is exit 2 and says so, not a wrong verdict" {
	printf 'column\tpattern\tvalue\nsubject\t^(a+)+$\tx\n' >words.tsv
	printf 'year\tschool_id\tsubject\tscore\n2024\t7\t%s!\t5\n' "$(printf 'a%.0s' {1..40})" >records.tsv
	run shnor-normalize -w words.tsv -m measures.tsv records.tsv
	assert_failure 2
	assert_line "shnor-normalize: a pattern takes too long on \"$(printf 'a%.0s' {1..40})!\"; make it simpler"
}
