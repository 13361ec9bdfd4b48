#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2154 # run --separate-stderr sets stderr
# The Kromy pipeline: a programme's indicators against an independent count, and tiny schools.
load helper
load programme

# The pipeline run once over the sample serves the tests that only look at the results.
setup_file() {
	bats_require_minimum_version 1.5.0
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines
	shnor run kromy "$TOP/samples/kromy" "$BATS_FILE_TMPDIR/out" 2>"$BATS_FILE_TMPDIR/messages"
	"$TOP/tests/oracle/kromy" "$TOP/samples/kromy" >"$BATS_FILE_TMPDIR/oracle"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	OUT=$BATS_FILE_TMPDIR/out
	SAMPLE=$TOP/samples/kromy
	COMMON=$TOP/pipelines/common
	KROMY=$TOP/pipelines/kromy
}

# oracle KIND: its lines of that kind, without the kind.
oracle() {
	grep "^$1	" "$BATS_FILE_TMPDIR/oracle" | cut -f 2- | sort
}

# inbox_in_utf8: the sample as UTF-8 in the folder "in", unpacked, to be edited.
inbox_in_utf8() {
	mkdir in
	for file in "$SAMPLE"/*; do
		case $file in
		*.gz) gzip -dc "$file" ;;
		*) cat "$file" ;;
		esac | sed 's/\x98//' | iconv -f CP1251 -t UTF-8 >"in/$(basename "${file%.gz}")"
	done
}

@test "the sample is what its script makes" {
	"$TOP/samples/make-kromy" made
	[ "$(ls made)" = "$(ls "$SAMPLE")" ]
	for file in made/*; do
		case $file in
		*.gz) cmp <(gzip -dc "$file") <(gzip -dc "$SAMPLE/$(basename "$file")") ;;
		*) cmp "$file" "$SAMPLE/$(basename "$file")" ;;
		esac || fail "$file differs"
	done
	cmp made.oddities.tsv "$TOP/samples/kromy.oddities.tsv"
}

@test "the sample is a small district: fourteen schools, six of 12 to 32 pupils" {
	run awk -F '\t' 'NR > 1 && $1 == 2026 && $4 == "activity-extracurricular" {
		all++; if ($5 >= 12 && $5 <= 32) tiny++ } END { print all, tiny }' "$OUT/observations.tsv"
	assert_output '14 6'
}

@test "observations equal an independent count from the raw files" {
	oracle observation >expected
	awk -F '\t' -v OFS='\t' 'NR > 1 && $4 ~ /^((oge|ege|vpr.)-(rus|mat)|final-.*|staff-.*|activity-.*|reading-.*|access-.*|teacher-trained)$/ {
		print $1, $3, $4, $5, $6 }' "$OUT/observations.tsv" | sort >actual
	[ "$(wc -l <expected)" -gt 700 ]
	diff expected actual
}

@test "verdicts equal an independent judgement; a merged school has none of its own" {
	oracle class >expected
	awk -F '\t' -v OFS='\t' 'NR > 1 && $3 != "050458" { print $1, $3, $5 }' "$OUT/classes.tsv" | sort >actual
	[ "$(wc -l <expected)" = 56 ]
	diff expected actual
	run awk -F '\t' '$3 == "050458" { print $5 ": " $7 }' "$OUT/classes.tsv"
	assert_line --index 0 'no_data: results go to 050230'
}

@test "every indicator of the programme equals an independent count: every column, for the district and each school" {
	assert_indicators "$BATS_FILE_TMPDIR/oracle" "$KROMY/programme.tsv" "$OUT/programme.tsv"
	[ "$(oracle programme | cut -f 3 | sort -u | wc -l)" = "$(grep -vc '^#\|^indicator' "$KROMY/programme.tsv")" ]
	# One municipality is the whole region.
	diff <(grep ^region "$OUT/programme.tsv" | cut -f 4-) <(grep ^municipality "$OUT/programme.tsv" | cut -f 4-)
}

@test "membership by hand: one leaves at once, one a year later, one stays" {
	awk -F '\t' -v OFS='|' 'NR > 1 { sub(/:.*/, "", $7); print $1, $3, $4, $5, $6, $7 }' "$OUT/membership.tsv" >actual
	diff - actual <<-'END'
		2024|050203|entered|2024|1|low in 2023
		2024|050230|entered|2024|1|low in 2023
		2024|050359|entered|2024|1|low in 2023
		2025|050203|candidate|2024|2|not_low in 2024
		2025|050230|stays|2024|2|low in 2024
		2025|050359|stays|2024|2|low in 2024
		2026|050203|left|2024|3|not_low in 2025
		2026|050230|stays|2024|3|low in 2025
		2026|050359|candidate|2024|3|not_low in 2025
		2027|050230|stays|2024|4|low in 2026
		2027|050359|left|2024|4|not_low in 2026
	END
	oracle member >expected
	cut -f 1,3,4 "$OUT/membership.tsv" | tail -n +2 | sort | diff expected -
}

