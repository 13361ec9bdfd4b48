#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-report: any stream as a table that people read.
# shellcheck disable=SC2154 # bats sets stderr
load helper

# The folder of the test, and a stream that most tests need.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table classes.tsv <<'END'
year | school_id | class   | n   | value       | reason
2024 | 0123      | low     | 14  | 0.357142857 | A: oge-mat 5/14 = 0.357, vpr5-rus 6/20 = 0.300
2024 | 45        | not_low | 105 | 0.5         | 0 low of 3; no results in 2023
2023 | 0123      | no_data |     |             | no results in 2023
END
}

@test "table: columns are as wide as their text, numbers stand right, decimals have three digits" {
	run shnor-report classes.tsv
	assert_output - <<'END'
year  school_id  class      n  value  reason
----  ---------  -------  ---  -----  ----------------------------------------------
2024  0123       low       14  0.357  A: oge-mat 5/14 = 0.357, vpr5-rus 6/20 = 0.300
2024  45         not_low  105  0.500  0 low of 3; no results in 2023
2023  0123       no_data              no results in 2023
END
}

@test "table: widths are counted as the terminal shows them" {
	# Cyrillic takes one column, a combining mark none, a Chinese character two.
	printf 'школа\tn\nЁж № 5\t1\nе\xCC\x88ж\t20\n日本\t3\ntab\\tand\\nline\t4\n' >in.tsv
	shnor-report in.tsv | tail -n +3 >rows
	printf 'Ёж № 5         1\nе\xCC\x88ж            20\n日本           3\ntab and line   4\n' >expected
	cmp rows expected
}

@test "table: control characters of a terminal do not reach it" {
	# ESC, BEL, DEL and CSI, which is one character of two bytes.
	printf 'a\tb\n\x1B[31mred\a\x7F\tx\n\xC2\x9B31mred\tx\n' >in.tsv
	shnor-report in.tsv >out.txt
	run grep -caP '[\x00-\x09\x0B-\x1F\x7F]|\xC2[\x80-\x9F]' out.txt
	assert_output 0
}

@test "--width: columns of text get narrower and are wrapped between words; 0 never wraps" {
	run shnor-report --width 60 classes.tsv
	assert_output - <<'END'
year  school_id  class      n  value  reason
----  ---------  -------  ---  -----  ----------------------
2024  0123       low       14  0.357  A: oge-mat 5/14 =
                                      0.357, vpr5-rus 6/20 =
                                      0.300
2024  45         not_low  105  0.500  0 low of 3; no results
                                      in 2023
2023  0123       no_data              no results in 2023
END
	run shnor-report --width 66 classes.tsv
	assert_output - <<'END'
year  school_id  class      n  value  reason
----  ---------  -------  ---  -----  ----------------------------
2024  0123       low       14  0.357  A: oge-mat 5/14 = 0.357,
                                      vpr5-rus 6/20 = 0.300
2024  45         not_low  105  0.500  0 low of 3; no results in
                                      2023
2023  0123       no_data              no results in 2023
END
	shnor-report --width 0 classes.tsv >never.txt
	shnor-report classes.tsv | cmp - never.txt
	run -2 --separate-stderr shnor-report --width wide classes.tsv
	[ "$stderr" = 'shnor-report: --width: found "wide", expected auto or a whole number' ]
}

@test "--where: alternatives in a column, and several conditions at once" {
	run shnor-report --where 'class=low|no_data' --columns year,school_id classes.tsv
	assert_output - <<'END'
year  school_id
----  ---------
2024  0123
2023  0123
END
	run shnor-report --where 'class=low|no_data' -w year=2023 --columns school_id,class classes.tsv
	assert_output - <<'END'
school_id  class
---------  -------
0123       no_data
END
	# An empty value can be asked for; a part of a value is no match.
	run shnor-report --where n= --columns year classes.tsv
	assert_line --index 2 2023
	run shnor-report --where class=lo --columns year --stats stats.tsv classes.tsv
	[ "${#lines[@]}" -eq 2 ]
	run show stats.tsv
	assert_line 'report|skipped|not asked for|3'
	assert_balanced stats.tsv
}

