#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# run --public: the result and its twin for publication in one go; the twin is whole, or the old one.
# shellcheck disable=SC2154 # bats sets stderr
load helper

# run_public ARGUMENT…: a run of the Orenburg pipeline; what it says is in messages.
run_public() {
	"$BUILD/bin/shnor" run orenburg "$@" 2>messages
}

@test "run --public makes the folder that shnor-suppress makes, with page and workbook; again, in its place" {
	run_public "$TOP/samples/orenburg" out --public public
	shnor-suppress --quiet --publicity "$TOP/pipelines/common/publicity.tsv" --rule "$TOP/pipelines/orenburg/rule.tsv" \
		--programme "$TOP/pipelines/orenburg/programme.tsv" out by-hand >/dev/null
	run diff -rq by-hand public
	assert_output 'Files by-hand/manifest.tsv and public/manifest.tsv differ
Only in public: report.html
Only in public: report.xlsx'
	# The manifest tells of all that is there.
	diff <(tail -n +2 public/manifest.tsv | cut -f 2) <(cd public && printf '%s\n' * | grep -vx manifest.tsv)
	grep -q 'скрыто' public/report.html
	[ ! -e out/published ]
	before=$(stat -c %i public)
	run_public --public=public "$TOP/samples/orenburg" out
	[ "$(stat -c %i public)" != "$before" ]
	run ls -A
	assert_output "$(printf '%s\n' .out.shnor-lock .public.shnor-lock by-hand messages out public)"
}

@test "a run that fails leaves the twin as it was; what no run wrote is not replaced" {
	run_public "$TOP/samples/orenburg" out --public public
	cp -R public kept
	cp -R "$TOP/samples/orenburg" inbox
	chmod -R u+w inbox
	for line in {1..2000}; do echo broken; done >>inbox/gia9-2023.csv
	run -1 run_public inbox out --public public
	[ -e out.failed ]
	diff -r kept public
	run ls -A
	refute_output --partial .public.shnor-run
	# The twin cannot be made: neither is the result replaced.
	touch inbox/mark
	cp -R "$TOP/pipelines" region
	printf 'measure\tcounts\n^oge(\tpersons\n' >region/orenburg/publicity.tsv
	cp -R out before
	run -2 env SHNOR_PIPELINES=region "$BUILD/bin/shnor" run orenburg "$TOP/samples/orenburg" out --public public
	diff -r before out
	diff -r kept public
	echo mine >public/notes.txt
	run -2 run_public "$TOP/samples/orenburg" out --public public
	grep -q 'holds what no run wrote' messages
}

@test "a twin stands apart from inbox and result, is of a whole run, and of one run at a time" {
	cp -R "$TOP/samples/orenburg" inbox
	run -2 run_public inbox out --public out/public
	run -2 run_public inbox out --public inbox/public
	run -2 run_public inbox both/out --public both
	run -2 run_public inbox out --public out
	run -2 run_public inbox out --public
	run -2 run_public --stage final inbox out --public public
	grep -q 'a whole run' messages
	run -3 flock .public.shnor-lock "$BUILD/bin/shnor" run orenburg inbox out --public public
	assert_output --partial 'another run is writing'
	[ ! -e out ]
	[ ! -e public ]
}

@test "open data have a twin too" {
	"$BUILD/bin/shnor" run simce "$TOP/samples/simce" out --public public 2>messages
	for file in classes.tsv manifest.tsv report.html report.xlsx; do [ -s "public/$file" ] || fail "no $file"; done
}

@test "a result does not take the place of a twin, nor a twin that of a result" {
	run_public "$TOP/samples/orenburg" out --public public
	cp -R public kept
	cp -R out before
	run -2 run_public "$TOP/samples/orenburg" public
	grep -q 'holds what is published' messages
	run -2 run_public "$TOP/samples/orenburg" public --wait
	diff -r kept public
	run -2 run_public "$TOP/samples/orenburg" other --public out
	grep -q 'holds a result' messages
	diff -r before out
	[ ! -e other ]
}

@test "--public needs a folder: an empty name makes no run" {
	run -2 run_public "$TOP/samples/orenburg" out --public=
	grep -q 'public needs a value' messages
	run -2 run_public "$TOP/samples/orenburg" out --public ''
	grep -q 'public needs a value' messages
	[ ! -e out ]
}

@test "where the twin alone cannot take its place, that is told, and nothing of it is left" {
	mkdir bin
	ln -s "$BUILD"/bin/* bin
	rm bin/shnor-publish
	printf '#!/bin/sh\ncase $2 in */public) exit 3 ;; esac\nexec %q "$@"\n' "$BUILD/bin/shnor-publish" >bin/shnor-publish
	chmod +x bin/shnor-publish
	SHNOR_BIN=$PWD/bin run -3 run_public "$TOP/samples/orenburg" out --public public
	grep -q 'out is new, but .*public could not be replaced' messages
	[ -f out/classes.tsv ]
	[ ! -e public ]
	run ls -A
	refute_output --partial shnor-run
}