@test "from 3 of 14 to 1 of 14, which is the target of 7.1 per cent" {
	run awk -F '\t' '$1 == "region" && $4 ~ /^schools_(listed|low|staying)$/ { print $4, $5, $6 "/" $7, $11 }' "$OUT/programme.tsv"
	# The list is the region's; that two schools may leave is a proposal.
	assert_output 'schools_listed 2024 3/14 no
schools_listed 2025 3/14 no
schools_listed 2026 3/14 no
schools_listed 2027 3/14 no
schools_low 2023 3/14 no
schools_low 2024 4/14 no
schools_low 2025 1/14 yes
schools_low 2026 1/14 yes
schools_staying 2024 3/14 no
schools_staying 2025 3/14 no
schools_staying 2026 2/14 no
schools_staying 2027 1/14 yes'
}

@test "exactly 30 per cent is low, as the rule has it" {
	run awk -F '\t' '$1 == 2024 && $3 == "050169" { print $5 ": " $7 }' "$OUT/classes.tsv"
	assert_output --partial 'low: A: vpr5-rus 3/10 = 0.300, vpr6-rus 3/10 = 0.300'
}

@test "a tiny school that is low by two pupils is told, and stays outside, for the list is the region's" {
	run awk -F '\t' '$1 == 2024 && $3 == "050390" { print $5 ": " $7 }' "$OUT/classes.tsv"
	assert_output --partial 'low: A: oge-mat 1/2 = 0.500, vpr5-mat 1/2 = 0.500; one pupil decides'
	run grep -c 050390 "$OUT/membership.tsv"
	assert_output 0
	# Years together say otherwise of others: 050359 is not low in 2025, but in 2024 and 2025 together.
	run awk -F '\t' '$1 == 2025 && $3 == "050359" { print $4 ": " $5 ": " substr($7, 1, 47) }' "$OUT/classes-pooled.tsv"
	assert_line 'threshold_2_years: low: 2024-2025 together: A: vpr5-mat 2/5 = 0.400, vp'
}

@test "changes since the inclusion rest on the year of the list" {
	# The share of low results of all procedures together, in the year of the inclusion and after it, from the raw counts.
	awk -F '\t' 'NR > 1 && $3 ~ /^0502(03|30)$|^050359$/ && $4 ~ /^((oge|ege|vpr[56])-(rus|mat))$/ && $1 >= 2024 {
			n[$1, $3] += $5; hits[$1, $3] += $6; schools[$3]; years[$1] }
		END { for (school in schools) for (year in years) if (year > 2024)
			printf "%s %s %.4f %.4f\n", school, year, hits[2024, school] / n[2024, school], hits[year, school] / n[year, school] }' \
		"$OUT/observations.tsv" | sort >expected
	[ "$(wc -l <expected)" = 6 ]
	awk -F '\t' '$3 == "results:share" { printf "%s %s %.4f %.4f\n", $2, $5, $6, $7 }' "$OUT/dynamics-since.tsv" | sort | diff expected -
	run awk -F '\t' 'NR > 1 && $4 != 2024' "$OUT/dynamics-since.tsv"
	assert_output ''
}

