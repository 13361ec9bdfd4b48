#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor-report: workbooks, JSON lines, colours, and a file for each municipality.
# shellcheck disable=SC2154 # bats sets stderr
load helper

setup_file() {
	export OUT=$BATS_FILE_TMPDIR/out
	"$BUILD/bin/shnor" run orenburg "$TOP/samples/orenburg" "$OUT" 2>"$BATS_FILE_TMPDIR/messages"
}

# The folder of the test, and a stream whose values would like to act.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table acts.tsv <<'END'
year | school_id | class   | n  | value       | text
2024 | 0123      | low     | 14 | 0.357142857 | =1+1
2024 | 45        | not_low | 5  | -12.5       | +7
2023 | 006       | no_data |    |             | -cmd
2023 | 007       | low     | 0  | 1           | @SUM(A1)
2023 | 008       | low     | 0  | 0           | \t=1
2023 | 009       | low     | 0  | 0           | http://example.org
2023 | 010       | low     | 0  | 0           | =HYPERLINK("http://example.org";"x")
END
}

# back FILE COLUMN…: the columns of the first sheet, by our own reader of .xlsx, without the origin.
back() {
	local file=$1 column
	shift
	{
		printf 'column\tfrom\n'
		for column in "$@"; do printf '%s\t%s\n' "$column" "$column"; done
	} >back.map
	shnor-import --quiet --map back.map "$file" | sed 's/\t[^\t]*$//'
}

# member FILE NAME: the text of a member of a ZIP file.
member() {
	"$BUILD/tools/unpack" "$@"
}

@test "xlsx: another reader finds every value as it stands in the stream" {
	shnor-report --format xlsx acts.tsv >acts.xlsx
	back acts.xlsx year school_id class n value text >actual
	sed 's/\\t=1/=1/' acts.tsv >expected
	diff expected actual
}

@test "xlsx: what looks like a formula or a link is text, whatever it starts with" {
	shnor-report --format xlsx acts.tsv >acts.xlsx
	member acts.xlsx xl/worksheets/sheet1.xml >sheet.xml
	run grep -cE '<f[ >]|<hyperlink|t="str"' sheet.xml
	assert_output 0
	grep -q '<is><t>=1+1</t></is>' sheet.xml
	grep -q '<is><t>http://example.org</t></is>' sheet.xml
	# Codes are text, numbers are numbers with all their digits.
	grep -q '<is><t>0123</t></is>' sheet.xml
	grep -q '<v>0.35714285[67][0-9]*</v>' sheet.xml
	grep -q '<v>-12.5</v>' sheet.xml
}

@test "xlsx: what looks like the escape of a character comes back as it stood" {
	printf 'year\ttext\n2024\t_x0041_\n2023\t_x005F_ and _x005f_x0041__x0042_\n2022\t_x00_ _y0041_ <&>"\n' >escapes.tsv
	shnor-report --format xlsx escapes.tsv >escapes.xlsx
	member escapes.xlsx xl/worksheets/sheet1.xml | grep -qF '<is><t>_x005F_x0041_</t></is>'
	back escapes.xlsx year text | diff escapes.tsv -
}

@test "xlsx: numbers have the digits of the stream, no zero has a sign, and what is no number of Excel is text" {
	printf 'n\tvalue\n1\t0.9249\n2\t-0\n3\t-0.000\n4\t123456789012345678\n5\t0.000000001\n' >numbers.tsv
	shnor-report --format xlsx numbers.tsv >numbers.xlsx
	member numbers.xlsx xl/worksheets/sheet1.xml >sheet.xml
	grep -oE '<c r="B[0-9]+" s="[0-9]"[^/]*/' sheet.xml | sed 's/.*>\([^<]*\)<.*/\1/' | tail -n 5 >actual
	# The library writes sixteen digits, of which a number of Excel keeps fifteen.
	awk 'length($0) > 17 && !/[.E]/ { print; next } { printf "%.15g\n", $0 }' actual >kept
	printf '0.9249\n0\n0\n123456789012345678\n1e-09\n' | diff - kept
}

