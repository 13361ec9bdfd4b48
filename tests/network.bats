#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Curator schools and network pairs in the runs of the regions.
load helper

# The sample's run serves all tests that only look at the results.
setup_file() {
	bats_require_minimum_version 1.5.0
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines
	shnor run volgograd "$TOP/samples/volgograd" "$BATS_FILE_TMPDIR/out" 2>"$BATS_FILE_TMPDIR/messages"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	OUT=$BATS_FILE_TMPDIR/out
	SAMPLE=$TOP/samples/volgograd
}

# inbox: the sample without the files of the support, of curators and of distances.
inbox() {
	mkdir in
	ln -s "$SAMPLE"/* in
	rm in/support.csv in/curators.csv in/distances.csv
}

@test "each school of the programme stands there once, with a curator that is none of them, or with the reason why not" {
	diff <(awk -F '\t' '$1 == 2025 && $4 ~ /^(entered|stays|candidate|returned)$/ { print $3 }' "$OUT/membership.tsv" | sort) \
		<(awk -F '\t' 'NR > 1 { print $3 }' "$OUT/pairs.tsv" | sort)
	run awk -F '\t' 'FNR == 1 { file++; next }
		file == 1 { supported[$3]; next }
		$4 == "unpaired" ? $6 != "" || $10 == "" : $6 == "" || ($6 in supported) || $6 == $3 { print "wrong:", $3, $6 }' \
		"$OUT/pairs.tsv" "$OUT/pairs.tsv"
	assert_output ''
}

@test "the parts of every reason add up to the cost" {
	run awk -F '\t' 'NR > 1 && $6 != "" {
			rest = $10; sum = 0
			while (match(rest, / = [0-9]+/)) { sum += substr(rest, RSTART + 3, RLENGTH - 3); rest = substr(rest, RSTART + RLENGTH) }
			if (sum != $8) print $3, $8, sum
			seen++
		}
		END { print (seen > 20) }' "$OUT/pairs.tsv"
	assert_output 1
}

@test "the costs equal an independent computation from the indicators, the registry and the files of the inbox" {
	iconv -f CP1251 -t UTF-8 "$SAMPLE/distances.csv" | tr -d '\r' | tr ',;' '.\t' | tail -n +2 >distances
	iconv -f CP1251 -t UTF-8 "$SAMPLE/curators.csv" | tr -d '\r' | tr ';' '\t' | tail -n +2 >offers
	awk -F '\t' '
		FNR == 1 { file++; split("", place); for (i = 1; i <= NF; i++) place[$i] = i }
		file == 1 && FNR > 1 { home[$place["school_id"]] = $place["municipality"]; type[$place["school_id"]] = $place["type"] }
		file == 2 && $1 == 2024 { value[$3, $4] = $6; n[$3, $4] = $5; schools[$3]; if ($4 ~ /^results_index:.*-(rus|mat|mat_prof)$/) parts[$4] }
		file == 3 && $1 == 2024 { class[$3] = $5 }
		file == 4 { km[$1, $2] = km[$2, $1] = $3 }
		file == 5 { site[$2] = $3 ~ /^(РИП|да)$/; subject[$2] = $6 }
		file == 6 && FNR == 1 { medians() }
		file == 6 && FNR > 1 && $6 != "" { check($3, $6, $8) }
		function medians(   part, s, i, j, count, list, t) {
			for (part in parts) {
				count = 0
				for (s in schools) if ((s, part) in value) list[++count] = value[s, part] + 0
				for (i = 2; i <= count; i++) for (j = i; j > 1 && list[j] < list[j - 1]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
				median[part] = (list[int((count + 1) / 2)] + list[int(count / 2) + 1]) / 2
			}
		}
		function low(s, what,   part, known, worse) {
			for (part in parts) if (part ~ what && (s, part) in value) { known++; worse += value[s, part] + 0 < median[part] }
			return known ? 2 * worse >= known : -1
		}
		function helps(c, what, word) { return low(c, what) == 0 && (subject[c] == "" || tolower(subject[c]) ~ word) }
		function half(x) { return int(x + 0.5) }
		function check(s, c, cost,   sum, d, larger, known) {
			sum = (low(s, "-rus$") == 1 && !helps(c, "-rus$", "рус") ? 100 : 0) + (low(s, "-mat(_prof)?$") == 1 && !helps(c, "-mat(_prof)?$", "мат|Мат") ? 100 : 0)
			known = (s, "social_index") in value && (c, "social_index") in value
			d = known ? value[s, "social_index"] - value[c, "social_index"] : 0
			d = half((d < 0 ? -d : d) * 2)
			sum += known ? (d > 40 ? 40 : d) : 20
			d = n[s, "social-registered:share"] - n[c, "social-registered:share"]; d = d < 0 ? -d : d
			larger = n[s, "social-registered:share"] > n[c, "social-registered:share"] ? n[s, "social-registered:share"] : n[c, "social-registered:share"]
			sum += (s, "social-registered:share") in value && (c, "social-registered:share") in value ? half(d * 30 / larger) : 15
			sum += (home[s] == home[c] ? 0 : 30) + (type[s] == type[c] ? 0 : 15)
			sum += (s, c) in km ? (km[s, c] > 100 ? 100 : half(km[s, c])) : 50
			sum += class[s] == "deprived" && class[c] != "resilient" ? 25 : 0
			sum += site[c] ? 0 : 10
			if (sum != cost) print s, c, cost, sum
			seen++
		}
		END { print seen }' "$OUT/schools.tsv" "$OUT/indicators.tsv" "$OUT/classes.tsv" distances offers "$OUT/pairs.tsv" >actual
	run cat actual
	assert_output "$(awk -F '\t' 'NR > 1 && $6 != ""' "$OUT/pairs.tsv" | wc -l)"
}

@test "curators are those of the file with three strong years, ready to take part; none has more schools than places" {
	iconv -f CP1251 -t UTF-8 "$SAMPLE/curators.csv" | tr -d '\r' | tr ';' '\t' >offers
	awk -F '\t' 'FNR == 1 { file++ }
		file == 1 && FNR > 1 && $5 ~ /^(effective|resilient)$/ { strong[$3]++ }
		file == 2 && FNR > 1 { supported[$3] }
		file == 3 && FNR > 1 && $4 == "готова" && strong[$2] == 3 && !($2 in supported) { print $2 "\t" ($5 == "" ? 1 : $5) }' \
		"$OUT/classes.tsv" "$OUT/pairs.tsv" offers | sort >expected
	awk -F '\t' 'NR > 1 && $5 != "" { print $3 "\t" $5; if ($6 > $5) print "too many: " $3 }' "$OUT/curators.tsv" | sort >actual
	diff expected actual
	[ "$(wc -l <actual)" -gt 8 ]
}

@test "the report shows the pairs, in Russian" {
	run cat "$OUT/report.html"
	assert_output --partial '<h4>Школа-куратор</h4>'
	assert_output --partial 'пара сохранена'
	assert_output --partial 'назначен куратор'
	assert_output --partial 'Школы-кураторы'
	refute_output --partial 'schools of the curator'
	refute_output --partial 'not ready'
}

@test "without files of curators, distances and pairs: every strong school, told; pairs that are there come from the list alone" {
	inbox
	run -0 shnor run volgograd in out
	assert_output --partial 'no file of curators: every school with stably high results is taken for one'
	assert_output --partial 'supported schools have no curator, see pairs.tsv'
	run cut -f 4 out/pairs.tsv
	refute_output --partial kept
	refute_output --partial $'\nstatus'
	run awk -F '\t' 'NR > 1 && $7 != ""' out/pairs.tsv
	assert_output ''
	# Coordinates of the registry do as well as a table.
	rm in/schools.csv
	awk -F '\t' -v OFS=';' 'NR == 1 { print "Код ОО", "Логин ФИС ОКО", "Наименование ОО", "МСУ", "Тип", "Преемник", "Действует с", "Действует по", "Широта", "Долгота" }
		FNR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
		{ print $1, $2, "школа " NR, $place["municipality"], $place["type"], $place["successor"], $place["from"], $place["to"], "48," 100 + NR, "44," 900 - NR }' \
		"$OUT/schools.tsv" >in/schools.csv
	shnor run volgograd in out 2>/dev/null
	run awk -F '\t' 'NR > 1 && $6 != "" { n++; none += $7 == "" } END { print (n > 20), none + 0 }' out/pairs.tsv
	assert_output '1 0'
}

@test "a marker of biased results in one of the years makes no curator" {
	curator=$(awk -F '\t' '$4 == "paired" { print $6; exit }' "$OUT/pairs.tsv")
	login=$(awk -F '\t' -v school="$curator" '$1 == school { print $2 }' "$OUT/schools.tsv")
	mkdir in
	ln -s "$SAMPLE"/* in
	printf 'Год;Муниципалитет;Логин;ОО;4 РУ;4 МА;5 РУ;5 МА;Количество маркеров\n2023;;%s;;0;1;0;0;1\n' "$login" >in/bias-2023.csv
	cp -r "$OUT" out
	shnor run volgograd in out 2>/dev/null
	grep -q "^pairs	2025	.*	$curator	.*	data$" out/changes.tsv
	run awk -F '\t' -v school="$curator" '$3 == school { print $4, $8 }' out/curators.tsv
	assert_output --regexp '^unfit objectivity marker: .* in 2023 \(objectivity marker\)'
	run cut -f 6 out/pairs.tsv
	refute_line "$curator"
}

@test "Orenburg pairs mentors where somebody has said who may be one, in the stage of the identification too" {
	mkdir in
	ln -s "$TOP"/samples/orenburg/* in
	shnor run orenburg in out 2>/dev/null
	[ ! -e out/pairs.tsv ]
	{
		echo 'Год;Код ОО;Готовность;Вместимость'
		awk -F '\t' '$1 == 2024 && $5 == "not_low" { print "2025;" $3 ";да;2" }' out/classes.tsv
	} >in/curators.csv
	shnor run orenburg in out 2>/dev/null
	run awk -F '\t' 'NR > 1 { n[$4]++ } END { print (n["paired"] > 3), (n["kept"] > 3), n["unpaired"] + 0 }' out/pairs.tsv
	assert_output '1 1 0'
	shnor run orenburg --stage identification in stage 2>/dev/null
	cmp out/pairs.tsv stage/pairs.tsv
}

@test "the same pairs whatever the order of the inbox's lines" {
	mkdir in
	ln -s "$SAMPLE"/* in
	for file in curators distances support; do
		rm "in/$file.csv"
		{ head -n 1 "$SAMPLE/$file.csv"; tail -n +2 "$SAMPLE/$file.csv" | shuf --random-source=<(yes "$file"); } >"in/$file.csv"
	done
	shnor run volgograd in out 2>/dev/null
	cmp "$OUT/pairs.tsv" out/pairs.tsv
	cmp "$OUT/curators.tsv" out/curators.tsv
}

@test "Dzerzhinsk proposes a school of high results to each of both categories that has none" {
	shnor run dzerzhinsk "$TOP/samples/dzerzhinsk" out 2>/dev/null
	diff <(tail -q -n +2 out/membership.tsv out/membership-adverse.tsv |
		awk -F '\t' '$1 == 2025 && $4 ~ /^(entered|stays|candidate|returned)$/ { print $3 }' | sort -u) \
		<(awk -F '\t' 'NR > 1 { print $3 }' out/pairs.tsv | sort)
	run awk -F '\t' 'NR > 1 { n[$4]++ } END { print n["kept"], n["paired"], n["unpaired"] + 0 }' out/pairs.tsv
	assert_output '6 4 0'
}
