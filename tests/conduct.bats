#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What all filters have in common: options, files, exit statuses, the account of records.
# shellcheck disable=SC2154,SC2030,SC2031 # bats sets stderr and runs each test in a subshell
load helper

FILTERS='import normalize index quality classify dynamics risk report'
STREAM_FILTERS='normalize index quality classify dynamics risk report'

# For each filter a good input NAME.in of three records, and the tables it cannot do without.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table map.tsv <<'END'
column    | from
year      | =2024
school_id | Код
text      | Текст
END
	table measures.tsv <<'END'
measure  | where    | n            | hits | score
vpr5-rus | exam=vpr | participants | low_count |
END
	table directions.tsv <<'END'
indicator | good
:share$   | down
END
	table risk.tsv <<'END'
factor | parameter | group | indicator      | direction | medium | high | least | roll_up
marks  |           |       |                |           |        |      | 1     | max
marks  | rus       | data  | vpr5-rus:share | above     | 0.2    | 0.5  | 3     |
END
	printf 'Код;Текст\n0123;один\n45;"два; ""три"""\n6;4,5\n' >import.in
	table normalize.in <<'END'
year | municipality | school_id | exam | participants | low_count | origin
2024 | Кромы        | 0123      | vpr  | 10           | 3         | f:2
2024 | Орёл         | 45        | vpr  | 7            | 2         | f:3
2023 | Кромы        | 0123      | vpr  | 9            | 0         | f:4
END
	shnor-normalize --measures measures.tsv normalize.in >index.in
	cp index.in quality.in
	shnor-index index.in >classify.in
	cp classify.in dynamics.in
	cp classify.in risk.in
	cp classify.in report.in
}

# filter NAME [ARGUMENT…]: runs it with the options it needs, without notes on what went well.
filter() {
	local name=$1
	shift
	case $name in
	import) set -- --map map.tsv "$@" ;;
	normalize) set -- --measures measures.tsv "$@" ;;
	dynamics) set -- --directions directions.tsv "$@" ;;
	risk) set -- --table risk.tsv "$@" ;;
	report) set -- --format tsv --digits 9 "$@" ;;
	esac
	"shnor-$name" --quiet "$@"
}

# big NAME: a good input of the filter whose output is some megabytes.
big() {
	awk -v name="$1" 'BEGIN {
		OFS = name == "import" ? ";" : "\t"
		if (name == "import") print "Код", "Текст"
		else if (name == "normalize") print "year", "municipality", "school_id", "exam", "participants", "low_count", "origin"
		else if (name == "index") print "year", "municipality", "school_id", "measure", "n", "hits"
		else if (name == "quality") print "year", "school_id", "measure", "n\n2023", 0, "vpr5-rus", 1
		else print "year", "municipality", "school_id", "indicator", "n", "value"
		for (i = 1; i <= 40000; i++) {
			if (name == "import") print i, "муниципальное общеобразовательное учреждение"
			else if (name == "normalize") print 2024, "муниципальный район", i, "vpr", 10, 3, "f:" i
			else if (name == "index") print 2024, "муниципальный район", i, "vpr5-rus", 10, 3
			else if (name == "quality") print 2022 + i % 2 * 2, int(i / 2), "vpr5-rus", 10
			else print 2023 + i % 2, "муниципальный район", int(i / 2), "vpr5-rus:share", 10, 0.3
		}
	}'
}

@test "--help: exit 0, on standard output, with every option" {
	common='rejects max-rejects stats quality options step gzip quiet help version'
	while read -r name options; do
		run -0 --separate-stderr "shnor-$name" --help
		[ -z "$stderr" ]
		[[ ${lines[0]} == "shnor-$name: "* ]]
		[[ $output == *"Usage: shnor-$name "* ]]
		for option in $options $common; do
			[[ $output == *" --$option"[\ $'\n']* ]] || { echo "$name: --$option is not told"; return 1; }
		done
		run -0 shnor-"$name" -h
		assert_output --partial "Usage: shnor-$name "
	done <<'END'
import map encoding delimiter allow-personal
normalize words measures thresholds scales schools carry
index by partial shrink composites scales pool schools
classify rule share compare procedures repeat measures min-n schools pooled small results social cut within grey replicates seed predictors residual
dynamics directions tolerance
membership enter bad rule good-years least-years improved indicator lag support schools all
pair schools table classes rule indicators curators words markers distances coordinates keep candidates supported year lag strong index good years places limit require
describe kind folder
programme table members
recommend table year lag addressees labels
decisions decisions words directions programme schools
risk table members
quality enrolment procedures by-login pauses schools
report format columns where schools labels sheets title part language rule improved checked by-municipality digits decimal width color
suppress publicity programme rule composites least percent
END
	run -0 shnor-publish --help
	assert_output --partial 'Usage: shnor-publish '
}

