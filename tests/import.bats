#!/usr/bin/env bats
# tests/import.bats: CSV and TSV files in their makers' layouts become records by a map.
# shellcheck disable=SC2154 # output is set by run
load helper

HEADER="school|subject|score"

# Most tests use this map and files with the columns Код ОО, Предмет and Балл.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table gia.map <<-'END'
		column  | from        | type
		school  | Код ОО      |
		subject | Предмет     |
		score   | /^(?i)балл/ | number
	END
}

# import ARGUMENT…: runs shnor-import with that map; leaves out, err and $status.
import() {
	status=0
	shnor-import --quiet --map gia.map "$@" >out 2>err || status=$?
}

# gives STATUS: the exit status, and on standard input what is on standard output behind the header.
gives() {
	[ "$status" -eq "$1" ] || fail "exit status $status, not $1: $(cat err)"
	diff -u <(show out) <(echo "$HEADER|origin"; cat)
}

# rejected: on standard input what is in rejects.tsv behind the header.
rejected() {
	diff -u <(show rejects.tsv) <(echo "filter|origin|reason|column|value|expected|record"; cat)
}

# tells: on standard input all of standard error.
tells() {
	diff -u err -
}

# letters NUMBER: that many letters x.
letters() {
	head -c "$1" /dev/zero | tr '\0' x
}

@test "import: columns come from a header, a pattern, a constant, the file's name; commas become points" {
	HEADER="year|file|exam|school|subject|score|raw|note"
	table gia.map <<-'END'
		column  | from                        | type   | optional | source
		year    | @file:/(\d{4})/             |        |          |
		file    | @file:/^gia\d+/             |        |          | without a group: the whole match
		exam    | =ege                        |        |          |
		school  | Код ОО                      |        |          |
		subject | /^(Предмет\|Дисциплина)$/   |        |          |
		score   | Балл                        | number |          |
		raw     | Первичный                   |        |          | text as it stands
		note    | Примечание                  |        | yes      |
	END
	mkdir inbox-1999
	cat >inbox-1999/gia11-2024.csv <<-'END'
		Код ОО;Дисциплина;Балл;Первичный;Прочее
		007;русский;4,5;4,5;x
		008;физика;-0,25;1;x
		009;химия;1,2,3;1;x
		010;право;12,;1;x
		011;музыка;п,5;1;x
	END
	import inbox-1999/gia11-2024.csv
	gives 0 <<-'END'
		2024|gia11|ege|007|русский|4.5|4,5||inbox-1999/gia11-2024.csv:2
		2024|gia11|ege|008|физика|-0.25|1||inbox-1999/gia11-2024.csv:3
		2024|gia11|ege|009|химия|1,2,3|1||inbox-1999/gia11-2024.csv:4
		2024|gia11|ege|010|право|12,|1||inbox-1999/gia11-2024.csv:5
		2024|gia11|ege|011|музыка|п,5|1||inbox-1999/gia11-2024.csv:6
	END
}

@test "import: the column record turns one line of a wide table into several records, or into none" {
	HEADER="login|subject|share|bias"
	table gia.map <<-'END'
		column  | from  | type   | record
		login   | Логин |        | *
		subject | =rus  |        | r
		share   | 4 РУ  | number | r
		subject | =mat  |        | m
		share   | 4 МА  | number | m
		bias    | 4 МА  |        | m
	END
	printf 'Логин;4 РУ;4 МА\ne1;1,5;2\ne2;\377;3\n' >wide.csv
	import --encoding UTF-8 --stats stats.tsv wide.csv
	gives 1 <<-'END'
		e1|rus|1.5||wide.csv:2
		e1|mat|2|2|wide.csv:2
	END
	run show stats.tsv
	assert_output - <<-'END'
		filter|kind|reason|count
		import|output||2
		import|read||2
		import|rejected|bytes that do not decode|1
		import|written||1
	END
}

@test "import: files of one call may differ in order of columns, delimiter, encoding and line ends" {
	printf 'Код ОО;Предмет;Балл\n1;рус;2\n' >a.csv
	printf 'Балл,Лишнее,Код ОО,Предмет\r\n"3,5",x,2,мат\r\n' | iconv -f UTF-8 -t windows-1251 >b.csv
	printf 'Предмет\tБалл\tКод ОО\nхим\t4\t3' >c.tsv
	import a.csv b.csv c.tsv
	gives 0 <<-'END'
		1|рус|2|a.csv:2
		2|мат|3.5|b.csv:2
		3|хим|4|c.tsv:2
	END
}