@test "the parts of the year's work: the list in January, the yearly monitoring in December" {
	shnor run kromy --stage identification "$SAMPLE" out 2>/dev/null
	cmp "$OUT/list.csv" out/list.csv
	cmp "$OUT/membership.tsv" out/membership.tsv
	[ ! -e out/programme.tsv ]
	shnor run kromy --stage final "$SAMPLE" final 2>/dev/null
	cmp "$OUT/programme.tsv" final/programme.tsv
	[ ! -e final/list.csv ]
	run shnor calendar kromy
	assert_line --regexp '^12	final	.*	shnor run kromy --stage final IN OUT-final	'
}

# trends SCHOOL INDICATOR: its changes, on one line.
trends() {
	awk -F '\t' -v school="$1" -v indicator="$2" '$2 == school && $3 == indicator {
		printf "%s%s-%s:%s", sep, $4, $5, $11; sep = " " }' "$OUT/dynamics.tsv"
}

@test "a new code, a merger and a year without graduates break no series" {
	# 050359 was 050999 up to 2024, in the files and on the list.
	run cut -f 3 "$OUT/observations.tsv"
	refute_line 050999
	[[ $(trends 050359 oge_mark-mat:mean) =~ ^2023-2024:[a-z]+\ 2024-2025:[a-z]+\ 2025-2026:[a-z]+$ ]]
	[[ ! $(trends 050359 oge_mark-mat:mean) =~ no_data ]]
	# 050458 went to 050230: its pupils of 2023 and 2024 are counted there.
	run awk -F '\t' '$3 == "050230" && $4 == "activity-extracurricular" { print $1, $5 }' "$OUT/observations.tsv"
	assert_output '2023 82
2024 81
2025 67
2026 68'
	run awk -F '\t' '$3 == "050230" && $4 == "access-equal" { print $5 }' "$OUT/observations.tsv"
	assert_output $'1\n1\n1\n1'
	# 050203 had no grade 9 in 2025: no guess, but the years go on, and so does its verdict.
	run trends 050203 oge-mat:share
	assert_output '2023-2024:improved 2024-2025:no_data 2025-2026:no_data'
	run awk -F '\t' '$1 == 2025 && $3 == "050203" { print $5 ": " $7 }' "$OUT/classes.tsv"
	assert_output --partial 'not_low: 0 low of 6'
	run grep -c "no_data" <<<"$(trends 050203 results:share)"
	assert_output 0
}

@test "a school of the list that closes leaves by that, and what the run counts again is never rejected" {
	inbox_in_utf8
	sed -i -E '/^050203;/s/^(([^;]*;){8}[^;]*;);/\131.08.2025;/;/^050203;/s/^(([^;]*;){9})[^;]*/\131.08.2025/' in/schools.csv
	grep -q '^050203;.*31.08.2025' in/schools.csv
	shnor run kromy --max-rejects 100% in out 2>/dev/null
	run awk -F '\t' '$3 == "050203" { print $1, $4, $7 }' out/membership.tsv
	assert_line --regexp '^2026 left .*; closed in 2025$'
	# Records of its own from 2026 are rejected, by the file that they stand in.
	run awk -F '\t' 'NR > 1 && $2 !~ /^[a-z0-9]+(-20[0-9][0-9])?\.csv:[0-9]+$/' out/rejects.tsv
	assert_output ''
	run awk -F '\t' '$3 ~ /run|parts|^-$/' out/quality.tsv
	assert_output ''
	run awk -F '\t' '$1 == "region" && $4 == "schools_listed" { print $5, $6 "/" $7 }' out/programme.tsv
	assert_line '2026 2/13'
}

@test "whoever passes at the retake has passed; a pupil with one subject has not; codes of grade 9 and 11 may be alike" {
	table in.tsv <<-'END'
		year | municipality | school_id | leaving | pupil | measure   | n | hits | sum | sumsq
		2025 | А            | 1         | 9       | a     | final-rus | 2 | 1    |     |
		2025 | А            | 1         | 9       | a     | final-mat | 1 | 0    |     |
		2025 | А            | 1         | 11      | a     | final-mat | 1 | 0    |     |
		2025 | А            | 1         | 9       | b     | final-rus | 1 | 0    |     |
		2025 | А            | 1         | 9       | c     | final-rus | 1 | 0    |     |
		2025 | А            | 1         | 9       | c     | final-mat | 2 | 2    |     |
		2025 | А            | 1         | 9       | c     | oge-rus   | 1 | 0    |     |
	END
	run bash -c "awk -f '$KROMY/passed.awk' in.tsv | shnor-index --partial | cut -f 3-6"
	assert_output 'school_id	measure	n	hits
1	final-passed	4	1
1	oge-rus	1	0'
	cut -f 1-3,5- in.tsv >without.tsv
	run awk -f "$KROMY/passed.awk" without.tsv
	assert_failure 2
}

