#!/usr/bin/env bats
# The Volgograd pipeline: the indices and clusters of every school, against an independent computation.
load helper

# The pipeline run once over the sample serves the tests that only look at the results.
setup_file() {
	bats_require_minimum_version 1.5.0
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines
	shnor run volgograd "$TOP/samples/volgograd" "$BATS_FILE_TMPDIR/out" 2>"$BATS_FILE_TMPDIR/messages"
	"$TOP/tests/oracle/volgograd" "$TOP/samples/volgograd" >"$BATS_FILE_TMPDIR/oracle"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	OUT=$BATS_FILE_TMPDIR/out
	ORACLE=$BATS_FILE_TMPDIR/oracle
	SAMPLE=$TOP/samples/volgograd
}

# assert_observations ORACLE OUT: counts and sums, to the byte.
assert_observations() {
	diff <(sed -n 's/^observation\t//p' "$1") <(tail -n +2 "$2/observations.tsv" | grep -vE '	(teacher|manager)-')
}

# assert_indices ORACLE OUT: the indices, what stands behind them and each of their components: the same
# lines, n the same, values to 1e-9.
assert_indices() {
	awk -F '\t' -v OFS='\t' '
		$1 == "component" { print $2, $3, $4, $5 ":" $6, $7, $8 }
		$1 == "index" && $5 != "" {
			print $2, $3, $4, "results_index", $6, $5
			print $2, $3, $4, "results_index:years", 3, $7
		}
		$1 == "index" && $8 != "" {
			print $2, $3, $4, "social_index", $9, $8
			print $2, $3, $4, "social_index:years", 1, 1
		}' "$1" | sort >expected.indices
	awk -F '\t' -v OFS='\t' '$4 ~ /^(results|social)_index(:|$)/ && $4 !~ /:shrunk$/ {
		print $1, $2, $3, $4, $5, $6 }' "$2/indicators.tsv" | sort >actual.indices
	diff <(cut -f 1-5 expected.indices) <(cut -f 1-5 actual.indices) || return 1
	paste expected.indices actual.indices | awk -F '\t' '
		{ off = $6 - $12; if (off < -1.0001e-9 || off > 1.0001e-9) { print; bad = 1 } }
		END { exit bad }'
}

# assert_classes ORACLE OUT: of every school and year, in the region and in its municipality.
assert_classes() {
	diff <(awk -F '\t' -v OFS='\t' '$1 == "class" { print $2, $3, $4, $5 }' "$1") \
		<(tail -n +2 "$2/classes.tsv" | cut -f 1-3,5) &&
		diff <(awk -F '\t' -v OFS='\t' '$1 == "class" { print $2, $3, $4, $6 }' "$1") \
			<(tail -n +2 "$2/classes-municipality.tsv" | cut -f 1-3,5)
}

