#!/usr/bin/env bats
# Personal data: pupils' codes behind a key.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	printf 'column\tfrom\ttype\nschool\tКод ОО\t\npupil\tКод участника\thash\n' >a.map
	printf 'Код ОО;Код участника\n7;AB12\n8;\n9;AB12\n9;CD34;x\n' >a.csv
	printf 'Jefe Jefe Jefe Jefe' >key
}

@test "a code is replaced by the HMAC-SHA-256 of it under the key, the same in every file" {
	printf 'Код ОО;Код участника\n1;AB12\n' | iconv -f UTF-8 -t UTF-16 >b.csv
	run --separate-stderr -1 shnor-import --quiet --map a.map --hash-key key --rejects rejects.tsv a.csv b.csv
	# As openssl dgst -sha256 -hmac gives it, cut to 32 digits.
	if command -v openssl >/dev/null; then
		digest=$(printf AB12 | openssl dgst -sha256 -hmac "$(cat key)" | sed 's/.*= *//' | cut -c 1-32)
	else
		digest=$(cut -f 2 <<<"${lines[1]}")
	fi
	assert_output "$(printf 'school\tpupil\torigin\n7\t%s\ta.csv:2\n8\t\ta.csv:3\n9\t%s\ta.csv:4\n1\t%s\tb.csv:2' \
		"$digest" "$digest" "$digest")"
	[[ $digest =~ ^[0-9a-f]{32}$ ]]
}

@test "the codes do not stand in the rejects either" {
	run -1 shnor-import --quiet --map a.map --hash-key key --rejects rejects.tsv a.csv
	run grep -c 'AB12\|CD34' rejects.tsv
	assert_output 0
	run cut -f 2,3,7 rejects.tsv
	assert_line --index 1 $'a.csv:5\ttoo many fields\t(withheld: personal data)'
}

@test "another key gives other codes; a line end behind the key does not count" {
	shnor-import --quiet --map a.map --hash-key key --max-rejects 1 --rejects r a.csv >one
	echo >>key
	shnor-import --quiet --map a.map --hash-key key --max-rejects 1 --rejects r a.csv >two
	cmp one two
	echo 'another key of sixteen bytes' >key
	shnor-import --quiet --map a.map --hash-key key --max-rejects 1 --rejects r a.csv >three
	run cmp -s one three
	assert_failure
}

@test "no key, a short key, an unreadable key: nothing is written" {
	run -2 shnor-import --quiet --map a.map a.csv
	assert_output 'shnor-import: the map has a column of the type hash; --hash-key FILE is required'
	echo short >key
	run -2 shnor-import --quiet --map a.map --hash-key key a.csv
	assert_output --partial 'key: expected a key of 16 to 4095 bytes'
	run -3 shnor-import --quiet --map a.map --hash-key nowhere a.csv
}

# refused HEADER: a map that takes the column of that name is refused.
refused() {
	printf 'column\tfrom\nx\t%s\n' "$1" >h.map
	printf 'Код ОО;%s\n7;x\n' "$1" >h.csv
	shnor-import --quiet --check --map h.map h.csv 2>err && return 1
	grep -q 'holds personal data' err
}

@test "columns with personal data are known by their headers, however they are spelled" {
	while IFS= read -r header; do
		refused "$header" || fail "not refused: $header"
	done <<'END'
ФИО
Ф.И.О. участника
Ф. И. О.
Ф_И_О
ФИО_участника
ФИО1
ФИ ребёнка
Фамилия
Фамилия_1
ФАМИЛИЯ, ИМЯ
Фамилии
Имя2
Имя_участника
Отчество1
Отчество(при наличии)
СНИЛС_участника
Снилс ребёнка
Серия/Номер
Серия_документа
Номер документа
документ1
паспорт
Паспортные данные
Дата рождения
Дата_рождения
Дата рожд.
Д.р.
ДР
Год рождения
Ученик
Обучающийся
Обучающаяся
УЧАЩИЙСЯ
Участник
Участник 1
Ребенок
Учитель
Педагог
Директор
Законный представитель
Телефон
Телефон родителя
Контактный_телефон
Моб. тел.
E-mail
email
Эл. почта
Электронная почта
Адрес проживания
first_name
FirstName
ParticipantFirstName
last_name
LASTNAME
second_name
middle_name
MiddleName
Surname
participant_surname
Patronymic
birth_date
BirthDay
date_of_birth
fio
FIO_uch
snils
DocumentSeries
document_number
passport_no
phone
mobile_phone
END
}

