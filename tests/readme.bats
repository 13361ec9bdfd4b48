#!/usr/bin/env bats
# Every command of the README works, in a folder that has what a checkout has.
load helper

@test "the README's commands run from top to bottom" {
	cp -r "$TOP/pipelines" "$TOP/samples" "$TOP/filters" .
	mkdir build
	ln -s "$BUILD/bin" build/bin
	unset SHNOR_PIPELINES
	awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$TOP/README.md" >commands
	[ "$(grep -c shnor- commands)" -gt 6 ]
	run bash -e -o pipefail commands
	assert_success
	cd build/try
	[ -s out/myregion/classes.tsv ]
	[ -s out/orenburg/report.html ]
	run cmp -s out/myregion/classes.tsv out/orenburg/classes.tsv
	assert_failure 1
	# The page in English is given all the labels it needs.
	grep -q '<html lang="en">' municipality.html
	run raw_names municipality.html
	assert_output ''
}

@test "the two commands it opens with are targets of the Makefile" {
	for target in demo check bench install asan clean; do
		grep -q "^$target:" "$TOP/Makefile" || fail "no target $target"
	done
	run grep -c '^    make \(demo\|check\)  ' "$TOP/README.md"
	assert_output 2
	grep -q '^make check' "$TOP/.ci/run"
}

@test "no place in it is left to be filled in" {
	run grep -n '@@' "$TOP/README.md"
	assert_output ''
}

@test "the figures it gives for SIMCE are those that the tests prove" {
	run tr '\n' ' ' <"$TOP/README.md"
	assert_output --partial '5949, 5997 and 5992 schools, of them 3749, 4493 and 4581 low'
}

@test "the man pages it names are there, and the programs it lists are all" {
	for program in "$BUILD"/bin/shnor-*; do
		grep -q "\`$(basename "$program")\`" "$TOP/README.md" || fail "$(basename "$program") is missing"
	done
}

@test "every pipeline is in its table, with a README of its own" {
	for run in "$TOP"/pipelines/*/run; do
		name=$(basename "$(dirname "$run")")
		grep -qF "| [$name](pipelines/$name/README.md) |" "$TOP/README.md" || fail "$name is missing"
		[ -s "$TOP/pipelines/$name/README.md" ] || fail "$name has no README"
	done
}

@test "make install puts programs, pages and pipelines in place, and they work from there" {
	make -s -C "$TOP" BUILD="$BUILD" install DESTDIR="$PWD/root" PREFIX=/usr
	[ -x root/usr/bin/shnor-import ]
	[ -f root/usr/share/man/man1/shnor-import.1 ]
	[ -f root/usr/share/man/man1/shnor.1 ]
	unset SHNOR_PIPELINES SHNOR_BIN
	run -0 env PATH="$PWD/root/usr/bin:$PATH" shnor list
	assert_line --partial 'orenburg'
	env PATH="$PWD/root/usr/bin:$PATH" shnor run orenburg "$TOP/samples/orenburg" out 2>/dev/null
	[ -s out/classes.tsv ]
}
