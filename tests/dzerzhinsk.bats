#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The Dzerzhinsk pipeline as a whole: every indicator of the programme recounted from the raw files, who is in it and who leaves.
load helper
load programme

# The pipeline run once over the sample serves the tests that only look at the results.
setup_file() {
	bats_require_minimum_version 1.5.0
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines
	shnor run dzerzhinsk "$TOP/samples/dzerzhinsk" "$BATS_FILE_TMPDIR/out" 2>"$BATS_FILE_TMPDIR/messages"
	"$TOP/tests/oracle/dzerzhinsk" "$TOP/samples/dzerzhinsk" >"$BATS_FILE_TMPDIR/oracle"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	OUT=$BATS_FILE_TMPDIR/out
	SAMPLE=$TOP/samples/dzerzhinsk
}

# expected KIND [CATEGORY]: those lines of the oracle, without the words given.
expected() {
	awk -F '\t' -v OFS='\t' -v kind="$1" -v category="${2-}" '
		$1 == kind && (category == "" || $2 == category) { print substr($0, length($1 (category == "" ? "" : $2 FS)) + 2) }' \
		"$BATS_FILE_TMPDIR/oracle" | sort
}

# inbox_copy: the sample, to be changed.
inbox_copy() {
	cp -r "$SAMPLE" in
	chmod -R u+w in
}

# recode FILE SCRIPT: sed over a file of the inbox, which is in windows-1251.
recode() {
	iconv -f CP1251 -t UTF-8 "$1" | sed -E "$2" | iconv -f UTF-8 -t CP1251 >file
	mv file "$1"
}

# way SCHOOL [ENDING]: its statuses, year by year.
way() {
	awk -F '\t' -v school="$1" '$3 == school { printf "%s%s:%s", sep, $1, $4; sep = " " }' "$OUT/membership${2-}.tsv"
}

