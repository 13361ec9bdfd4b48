#!/usr/bin/env bats
# Memory stays flat as records grow: ten times the rows, within 10 % of the peak.
load helper

setup() {
	! under_sanitizer || skip "the sanitizer keeps memory of its own"
	cd "$BATS_TEST_TMPDIR" || return 1
	PIPELINES=$TOP/pipelines
	mkdir small large
	"$BUILD/tools/make_inbox" small 60000 300
	"$BUILD/tools/make_inbox" large 600000 300
}

# The peak memory of a command in KiB.
peak() {
	"$BUILD/tools/peak" "$@" 2>&1 >/dev/null | tail -n 1
}

assert_flat() {
	[ "$1" -gt 500 ]
	[ $(($2 * 100)) -le $(($1 * 110)) ] || fail "$3: $1 KiB for a tenth, $2 KiB for all"
}

@test "import, normalize and index take as much memory for ten times the rows" {
	shnor-import -q --map "$PIPELINES/common/schools.map" small/schools.csv >schools.tsv
	for size in small large; do
		shnor-import -q --map "$PIPELINES/common/gia.map" $size/gia* >$size.records
		peak shnor-import -q --map "$PIPELINES/common/gia.map" $size/gia* >$size.import
		set -- shnor-normalize -q --schools schools.tsv --words "$PIPELINES/common/words.tsv" \
			--words "$PIPELINES/common/words-gia.tsv" --scales "$PIPELINES/common/scales.tsv" \
			--thresholds "$PIPELINES/common/thresholds.tsv" \
			--measures "$PIPELINES/orenburg/measures-gia.tsv" $size.records
		"$@" >$size.observations
		peak "$@" >$size.normalize
		peak shnor-index --partial $size.observations >$size.index
	done
	[ "$(wc -l <large.records)" -gt $((9 * $(wc -l <small.records))) ]
	for filter in import normalize index; do
		assert_flat "$(cat small.$filter)" "$(cat large.$filter)" $filter
	done
}
