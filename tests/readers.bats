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
куратор: по правилу результаты не низкие в 2023; по правилу результаты не низкие в 2024; школ у куратора: 1 из 2
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
	page "${labels[@]}" out | grep -o '<ul><li>202.*' | sed -e 's/\xc2\xa0/ /g' -e 's/<\/ul>.*//' -e 's/<li>/\n/g' -e 's/<[^>]*>//g' | tail -n +2 >lines
	diff lines - <<'END'
2023, организующее: Совет. ОГЭ математика, доля низких, 2023–2024: было 20,0 %, стало 35,7 %, ухудшение.
2024, контролирующее: Проверки. ОГЭ математика, доля низких, 2024: 35,7 %; что стало, ещё не известно.
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
	# A card says more in words where its figures are coarse.
	for region in orenburg volgograd dzerzhinsk; do
		page=public-$region.html
		shnor-report --format html "${labels[@]}" --labels "$TOP/pipelines/$region/labels.tsv" --rule "$TOP/pipelines/$region/rule.tsv" \
			"$SAMPLES/public-$region" >"$page"
		run browse "$page" width=390 eval='document.documentElement.scrollWidth' \
			eval='[...document.querySelectorAll("article table")].every(t => t.getBoundingClientRect().right < t.parentNode.getBoundingClientRect().right)'
		assert_output '390
true'
	done
	# Without the script tables scroll in their own place, and a shadow at the edge says so.
	sed '/^<script>/,/<\/script>$/d' "$SAMPLES/volgograd/report.html" >page.html
	run browse page.html width=390 eval="$wide > 5" eval='document.documentElement.scrollWidth' \
		eval='getComputedStyle(document.querySelector(".wide")).backgroundImage.split("linear-gradient").length'
	assert_output 'true
390
5'
	# Long texts are given width there, so that no row is a blank screen.
	sed '/^<script>/,/<\/script>$/d' "$SAMPLES/dzerzhinsk/report.html" >page.html
	run browse page.html width=390 eval='[...document.querySelectorAll(".wide tbody tr")].every(r => r.getBoundingClientRect().height < 260)'
	assert_output true
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

# figures [FILE]: what stands on the tiles.
figures() {
	section summary "$@" | sed -n 's/^<div><dt>\(.*\)<\/dt><dd>\(.*\)<\/dd><\/div>$/\1: \2/p'
}

@test "a public page tells who leaves as its workbook does, and no 0 of what is not told" {
	for region in orenburg volgograd dzerzhinsk; do
		page "${labels[@]}" --rule "$TOP/pipelines/$region/rule.tsv" "$SAMPLES/public-$region" >page.html
		year=$(cut -f 1 "$SAMPLES/public-$region/membership.tsv" | sort -n | tail -n 1)
		awk -F '\t' -v year="$year" '$1 == year && $4 == "left" { print $3 }' "$SAMPLES/public-$region/membership.tsv" | sort >expected
		rows left | tail -n +2 | cut -d '|' -f 3 | sort | diff expected -
		count=$(wc -l <expected)
		[ "$count" -gt 0 ] || count='не публикуется'
		figures page.html | grep -qx "К исключению: $count"
	done
	# Nothing is published of the list: that is no 0 either, nor among the municipalities.
	cp -r "$SAMPLES/public-volgograd" out
	sed -i 's/\t\(failing\|deprived\)\t/\tnot_published\t/' out/classes.tsv
	page "${labels[@]}" out >page.html
	figures page.html | grep -qx 'С низкими результатами: не публикуется'
	run rows municipalities
	assert_line --regexp '^\|Модельный район\|[0-9]+\|\*\|'
}

@test "memberships of an earlier year than the list are told with their year, and nobody leaves by them" {
	folder
	sed -i 's/^2025/2023/' out/membership.tsv
	page "${labels[@]}" out >page.html
	run figures page.html
	assert_line 'В программе 2023 года: 1'
	refute_line --partial 'К исключению'
	section summary page.html | grep -q 'состав программы — на 2023 год. Кто в ней в 2025 году, на этой странице не сказано.'
	run grep -c 'id="left"' page.html
	assert_output 0
	run rows list page.html
	assert_line '|Первый район|0101|Школа один|низкие результаты|0,750'
	run rows municipalities page.html
	refute_output --partial 'В программе'
	# A municipality that nobody is in the programme of is not without one.
	sed -i '$s/^2023/2025/' out/membership.tsv
	page "${labels[@]}" --where 'municipality=Первый район' out >other.html
	run figures other.html
	assert_line 'В программе: 0'
	assert_line 'К исключению: 0'
	run grep -c 'Последний известный' other.html
	assert_output 0
	# In the card the year stands beside it.
	grep -q '<p>Программа 2023 года: включена' page.html
}

@test "curator schools are counted for the programme, and for others apart; it is told which schools have a card" {
	run figures "$SAMPLES/dzerzhinsk/report.html"
	assert_line 'В программе: 7'
	assert_line 'Из программы есть школа-куратор: 7'
	assert_line 'В неблагоприятных условиях вне программы, есть школа-куратор: 3'
	for region in orenburg dzerzhinsk; do
		section dynamics "$SAMPLES/$region/report.html" | grep '^<p>Школ с карточкой' | grep -o '[0-9]*' >counts
		[ "$(head -n 1 counts)" = "$(grep -c '<article' "$SAMPLES/$region/report.html")" ]
		[ "$(head -n 1 counts)" = "$(($(tail -n +2 counts | paste -sd +)))" ]
	done
	section dynamics "$SAMPLES/orenburg/report.html" |
		grep -q '<p>Школ с карточкой — 21: с низкими результатами или в программе — 18; к исключению из неё — 3.</p>'
}