@test "import: what was found of encoding and delimiter is told, unless --quiet" {
	printf 'Предмет\tБалл\tКод ОО\n' | iconv -f UTF-8 -t windows-1251 >a.csv
	printf '\357\273\277Предмет,Балл,Код ОО\n' >b.csv
	run shnor-import --map gia.map a.csv b.csv
	assert_success
	assert_output - <<-END
		$(printf 'school\tsubject\tscore\torigin')
		shnor-import: a.csv: windows-1251, fields parted by tab
		shnor-import: b.csv: UTF-8, fields parted by ,
	END
}

@test "import: a delimiter that is given wins over the one that is found" {
	printf 'Код ОО|Предмет|Балл;;;;\n1|a;b,c|5\n' >gia.csv
	sed -i 's/|/!/g' gia.csv
	import --delimiter '!' gia.csv
	gives 0 <<<"1|a;b,c|5|gia.csv:2"
	printf 'Код ОО\tПредмет\tБалл;;;;\n1\ta;b\t5\n' >gia.csv
	import -d tab gia.csv
	gives 0 <<<"1|a;b|5|gia.csv:2"
}

@test "import: UTF-8 with a byte order mark, in quotes too" {
	printf '\357\273\277"Код ОО";Предмет;Балл\n1;рус;2\n' >gia.csv
	import gia.csv
	gives 0 <<<"1|рус|2|gia.csv:2"
}

@test "import: an encoding that is given is used" {
	printf 'Код ОО;Предмет;Балл\n1;ёж;2\n' | iconv -f UTF-8 -t cp866 >gia.csv
	import --encoding cp866 gia.csv
	gives 0 <<<"1|ёж|2|gia.csv:2"
}

@test "import: byte 0x98 of windows-1251 rejects the record in a mapped column, not in a dropped one" {
	{ printf 'Код ОО;Предмет;Балл;Лишнее\n1;рус;2;x\n' | iconv -f UTF-8 -t windows-1251
		printf '2;\230;3;x\n3;a;4;\230\n'; } >gia.csv
	import --rejects rejects.tsv gia.csv
	gives 1 <<-'END'
		1|рус|2|gia.csv:2
		3|a|4|gia.csv:4
	END
	rejected <<-'END'
		import|gia.csv:3|bytes that do not decode|||windows-1251, not byte 0x98 in field 2|2;�;3;x
	END
}

@test "import: broken UTF-8 (cut off, overlong, surrogate) is rejected, never guessed" {
	printf 'Код ОО;Предмет;Балл\n1;\320;1\n2;\300\257;1\n3;\355\240\200;1\n4;ж;1\n' >gia.csv
	import --encoding UTF-8 --max-rejects 3 gia.csv
	gives 0 <<<"4|ж|1|gia.csv:5"
}

@test "import: CRLF and a missing line end at the end change nothing" {
	printf 'Код ОО;Предмет;Балл\r\n1;рус;2\r\n2;"мат";3\r\n3;хим;"4"' >gia.csv
	import gia.csv
	gives 0 <<-'END'
		1|рус|2|gia.csv:2
		2|мат|3|gia.csv:3
		3|хим|4|gia.csv:4
	END
}

@test "import: quoted fields hold doubled quotes, delimiters and line breaks; line numbers stay right" {
	printf '"Код ОО";"Предмет";"Балл\nтестовый"\n1;"a ""b"" c";2\n2;"x;y\r\nz\n\n";3\n\n3;"";4\n' >gia.csv
	import gia.csv
	gives 0 <<-'END'
		1|a "b" c|2|gia.csv:3
		2|x;y\r\nz|3|gia.csv:4
		3||4|gia.csv:9
	END
}

@test "import: a quote inside an unquoted field is part of the text" {
	printf 'Код ОО;Предмет;Балл\n1;МБОУ "СОШ" №1;2\n2;5" x;3\n3; "y" ;4\n' >gia.csv
	import gia.csv
	gives 0 <<-'END'
		1|МБОУ "СОШ" №1|2|gia.csv:2
		2|5" x|3|gia.csv:3
		3|y|4|gia.csv:4
	END
}