@test "positions are counted in hundredths, whatever decimals stand there" {
	printf 'year\tschool_id\tpositions\tfilled\n2025\t1\t7.5\t7.25\n2025\t2\t12\t0.5\n2025\t3\t7.125\t7\n' |
		shnor-normalize -q --words "$KROMY/words-staff.tsv" --measures "$KROMY/measures-staff.tsv" \
			--rejects rejects --max-rejects 1 | cut -f 3-6 >actual
	diff - actual <<-'END'
		school_id	measure	n	hits
		1	staff-filled	750	725
		2	staff-filled	1200	50
	END
	[ "$(cut -f 3 rejects | tail -n 1)" = 'unknown word' ]
}

@test "positions that stand twice are told, and so is a year without them" {
	inbox_in_utf8
	sed -i 2,5p in/staff-2026.csv
	rm in/staff-2025.csv
	shnor run kromy in out 2>messages
	[ "$(grep -c 'repeated record	staff-2026' out/quality.tsv)" = 4 ]
	run grep 'year without a procedure' out/quality.tsv
	assert_output --regexp '^warning	year without a procedure				staff-filled	2025	'
	grep -q 'no staff-filled in 2025' messages
	run grep -c 'participants above enrolment' out/quality.tsv
	assert_output 0
	# In the last year, too.
	rm -r out in
	inbox_in_utf8
	rm in/staff-2026.csv
	shnor run kromy in out 2>messages
	grep -q 'no staff-filled in 2026' messages
}

@test "every broken line of the sample is in rejects.tsv, and they are within 1 per cent" {
	tail -n +2 "$TOP/samples/kromy.oddities.tsv" | awk -F '\t' '{ print $1 ":" $2 }' | sort >expected
	tail -n +2 "$OUT/rejects.tsv" | cut -f 2 | sort | diff expected -
	assert_balanced "$OUT/stats.tsv"
	[ ! -e "$OUT.failed" ]
}

@test "a second run gives the same bytes and an empty changes.tsv" {
	cp -r "$OUT" out
	LC_ALL=C.UTF-8 LANG=ru_RU.UTF-8 shnor run kromy "$SAMPLE" out 2>/dev/null
	diff -r "$OUT" out
	[ "$(wc -l <out/changes.tsv)" = 1 ]
}

@test "a mark that changes is told through to the programme" {
	inbox_in_utf8
	shnor run kromy in out 2>/dev/null
	sed -i '/^2025;050203;/s/Да /нет/' in/access-2025.csv
	shnor run kromy in out 2>/dev/null
	awk -F '\t' -v OFS='|' 'NR > 1 { print $1, $2, $4, $5, $6, $7, $8 }' out/changes.tsv >actual
	diff - actual <<-'END'
		dynamics-since|2025|050203|access-equal:share/2024|0|-1|data
		dynamics-since|2025|050203|access-equal:share/2024:trend|stable|declined|data
		indicators|2025|050203|access-equal:share|1|0|data
		programme|2025||equal_access|0.666666667|0.333333333|data
		programme|2025||equal_access:k|2|1|data
		programme|2025||equal_access|0.666666667|0.333333333|data
		programme|2025||equal_access:k|2|1|data
		programme|2025|050203|equal_access|1|0|data
		programme|2025|050203|equal_access:k|1|0|data
	END
	# A target of the table is one, too.
	cp -r "$TOP/pipelines" pipelines
	sed -i '/^schools_listed\t/s/\t0.071428571\t/\t0.1\t/' pipelines/kromy/programme.tsv
	cmp -s pipelines/kromy/programme.tsv "$KROMY/programme.tsv" && fail 'no target changed'
	SHNOR_PIPELINES=pipelines shnor run kromy in out 2>/dev/null
	awk -F '\t' -v OFS='|' 'NR > 1 && $4 == "" && $3 == "" && $2 == 2026 { print $1, $5, $6, $7, $8 }' out/changes.tsv >actual
	diff - actual <<-'END'
		programme|schools_listed:distance|0.142857143|0.114285714|table
		programme|schools_listed:target|0.071428571|0.1|table
	END
}

