#!/usr/bin/env bats
# Broken raw files: each kind of break ends with its exit status, is told, and loses no record
# silently. What the format of a file can have without being broken is in formats.bats and forms.bats.
# shellcheck disable=SC2154 # stderr is set by run
load helper

pack() { "$BUILD/tools/pack" "$@"; }

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table a.map <<'END'
column | from
code   | Код ОО
mark   | Отметка
day    | Дата
END
	printf 'Код ОО;Отметка;Дата\n1;5;x\n2;4;y\n' >a.csv
}

# ends STATUS FILE…: imports the files; the exit status is STATUS, and when the counts were written
# every record is accounted for. Leaves out, err, rejects.tsv, stats.tsv.
ends() {
	local wanted=$1 status=0
	shift
	rm -f stats.tsv
	shnor-import --quiet --map a.map --stats stats.tsv --rejects rejects.tsv "$@" >out 2>err || status=$?
	[ "$status" = "$wanted" ] || fail "exit status $status, not $wanted: $(head -c 400 err)"
	[ "$wanted" -gt 1 ] || assert_balanced stats.tsv
}

# gives: on standard input the records, without the header.
gives() { diff -u <(show out | tail -n +2) -; }

# tells TEXT: standard error has it.
tells() { grep -qF -- "$1" err || fail "not told: $1, but: $(head -c 400 err)"; }

# rejected: on standard input origin and reason of all rejected records.
rejected() { diff -u <(cut -f 2-3 rejects.tsv | show | tail -n +2) -; }

# poke FILE OFFSET BYTES: overwrites bytes in the middle of a file.
poke() { printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null; }

# place FILE BYTES: where these bytes stand first in the file.
place() { grep -abo -m 1 -- "$2" "$1" | head -n 1 | cut -d : -f 1; }

SPACE='xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

# parts ROWS [STRINGS]: the parts of a workbook, whose first row is the header; rows and shared
# strings (from number 3 on) are XML. $BOOK goes into the workbook, $FORMAT is the date format of
# style 2; style 1 is a day, 3 a plain number.
parts() {
	mkdir -p xl/worksheets xl/_rels
	printf '%s' "<worksheet $SPACE><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>" \
		'<c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>' \
		"$1" '</sheetData></worksheet>' >xl/worksheets/sheet1.xml
	printf '%s' "<sst $SPACE><si><t>Код ОО</t></si><si><t>Отметка</t></si><si><t>Дата</t></si>" \
		"${2-}" '</sst>' >xl/sharedStrings.xml
	printf '%s' "<workbook $SPACE xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">" \
		"${BOOK-}" '<sheets><sheet name="Итог" sheetId="1" r:id="a"/></sheets></workbook>' >xl/workbook.xml
	printf '%s' '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' \
		'<Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>' >xl/_rels/workbook.xml.rels
	printf '%s' "<styleSheet $SPACE><numFmts><numFmt numFmtId=\"170\" formatCode=\"${FORMAT-yyyy}\"/></numFmts>" \
		'<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="2"/></cellXfs></styleSheet>' \
		>xl/styles.xml
}

# close_book: packs the parts into book.xlsx.
close_book() { find xl -type f | sort | xargs "$BUILD/tools/pack" zip book.xlsx; }

book() { parts "$@" && close_book; }

# long_table: a table of 20000 rows, semicolons between the cells.
long_table() {
	echo 'Код ОО;Отметка;Дата'
	seq 20000 | sed 's/.*/&;5;день &/'
}

@test "workbooks and ZIP files cut off anywhere are exit 3, also where all data are still there" {
	cp a.csv b.csv
	pack zip whole.zip a.csv b.csv
	tr ';' '\t' <a.csv | pack xlsx whole.xlsx
	for form in zip xlsx; do
		whole=whole.$form
		size=$(stat -c %s $whole)
		second=$(grep -abo 'PK..' $whole | sed -n 's/:PK\x03\x04//p' | sed -n 2p)
		directory=$(place $whole $'PK\x01\x02')
		for length in 5 29 60 $((second - 1)) "$second" $((second + 20)) "$directory" $((directory + 50)) \
			$((size - 22)) $((size - 1)); do
			head -c "$length" $whole >cut.$form
			ends 3 cut.$form
			tells "cut.$form: cannot read the ZIP data: the directory at its end is missing or damaged"
			ends 3 - <cut.$form
		done
		cp $whole cut.$form
		poke cut.$form "$directory" XX
		ends 3 cut.$form
		tells "cut.$form: cannot read the ZIP data"
	done
}

