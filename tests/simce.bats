#!/usr/bin/env bats
# Real open data: the threshold rule over six years' files of Chile's SIMCE, a wide form.
# Expected figures were read off the same files by an independent program.
load helper

setup_file() {
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines
	shnor run simce "$TOP/samples/simce" "$BATS_FILE_TMPDIR/out" 2>/dev/null
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	OUT=$BATS_FILE_TMPDIR/out
}

@test "schools with a share, on the list, and by branch A, in each year" {
	run awk -F '\t' 'NR > 1 && $5 != "no_data" { known[$1]++ }
		$5 == "low" { low[$1]++; a[$1] += $7 ~ /^A: / }
		END { for (year = 2016; year <= 2018; year++) print year, known[year], low[year], a[year] }' \
		"$OUT/classes.tsv"
	assert_output '2016 5949 3749 3749
2017 5997 4493 3772
2018 5992 4581 3845'
}

@test "every published percentage is a count again, and none is rejected" {
	run wc -l "$OUT/rejects.tsv"
	assert_output "1 $OUT/rejects.tsv"
	assert_balanced "$OUT/stats.tsv"
	run awk -F '\t' '$1 == "normalize:results" { print $2, $3, $4 }' "$OUT/stats.tsv"
	assert_output 'output  47467
read  62250
skipped no share published 14783
written  47467'
}

@test "one line of the source is two records" {
	run awk -F '\t' '$1 == "import:results" { print $2, $4 }' "$OUT/stats.tsv"
	assert_output 'output 62250
read 31125
written 31125'
}

@test "a school that a person can check against the file" {
	# rbd 4 in simce2m2017: 37.3 % of 217 in reading, 30.1 % of 219 in mathematics.
	run awk -F '\t' '$1 == 2017 && $3 == 4 { print $5 "|" $7 }' "$OUT/classes.tsv"
	assert_output 'low|A: simce10-mat 66/219 = 0.301, simce10-read 81/217 = 0.373; B: 2016 simce10-read 84/219 = 0.384, 2017 simce10-mat 66/219 = 0.301, 2017 simce10-read 81/217 = 0.373'
}
