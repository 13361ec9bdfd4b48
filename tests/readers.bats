#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The page as people read it: in their own words, on a telephone, on paper, and when there is nothing to tell.
load helper
load page

setup_file() {
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines SAMPLES=$BATS_FILE_TMPDIR
	local region
	for region in orenburg volgograd dzerzhinsk; do
		shnor run "$region" "$TOP/samples/$region" "$SAMPLES/$region" 2>/dev/null
		shnor-suppress --quiet --publicity "$TOP/pipelines/common/publicity.tsv" --rule "$TOP/pipelines/$region/rule.tsv" \
			--programme "$TOP/pipelines/$region/programme.tsv" "$SAMPLES/$region" "$SAMPLES/public-$region" >/dev/null
	done
}

# section ID [FILE]: its lines.
section() {
	sed -n "/<section id=\"$1\"/,/<\/section>/p" "${2:-page.html}"
}

# rows ID: the cells of its tables' rows, parted by |.
rows() {
	section "$@" | sed -e 's/<t[dh][^>]*>/|/g' -e 's/<[^>]*>//g' -e 's/\xc2\xa0/ /g' | grep '^|'
}

@test "a list without rows is a sentence, not a bare head; a public extract does not say that there are none" {
	folder
	sed -i -e 's/\tlow\t0.75/\tnot_low\t0.75/' out/classes.tsv
	sed -i -e 's/\tleft\t/\tstays\t/' out/membership.tsv
	printf 'year\tschool_id\tvalue\told\tnew\tdocument\tdate\n' >out/overrides.tsv
	printf 'level\tindicator\tyear\n' >out/programme.tsv
	page "${labels[@]}" --improved oge-mat:share out >page.html
	for id in list left improved; do
		section "$id" >part
		grep -q '<p>Таких школ нет.</p>' part || fail "$id"
		run grep -c '<table' part
		assert_output 0
	done
	for id in overrides programme; do
		section "$id" >part
		grep -q '<p>Таких записей нет.</p>' part || fail "$id"
		run grep -c '<table' part
		assert_output 0
	done
	printf 'year\tmunicipality\tindicator\tn\tvalue\n2024\t\toge-mat:share\t40\t<10 %%\n' >out/indicators-totals.tsv
	page "${labels[@]}" --improved oge-mat:share out >page.html
	for id in list left improved; do
		section "$id" >part
		grep -q 'Не опубликовано ни одной школы' part || fail "$id"
	done
	run grep -c 'Таких школ нет' page.html
	assert_output 0
}

@test "a column of which nothing is known is left out" {
	folder
	rows list <(page "${labels[@]}" out) >with
	grep -q '^|Первый район|0101|Школа один|низкие результаты|0,750|включена|2025$' with
	awk -F '\t' -v OFS='\t' 'NR > 1 { $6 = "" } 1' out/classes.tsv >classes && mv classes out/classes.tsv
	awk -F '\t' -v OFS='\t' 'NR > 1 { $5 = "" } 1' out/membership.tsv >members && mv members out/membership.tsv
	page "${labels[@]}" out >page.html
	rows list >without
	grep -q '^|Первый район|0101|Школа один|низкие результаты|включена$' without
	run grep -c 'Вероятность<\|С года' page.html
	assert_output 0
	# A card tells what is known of the school's place in the programme, and no more.
	grep -q '<p>Программа 2025 года: включена, лет: 1.</p>' page.html
	browser
	for region in orenburg volgograd dzerzhinsk; do
		shnor-report --format html "${labels[@]}" --rule "$TOP/pipelines/$region/rule.tsv" "$SAMPLES/public-$region" >public.html
		run browse public.html eval='[...document.querySelectorAll("table.sorts")].flatMap(t => [...t.tHead.rows[0].cells]
			.filter((h, i) => ![...t.tBodies[0].rows].some(r => r.cells[i].textContent)).map(h => t.caption.textContent + h.textContent))'
		assert_output '[]'
	done
}