@test "workbooks: data damaged in the middle, of the sheet or of the texts, are exit 3" {
	long_table | tr ';' '\t' | pack xlsx whole.xlsx
	ends 0 whole.xlsx
	for part in sheet1 sharedStrings; do
		cp whole.xlsx damaged.xlsx
		poke damaged.xlsx $(($(place whole.xlsx $part.xml) + 20000)) '\252\125\252'
		ends 3 damaged.xlsx
		tells "$part.xml: "
	done
}

@test "workbooks: a text or a part that is not there is exit 3 and named" {
	book '<row r="2"><c r="A2" t="s"><v>-1</v></c></row>'
	ends 3 book.xlsx
	tells 'book.xlsx: row 2: there is no shared string "-1"'
	rm xl/sharedStrings.xml book.xlsx
	close_book
	ends 3 book.xlsx
	tells 'book.xlsx: row 1: there is no shared string "0"'
	parts ''
	rm xl/workbook.xml book.xlsx
	close_book
	ends 3 book.xlsx
	tells 'book.xlsx: xl/workbook.xml is not in the file; the workbook is damaged'
	for part in worksheets/sheet1.xml _rels/workbook.xml.rels; do
		parts ''
		rm xl/$part book.xlsx
		close_book
		ends 3 book.xlsx
		tells 'book.xlsx: the sheet "Итог" is not in the file; it is damaged'
	done
	parts ''
	sed -i 's/<sheet [^>]*>//' xl/workbook.xml
	close_book
	ends 3 book.xlsx
	tells 'book.xlsx: the workbook has no sheet; it is damaged'
}

@test "workbooks: XML that is not well-formed is exit 3, whatever is wrong with it" {
	for value in '&foo;' $'a\xFF' '<v>' '</x>' 'a & b' $'\x01'; do
		book "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>$value</v></c></row>"
		ends 3 book.xlsx
		tells 'book.xlsx: xl/worksheets/sheet1.xml: line 1: the XML is damaged'
	done
	parts ''
	printf '<sst' >xl/sharedStrings.xml
	close_book
	ends 3 book.xlsx
	tells 'book.xlsx: xl/sharedStrings.xml: line 1: the XML is damaged'
}

@test "workbooks: XML with a document type is refused, so no entity grows or reads a file, exit 3" {
	echo secret >secret
	for entities in '<!ENTITY a SYSTEM "secret">' '<!ENTITY % a SYSTEM "secret">%a;' '<!ENTITY z "laugh">
		<!ENTITY b "&z;&z;&z;&z;&z;&z;&z;&z;&z;&z;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
		<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
		<!ENTITY a "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">'; do
		for part in worksheets/sheet1 sharedStrings workbook; do
			parts '<row r="2"><c r="A2" t="str"><v>x</v></c></row>'
			sed -i -e "s/>x</>\&a;</" -e "s/Дата/\&a;/" -e "s/Итог/\&a;/" xl/$part.xml
			{ echo "<!DOCTYPE x [$entities]>"; cat xl/$part.xml; } >part
			mv part xl/$part.xml
			rm -f book.xlsx
			close_book
			ends 3 book.xlsx
			tells "book.xlsx: xl/$part.xml: line 1: the XML is damaged: it has a document type"
			run grep -c 'secret\|laugh' out err
			assert_output $'out:0\nerr:0'
		done
	done
}

# megabytes NUMBER: that many of the letter x.
megabytes() { head -c "$1"000000 /dev/zero | tr '\0' x; }

@test "workbooks: texts, tags and rows that no workbook has take no memory" {
	parts '<row r="2"><c r="A2" t="inlineStr"><is><t>@</t></is></c></row>' '<si><t>@</t></si>'
	cp -r xl plain
	for part in worksheets/sheet1 sharedStrings; do
		rm -rf xl book.xlsx
		cp -r plain xl
		{ sed 's/@.*//' plain/$part.xml; megabytes 50; sed 's/.*@//' plain/$part.xml; } >xl/$part.xml
		close_book
		ends 3 book.xlsx
		tells "book.xlsx: xl/$part.xml: line 1: the XML is damaged: a text is longer than a cell can hold"
		{ sed 's/@.*/<a b="/' plain/$part.xml; megabytes 50; sed 's/.*@/"\/>/' plain/$part.xml; } >xl/$part.xml
		rm book.xlsx
		close_book
		ends 3 book.xlsx
		tells "book.xlsx: xl/$part.xml: line 1: the XML is damaged: a tag or comment has no end within 8 MiB"
		under_sanitizer || [ "$("$BUILD/tools/peak" shnor-import -q --map a.map book.xlsx 2>&1 >out |
			tail -n 1)" -lt 60000 ]
	done
}