@test "the order of the lines does not matter" {
	inbox_in_utf8
	cp -r in shuffled
	for file in in/{gia,vpr,teachers,staff,activities,literacy,access}*; do
		# A name with a line break in it is one record.
		awk '{ row = row $0 } gsub(/"/, "&", row) % 2 == 0 { print row; row = "" }' "$file" |
			{ IFS= read -r head; echo "$head"; shuf --random-source="$TOP/LICENSE"; } \
				>"shuffled/$(basename "$file")"
	done
	shnor run kromy in out 2>/dev/null
	shnor run kromy shuffled out2 2>/dev/null
	for file in observations indicators classes classes-pooled dynamics membership programme; do
		cmp out/$file.tsv out2/$file.tsv
	done
	cmp out/report.html out2/report.html
}

@test "results are sorted by their keys; the list and the report are for people" {
	for file in observations indicators classes dynamics membership rejects stats manifest changes; do
		tail -n +2 "$OUT/$file.tsv" | LC_ALL=C sort -c || fail "$file.tsv is not sorted"
	done
	tail -n +2 "$OUT/programme.tsv" | cut -f 1-5 | LC_ALL=C sort -c
	run grep -c '' "$OUT/list.csv"
	assert_output 3
	grep -q '050359.*к исключению.*исключается по результатам' "$OUT/list.csv"
	run grep -c 'on the list' "$OUT/list.csv" "$OUT/report.html"
	assert_output "$OUT/list.csv:0
$OUT/report.html:0"
	for text in 'сколько из скольких' 'Показатели программы' 'Школы программы, где обеспечен равный доступ' \
		'Собственная проверка' 'Перечень присылает регион'; do
		grep -q "$text" "$OUT/report.html" || fail "no $text in the report"
	done
	run grep -oE '(improved|mean|schools|staff|pupils)_[a-z_]+' "$OUT/report.html"
	assert_output ''
}

@test "no code of a pupil or a teacher leaves the run, but in the lines it rejects" {
	for file in "$OUT"/*; do
		case $file in */rejects.tsv) continue ;; esac
		run grep -aE 'П-[0-9]{4}' "$file"
		assert_output ''
	done
	gzip -dc "$SAMPLE/gia9-2023.csv.gz" | iconv -f CP1251 -t UTF-8 | cut -d ';' -f 4 | grep -xE '[0-9A-F]{8}' | sort -u >codes
	[ "$(wc -l <codes)" -gt 50 ]
	run grep -lwFf codes "$OUT"/{observations,indicators,classes,dynamics,membership,programme,quality}.tsv
	assert_output ''
}

@test "kinds that may be missing are told by the indicators that lack; those that may not stop the run" {
	inbox_in_utf8
	rm in/literacy* in/staff* in/access*
	run -0 --separate-stderr shnor run kromy in out
	for indicator in equal_access staff_filled staff_filled_supported improved_reading; do
		assert_regex "$stderr" "no data for these indicators of the programme: .*$indicator"
		grep -q $'^warning\tindicator without data\t.*\t'"$indicator"$'\t' out/quality.tsv
	done
	[ "$(awk -F '\t' '$1 == "region" && $5 == 2026' out/programme.tsv | wc -l)" = 17 ]
	rm in/support.csv
	run -3 shnor run kromy in out
	assert_output --partial 'there is no file support.csv'
}