@test "a decision says how its indicator changed: shares in percent, told apart, by chance, over which schools" {
	run rows decisions "$SAMPLES/dzerzhinsk/report.html"
	assert_line --partial '|ВПР 5 математика, доля низких|2022|2024|10,23 %|10,19 %|улучшение|нет|'
	assert_line --partial '|2022|2023|70,0 %|57,1 %|без изменений||изменение 0,0 п. п. у школ, которые считались в оба года: 6'
	assert_line --partial '|2023|2025|75,0 %|42,9 %|не сравнивается||каждый год считаются другие школы'
	section decisions "$SAMPLES/dzerzhinsk/report.html" >part
	grep -q '<p>«Не случайно: нет» —' part
	grep -q '<p>Где считаются школы программы, изменение — по школам, учтённым в оба года' part
	sed 's/\xc2\xa0/ /g' "$SAMPLES/dzerzhinsk/report.html" >page.html
	grep -q 'было 60,0 %, стало 30,0 %, улучшение, в пределах случайного\.' page.html
	grep -q 'было 5,3 %, стало 25,4 %, ухудшение\.' page.html
	grep -q 'было 58,3 %, стало 58,3 %, без изменений\.' page.html
}

@test "shares are in percent throughout, what differs from them in points" {
	rows programme "$SAMPLES/volgograd/report.html" >table
	awk -F '\t' -v OFS='|' '$1 == "region" && $6 != "" && $4 == "schools_improved" { printf "%s|%d|%d|%.1f %%\n", $5, $6, $7, $8 * 100 }' \
		"$SAMPLES/volgograd/programme.tsv" | tr . , >expected
	[ "$(wc -l <expected)" = 2 ]
	cut -d '|' -f 3-6 table | grep -cxFf expected | grep -qx 2
	grep -q ' п\. п\.|' table
	# Means are not, and what stands for a figure is as it is.
	folder
	{
		printf 'level\tindicator\tyear\tk\tn\tvalue\ttarget\tdistance\tmet\tchange\ttrend\n'
		printf 'region\tmean\t2024\t\t9\t0.5\t\t\t\t0.25\timproved\n'
		printf 'region\tsome\t2024\t2\t4\t0.5\t0.65\t-0.15\tno\t\t\n'
		printf 'region\tothers\t2024\t*\t4\t<10 %%\t\t\t\t\t\n'
	} >out/programme.tsv
	page "${labels[@]}" out >page.html
	run rows programme
	assert_line '|mean|2024||9|0,500||||0,250|улучшение'
	assert_line '|some|2024|2|4|50,0 %|65,0 %|-15,0 п. п.|нет||'
	assert_line '|others|2024|*|4|&lt;10 %|||||'
}

@test "in a browser: points sort as numbers" {
	browser
	run browse "$SAMPLES/orenburg/report.html" eval='{ const t = document.querySelector("#programme table"),
		at = [...t.tHead.rows[0].cells].findIndex(h => /прошлому/.test(h.textContent)); t.tHead.rows[0].cells[at].querySelector("button").click();
		const v = [...t.tBodies[0].rows].map(r => r.cells[at].textContent).filter(Boolean).map(s => parseFloat(s.replace(",", ".")));
		v.length > 3 && v.every((x, i) => !i || v[i - 1] <= x) }'
	assert_output true
}

@test "who is to leave by a verdict that is doubtful: it is said in words that do not contradict, and warned of" {
	section left "$SAMPLES/orenburg/report.html" >part
	grep -q '<p>Осторожно: решает один участник .* Таких школ — 1\. Прежде чем исключать' part
	rows left "$SAMPLES/orenburg/report.html" | grep '|410815|' >row
	grep -q 'по правилу результаты не низкие в 2024: 1 с низкими результатами из 6' row
	run grep -c 'нет низких результатов' "$SAMPLES/orenburg/report.html"
	assert_output 0
	# Where every verdict stands by itself there is no such word.
	folder
	page "${labels[@]}" out >page.html
	run grep -c 'Осторожно' page.html
	assert_output 0
}

@test "in a browser: names sort by their letters, whatever their quotes" {
	browser
	folder
	printf 'school_id\tname\tmunicipality\n0101\tМБОУ "Чаечная"\tX\n0202\tМБОУ «Бахчевая»\tX\n' >out/schools.tsv
	printf 'year\tmunicipality\tschool_id\tclass\n2024\tX\t0101\tlow\n2024\tX\t0202\tlow\n' >out/classes.tsv
	shnor-report --format html "${labels[@]}" out >page.html
	run browse page.html eval='{ const t = document.querySelector("#list table"); t.tHead.rows[0].cells[2].querySelector("button").click();
		[...t.tBodies[0].rows].map(r => r.cells[1].textContent).join() }'
	assert_output '"0202,0101"'
}