@test "a public extract: its totals, what is counted over a part of the schools, and whole per cent as such" {
	for region in orenburg volgograd dzerzhinsk; do
		page "${labels[@]}" --labels "$TOP/pipelines/$region/labels.tsv" "$SAMPLES/public-$region" >page.html
		# Every figure of the totals, year by year, with its participants.
		rows totals | tail -n +2 | sort >actual
		awk -F '\t' -v OFS='|' 'FNR > 1 {
				if (!($1 in years)) { years[$1]; order[++n] = $1 }
				key = ($2 == "" ? "все" : $2) OFS $3
				value = $5 == "*" ? "не публикуется" : $5 ~ /%/ ? $5 : sprintf($5 ~ /\.[0-9][0-9]?$/ || $5 !~ /\./ ? "%.0f %%" : "%.1f %%", $5 * 100)
				sub(/\./, ",", value)
				cell[key, $1] = value ($4 == "" ? "" : " " $4); keys[key]
			}
			END {
				for (key in keys) {
					line = ""
					for (i = 1; i <= n; i++) line = line OFS cell[key, order[i]]
					print OFS key line
				}
			}' "$SAMPLES/public-$region/indicators-totals.tsv" |
			while IFS='|' read -r none place indicator rest; do
				name=$(awk -F '\t' -v m="${indicator%:share}" '$1 == "reason" && $2 == m { print $3; exit }' "$TOP"/pipelines/{common/labels,common/labels-measures,"$region"/labels}.tsv)
				echo "|$place|${name:-$indicator}|$rest"
			done | sed -e 's/</\&lt;/g' -e 's/>/\&gt;/g' | sort >expected
		diff expected actual
	done
	section dynamics | grep -q '<p>Считаются только школы, чьи результаты обоих лет опубликованы'
	run grep -c 'indicators-totals.tsv' page.html
	assert_output 0
	# On the page of the results themselves there is no such section or word.
	page "${labels[@]}" "$SAMPLES/orenburg" >page.html
	run grep -c 'id="totals"\|чьи результаты обоих лет' page.html
	assert_output 0
}

@test "Russian throughout: the settings of the rule, their sources, steps, reasons to leave records out" {
	for region in orenburg volgograd dzerzhinsk; do
		section method "$SAMPLES/$region/report.html" | sed -n '/Настройки правила/,/<\/table>/p' >settings
		[ "$(grep -c '^<tr>' settings)" = "$(grep -vc '^#\|^option' "$TOP/pipelines/$region/rule.tsv")" ]
		run bash -c "grep '^<tr>' settings | sed 's/<[^>]*>/ /g' | grep -i '[a-z]'"
		assert_output ''
		rows quality "$SAMPLES/$region/report.html" >found
		run grep -iE 'import|normalize|another|retake|empty line' found
		assert_output ''
		# Of tables' lines that nobody has checked, all but the patterns of indicators.
		section quality "$SAMPLES/$region/report.html" | sed -n '/не сверенные с первоисточником/,/<\/table>/p' | grep '^<tr>' |
			sed -e 's/<th[^>]*>[a-z-]*\.tsv/ /' -e 's/<[^>]*>/ /g' -e 's/Показатель: [^ ]*//' >unchecked
		[ -s unchecked ]
		run grep -i '[a-z]' unchecked
		assert_output ''
	done
	# A region's own word stands as it is.
	folder
	printf 'option\tvalue\tsource\nshare\t0.275\tПриказ 5\nmeasures\toge-mat,oge-rus\tour order\n' >rule.tsv
	page --rule rule.tsv "${labels[@]}" --labels "$TOP/pipelines/common/labels-method.tsv" out >page.html
	run rows method
	assert_line '|Доля, с которой результат низкий|27,5 %|Приказ 5'
	assert_line '|Процедуры|ОГЭ математика, ОГЭ русский|our order'
}

@test "the page of a run tells what of the inbox was left out, as many as its counts say" {
	for region in orenburg volgograd dzerzhinsk; do
		section quality "$SAMPLES/$region/report.html" | sed -n '/Записи, которые по правилам не учитываются/,/<\/table>/p' |
			sed -n 's/^<tr>.*<td class="n">\([0-9]*\)$/\1/p' | sort >actual
		awk -F '\t' 'NR == FNR { if (sub(/^import:/, "", $1)) read[$1]; next }
			$2 == "skipped" && $4 > 0 { kind = $1; sub(/^[a-z]*:/, "", kind); if ($1 ~ /^import:/ || ($1 ~ /^normalize:/ && kind in read)) print $4 }' \
			"$SAMPLES/$region/stats.tsv" "$SAMPLES/$region/stats.tsv" | sort >expected
		[ -s expected ]
		diff expected actual
	done
}

