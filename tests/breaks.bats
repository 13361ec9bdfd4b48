#!/usr/bin/env bats
# Broken raw files: each kind of break ends with its exit status, is told, and loses no record
# silently. What the format of a file can have without being broken is in formats.bats and forms.bats,
# broken workbooks are in breaks_workbook.bats.
load breaks

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
	head -c 5000 /dev/zero >zeros.csv
	ends 1 zeros.csv a.csv
	tells 'zeros.csv:1: there are only zeros in it; copy it anew'
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

@test "tables: the header again, as in joined files and on printed pages, is no record" {
	{ cat a.csv; printf 'Код ОО; Отметка;"Дата"\n3;3;z\n'; } >twice.csv
	ends 0 twice.csv
	gives <<<$'1|5|x|twice.csv:2\n2|4|y|twice.csv:3\n3|3|z|twice.csv:5'
	[ "$(counts stats.tsv skipped)" = 1 ]
	grep -q $'skipped\trepeated header\t1' stats.tsv
	tr -d '"' <twice.csv | tr ';' '\t' | pack xlsx twice.xlsx
	ends 0 twice.xlsx
	gives <<<$'1|5|x|twice.xlsx:2\n2|4|y|twice.xlsx:3\n3|3|z|twice.xlsx:5'
	# Columns that are not on the map may have another name; a record is none for one name in it.
	printf 'Код ОО;Отметка;Дата;a\n1;5;x;1\nКод ОО;Отметка;Дата;b\nКод ОО;5;x;1\n' >twice.csv
	ends 0 twice.csv
	gives <<<$'1|5|x|twice.csv:2\nКод ОО|5|x|twice.csv:4'
}

@test "tables: a header in two rows again is no record; its lower row alone is one" {
	printf 'column\tfrom\ncode\tКод ОО\nmark\tОтметка 2\nday\tОтметка 5\n' >a.map
	head=$'Код ОО\tОтметка\t\n\t2\t5\n'
	printf '%s1\t7\t8\n%s2\t9\t9\n\t2\t5\n' "$head" "$head" | pack xlsx two.xlsx
	ends 0 two.xlsx
	gives <<<$'1|7|8|two.xlsx:3\n2|9|9|two.xlsx:6\n|2|5|two.xlsx:7'
	[ "$(counts stats.tsv skipped)" = 2 ]
}

@test "tables: a header with its columns elsewhere rejects itself and all behind it" {
	{ cat a.csv; printf 'Дата;Код ОО;Отметка\nx;3;5\n\n;;\ny;4;5\n'; } >joined.csv
	ends 1 joined.csv
	gives <<<$'1|5|x|joined.csv:2\n2|4|y|joined.csv:3'
	rejected <<<$'joined.csv:4|another header\njoined.csv:5|behind another header\njoined.csv:8|behind another header'
	ends 1 joined.csv a.csv
	gives <<<$'1|5|x|joined.csv:2\n2|4|y|joined.csv:3\n1|5|x|a.csv:2\n2|4|y|a.csv:3'
}

@test "tables: the header again below other titles, when the map takes values from titles, rejects what is behind" {
	printf 'year\t@title:/(\\d{4})/\n' >>a.map
	{ echo 'за 2023 год'; cat a.csv a.csv; } >page.csv
	ends 0 page.csv
	gives <<<$'1|5|x|2023|page.csv:3\n2|4|y|2023|page.csv:4\n1|5|x|2023|page.csv:6\n2|4|y|2023|page.csv:7'
	{ echo 'за 2023 год'; cat a.csv; echo 'за 2024 год'; cat a.csv; } >joined.csv
	ends 1 joined.csv
	gives <<<$'1|5|x|2023|joined.csv:3\n2|4|y|2023|joined.csv:4'
	grep -q $'skipped\tnote\t1' stats.tsv
	[ "$(counts stats.tsv rejected)" = 3 ]
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

@test "text: damaged bytes in an encoding of single bytes cost nothing but themselves" {
	for form in windows-1251 CP866 KOI8-R; do
		{ long_table | iconv -f UTF-8 -t $form; printf '1;1;\x01\x0F\xFF\xD1\xB0\n2;2;\0\n'; } >long.csv
		run shnor-import --map a.map --stats stats.tsv --rejects rejects.tsv long.csv
		assert_failure 1
		assert_line "shnor-import: long.csv: $form, fields parted by ;"
		[ "$(counts stats.tsv written)" = 20001 ]
		rejected <<<'long.csv:20003|bytes that do not decode'
	done
}

@test "text: UTF-16 files joined, each with its mark" {
	{ iconv -f UTF-8 -t UTF-16 a.csv; iconv -f UTF-8 -t UTF-16 a.csv; } >joined.csv
	ends 0 joined.csv
	gives <<<$'1|5|x|joined.csv:2\n2|4|y|joined.csv:3\n1|5|x|joined.csv:5\n2|4|y|joined.csv:6'
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