@test "columns of schools, codes and counts are none with personal data" {
	while IFS= read -r header; do
		! refused "$header" || fail "refused: $header"
	done <<'END'
Код участника
Код ОО участника
Наименование ОО
Краткое наименование ОО участника
Полное наименование
ФИС ОКО
Логин ФИС ОКО
Школа имени
Обучающихся
Количество обучающихся
Обучающийся (код)
Код ученика
Участники
Кол-во участников
Категория участника
Класс участника
Группы участников
Код педагога
Физика
Фильтр
Именительный
Диагностика
Телефон школы
Телефон ОО
E-mail ОО
School phone
Телевидение
Адрес
Почтовый индекс
SchoolName
ShortName
EDU_NAME
nom_rbd
PASSED_NUMBER_FULL
PrimaryMark
School_Email
Рождественский район
END
}

@test "a row of a pupil that stands where the header should be is not shown; a header is" {
	printf 'column\tfrom\nname\tКод ОО\nmark\tОтметка\n' >m.map
	printf '1001;Иванов;Иван;Ильич;12.03.2008;4515 123456;5\n1002;Петрова;Анна;Лукинична;12.03.2008;4515 123457;4\n' >d.csv
	run -2 --separate-stderr shnor-import --quiet --map m.map d.csv
	[ "$stderr" = 'shnor-import: d.csv: no column for "name" ("Код ОО"), wanted by m.map:2; the row that fits best has 7 cells and does not look like a header' ]
	for row in 'Иванов;Иван;5' '1001;СОШ' 'Иванов Иван Ильич;пять' 'И.И. Сидоров;х' 'Кузьмич;х' \
		'12.03.2008;х' '2008-03-12 00:00:00;х' 'тел.;8 (987) 123-45-67' 'anna@mail.ru;х' \
		'Отметка;Иванов И.И.' 'Отметка;1001' 'Отметка;12345678901'; do
		printf '%s\n1;2\n' "$row" >d.csv
		run -2 --separate-stderr shnor-import --quiet --map m.map d.csv
		[[ $stderr == *'does not look like a header' ]] || fail "$row: $stderr"
	done
	for row in 'Школа;Балл' 'Отметка;2;3;4;5' 'Отметка;2023;2024' 'Отметка;1.1;12(2)'; do
		printf '%s\n1;2\n' "$row" >d.csv
		run -2 --separate-stderr shnor-import --quiet --map m.map d.csv
		[[ $stderr == *"the file has: ${row//;/, }" ]] || fail "$row: $stderr"
	done
	# Nor are the cells shown when two fit one line of the map.
	printf 'column\tfrom\nname\t/^Ив/\n' >m.map
	printf 'Иванов;Иван;Ильич\n' >d.csv
	run -2 --separate-stderr shnor-import --quiet --map m.map d.csv
	[ "$stderr" = 'shnor-import: d.csv: columns 1 (not shown) and 2 (not shown) both fit "/^Ив/" of m.map:2' ]
}

@test "more names of columns that hold persons are known, also with Latin letters among the Cyrillic" {
	printf 'column\tfrom\nx\t%s\n' ФАМ. >a.map
	for header in 'ФАМ.' 'Фам' 'Отч' 'Выпускник' 'Экзаменуемый' 'Сдающий' 'Участник экзамена' 'Ученик (полностью)' \
		'Студент' 'Воспитанник' 'Классный руководитель' 'Пасп.' 'Адрес участника' 'Фaмилия' 'Cнилс'; do
		printf 'column\tfrom\nx\t%s\n' "$header" >a.map
		printf '%s;y\nИванов;1\n' "$header" >a.csv
		run -2 shnor-import -q --encoding UTF-8 --delimiter ';' --map a.map a.csv
		assert_output --partial 'which holds personal data'
	done
	for header in 'Наименование ОО' 'Код участника' 'Категория участника' 'Выпускников' 'Участников' 'Name of school' 'Адрес ОО' 'Имяреки'; do
		printf 'column\tfrom\nx\t%s\n' "$header" >a.map
		printf '%s;y\n7;1\n' "$header" >a.csv
		run -0 shnor-import -q --encoding UTF-8 --delimiter ';' --map a.map a.csv
	done
}