@test "import: a quote that is never closed costs one record" {
	printf 'Код ОО;Предмет;Балл\n1;"рус;2\n2;мат;3\n4;био;"5\n5;гео;6' >gia.csv
	import --rejects rejects.tsv gia.csv
	gives 1 <<<$'2|мат|3|gia.csv:3\n5|гео|6|gia.csv:5'
	rejected <<-'END'
		import|gia.csv:2|quote never closed||||1;"рус;2
		import|gia.csv:4|quote never closed||||4;био;"5
	END
}

@test "import: a quote that is never closed does not swallow the lines up to a quoted field below" {
	printf 'Код ОО;Предмет;Балл\n1;"рус;2\n2;мат;3\n3;"хим";4\n5;гео;6' >gia.csv
	import --rejects rejects.tsv gia.csv
	gives 1 <<<$'2|мат|3|gia.csv:3\n3|хим|4|gia.csv:4\n5|гео|6|gia.csv:5'
	rejected <<<'import|gia.csv:2|quote never closed||||1;"рус;2'
}

@test "import: a stray quote far from the end of the file costs one record" {
	{ printf 'Код ОО;Предмет;Балл\n1;"рус;2\n'; seq -f '%.0f;a;1' 5000; } >gia.csv
	import --max-rejects 1 gia.csv
	[ "$status" = 0 ]
	seq 5000 | awk '{ print $1 "\ta\t1\tgia.csv:" NR + 2 }' | diff - <(tail -n +2 out)
}

@test "import: blank lines are passed over, lines of delimiters and blanks are skipped as empty" {
	printf 'Код ОО;Предмет;Балл\n\n1;a;2\n\r\n;;\n ; ;\302\240\n;\n   \n;;;;\n"";;""\n2;b;3\n' >gia.csv
	import --stats stats.tsv gia.csv
	gives 0 <<-'END'
		1|a|2|gia.csv:3
		2|b|3|gia.csv:11
	END
	run show stats.tsv
	assert_output - <<-'END'
		filter|kind|reason|count
		import|output||2
		import|read||7
		import|skipped|empty line|5
		import|written||2
	END
}

@test "import: too few fields, too many fields and a bare carriage return reject the record" {
	printf 'Код ОО;Предмет;Балл\n1;a\n2;b;3;4\n3;"c";4;\n4;\r;5\n5;e;6\n' >gia.csv
	import --rejects rejects.tsv --stats stats.tsv gia.csv
	gives 1 <<<"5|e|6|gia.csv:6"
	rejected <<-'END'
		import|gia.csv:2|too few fields|||3 fields, not 2|1;a
		import|gia.csv:3|too many fields|||3 fields, not 4|2;b;3;4
		import|gia.csv:4|too many fields|||3 fields, not 4|3;"c";4;
		import|gia.csv:5|carriage return in the line||||4;\r;5
	END
	[ "$(counts stats.tsv rejected)" = 4 ]
	assert_balanced stats.tsv
}

@test "import: blanks and no-break spaces around values and headers go, those inside stay" {
	printf ' Код ОО ;\302\240Предмет\302\240;Балл \n\302\240 1\t; a\302\240b  c ;\302\2402,5\302\240\n' >u.csv
	iconv -f UTF-8 -t windows-1251 u.csv >w.csv
	import u.csv w.csv
	sed -i 's/\xC2\xA0/~/g' out
	gives 0 <<-'END'
		1|a~b  c|2.5|u.csv:2
		1|a~b  c|2.5|w.csv:2
	END
}

@test "import: tab, backslash and line breaks inside a value or a constant are escaped" {
	HEADER="text|note"
	printf 'column\tfrom\ntext\ta\nnote\t=c:\\d\n' >gia.map
	printf 'a;b\nx\ty\\z;1\n"p\r\nq";2\n' >gia.csv
	import gia.csv
	gives 0 <<-'END'
		x\ty\\z|c:\\d|gia.csv:2
		p\r\nq|c:\\d|gia.csv:3
	END
}

@test "import: tab, backslash and line break in a file's name are escaped" {
	HEADER="file"
	printf 'column\tfrom\nfile\t@file:/(?s)(.*)\\.csv/\n' >gia.map
	printf 'a\n1\n' >$'g\t\\\n.csv'
	import $'g\t\\\n.csv'
	gives 0 <<<'g\t\\\n|g\t\\\n.csv:2'
}

