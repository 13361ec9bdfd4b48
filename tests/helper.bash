# tests/helper.bash: what all suites load. Binaries come from $SHNOR_BUILD (build by default).
# shellcheck shell=bash
bats_require_minimum_version 1.5.0
load /usr/lib/bats/bats-support/load.bash
load /usr/lib/bats/bats-assert/load.bash

TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
while [ ! -f "$TOP/Makefile" ]; do TOP=$(dirname "$TOP"); done
BUILD=$TOP/${SHNOR_BUILD:-build}
export PATH=$BUILD/bin:$PATH
export LC_ALL=C
# A program that ends with a fault leaves its memory to the system; valgrind looks for leaks in
# runs that end well.
export ASAN_OPTIONS=detect_leaks=0
export SHNOR_PIPELINES=$TOP/pipelines SHNOR_BIN=$BUILD/bin

# Every test starts in an empty folder of its own.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
}

# table NAME <<'END': writes a table or stream; cells are parted by | in the text, by tabs in the
# file, so that a person can read them here. \| stands for a bar.
table() {
	sed -e 's/\\|/\x01/g' -e 's/ *| */\t/g' -e 's/\x01/|/g' >"$1"
}

# show [FILE]: the other way round, for comparing output with text that a person can read.
show() {
	sed -e 's/\t/|/g' "$@"
}

# counts STATS KIND: the sum of the counts of that kind.
counts() {
	awk -F '\t' -v kind="$2" '$2 == kind { sum += $4 } END { print sum + 0 }' "$1"
}

# assert_balanced STATS: read = written + skipped + rejected, for each filter in the file.
assert_balanced() {
	run awk -F '\t' 'FNR > 1 { all[$1 "\t" $2] += $4; filters[$1] }
		END {
			for (f in filters) {
				sum = all[f "\twritten"] + all[f "\tskipped"] + all[f "\trejected"]
				if (all[f "\tread"] != sum) { print f, all[f "\tread"], sum; bad = 1 }
			}
			exit bad
		}' "$1"
	assert_success
}

# under_sanitizer: are these the sanitizers' binaries? Some tests (a memory limit, a preloaded
# library) cannot be had with them.
under_sanitizer() {
	nm "$BUILD/bin/shnor-import" 2>/dev/null | grep -q __asan_init
}

# readme_lines TABLES: the indicators that the README of a pipeline places, as `name` behind `programme.tsv:LINE` in
# a row of a table; fails where the line is another one.
readme_lines() {
	local line name
	grep -oE '`programme\.tsv:[0-9]+` `[a-z0-9_]+`' "$1/README.md" | tr -d '`' | while read -r line name; do
		[ "$(sed -n "${line#*:}p" "$1/programme.tsv" | cut -f 1)" = "$name" ] || { echo "$line is not $name"; exit 1; }
		echo "$name"
	done
}

# raw_names PAGE: what the page shows of the streams' names that no label was found for, such as schools_low.
raw_names() {
	sed -e '/^<style>/,/<\/style>$/d' -e '/^<script>/,/<\/script>$/d' -e 's/<[^>]*>/ /g' "$1" |
		grep -oE '\b[a-z0-9]+_[a-z0-9_:]+' | sort -u
}
