#!/usr/bin/env bats
# Raw files as offices hand them out: workbooks, ZIP files, wide encodings, other delimiters.
load helper

pack() { "$BUILD/tools/pack" "$@"; }

# A map of three columns, and what a file of it must give.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table a.map <<'END'
column | from
code   | Код ОО
mark   | Отметка
day    | Дата
END
	printf 'Код ОО;Отметка;Дата\n0123;5;31.05.2024\n45;2;01.06.2024\n' >a.csv
}

import() { shnor-import --quiet --map a.map "$@"; }

# rows FILE: the records without their origin.
rows() { import "$@" | sed 's/\t[^\t]*$//'; }

expected() {
	printf 'code\tmark\tday\n0123\t5\t31.05.2024\n45\t2\t01.06.2024\n'
}

@test "one inbox in every form gives the same observations, byte for byte" {
	mkdir plain utf8 utf16 gz xlsx zip
	"$BUILD/tools/make_inbox" plain 6000 40
	for file in plain/*.csv; do
		name=$(basename "$file" .csv)
		iconv -f windows-1251 -t UTF-8 "$file" | tr ';' '\t' | tr -d '\r' >"utf8/$name.tsv"
		iconv -f windows-1251 -t UTF-16 "$file" >"utf16/$name.csv"
		gzip -c "$file" >"gz/$name.csv.gz"
		pack xlsx "xlsx/$name.xlsx" <"utf8/$name.tsv"
		(cd plain && pack zip "../zip/$name.zip" "$name.csv")
	done
	# A workbook inside of a ZIP file, too.
	(cd xlsx && pack zip ../zip/vpr-2023.zip vpr-2023.xlsx)
	shnor run orenburg plain out.plain 2>/dev/null
	[ "$(wc -l <out.plain/observations.tsv)" -gt 900 ]
	for form in utf8 utf16 gz xlsx zip; do
		shnor run orenburg $form out.$form 2>messages || fail "$form: $(cat messages)"
		cmp out.plain/observations.tsv out.$form/observations.tsv
		cmp out.plain/classes.tsv out.$form/classes.tsv
	done
}

@test "the workbook of real data gives the records of the .csv.gz beside it" {
	[ -d "$TOP/../shared/data/simce" ] || skip "the real workbook is not beside the checkout"
	for file in simce2m2018_rbd_final.xlsx simce2m2018_rbd_final.csv.gz; do
		shnor-import --quiet --map "$TOP/pipelines/simce/simce.map" "$TOP/../shared/data/simce/$file" |
			sed 's/\t[^\t]*$//' >"$file.tsv"
	done
	[ "$(wc -l <simce2m2018_rbd_final.xlsx.tsv)" = 5871 ]
	cmp simce2m2018_rbd_final.xlsx.tsv simce2m2018_rbd_final.csv.gz.tsv
}

@test "UTF-16, with a mark and without, little and big end first, found or given" {
	for form in UTF-16LE UTF-16BE; do
		iconv -f UTF-8 -t $form a.csv >bare.csv
		diff <(expected) <(rows bare.csv)
		diff <(expected) <(rows --encoding $form bare.csv)
		{ printf '\xEF\xBB\xBF'; cat a.csv; } | iconv -f UTF-8 -t $form >marked.csv
		diff <(expected) <(rows marked.csv)
		diff <(expected) <(rows - <marked.csv)
	done
	run --separate-stderr shnor-import --map a.map marked.csv
	[ "$stderr" = 'shnor-import: marked.csv: UTF-16BE, fields parted by ;' ]
}

@test "UTF-16 that does not decode rejects the record, not the file; half a letter at the end too" {
	{
		printf 'Код ОО;Отметка;Дата\n1;' | iconv -f UTF-8 -t UTF-16LE
		printf '\x00\xD8'
		printf ';01.06.2024\n2;3;02.06.2024\n3;4;' | iconv -f UTF-8 -t UTF-16LE
		printf 'x'
	} >broken.csv
	run -1 --separate-stderr shnor-import --quiet --map a.map --rejects rejects.tsv broken.csv
	assert_output $'code\tmark\tday\torigin\n2\t3\t02.06.2024\tbroken.csv:3'
	run cut -f 2-3 rejects.tsv
	assert_output $'origin\treason\nbroken.csv:2\tbytes that do not decode\nbroken.csv:4\tbytes that do not decode'
}

@test "UTF-16 in blocks of any size: letters are never cut in two" {
	{ echo 'Код ОО;Отметка;Дата'; for i in $(seq 30000); do echo "$i;𝄞ж;х"; done; } >long.csv
	rows long.csv >expected.tsv
	iconv -f UTF-8 -t UTF-16 long.csv | { rows -; } | cmp - expected.tsv
	[ "$(wc -l <expected.tsv)" = 30001 ]
}

@test "CP866 and KOI8-R are told from windows-1251, and said" {
	for form in windows-1251 CP866 KOI8-R; do
		{
			echo 'Код ОО;Отметка;Дата;Предмет'
			echo '0123;5;31.05.2024;Русский язык'
			echo '45;2;01.06.2024;МАТЕМАТИКА'
		} | iconv -f UTF-8 -t $form >a.csv
		diff <(expected) <(rows a.csv)
		run --separate-stderr shnor-import --map a.map a.csv
		[ "$stderr" = "shnor-import: a.csv: $form, fields parted by ;" ]
	done
}

@test "a header that was read in a wrong encoding before is named as such" {
	echo 'Код ОО;Отметка;Дата' | iconv -f UTF-8 -t windows-1251 | iconv -f windows-1252 -t UTF-8 >a.csv
	run -2 --separate-stderr shnor-import --quiet --map a.map a.csv
	[[ $stderr == 'shnor-import: a.csv: the header is garbled: windows-1251 read as windows-1252; '* ]]
	echo 'Код ОО;Отметка;Дата' | iconv -f windows-1251 -t UTF-8 >a.csv
	run -2 --separate-stderr shnor-import --quiet --map a.map a.csv
	[[ $stderr == *'the header is garbled: UTF-8 read as windows-1251; '* ]]
}

@test "values that were read in a wrong encoding before are named as such, below any header" {
	printf 'column\tfrom\nid\tid\nname\tname\n' >n.map
	{ echo 'id;name'; seq -f '%.0f;Орёл' 3; echo '4;МБОУ «Средняя школа № 5» г. Бузулука'; } >good.csv
	run shnor-import --map n.map --encoding UTF-8 good.csv
	refute_line --partial garbled
	iconv -f UTF-8 -t windows-1251 good.csv | iconv -f windows-1252 -t UTF-8 >bad.csv
	run --separate-stderr shnor-import --quiet --map n.map good.csv bad.csv
	[ "${#lines[@]}" = 9 ]
	[ "$stderr" = 'shnor-import: bad.csv: its text is garbled: windows-1251 read as windows-1252; export the file anew, or name the --encoding' ]
	iconv -f windows-1251 -t UTF-8 good.csv | tr ';' '\t' | pack xlsx bad.xlsx
	run --separate-stderr shnor-import --quiet --map n.map bad.xlsx
	[[ $stderr == *'bad.xlsx: its text is garbled: UTF-8 read as windows-1251; '* ]]
	# What is said of the header is not said again.
	iconv -f windows-1251 -t UTF-8 a.csv >bad.csv
	printf 'column\tfrom\na\t/./\n' >n.map
	echo 'Название;Код ОО' | iconv -f windows-1251 -t UTF-8 | cut -d ';' -f 1 >bad.csv
	iconv -f windows-1251 -t UTF-8 good.csv | cut -d ';' -f 2 | tail -n +2 >>bad.csv
	run --separate-stderr shnor-import --quiet --map n.map bad.csv
	[ "$stderr" = 'shnor-import: bad.csv: the header is garbled: UTF-8 read as windows-1251; export the file anew, or name the --encoding' ]
}

@test "fields parted by a bar" {
	tr ';' '|' <a.csv >bar.csv
	diff <(expected) <(rows bar.csv)
	diff <(expected) <(rows --delimiter '|' bar.csv)
}

@test "workbooks: texts keep their zeros, numbers their digits, days become ISO dates" {
	printf 'Код ОО\tОтметка\tДата\n0123\t5\t31.05.2024\n12345678901234567890\t2.5\t01.03.1900\n\t0.8\t29.02.2024\n' |
		pack xlsx a.xlsx
	run import a.xlsx
	assert_output "$(printf 'code\tmark\tday\torigin
0123\t5\t2024-05-31\ta.xlsx:2
12345678901234567890\t2.5\t1900-03-01\ta.xlsx:3
\t0.8\t2024-02-29\ta.xlsx:4')"
}

# sheet XML…: a workbook whose one sheet has these rows.
sheet() {
	mkdir -p xl/worksheets xl/_rels
	printf '%s' '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' \
		"$*" '</sheetData></worksheet>' >xl/worksheets/sheet1.xml
	printf '%s' '<x:workbook xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><x:workbookPr/><x:sheets><x:sheet name="Итог" r:id="a"/><x:sheet name="Пусто" r:id="b"/></x:sheets></x:workbook>' >xl/workbook.xml
	printf '%s' '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="b" Target="worksheets/sheet2.xml"/></Relationships>' >xl/_rels/workbook.xml.rels
	printf '%s' '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>' >xl/worksheets/sheet2.xml
	printf '%s' '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="170" formatCode="dd\.mm\.yyyy&quot;г.&quot;"/><numFmt numFmtId="171" formatCode="0.0&quot;дней&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="22"/></cellXfs></styleSheet>' >xl/styles.xml
	printf '%s' '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Код ОО</t></si><si><r><t>От</t></r><r><t>метка</t></r><rPh><t>x</t></rPh></si></sst>' >xl/sharedStrings.xml
	pack zip book.xlsx xl/worksheets/sheet2.xml xl/worksheets/sheet1.xml xl/styles.xml xl/workbook.xml \
		xl/_rels/workbook.xml.rels xl/sharedStrings.xml
}

@test "workbooks: shared, inline and formula texts, own date formats, times, long decimals, gaps" {
	sheet '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Да</t><t>та</t></is></c></row>' \
		'<row r="3"><c r="A3" t="str"><f>x</f><v>7</v></c><c r="B3" s="2"><v>45443.5</v></c><c r="C3" s="1"><v>45443</v></c></row>' \
		'<row r="4"/><row r="5"><c r="C5" s="3"><v>45443.5</v></c></row>' \
		'<row><c t="b"><v>1</v></c><c><v>0.10000000000000001</v></c><c t="e"><v>#N/A</v></c></row>'
	run import book.xlsx
	assert_output "$(printf 'code\tmark\tday\torigin
7\t45443.5\t2024-05-31\tbook.xlsx:3
\t\t2024-05-31T12:00:00\tbook.xlsx:5
1\t0.1\t#N/A\tbook.xlsx:6')"
	run -1 import --sheet Пусто book.xlsx
	assert_output --partial 'book.xlsx:1: the file is empty; expected a header line'
	run -2 --separate-stderr import --sheet Другой book.xlsx
	[ "$stderr" = 'shnor-import: book.xlsx: there is no sheet "Другой"; there are: Итог, Пусто' ]
}

# shown FORMAT VALUE: what the records have of a number with that format.
shown() {
	sheet '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><v>Дата</v></c></row>' \
		"<row><c s=\"1\"><v>$2</v></c></row>"
	printf '%s' '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="' "$1" '"/></numFmts><cellXfs>' \
		"<xf numFmtId=\"0\"/><xf numFmtId=\"${BUILT_IN-170}\"/></cellXfs></styleSheet>" >xl/styles.xml
	rm book.xlsx
	pack zip book.xlsx xl/worksheets/sheet1.xml xl/styles.xml xl/workbook.xml xl/_rels/workbook.xml.rels \
		xl/sharedStrings.xml
	import book.xlsx | sed -n '2s/\t.*//p'
}

