#!/usr/bin/env bats
# Drafts of maps for files nobody has written a map for.
load helper

pack() { "$BUILD/tools/pack" "$@"; }

# draft FILE: the draft, with bars for tabs.
draft() { shnor-import --quiet --suggest "$@" | show; }

# accepted FILE: the draft for it is a map that gives records of it.
accepted() {
	shnor-import --quiet --suggest "$1" >draft.map
	shnor-import --quiet --check --map draft.map "$1"
	shnor-import --quiet --max-rejects 100% --map draft.map "$1" >records.tsv 2>/dev/null
	[ "$(wc -l <records.tsv)" -gt 1 ] || fail "$1: no records"
}

@test "a file of РИС ГИА: every column, its first values, the year from the file's name" {
	cat >gia9-2024.csv <<'END'
Код ОО;Наименование ОО;Код участника;Форма;Предмет;Категория участника;Первичный балл;Отметка;Вариант
0101;СОШ № 1;A1;ОГЭ;Русский язык;Выпускник текущего года;12,5;3;101
0102;СОШ № 2;A2;ОГЭ;Русский язык;Выпускник текущего года;20;4;102
END
	diff - <(draft gia9-2024.csv) <<'END'
# A draft of a map for "gia9-2024.csv": give names to the columns you need, delete the rest.
# Encoding: UTF-8. Fields are parted by ;.
# The header is in line 1.
column|from|type|optional|source
# the file's name gives "2024"
year|@file:/^.*(?<!\d)(20\d\d)(?!\d)/|||name of the file
# first values: "0101", "0102"
school_id|Код ОО|||РИС ГИА
# first values: "СОШ № 1", "СОШ № 2"
name|Наименование ОО|||РИС ГИА
# values not shown
pupil|Код участника|||РИС ГИА
# first values: "ОГЭ"
exam|Форма|||РИС ГИА
# first values: "Русский язык"
subject|Предмет|||РИС ГИА
# first values: "Выпускник текущего года"
category|Категория участника|||РИС ГИА
# first values: "12,5", "20"
primary_score|Первичный балл|number||РИС ГИА
# first values: "3", "4"
mark|Отметка|||РИС ГИА
# NAME|Вариант|||first values: "101", "102"
END
	accepted gia9-2024.csv
	run head -n 2 records.tsv
	assert_line --index 1 $'2024\t0101\tСОШ № 1\tA1\tОГЭ\tРусский язык\tВыпускник текущего года\t12.5\t3\tgia9-2024.csv:2'
}

@test "a file of ВПР: the columns 2 to 5 are marks; what is missing is told" {
	printf 'Логин;Класс;Предмет;Кол-во участников;2;3;4;5\nedu1;5;Математика;40;10,0;40,0;30,0;20,0\n' |
		iconv -f UTF-8 -t windows-1251 >vpr.csv
	diff - <(draft vpr.csv) <<'END'
# A draft of a map for "vpr.csv": give names to the columns you need, delete the rest.
# Encoding: windows-1251. Fields are parted by ;.
# The header is in line 1.
# Missing: no column for the exam; constant:oge or constant:vpr can name it.
# Missing: no year; is it in the file's name (@file:/(\d{4})/) or above the header (@title:/(\d{4})/)?
column|from|type|optional|source
# first values: "edu1"
login|Логин|||ФИС ОКО
# first values: "5"
grade|Класс|||ФИС ОКО
# first values: "Математика"
subject|Предмет|||РИС ГИА
# first values: "40"
participants|Кол-во участников|count||ФИС ОКО
# first values: "10,0"
mark_2|2|number||ФИС ОКО
# first values: "40,0"
mark_3|3|number||ФИС ОКО
# first values: "30,0"
mark_4|4|number||ФИС ОКО
# first values: "20,0"
mark_5|5|number||ФИС ОКО
END
	accepted vpr.csv
}