@test "--where and --columns: a column that is not there is exit 2, and named" {
	run -2 --separate-stderr shnor-report --where klass=low classes.tsv
	[ "$stderr" = 'shnor-report: classes.tsv:1: unknown column "klass"; the header has: year, school_id, class, n, value, reason' ]
	run -2 --separate-stderr shnor-report --columns year,klass classes.tsv
	[[ $stderr == 'shnor-report: classes.tsv:1: unknown column "klass"; '* ]]
	run -2 --separate-stderr shnor-report --where class classes.tsv
	[ "$stderr" = 'shnor-report: --where: found "class", expected COLUMN=VALUE' ]
}

@test "--columns: these, in this order" {
	run shnor-report --columns 'value, school_id' classes.tsv
	assert_output - <<'END'
value  school_id
-----  ---------
0.357  0123
0.500  45
       0123
END
}

@test "--schools: the name of each school stands behind its code; none is empty" {
	table schools.tsv <<'END'
school_id | name                     | municipality
0123      | МБОУ "Кромская СОШ" № 1  | Кромы
45        | Лицей                    | Кромы
END
	run shnor-report --schools schools.tsv --columns school_id,name,n --where year=2024 classes.tsv
	assert_output - <<'END'
school_id  name                       n
---------  -----------------------  ---
0123       МБОУ "Кромская СОШ" № 1   14
45         Лицей                    105
END
	run bash -c 'shnor-report --format tsv --schools schools.tsv classes.tsv | head -n 1'
	assert_output "$(printf 'year\tschool_id\tname\tclass\tn\tvalue\treason')"
	sed -i '/^45/d' schools.tsv
	run shnor-report --schools schools.tsv --columns school_id,name --where school_id=45 --format md classes.tsv
	assert_line --index 2 '| 45 |  |'
}

@test "--labels: columns, values and the parts of a reason are shown in people's words" {
	table labels.tsv <<'END'
# what people read
column | name     | label
       | class    | Вывод
       | reason   | Основание
class  | low      | низкие результаты
class  | no_data  | нет данных
reason | oge-mat  | ОГЭ математика
reason | oge      | wrong: a part of a word
reason | vpr5-rus | ВПР 5 русский
reason | A        | А
reason | no results | wrong: a longer one fits
reason | no results in | нет результатов за
reason | low of   | с низкими результатами из
END
	run shnor-report --labels labels.tsv --columns class,reason classes.tsv
	assert_output - <<'END'
Вывод              Основание
-----------------  ----------------------------------------------------------
низкие результаты  А: ОГЭ математика 5/14 = 0.357, ВПР 5 русский 6/20 = 0.300
not_low            0 с низкими результатами из 3; нет результатов за 2023
нет данных         нет результатов за 2023
END
	table more.tsv <<'END'
column | name    | label
class  | not_low | вне перечня
END
	run shnor-report -l labels.tsv -l more.tsv --columns class classes.tsv
	assert_line --index 3 'вне перечня'
}

@test "--labels: a word that has two labels, or none, is exit 2 with both lines" {
	table labels.tsv <<'END'
column | name | label
class  | low  | низкие
class  | low  | плохие
class  |      | пусто
END
	run -2 --separate-stderr shnor-report --labels labels.tsv classes.tsv
	[ "${stderr_lines[0]}" = 'shnor-report: labels.tsv:3: column "name": found "low": already has a label at labels.tsv:2' ]
	[ "${stderr_lines[1]}" = 'shnor-report: labels.tsv:4: column "name": found "": expected a word of the streams' ]
}

@test "--digits and --decimal: numbers are rounded half away from zero; whole ones and codes stay" {
	table in.tsv <<'END'
school_id | n  | value
1.50      | 7  | 0.0005
2         | 12 | -0.0005
3         | 1  | 0.000499999
4         | 2  | 99.9996
END
	run shnor-report in.tsv
	assert_output - <<'END'
school_id   n    value
---------  --  -------
1.50        7    0.001
2          12   -0.001
3           1    0.000
4           2  100.000
END
	run shnor-report --digits 0 --columns value in.tsv
	assert_output - <<'END'
value
-----
    0
    0
    0
  100
END
	run shnor-report --digits 9 --decimal , --columns value --where school_id=3 in.tsv
	assert_line --index 2 '0,000499999'
	run -2 --separate-stderr shnor-report --digits 10 in.tsv
	[ "$stderr" = 'shnor-report: --digits: found "10", expected 0 to 9' ]
	run -2 --separate-stderr shnor-report --decimal ';' in.tsv
	[ "$stderr" = 'shnor-report: --decimal: found ";", expected one of: . ,' ]
}