@test "import: gzip is known by its first bytes, not its name; joined members are one file" {
	printf 'Код ОО;Предмет;Балл\n1;ру' | gzip >joined.csv
	printf 'с;2\n2;мат;3\n' | gzip >>joined.csv
	printf 'Код ОО;Предмет;Балл\n3;хим;4\n' >plain.csv.gz
	import joined.csv plain.csv.gz
	gives 0 <<-'END'
		1|рус|2|joined.csv:2
		2|мат|3|joined.csv:3
		3|хим|4|plain.csv.gz:2
	END
}

@test "import: a truncated .gz, a damaged one and one with something behind it are exit 3" {
	{ printf 'Код ОО;Предмет;Балл\n'; seq -f '%.0f;a;1' 50000; } | gzip >whole.gz
	head -c -5 whole.gz >short.gz
	head -c 3000 whole.gz >shorter.gz
	{ head -c -8 whole.gz; printf '\1\2\3\4'; tail -c 4 whole.gz; } >sum.gz
	{ cat whole.gz; echo more; } >more.gz
	: >all
	for file in whole short shorter sum more; do
		import $file.gz
		echo "$status" >>all
		cat err >>all
	done
	run cat all
	assert_output - <<-'END'
		0
		3
		shnor-import: short.gz: the gzip data end too early; the file is truncated
		3
		shnor-import: shorter.gz: the gzip data end too early; the file is truncated
		3
		shnor-import: sum.gz: the gzip data are damaged (incorrect data check)
		3
		shnor-import: more.gz: there is something else behind the gzip data; it is damaged
	END
}

@test "import: -z writes gzip, the same bytes each time, with the records of the plain output" {
	{ printf 'Код ОО;Предмет;Балл\n'; seq -f '%.0f;a;1' 50000; } >gia.csv
	import gia.csv
	mv out plain
	import -z gia.csv
	gzip -dc out | cmp - plain
	mv out packed
	import --gzip gia.csv
	cmp out packed
}

@test "import: an empty file is exit 1 and named; so are blank lines alone, a lone mark, an empty .gz" {
	: >a.csv
	printf '\n\r\n' >b.csv
	printf '\357\273\277' >c.csv
	gzip <a.csv >d.csv
	: >all
	for file in a b c d; do
		import $file.csv
		gives 1 </dev/null
		cat err >>all
	done
	run cat all
	assert_output - <<-'END'
		shnor-import: a.csv:1: the file is empty; expected a header line
		shnor-import: b.csv:3: the file is empty; expected a header line
		shnor-import: c.csv:1: the file is empty; expected a header line
		shnor-import: d.csv:1: the file is empty; expected a header line
	END
}

@test "import: a file without records to give does not keep the others from being read, exit 1" {
	printf 'Код ОО;Предмет;Балл\n1;a;2\n' >gia.csv
	: >empty.csv
	iconv -f UTF-8 -t UTF-16 gia.csv >wide.csv
	import empty.csv gia.csv wide.csv gia.csv
	gives 1 <<<$'1|a|2|gia.csv:2\n1|a|2|wide.csv:2\n1|a|2|gia.csv:2'
}

@test "import: a file with a header only gives a header only" {
	printf 'Код ОО;Предмет;Балл' >gia.csv
	import gia.csv
	gives 0 </dev/null
}

@test "import: standard input is read without names and as -" {
	printf 'Код ОО;Предмет;Балл\n1;a;2\n' >gia.csv
	import <gia.csv
	gives 0 <<<$'1|a|2|-:2'
	# shellcheck disable=SC2094 # both only read
	import gia.csv - <gia.csv
	gives 0 <<<$'1|a|2|gia.csv:2\n1|a|2|-:2'
}

@test "import: a missing column is exit 2; the message has the file, the map's line and what there is" {
	printf 'Код ОО;Предмет;Очки\n1;a;2\n' >gia.csv
	import gia.csv
	[ "$status" = 2 ]
	tells <<-'END'
		shnor-import: gia.csv: no column for "score" ("/^(?i)балл/"), wanted by gia.map:4; the file has: Код ОО, Предмет, Очки
	END
}

@test "import: of a header with very many columns the message has the first ones, none cut in two" {
	{ printf 'Код ОО'; seq -f ';Задание %.0f' 300 | tr -d '\n'; echo; } >gia.csv
	import gia.csv
	[ "$status" = 2 ]
	[ "$(wc -c <err)" -lt 700 ]
	iconv -f UTF-8 -t UTF-8 err >/dev/null
	[[ $(cat err) == *'the file has: Код ОО, Задание 1, '*', Задание '*', …' ]]
}

