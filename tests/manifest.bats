#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What a run leaves to be checked by: the manifest, the counts, and what differs from the run before.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	SAMPLE=$TOP/samples/orenburg
}

# check_manifest FOLDER: it is in byte order, each line has its five cells, and each result its checksum.
check_manifest() {
	local name sum lines=0
	tail -n +2 "$1/manifest.tsv" | LC_ALL=C sort -c
	awk -F '\t' 'NF != 5 || $3 == "" || $4 == "" || $5 == "" { bad = 1 } END { exit bad }' "$1/manifest.tsv"
	while IFS=$'\t' read -r name sum; do
		[ "$(sha256sum <"$1/$name")" = "$sum  -" ] || fail "$name has another checksum"
		lines=$((lines + 1))
	done < <(awk -F '\t' -v OFS='\t' '$1 == "output" { print $2, $3 }' "$1/manifest.tsv")
	# The folder's files but for the manifest itself.
	[ "$lines" = "$(($(find "$1" -type f | wc -l) - 1))" ]
}

@test "the manifest is in byte order and whole, whatever the region is called and whatever part is run" {
	cp -R "$TOP/pipelines" own
	# Before and behind "common" in byte order.
	mv own/orenburg own/alpha
	shnor run own/alpha "$SAMPLE" out-alpha 2>/dev/null
	check_manifest out-alpha
	shnor run own/volgograd "$TOP/samples/volgograd" out-volgograd 2>/dev/null
	check_manifest out-volgograd
	shnor run own/alpha "$SAMPLE" stage --stage identification 2>/dev/null
	check_manifest stage
	grep -q $'^stage\tidentification\t-\t0\t0$' stage/manifest.tsv
	grep -q "^tool $(shnor-describe --version | sed 's/.* //')"$'\tshnor-report\t' stage/manifest.tsv
	# The counts of all steps, in byte order, with one header.
	tail -n +2 out-alpha/stats.tsv | LC_ALL=C sort -c
	[ "$(grep -c $'^filter\t' out-alpha/stats.tsv)" = 1 ]
	[ "$(cut -f 1 out-alpha/stats.tsv | grep -c '^report:')" -ge 3 ]
}

@test "what differs is told against the last run, also if only one file of its results does" {
	shnor run orenburg "$SAMPLE" out 2>/dev/null
	shnor run orenburg "$SAMPLE" out 2>/dev/null
	[ "$(wc -l <out/changes.tsv)" = 1 ]
	mkdir inbox && cp "$SAMPLE"/* inbox
	# One mark more that is low: an indicator changes, with the data as its cause.
	sed -i '2s/;;3;/;;2;/' inbox/gia9-2024-a.csv
	cp -R out before
	shnor run orenburg inbox out 2>/dev/null
	run -1 cmp -s before/indicators.tsv out/indicators.tsv
	grep -q $'^indicators\t2024\t.*\tdata$' out/changes.tsv
}

@test "OUT may be a link, lie behind one, end with a slash or have dots in it" {
	mkdir real
	ln -s real link
	shnor run orenburg "$SAMPLE" link/out 2>/dev/null
	[ -f real/out/manifest.tsv ]
	ln -s real/out results
	shnor run orenburg "$SAMPLE" results/ 2>/dev/null
	[ -L results ] && [ -f real/out/manifest.tsv ]
	shnor run orenburg "$SAMPLE" ./real/../real/./out 2>/dev/null
	[ "$(wc -l <real/out/changes.tsv)" = 1 ]
	shnor run orenburg "$SAMPLE" new/folder/out 2>/dev/null
	[ -f new/folder/out/manifest.tsv ]
	run -2 shnor run orenburg "$SAMPLE" /
	assert_output --partial 'OUT must not be the root of the file system'
	run -2 shnor run orenburg "$SAMPLE" ..
	assert_output --partial 'is no result folder'
}

@test "the lines of recommendations are called something in the report, in Russian and in English" {
	local table
	for table in "$TOP"/pipelines/*/recommendations.tsv; do
		awk -F '\t' '/^#/ { next } !head++ { next } { print $1 }' "$table"
	done | sort -u >names
	for table in labels-causes english; do
		awk -F '\t' '$1 == "cause" { print $2 }' "$TOP/pipelines/common/$table.tsv" | sort >told
		run comm -23 names told
		assert_output ''
	done
}
