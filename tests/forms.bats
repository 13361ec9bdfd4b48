#!/usr/bin/env bats
# Forms: title lines above the header, a header in two rows, group rows, values out of the titles.
load helper

pack() { "$BUILD/tools/pack" "$@"; }

# The form "Статистика по отметкам" of ФИС ОКО: a map of it, and the words of its groups.
form_tables() {
	table form.map <<'END'
column       | from                                 | type
year         | @title:/(\d{4}) год/                 |
grade        | @title:/(\d+) класс/                 |
subject      | @title:/Предмет: (.*)/               |
exam         | =vpr                                 |
login        | Группы участников                    |
participants | Кол-во участников                    | number
mark_2       | 2                                    | number
mark_3       | 3                                    | number
mark_4       | 4                                    | number
mark_5       | 5                                    | number
END
	table words.tsv <<'END'
column  | pattern                     | value | skip
login   | ^edu\d+$                    | $0    |
login   | (?i)^вся выборка$           |       | whole sample
login   | (?i)(область\|район\|^г\.)  |       | group row
login   | ^\*                         |       | note
subject | ^Математика$                | mat   |
END
	table measures.tsv <<'END'
measure  | where                       | n            | hits
vpr5-mat | exam=vpr grade=5 subject=mat | participants | mark_2 %.2
END
	printf 'school_id\tlogin\tmunicipality\n0101\tedu1\tА\n0102\tedu2\tА\n' >schools.tsv
}

form_rows() {
	printf '%s\n' 'Статистика по отметкам' 'ВПР 2024 год, 5 класс' 'Предмет: Математика' '' \
		$'Группы участников\tКол-во ОО\tКол-во участников\t2\t3\t4\t5' \
		$'Вся выборка\t30000\t1000000\t10,5\t39,5\t35\t15' \
		$'Оренбургская область\t500\t20000\t11\t39\t35\t15' \
		$'Примерный район\t2\t60\t21,67\t40\t28,33\t10' \
		$'edu1\t1\t40\t25\t40\t25\t10' \
		$'edu2\t1\t20\t15\t40\t35\t10'
}

assert_form() {
	shnor-import --quiet --map form.map --stats import.stats "$1" >records.tsv
	shnor-normalize --quiet --schools schools.tsv --words words.tsv --measures measures.tsv \
		--stats normalize.stats records.tsv >observations.tsv
	run cat observations.tsv
	assert_output $'year\tmunicipality\tschool_id\tmeasure\tn\thits\tsum\tsumsq
2024\tА\t0101\tvpr5-mat\t40\t10\t\t
2024\tА\t0102\tvpr5-mat\t20\t3\t\t'
	assert_balanced import.stats
	run grep -c 'import	skipped	title line	3' import.stats
	assert_output 1
	run awk -F '\t' '$2 == "skipped" { print $3 ": " $4 }' normalize.stats
	assert_output $'group row: 2\nwhole sample: 1'
}

@test "a form with titles, group rows and values in the titles, as workbook and as text" {
	form_tables
	form_rows | pack xlsx form.xlsx
	assert_form form.xlsx
	form_rows | tr '\t' ';' | iconv -f UTF-8 -t windows-1251 >form.csv
	assert_form form.csv
	form_rows | iconv -f UTF-8 -t UTF-16 >form.txt
	assert_form form.txt
}

@test "a title that does not say what the map wants is exit 2 and names both" {
	form_tables
	form_rows | sed 's/ класс//' | pack xlsx form.xlsx
	run -2 --separate-stderr shnor-import --quiet --map form.map form.xlsx
	[ "$stderr" = 'shnor-import: form.xlsx: what stands above the header does not fit "@title:/(\d+) класс/" of form.map:3' ]
}

@test "a header in two rows: a cell over several columns goes before those below it" {
	table two.map <<'END'
column | from
code   | Код
two    | Отметка 2
five   | Отметка 5
n      | Участников всего
END
	printf '%s\n' $'Отчёт\t\t\t\t' $'Код\tОтметка\t\t\tУчастников' $'\t2\t3\t5\tвсего' $'01\t7\t8\t9\t24' |
		pack xlsx two.xlsx
	run shnor-import --quiet --map two.map two.xlsx
	assert_output $'code\ttwo\tfive\tn\torigin\n01\t7\t9\t24\ttwo.xlsx:4'
}