@test "the README shows each indicator with its place in programme.tsv" {
	grep -n '' "$KROMY/programme.tsv" | awk -F '[:\t]' '$1 > 2 { print $2, $1 }' | sort >expected
	sed -n 's/^|.*| `\([a-z_]*\)` | `programme\.tsv:\([0-9]*\)` |$/\1 \2/p' "$KROMY/README.md" | sort >actual
	diff expected actual
	for file in "$KROMY"/*; do
		grep -q "\`$(basename "$file")\`" "$KROMY/README.md" || [ "$(basename "$file")" = README.md ] ||
			fail "$(basename "$file") is not in the README"
	done
}

@test "other readings of the own check can be tried" {
	shnor what-if kromy "$OUT" >stability.tsv
	run awk -F '\t' '$1 == 2024 && $3 == "050390" { print $9 }' stability.tsv
	assert_output --partial 'at_least_3: no_data'
}

# The order's own figures, as they would stand in a file.
@test "figures of the order that cannot be right would be rejected: bands of age, 47 per cent of schools" {
	printf 'measure\twhere\tn\tscore\nage\t\tteachers\t20:to_25 30:to_35 45:to_55 60:over_55 %%\n' >ages.tsv
	printf 'year\tschool_id\tteachers\tto_25\tto_35\tto_55\tover_55\n2025\t1\t205\t2\t8\t0\t84\n' >in.tsv
	run shnor-normalize -q --measures ages.tsv in.tsv
	assert_failure 1
	assert_output --partial 'percentages do not sum to 100'
	printf 'measure\twhere\tn\thits\tcheck\nshare\tfar=0\tall\tsome\tsome=percent %%\nremote\tfar=1\tall\tpercent %%\t\n' >shares.tsv
	printf 'year\tschool_id\tall\tsome\tpercent\tfar\n2025\t1\t14\t3\t21\t0\n2025\t1\t14\t1\t7.1\t0\n2025\t1\t205\t187\t91\t0\n2025\t1\t14\t\t47\t1\n' >in.tsv
	shnor-normalize -q --measures shares.tsv --max-rejects 1 --rejects r in.tsv >out.tsv
	[ "$(wc -l <out.tsv)" = 4 ]
	run cut -f 3,5 r
	assert_line --index 1 'percentage that no count gives	47'
}

@test "the words of teachers' files: kinds of deficit one by one, a rise told of those diagnosed twice" {
	printf 'Год;Код ОО;Код педагога;Предмет;Должность;Диагностика;Дефицит;Уровень до;Уровень после;ИОМ;Сопровождение ММС;Сопровождение ППМС;Повышение квалификации\n' >teachers.csv
	cat >>teachers.csv <<-'END'
		2025;1;а;Русский язык;учитель;да;предметные, ИКТ;низкий;базовый;да;да;нет;да
		2025;1;б;;Директор;да;Организационно-управленческие;;;нет;;;нет
		2025;1;в;Химия;Учитель химии;нет;;;;;;;
		2025;1;г;Математика;учитель;да;нет;высокий;высокий;;;да;да
		2025;1;д;Математика;педагог-психолог;да;межпредметные;повышенный;базовый;нет;;;
		2025;1;е;Математика;учитель;да;предметнные;;;;;;
	END
	shnor-import -q --map "$COMMON/teachers.map" teachers.csv |
		shnor-normalize -q --words "$COMMON/words-teachers.tsv" --measures "$COMMON/measures-teachers.tsv" \
			--rejects r --max-rejects 1 | shnor-index --partial | awk -F '\t' 'NR > 1 { print $4, $6 "/" $5 }' >actual
	diff - actual <<-'END'
		manager-diagnosed 1/1
		manager-plan 0/1
		manager-trained 0/1
		teacher-deficit 2/3
		teacher-deficit_cross_subject 1/3
		teacher-deficit_digital 1/3
		teacher-deficit_management 0/3
		teacher-deficit_methods 0/3
		teacher-deficit_psychology 0/3
		teacher-deficit_subject 1/3
		teacher-diagnosed 3/4
		teacher-improved 1/3
		teacher-improved_of_all 1/4
		teacher-plan 1/2
		teacher-support 2/4
		teacher-support_mms 1/4
		teacher-support_ppms 1/4
		teacher-trained 2/4
	END
	run cut -f 3,4,5 r
	assert_line 'unknown word	deficit	предметнные'
}