@test "--version: exit 0, on standard output, the same for all" {
	version=$(shnor-index --version | sed 's/.* //')
	[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]]
	for name in $FILTERS publish; do
		run -0 --separate-stderr "shnor-$name" --version
		[ "$output" = "shnor-$name (shnor) $version" ]
		[ -z "$stderr" ]
	done
}

@test "wrong options are exit 2, named, with nothing on standard output" {
	for name in $FILTERS; do
		for wrong in --nonsense --reject=x -Y --quiet=1 --rejects --stats --max-rejects=x --max-rejects=-1; do
			run -2 --separate-stderr filter "$name" "$name.in" "$wrong"
			[ -z "$output" ]
			[[ $stderr == "shnor-$name: "*"${wrong%%=*}"* ]] || { echo "$stderr"; return 1; }
		done
	done
	run -2 --separate-stderr shnor-publish --nonsense a b
	[ "$stderr" = 'shnor-publish: unknown option --nonsense; shnor-publish --help lists them' ]
	run -2 shnor-publish one
}

@test "a file that cannot be read is exit 3 with its name and the reason" {
	# What a program holds when it ends with a message is no leak.
	if under_sanitizer; then export ASAN_OPTIONS=detect_leaks=0; fi
	for name in $FILTERS; do
		run -3 --separate-stderr filter "$name" "$name.in" missing
		[ "$stderr" = "shnor-$name: missing: cannot open: No such file or directory" ]
		# A report may be of a folder, in other formats.
		[ "$name" != report ] || continue
		run -3 --separate-stderr filter "$name" .
		[ "$stderr" = "shnor-$name: .: cannot read: Is a directory" ]
	done
	run -2 --separate-stderr filter report .
	[ "$stderr" = 'shnor-report: . is a result folder, which goes with --format html or xlsx' ]
	mkdir new
	run -3 --separate-stderr shnor-publish missing old
	[[ $stderr == 'shnor-publish: missing: '*': No such file or directory' ]]
}

@test "a full disk is exit 3 with a message, for output, rejects, stats and help" {
	for name in $FILTERS; do
		run -3 bash -c "$(declare -f filter); filter $name $name.in 2>&1 >/dev/full"
		assert_output "shnor-$name: standard output: cannot write: No space left on device"
		run -3 bash -c "shnor-$name --help 2>&1 >/dev/full"
		assert_output --partial "shnor-$name: cannot write the help: "
		run -3 --separate-stderr filter "$name" --stats /dev/full "$name.in"
		[ "$stderr" = "shnor-$name: /dev/full: cannot write: No space left on device" ]
		run -3 --separate-stderr filter "$name" --rejects /dev/full "$name.in"
		[ "$stderr" = "shnor-$name: /dev/full: cannot write: No space left on device" ]
		run -3 --separate-stderr filter "$name" --stats missing/stats.tsv "$name.in"
		[ "$stderr" = "shnor-$name: missing/stats.tsv: cannot create: No such file or directory" ]
	done
}

@test "closed standard output is exit 3" {
	for name in $FILTERS; do
		status=0
		filter "$name" "$name.in" >&- 2>err || status=$?
		[ "$status" -eq 3 ]
		grep -q "^shnor-$name: standard output is closed" err
	done
}

@test "closed standard output is found out even when standard input or error is closed too" {
	for name in $FILTERS; do
		echo "$name: standard input and output closed"
		status=0
		filter "$name" "$name.in" <&- >&- 2>err || status=$?
		[ "$status" -eq 3 ]
		echo "$name: standard output and error closed"
		status=0
		filter "$name" "$name.in" >&- 2>&- || status=$?
		[ "$status" -eq 3 ]
	done
}

@test "closed standard error or input does no harm" {
	for name in $FILTERS; do
		filter "$name" "$name.in" >expected
		filter "$name" "$name.in" 2>&- | cmp - expected
		filter "$name" "$name.in" <&- | cmp - expected
		[ -s expected ]
	done
}

@test "a reader that goes away ends the filter quietly, even where SIGPIPE is ignored" {
	for name in $FILTERS; do
		big "$name" >big.in
		filter "$name" big.in 2>err | head -n 1 >/dev/null
		statuses=("${PIPESTATUS[@]}")
		[ "${statuses[0]}" -eq 141 ] || { echo "$name: ${statuses[0]}"; return 1; }
		[ ! -s err ]
		(trap '' PIPE; filter "$name" big.in 2>err) | head -n 1 >/dev/null
		statuses=("${PIPESTATUS[@]}")
		[ "${statuses[0]}" -eq 141 ]
		[ ! -s err ]
	done
}