@test "a header that is lower than fifty rows, or nowhere, is told with the row that fits best" {
	printf 'column\tfrom\na\tКод\nb\tБалл\n' >a.map
	{ yes x | head -n 60; printf 'Код;Балл\n1;2\n'; } >deep.csv
	run -2 --separate-stderr shnor-import --quiet --map a.map deep.csv
	[[ $stderr == 'shnor-import: deep.csv: no column for "a"'*'the file has: x' ]]
	printf 'Отчёт\nКод;Оценка\n1;2\n' >other.csv
	run -2 --separate-stderr shnor-import --quiet --map a.map other.csv
	[[ $stderr == 'shnor-import: other.csv: no column for "b" ("Балл"), wanted by a.map:3; the file has: Код, Оценка' ]]
}

@test "titles of other widths than the table, and notes below it: counted, never lost" {
	printf 'column\tfrom\na\tКод\nb\tБалл\n' >a.map
	printf 'Отчёт\n\nза 2024 год;;;\nКод;Балл\n1;2\n\n* примечание\n' >notes.csv
	run -1 --separate-stderr shnor-import --quiet --map a.map --stats stats.tsv --rejects rejects.tsv notes.csv
	assert_output $'a\tb\torigin\n1\t2\tnotes.csv:5'
	run cut -f 2-3 rejects.tsv
	assert_output $'origin\treason\nnotes.csv:7\ttoo few fields'
	run grep 'title line' stats.tsv
	assert_output $'import\tskipped\ttitle line\t2'
	assert_balanced stats.tsv
}

@test "--check tries the map on the headers and writes no records" {
	printf 'column\tfrom\na\tКод\nb\tБалл\n' >a.map
	printf 'Отчёт\nКод;Балл\n1;2\n' >a.csv
	run --separate-stderr -0 shnor-import --quiet --check --map a.map --stats stats.tsv a.csv
	assert_output $'a\tb\torigin'
	[ "$stderr" = 'shnor-import: a.csv: the map fits; the header ends in line 2' ]
	assert_balanced stats.tsv
	printf 'Код;Оценка\n1;2\n' >b.csv
	run -2 shnor-import --quiet --check --map a.map b.csv
	: >empty.csv
	run -1 shnor-import --quiet --check --map a.map empty.csv
}

@test "participants with a separator of thousands, and what only looks like one" {
	printf 'column\tfrom\ttype\nn\tN\tcount\n' >a.map
	printf 'N\n"1 234"\n"1,234,567"\n12\xC2\xA0345\n1\xE2\x80\xAF000\n999\n"12,5"\n"1,23"\n"1234,567"\n"1,,234"\n",123"\n"1 234 "\n"1 234,500"\n"1,234 567"\n"1,234.5"\n"0,125"\n"000 125"\n"0 001"\n"10 000 000"\n"1\xC2\xA0234 567"\nх\n' >a.csv
	run bash -c 'shnor-import --quiet --delimiter ";" --map a.map a.csv | cut -f 1 | tail -n +2'
	assert_output '1234
1234567
12345
1000
999
12,5
1,23
1234,567
1,,234
,123
1234
1 234,500
1,234 567
1,234.5
0,125
000 125
0 001
10000000
1'$'\xC2\xA0''234 567
х'
}

@test "a map whose columns may all be missing: a title line is not taken for the header" {
	printf 'column\tfrom\toptional\nname\tИмена\tyes\nschool_id\tКод ОО\tyes\n' >o.map
	printf 'Отчёт за 2024;\nКод ОО;Класс\n1001;5\n' >o.csv
	run --separate-stderr shnor-import --map o.map o.csv
	assert_output $'name\tschool_id\torigin\n\t1001\to.csv:3'
	[ "${stderr_lines[1]}" = 'shnor-import: o.csv: no column for Имена, optional on the map: the values are empty' ]
	[ "${#stderr_lines[@]}" = 2 ]
	printf 'Код;Класс\n1001;5\n' >p.csv
	run -2 --separate-stderr shnor-import --quiet --map o.map p.csv
	[ "$stderr" = 'shnor-import: p.csv: no column fits any line of o.map; the file has: Код, Класс' ]
	printf '1002;5\n1001;5\n' >p.csv
	run -2 --separate-stderr shnor-import --quiet --map o.map p.csv
	[ "$stderr" = 'shnor-import: p.csv: no column fits any line of o.map; the row that fits best has 2 cells and does not look like a header' ]
	# A map of texts alone asks for no header.
	printf 'column\tfrom\nexam\t=ege\n' >c.map
	run shnor-import --quiet --map c.map p.csv
	assert_output $'exam\torigin\nege\tp.csv:2'
}

