#!/usr/bin/env bats
# The units of lib that are best proved from inside.
load helper

@test "split: the wide and the plain way agree on random lines" {
	run "$BUILD/unit/test_split"
	assert_success
}

@test "delimited: random files read as libcsv reads them" {
	cp "$BUILD/unit/test_delimited" .
	run ./test_delimited
	assert_success
}

@test "number: reading, rounding, printing, and counts back from shares" {
	run "$BUILD/unit/test_number"
	assert_success
}

@test "ordering: texts of every kind in the order that comparing them gives" {
	run "$BUILD/unit/test_ordering"
	assert_success
}

@test "calendar: every day of 35 years, and no other" {
	run "$BUILD/unit/test_calendar"
	assert_success
}

@test "letters: encodings told apart, garbled text named, good text left alone" {
	run "$BUILD/unit/test_letters"
	assert_success
}

@test "beta: closed forms, symmetry, and shapes from a billionth to a billion" {
	run "$BUILD/unit/test_beta"
	assert_success
}

@test "certainty: the recursion equals the sum over all combinations of procedures" {
	run "$BUILD/unit/test_certainty"
	assert_success
}

@test "regression: the normal equations' figures; collinear, perfect and lonely rows are seen" {
	run "$BUILD/unit/test_regression"
	assert_success
}

@test "page_words: no word of the page is missing in one of its languages" {
	run "$BUILD/unit/test_page_words"
	assert_success
}

@test "escape: by words and by vectors as by bytes, and undone" {
	run "$BUILD/unit/test_escape"
	assert_success
}

@test "recoding: values that are remembered come out as the encoding has them" {
	run "$BUILD/unit/test_recoding"
	assert_success
}

@test "assignment: the best of all there are, the first of several, never worse than greedy" {
	run "$BUILD/unit/test_assignment"
	assert_success
	assert_output --partial '700 schools, 100 curators'
	sed 's/^/# /' <<<"$output" >&3
}

@test "intake: records read without the stream between are those that import writes" {
	run "$BUILD/unit/test_intake"
	assert_success
}

@test "no unit's test is forgotten here" {
	for file in "$TOP"/tests/unit/test_*.c; do
		name=${file##*/}
		grep -q "/${name%.c}\"" "$BATS_TEST_FILENAME" || fail "nothing runs $name"
	done
}