@test "a workbook with title lines: its sheets, the titles, the line of the header" {
	printf 'Статистика по отметкам\t\nГод\t2024\nГруппы участников\tКол-во ОО\tКол-во участников\t2\t3\t4\t5\nВся выборка\t9\t400\t10.5\t40\t30\t19.5\n' |
		pack xlsx a.xlsx
	draft a.xlsx >out
	run cat out
	assert_line --index 1 --regexp '^# Sheets, of which --sheet takes one: "'
	assert_line '# The header is in line 3.'
	assert_line '# Above it: "Статистика по отметкам"'
	assert_line '# first values: "Вся выборка"'
	assert_line 'group|Группы участников|||ФИС ОКО'
	assert_line 'mark_5|5|number||ФИС ОКО'
	accepted a.xlsx
	[ "$(wc -l <records.tsv)" = 2 ]
}

@test "personal data: columns are left out, and no value of a pupil gets into the draft" {
	cat >a-2024.csv <<'END'
Фамилия;Name;Паспорт;Код ОО участника;ID участника;Ответственный;Оценка;Предмет
Тайнов;Тайна;5301 111111;0101;777;Тайнова;5;Химия
END
	draft a-2024.csv >out
	run -1 grep -i 'тайн\|111111\|777' out
	run cat out
	assert_line '# Personal data, left out: "Фамилия"'
	assert_line '# Personal data, left out: "Паспорт"'
	assert_line '# NAME|Name|||values not shown'
	assert_line 'school_id|Код ОО участника|||РИС ГИА'
	refute_line --regexp '^[^#].*Фамилия'
	accepted a-2024.csv
	# Without such a header, values that look like people are not shown either.
	printf 'Код ОО;Кто\n1;Иванов Иван Иванович\n2;Петров П.П.\n' >b.csv
	draft b.csv >out
	run -1 grep 'Иванов\|Петров' out
}

@test "values that may be of people are not shown, whatever the header; codes, numbers and marks are" {
	while IFS='|' read -r first second; do
		printf 'Код ОО;Кто\n1;%s\n2;%s\n' "$first" "$second" >b.csv
		draft b.csv | sed '/^column|/,$!d' >out
		grep -qFx '# NAME|Кто|||values not shown' out || fail "$first: $(cat out)"
		grep -qFx '# first values: "1", "2"' out
	done <<'END'
Иванов Иван Ильич|Лукич Пётр Кузьмич
Алиев Мамед Али оглы|x
Петрова Анна|x
И.И. Сидоров|x
Иванов|x
Ли|x
КИМ|x
12.03.2008|x
2008-03-12|x
12345678901|x
123-456-789 01|x
4515 123456|x
8 (987) 123-45-67|x
anna@mail.ru|x
101|Иванов
END
	while IFS='|' read -r first second; do
		printf 'Код ОО;Что\n1;%s\n2;%s\n' "$first" "$second" >b.csv
		draft b.csv >out
		grep -qFx "# NAME|Что|||first values: \"$first\", \"$second\"" out || fail "$first: $(cat out)"
	done <<'END'
101|102
A1|B-20
12,5|-3
5А|11Б
edu12|sch7
56 %|0.5
+|-
да|нет
н/я|н/д
3(3)2(2)|5
END
	# Of a column that is recognised, what looks like a person is not shown either.
	printf 'Школа;Куратор;Дата экзамена\nСОШ № 1;Петрова Анна;31.05.2024\n' >b.csv
	draft b.csv >out
	run grep -B 1 -E '^(name|curator|date)' out
	assert_output '# first values: "СОШ № 1"
name|Школа|||ФИС ОКО
# values not shown
curator|Куратор|||support
# first values: "31.05.2024"
date|Дата экзамена|||РИС ГИА'
}

