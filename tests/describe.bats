#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Digests of files: those of other programs, and which files are the same data.
load helper

@test "digests, bytes and lines are those of sha256sum and wc" {
	mkdir -p a/b
	printf 'x\ny\n' >a/b/plain.csv
	gzip -c a/b/plain.csv >packed.csv.gz
	head -c 1000000 /dev/urandom >big
	printf 'no end' >short
	: >empty
	printf 'PK\003\004\n\n' >book.xlsx
	shnor-describe --kind input a/b/plain.csv packed.csv.gz big short empty book.xlsx >out
	for file in a/b/plain.csv packed.csv.gz big short empty book.xlsx; do
		lines=$(case $file in *.gz) gzip -dc $file ;; *) cat $file ;; esac | wc -l)
		[ $file = book.xlsx ] && lines=-
		printf 'input\t%s\t%s\t%s\t%s\n' "${file##*/}" "$(sha256sum <$file | cut -c 1-64)" "$(wc -c <$file)" "$lines"
	done >expected
	tail -n +2 out | cut -f 1-5 | diff expected -
	run bash -c 'shnor-describe --folder a/b/plain.csv | tail -n 1 | cut -f 2'
	assert_output b/plain.csv
}

@test "the same text, packed or with other line ends, has the same digest of text; other text has not" {
	printf 'x\r\ny\r\n' >dos.csv
	printf 'x\ny\n' >unix.csv
	gzip -c dos.csv >packed.csv.gz
	printf 'x\nz\n' >other.csv
	printf 'alone\n' >alone.csv
	run bash -c 'shnor-describe dos.csv unix.csv packed.csv.gz other.csv alone.csv | tail -n +2 | cut -f 6'
	[ "${lines[0]}" = "$(sha256sum <unix.csv | cut -c 1-64)" ]
	[ "${lines[0]}" = "${lines[1]}" ] && [ "${lines[1]}" = "${lines[2]}" ]
	[ "${lines[2]}" != "${lines[3]}" ]
	[ "${#lines[@]}" = 4 ]
}

@test "what cannot be read is exit 3; standard input is exit 2; a broken .gz is no short file" {
	run -3 shnor-describe nowhere
	run -3 shnor-describe .
	run -2 shnor-describe - </dev/null
	printf 'x\ny\n' | gzip | head -c 15 >cut.csv.gz
	run -3 shnor-describe cut.csv.gz
}

@test "a kind can hold the version of the programs" {
	printf 'a\n' >"$BATS_TEST_TMPDIR/one"
	run -0 shnor-describe --kind 'tool {version}, new' "$BATS_TEST_TMPDIR/one"
	version=$(shnor-describe --version)
	[ "$(cut -f 1 <<<"${lines[1]}")" = "tool ${version##* }, new" ]
}
