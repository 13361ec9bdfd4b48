#!/usr/bin/env bats
# Broken workbooks, and what in good ones is easily taken wrongly. Part of breaks.bats.
load breaks

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

@test "workbooks: one packed with a password is exit 3 and told as such" {
	parts ''
	pack zip --password x book.xlsx xl/workbook.xml xl/worksheets/sheet1.xml
	ends 3 book.xlsx
	tells 'book.xlsx/xl/workbook.xml: is encrypted; unpack it with its password first'
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

@test "workbooks: a row within a row, and a cell outside of any, are damage" {
	book '<row r="2"><c r="A2"><v>1</v><row r="3"><c r="A3"><v>2</v></c></row></c></row>'
	ends 3 book.xlsx
	tells 'book.xlsx: a row within row 2: the sheet is damaged'
	book '<row r="2"><c r="A2"><v>1</v></c></row><c r="A3"><v>2</v></c>'
	ends 3 book.xlsx
	tells 'book.xlsx: a cell outside of a row, behind row 2: the sheet is damaged'
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