@test "import: two columns that fit one line of the map are exit 2; a doubled column nobody wants is not" {
	printf 'Код ОО;Предмет;Балл;Балл 2\n1;a;2;3\n' >gia.csv
	import gia.csv
	[ "$status" = 2 ]
	tells <<-'END'
		shnor-import: gia.csv: columns 3 "Балл" and 4 "Балл 2" both fit "/^(?i)балл/" of gia.map:4
	END
	printf 'Код ОО;Предмет;Балл;x;x\n1;a;2;3;4\n' >gia.csv
	import gia.csv
	gives 0 <<<$'1|a|2|gia.csv:2'
}

@test "import: a file's name that does not fit is exit 2" {
	table gia.map <<-'END'
		column | from
		year   | @file:/(\d{4})/
	END
	mkdir 2024
	echo a >2024/gia.csv
	import 2024/gia.csv
	[ "$status" = 2 ]
	tells <<-'END'
		shnor-import: 2024/gia.csv: the file's name does not fit "@file:/(\d{4})/" of gia.map:2
	END
}

@test "import: a header with a quote never closed is exit 1" {
	printf '"Код ОО;Предмет;Балл\n1;a;2\n' >gia.csv
	import gia.csv
	[ "$status" = 1 ]
	tells <<<"shnor-import: gia.csv:1: quote never closed"
}

@test "import: a file that is not there, a folder, a file that may not be read are exit 3" {
	import nothing.csv
	[ "$status" = 3 ]
	tells <<<"shnor-import: nothing.csv: cannot open: No such file or directory"
	mkdir folder
	import folder
	[ "$status" = 3 ]
	tells <<<"shnor-import: folder: cannot read: Is a directory"
	[ "$(id -u)" != 0 ] || return 0
	: >closed.csv
	chmod 000 closed.csv
	import closed.csv
	[ "$status" = 3 ]
	tells <<<"shnor-import: closed.csv: cannot open: Permission denied"
}

@test "import: a full disk is exit 3, for records, .gz, rejects and stats" {
	printf 'Код ОО;Предмет;Балл\n1;a;2\n' >gia.csv
	for arguments in "" "-z" "--rejects /dev/full" "--stats /dev/full"; do
		output=/dev/full
		case $arguments in *full) output=/dev/null ;; esac
		# shellcheck disable=SC2086 # words
		run bash -c "shnor-import -q -m gia.map $arguments gia.csv >$output"
		assert_failure 3
		assert_output --regexp '^shnor-import: (standard output|/dev/full): cannot write: No space left on device$'
	done
}

@test "import: a closed reader ends it by SIGPIPE without a word" {
	{ printf 'Код ОО;Предмет;Балл\n'; seq -f '%.0f;a;1' 500000; } >gia.csv
	for ignored in "" "trap '' PIPE;"; do # as a caller may have it: nohup, Python
		run bash -o pipefail -c "$ignored shnor-import -q -m gia.map gia.csv | head -n 1"
		assert_equal "$status" 141
		assert_output $'school\tsubject\tscore\torigin'
	done
}

@test "import: a closed standard output is exit 3" {
	printf 'Код ОО;Предмет;Балл\n1;a;2\n' >gia.csv
	run bash -c 'shnor-import -q -m gia.map --rejects rejects.tsv gia.csv >&-'
	assert_failure 3
	assert_output "shnor-import: standard output is closed"
}