@test "workbooks: formats of zeros fill codes up, percentages are told as such, others hide no digit" {
	while IFS='|' read -r format value wanted; do
		got=$(shown "$format" "$value")
		[ "$got" = "$wanted" ] || fail "$format of $value: $got, not $wanted"
	done <<'END'
000000|70812|070812
000000|1070812|1070812
000000|70812.5|70812.5
000000|-812|-000812
000000|7.0812E4|070812
000000;-000000|812|000812
[$-419]000000|812|000812
0000;@|12|0012
0|12|12
0000.00|12|12
#,##0|12345|12345
0.0|1.25|1.25
00-00|812|812
0000&quot;x&quot;|12|12
[&lt;9999]0000|12|12
General|0812|0812
0%|0.25|25%
0.00%|0.216666666666667|21.6666666666667%
0%;[Red]-0%|-0.07|-7%
#,##0.0\ %|1|100%
0%|0.29|29%
0%|.005|0.5%
0%|1E-3|0.1%
0&quot;%&quot;|25|25
0\%|25|25
0.0_%|25|25
0;0%|25|25
dd.mm.yyyy|45443|2024-05-31
END
	[ "$(BUILT_IN=9 shown 0 0.25)" = 25% ]
	[ "$(BUILT_IN=10 shown 0 0.256)" = 25.6% ]
	[ "$(BUILT_IN=1 shown 0 7)" = 7 ]
}

