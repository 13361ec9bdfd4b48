# tests/breaks.bash: what the suites of broken files share.
# shellcheck shell=bash disable=SC2154 # output, stderr are set by run
load helper

pack() { "$BUILD/tools/pack" "$@"; }

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table a.map <<'END'
column | from
code   | Код ОО
mark   | Отметка
day    | Дата
END
	printf 'Код ОО;Отметка;Дата\n1;5;x\n2;4;y\n' >a.csv
}

# ends STATUS FILE…: imports the files; the exit status is STATUS, and when the counts were written
# every record is accounted for. Leaves out, err, rejects.tsv, stats.tsv.
ends() {
	local wanted=$1 status=0
	shift
	rm -f stats.tsv
	shnor-import --quiet --map a.map --stats stats.tsv --rejects rejects.tsv "$@" >out 2>err || status=$?
	[ "$status" = "$wanted" ] || fail "exit status $status, not $wanted: $(head -c 400 err)"
	[ "$wanted" -gt 1 ] || assert_balanced stats.tsv
}

# gives: on standard input the records, without the header.
gives() { diff -u <(show out | tail -n +2) -; }

# tells TEXT: standard error has it.
tells() { grep -qF -- "$1" err || fail "not told: $1, but: $(head -c 400 err)"; }

# rejected: on standard input origin and reason of all rejected records.
rejected() { diff -u <(cut -f 2-3 rejects.tsv | show | tail -n +2) -; }

# poke FILE OFFSET BYTES: overwrites bytes in the middle of a file.
poke() { printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null; }

# place FILE BYTES: where these bytes stand first in the file.
place() { grep -abo -m 1 -- "$2" "$1" | head -n 1 | cut -d : -f 1; }

# long_table: a table of 20000 rows, semicolons between the cells.
long_table() {
	echo 'Код ОО;Отметка;Дата'
	seq 20000 | sed 's/.*/&;5;день &/'
}
