#!/usr/bin/env bats
# The Orenburg pipeline as a whole: right, repeatable, and whole or not at all.
load helper

# The pipeline run once over the sample serves the tests that only look at the results.
setup_file() {
	bats_require_minimum_version 1.5.0
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines
	shnor run orenburg "$TOP/samples/orenburg" "$BATS_FILE_TMPDIR/out" 2>"$BATS_FILE_TMPDIR/messages"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	OUT=$BATS_FILE_TMPDIR/out
	SAMPLE=$TOP/samples/orenburg
	RESULTS='observations.tsv indicators.tsv classes.tsv dynamics.tsv schools.tsv list.csv report.html'
}

oracle() {
	"$TOP/tests/oracle/orenburg" "$SAMPLE"
}

run_orenburg() {
	shnor run orenburg "$@"
}

# same_results A B: the results that must not depend on how the input was laid out.
same_results() {
	local file
	for file in $RESULTS; do
		cmp "$1/$file" "$2/$file" || return 1
	done
}

@test "the sample is what its script makes" {
	"$TOP/samples/make-orenburg" made
	for file in made/*; do
		case $file in
		*.gz) cmp <(gzip -dc "$file") <(gzip -dc "$SAMPLE/$(basename "$file")") ;;
		*) cmp "$file" "$SAMPLE/$(basename "$file")" ;;
		esac || fail "$file differs"
	done
	cmp made.oddities.tsv "$TOP/samples/orenburg.oddities.tsv"
}

@test "observations equal an independent count from the raw files" {
	oracle | awk -F '\t' -v OFS='\t' '$1 == "observation" { print $2, $3, $4, $5, $6 }' | sort >expected
	awk -F '\t' -v OFS='\t' 'NR > 1 && $4 !~ /^(ege-mat_prof|oge_mark|teacher|manager)/ { print $1, $3, $4, $5, $6 }' \
		"$OUT/observations.tsv" | sort >actual
	[ "$(wc -l <expected)" -gt 1000 ]
	diff expected actual
}

@test "verdicts and their evidence equal an independent judgement, school by school" {
	oracle | awk -F '\t' '$1 == "class" {
		reason = $5 == "" ? "" : "A: " $5
		if ($6 != "") reason = reason (reason == "" ? "" : "; ") "B: " $6
		print $2 "\t" $3 "\t" $4 "\t" reason }' | sort >expected
	awk -F '\t' 'NR > 1 {
		reason = $5 == "low" ? $7 : ""
		gsub(/ = [01]\.[0-9][0-9][0-9]/, "", reason)
		sub(/; one pupil decides: .*/, "", reason)
		print $1 "\t" $3 "\t" $5 "\t" reason }' "$OUT/classes.tsv" | sort >actual
	[ "$(grep -c "low	A" expected)" -gt 10 ]
	diff expected actual
}

@test "exactly 30 per cent is low, as annex 1 says" {
	run awk -F '\t' '$1 == 2024 && $3 == "030811" { print $5 ": " $7 }' "$OUT/classes.tsv"
	assert_output 'low: A: oge-mat 3/10 = 0.300, vpr5-mat 3/10 = 0.300; one pupil decides: oge-mat 2024 and 1 other'
}

@test "a year without results breaks the chain of branch B" {
	run awk -F '\t' '$3 == "410815" { print $1 " " $5 }' "$OUT/classes.tsv"
	assert_output '2022 low
2023 no_data
2024 not_low'
}

@test "every broken line of the sample is in rejects.tsv with file, line and reason" {
	tail -n +2 "$TOP/samples/orenburg.oddities.tsv" | awk -F '\t' '{ print $1 ":" $2 }' | sort >expected
	tail -n +2 "$OUT/rejects.tsv" | cut -f 2 | sort >actual
	diff expected actual
	run awk -F '\t' 'NR > 1 && ($3 == "" || $7 == "")' "$OUT/rejects.tsv"
	assert_output ''
}

@test "a line broken on purpose is found, and nothing else changes its place" {
	cp -r "$SAMPLE" in
	chmod -R u+w in
	sed -i '7s/;/;;;/' in/gia9-2023.csv
	run_orenburg in out 2>/dev/null
	run bash -c 'cut -f 2-3 out/rejects.tsv | grep gia9-2023.csv:7'
	assert_output "gia9-2023.csv:7	too many fields"
	[ "$(wc -l <out/rejects.tsv)" -eq $(($(wc -l <"$OUT/rejects.tsv") + 1)) ]
}