@test "lines above the header that tell a person are not shown" {
	while IFS= read -r line; do
		printf '%s;;\nКод ОО;Предмет;Отметка\n1;мат;5\n' "$line" >t.csv
		draft t.csv | grep -qFx '# Above it: (not shown)' || fail "$line"
	done <<'END'
Исполнитель: Иванов И.И., тел. 8-987-123-45-67
Исп. И.И. Иванов
Исп. Иванов И. И.
Справки по телефону +7 (3532) 12-34-56
Отчёт ученицы Петровой Анны Лукиничны: Петрова Анна Лукинична
Подготовила Кузьмина А.
Директор Петрова
Вопросы: anna@mail.ru
END
	printf 'ГИА-9, 2023-2024 учебный год;;\nг. Орск, 12.06.2024. Предмет: Химия;;\nКод ОО;Предмет;Отметка\n1;мат;5\n' >t.csv
	draft t.csv >out
	run grep -F '# Above it' out
	assert_output '# Above it: "ГИА-9, 2023-2024 учебный год"
# Above it: "г. Орск, 12.06.2024. Предмет: Химия"'
}

@test "a file without a header: nothing of its first row is shown" {
	printf '1001;Иванов;Иван;Ильич;12.03.2008;4515 123456;5\n1002;Петрова;Анна;Лукинична;12.03.2008;4515 123457;4\n' >d.csv
	diff - <(draft d.csv) <<'END'
# A draft of a map for "d.csv": give names to the columns you need, delete the rest.
# Encoding: UTF-8. Fields are parted by ;.
# No row looks like a header. The draft takes line 1, and shows only what it recognises of it.
# Missing: no column for the school (code, login or name).
# Missing: no column for the subject.
# Missing: no column for mark or score.
# Missing: no column for the exam; constant:oge or constant:vpr can name it.
# Missing: no column for the grade or the category of the pupil.
# Missing: no year; is it in the file's name (@file:/(\d{4})/) or above the header (@title:/(\d{4})/)?
column|from|type|optional|source
# column 1: (not shown); values not shown
# column 2: (not shown); values not shown
# column 3: (not shown); values not shown
# column 4: (not shown); values not shown
# column 5: (not shown); values not shown
# column 6: (not shown); values not shown
# first values: "4"
mark_5|5|number||ФИС ОКО
END
}

@test "odd headers are written so that a map reads them back" {
	printf '%s\n' '=a;@file:x;/b/;constant:c;file:d;"""q""";/x\Ey;#z;Код ОО;Код  школы;;Дубль;Дубль' \
		'1;2;3;4;5;6;7;8;9;10;11;12;13' >odd.csv
	draft odd.csv >out
	run sed -n '/^column|/,$p' out
	assert_output - <<'END'
column|from|type|optional|source
# NAME|/^\Q=a\E$/|||first values: "1"
# NAME|/^\Q@file:x\E$/|||first values: "2"
# NAME|/^\Q/b/\E$/|||first values: "3"
# NAME|/^\Qconstant:c\E$/|||first values: "4"
# NAME|/^\Qfile:d\E$/|||first values: "5"
# NAME|/^\Q"q"\E$/|||first values: "6"
# NAME|/^\Q/x\\E\QEy\E$/|||first values: "7"
# NAME|#z|||first values: "8"
# first values: "9"
school_id|Код ОО|||РИС ГИА
# NAME|Код школы|||looks like school_id again; first values: "10"
# column 11 has no header; first values: "11"
# column 12: the header "Дубль" stands twice; first values: "12"
# column 13: the header "Дубль" stands twice; first values: "13"
END
	accepted odd.csv
	# With names given, the commented lines are good ones.
	shnor-import -q --suggest odd.csv | sed 's/^# NAME/NAME/' |
		awk '/^NAME/ { sub("NAME", "x" ++n) } 1' >all.map
	run shnor-import -q --map all.map odd.csv
	assert_line --index 1 $'1\t2\t3\t4\t5\t6\t7\t8\t9\t10\todd.csv:2'
}