# sheets STATE1 STATE2 STATE3: a workbook of three sheets with those attributes; the first is a diagram.
sheets() {
	sheet '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><v>Дата</v></c></row><row><c><v>1</v></c></row>'
	sed 's/<v>1<.v><.c><.row><.sheetData>/<v>2<\/v><\/c><\/row><\/sheetData>/' xl/worksheets/sheet1.xml \
		>xl/worksheets/sheet2.xml
	printf '%s' '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>' \
		"<sheet name=\"График\" r:id=\"c\" $1/><sheet name=\"2023\" r:id=\"a\" $2/><sheet name=\"2024\" r:id=\"b\" $3/>" \
		'</sheets></workbook>' >xl/workbook.xml
	mkdir -p xl/chartsheets
	echo '<chartsheet/>' >xl/chartsheets/sheet1.xml
	sed -i 's|</Relationships>|<Relationship Id="c" Type="http://x/relationships/chartsheet" Target="chartsheets/sheet1.xml"/>&|' \
		xl/_rels/workbook.xml.rels
	pack zip book.xlsx xl/chartsheets/sheet1.xml xl/worksheets/sheet2.xml xl/worksheets/sheet1.xml xl/styles.xml \
		xl/workbook.xml xl/_rels/workbook.xml.rels xl/sharedStrings.xml
}