@test "the sample is what its script makes" {
	"$TOP/samples/make-dzerzhinsk" made
	[ "$(ls made)" = "$(ls "$SAMPLE")" ]
	for file in made/*; do
		case $file in
		*.gz) cmp <(gzip -dc "$file") <(gzip -dc "$SAMPLE/$(basename "$file")") ;;
		*) cmp "$file" "$SAMPLE/$(basename "$file")" ;;
		esac || fail "$file differs"
	done
	cmp made.oddities.tsv "$TOP/samples/dzerzhinsk.oddities.tsv"
}

@test "observations equal an independent count from the raw files, ГВЭ too" {
	expected observation >wanted
	awk -F '\t' -v OFS='\t' 'NR > 1 && $4 ~ /^(oge|ege|gve|vpr)/ && $4 != "ege-mat_prof" { print $1, $3, $4, $5, $6 }' \
		"$OUT/observations.tsv" | sort >actual
	[ "$(wc -l <wanted)" -gt 1000 ]
	[ "$(grep -c gve9- wanted)" -gt 50 ]
	grep -q gve11-mat wanted
	diff wanted actual
}

@test "verdicts equal an independent judgement, school by school" {
	expected class >wanted
	awk -F '\t' -v OFS='\t' 'NR > 1 { print $1, $3, $5 }' "$OUT/classes.tsv" | sort >actual
	[ "$(grep -c 'low$' wanted)" -gt 100 ]
	diff wanted actual
}

@test "each indicator of the programme equals an independent count: every column, for schools and the city" {
	for ending in '' -adverse; do
		category=${ending:+adverse}
		expected programme "${category:-low}" | sed 's/^/programme\t/' >wanted
		[ "$(wc -l <wanted)" -gt 250 ]
		expected school | sed 's/^/school\t/' >>wanted
		assert_indicators wanted "$TOP/pipelines/dzerzhinsk/programme.tsv" "$OUT/programme$ending.tsv"
		# All lines of the table have something, in both categories.
		diff <(sed 1,3d "$TOP/pipelines/dzerzhinsk/programme.tsv" | cut -f 1 | sort) <(grep ^p wanted | cut -f 4 | sort -u)
	done
}

@test "schools that leave and come do not make the city better or worse: the same six schools in both years" {
	# 83/414 and 58/235 of all: +0.046; of 070280, 070513, 070594, 070723, 070949 and 071409 alone, from the files: 59/244 and 47/203.
	run awk -F '\t' '$1 == "region" && $4 == "3_low_oge" && $5 == 2023 { print $6 "/" $7, $12, $13, $14 }' "$OUT/programme.tsv"
	assert_output '58/235 -0.010276185 improved 6'
}

@test "membership equals an independent count" {
	for ending in '' -adverse; do
		category=${ending:+adverse}
		expected member "${category:-low}" >wanted
		awk -F '\t' -v OFS='\t' 'NR > 1 { print $1, $3, $4, $5 }' "$OUT/membership$ending.tsv" | sort >actual
		diff wanted actual
	done
}

@test "the ways of schools by hand: two good years, never good, off the list, back on it, in for next year" {
	run way 070158 # on the list since 2021, low in 2021, not in 2022
	assert_output '2021:entered 2022:stays 2023:left'
	run way 070280 # low every year
	assert_output '2021:entered 2022:stays 2023:stays 2024:stays 2025:stays'
	run way 071135 # low, but taken off the list after 2022
	assert_output '2021:entered 2022:stays 2023:left'
	run awk -F '\t' '$3 == "071135" && $4 == "left" { print $7 }' "$OUT/membership.tsv"
	assert_output --regexp '^low in 2022: .*; taken off by the list$'
	run way 071554 # on the list to 2022, and anew from 2024
	assert_output '2021:entered 2022:stays 2023:left 2024:returned 2025:stays'
	run way 071466
	assert_output '2025:entered'
	run way 070239 -adverse # never low: only the list takes it off
	assert_output '2021:entered 2022:stays 2023:stays 2024:stays 2025:stays'
	run way 071199 -adverse
	assert_output '2022:entered 2023:stays 2024:left'
	run way 071409 # in both categories on one line
	assert_output '2022:entered 2023:stays 2024:stays 2025:stays'
	run way 071409 -adverse
	assert_output '2022:entered 2023:stays 2024:stays 2025:stays'
	run way 070594 -adverse # on two lines, of two years
	assert_output '2023:entered 2024:stays 2025:stays'
	# Two years in the programme are asked for: good after the first, it is a candidate.
	run way 070949
	assert_output '2021:entered 2022:candidate 2023:stays 2024:left'
	run bash -c "grep -c '	left	' '$OUT/membership.tsv'"
	assert_output 7
}

@test "of two lines of a school in a year the co-operation of either counts, whatever their order" {
	# shellcheck source=/dev/null
	. "$TOP/pipelines/dzerzhinsk/steps.bash"
	table list.tsv <<'END'
year_from | municipality | school_id | measure        | n | hits | year_to
2022      | А            | 1         | school-network | 1 | 0    | 2023
2023      | А            | 1         | school-network | 1 | 1    |
2023      | А            | 2         | school-network | 1 | 1    |
2022      | А            | 2         | school-network | 1 | 0    |
END
	table members.tsv <<<$'year | school_id\n2024 | 1\n2022 | 1'
	by_year list.tsv members.tsv | tail -n +2 | cut -f 1,3,6 | sort | show >actual
	diff - actual <<'END'
2022|1|0
2022|2|0
2023|1|1
2023|2|1
2024|1|1
2024|2|1
END
}

@test "changes since the inclusion equal an independent count, and end after two years" {
	for ending in '' -adverse; do
		category=${ending:+adverse}
		expected change "${category:-low}" >wanted
		awk -F '\t' -v OFS='\t' 'NR > 1 && sub(/-all:share$/, "", $3) { print $2, $3, $4, $5, $11 }' \
			"$OUT/dynamics-since$ending.tsv" | sort >actual
		diff wanted actual
		run awk -F '\t' 'NR > 1 && ($5 - $4 < 1 || $5 - $4 > 2)' "$OUT/dynamics-since$ending.tsv"
		assert_output ''
	done
	# Off the list after 2022, and followed to 2023 all the same.
	run awk -F '\t' '$2 == "071135" && $3 == "results-all:share" { print $4, $5 }' "$OUT/dynamics-since.tsv"
	assert_output $'2021 2022\n2021 2023'
	# The school that recovers, from 2021 on.
	run awk -F '\t' '$2 == "070158" && $3 == "results-all:share" { print $4, $5, $11, $13 }' "$OUT/dynamics-since.tsv"
	assert_output $'2021 2022 improved yes\n2021 2023 improved yes'
}

@test "a school that changes its code, one that is merged and one without a year keep their series" {
	years() {
		awk -F '\t' -v school="$1" '$3 == school && $4 == "results-all:share" { printf "%s%s", sep, $1; sep = " " }' "$OUT/indicators.tsv"
	}
	run years 070723 # 521018 up to 2022
	assert_output '2021 2022 2023 2024'
	run way 070723
	assert_output '2022:entered 2023:stays 2024:stays 2025:left'
	run years 070949 # has taken over 070885
	assert_output '2021 2022 2023 2024'
	run years 071030
	assert_output '2021 2022 2024'
	run way 071030 # no results in 2023 are no good results
	assert_output '2022:entered 2023:stays 2024:stays 2025:stays'
	# The old codes are in no result but the registry.
	run bash -c "cd '$OUT' && cut -f 3 observations.tsv indicators.tsv membership.tsv programme.tsv | grep -c -e 521018 -e 070885"
	assert_output 0
	# The heir has its own teachers of 2022 and those of the school that it took over.
	run awk -F '\t' '$1 == "school" && $3 == "070949" && $4 == "4_teachers_diagnosed" { print $5, $7 }' "$OUT/programme.tsv"
	assert_line --regexp '^2022 [0-9]+$'
	both=$(zcat -f "$SAMPLE/teachers-2022.csv" | iconv -f CP1251 -t UTF-8 |
		awk -F ';' '($2 ~ /^070949/ || $2 ~ /^070885/) && $5 !~ /иректор/ { n++ } END { print n }')
	assert_line "2022 $both"
}

@test "a school of the list that becomes a new legal entity stays the same school, for all years" {
	for file in observations indicators classes dynamics dynamics-since dynamics-since-adverse membership membership-adverse \
		programme programme-adverse; do
		sed 's/071409/521999/g' "$OUT/$file.tsv" | sort >"$file.wanted"
	done
	inbox_copy
	recode in/schools.csv 's/^(071409;)edu527795(;[^;]*;[^;]*;[^;]*;[^;]*;[^;]*;);01.09.2003;;(.*)$/\1\2521999;01.09.2003;31.08.2023;\3\
521999;edu527795\2;01.09.2023;;/'
	recode in/gia9-2024.csv 's/071409/521999/'
	recode in/gia11-2024.csv 's/071409/521999/'
	recode in/teachers-2024.csv 's/071409/521999/'
	for list in 071409 521999; do # the list may know it by either code
		recode in/support.csv "s/^071409/$list/"
		shnor run dzerzhinsk in "out-$list" 2>messages
		cut -f 2,5,6 "out-$list/quality.tsv" >findings
		run grep -e 521999 -e 071409 findings
		refute_output --partial 'not yet open'
		for wanted in *.wanted; do
			diff "$wanted" <(grep -v 'results go to 521999' "out-$list/${wanted%.wanted}.tsv" | sort) || fail "${wanted%.wanted}.tsv differs"
		done
	done
}

@test "years of the list may be written as people write them" {
	inbox_copy
	recode in/support.csv '2,$s/^(([^;]*;){2})2022;/\12021\/22;/; 3s/;2021;/;01.09.2021;/; 2s/;2021;/;2021 г.;/; s/22;2023;/22;31.08.2023;/; s/;2021;2022;/;2021 год;2021-2022;/'
	shnor run dzerzhinsk in out 2>/dev/null
	for ending in '' -adverse; do
		cmp "$OUT/membership$ending.tsv" "out/membership$ending.tsv"
		cmp "$OUT/programme$ending.tsv" "out/programme$ending.tsv"
		cmp "$OUT/dynamics-since$ending.tsv" "out/dynamics-since$ending.tsv"
	done
	# What is no year is told once, with what is expected.
	recode in/support.csv 's/;31.08.2023;/;август 2023;/'
	shnor run dzerzhinsk in out 2>/dev/null
	run awk -F '\t' '$3 == "support.csv" && $6 == "year_to" { print $5, $7, $8 }' out/quality.tsv
	assert_output '070780 2023 a year not before that of the inclusion
071199 август 2023 a year such as 2024, 2023/24 or 31.08.2024, or nothing'
	run grep -c 'август 2023' out/rejects.tsv
	assert_output 1
}

@test "a list of which most is rejected does not replace the results" {
	cp -r "$OUT" out
	inbox_copy
	recode in/support.csv '2,$s/^07/7/'
	run -1 shnor run dzerzhinsk in out
	assert_output --partial 'more records of the kind support rejected than 1% (21 of 22); the results are in'
	diff -r "$OUT" out
	# Five lines of it are not too many, six are.
	inbox_lines() { rm -r in; inbox_copy; recode in/support.csv "$1"; }
	inbox_lines '2,3s/^07/7/'
	shnor run dzerzhinsk in out 2>/dev/null
	inbox_lines '2,4s/^07/7/'
	run -1 shnor run dzerzhinsk in out
	shnor run dzerzhinsk --max-rejects 30% in out 2>/dev/null
}

@test "a school that loses its exams does not leave the programme for that" {
	inbox_copy
	recode in/gia9-2024.csv 's/071030/521030/'
	recode in/gia11-2024.csv 's/071030/521030/'
	shnor run dzerzhinsk --max-rejects 100% in out 2>/dev/null
	run awk -F '\t' '$1 == 2025 && $3 == "071030" { print $4 }' out/membership.tsv
	refute_output left
	rm in/gia9-2024.csv in/vpr-2024.csv
	shnor run dzerzhinsk --max-rejects 100% in out 2>/dev/null
	run awk -F '\t' '$1 == 2025 && $4 == "left"' out/membership.tsv
	assert_output ''
}

@test "nothing of a single teacher is in any result" {
	for file in "$SAMPLE"/teachers-*.csv; do
		tail -n +2 "$file" | cut -d ';' -f 3 | tr -d '\r'
	done | grep -v '^$' | sort -u >codes
	[ "$(wc -l <codes)" -gt 400 ]
	run grep -r -F -f codes "$OUT" "$BATS_FILE_TMPDIR/messages"
	assert_failure 1
	# The broken lines are told by their place, and not shown.
	run awk -F '\t' '$1 ~ /:teachers$/ { print $2, $3, $7 }' "$OUT/rejects.tsv"
	assert_output 'teachers-2022.csv:83 too few fields (withheld: personal data)
teachers-2023.csv:468 too many fields (withheld: personal data)
teachers-2022.csv:343 unknown school (withheld: personal data)
teachers-2023.csv:161 unknown word (withheld: personal data)
teachers-2024.csv:40 unknown word (withheld: personal data)'
}

@test "every broken line of the sample is in rejects.tsv with file, line and reason" {
	tail -n +2 "$TOP/samples/dzerzhinsk.oddities.tsv" | awk -F '\t' '{ print $1 ":" $2 }' | sort >wanted
	tail -n +2 "$OUT/rejects.tsv" | cut -f 2 | sort -u >actual
	diff wanted actual
	run awk -F '\t' 'NR > 1 && ($3 == "" || $7 == "")' "$OUT/rejects.tsv"
	assert_output ''
}

@test "a rerun gives the same bytes and tells of no change" {
	cp -r "$OUT" out
	shnor run dzerzhinsk "$SAMPLE" out 2>/dev/null
	diff -r "$OUT" out
	run cat out/changes.tsv
	assert_output $'file\tyear\tmunicipality\tschool_id\tname\twas\tnow\tcause'
}

@test "a correction reaches the indicators of the programme, and changes.tsv says so" {
	cp -r "$OUT" out
	inbox_copy
	old=$(awk -F '\t' '$1 == 2024 && $3 == "071409" && $4 == "oge-mat" { print $6 }' "$OUT/observations.tsv")
	printf 'Год;Код ОО;Показатель;Было;Стало;Основание;Дата\r\n2024;071409;oge-mat:hits;%s;0;Протокол № 1;01.09.2024\r\n' "$old" |
		iconv -f UTF-8 -t CP1251 >in/overrides.csv
	shnor run dzerzhinsk in out 2>/dev/null
	run awk -F '\t' '$4 == "" && $1 ~ /^programme/ && $3 == "" { print $1, $2, $5, $8 }' out/changes.tsv
	assert_line 'programme 2024 3_low_oge data'
	assert_line 'programme-adverse 2024 3_low_oge data'
	k() { awk -F '\t' '$1 == "region" && $4 == "3_low_oge" && $5 == 2024 { print $6 }' "$1/programme.tsv"; }
	[ "$(k out)" -eq $(($(k "$OUT") - old)) ]
	grep -q "^indicators	2024	.*	071409	results-all:share	" out/changes.tsv
}

@test "the order of lines does not matter" {
	mkdir in
	for file in "$SAMPLE"/*; do
		name=$(basename "${file%.gz}")
		# A record goes on while a quote stands open.
		zcat -f "$file" | awk -v RS='\n' '
			NR == 1 { print; next }
			{ record = record (record == "" ? "" : "\n") $0; quotes += gsub(/"/, "\"") }
			quotes % 2 == 0 { records[++count] = record; record = ""; quotes = 0 }
			END { for (i = count; i > 0; i--) print records[i] }' >"in/$name"
	done
	shnor run dzerzhinsk in out 2>/dev/null
	for file in observations indicators classes dynamics dynamics-since membership membership-adverse programme programme-adverse schools; do
		cmp "$OUT/$file.tsv" "out/$file.tsv" || fail "$file.tsv differs"
	done
	cmp "$OUT/list.csv" out/list.csv
}

@test "read = written + skipped + rejected, for every step; results are sorted" {
	assert_balanced "$OUT/stats.tsv"
	for file in observations indicators classes dynamics dynamics-since dynamics-since-adverse membership membership-adverse \
		programme programme-adverse schools rejects stats manifest; do
		tail -n +2 "$OUT/$file.tsv" | LC_ALL=C sort -c || fail "$file.tsv is not sorted"
	done
}

@test "a list without schools in adverse conditions makes no page and no list of them" {
	inbox_copy
	recode in/support.csv '/;ШНСУ;/d; s/, ШНСУ//'
	shnor run dzerzhinsk in out 2>/dev/null
	cmp "$OUT/programme.tsv" out/programme.tsv
	run wc -l <out/membership-adverse.tsv
	assert_output 1
	[ ! -e out/list-adverse.csv ]
	run grep -c 'неблагоприятных' out/report.html
	assert_output 0
	run grep -c 'Школы в неблагоприятных социальных условиях' "$OUT/report.html"
	assert_success
}

@test "a list of schools in adverse conditions alone has its programme, too" {
	inbox_copy
	recode in/support.csv '/;(ШНОР|шнор);/d; s/ШНОР, ШНСУ/ШНСУ/'
	shnor run dzerzhinsk in out 2>/dev/null
	cmp "$OUT/programme-adverse.tsv" out/programme-adverse.tsv
	cmp "$OUT/list-adverse.csv" out/list-adverse.csv
	run wc -l <out/membership.tsv
	assert_output 1
}

@test "a list that says nothing of agreements leaves the co-operation unknown, which is not none" {
	inbox_copy
	recode in/support.csv 's/Сетевой договор/Примечание/'
	shnor run dzerzhinsk in out 2>/dev/null
	run grep -c '1_network' out/programme.tsv
	assert_output 0
	run grep -c $'^warning\tindicator without data\t.*\t1_network\t' out/quality.tsv
	refute_output 0
}

@test "a school is not its own curator, and a curator that the registry does not know is told" {
	inbox_copy
	recode in/support.csv 's/^(070158;.*);070070;/\1;070158;/; s/^(070280;.*);070094;/\1;999999;/'
	shnor run dzerzhinsk in out 2>/dev/null
	run awk -F '\t' '$6 == "curator" { print $1, $2, $3 ":" $4, $5, $7 }' out/quality.tsv
	assert_output 'error school its own curator support.csv:2 070158 070158
warning unknown curator support.csv:3 070280 999999'
	run awk -F '\t' '$1 == "school" && $4 == "1_network" && $5 == 2022 && $3 ~ /^070(158|280)$/ { print $3, $6 "/" $7 }' out/programme.tsv
	assert_output $'070158 0/1\n070280 1/1'
}

@test "the lists for people: who is in next year, who is to leave, who has better results" {
	run grep -c . "$OUT/list.csv"
	assert_output "$(awk -F '\t' '$1 == 2025' "$OUT/membership.tsv" | wc -l | awk '{ print $1 + 1 }')"
	run grep -c 'к исключению' "$OUT/list.csv"
	assert_output "$(awk -F '\t' '$1 == 2025 && $4 == "left"' "$OUT/membership.tsv" | wc -l)"
	# But for what it tells of lines of tables, which have the words of the streams.
	run sed '/<th scope="row">[a-z-]*\.tsv</d' "$OUT/report.html"
	assert_output --partial '<h2>Школы программы с положительной динамикой результатов</h2>'
	assert_output --partial '1. Сетевое взаимодействие со школой с высокими результатами'
	refute_output --partial 'gve9'
}

@test "the README of the pipeline names the lines of programme.tsv as they stand" {
	grep -o '`programme.tsv:[0-9]*` `[0-9a-z_]*`' "$TOP/pipelines/dzerzhinsk/README.md" | tr -d '`' >named
	grep -o '`programme.tsv:[0-9]*` `[0-9a-z_]*` … `programme.tsv' "$TOP/pipelines/dzerzhinsk/README.md" >ranges
	[ "$(wc -l <named)" -ge 15 ]
	[ "$(wc -l <ranges)" -eq 3 ]
	while read -r place name; do
		[ "$(sed -n "${place#*:}p" "$TOP/pipelines/dzerzhinsk/programme.tsv" | cut -f 1)" = "$name" ] || fail "$place is not $name"
	done <named
}

@test "the rule's other readings, the calendar, and a pipeline of one's own" {
	shnor what-if dzerzhinsk "$OUT" >stability.tsv 2>messages
	run cat messages
	assert_output ''
	grep -q 'without_gve' stability.tsv
	run shnor calendar dzerzhinsk
	assert_line --regexp '^3	final	.*	shnor run dzerzhinsk --stage final IN OUT-final	'
	shnor new city --like dzerzhinsk >/dev/null
	SHNOR_PIPELINES=pipelines shnor run city --stage final "$SAMPLE" out 2>/dev/null
	cmp "$OUT/programme.tsv" out/programme.tsv
}