@test "csv: what Excel in Russia opens: BOM, semicolons, CRLF, decimal comma" {
	shnor-report --format csv --where year=2024 classes.tsv >out.csv
	printf '\xEF\xBB\xBF%s\r\n%s\r\n%s\r\n' 'year;school_id;class;n;value;reason' \
		'2024;"=""0123""";low;14;0,357;"A: oge-mat 5/14 = 0,357, vpr5-rus 6/20 = 0,300"' \
		'2024;"=""45""";not_low;105;0,500;"0 low of 3; no results in 2023"' >expected.csv
	cmp out.csv expected.csv
	shnor-report -f csv --decimal . --digits 1 --columns value --where n=14 classes.tsv >out.csv
	printf '\xEF\xBB\xBFvalue\r\n0.4\r\n' | cmp - out.csv
}

@test "csv: quotes are doubled; semicolons, commas, line breaks and quotes stand in quotes" {
	printf 'a\n%s\n%s\n%s\n%s\n' 'МБОУ "СОШ № 1"' 'a;b' 'one\ntwo' 'plain text' >in.tsv
	shnor-report --format csv in.tsv >out.csv
	printf '\xEF\xBB\xBFa\r\n"МБОУ ""СОШ № 1"""\r\n"a;b"\r\n"one\ntwo"\r\nplain text\r\n' | cmp - out.csv
}

# csv_cells COLUMN: the values of standard input as report writes them in CSV.
csv_cells() {
	{ echo "$1"; cat; } | shnor-report --format csv | tail -n +2 | tr -d '\r'
}

@test "csv: codes, dates and fractions are kept from being changed by Excel" {
	run csv_cells school_id <<'END'
0123
123
00
0
123456789012345
1234567890123456
05.06.2024
3/10
END
	assert_output - <<'END'
"=""0123"""
"=""123"""
"=""00"""
"=""0"""
"=""123456789012345"""
"=""1234567890123456"""
"=""05.06.2024"""
"=""3/10"""
END
	run csv_cells text <<'END'
3/10
2024-05
1e5
5 А
END
	assert_output - <<'END'
"=""3/10"""
"=""2024-05"""
"=""1e5"""
5 А
END
}

@test "csv: digits with a leading zero are a code in any column" {
	run csv_cells login <<'END'
0123
END
	assert_output '"=""0123"""'
}

@test "csv: what Excel would take for a formula is disarmed; negative numbers stay numbers" {
	run csv_cells text <<'END'
=1+1
=cmd|'/C calc'!A0
+SUM(A1)
-x
@SUM(A1)
-5
-0.25
a=b
END
	assert_output - <<'END'
"'=1+1"
"'=cmd|'/C calc'!A0"
"'+SUM(A1)"
"'-x"
"'@SUM(A1)"
-5
-0,250
a=b
END
	# A tab or carriage return in front is passed over by Excel.
	run csv_cells text <<'END'
\t=1+1
END
	assert_output "$(printf '"%s\t=1+1"' "'")"
}