@test "workbooks: a row of more than a megabyte is rejected, those behind it are read" {
	head -c 200000 /dev/zero | tr '\0' x >text
	{
		printf 'Код ОО\tОтметка\tДата\t\t\t\t\n'
		for _ in 1 2 3 4 5 6; do cat text; printf '\t'; done
		printf 'x\n2\t4\ty\n'
	} | pack xlsx book.xlsx
	ends 1 book.xlsx
	gives <<<'2|4|y|book.xlsx:3'
	rejected <<<'book.xlsx:2|line too long'
}

@test "workbooks: names of parts are the same in upper and lower case; one that comes twice is damage" {
	parts '<row r="2"><c r="A2" t="s"><v>3</v></c></row>' '<si><t>7</t></si>'
	mv xl/sharedStrings.xml xl/SharedStrings.xml
	mv xl/worksheets/sheet1.xml xl/worksheets/Sheet1.xml
	close_book
	ends 0 book.xlsx
	gives <<<'7|||book.xlsx:2'
	cp xl/SharedStrings.xml xl/sharedStrings.xml
	rm book.xlsx
	close_book
	ends 3 book.xlsx
	tells 'book.xlsx: xl/sharedStrings.xml stands twice in the file; it is damaged'
}

@test "workbooks: rows far apart keep their numbers; a row number that comes twice is damage" {
	book '<row r="5"><c r="A5"><v>7</v></c></row><row r="1048576"><c r="C1048576"><v>3</v></c></row>'
	ends 0 book.xlsx
	gives <<<$'7|||book.xlsx:5\n||3|book.xlsx:1048576'
	book '<row r="5"><c r="A5"><v>7</v></c></row><row r="5"><c r="C5"><v>3</v></c></row>'
	ends 3 book.xlsx
	tells 'book.xlsx: row "5" behind row 5: the sheet is damaged'
}

@test "workbooks: cells in any order, without a place, in the last column of all and behind it" {
	book '<row r="2"><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c></row><row><c><v>1</v></c><c/><c><v>3</v></c></row>'
	ends 0 book.xlsx
	gives <<<$'1||3|book.xlsx:2\n1||3|book.xlsx:3'
	book '<row r="2"><c r="XFD2"><v>3</v></c></row>'
	ends 1 book.xlsx
	rejected <<<'book.xlsx:2|too many fields'
	book '<row r="2"><c r="XFE2"><v>3</v></c></row>'
	ends 3 book.xlsx
	tells 'book.xlsx: row 2: a cell behind the last column of a sheet'
}

@test "workbooks: a cell that says it is elsewhere, nowhere or where another is, is damage" {
	for cell in 'r="A7"' 'r="a2"' 'r="2"' 'r="A"' 'r="A-2"' 'r="$A$2"' 'r=""'; do
		book "<row r=\"2\"><c $cell><v>1</v></c></row>"
		ends 3 book.xlsx
		tells "book.xlsx: row 2: a cell says it is ${cell#r=}: the sheet is damaged"
	done
	book '<row r="2"><c r="B2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
	ends 3 book.xlsx
	tells 'book.xlsx: row 2: two cells in column 2: the sheet is damaged'
	book '<row><c r="A4"><v>1</v></c><c r="C4"><v>2</v></c></row>'
	ends 0 book.xlsx
	gives <<<'1||2|book.xlsx:4'
}