@test "probabilities are written alike" {
	grep -q $'\t1\t' "$SAMPLES/volgograd/classes.tsv"
	run bash -c "$(declare -f section rows); rows list '$SAMPLES/volgograd/report.html' | tail -n +2 | cut -d '|' -f 6 | grep -v '^[01],[0-9][0-9][0-9]$'"
	assert_output ''
	run grep -o 'Вероятность [0-9]*\.' "$SAMPLES/volgograd/report.html"
	assert_output ''
}

@test "why a curator school: a line for each ground, in words, with what it costs" {
	folder
	{
		printf 'year\tmunicipality\tschool_id\tstatus\tcurator_municipality\tcurator_id\tdistance\tcost\tsubjects\treason\n'
		printf '2025\tПервый район\t0101\tpaired\tВторой район\t0202\t12.5\t47\trus\t%s\n' \
			'rus: oge-rus:share 0.375 >= 0.048 (median of 36 schools), curator 0 (low 2 of 5) = 0; participants: 97, curator 355 = 22; distance: 12.5 km = 25; curator: not_low in 2023; not_low in 2024; schools of the curator: 1 of 2'
	} >out/pairs.tsv
	page "${labels[@]}" --labels "$TOP/pipelines/common/labels-pairs.tsv" out >page.html
	grep -o '<ul class="why">.*' page.html | sed -e 's/<\/ul>.*//' -e 's/<li>/\n/g' -e 's/<[^>]*>//g' | tail -n +2 >lines
	diff lines - <<'END'
русский язык: ОГЭ русский 0,375 — не меньше, чем 0,048 (медиана 36 школ), у куратора 0 (нужна помощь: 2 из 5)
участников: 97, у куратора 355 стоимость пары +22
расстояние: 12,5 км стоимость пары +25
куратор: нет низких результатов в 2023; нет низких результатов в 2024; школ у куратора: 1 из 2
END
	# The grounds of the runs are all there, none with the stream's words.
	for region in volgograd dzerzhinsk; do
		grep -o '<ul class="why">.*' "$SAMPLES/$region/report.html" | sed 's/<\/ul>.*//' | grep -o '<li>' | wc -l >count
		awk -F '\t' 'NR > 1 { sub(/; curator: .*/, "; curator", $10); all += gsub(/; /, "", $10) + 1 } END { print all }' \
			"$SAMPLES/$region/pairs.tsv" | diff - count
		run bash -c "grep -o '<ul class=\"why\">.*' '$SAMPLES/$region/report.html' | sed -e 's/<.ul>.*//' -e 's/<[^>]*>//g' | grep -E '[a-z]{3}| = |&[lg]t;'"
		assert_output ''
	done
}

@test "an English page says which texts are in Russian, and marks them for readers" {
	shnor-report --format html --language en --labels "$TOP/pipelines/common/english.tsv" --rule "$TOP/pipelines/orenburg/rule.tsv" \
		"$SAMPLES/orenburg" >page.html
	section recommendations | grep -q '<p>Recommendations, their sources and decisions are in Russian'
	run bash -c "$(declare -f section); section recommendations page.html | grep '^<tr>' | grep -o '<t[dh][^>]*>[^<]*' | grep -P '[\xd0\xd1]' | grep -v 'lang=\"ru\"'"
	assert_output ''
	section cards page.html | grep -o '<li[^>]*>' | sort -u >items
	echo '<li lang="ru">' | diff - items
	run grep -c 'lang="ru"' "$SAMPLES/orenburg/report.html"
	assert_output 1 # that of the page
}

@test "of a decision nothing is said to have become of it before that is known" {
	folder
	{
		printf 'year\tmunicipality\tschool_id\tkind\tdecision\tindicator\tyear_from\tyear_to\tfrom\tto\ttrend\n'
		printf '2024\tПервый район\t0101\tcontrolling\tПроверки\toge-mat:share\t2024\t\t0.357\t\tno_data\n'
		printf '2024\tПервый район\t0101\torganising\tСовет\toge-rus:share\t\t\t\t\tno_data\n'
		printf '2023\tПервый район\t0101\torganising\tСовет\toge-mat:share\t2023\t2024\t0.2\t0.357\tdeclined\n'
	} >out/decisions.tsv
	page "${labels[@]}" out | grep -o '<ul><li>202.*' | sed -e 's/<\/ul>.*//' -e 's/<li>/\n/g' -e 's/<[^>]*>//g' | tail -n +2 >lines
	diff lines - <<'END'
2023, организующее: Совет. ОГЭ математика, доля низких, 2023–2024: было 0,200, стало 0,357, ухудшение.
2024, контролирующее: Проверки. ОГЭ математика, доля низких, 2024: 0,357; что стало, ещё не известно.
2024, организующее: Совет. ОГЭ русский, доля низких: данных нет.
END
}

