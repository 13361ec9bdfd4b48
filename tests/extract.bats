#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The workbook of what is published is an extract: it says so, has no annex to an order and no empty columns.
load helper
load suppress

# texts_of XLSX NUMBER: the texts of that sheet, one a line.
texts_of() {
	"$BUILD/tools/unpack" "$1" "xl/worksheets/sheet$2.xml" | grep -oP '<t[^>]*>\K[^<]+'
}

sheets_of() {
	"$BUILD/tools/unpack" "$1" xl/workbook.xml | grep -oP '<sheet name="\K[^"]+'
}

@test "notice.tsv: how many verdicts and members are published, what an asterisk and the bands stand for" {
	table result/classes.tsv <<'END'
year | municipality | school_id | rule      | class   | probability | reason
2023 | Север        | 12        | threshold | low     | 0.9         | x
2024 | Север        | 11        | threshold | low     | 0.9         | x
2024 | Север        | 13        | threshold | not_low | 0.9         | x
2024 | Юг           | 24        | threshold | no_data |             | no results
END
	table result/membership.tsv <<'END'
year | municipality | school_id | status  | since | years | reason
2024 | Север        | 11        | entered | 2024  | 1     | on the list since 2024
2025 | Север        | 13        | entered | 2025  | 1     | on the list since 2025
END
	printf 'option\tvalue\nrule\tthreshold\nshare\t0.30\nmin-n\t1\n' >rule.tsv
	publish --rule rule.tsv result public >told
	run show public/notice.tsv
	assert_output - <<'END'
notice|year|value|n_of_k
extract|||
verdicts_published|2024|1|2
members_published|2025|1|
hidden||*|<10
coarse||<20 %, >80 %|10–20
coarse||<10 %, >90 %|21–40
coarse||<5 %, >95 %|≥41
totals|||
END
	# What it says stands in the published streams.
	[ "$(awk -F '\t' '$1 == 2024 && $5 ~ /low/' public/classes.tsv | wc -l)" = 1 ]
	grep -qx 'notice.tsv	8	0	0' told
	grep -q '^output	notice.tsv	' public/manifest.tsv
	publish --least 30 --percent 0 result other >/dev/null
	run cut -f 1,4 other/notice.tsv
	assert_line 'hidden	<30'
	refute_line --partial coarse
}

@test "the published workbook: the notice first, no annex, titles of an extract, no column without a value" {
	local region
	for region in orenburg volgograd kromy dzerzhinsk; do
		"$BUILD/bin/shnor" run "$region" "$TOP/samples/$region" out --public public 2>messages
		run sheets_of public/report.xlsx
		assert_line --index 0 'О публикации'
		# Of a list of which nothing is published there is no sheet: it would be one of no school.
		if grep -qE '	(low|failing|deprived)	' public/classes.tsv; then
			assert_line --index 1 'Перечень'
		else
			assert_line --index 1 'Выводы'
			refute_line 'Перечень'
		fi
		refute_output --partial 'Приложение'
		texts_of public/report.xlsx 1 >notice
		grep -q 'приложением к приказу она быть не может' notice
		grep -q 'Звёздочка вместо доли' notice
		# All words of the notice are Russian.
		run grep -P '[a-z](?![a-z]*;)' notice
		assert_output ''
		texts_of public/report.xlsx 2 >list
		grep -q '^Выписка, не полный ' list || [ "$region" = volgograd ]
		run grep -x 'Вероятность' list
		assert_output ''
		# In English it says the same.
		shnor-report --quiet --format xlsx --labels "$TOP/pipelines/common/english.tsv" --sheets "$TOP/pipelines/$region/sheets.tsv" \
			--sheets "$TOP/pipelines/common/sheets.tsv" public >english.xlsx
		run bash -c '"$1/tools/unpack" "$2" xl/workbook.xml | grep "[а-яё]"' - "$BUILD" english.xlsx
		assert_output ''
		run texts_of english.xlsx 1
		assert_line --index 0 --partial 'An extract for publication'
		run texts_of english.xlsx 2
		[ "$region" = volgograd ] || assert_line --index 0 --partial 'An extract, not the whole list'
		# What the ministry has for itself is as it was.
		run sheets_of out/report.xlsx
		assert_line --index 0 'Приложение к приказу'
		refute_output --partial 'О публикации'
		rm -rf out public
	done
}

@test "a workbook by municipality of what is published has the notice too; a table without it has none" {
	publish result public >/dev/null
	shnor-report --format xlsx --labels "$TOP/pipelines/common/labels.tsv" --sheets "$TOP/pipelines/common/sheets.tsv" \
		--by-municipality parts public >/dev/null
	for file in parts/*.xlsx; do
		run sheets_of "$file"
		assert_line --index 0 'О публикации'
		texts_of "$file" 1 | grep -qx 'extract'
	done
	printf 'sheet\tfile\ttitle\textract\nA\tindicators.tsv\tAll\tPart\nB\tindicators.tsv\tAll\tno\n' >sheets.tsv
	shnor-report --format xlsx --sheets sheets.tsv public >public.xlsx
	run sheets_of public.xlsx
	assert_output A
	run texts_of public.xlsx 1
	assert_line --index 0 Part
	shnor-report --format xlsx --sheets sheets.tsv result >result.xlsx
	run sheets_of result.xlsx
	assert_output "$(printf 'A\nB')"
	run texts_of result.xlsx 1
	assert_line --index 0 All
}