@test "xlsx: heads are frozen and have filters, and words with a tone are coloured" {
	shnor-report --format xlsx --title 'Перечень' --note 'Правило' acts.tsv >acts.xlsx
	member acts.xlsx xl/worksheets/sheet1.xml >sheet.xml
	grep -q '<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>' sheet.xml
	grep -q '<autoFilter ref="A3:F10"/>' sheet.xml
	member acts.xlsx xl/styles.xml | grep -q FFFFC7CE
	member acts.xlsx xl/workbook.xml | grep -q 'name="Данные"'
	# A reader passes over the lines above the heads.
	back acts.xlsx year class >actual
	cut -f 1,3 acts.tsv | diff - actual
}

@test "xlsx: the same bytes whenever it is made, and nothing left behind" {
	mkdir temporary
	TMPDIR=$PWD/temporary shnor-report --format xlsx "$OUT" >one.xlsx
	sleep 2.1
	TMPDIR=$PWD/temporary TZ=Asia/Vladivostok shnor-report --format xlsx "$OUT" | cmp - one.xlsx
	[ -z "$(ls -A temporary)" ]
}

@test "xlsx: a full disk is exit 3, never a short file that looks whole" {
	under_sanitizer && skip "a limit on files is no matter for sanitizers"
	awk 'BEGIN { print "year\ttext"; for (i = 0; i < 60000; i++) print 2024 "\t" i * 7919 % 100003 " слово" }' >big.tsv
	run -3 --separate-stderr bash -c 'trap "" XFSZ; ulimit -f 300; shnor-report --format xlsx big.tsv 2>err | cat >big.xlsx; exit ${PIPESTATUS[0]}'
	[ ! -s big.xlsx ]
	# In words of its own, and none of the library's.
	run cat err
	[ "${#lines[@]}" = 1 ]
	[[ $output == "shnor-report: "* ]]
	printf 'year\ttext\n2024\tслово\n' >small.tsv
	mkdir -p temporary
	run -3 --separate-stderr bash -c 'trap "" XFSZ; ulimit -f 4; TMPDIR=temporary LANG=ru_RU.UTF-8 LC_ALL= shnor-report --format xlsx small.tsv 2>err | cat >small.xlsx; exit ${PIPESTATUS[0]}'
	run cat err
	[ "${#lines[@]}" = 1 ]
	[[ $output == "shnor-report: temporary: не удаётся собрать там книгу: "* ]]
}

@test "xlsx: a text longer than a cell holds is cut, told, and exit 1" {
	{ printf 'year\ttext\n2024\t'; head -c 40000 /dev/zero | tr '\0' x; printf '\n2023\tshort\n'; } >long.tsv
	run -1 --separate-stderr bash -c 'shnor-report --format xlsx long.tsv >long.xlsx'
	[[ $stderr == *'sheet "Данные", row 2: a text of more than 32767 characters is cut; Excel holds no more in a cell'* ]]
	back long.xlsx year text | awk -F '\t' '{ print $1, length($2) }' >actual
	diff - actual <<<$'year 4\n2024 32767\n2023 5'
}

@test "xlsx: rows that Excel has no room for go on in the next sheet, and it is told" {
	under_sanitizer && skip "too slow with sanitizers"
	seq 1 1048580 | sed '1i n' >rows.tsv
	shnor-report --format xlsx rows.tsv >rows.xlsx 2>err
	grep -q 'sheet "Данные": more than 1048576 rows' err
	member rows.xlsx xl/workbook.xml | grep -q 'name="Данные (2)"'
	printf 'column\tfrom\nn\tn\n' >n.map
	for sheet in 'Данные' 'Данные (2)'; do shnor-import --quiet --map n.map --sheet "$sheet" rows.xlsx | tail -n +2 | cut -f 1; done >actual
	tail -n +2 rows.tsv | cmp - actual
}

