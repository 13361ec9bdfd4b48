#!/usr/bin/env bats
# The manual is true: pages are well formed, name every option, and their examples work.
load helper

PROGRAMS='import normalize index override quality classify dynamics membership pair programme risk recommend decisions report suppress describe publish'

@test "every program has a page, and mandoc has nothing to say of it" {
	for source in "$TOP"/filters/*.c "$TOP/filters/shnor"; do
		[ -f "${source%.c}.1" ] || fail "$source has no man page beside it"
	done
	run mandoc -T lint -W warning "$TOP"/filters/*.1
	assert_success
	assert_output ''
}

@test "every option of --help is in the page, and no other" {
	for program in $PROGRAMS; do
		"shnor-$program" --help | grep -oE -- '--[a-z][a-z-]*' | sort -u >help
		# The --help of publish has a line on itself alone; pages name the filters' own options.
		sed -n '/^\.Sh OPTIONS/,/^\.Sh/p' "$TOP/filters/$program.1" |
			sed -n 's/^\.It.* Fl -\([a-z][a-z-]*\).*/--\1/p' | sort -u >page
		diff help page || fail "$program"
	done
}

@test "the sections are all there" {
	for program in $PROGRAMS shnor; do
		for section in NAME SYNOPSIS DESCRIPTION OPTIONS 'EXIT STATUS' EXAMPLES 'SEE ALSO'; do
			grep -qx ".Sh $section" "$TOP/filters/$program.1" || fail "$program: no $section"
		done
	done
}

# The commands of a page's examples: one a literal block.
examples() {
	awk '/^\.Sh / { on = $0 == ".Sh EXAMPLES" }
		on && /^\.Ed/ { inside = 0; printf "\n" }
		inside { print }
		on && /^\.Bd/ { inside = 1 }' "$1" | sed -e 's/\\e/\\/g' -e 's/\\(aq/'"'"'/g' -e 's/\\&//g' -e 's/\\-/-/g'
}

@test "every example of every page works as it stands" {
	for program in $PROGRAMS shnor; do
		mkdir "$BATS_TEST_TMPDIR/$program"
		cd "$BATS_TEST_TMPDIR/$program"
		ln -s "$TOP/samples" samples
		cp -r "$TOP/pipelines" pipelines
		examples "$TOP/filters/$program.1" >commands
		[ "$(grep -c . commands)" -gt 0 ] || fail "$program has no examples"
		run bash -e -o pipefail commands
		assert_success
		[ "$program" = report ] || continue
		# The page in English is given all the labels it needs.
		grep -q '<html lang="en">' municipality.html
		run raw_names municipality.html
		assert_output ''
	done
}