@test "columns that are optional and missing are told once a file" {
	table o.map <<-'END'
		column | from  | record | optional
		a      | Код   |        |
		b      | Один  | r      | yes
		b      | Два   | s      | yes
		c      | Три   |        | yes
	END
	printf 'Код;Два\n1;2\n3;4\n' >a.csv
	printf 'Код;Два;Один;Три\n1;2;3;4\n' >b.csv
	run --separate-stderr shnor-import -e UTF-8 --map o.map a.csv b.csv a.csv
	[ "${#stderr_lines[@]}" = 2 ]
	[ "${stderr_lines[1]}" = 'shnor-import: a.csv: no column for Один, Три, optional on the map: the values are empty' ]
	run --separate-stderr shnor-import -q --map o.map a.csv
	[ -z "$stderr" ]
}

@test "a line above the header that cannot be parted is a title line, and told when there is no header" {
	printf 'column\tfrom\na\tКод\nb\tБалл\nannex\t@title:/Приложение (\d+)/\n' >a.map
	printf 'Отчёт;\n"Приложение 7;\nКод;Балл\n1;2\n' >d.csv
	run --separate-stderr shnor-import --quiet --map a.map --stats stats.tsv d.csv
	assert_output $'a\tb\tannex\torigin\n1\t2\t7\td.csv:4'
	run grep 'title line' stats.tsv
	assert_output $'import\tskipped\ttitle line\t2'
	assert_balanced stats.tsv
	printf '"Приложение 7;\nКод;Балл\n1;2\n' >d.csv
	run --separate-stderr shnor-import --quiet --map a.map d.csv
	assert_output $'a\tb\tannex\torigin\n1\t2\t7\td.csv:3'
	# The two rows of a header have nothing between them.
	printf 'Отчёт\n;Балл\n"Приложение 7;\nКод;\n1;2\n' >d.csv
	run -2 --separate-stderr shnor-import --quiet --map a.map d.csv
	[ "${stderr_lines[0]}" = 'shnor-import: d.csv:3: quote never closed' ]
	[[ ${stderr_lines[1]} == *': no column for "a" ("Код"), wanted by a.map:2; the file has: Балл' ]]
	# Where no row has anything of a header, the broken one may well be it; the other files are read.
	printf 'Отчёт\n"Код;Балл\n1;2\n' >d.csv
	printf '"Приложение 7;\nКод;Балл\n3;4\n' >e.csv
	run -1 --separate-stderr shnor-import --quiet --map a.map d.csv e.csv
	assert_line --index 1 $'3\t4\t7\te.csv:3'
	[ "$stderr" = 'shnor-import: d.csv:2: quote never closed' ]
	run --separate-stderr shnor-import --quiet --suggest e.csv
	assert_line '# The header is in line 2.'
}

@test "a number may have a percent sign behind it, which its type takes off" {
	printf 'column\tfrom\ttype\nn\tN\tnumber\nt\tN\t\n' >a.map
	printf 'N\n12,5%%\n25%%\n25 %%\n-0.5\xC2\xA0%%\n%%\n1,2,3%%\n5%%%%\nx%%\n1.5\n,%%\n' >a.csv
	run bash -c 'shnor-import --quiet --delimiter ";" --map a.map a.csv | cut -f 1 | tail -n +2'
	assert_output '12.5
25
25
-0.5
%
1,2,3%
5%%
x%
1.5
,%'
}

@test "the shipped tables for the form: groups, thousands, a school's name behind its login" {
	form_tables
	{
		printf '%s\n' 'Статистика по отметкам' 'ВПР 2024. 5 класс' 'Предмет: Математика' \
			$'Группы участников\tКол-во ОО\tКол-во участников\t2\t3\t4\t5' \
			$'Вся выборка\t30000\t1 000 000\t10,5\t39,5\t35\t15' $'Оренбургская обл. (Оренбургская область)\t500\t20 000\t11\t39\t35\t15' \
			$'Примерный муниципальный район\t2\t1 060\t21,67\t40\t28,33\t10' $'edu1, МБОУ "СОШ № 1"\t1\t1 040\t25\t40\t25\t10' \
			$'edu2\t1\t20\t15\t40\t35\t10'
	} | pack xlsx form.xlsx
	shnor-import --quiet --map "$TOP/pipelines/common/vpr-form.map" form.xlsx |
		shnor-normalize --quiet --schools schools.tsv --words "$TOP/pipelines/common/words-vpr-form.tsv" \
			--words "$TOP/pipelines/common/words.tsv" --measures "$TOP/pipelines/orenburg/measures-vpr.tsv" \
			--stats normalize.stats >observations.tsv
	run cut -f 1-6 observations.tsv
	assert_output $'year\tmunicipality\tschool_id\tmeasure\tn\thits
2024\tА\t0101\tvpr5-mat\t1040\t260
2024\tА\t0102\tvpr5-mat\t20\t3'
	run awk -F '\t' '$2 == "skipped" { print $3 ": " $4 }' normalize.stats
	assert_output $'region or municipality: 2\nwhole sample: 1'
}