@test "xlsx: rows are not held in memory" {
	under_sanitizer && skip "sanitizers have a memory of their own"
	awk 'BEGIN { print "n\ttext"; for (i = 0; i < 300000; i++) print i "\tодин два три четыре пять шесть " i }' >many.tsv
	(ulimit -v 200000; shnor-report --format xlsx many.tsv >/dev/null)
}

@test "a result folder: the sheets of the tables, in their order, each the stream's rows" {
	shnor-report --format xlsx --sheets "$TOP/pipelines/orenburg/sheets.tsv" --sheets "$TOP/pipelines/common/sheets.tsv" \
		"$OUT" >report.xlsx
	member report.xlsx xl/workbook.xml | grep -o 'sheet name="[^"]*"' | head -n 4 >names
	diff names - <<'END'
sheet name="Приложение к приказу"
sheet name="Перечень"
sheet name="Выводы"
sheet name="Выводы за 2–3 года"
END
	awk -F '\t' -v OFS='\t' 'NR == 1 || ($1 == 2024 && $5 == "low") { print $2, $3, $7 }' "$OUT/classes.tsv" >expected
	back report.xlsx municipality school_id reason >actual
	diff expected actual
	printf 'column\tfrom\nn\trow_number\n' >number.map
	shnor-import -q --map number.map report.xlsx | tail -n +2 | cut -f 1 | diff - <(seq "$(($(wc -l <expected) - 1))")
}

@test "a run leaves the workbook, with the labels of the region" {
	grep -q '^output.report.xlsx' "$OUT/manifest.tsv"
	printf 'column\tfrom\nnumber\t№ п/п\nmunicipality\tМуниципалитет\nname\tНаименование ОО\nschool_id\tКод ОО\nreason\tОснование\n' >annex.map
	shnor-import -q --map annex.map "$OUT/report.xlsx" | cut -f 4 | tail -n +2 >actual
	awk -F '\t' '$1 == 2024 && $5 == "low" { print $3 }' "$OUT/classes.tsv" | diff - actual
	member "$OUT/report.xlsx" xl/worksheets/sheet1.xml | grep -q 'на 2025 год'
}

@test "LibreOffice opens the workbook without repair and reads the same" {
	command -v soffice >/dev/null || skip "LibreOffice (soffice) is not installed"
	shnor-report --format xlsx acts.tsv >acts.xlsx
	HOME=$PWD timeout 120 soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true' \
		acts.xlsx >messages 2>&1 || skip "LibreOffice does not run here"
	# It shows numbers as they are formatted: three decimals.
	sed -e 's/\\t=1/ =1/' -e 's/0.357142857/0.357/' -e 's/-12.5/-12.500/' acts.tsv >expected
	sed -e 's/""/"/g' -e 's/\t"\(.*\)"$/\t\1/' acts.csv >actual
	diff expected actual
}

@test "a folder without a table: files whose names differ in case only are a fault, one without a stream is none" {
	mkdir cases
	printf 'year\tclass\n2024\tlow\n' | tee cases/a.tsv >cases/A.tsv
	run -2 shnor-report --format xlsx cases
	assert_output "shnor-report: cases/a.tsv: Excel takes its name for that of A.tsv; name it in a table of --sheets"
	rm cases/A.tsv
	printf 'sheet\tfile\tcolumns\nПусто\ta.tsv\tabsent\nЕсть\ta.tsv\tyear\n' >sheets.tsv
	shnor-report --format xlsx --sheets sheets.tsv cases >cases.xlsx
	member cases.xlsx xl/workbook.xml | grep -o 'sheet name="[^"]*"' | diff - <(echo 'sheet name="Есть"')
	printf 'sheet\tfile\tcolumns\nПусто\ta.tsv\tabsent\n' >sheets.tsv
	run -1 --separate-stderr shnor-report --format xlsx --sheets sheets.tsv cases
	[ "$stderr" = 'shnor-report: cases: none of the streams to be shown is there' ]
	assert_output ''
}

