#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What programs and results say in Russian and English: every text has its translation, every word of the
# streams its label, and no result depends on the language.

load helper

CATALOGUE=$TOP/lib/messages/ru.po
SAMPLES=$TOP/samples
REGIONS=(orenburg volgograd kromy dzerzhinsk)

# russian COMMAND…: with Russian as the user's language, by LANG alone.
russian() {
	env -u LC_ALL -u LC_MESSAGES -u LANGUAGE LANG="${RUSSIAN-ru_RU.UTF-8}" "$@"
}

filters() {
	local page
	for page in "$TOP"/filters/*.c; do echo "shnor-$(basename "$page" .c)"; done
}

@test "the catalogue is whole: nothing fuzzy, nothing untranslated, formats alike" {
	msgfmt --check-format --check-domain -o ru.mo "$CATALOGUE"
	run msgattrib --untranslated --no-obsolete "$CATALOGUE"
	assert_output ''
	run msgattrib --only-fuzzy "$CATALOGUE"
	assert_output ''
	run msgattrib --only-obsolete "$CATALOGUE"
	assert_output ''
}

@test "every text of the sources stands in the catalogue, and no other" {
	"$TOP/lib/messages/extract" >shnor.pot
	[ "$(grep -c '^msgid' shnor.pot)" -gt 600 ]
	for file in shnor.pot "$CATALOGUE"; do
		msgattrib --no-wrap --clear-fuzzy --no-location "$file" | awk '
			/^msgid/ { text = ""; inside = 1 }
			/^msgstr/ { if (text != "\"\"") print text; inside = 0 }
			inside { sub(/^msgid /, ""); text = text $0 }' | sort >"$(basename "$file").texts"
	done
	# Texts that lack in the catalogue (<), and those of it that nobody says (>). See lib/messages/extract.
	run diff shnor.pot.texts ru.po.texts
	assert_output ''
}

@test "--help is Russian in every filter, line by line, with the same options and defaults" {
	local name
	while read -r name; do
		"$name" --help >english
		russian "$name" --help >translated
		[ "$(wc -l <english)" = "$(wc -l <translated)" ]
		diff <(grep -oE '(^|[ ,])--?[a-z][a-z-]*' english) <(grep -oE '(^|[ ,])--?[a-z][a-z-]*' translated)
		# Whatever says something says it with Russian letters; blank lines, scopes and the example aside.
		run awk -v name="$name" '/^$/ { next } /^Пример:/ { exit }
			/^  / && !/[а-яё]/ && !/  table, csv/ { print name ": " $0 }' translated
		assert_output ''
		grep -q '^Вызов: ' translated
	done < <(filters)
}

@test "messages are Russian by LANG, LC_MESSAGES, LC_ALL and LANGUAGE, in UTF-8 whatever the charset" {
	local variables
	for variables in LANG=ru_RU.UTF-8 LANG=ru LANG=ru_RU.KOI8-R LC_MESSAGES=ru_RU.UTF-8 'LANG=en_US.UTF-8 LC_ALL=ru_RU.UTF-8' \
		'LANG=en_US.UTF-8 LANGUAGE=ru' 'LANG=de_DE.UTF-8 LANGUAGE=de:ru'; do
		run -2 env -u LC_ALL $variables shnor-index --bogus
		assert_output 'shnor-index: неизвестный ключ --bogus; перечень даёт shnor-index --help'
	done
	for variables in LANG=C LC_ALL=C.UTF-8 LANG=en_US.UTF-8 LANG=tlh_QO.UTF-8 'LANG=ru_RU.UTF-8 LC_ALL=C' 'LANG=C LANGUAGE=ru' \
		LANG=../../etc LANG=POSIX LANG=; do
		run -2 env -u LC_ALL $variables shnor-index --bogus
		assert_output 'shnor-index: unknown option --bogus; shnor-index --help lists them'
	done
}

@test "where the locale is installed, too" {
	# A locale by that name, with what C.UTF-8 has: it is the name that leads to the catalogue.
	local source
	for source in /usr/lib/locale/C.utf8 /usr/lib/locale/C.UTF-8; do [ ! -d "$source" ] || break; done
	[ -d "$source" ] || skip "no locale to make one of"
	mkdir locales
	cp -r "$source" locales/ru_RU.utf8
	export LOCPATH=$PWD/locales
	[ "$(LC_ALL=ru_RU.UTF-8 locale charmap 2>&1)" = UTF-8 ]
	RUSSIAN=ru_RU.UTF-8 run -2 russian shnor-index --bogus
	assert_output 'shnor-index: неизвестный ключ --bogus; перечень даёт shnor-index --help'
}

@test "faults of tables, reasons of rejects and the system's words are told in Russian" {
	printf 'year\tmunicipality\tschool_id\tmeasure\tn\thits\tsum\tsumsq\n2024\tA\t1\tm\tx\t0\t0\t0\n' >observations.tsv
	RUSSIAN=ru_RU.UTF-8 run -1 russian shnor-index observations.tsv
	assert_line --partial 'observations.tsv:2: графа «n»: найдено "x", ожидалось: '
	assert_line 'shnor-index: отклонено записей: 1 из 1'
	refute_output --partial expected
	run -3 russian shnor-index nowhere.tsv
	assert_output --partial 'не удаётся открыть'
	table words.tsv <<-'END'
		column | from | to
		x | [ | y
	END
	run -2 russian shnor-normalize --words words.tsv --measures words.tsv observations.tsv
	assert_output --partial 'ошибок в таблицах'
}

@test "an installed tree finds its own catalogue" {
	make -s -C "$TOP" install BUILD="$BUILD" DESTDIR="$PWD/root" PREFIX=/opt/shnor >/dev/null
	[ -f root/opt/shnor/share/locale/ru/LC_MESSAGES/shnor.mo ]
	run -2 russian root/opt/shnor/bin/shnor-index --bogus
	assert_output --partial 'неизвестный ключ'
	ln -s "$PWD/root/opt/shnor/bin/shnor-index" by-link
	run -2 russian ./by-link --bogus
	assert_output --partial 'неизвестный ключ'
	# Without the catalogue it speaks English.
	rm -r root/opt/shnor/share/locale
	run -2 russian root/opt/shnor/bin/shnor-index --bogus
	assert_output --partial 'unknown option'
}

@test "shnor and its what-if say what is wrong in Russian, too; without gettext in English" {
	run -2 russian shnor run nowhere in out
	assert_output 'shnor: нет конвейера «nowhere»; имеющиеся показывает shnor list'
	run -3 russian shnor run orenburg nowhere out
	assert_output 'orenburg/run: nowhere: такой входящей папки нет'
	run -2 russian shnor what-if orenburg .
	assert_output --partial 'не папка результата'
	touch manifest.tsv
	printf 'variant\toption\tvalue\na b\t\t1\n' >v.tsv
	run -2 russian shnor what-if orenburg . v.tsv
	assert_line 'v.tsv:2: столбец «variant»: найдено «a b»: ожидается имя из букв, цифр и _'
	assert_line 'v.tsv:2: столбец «option»: найдено «»: ожидается параметр shnor-classify или COLUMN:COMPOSITE'
	echo variant >v.tsv
	run -2 russian shnor what-if orenburg . v.tsv
	assert_output 'v.tsv:1: ожидаются столбцы variant, option, value'
	mkdir bin
	local tool
	for tool in bash env dirname readlink basename awk cat; do ln -s "$(command -v "$tool")" "bin/$tool"; done
	PATH=$PWD/bin run -2 russian "$BUILD/bin/shnor" run nowhere in out
	assert_output 'shnor: there is no pipeline "nowhere"; shnor list shows those that are there'
}

@test "help of shnor and of its runs, and what is wrong with a calendar, are Russian, too" {
	run -0 russian shnor --help
	assert_line --index 0 'shnor: находит школы, которым нужна помощь'
	assert_line --index 1 'Вызов:'
	# Under the calls there is nothing that is English alone, and no line is longer than 80 letters.
	sed '1,/--in DIR/d' <<<"$output" >below
	run grep -vE '[а-яё]|^$' below
	assert_output ''
	run env LC_ALL=C.UTF-8 grep -E '^.{81}' below
	assert_output ''
	run -0 russian "$TOP/pipelines/orenburg/run" --help
	assert_line --partial 'входящая папка: файлы региона'
	run -0 shnor --help
	assert_line --index 0 'shnor: finds the schools that need help'
	cp -R "$TOP/pipelines" own
	printf 'month\tstage\twhat\tsource\n13\tfinal\tx\ty\n' >own/orenburg/calendar.tsv
	run -2 russian shnor calendar own/orenburg
	assert_line 'shnor: '"$PWD"'/own/orenburg/calendar.tsv:2: столбец «month»: найдено «13», ожидается от 1 до 12'
	echo month >own/orenburg/calendar.tsv
	run -2 russian shnor calendar own/orenburg
	assert_output 'shnor: '"$PWD"'/own/orenburg/calendar.tsv:1: ожидаются столбцы month, stage, what, source'
}

@test "shnor list and what a calendar says are Russian; what somebody wrote himself stands as it is" {
	run -0 russian shnor list
	assert_line $'orenburg\tОренбургская область, приказ 01-21/801: школы с низкими результатами по пороговому правилу и что даёт их поддержка.'
	# Each has its name and something in Russian.
	[ "${#lines[@]}" = 5 ]
	[ "$(grep -cE '^[a-z]+	[^	]*[а-яё]{3}' <<<"$output")" = 5 ]
	shnor new own --like kromy >/dev/null
	run -0 russian shnor list
	assert_line $'own\town: started from kromy; say here by which order'
	assert_line --partial 'Кромской район'
	local region
	for region in "${REGIONS[@]}"; do
		# Heads are the stream's, in any language.
		run -0 russian shnor calendar "$region"
		assert_line --index 0 $'month\tstage\twhat\trun\tsource'
		run awk -F '\t' 'NR > 1 && ($3 $5 ~ /[a-z]/ || $5 !~ /^приказ [0-9]/)' <<<"$output"
		assert_output ''
	done
}

@test "where nothing can be written, a run says so in Russian, in one line, with status 3" {
	local reason
	reason=$(LC_ALL=C.UTF-8 LANGUAGE=ru TEXTDOMAINDIR=/usr/share/locale gettext -d libc 'No such file or directory')
	# In /proc nobody can make anything, root neither.
	run -3 russian shnor run kromy "$SAMPLES/kromy" /proc/shnor
	assert_output "kromy/run: писать в папку, где должна лежать /proc/shnor, нельзя: $reason"
	run -3 russian shnor run kromy "$SAMPLES/kromy" --public /proc/shnor out
	assert_output "kromy/run: писать в папку, где должна лежать /proc/shnor, нельзя: $reason"
	run -3 russian shnor run kromy "$SAMPLES/kromy" /proc/shnor/out
	assert_output "kromy/run: не удаётся создать папку для /proc/shnor/out: $reason"
	[ ! -e out ]
}

@test "a run that fails tells in Russian what it had rejected, with what was expected where that has a translation" {
	cp -r "$SAMPLES/orenburg" in
	chmod -R u+w in
	iconv -f windows-1251 -t UTF-8 in/schools.csv | sed '1s/\r\?$/;Лишний&/' | iconv -f UTF-8 -t windows-1251 >new
	mv new in/schools.csv
	run -1 russian shnor run orenburg in out
	sed -n '/^orenburg.run: до ошибки отклонено записей: [0-9]*:$/,$p' <<<"$output" >told
	[ "$(wc -l <told)" = 6 ]
	run grep -E '^  +[0-9]+	import:schools: не хватает граф \(schools.csv:10\)$' told
	assert_success
	run grep -E 'expected|column|, [a-z]+ ' told
	assert_output ''
	grep -q ': ожидалось: [^)]*[а-яё]' told
}

@test "in English no process is started for a message" {
	mkdir bin
	printf '#!/bin/sh\necho called >>%s/calls\n' "$PWD" >bin/gettext
	chmod +x bin/gettext
	PATH=$PWD/bin:$PATH run -2 shnor run nowhere in out
	PATH=$PWD/bin:$PATH run -2 env -u LC_ALL LANG=en_US.UTF-8 shnor run nowhere in out
	[ ! -e calls ]
	PATH=$PWD/bin:$PATH run -2 russian shnor run nowhere in out
	[ -e calls ]
}

@test "whole runs: Russian messages, and the same results to the byte" {
	local region
	for region in "${REGIONS[@]}"; do
		env -u LC_ALL LANG=C shnor run "$region" "$SAMPLES/$region" "english/$region" 2>english.log
		russian shnor run "$region" "$SAMPLES/$region" "russian/$region" 2>russian.log
		diff -r "english/$region" "russian/$region"
		[ "$(wc -l <english.log)" = "$(wc -l <russian.log)" ]
		run grep '^shnor-[a-z]*: ' russian.log
		assert_output --partial 'отклонено записей'
		run grep -F "$region/run: в данных ошибок" russian.log
		assert_success
		# No line is without Russian letters, but for those of encodings and separators.
		run grep -vE '[а-яё]' russian.log
		assert_output ''
	done
}

# words_of FOLDER: the columns of the streams of a result folder, and the words of those columns that hold one of few.
words_of() {
	local file
	for file in "$1"/*.tsv; do
		case ${file##*/} in stats.tsv | rejects.tsv | manifest.tsv | schools.tsv | changes.tsv) continue ;; esac
		awk -F '\t' -v OFS='\t' -v name="${file##*/}" '
			NR == 1 { for (i = 1; i <= NF; i++) { column[i] = $i; print "", $i }; next }
			{ for (i = 1; i <= NF; i++)
				if ($i != "" && column[i] ~ /^(class|trend|level|status|addressee|kind|check|factor|parameter|group|indicator|measure|severity|rule|met|previous|fixed|beyond_chance|alarm)$/)
					print column[i], $i }' "$file"
	done | sort -u
}

