#!/usr/bin/env bats
# Real open files of three countries, each with a map of at most fifteen lines. The numbers of rows
# were counted by another CSV reader. Skipped where the files do not lie beside the checkout.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	DATA=$TOP/../shared/data
	[ -d "$DATA" ] || skip "the real files are not beside the checkout"
}

# assert_rows RECORDS LINES FILE…: all rows become records by a.map, none is rejected or skipped.
assert_rows() {
	local rows=$1 lines=$2
	shift 2
	[ "$(wc -l <a.map)" -le 16 ]
	shnor-import --quiet --map a.map --stats stats.tsv "$@" >records.tsv
	[ "$(wc -l <records.tsv)" -eq $((lines + 1)) ]
	[ "$(counts stats.tsv read)" -eq "$rows" ]
	[ "$(counts stats.tsv written)" -eq "$rows" ]
	assert_balanced stats.tsv
}

@test "Moscow's ЕГЭ: every field quoted, a delimiter at the end, a column full of commas" {
	table a.map <<'END'
column       | from              | type
school_id    | ID                |
name         | EDU_NAME          |
municipality | District          |
ogrn         | OGRN              |
year         | YEAR              |
passed       | PASSED_NUMBER_FULL | number
over_220     | PASSES_OVER_220   | number
other        | PASSER_UNDER_160  | number
END
	assert_rows 626 626 "$DATA"/moscow-ege/*.csv
	run awk -F '\t' '$1 == 5093 { print $4, $5, $6, $7, $8 }' records.tsv
	assert_output '1027700566761 2015-2016 109 80 101'
}

@test "Poland's grade 8: a BOM, CRLF, doubled quotes, no code, three procedures in a line" {
	table a.map <<'END'
column       | from              | type   | record
name         | school            |        |
municipality | city              |        |
year         | @file:/(\d{4})/   |        |
subject      | =polish           |        | polish
n            | polish_candidates | number | polish
mean         | polish_average    | number | polish
subject      | =math             |        | math
n            | math_candidates   | number | math
mean         | math_average      | number | math
subject      | =english          |        | english
n            | english_candidates | number | english
mean         | english_average   | number | english
END
	assert_rows 25222 75666 "$DATA"/poland-e8/*.csv.gz
	run sed -n 2,4p records.tsv
	assert_output --partial $'SZKOŁA PODSTAWOWA NR 3\tAleksandrów Kujawski\t2022\tpolish\t51\t58\t'
}

@test "Chile's categories of schools: a column that is called otherwise every year" {
	table a.map <<'END'
column       | from
school_id    | RBD
name         | Nombre Establecimiento
municipality | Comuna
year         | @file:/(\d{4})/
pupils       | /^Matrícula/
category     | /^Categoría Desempeño/
END
	assert_rows 24544 24544 "$DATA"/simce/desempeno*.csv.gz
}

@test "Chile's results: workbook and text, by the map of the pipeline" {
	grep -v '^#' "$TOP/pipelines/simce/simce.map" >a.map
	assert_rows 34060 68120 "$DATA"/simce/simce*_rbd_final.*
}