@test "several years in the file's name: the last; the table of headers is not there; an empty file" {
	printf 'Код ОО;Отметка\n1;5\n' >2022-2023-20240501.csv
	accepted 2022-2023-20240501.csv
	run cut -f 1 records.tsv
	assert_line --index 1 2023
	printf 'pattern\tcolumn\n(\tx\n' >bad.tsv
	mkdir -p p/common && mv bad.tsv p/common/headers.tsv
	SHNOR_PIPELINES=$PWD/p run -2 --separate-stderr shnor-import -q --suggest 2022-2023-20240501.csv
	[[ $stderr == *'p/common/headers.tsv:2: column "pattern": found "("'* ]]
	run -1 --separate-stderr shnor-import -q --suggest /dev/null
	[[ $stderr == *'the file is empty; expected a header line'* ]]
}

@test "the samples, and the real files beside the checkout: drafts are accepted and give records" {
	for file in "$TOP"/samples/orenburg/*.csv* "$TOP"/../shared/data/*/*.csv* "$TOP"/../shared/data/*/*.xlsx; do
		[ ! -f "$file" ] || accepted "$file"
	done
}

@test "a header in two rows: a draft of both as one, which a map finds" {
	printf '%s\n' $'Отчёт о результатах' $'Код ОО\tУчастников\tОтметка\t\t\t\tСредний балл\t\tДата' \
		$'\t\t2\t3\t4\t5\tпервичный\tпо школе' $'0101\t40\t10\t40\t30\t20\t12,5\t3,4\t31.05.2024' >two.tsv
	diff - <(draft two.tsv) <<'END'
# A draft of a map for "two.tsv": give names to the columns you need, delete the rest.
# Encoding: UTF-8. Fields are parted by tab.
# The header is in lines 2 and 3.
# Above it: "Отчёт о результатах"
# Missing: no column for the subject.
# Missing: no column for the exam; constant:oge or constant:vpr can name it.
# Missing: no column for the grade or the category of the pupil.
# Missing: no year; is it in the file's name (@file:/(\d{4})/) or above the header (@title:/(\d{4})/)?
column|from|type|optional|source
# first values: "0101"
school_id|Код ОО|||РИС ГИА
# first values: "40"
participants|Участников|count||ФИС ОКО
# first values: "10"
mark_2|Отметка 2|number||ФИС ОКО
# first values: "40"
mark_3|Отметка 3|number||ФИС ОКО
# first values: "30"
mark_4|Отметка 4|number||ФИС ОКО
# first values: "20"
mark_5|Отметка 5|number||ФИС ОКО
# NAME|Средний балл первичный|||first values: "12,5"
# NAME|Средний балл по школе|||first values: "3,4"
# first values: "31.05.2024"
date|Дата|||РИС ГИА
END
	accepted two.tsv
	diff - <(show records.tsv) <<'END'
school_id|participants|mark_2|mark_3|mark_4|mark_5|date|origin
0101|40|10|40|30|20|31.05.2024|two.tsv:4
END
	pack xlsx two.xlsx <two.tsv
	accepted two.xlsx
	[ "$(wc -l <records.tsv)" = 2 ]
	shnor-import -q --suggest two.xlsx | grep -qx '# The header is in lines 2 and 3.'
	# Personal data in the upper row or the lower one.
	printf 'Код ОО\tУчащийся\t\tОтметка\n\tФамилия\tИмя\t\n0101\tТайнов\tТайн\t5\n' >personal.tsv
	draft personal.tsv >out
	run -1 grep -i 'тайн' out
	grep -qx '# Personal data, left out: "Учащийся Фамилия"' out
	accepted personal.tsv
}

@test "what only looks like a header in two rows: titles above, a first record below" {
	printf 'Отчёт\tОГЭ\t\nКод ОО\tПредмет\tОтметка\n0101\tХимия\t5\n' >titles.tsv
	shnor-import -q --suggest titles.tsv | grep -qx '# The header is in line 2.'
	printf 'Код ОО\t\tОтметка\tДата\n0101\tx\t5\t\n' >record.tsv
	shnor-import -q --suggest record.tsv | grep -qx '# The header is in line 1.'
	printf 'Код ОО\tОтметка\n' >only.tsv
	shnor-import -q --suggest only.tsv | grep -qx '# The header is in line 1.'
}