@test "workbooks: long numbers have the digits that Excel shows, codes stored as text all of theirs" {
	book '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2"><v>1.2345678901234567E+16</v></c><c r="C2"><v>-1.2345678901234567E+19</v></c></row>
		<row r="3"><c r="A3"><v>12345678901234567890</v></c><c r="B3"><v>1.2E+15</v></c><c r="C3"><v>9.99999999999999999E+15</v></c></row>
		<row r="4"><c r="A4"><v>123456789012345</v></c><c r="B4"><v>1E+300</v></c><c r="C4"><v>1E400</v></c></row>
		<row r="5"><c r="A5"><v>0.30000000000000004</v></c><c r="B5"><v>-.5</v></c><c r="C5"><v>1E-7</v></c></row>' \
		'<si><t>01234567890123456789</t></si>'
	ends 0 book.xlsx
	gives <<END
01234567890123456789|12345678901234600|-12345678901234600000|book.xlsx:2
12345678901234567890|1200000000000000|10000000000000000|book.xlsx:3
123456789012345|1$(head -c 300 /dev/zero | tr '\0' 0)|1E400|book.xlsx:4
0.3|-0.5|1E-7|book.xlsx:5
END
}

@test "workbooks: a formula that was never calculated stands as it is, not as an empty cell" {
	book '<row r="2"><c r="A2"><f>B2+1</f></c><c r="B2"><f>SUM(C1:C9)</f><v></v></c><c r="C2" t="str"><f>""</f><v></v></c></row>
		<row r="3"><c r="A3"><f t="shared" si="0"/></c></row>'
	ends 0 book.xlsx
	gives <<<$'=B2+1|=SUM(C1:C9)||book.xlsx:2\n=|||book.xlsx:3'
}

@test "workbooks: escapes of characters in texts become the characters" {
	book '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="inlineStr"><is><t>_x041F__x043E_</t></is></c><c r="C2" t="str"><v>_x005F_x000D_</v></c></row>
		<row r="3"><c r="A3" t="str"><v>_x00_</v></c><c r="B3" t="str"><v>_xD83D_</v></c><c r="C3" t="str"><v>a_x20ac_</v></c></row>' \
		'<si><t>a_x000D_
b</t></si>'
	sed -i 's/Отметка/От_x005f_метка/; s/Дата/Да_x0442_а_x000D_/' xl/sharedStrings.xml
	sed -i 's/Отметка/От_метка/' a.map
	rm book.xlsx
	close_book
	ends 0 book.xlsx
	gives <<<$'a\\r\\nb|По|_x000D_|book.xlsx:2\n_x00_|_xD83D_|a€|book.xlsx:3'
}

@test "workbooks: which formats are days; a style that is not there is damage" {
	while read -r day format; do
		FORMAT=$format book '<row r="2"><c r="A2" s="2"><v>45443</v></c></row>'
		ends 0 book.xlsx
		gives <<<"$day|||book.xlsx:2" || fail "$format"
	done <<'END'
2024-05-31 dd.mm.yyyy;@
2024-05-31 [$-419]d\ mmm\ yyyy\ &quot;г.&quot;;@
2024-05-31 [$-F800]dddd\,\ mmmm\ dd\,\ yyyy
2024-05-31 mmm\-yy
45443 General
45443 0.0&quot;d&quot;
45443 0\d
45443 #,##0_d
45443 #,##0*y
45443 [Red]0;[Blue]\-0
45443 [h]:mm:ss
END
	book '<row r="2"><c r="A2" s="4"><v>45443</v></c></row>'
	ends 3 book.xlsx
	tells 'book.xlsx: row 2: there is no style 4; the workbook is damaged'
	book '<row r="2"><c r="A2" s="4" t="str"><v>x</v></c></row>'
	ends 0 book.xlsx
}

@test "workbooks: errors stand as text, truth as 1 and 0, formulas by their values, runs joined" {
	book '<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="b"><v>0</v></c><c r="C2"><f>1+1</f><v>2</v></c></row>
		<row r="3"><c r="A3" t="str"><f>"0"&amp;"12"</f><v>012</v></c><c r="B3" t="s"><v>3</v></c>
		<c r="C3" t="inlineStr"><is><r><rPr/><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c></row>' \
		'<si><r><t>x</t></r><r><t>y</t></r></si>'
	ends 0 book.xlsx
	gives <<<$'#N/A|0|2|book.xlsx:2\n012|xy|a b|book.xlsx:3'
}

@test "workbooks: days counted from 1904, day 0 too" {
	BOOK='<workbookPr date1904="1"/>' book '<row r="2"><c r="A2" s="1"><v>43981</v></c><c r="B2" s="2"><v>1.5</v></c></row>'
	ends 0 book.xlsx
	gives <<<'2024-05-31|1904-01-02T12:00:00||book.xlsx:2'
}