@test "workbooks: the first sheet that people see is read, and the others are told" {
	sheets '' '' ''
	run --separate-stderr shnor-import --map a.map book.xlsx
	assert_line --index 1 $'1\t\t\tbook.xlsx:2'
	[ "$stderr" = 'shnor-import: book.xlsx: read is the sheet "2023"; not read: График (no table), 2024; --sheet takes another' ]
	for state in hidden veryHidden; do
		sheets '' "state=\"$state\"" 'state="visible"'
		run --separate-stderr shnor-import --map a.map book.xlsx
		assert_line --index 1 $'2\t\t\tbook.xlsx:2'
		[ "$stderr" = 'shnor-import: book.xlsx: read is the sheet "2024"; not read: График (no table), 2023 (hidden); --sheet takes another' ]
	done
	run --separate-stderr shnor-import --map a.map --sheet 2023 book.xlsx
	assert_line --index 1 $'1\t\t\tbook.xlsx:2'
	[ -z "$stderr" ]
	# If all are hidden, the first.
	sheets 'state="hidden"' 'state="hidden"' 'state="hidden"'
	run import book.xlsx
	assert_line --index 1 $'1\t\t\tbook.xlsx:2'
	run -2 --separate-stderr import --sheet 2025 book.xlsx
	[ "$stderr" = 'shnor-import: book.xlsx: there is no sheet "2025"; there are: График (no table), 2023 (hidden), 2024 (hidden)' ]
	run shnor-import --quiet --suggest book.xlsx
	assert_line '# Sheets, of which --sheet takes one: "График" (no table), "2023" (hidden), "2024" (hidden)'
}

@test "workbooks: a row with more cells than the header is rejected whole" {
	sheet '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><v>Дата</v></c></row>' \
		'<row r="2"><c r="A2"><v>1</v></c><c r="D2"><v>9</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>'
	run -1 --separate-stderr shnor-import --quiet --map a.map --rejects rejects.tsv --stats stats.tsv book.xlsx
	assert_output $'code\tmark\tday\torigin\n2\t\t\tbook.xlsx:3'
	run tail -n 1 rejects.tsv
	assert_output $'import\tbook.xlsx:2\ttoo many fields\t\t\t3 fields, not 4\t1\\t\\t\\t9'
	assert_balanced stats.tsv
}

@test "workbooks and ZIP files that are damaged or cut off are exit 3, never a short table" {
	{ printf 'Код ОО\tОтметка\tДата\n'; seq 20000 | sed 's/.*/&\t5\t31.05.2024/'; } | pack xlsx a.xlsx
	head -c 40000 a.xlsx >cut.xlsx
	run -3 import cut.xlsx
	assert_output --partial 'cut.xlsx: cannot read the ZIP data'
	pack zip a.zip a.csv
	head -c 60 a.zip >cut.zip
	run -3 import cut.zip
	head='<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><v>Дата</v></c></row>'
	sheet "$head<row><c><v>1</v></c></row></broken>"
	run -3 import book.xlsx
	assert_output --partial 'book.xlsx: xl/worksheets/sheet1.xml: line 1: the XML is damaged'
	sheet "$head"'<row><c t="s"><v>99</v></c></row>'
	run -3 import book.xlsx
	assert_output --partial 'there is no shared string "99"'
}