@test "rows of all municipalities say so" {
	section decisions "$SAMPLES/volgograd/report.html" >part
	grep -q '<th scope="row">все<' part
	run grep -c '<th scope="row"><t' "$SAMPLES/volgograd/report.html"
	assert_output 0
}

@test "in a browser, on a telephone: every row a block with its heads; nothing is cut off, and what scrolls shows it" {
	browser
	wide='[...document.querySelectorAll(".wide")].filter(w => w.scrollWidth > w.clientWidth).length'
	for region in volgograd dzerzhinsk; do
		run browse "$SAMPLES/$region/report.html" width=390 \
			eval='[...document.querySelectorAll("table.sorts")].every(t => getComputedStyle(t.tBodies[0].rows[0]).display === "grid")' \
			eval='[...document.querySelectorAll("table.sorts td")].every(d => d.dataset.head && d.getAttribute("role") === "cell")' \
			eval='[...document.querySelectorAll("table")].every(t => t.getBoundingClientRect().right <= 391)' \
			eval="$wide" eval='document.documentElement.scrollWidth' \
			eval='{ const r = document.querySelector("#list tbody").rows[0]; [...r.cells].every(c => !c.textContent || c.getBoundingClientRect().right < 391) }' \
			eval='{ const f = document.querySelector("#list input"); f.value = "no such"; f.dispatchEvent(new Event("input"));
				[...document.querySelectorAll("#list tbody tr")].every(r => getComputedStyle(r).display === "none") }'
		assert_output 'true
true
true
0
390
true
true'
	done
	# Without the script tables scroll in their own place, and a shadow at the edge says so.
	sed '/^<script>/,/<\/script>$/d' "$SAMPLES/volgograd/report.html" >page.html
	run browse page.html width=390 eval="$wide > 5" eval='document.documentElement.scrollWidth' \
		eval='getComputedStyle(document.querySelector(".wide")).backgroundImage.split("linear-gradient").length'
	assert_output 'true
390
5'
	# What is wider than its place can be reached and scrolled with the keys, and is named; nothing else is a stop.
	run browse "$SAMPLES/volgograd/report.html" width=700 eval='new Promise(f => setTimeout(f, 100))' \
		eval='[...document.querySelectorAll(".wide")].every(w => w.closest("details") || (w.scrollWidth > w.clientWidth) === (w.tabIndex === 0 && w.getAttribute("role") === "region" && w.getAttribute("aria-label").length > 10))' \
		eval="$wide > 1"
	assert_line --index 1 true
	assert_line --index 2 true
}

@test "in a browser, on a telephone: the table of one stream scrolls in its place" {
	browser
	shnor-report --format html "${labels[@]}" --title Выводы "$SAMPLES/volgograd/classes.tsv" >page.html
	run browse page.html width=390 eval='document.documentElement.scrollWidth' \
		eval='{ const w = document.querySelector("main .wide"); w.scrollWidth > w.clientWidth && w.tabIndex === 0 }'
	assert_output '390
true'
}

@test "on paper: cards in two columns on few pages, heads of tables again on each, no heading left alone" {
	browser
	run browse "$SAMPLES/volgograd/report.html" pdf=page.pdf on=paper \
		eval='getComputedStyle(document.getElementById("cards")).columnCount' \
		eval='[...document.querySelectorAll("thead")].every(h => getComputedStyle(h).display === "table-header-group")' \
		eval='[...document.querySelectorAll("h2,h3,h4,h5,caption,thead")].every(h => getComputedStyle(h).breakAfter === "avoid")' \
		eval='[...document.querySelectorAll(".sorts tbody tr")].every(r => getComputedStyle(r).breakInside === "avoid")'
	assert_output '"2"
true
true
true'
	# 28 cards, and the lists.
	[ "$(grep -ac '/Type /Page$' page.pdf)" -le 45 ]
	browse "$SAMPLES/orenburg/report.html" pdf=page.pdf
	[ "$(grep -ac '/Type /Page$' page.pdf)" -le 24 ]
}