@test "ZIP files: ZIP64, without compression, folders within, names in CP866" {
	mkdir -p d/e
	cp a.csv d/e/b.csv
	pack zip --zip64 long.zip a.csv
	ends 0 long.zip
	gives <<<$'1|5|x|long.zip/a.csv:2\n2|4|y|long.zip/a.csv:3'
	pack zip --store deep.zip d/ d/e/ d/e/b.csv
	ends 0 deep.zip
	gives <<<$'1|5|x|deep.zip/d/e/b.csv:2\n2|4|y|deep.zip/d/e/b.csv:3'
	name=$(echo отчёт.csv | iconv -f UTF-8 -t CP866)
	cp a.csv "$name"
	pack zip named.zip "$name"
	ends 0 --members '^отчёт' named.zip
	gives <<<$'1|5|x|named.zip/отчёт.csv:2\n2|4|y|named.zip/отчёт.csv:3'
}

@test "ZIP files: a member damaged in the middle is exit 3 and named, compressed or not" {
	long_table >long.csv
	pack zip whole.zip a.csv long.csv
	poke whole.zip $(($(place whole.zip long.csv) + 20000)) '\252\125\252'
	ends 3 whole.zip
	tells 'whole.zip/long.csv: cannot read the ZIP data'
	pack zip --store whole.zip a.csv long.csv
	poke whole.zip $(($(place whole.zip long.csv) + 20000)) 7
	ends 3 whole.zip
	tells 'whole.zip/long.csv: cannot read the ZIP data: ZIP bad CRC'
}

@test "ZIP files: an encrypted member is exit 3 and told as such; one that is not asked for is no matter" {
	cp a.csv b.csv
	pack zip --password x secret.zip a.csv
	ends 3 secret.zip
	tells 'secret.zip/a.csv: is encrypted; unpack it with its password first'
	parts ''
	pack zip --password x book.xlsx xl/workbook.xml xl/worksheets/sheet1.xml
	ends 3 book.xlsx
	tells 'book.xlsx/xl/workbook.xml: is encrypted'
	pack zip plain.zip a.csv b.csv
	poke plain.zip $(($(place plain.zip $'PK\x01\x02') + 8)) '\001'
	ends 0 --members '^b' plain.zip
	gives <<<$'1|5|x|plain.zip/b.csv:2\n2|4|y|plain.zip/b.csv:3'
}

@test "ZIP files: without a member to read, or without any, are exit 1; the other files are read" {
	echo x >a.bin
	pack zip other.zip a.bin
	printf 'PK\5\6' >empty.zip
	head -c 18 /dev/zero >>empty.zip
	ends 1 other.zip a.csv empty.zip
	gives <<<$'1|5|x|a.csv:2\n2|4|y|a.csv:3'
	tells 'other.zip:1: no member of the ZIP file fits --members'
	tells 'empty.zip:1: this is a ZIP file without members'
	run shnor-import --map a.map other.zip
	assert_line 'shnor-import: other.zip/a.bin: passed over, its name does not fit --members'
}

@test "ZIP files: two members that fit are both read; one that stands twice is exit 3; a Mac's notes are not read" {
	mkdir d __MACOSX
	cp a.csv d/b.csv
	cp a.csv __MACOSX/._a.csv
	pack zip two.zip a.csv __MACOSX/._a.csv d/b.csv
	ends 0 two.zip
	gives <<<$'1|5|x|two.zip/a.csv:2\n2|4|y|two.zip/a.csv:3\n1|5|x|two.zip/d/b.csv:2\n2|4|y|two.zip/d/b.csv:3'
	pack zip two.zip a.csv d/b.csv a.csv
	ends 3 two.zip
	tells 'two.zip/a.csv: stands twice in the ZIP file; it is damaged'
}

