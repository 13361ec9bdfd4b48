#!/usr/bin/env bats
# Memory stays flat as records grow: ten times the rows, within 10 % of the peak; and what 5000 schools may take.
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

# The system counts a process's pages in lots of 64 for each processor, so half a MiB more says nothing; eight bytes for
# each of the further rows would be four MiB.
assert_flat() {
	[ "$1" -gt 500 ]
	[ $(($2 * 100)) -le $((($1 + 512) * 110)) ] || fail "$3: $1 KiB for a tenth, $2 KiB for all"
}

@test "import, normalize, index and quality take as much memory for ten times the rows" {
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
		peak shnor-quality $size.observations >$size.quality
		shnor-quality -q $size.observations >$size.found
		shnor-index --partial $size.observations | shnor-quality -q | cmp - $size.found
	done
	[ "$(wc -l <large.records)" -gt $((9 * $(wc -l <small.records))) ]
	for filter in import normalize index quality; do
		assert_flat "$(cat small.$filter)" "$(cat large.$filter)" $filter
	done
}

# The most that a command may take, in KiB; what it wrote goes to the file.
assert_below() {
	local most=$1 into=$2 took
	took=$("$BUILD/tools/peak" "${@:3}" 2>&1 >"$into" | tail -n 1)
	[ "$took" -lt "$most" ] || fail "${*:3:3} took $took KiB, and may take $most"
}

@test "a run of 5000 schools, its recommendations and its workbook are held to their memory" {
	local label labels=()
	mkdir inbox
	"$BUILD/tools/make_inbox" inbox 150000 5000
	"$BUILD/tools/gauge" gauged shnor run orenburg inbox out 2>/dev/null
	# All processes together, as they are looked at twenty times a second.
	read -r _ _ most <gauged
	[ "$most" -lt 65536 ] || fail "the run took $most KiB"
	for label in "$PIPELINES"/common/labels*.tsv "$PIPELINES/orenburg/labels.tsv"; do labels+=(--labels "$label"); done
	assert_below 20000 recommendations.tsv shnor-recommend --quiet --year 2024 \
		--addressees municipal_authority,head,curator_school,teachers,methodical_service "${labels[@]}" \
		--table "$PIPELINES/orenburg/recommendations.tsv" --table "$PIPELINES/common/recommendations.tsv" \
		out/{classes,membership,dynamics,indicators,programme}.tsv
	cmp recommendations.tsv out/recommendations.tsv
	[ "$(wc -l <recommendations.tsv)" -gt 10000 ]
	assert_below 16000 report.xlsx shnor-report --format xlsx --decimal , "${labels[@]}" \
		--sheets "$PIPELINES/orenburg/sheets.tsv" --sheets "$PIPELINES/common/sheets.tsv" out
	cmp report.xlsx out/report.xlsx
	# And a run into the folder of another region's, so that every verdict and indicator is another one.
	mkdir other
	for label in inbox/*; do sed 's/^01/77/; s/;edu56/;edu99/' "$label" >"other/${label##*/}"; done
	"$BUILD/tools/gauge" gauged shnor run orenburg other out 2>/dev/null
	read -r _ _ most <gauged
	[ "$most" -lt 65536 ] || fail "the run into other results took $most KiB"
	[ "$(wc -l <out/changes.tsv)" -gt 150000 ]
}
