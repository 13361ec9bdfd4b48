#!/usr/bin/env bats
# Observations add up, so the work can be split by file over processes or machines: the sums are the same to the
# byte as those of one run, and a file that fails is noticed. The scripts and commands are those of the README.
load helper

# The blocks of code of its section, one after another: block 1 is count.
block() {
	awk -v wanted="$1" '
		/^## / { inside = $0 == "## Past one machine" }
		inside && /^```/ { open = !open; number += open; next }
		inside && open && number == wanted' "$TOP/README.md"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	export TABLES=$TOP/pipelines
	iconv -f windows-1251 -t UTF-8 "$TOP/samples/orenburg/schools.csv" >schools.csv
	shnor-import -q --map "$TABLES/common/schools.map" schools.csv >schools.tsv
	block 1 >count
	{ echo '#!/bin/bash'; block 4 | sed -n 's/^mapper: *//p'; } >mapper
	{ echo '#!/bin/bash'; block 4 | sed -n 's/^reducer: *//p'; } >reducer
	chmod +x count mapper reducer
	cp "$TOP"/samples/orenburg/gia* .
	./count gia* >whole.tsv
	[ "$(wc -l <whole.tsv)" -gt 300 ]
}

@test "one process a file gives the sums of one run" {
	mkdir sums
	for file in gia*; do
		./count "$file" >"sums/$file.tsv"
	done
	shnor-index --partial sums/*.tsv >added.tsv
	cmp whole.tsv added.tsv
}

@test "xargs does two files at a time" {
	block 3 >spread
	grep -q 'xargs -P 2' spread
	bash -e spread
	cmp whole.tsv observations.tsv
	# A file that cannot be read ends it, and there are no sums of the others alone.
	rm -r sums observations.tsv
	head -c 1000 gia9-2022.csv.gz >cut.gz
	mv cut.gz gia9-2022.csv.gz
	run ! bash -e spread
	[ ! -e observations.tsv ]
}

@test "GNU parallel spreads the files over machines" {
	command -v parallel >/dev/null || skip "GNU parallel is not there (apt-get install parallel)"
	block 2 | sed 's/parallel --sshlogin one,two/parallel --will-cite --sshlogin :/' >spread
	grep -q 'will-cite' spread
	bash -e spread 2>/dev/null
	cmp whole.tsv observations.tsv
	rm -r sums observations.tsv
	echo 'no results' >gia9-2021.csv
	run ! bash -e spread
	[ ! -e observations.tsv ]
}

@test "mapper, combiner and reducer of Hadoop streaming give the sums of one run" {
	# Two mappers, each with a combiner; the second has its files the other way round.
	printf '%s\n' gia9* | ./mapper | sort | ./reducer >one
	printf '%s\n' gia11* | sort -r | ./mapper | sort | ./reducer >other
	{ head -n 1 whole.tsv; sort one other | ./reducer; } >added.tsv
	cmp whole.tsv added.tsv
}

@test "whatever goes wrong with a part shows in its status" {
	run ! ./count gia9-2021.csv
	run ! ./count gia9-2023.csv gia9-2021.csv
	run ! ./mapper <<<gia9-2021.csv
	run ! ./mapper <<<$'gia9-2021.csv\ngia9-2023.csv'
	printf '2024\tM\t030101\toge-rus\tmany\t1\t\t\n' >wrong
	run ! ./reducer <wrong
	# More records rejected than one in a hundred.
	iconv -f windows-1251 -t UTF-8 gia9-2023.csv | sed 's/ОГЭ/ОГГ/' >gia9-2020.csv
	run ! ./count gia9-2020.csv
}