# unlabelled WORDS LABELS…: the words without a line in the tables.
unlabelled() {
	awk -F '\t' 'FNR == 1 { file++ } file == 1 { words[$1 FS $2]; next } { delete words[$1 FS $2] }
		END { for (word in words) print word }' "$@" | sort
}

@test "all words of the streams of the sample runs have labels, Russian and English" {
	local region labels
	for region in "${REGIONS[@]}"; do
		shnor run "$region" "$SAMPLES/$region" "out/$region" 2>/dev/null
		words_of "out/$region" >words
		[ "$(wc -l <words)" -gt 100 ]
		run unlabelled words "$TOP"/pipelines/common/labels*.tsv "$TOP/pipelines/$region"/labels*.tsv
		assert_output ''
		# In English, words that are plain English stand as they are; names do not.
		labels=("$TOP/pipelines/common/english.tsv")
		[ ! -f "$TOP/pipelines/$region/english.tsv" ] || labels+=("$TOP/pipelines/$region/english.tsv")
		unlabelled words "${labels[@]}" >lacking
		run grep -E $'^(|factor|parameter|addressee|measure|indicator)\t|_' lacking
		assert_output ''
	done
}

@test "every reason that a filter rejects a record for, or warns of, has its Russian label" {
	cat "$TOP"/lib/*.c "$TOP"/filters/*.c | xgettext --language=C --from-code=UTF-8 --keyword --keyword=filter_reject:3 \
		--keyword=defect_set:2 --keyword=filter_warn:3 --keyword=decision_reject:3 --keyword=reject:2,3t \
		--keyword=reject:3,5t --keyword=broken:2 --no-location --output=reasons.pot -
	sed -i 's/CHARSET/UTF-8/' reasons.pot
	msgcat --no-wrap reasons.pot | sed -n 's/^msgid "\(..*\)"$/check\t\1/p' >words
	[ "$(wc -l <words)" -gt 40 ]
	run unlabelled words "$TOP"/pipelines/common/labels*.tsv
	assert_output ''
}

@test "columns of rejected records have labels: the page names them" {
	local region
	for region in "${REGIONS[@]}"; do
		shnor run "$region" "$SAMPLES/$region" "out/$region" 2>/dev/null
		awk -F '\t' 'FNR > 1 && $4 != "" { print "\t" $4 }' "out/$region/rejects.tsv" | sort -u >words
		[ -s words ]
		run unlabelled words "$TOP"/pipelines/common/labels*.tsv "$TOP/pipelines/$region"/labels*.tsv
		assert_output ''
	done
	# A count of parameters is called one, and what a ground adds to the cost of a pair is no price.
	run grep -cE 'зафиксировано [0-9]|> *стоимость [0-9]' out/volgograd/report.html
	assert_output 0
	grep -q 'параметров с риском 2 ≥ 2' out/volgograd/report.html
	grep -q 'стоимость пары +10' out/volgograd/report.html
}

@test "no table gives one word two labels" {
	local region
	for region in "${REGIONS[@]}"; do
		run bash -c 'cat "$@" | grep -v "^#" | cut -f 1,2 | grep -v "^column	name$" | sort | uniq -d' - \
			"$TOP"/pipelines/common/labels*.tsv "$TOP/pipelines/$region/labels.tsv"
		assert_output ''
		run bash -c 'cat "$@" | grep -v "^#" | cut -f 1,2 | grep -v "^column	name$" | sort | uniq -d' - \
			"$TOP"/pipelines/common/english.tsv "$TOP/pipelines/$region/english.tsv"
		assert_output ''
	done
}