@test "what is no table is exit 1 and named, alone and in a ZIP file; the other files are read" {
	printf '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1' >old.csv
	head -c 3000 /dev/zero >>old.csv
	printf '\xEF\xBB\xBF\n<HTML><table><tr><td>Код ОО</td></tr></table>' >page.csv
	echo '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>' >xml.csv
	printf '%%PDF-1.4\n' >document.csv
	printf 'Rar!\x1A\x07\x01\x00' >rar.csv
	gzip <a.csv | gzip | gzip >twice.csv
	printf 'application/vnd.oasis.opendocument.spreadsheet' >mimetype
	echo '<x/>' >content.xml
	pack zip --store open.csv mimetype content.xml
	mkdir -p xl word
	echo x >xl/workbook.bin
	pack zip binary.csv xl/workbook.bin
	echo x >word/document.xml
	pack zip word.csv word/document.xml
	pack zip nested.csv a.csv
	pack zip all.zip old.csv page.csv open.csv nested.csv a.csv
	while IFS='|' read -r file what; do
		ends 1 $file.csv a.csv
		gives <<<$'1|5|x|a.csv:2\n2|4|y|a.csv:3'
		tells "$file.csv:1: this is $what"
	done <<'END'
old|an old Excel workbook (.xls), or one with a password; save it
page|a web page (HTML); open it in Excel
xml|XML; open it in Excel
document|a PDF document
rar|a RAR archive; unpack it
twice|packed by gzip twice
open|an OpenDocument file (.ods); save it
binary|a binary Excel workbook (.xlsb); save it
word|a document (.docx)
END
	ends 1 all.zip
	gives <<<$'1|5|x|all.zip/a.csv:2\n2|4|y|all.zip/a.csv:3'
	tells 'all.zip/old.csv:1: this is an old Excel workbook'
	tells 'all.zip/page.csv:1: this is a web page'
	tells 'all.zip/open.csv:1: this is an OpenDocument file'
	tells 'all.zip/nested.csv:1: a ZIP file inside of a ZIP file is not read'
}

@test "ZIP files: a member that unpacks to a thousand times its size takes no more memory" {
	! under_sanitizer || skip "the sanitizer keeps memory of its own"
	long_table >long.csv
	for _ in $(seq 100); do cat long.csv; done >longer.csv
	head -c 100000000 /dev/zero | tr '\0' x >line.csv
	for name in long longer line; do
		pack zip $name.zip $name.csv
		"$BUILD/tools/peak" shnor-import -q --map a.map --max-rejects 100% $name.zip 2>&1 >/dev/null |
			tail -n 1 >$name.peak
	done
	[ $(($(cat longer.peak) * 100)) -le $(($(cat long.peak) * 115)) ]
	[ $(($(cat line.peak) * 100)) -le $(($(cat long.peak) * 150)) ]
}

@test "text: a quote never closed in the last record, with and without a line end behind it" {
	for end in '' '\n'; do
		printf "Код ОО;Отметка;Дата\n1;5;x\n2;4;\"y$end" >a.csv
		ends 1 a.csv
		gives <<<'1|5|x|a.csv:2'
		rejected <<<'a.csv:3|quote never closed'
	done
}

@test "text: a quoted field over more lines than any has costs its lines, not those behind it" {
	{ printf 'Код ОО;Отметка;Дата\n1;"'; seq -f 'line %.0f' 150; printf '";x\n2;4;y\n'; } >a.csv
	ends 1 a.csv
	gives <<<'2|4|y|a.csv:153'
	[ "$(counts stats.tsv rejected)" = 151 ]
}

@test "text: a field of ten megabytes costs one record" {
	{ printf 'Код ОО;Отметка;Дата\n1;5;'; head -c 10000000 /dev/zero | tr '\0' x; printf '\n2;4;y\n'; } >a.csv
	ends 1 a.csv
	gives <<<'2|4|y|a.csv:3'
	rejected <<<'a.csv:2|line too long'
}

@test "text: ten thousand columns" {
	{ printf 'Отметка;Код ОО'; seq -f ';c%.0f' 9997 | tr -d '\n'; printf ';Дата\n'
		printf '5;1'; seq -f ';%.0f' 9997 | tr -d '\n'; printf ';x\n'; } >a.csv
	ends 0 a.csv
	gives <<<'1|5|x|a.csv:2'
}

@test "text: lines that end in LF, CR LF or CR in one file: the CR alone costs its line" {
	printf 'Код ОО;Отметка;Дата\r\n1;5;x\n2;4;y\r\n3;3;z\r4;2;z\n5;5;z' >a.csv
	ends 1 a.csv
	gives <<<$'1|5|x|a.csv:2\n2|4|y|a.csv:3\n5|5|z|a.csv:5'
	rejected <<<'a.csv:4|carriage return in the line'
}