@test "the workbook says of how many k are, and the causes of recommendations, in words" {
	printf 'column\tfrom\nof\tИз скольких\nlevel\tУровень\n' >programme.map
	shnor-import -q --map programme.map --sheet 'Показатели программы' "$OUT/report.xlsx" | cut -f 2 | tail -n +2 | sort -u >levels
	printf 'муниципалитет\nрегион\nшкола\n' | diff levels -
	printf 'column\tfrom\ncause\tПричина\n' >causes.map
	shnor-import -q --map causes.map --sheet Рекомендации "$OUT/report.xlsx" | cut -f 1 | tail -n +2 >causes
	[ -s causes ]
	run grep -E '[a-z]_?' causes
	assert_output ''
}

@test "a table of sheets: names that Excel refuses, twice the same, no file: exit 2 with file and line" {
	table sheets.tsv <<'END'
sheet   | file        | years
Выводы? | classes.tsv |
Лист    | classes.tsv | none
Лист    | ../x.tsv    |
END
	run -2 --separate-stderr shnor-report --format xlsx --sheets sheets.tsv "$OUT"
	[ "${stderr_lines[0]}" = 'shnor-report: sheets.tsv:2: column "sheet": found "Выводы?": the name of a sheet has none of [ ] : * ? / \' ]
	[ "${stderr_lines[1]}" = 'shnor-report: sheets.tsv:3: column "years": found "none": expected a number of years or nothing' ]
	[ "${stderr_lines[2]}" = 'shnor-report: sheets.tsv:4: column "sheet": found "Лист": already a sheet at sheets.tsv:3' ]
	[ "${stderr_lines[3]}" = 'shnor-report: sheets.tsv:4: column "file": found "../x.tsv": expected a file of the result folder' ]
	# Other formats are for streams.
	run -2 --separate-stderr shnor-report --format csv "$OUT"
	run -2 --separate-stderr shnor-report --format xlsx --where year=2024 "$OUT"
	run -2 --separate-stderr shnor-report --sheets sheets.tsv "$OUT/classes.tsv"
}

@test "--by-municipality: a broken record of a folder is told once, and the exit is 1" {
	mkdir result
	table result/schools.tsv <<'END'
school_id | municipality | name
1         | Север        | а
2         | Юг           | б
END
	printf 'year\tmunicipality\tschool_id\tclass\n2024\tСевер\t1\tlow\n2024\tЮг\n2024\tЮг\t2\tlow\n' >result/classes.tsv
	run -1 --separate-stderr shnor-report --format xlsx --rejects rejects.tsv --by-municipality by result
	[ "$(tail -n +2 rejects.tsv | wc -l)" = 1 ]
	[ -s by/Север.xlsx ] && [ -s by/Юг.xlsx ]
}

@test "names of sheets that Excel takes for one, or keeps for itself, are faults" {
	table sheets.tsv <<'END'
sheet   | file
Список  | classes.tsv
СПИСОК  | indicators.tsv
history | classes.tsv
END
	run -2 shnor-report --format xlsx --sheets sheets.tsv "$OUT"
	assert_line 'shnor-report: sheets.tsv:3: column "sheet": found "СПИСОК": already a sheet at sheets.tsv:2'
	assert_line --partial 'sheets.tsv:4: column "sheet": found "history": Excel keeps the name History for itself'
}

@test "jsonl: no zero has a sign" {
	run shnor-report --format jsonl <<<$'value\n-0\n-0.000\n0.0\n-0.5'
	assert_output $'{"value":0}\n{"value":0.000}\n{"value":0.0}\n{"value":-0.5}'
}

@test "jsonl: numbers as the stream has them, codes as strings, null for what is missing" {
	run shnor-report --format jsonl --where year=2024 --columns school_id,n,value,text acts.tsv
	assert_output - <<'END'
{"school_id":"0123","n":14,"value":0.357142857,"text":"=1+1"}
{"school_id":"45","n":5,"value":-12.5,"text":"+7"}
END
	run shnor-report --format jsonl --where school_id=006 --columns n,class acts.tsv
	assert_output '{"n":null,"class":"no_data"}'
	printf 'a\n0123\n1234567890123456\n.5\n-0\n1.\n' >numbers.tsv
	run shnor-report --format jsonl numbers.tsv
	assert_line --index 0 '{"a":"0123"}'
	assert_line --index 1 '{"a":"1234567890123456"}'
	shnor-report --format jsonl numbers.tsv | "$BUILD/tools/check_json"
	run -2 --separate-stderr shnor-report --format jsonl --decimal , acts.tsv
}

@test "jsonl: every line is JSON, whatever the values; keys are the streams' names, not labels" {
	printf 'year\tmeasure\tindicator\n2024\tq"b\\\\ \\t\\n\\r \001\177\tё\xFF\xF0\x9F\x98\x80\n' >odd.tsv
	shnor-report --format jsonl --labels "$TOP/pipelines/common/labels.tsv" odd.tsv >odd.jsonl
	printf '%s\n' '{"year":2024,"measure":"q\"b\\ \u0009\u000a\u000d \u0001\u007f","indicator":"ё�😀"}' |
		diff - odd.jsonl
	for file in classes indicators dynamics membership programme quality rejects; do
		shnor-report --format jsonl "$OUT/$file.tsv"
	done | "$BUILD/tools/check_json"
}

@test "--color: heads and tones, only where it is wanted" {
	shnor-report --color always --columns class,n --where school_id=0123 acts.tsv >coloured
	printf '\e[1mclass\e[0m   \e[1mn\e[0m\n-----  --\n\e[31mlow\e[0m    14\n' | diff - coloured
	shnor-report --color never --columns class,n --where school_id=0123 acts.tsv >plain
	sed 's/\x1B\[[0-9]*m//g' coloured | diff plain -
	# No terminal: none. A terminal: some, unless NO_COLOR or TERM=dumb forbid it.
	shnor-report acts.tsv | { ! grep -q $'\e'; }
	TERM=xterm script -qec 'shnor-report acts.tsv' /dev/null </dev/null | grep -q $'\e\[31m'
	NO_COLOR=1 TERM=xterm script -qec 'shnor-report acts.tsv' /dev/null </dev/null | { ! grep -q $'\e'; }
	TERM=dumb script -qec 'shnor-report acts.tsv' /dev/null </dev/null | { ! grep -q $'\e'; }
	run -2 shnor-report --color sometimes acts.tsv
}

@test "--width: wide tables fit; codes and numbers are whole; combining marks and ideographs count as they show" {
	shnor-report --width 100 --schools "$OUT/schools.tsv" --labels "$TOP/pipelines/common/labels.tsv" "$OUT/classes.tsv" >wide
	run awk '{ n = gsub(/[^\200-\277]/, ""); if (n > 100) print }' wide
	assert_output ''
	tail -n +2 "$OUT/classes.tsv" | cut -f 3 | sort -u >codes
	grep -oE '[0-9]{6}' wide | sort -u | comm -23 codes - >lost
	[ ! -s lost ]
	printf 'a\tb\nе\xCC\x88жики е\xCC\x88лочки ее\t日本日本日本日本 日本\n' >in.tsv
	shnor-report --width 30 in.tsv >out
	printf 'a             b\n------------  ----------------\nе\xCC\x88жики е\xCC\x88лочки  日本日本日本日本\nее            日本\n' >expected
	diff out expected
}

@test "--by-municipality: each file holds its own schools only, all files hold all" {
	shnor-report --format xlsx --labels "$TOP/pipelines/common/labels.tsv" --sheets "$TOP/pipelines/orenburg/sheets.tsv" \
		--sheets "$TOP/pipelines/common/sheets.tsv" --by-municipality by "$OUT" >files.tsv
	# One for each municipality of the registry, and none besides.
	shnor-report --quiet --format tsv --columns municipality "$OUT/schools.tsv" | tail -n +2 | sort -u >municipalities
	[ "$(wc -l <municipalities)" -gt 1 ]
	tail -n +2 files.tsv | cut -f 1 | sort | diff municipalities -
	tail -n +2 "$OUT/classes.tsv" | cut -f 2,3 | sort -u >places
	tail -n +2 files.tsv | while IFS=$'\t' read -r municipality file; do
		member "by/$file" xl/worksheets/ >all.xml
		grep -oE '\b[0-9]{6}\b' all.xml | sort -u >codes
		awk -F '\t' -v m="$municipality" '$1 != m { print $2 }' places | sort -u | comm -12 - codes >strangers
		[ ! -s strangers ] || fail "$municipality has $(cat strangers)"
		awk -F '\t' -v m="$municipality" '$1 == m { print $2 }' places | sort -u | comm -23 - codes >lost
		[ ! -s lost ] || fail "$municipality lacks $(cat lost)"
	done
	run ls -A by
	refute_output --partial .part
}

@test "--by-municipality: of streams in every format; names of files are safe, collisions told" {
	table in.tsv <<'END'
municipality  | school_id | n
а/б           | 1         | 3
а:б           | 2         | 4
А:Б           | 3         | 5
..            | 4         | 6
con           | 5         | 7
              | 6         | 8
END
	run --separate-stderr shnor-report --format csv --by-municipality by in.tsv
	assert_success
	assert_output "$(printf 'municipality\tfile\n..\t__.csv\ncon\t_con.csv\nА:Б\tА_Б.csv\nа/б\tа_б-2.csv\nа:б\tа_б-3.csv')"
	[ "${stderr_lines[0]}" = 'shnor-report: "а/б": the name of its file is taken; it is а_б-2.csv' ]
	grep -q '"=""1""";3' by/а_б-2.csv
	[ "$(grep -c . by/а_б-2.csv)" = 2 ]
	run -2 --separate-stderr shnor-report --format csv --by-municipality by in.tsv
	[[ $stderr == *'expected an empty folder, or none'* ]]
	run -2 --separate-stderr shnor-report --format csv --by-municipality other <in.tsv
	[[ $stderr == *'--by-municipality reads its input several times: name a file' ]]
	for format in table md html tsv jsonl xlsx; do
		shnor-report --quiet --format "$format" --by-municipality "by-$format" --stats stats in.tsv >/dev/null
		[ "$(find "by-$format" -type f | wc -l)" = 5 ]
		assert_balanced stats
	done
}

@test "--by-municipality: a pair names its curator and nothing else of another municipality" {
	mkdir result
	table result/schools.tsv <<'END'
school_id | name   | municipality
101       | Первая | Север
202       | Вторая | Юг
END
	table result/pairs.tsv <<'END'
year | municipality | school_id | status | curator_municipality | curator_id | reason
2024 | Север        | 101       | paired | Юг                   | 202        | curator 54.261, 30 km away
2024 | Юг           | 202       | paired | Юг                   | 202        | 202 is near
END
	table result/recommendations.tsv <<'END'
year | municipality | school_id | recommendation      | evidence
2024 | Север        | 101       | договор с куратором 202 | curator 54.261
2024 | Север        | 101       | уроки               | oge-mat 5/14
END
	printf 'filter\treason\trecord\nx\ty\t101 202\n' >result/rejects.tsv
	shnor-report --quiet --format xlsx --by-municipality by result
	back by/Север.xlsx school_id curator_id reason >actual
	printf 'school_id\tcurator_id\treason\n101\t202\t\n' | diff - actual
	printf 'column\tfrom\na\trecommendation\nb\tevidence\n' >r.map
	shnor-import -q --map r.map --sheet recommendations by/Север.xlsx | cut -f 1,2 >actual
	printf 'a\tb\nдоговор с куратором 202\t\nуроки\toge-mat 5/14\n' | diff - actual
	back by/Юг.xlsx school_id curator_id reason >actual
	printf 'school_id\tcurator_id\treason\n202\t202\t202 is near\n' | diff - actual
	# Nor does any other text name a school of another one.
	sed -e 's/curator_municipality/note/' -e 's/Юг\(.*\)curator/Юг\1school 202/' result/pairs.tsv >result/other.tsv
	rm result/pairs.tsv
	shnor-report --quiet --format xlsx --by-municipality by2 result
	back by2/Север.xlsx school_id reason >actual
	printf 'school_id\treason\n101\t\n' | diff - actual
	member by/Север.xlsx xl/workbook.xml >workbook.xml
	run grep -c rejects workbook.xml
	assert_output 0
}

@test "--by-municipality: a text that names another municipality's school by its name is withheld" {
	mkdir result
	table result/schools.tsv <<'END'
school_id | name                      | municipality
101       | МБОУ "СОШ № 5" Северная   | Север
102       | Гимназия № 1              | Север
202       | МБОУ «СОШ № 7»            | Юг
203       | Гимназия № 1              | Юг
204       | Лицей                     | Юг
END
	table result/decisions.tsv <<'END'
year | municipality | school_id | decision
2024 | Север        | 101       | договор с МБОУ "СОШ №7"
2024 | Север        | 101       | обмен с Гимназия № 1
2024 | Север        | 101       | как МБОУ «СОШ № 5» Северная
2024 | Север        | 101       | Лицей, МБОУ, СОШ № 77
2024 | Север        | 101       | «МБОУ СОШ 7» - ему
END
	shnor-report --quiet --format xlsx --by-municipality by result
	back by/Север.xlsx decision >actual
	printf 'decision\n\nобмен с Гимназия № 1\nкак МБОУ «СОШ № 5» Северная\nЛицей, МБОУ, СОШ № 77\n\n' | diff - actual
}

@test "--by-municipality: on a full disk the files that have their name are whole" {
	under_sanitizer && skip "a limit on files is no matter for sanitizers"
	awk 'BEGIN { print "municipality\tschool_id\tn"; for (i = 0; i < 30000; i++) print (i < 20 ? "а" : "б") "\t" i "\t" i }' >big.tsv
	run -3 --separate-stderr bash -c 'trap "" XFSZ; ulimit -f 100; shnor-report --format jsonl --by-municipality by big.tsv'
	[[ $stderr == *'by/.б.jsonl.part: cannot write: File too large' ]]
	run ls by
	assert_output а.jsonl
	[ "$(wc -l <by/а.jsonl)" = 20 ]
}

@test "sheets and their titles are in the words of the labels" {
	local region labels
	for region in orenburg volgograd dzerzhinsk kromy; do
		shnor run $region "$TOP/samples/$region" out-$region 2>/dev/null
		labels=(--labels "$TOP/pipelines/common/english.tsv")
		[ ! -f "$TOP/pipelines/$region/english.tsv" ] || labels+=(--labels "$TOP/pipelines/$region/english.tsv")
		shnor-report --quiet --format xlsx "${labels[@]}" --sheets "$TOP/pipelines/$region/sheets.tsv" \
			--sheets "$TOP/pipelines/common/sheets.tsv" out-$region >book.xlsx
		member book.xlsx xl/workbook.xml | grep -oE '<sheet name="[^"]*"' >names
		[ "$(wc -l <names)" -gt 8 ]
		run grep -P '[а-яё]' names
		assert_output ''
	done
	table labels.tsv <<-'END'
		column | name     | label
		sheet  | Перечень | a/b
	END
	run -2 shnor-report --quiet --format xlsx --labels labels.tsv --sheets "$TOP/pipelines/orenburg/sheets.tsv" out-orenburg
	assert_output --partial 'a/b'
}