@test "no header at all is exit 1; a header alone is an empty table, exit 0" {
	: >empty
	for name in $FILTERS; do
		run -1 --separate-stderr filter "$name" empty
		[[ $stderr == "shnor-$name: empty:"*"header"* ]]
		run -1 --separate-stderr filter "$name" <empty
		[[ $stderr == "shnor-$name: -:"*"header"* ]]
		filter "$name" "$name.in" | head -n 1 >expected
		head -n 1 "$name.in" >header
		run -0 --separate-stderr filter "$name" --stats stats.tsv header
		[ "$output" = "$(cat expected)" ]
		[ -z "$stderr" ]
		[ "$(counts stats.tsv read)" -eq 0 ]
	done
}

@test "a column that is needed and not there is exit 2, and named" {
	while read -r name column; do
		sed -E "1s/(^|[;\t])$column(\$|[;\t])/\1another\2/" "$name.in" >in.tsv
		run -2 --separate-stderr filter "$name" in.tsv
		[[ $stderr == "shnor-$name: in.tsv:"*"$column"* ]] || { echo "$stderr"; return 1; }
	done <<'END'
import Код
normalize participants
normalize school_id
index measure
index municipality
classify indicator
classify n
dynamics value
dynamics year
risk indicator
risk n
END
	run -2 --separate-stderr filter report --columns another report.in
	[[ $stderr == 'shnor-report: report.in:1: unknown column "another"; '* ]]
	for name in $STREAM_FILTERS; do
		sed '1s/municipality/year/' "$name.in" >in.tsv
		run -2 --separate-stderr filter "$name" in.tsv
		[ "$stderr" = "shnor-$name: in.tsv:1: column \"year\" stands twice" ]
	done
}

@test "files, standard input and - are read alike, several as one, gzip too; --gzip packs" {
	for name in $FILTERS; do
		filter "$name" "$name.in" | sed 's/[^	]*\.in:/-:/' >expected
		filter "$name" <"$name.in" | cmp - expected
		filter "$name" - <"$name.in" | cmp - expected
		filter "$name" -- - <"$name.in" | cmp - expected
		gzip -c "$name.in" | filter "$name" | cmp - expected
		filter "$name" --gzip - <"$name.in" | gzip -dc | cmp - expected
		# The second file has a header of its own, and columns in another order where they are named.
		{ head -n 1 "$name.in"; tail -n 1 "$name.in"; } >second.in
		head -n -1 "$name.in" >first.in
		filter "$name" first.in - <second.in | cut -f 1,2 >two
		cut -f 1,2 expected | cmp - two
	done
}

@test "a truncated .gz is exit 3, never a short result that looks whole" {
	for name in $FILTERS; do
		big "$name" | gzip -c | head -c 30000 >cut.gz
		run -3 --separate-stderr filter "$name" cut.gz
		[ "$stderr" = "shnor-$name: cut.gz: the gzip data end too early; the file is truncated" ]
	done
}

@test "rows of too few or too many fields are rejected with their origin; the others are written" {
	for name in $FILTERS; do
		mark=$'\t'
		[ "$name" = import ] && mark=';'
		filter "$name" "$name.in" >expected
		awk -v mark="$mark" 'NR == 2 { less = $0; sub(mark "[^" mark "]*$", "", less); print less; print $0 mark "x" } 1' \
			"$name.in" >bad.in
		run -1 --separate-stderr filter "$name" --rejects rejects.tsv --stats stats.tsv bad.in
		printf '%s\n' "$output" | sed 's/bad.in:.$//' >good
		sed 's/import.in:.$//' expected | cmp - good
		cut -f 1-6 rejects.tsv >reasons.tsv
		count=$(head -n 1 "$name.in" | awk -F "$mark" '{ print NF }')
		run show reasons.tsv
		assert_output - <<END
filter|origin|reason|column|value|expected
$name|bad.in:2|too few fields|||$count fields, not $((count - 1))
$name|bad.in:3|too many fields|||$count fields, not $((count + 1))
END
		assert_balanced stats.tsv
		[ "$(counts stats.tsv read)" -eq 5 ]
		[ "$(counts stats.tsv rejected)" -eq 2 ]
		# The same on standard error when no file for them is named.
		run -1 --separate-stderr filter "$name" bad.in
		[ "${stderr_lines[0]}" = "shnor-$name: bad.in:2: too few fields, expected $count fields, not $((count - 1))" ]
	done
}

