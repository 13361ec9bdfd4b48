#!/usr/bin/env bats
# Notes under a table, and what only looks like one.
# shellcheck disable=SC2119 # ends takes its file from the call
load breaks

# table_of CELLS…: a.csv, the header and these lines; a tab becomes a delimiter.
table_of() {
	{ echo 'Код ОО;Отметка;Дата'; printf '%s\n' "$@" | tr '\t' ';'; } >a.csv
}

# notes NUMBER: so many lines were skipped as notes.
notes() {
	run awk -F '\t' '$2 == "skipped" && $3 == "note" { print $4 }' stats.tsv
	assert_output "${1#0}"
}

@test "notes under a table are skipped and counted, in text and in workbooks" {
	table_of $'1\t5\tx' '' '* данные предварительные' $'Примечание: без 2 школ\t\t' $'\t\t' $'\tИтого' \
		'Исполнитель: Иванова И.И., тел. 2-12-85' '________'
	ends 0 a.csv
	gives <<<'1|5|x|a.csv:2'
	notes 5
	[ "$(counts stats.tsv skipped)" = 6 ]
	run grep -c Иванова rejects.tsv out err
	assert_output $'rejects.tsv:0\nout:0\nerr:0'
	tr ';' '\t' <a.csv | pack xlsx a.xlsx
	ends 0 a.xlsx
	gives <<<'1|5|x|a.xlsx:2'
	notes 5
}

@test "a line like a note between records is a row like any other, in its place" {
	table_of $'1\t5\tx' $'Район А\t\t' 'Район Б' $'2\t4\ty' 'Итого'
	ends 1 a.csv
	gives <<<$'1|5|x|a.csv:2\nРайон А|||a.csv:3\n2|4|y|a.csv:5'
	rejected <<<'a.csv:4|too few fields'
	notes 1
	run cut -f 7 rejects.tsv
	assert_line --index 1 'Район Б'
	tr ';' '\t' <a.csv | pack xlsx a.xlsx
	ends 0 a.xlsx
	gives <<<$'1|5|x|a.xlsx:2\nРайон А|||a.xlsx:3\nРайон Б|||a.xlsx:4\n2|4|y|a.xlsx:5'
	notes 1
}

@test "a rejected row is no note, and lines before it are none" {
	table_of $'1\t5\tx' 'Район А' $'2\t4' 'Итого'
	ends 1 a.csv
	rejected <<<$'a.csv:3|too few fields\na.csv:4|too few fields'
	notes 1
	table_of $'1\t5\tx' 'Район А' $'2\t"4' 'Итого'
	ends 1 a.csv
	rejected <<<$'a.csv:3|too few fields\na.csv:4|quote never closed'
	notes 1
}

@test "numbers, codes, dates, errors and formulas alone are no notes" {
	table_of $'1\t5\tx' 0102 edu17 31.05.2024 '#N/A' '=A1+B1' $'0103\t\t' '12 школ'
	ends 1 a.csv
	gives <<<$'1|5|x|a.csv:2\n0103|||a.csv:8'
	[ "$(counts stats.tsv rejected)" = 5 ]
	notes 1
}

@test "a last line that is short and has no line end may be a record that was cut off, and is rejected" {
	printf 'Код ОО;Отметка;Дата\n1;5;x\nПримеч' >a.csv
	ends 1 a.csv
	rejected <<<'a.csv:3|too few fields'
	notes 0
	printf 'Код ОО;Отметка;Дата\n1;5;x\nПримечание;;' >a.csv
	ends 0 a.csv
	notes 1
}

@test "fifty lines may be notes, more are rows like any other, and so are all behind them up to a record" {
	mapfile -t fifty < <(yes 'Примечание' | head -n 50)
	table_of $'1\t5\tx' "${fifty[@]}"
	ends 0 a.csv
	notes 50
	for more in 1 2 60; do
		mapfile -t rest < <(yes 'Примечание' | head -n $more)
		table_of $'1\t5\tx' "${fifty[@]}" "${rest[@]}"
		ends 1 a.csv
		[ "$(counts stats.tsv rejected)" = $((50 + more)) ]
		notes 0
		echo '2;4;y' >>a.csv
		echo 'Итого' >>a.csv
		ends 1 a.csv
		gives <<<"1|5|x|a.csv:2"$'\n'"2|4|y|a.csv:$((53 + more))"
		notes 1
	done
}

@test "a map of two columns knows no notes" {
	printf 'column\tfrom\ncode\tКод ОО\nmark\tОтметка\nkind\t=x\n' >a.map
	table_of $'1\t5\tx' 'Итого'
	ends 1 a.csv
	rejected <<<'a.csv:3|too few fields'
}

@test "notes of a table without records, of each table of several, and between tables with one header" {
	table_of 'Нет данных'
	cp a.csv b.csv
	pack zip all.zip a.csv b.csv
	ends 0 all.zip a.csv
	gives </dev/null
	notes 3
	table_of $'1\t5\tx' 'Итого' 'Код ОО;Отметка;Дата' $'2\t4\ty' 'Итого'
	ends 0 a.csv
	gives <<<$'1|5|x|a.csv:2\n2|4|y|a.csv:5'
	notes 2
}

@test "notes in windows-1251 and UTF-16, in quotes, over several lines" {
	table_of $'1\t5\tx' '"* данные предварительные;' 'уточняются";;' '«Примечание»'
	for form in windows-1251 UTF-16; do
		iconv -f UTF-8 -t $form a.csv >b.csv
		ends 0 b.csv
		gives <<<'1|5|x|b.csv:2'
		notes 2
	done
}

@test "a line with one cell that the map does not take, and another that it does, is no note" {
	printf 'Код ОО;Отметка;Дата;Прочее\n1;5;x;y\nИванова;;;Петрова\n' >a.csv
	ends 0 a.csv
	gives <<<$'1|5|x|a.csv:2\nИванова|||a.csv:3'
	notes 0
}

@test "random lines: each comes out once, in its order, and the notes are those an oracle finds" {
	for seed in $(seq 40); do
		awk -v seed="$seed" 'BEGIN {
			srand(seed)
			n = split("1;5;x|Итого|Итого;;|;;|2;3|\"z;1;2|* a; b|77|Код ОО;Отметка;Дата", kinds, "|")
			print kinds[n]
			for (lines = int(rand() * 300); lines > 0; lines--)
				print kinds[rand() < 0.4 ? 2 : 1 + int(rand() * (rand() < 0.9 ? n - 1 : n))]
		}' >a.csv
		status=0
		shnor-import -q --map a.map --stats stats.tsv --rejects rejects.tsv a.csv >out || status=$?
		[ "$status" -le 1 ]
		assert_balanced stats.tsv
		[ "$(counts stats.tsv read)" = $(($(wc -l <a.csv) - 1)) ]
		sed 's/.*://' out | tail -n +2 >written
		cut -f 2 rejects.tsv | sed 's/.*://' | tail -n +2 >rejected
		sort -cnu written
		sort -cnu rejected
		[ -z "$(cat written rejected | sort | uniq -d)" ]
		# A run of notes, blank lines among them, before the end or the header again; not above fifty.
		awk 'NR > 1 && /^Итого(;;)?$/ { held++; next }
			/^;;$/ { next }
			/^Код ОО/ { if (held <= 50) notes += held }
			{ held = 0 }
			END { if (held <= 50) notes += held; if (notes) print notes }' a.csv >wanted
		awk -F '\t' '$3 == "note" { print $4 }' stats.tsv | diff wanted -
	done
}