@test "text: lines that all end in CR are exit 1, with what to do about it" {
	tr '\n' '\r' <a.csv >mac.csv
	ends 1 mac.csv a.csv
	gives <<<$'1|5|x|a.csv:2\n2|4|y|a.csv:3'
	tells 'mac.csv:1: its lines end in carriage returns alone (CSV for Macintosh); save it as CSV for Windows'
}

@test "text: marks of byte order before lines, and the mark of DOS at the end, are no part of the text" {
	{ printf '\xEF\xBB\xBF'; cat a.csv; printf '\xEF\xBB\xBF"3";3;z\n\xEF\xBB\xBF4;4;z\n\xEF\xBB\xBF\n'; } >joined.csv
	ends 0 joined.csv
	gives <<<$'1|5|x|joined.csv:2\n2|4|y|joined.csv:3\n3|3|z|joined.csv:4\n4|4|z|joined.csv:5'
	{ iconv -f UTF-8 -t CP866 a.csv; printf '\x1A'; } >dos.csv
	ends 0 dos.csv
	gives <<<$'1|5|x|dos.csv:2\n2|4|y|dos.csv:3'
}

@test "text: title lines without a header are exit 2 and named" {
	printf 'Отчёт\nза 2024 год\n' >a.csv
	ends 2 a.csv
	tells 'a.csv: no column for "code" ("Код ОО"), wanted by a.map:2; the file has: Отчёт'
}

@test "text: a few bytes that are no UTF-8, or half a letter at the end, cost their records, not the file" {
	{ cat a.csv; printf '3;3;a\xFFb\n4;3;русский\n5;5;\xD0'; } >b.csv
	ends 1 b.csv
	gives <<<$'1|5|x|b.csv:2\n2|4|y|b.csv:3\n4|3|русский|b.csv:5'
	rejected <<<$'b.csv:4|bytes that do not decode\nb.csv:6|bytes that do not decode'
	{ long_table; printf '1;1;\x98\n'; } >long.csv
	ends 1 long.csv
	[ "$(counts stats.tsv written)" = 20000 ]
	for form in windows-1251 CP866 KOI8-R; do
		iconv -f UTF-8 -t $form a.csv >single.csv
		printf '3;3;\xD0\xA1\n' >>single.csv
		ends 0 single.csv
		[ "$(counts stats.tsv written)" = 3 ]
	done
}

@test "text: the delimiter is the one that most lines agree on" {
	while IFS='/' read -r delimiter first second third; do
		printf '%s\n' "$first" "$second" "$third" >a.csv
		run shnor-import --map a.map --max-rejects 100% a.csv
		assert_line "shnor-import: a.csv: UTF-8, fields parted by $delimiter"
		[[ ${lines[-1]} == *a.csv:3 ]] || fail "$first"
	done <<'END'
;/Русский, математика, физика, химия и право, 2024/Код ОО;Отметка;Дата/1;5;x
;/Код ОО;Отметка;Дата/1,5;2,5;3,5/2,5;3,5;4,5
;/Код ОО;Отметка;Дата/1;5" экран;x/2;4;"y;z"
,/Код ОО,Отметка,Дата/1,5;;;;;,x/2,4,y
|/Отчёт; 2024/Код ОО|Отметка|Дата/1|5,5|x;y
tab/Код ОО	Отметка	Дата/1	5,5;6	a,b/2	4,5;7	a,b
END
	# As many lines have as many commas as semicolons; commas may be those of decimals.
	printf 'Код ОО;Отметка;Дата;Доля, %%;Число, чел.;Ещё, да\n1,5;2;3;1,5;2,5;x\n' >a.csv
	ends 0 a.csv
	gives <<<'1,5|2|3|a.csv:2'
}

@test "text: a .gz of many members, one of them empty, and zeros behind the last one are all right" {
	{ gzip <a.csv; gzip </dev/null; echo '3;3;z' | gzip; head -c 600 /dev/zero; } >a.csv.gz
	ends 0 a.csv.gz
	gives <<<$'1|5|x|a.csv.gz:2\n2|4|y|a.csv.gz:3\n3|3|z|a.csv.gz:4'
	{ gzip <a.csv; echo '3;3;z' | gzip | head -c 12; } >a.csv.gz
	ends 3 a.csv.gz
	tells 'a.csv.gz: the gzip data end too early; the file is truncated'
}