@test "ZIP files: members in turn, chosen by pattern, named in the origin, the year from their names" {
	mkdir -p d
	cp a.csv d/gia9-2023.csv
	sed 1q a.csv >d/gia9-2024.csv
	echo '7;3;01.06.2024' >>d/gia9-2024.csv
	echo nothing >d/readme.md
	pack zip a.zip d/gia9-2023.csv d/readme.md d/gia9-2024.csv
	printf 'year\t@file:/^gia9-(\\d{4})/\n' >>a.map
	run --separate-stderr shnor-import --map a.map a.zip
	assert_output "$(printf 'code\tmark\tday\tyear\torigin
0123\t5\t31.05.2024\t2023\ta.zip/d/gia9-2023.csv:2
45\t2\t01.06.2024\t2023\ta.zip/d/gia9-2023.csv:3
7\t3\t01.06.2024\t2024\ta.zip/d/gia9-2024.csv:2')"
	[[ $stderr == *'a.zip/d/readme.md: passed over, its name does not fit --members'* ]]
	run import --members 2024 a.zip
	assert_line --index 1 --partial 'a.zip/d/gia9-2024.csv:2'
	[ "${#lines[@]}" = 2 ]
	run -2 import --members '(' a.zip
}

@test "ZIP files: what a Mac and Excel keep beside a file is passed over, whatever --members says" {
	mkdir -p d __MACOSX/d
	printf '\0\5\026\7\0\2\0\0Mac OS X' >._a.csv
	cp ._a.csv d/._a.csv
	cp ._a.csv __MACOSX/d/a.csv
	cp ._a.csv '~$a.xlsx'
	pack zip a.zip __MACOSX/d/a.csv ._a.csv d/._a.csv '~$a.xlsx' a.csv
	for members in '(?i)\.(csv|xlsx)$' .; do
		run --separate-stderr shnor-import --map a.map --members "$members" a.zip
		assert_output $'code\tmark\tday\torigin\n0123\t5\t31.05.2024\ta.zip/a.csv:2\n45\t2\t01.06.2024\ta.zip/a.csv:3'
		[ "$(grep -c "passed over, what a Mac or Excel keeps beside another file" <<<"$stderr")" = 4 ]
	done
}

@test "workbooks and ZIP files from standard input, and packed again with gzip" {
	printf 'Код ОО\tОтметка\tДата\n0123\t5\tx\n' | pack xlsx a.xlsx
	run import - <a.xlsx
	assert_line --index 1 $'0123\t5\tx\t-:2'
	run bash -c "cat a.xlsx | shnor-import -q --map a.map"
	assert_line --index 1 $'0123\t5\tx\t-:2'
	gzip a.xlsx
	run import a.xlsx.gz
	assert_line --index 1 $'0123\t5\tx\ta.xlsx.gz:2'
}

@test "a sheet of ten times the rows takes no more memory" {
	! under_sanitizer || skip "the sanitizer keeps memory of its own"
	for rows in 20000 200000; do
		{ printf 'Код ОО\tОтметка\tДата\n'; seq $rows | sed 's/.*/&\t5\t31.05.2024/'; } | pack xlsx $rows.xlsx
		"$BUILD/tools/peak" shnor-import -q --map a.map $rows.xlsx 2>&1 >$rows.tsv | tail -n 1 >$rows.peak
		[ "$(wc -l <$rows.tsv)" = $((rows + 1)) ]
	done
	[ $(($(cat 200000.peak) * 100)) -le $(($(cat 20000.peak) * 110)) ]
}

@test "workbooks: an empty cell that does not say where it stands keeps its column" {
	sheet '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><v>Дата</v></c></row>' \
		'<row><c/><c><v>2</v></c><c><v>-.5</v></c></row><row><c/><c/><c><v>1E3</v></c></row>'
	run import book.xlsx
	assert_output $'code\tmark\tday\torigin\n\t2\t-0.5\tbook.xlsx:2\n\t\t1000\tbook.xlsx:3'
}

@test "workbooks: rows that are not in order are damage, exit 3" {
	sheet '<row r="2"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><v>Дата</v></c></row><row r="1"><c><v>1</v></c></row>'
	run -3 import book.xlsx
	assert_output --partial 'book.xlsx: row "1" behind row 2: the sheet is damaged'
}