@test "import: wrong options are exit 2 and say what is wrong" {
	printf 'Код ОО;Предмет;Балл\n1;a;2\n' >gia.csv
	: >all
	while read -r arguments; do
		status=0
		# shellcheck disable=SC2086 # words
		shnor-import $arguments >out 2>>all || status=$?
		[ "$status" = 2 ] || fail "$arguments: exit status $status"
	done <<-'END'
		--colour
		-x
		--map
		--map=gia.map --quiet=yes gia.csv
		gia.csv
		-q -m gia.map -d ;; gia.csv
		-q -m gia.map -d "   gia.csv
		-q -m gia.map -e klingon gia.csv
		-q -m gia.map --max-rejects few gia.csv
		-q -m gia.map --max-rejects -1 gia.csv
		-q -m gia.map --max-rejects % gia.csv
	END
	run cat all
	assert_output - <<-'END'
		shnor-import: unknown option --colour; shnor-import --help lists them
		shnor-import: unknown option -x; shnor-import --help lists them
		shnor-import: option --map needs a value
		shnor-import: option --quiet takes no value
		shnor-import: --map FILE is required; it says what column comes from where
		shnor-import: --delimiter: found ";;", expected auto, tab or one character
		shnor-import: --delimiter: found """, expected auto, tab or one character
		shnor-import: unknown encoding "klingon"; iconv -l lists them
		shnor-import: --max-rejects: found "few", expected a number or a percentage such as 1%
		shnor-import: --max-rejects: found "-1", expected a number or a percentage such as 1%
		shnor-import: --max-rejects: found "%", expected a number or a percentage such as 1%
	END
}

@test "import: --help and --version go to standard output" {
	run --separate-stderr shnor-import --help
	assert_success
	assert_line --index 0 "shnor-import: CSV, TSV and Excel files to records"
	[ -z "$stderr" ]
	run shnor-import --version
	assert_success
	assert_output "shnor-import (shnor) $(sed -n 's/^VERSION *:= *//p' "$TOP/Makefile")"
}

@test "import: --max-rejects N and N% set how many rejects are still well" {
	{ printf 'Код ОО;Предмет;Балл\n'; seq -f '%.0f;a;1' 18; printf '19;b\n20;c\n'; } >gia.csv
	: >all
	for limit in 0 1 2 9.9% 10% 100%; do
		import --max-rejects $limit gia.csv
		echo "$limit: $status, $(wc -l <out) lines" >>all
	done
	run cat all
	assert_output - <<-'END'
		0: 1, 19 lines
		1: 1, 19 lines
		2: 0, 19 lines
		9.9%: 1, 19 lines
		10%: 0, 19 lines
		100%: 0, 19 lines
	END
}

@test "import: without --rejects the first ten are told on standard error" {
	{ printf 'Код ОО;Предмет;Балл\n'; seq 12; } >gia.csv
	run shnor-import -e UTF-8 -m gia.map gia.csv
	assert_failure 1
	assert_output - <<-END
		$(printf 'school\tsubject\tscore\torigin')
		$(seq -f 'shnor-import: gia.csv:%.0f: too few fields, expected 3 fields, not 1' 2 11)
		shnor-import: more records are rejected; --rejects FILE keeps them all
		shnor-import: 12 of 12 records rejected
	END
}

@test "import: a line that cannot be parted is not put down to the school of the line before" {
	table gia.map <<-'END'
		column    | from
		school_id | Код ОО
	END
	{ printf 'Код ОО;Предмет\n7;a\n8;"b\n9;c\n10;d\r;\n11;'; letters 1100000; printf '\n12\n'; } >gia.csv
	import --quality quality.tsv --rejects rejects.tsv gia.csv
	[ "$status" = 1 ]
	run cut -f 2,4,5 quality.tsv
	assert_output "$(printf 'check\tline\tschool_id
quote never closed\t3\t
carriage return in the line\t5\t
line too long\t6\t
too few fields\t7\t')"
}

@test "import: years as people write them become four digits; what may be something else stays" {
	HEADER="year"
	table gia.map <<-'END'
		column | from | type
		year   | Год  | year
	END
	printf 'Год;\n2023/24;\n2024 г.;\n01.09.2023;\n2023-2026;\n2011-12;\n;x\n' | iconv -f UTF-8 -t CP1251 >in.csv
	import in.csv
	gives 0 <<-'END'
		2024|in.csv:2
		2024|in.csv:3
		2023|in.csv:4
		2023-2026|in.csv:5
		2011-12|in.csv:6
		|in.csv:7
	END
}

@test "import: a type, or yes under optional, on a line that names no header is a fault of the map" {
	table gia.map <<-'END'
		column | from           | type   | optional
		school | Код ОО         | hash   | no
		pupil  | @file:/^(\w+)/ | hash   |
		year   | @title:/(\d+)/ | number | no
		n      | =1 234         | count  |
		exam   | constant:ege   |        | yes
		form   | =x             |        | no
	END
	printf 'Код ОО\n1\n' >gia.csv
	import gia.csv
	[ "$status" = 2 ]
	tells <<-'END'
		shnor-import: gia.map:3: column "type": found "hash": a type is for values under a header
		shnor-import: gia.map:4: column "type": found "number": a type is for values under a header
		shnor-import: gia.map:5: column "type": found "count": a type is for values under a header
		shnor-import: gia.map:6: column "optional": found "yes": nothing can be missing here, as no header is named
		shnor-import: 4 fault(s) in the tables; nothing was read
	END
}

@test "import: a map that takes personal data is refused, exit 2, unless --allow-personal" {
	printf 'column\tfrom\nname\t/^Фам/\ndoc\t=x\n' >gia.map
	printf 'Код ОО;Фамилия\n1;Иванов\n' >gia.csv
	HEADER="name|doc"
	import gia.csv
	gives 2 </dev/null
	tells <<-'END'
		shnor-import: gia.csv: the map takes the column "Фамилия", which holds personal data; take it off the map, or say --allow-personal
	END
	import --allow-personal gia.csv
	gives 0 <<<$'Иванов|x|gia.csv:2'
}

@test "import: lines of files with personal data are withheld from the rejects; others are not" {
	printf 'Код ОО;Предмет;Балл;ФИО\n1;a;2;Иванов\n2;Петров\n"3;Сидоров\n' >a.csv
	printf 'Код ОО;Предмет;Балл;Наименование\n2;Школа\n' >b.csv
	import --rejects rejects.tsv a.csv b.csv
	gives 1 <<<$'1|a|2|a.csv:2'
	rejected <<-'END'
		import|a.csv:3|too few fields|||4 fields, not 2|(withheld: personal data)
		import|a.csv:4|quote never closed||||(withheld: personal data)
		import|b.csv:2|too few fields|||4 fields, not 2|2;Школа
	END
	import a.csv
	run grep -c -e Петров -e Сидоров err
	assert_output 0
}

@test "import: a line longer than 1 MiB is rejected, reading goes on and counts lines right" {
	{ printf 'Код ОО;Предмет;Балл\n1;a;2\n2;'; letters 1100000; printf ';3\n3;b;4\n4;"'
		letters 1100000; printf '";5\n5;c;6\n'; } >gia.csv
	import --rejects rejects.tsv gia.csv
	gives 1 <<-'END'
		1|a|2|gia.csv:2
		3|b|4|gia.csv:4
		5|c|6|gia.csv:6
	END
	rejected <<-'END'
		import|gia.csv:3|line too long||||
		import|gia.csv:5|line too long||||
	END
}

@test "import: fields longer than the blocks that are read stay whole, plain and quoted" {
	long=$(letters 700000)
	printf 'Код ОО;Предмет;Балл\n1;%s;2\n2;"%s\n"";";3\n3;a;4\n' "$long" "$long" >gia.csv
	import gia.csv
	[ "$status" = 0 ]
	printf 'school\tsubject\tscore\torigin\n1\t%s\t2\tgia.csv:2\n2\t%s\\n";\t3\tgia.csv:3\n3\ta\t4\tgia.csv:5\n' \
		"$long" "$long" | cmp - out
}

@test "import: a NUL byte rejects the record in a mapped column, not in a dropped one" {
	printf 'Код ОО;Предмет;Балл;x\n1;a\0b;2;y\n2;c;3;\0\n3;d;4;y\n' >gia.csv
	import --rejects rejects.tsv gia.csv
	gives 1 <<-'END'
		2|c|3|gia.csv:3
		3|d|4|gia.csv:4
	END
	run show rejects.tsv
	assert_line --index 1 "import|gia.csv:2|bytes that do not decode|||UTF-8, not byte 0x00 in field 2|1;a�b;2;y"
}

@test "import: the locale changes nothing" {
	for locale in ru_RU de_DE; do
		localedef -i $locale -f UTF-8 "./$locale.UTF-8" 2>/dev/null || true
	done
	printf 'Код ОО;Предмет;Балл\n1;Ёж I i;1234,5\n2;b;1.5\n' | iconv -f UTF-8 -t windows-1251 >gia.csv
	for locale in C ru_RU.UTF-8 de_DE.UTF-8; do
		LOCPATH=$PWD LC_ALL=$locale shnor-import -q -m gia.map gia.csv >out 2>err
		status=$?
		gives 0 <<-'END'
				1|Ёж I i|1234.5|gia.csv:2
			2|b|1.5|gia.csv:3
		END
	done
}

@test "import: --step names the step in rejects and stats" {
	printf 'Код ОО;Предмет;Балл\n1\n' >gia.csv
	import --step gia --rejects rejects.tsv --stats stats.tsv gia.csv
	[ "$(cut -f 1 rejects.tsv stats.tsv | sort -u | tr '\n' ' ')" = "filter import:gia " ]
}