@test "the sample is what its script makes" {
	"$TOP/samples/make-volgograd" made
	diff <(ls made) <(ls "$SAMPLE")
	for file in made/*; do
		case $file in
		*.gz) cmp <(gzip -dc "$file") <(gzip -dc "$SAMPLE/$(basename "$file")") ;;
		*) cmp "$file" "$SAMPLE/$(basename "$file")" ;;
		esac || fail "$file differs"
	done
	cmp made.oddities.tsv "$TOP/samples/volgograd.oddities.tsv"
}

@test "every broken line of the sample is in rejects.tsv, and no other" {
	diff <(tail -n +2 "$TOP/samples/volgograd.oddities.tsv" | awk -F '\t' '{ print $1 ":" $2 }' | sort) \
		<(tail -n +2 "$OUT/rejects.tsv" | cut -f 2 | sort)
}

@test "read = written + skipped + rejected, for every step" {
	assert_balanced "$OUT/stats.tsv"
}

@test "observations equal an independent count from the raw files, sums too" {
	[ "$(grep -c ^observation "$ORACLE")" -gt 1000 ]
	assert_observations "$ORACLE" "$OUT"
}

@test "both indices and all their components equal an independent computation to 1e-9" {
	[ "$(grep -c ^component "$ORACLE")" -gt 1000 ]
	assert_indices "$ORACLE" "$OUT"
}

@test "clusters equal an independent judgement, in the region and in each municipality" {
	assert_classes "$ORACLE" "$OUT"
	# The sample has all of them, every year, and the two views differ somewhere.
	for class in failing deprived effective resilient no_data; do
		[ "$(grep -c "^class.*	$class	" "$ORACLE")" -gt 10 ] || fail "few $class"
	done
	[ "$(awk -F '\t' '$1 == "class" && $5 != $6' "$ORACLE" | wc -l)" -gt 5 ]
}

@test "a region of 700 schools, another seed: the same, to 1e-9" {
	"$TOP/samples/make-volgograd" in 700 5
	"$TOP/tests/oracle/volgograd" in >oracle
	shnor run volgograd in out 2>/dev/null
	[ "$(grep -c '^index	2024	' oracle)" -eq 700 ]
	assert_observations oracle out
	assert_indices oracle out
	assert_classes oracle out
}

@test "results are sorted by their keys, in byte order" {
	for file in observations indicators classes classes-municipality dynamics schools rejects stats manifest; do
		tail -n +2 "$OUT/$file.tsv" | LC_ALL=C sort -c || fail "$file.tsv is not sorted"
	done
}

@test "a school without a grade is judged on the rest, and its index says by how many" {
	run awk -F '\t' '$1 == 2024 && $4 ~ /^results_index(:years)?$/ && $3 ~ /^(030280|030070|110407|110164|050218)$/ {
		print $3, $4, $5 ($4 ~ /years/ ? " " $6 : "") }' "$OUT/indicators.tsv"
	assert_output - <<'END'
050218 results_index 6
050218 results_index:years 3 2
030070 results_index 6
030070 results_index:years 3 3
030280 results_index 4
030280 results_index:years 3 3
110164 results_index 6
110164 results_index:years 3 1
110407 results_index 2
110407 results_index:years 3 3
END
}

@test "what cannot be judged is no_data: no results, no social passport, closed, merged" {
	run awk -F '\t' '$1 == 2024 && $5 == "no_data" { print $3 }' "$OUT/classes.tsv"
	assert_output '070311
030425
090121
090354'
}

@test "a merged school's results are its successor's, in the years before too" {
	run grep -c '	090354	' "$OUT/observations.tsv"
	assert_output 0
	# Both had a line in social-2022.csv; it has one observation of their sum.
	pupils=$(iconv -f windows-1251 -t UTF-8 "$SAMPLE/social-2022.csv" |
		awk -F ';' '$2 ~ /^(090354|090290)/ { sum += $3 } END { print sum }')
	run awk -F '\t' '$1 == 2022 && $3 == "090290" && $4 == "social-registered" { print $5 }' "$OUT/observations.tsv"
	assert_output "$pupils"
}

@test "ЕГЭ of the base level stands beside the index, not in it" {
	run awk -F '\t' '$4 ~ /mat_base/ { print $4 }' "$OUT/indicators.tsv"
	assert_line 'ege-mat_base:share'
	refute_line --partial index
}

@test "the list holds the failing and the deprived of the last year, and nobody else" {
	awk -F '\t' '$1 == 2024 && $5 ~ /^(failing|deprived)$/ { print $3 }' "$OUT/classes.tsv" | sort >expected
	[ "$(wc -l <expected)" -gt 20 ]
	tail -n +2 "$OUT/list.csv" | tr -d '\r"=' | awk -F ';' '$1 == 2024 { print $3 }' | sort >actual
	diff expected actual
}

@test "the order of the observations changes no byte of the indices and clusters" {
	tables=$TOP/pipelines/volgograd
	{
		head -n 1 "$OUT/observations.tsv"
		tail -n +2 "$OUT/observations.tsv" | shuf --random-source="$TOP/LICENSE"
	} >observations.tsv
	shnor-index --composites "$tables/composites.tsv" --shrink observations.tsv >indicators.tsv
	cmp "$OUT/indicators.tsv" indicators.tsv
	{ head -n 1 indicators.tsv; tail -n +2 indicators.tsv | tac; } |
		shnor-classify --options "$tables/rule.tsv" --schools "$OUT/schools.tsv" | cmp "$OUT/classes.tsv" -
}

@test "what-if: other readings of what the order leaves open, by the pipeline's own variants" {
	shnor what-if volgograd "$OUT" >stability.tsv 2>messages
	[ ! -s messages ]
	[ "$(wc -l <stability.tsv)" = "$(wc -l <"$OUT/classes.tsv")" ]
	# Each of them changes somebody's cluster.
	for variant in mean_cut ranks last_year at_least_10; do
		grep -q "$variant: " stability.tsv || fail "$variant changes nothing"
	done
}

@test "the parts of the year's work: the clusters in January, the dynamics in December" {
	run bash -c 'shnor calendar volgograd | cut -f 1,2'
	assert_output 'month	stage
1	identification
2	identification
2	competences
3	risk
6	interim
12	final'
	shnor run volgograd --stage final "$SAMPLE" out 2>/dev/null
	cmp "$OUT/dynamics.tsv" out/dynamics.tsv
	[ ! -e out/classes-municipality.tsv ]
	cmp "$OUT/membership.tsv" out/membership.tsv
	cmp "$OUT/list.csv" out/list.csv
}