@test "--max-rejects: as a number or a percentage, exactly; the good records are written anyway" {
	for name in $FILTERS; do
		{ cat "$name.in"; echo broken; } >bad.in # 1 of 4
		for allowed in 1 25% 25.0% 100%; do
			run -0 --separate-stderr filter "$name" --max-rejects "$allowed" bad.in
		done
		written=$output
		for allowed in 0 24.999999% 0%; do
			run -1 --separate-stderr filter "$name" --max-rejects "$allowed" bad.in
		done
		[ "$output" = "$written" ]
		[ -n "$written" ]
	done
}

@test "--stats and --step: what became of the records, under the step's name" {
	for name in $FILTERS; do
		filter "$name" --step "2024 г." --stats stats.tsv "$name.in" >out.tsv
		run head -n 1 stats.tsv
		assert_output "$(printf 'filter\tkind\treason\tcount')"
		[ "$(cut -f 1 stats.tsv | sort -u | grep -c "^$name:2024 г.\$")" -eq 1 ]
		assert_balanced stats.tsv
		[ "$(counts stats.tsv read)" -eq 3 ]
		[ "$(counts stats.tsv output)" -eq "$(($(wc -l <out.tsv) - 1))" ]
	done
}

@test "output does not depend on the locale" {
	{ locale -a; echo ru_RU.UTF-8; echo tr_TR.UTF-8; } >locales
	# Made here where they can be: with a decimal comma, and with letters of their own.
	for locale in ru_RU tr_TR; do localedef -i "$locale" -f UTF-8 "./$locale.UTF-8" || true; done
	export LOCPATH=$PWD
	# The C library itself leaks what it makes of LOCPATH.
	if under_sanitizer; then export ASAN_OPTIONS=detect_leaks=0; fi
	for name in $FILTERS; do
		LC_ALL=C filter "$name" "$name.in" >expected
		while read -r locale; do
			LC_ALL=$locale LANG=$locale LANGUAGE=ru filter "$name" "$name.in" | cmp - expected
			LC_ALL='' LANG=$locale LC_NUMERIC=$locale LC_COLLATE=$locale filter "$name" "$name.in" | cmp - expected
		done <locales
	done
	LC_ALL=C shnor-report report.in >expected
	LC_ALL='' LANG=ru_RU.UTF-8 shnor-report report.in | cmp - expected
}

@test "values with tab, line feed, carriage return and backslash pass unharmed" {
	value='a\tb\nc\rd\\e'
	printf 'Код;Текст\n1;"%b"\n' "$value" >import.in
	for name in $STREAM_FILTERS; do
		awk -v value="${value//\\/\\\\}" -F '\t' -v OFS='\t' '$2 == "Кромы" { $2 = value } { print }' "$name.in" >in.tsv
		mv in.tsv "$name.in"
	done
	for name in ${FILTERS/quality/}; do
		filter "$name" "$name.in" >out.tsv
		cut -f 1-3 out.tsv | tr '\t' '\n' | grep -qxF "$value" || { echo "$name:"; cat out.tsv; return 1; }
	done
}

@test "a stream with CRLF or a byte order mark: the one is refused, the other no matter" {
	for name in $STREAM_FILTERS; do
		sed 's/$/\r/' "$name.in" >crlf.in
		run -1 --separate-stderr filter "$name" crlf.in
		[[ $stderr == "shnor-$name: crlf.in:1: this is no stream of ours"* ]]
		filter "$name" "$name.in" >expected
		{ printf '\xEF\xBB\xBF'; cat "$name.in"; } | filter "$name" | cmp - expected
	done
}

@test "progress is shown on a terminal and never elsewhere" {
	big report >big.in
	big report | tail -n +2 >>big.in
	# The reader waits, so that the work takes more than the second before progress is shown.
	shnor-report --format tsv big.in 2>err | (sleep 1.4; cat >/dev/null)
	[ ! -s err ]
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no pseudo-terminal can be had here"
	script -qec 'shnor-report --format tsv big.in | (sleep 1.4; cat >/dev/null)' /dev/null </dev/null >terminal
	grep -q 'shnor-report: [0-9]* of [0-9]* MB' terminal
	script -qec 'shnor-report --quiet --format tsv big.in | (sleep 1.4; cat >/dev/null)' /dev/null </dev/null >terminal
	run cat terminal
	assert_output ''
}

@test "shnor-publish: the new folder takes the place of the old, which is gone" {
	mkdir -p new/part old
	echo new >new/part/file
	echo old >old/file
	run -0 shnor-publish new old
	assert_output ''
	run find new old
	assert_line old/part/file
	refute_line old/file
	[ ! -e new ]
	mkdir another
	shnor-publish another fresh
	[ -d fresh ] && [ ! -e another ]
}