@test "md: a pipe table in which no value can be taken for markup" {
	table in.tsv <<'END'
school_id | text
0123      | a\|b *bold* _it_ `code` [x](http://y) <b> & c\\d
45        | one\ntwo
END
	run shnor-report --format md --title '5 * 5' in.tsv
	assert_output - <<'END'
# 5 \* 5

| school\_id | text |
|---|---|
| 0123 | a\|b \*bold\* \_it\_ \`code\` \[x\](http://y) &lt;b&gt; &amp; c\\d |
| 45 | one<br>two |
END
}

@test "html: values are text, never markup, numbers and titles too" {
	table in.tsv <<'END'
a"<i>                       | n
<script>alert("1")</script> | 0.5
it's & one\ntwo             | 3
END
	shnor-report --format html --title '<h1>&' in.tsv >out.html
	run grep -E '^<(title|h1|tr|div|thead)' out.html
	assert_output - <<'END'
<title>&lt;h1&gt;&amp;</title>
<h1>&lt;h1&gt;&amp;</h1>
<div class="wide" tabindex="0"><table>
<thead><tr><th scope="col">a&quot;&lt;i&gt;</th><th scope="col">n</th></tr></thead>
<tr><td>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</td><td class="n">0.500</td></tr>
<tr><td>it&#39;s &amp; one<br>two</td><td class="n">3</td></tr>
END
}

@test "html: a page of its own: nothing is fetched, no script, every tag closed in order" {
	shnor-report --format html --title 'Перечень' classes.tsv >out.html
	run grep -ciE 'https?:|//|src=|href=|url\(|@import|<script|<link' out.html
	assert_output 0
	[ "$(head -n 1 out.html)" = '<!DOCTYPE html>' ]
	grep -q '<html lang="ru">' out.html
	grep -q '<meta charset="utf-8">' out.html
	run awk '{
			while (match($0, /<[^>]*>/)) {
				tag = tolower(substr($0, RSTART + 1, RLENGTH - 2))
				$0 = substr($0, RSTART + RLENGTH)
				name = tag
				sub(/ .*/, "", name)
				if (name ~ /^(!doctype|meta|br)$/) continue
				if (name !~ /^\//) { open[++depth] = name; seen++; continue }
				if ("/" open[depth--] != name) print "closed out of order:", tag
			}
		}
		END { if (depth) print "left open:", open[depth]; print seen }' out.html
	# html head title style body main h1 div table thead tr 6 th tbody 3 tr 18 td
	assert_output 39
}

@test "tsv: a stream again, byte for byte, whatever its values" {
	table in.tsv <<'END'
year | school_id | text               | n  | value
2024 | 0123      | tab\tline\nback\\  | 14 | 0.357142857
2024 | 45        | =1+1 "q" <b>; \r   | 00 | 0.5
2024 |           |                    |    | -12.25
END
	run shnor-report --format tsv --columns year,school_id,text,n in.tsv
	assert_output "$(cut -f 1-4 in.tsv)"
	# Numbers are not rounded unless asked: a share that lost digits is no share any more.
	shnor-report --format tsv in.tsv >out.tsv
	run cat out.tsv
	assert_output "$(cat in.tsv)"
}

@test "header only: every format gives its empty table" {
	printf 'year\tclass\n' >in.tsv
	run -0 shnor-report in.tsv
	assert_output "$(printf 'year  class\n----  -----')"
	run -0 shnor-report --format md in.tsv
	assert_output "$(printf '| year | class |\n|---|---|')"
	run -0 shnor-report --format tsv in.tsv
	assert_output "$(printf 'year\tclass')"
	shnor-report --format csv in.tsv >out.csv
	printf '\xEF\xBB\xBFyear;class\r\n' | cmp - out.csv
	shnor-report --format html in.tsv >out.html
	grep -q '^</html>$' out.html
}

@test "--format: another word is exit 2 and the formats are named" {
	run -2 --separate-stderr shnor-report --format xls classes.tsv
	[ "$stderr" = 'shnor-report: --format: found "xls", expected one of: table csv md html tsv xlsx jsonl' ]
}

@test "several files are one table; their columns are found by name" {
	table more.tsv <<'END'
class | reason | year | n | school_id | value
low   | again  | 2022 | 9 | 0007      | 1
END
	run shnor-report --columns year,school_id,class classes.tsv more.tsv
	assert_line --index 2 '2024  0123       low'
	assert_line --index 5 '2022  0007       low'
	# Without --columns the first file says which; the second must have them.
	run -2 --separate-stderr shnor-report --format tsv classes.tsv <(printf 'year\n2024\n')
	[[ $stderr == *'unknown column "school_id"'* ]]
}

@test "html of one stream: what turns the writing, controls and bytes that are no UTF-8 do not get through; no script may run" {
	printf 'school_id\tname\n01\ta\xff<b>\xe2\x80\xaeb\x01c\n' >in.tsv
	shnor-report --format html in.tsv >page.html
	run grep -o '<td>a.*</td>' page.html
	assert_output '<td>a�&lt;b&gt;b c</td>'
	grep -q "default-src 'none'" page.html
	iconv -f UTF-8 -t UTF-8 page.html >/dev/null
}