@test "read = written + skipped + rejected, for every step" {
	assert_balanced "$OUT/stats.tsv"
	[ "$(cut -f 1 "$OUT/stats.tsv" | sort -u | wc -l)" -gt 8 ]
	# What one step writes, the next one reads.
	run awk -F '\t' '$2 == "output" { out[$1] = $4 } $2 == "read" { got[$1] = $4 }
		END { exit !(out["import:gia"] == got["normalize:gia"] &&
			out["normalize:gia"] + out["normalize:vpr"] + out["normalize:teachers"] == got["index:observations"] &&
			out["index:observations"] == got["index:indicators"] &&
			out["index:indicators"] == got["classify:threshold"]) }' "$OUT/stats.tsv"
	assert_success
}

@test "results are sorted by their keys, in byte order" {
	for file in observations indicators classes dynamics schools rejects stats manifest; do
		tail -n +2 "$OUT/$file.tsv" | LC_ALL=C sort -c || fail "$file.tsv is not sorted"
	done
}

@test "a second run gives the same bytes, whatever the locale" {
	LC_ALL=C.UTF-8 LANG=ru_RU.UTF-8 run_orenburg "$SAMPLE" out 2>/dev/null
	diff -r "$OUT" out
}

@test "the manifest names inputs, tables, tools and results with their checksums" {
	while IFS=$'\t' read -r kind name sum bytes lines; do
		case $kind in
		input) file=$SAMPLE/$name ;;
		output) file=$OUT/$name ;;
		table) file=$TOP/pipelines/$name ;;
		tool*) file=$BUILD/bin/$name ;;
		esac
		[ "$(sha256sum <"$file")" = "$sum  -" ] || fail "$kind $name: checksum"
		[ "$(stat -c %s "$file")" = "$bytes" ] || fail "$kind $name: size"
		[ -n "$lines" ]
	done < <(tail -n +2 "$OUT/manifest.tsv")
	for kind in input output table tool; do
		grep -q "^$kind" "$OUT/manifest.tsv" || fail "no $kind"
	done
	[ "$(grep -c ^input "$OUT/manifest.tsv")" = "$(find "$SAMPLE" -type f | wc -l)" ]
}

@test "shuffled lines and split files give the same bytes" {
	mkdir in shuffled
	"$BUILD/tools/make_inbox" in 20000 60
	for file in in/*; do
		{ head -n 1 "$file"; tail -n +2 "$file" | shuf --random-source="$TOP/LICENSE"; } \
			>"shuffled/$(basename "$file")"
	done
	head -n 1 in/gia9-2023.csv | tee shuffled/gia9-2023-a.csv >shuffled/gia9-2023-b.csv
	tail -n +2 shuffled/gia9-2023.csv | head -n 2000 >>shuffled/gia9-2023-a.csv
	tail -n +2002 shuffled/gia9-2023.csv >>shuffled/gia9-2023-b.csv
	rm shuffled/gia9-2023.csv
	gzip shuffled/vpr-2022.csv
	run_orenburg in out 2>/dev/null
	run_orenburg shuffled out2 2>/dev/null
	[ "$(wc -l <out/classes.tsv)" = 181 ]
	same_results out out2
}

@test "reads of one byte give the same bytes" {
	! under_sanitizer || skip "a preloaded library and the sanitizer do not go together"
	mkdir bin
	for program in "$BUILD"/bin/shnor-*; do
		printf '#!/bin/sh\nLD_PRELOAD=%s exec %s "$@"\n' "$BUILD/tools/slow_read.so" "$program" \
			>"bin/$(basename "$program")"
	done
	chmod +x bin/*
	SHNOR_BIN=$PWD/bin "$TOP/pipelines/orenburg/run" "$SAMPLE" out 2>/dev/null
	same_results "$OUT" out
	cmp "$OUT/rejects.tsv" out/rejects.tsv
}

@test "quoted names give the verdicts of plain ones" {
	mkdir plain quoted
	"$BUILD/tools/make_inbox" plain 6000 60
	"$BUILD/tools/make_inbox" quoted 6000 60 quoted
	run_orenburg plain out 2>/dev/null
	run_orenburg quoted out2 2>/dev/null
	cmp out/classes.tsv out2/classes.tsv
}
