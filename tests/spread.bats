#!/usr/bin/env bats
# Observations add up, so the work can be split by file over processes or machines: the sums are the same to the
# byte as those of one run. The commands are those of the README.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	export TABLES=$TOP/pipelines
	shnor-import -q --map "$TABLES/common/schools.map" "$TOP/samples/orenburg/schools.csv" >schools.tsv
	cat >count <<'END'
#!/bin/sh
shnor-normalize -q --map "$TABLES/common/gia.map" --combine --max-rejects 1% --schools schools.tsv \
	--words "$TABLES/common/words.tsv" --words "$TABLES/common/words-gia.tsv" --thresholds "$TABLES/common/thresholds.tsv" \
	--scales "$TABLES/common/scales.tsv" --measures "$TABLES/orenburg/measures-gia.tsv" "$@" |
	shnor-index --partial
END
	chmod +x count
	cp "$TOP"/samples/orenburg/gia* .
	./count gia* >whole.tsv
	[ "$(wc -l <whole.tsv)" -gt 300 ]
}

@test "one process a file gives the sums of one run" {
	for file in gia*; do
		./count "$file" >"$file.sums"
	done
	shnor-index --partial gia*.sums >added.tsv
	cmp whole.tsv added.tsv
}

@test "xargs does two files at a time" {
	# shellcheck disable=SC2011,SC2012 # the names are ours
	ls -S gia* | xargs -P 2 -I {} sh -c './count {} >{}.sums'
	shnor-index --partial gia*.sums >added.tsv
	cmp whole.tsv added.tsv
}

@test "GNU parallel spreads the files over machines" {
	command -v parallel >/dev/null || skip "GNU parallel is not there (apt-get install parallel)"
	parallel --will-cite --sshlogin : --env TABLES --basefile schools.tsv --basefile count --transferfile {} \
		--return {}.sums --cleanup './count {} >{}.sums' ::: gia* 2>/dev/null
	shnor-index --partial gia*.sums >added.tsv
	cmp whole.tsv added.tsv
}

@test "mapper, combiner and reducer of Hadoop streaming give the sums of one run" {
	cat >mapper <<'END'
#!/bin/sh
while read -r file; do ./count "$file" | tail -n +2; done
END
	cat >reducer <<'END'
#!/bin/sh
{ printf 'year\tmunicipality\tschool_id\tmeasure\tn\thits\tsum\tsumsq\n'; cat; } | shnor-index --partial | tail -n +2
END
	chmod +x mapper reducer
	# Two mappers, each with a combiner; the second has its files the other way round.
	printf '%s\n' gia9* | ./mapper | sort | ./reducer >one
	printf '%s\n' gia11* | sort -r | ./mapper | sort | ./reducer >other
	{ head -n 1 whole.tsv; sort one other | ./reducer; } >added.tsv
	cmp whole.tsv added.tsv
}
