#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# shnor what-if: whose verdict would change under other readings of the rule.
load helper

setup_file() {
	export RESULT=$BATS_FILE_TMPDIR/result
	"$TOP/pipelines/orenburg/run" "$TOP/samples/orenburg" "$RESULT" 2>/dev/null
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
}

@test "each variant's verdicts are those that classify gives with its options" {
	table variants.tsv <<'END'
variant | option  | value | source
a       | compare | gt    | x
b       | share   | 0.25  | x
b       | repeat  | same  | x
c       | min-n   | 12    | x
END
	shnor what-if orenburg "$RESULT" variants.tsv >out
	common=(--options "$TOP/pipelines/orenburg/rule.tsv" --schools "$RESULT/schools.tsv" -q)
	shnor-classify "${common[@]}" --compare gt "$RESULT/indicators.tsv" >a
	shnor-classify "${common[@]}" --share 0.25 --repeat same "$RESULT/indicators.tsv" >b
	shnor-classify "${common[@]}" --min-n 12 "$RESULT/indicators.tsv" >c
	# By other means: the four files have the same keys in the same order.
	paste <(cut -f 1-5 "$RESULT/classes.tsv") <(cut -f 5 a) <(cut -f 5 b) <(cut -f 5 c) | awk -F '\t' -v OFS='\t' '
		NR == 1 { print "year", "municipality", "school_id", "rule", "class", "variants", "kept", "stability", "changes"; next }
		{ kept = ($6 == $5) + ($7 == $5) + ($8 == $5); told = ""
			if ($6 != $5) told = "a: " $6
			if ($7 != $5) told = told (told == "" ? "" : "; ") "b: " $7
			if ($8 != $5) told = told (told == "" ? "" : "; ") "c: " $8
			print $1, $2, $3, $4, $5, 3, kept, sprintf("%.3f", kept / 3), told }' >expected
	diff expected out
	[ "$(cut -f 9 out | grep -c 'a: not_low')" -gt 0 ]
	[ "$(cut -f 9 out | grep -c 'b: ')" -gt 0 ]
	[ "$(cut -f 9 out | grep -c 'c: ')" -gt 0 ]
}

@test "the shipped variants run; a school at exactly 30 per cent is low only by annex 1" {
	shnor what-if orenburg "$RESULT" >out
	run grep -P '^2024\t[^\t]*\t030811\t' out
	assert_output --partial 'more_than: not_low'
	[ "$(awk -F '\t' 'NR > 1 && $6 != 8' out | wc -l)" -eq 0 ]
}

@test "what cannot be varied is exit 2, with the place" {
	run -2 shnor what-if orenburg
	run -2 shnor what-if simce "$RESULT"
	assert_output --partial 'has no rule.tsv; its rule cannot be varied'
	run -2 shnor what-if orenburg "$TOP/samples"
	assert_output --partial 'is no result folder'
	run -2 shnor what-if orenburg "$RESULT" none.tsv
	printf 'variant\toption\n' >v.tsv
	run -2 shnor what-if orenburg "$RESULT" v.tsv
	assert_output --partial 'v.tsv:1: expected the columns variant, option, value'
	printf 'variant\toption\tvalue\na/b\tshare\t1\n' >v.tsv
	run -2 shnor what-if orenburg "$RESULT" v.tsv
	assert_output --partial 'v.tsv:2: column "variant": found "a/b"'
	printf 'variant\toption\tvalue\na\tshar\t1\n' >v.tsv
	run -2 shnor what-if orenburg "$RESULT" v.tsv
	assert_output --partial 'unknown option --shar'
	printf 'variant\toption\tvalue\na\tweight:x\t1\n' >v.tsv
	run -2 shnor what-if orenburg "$RESULT" v.tsv
	assert_output --partial 'has no composites.tsv'
}

@test "tables that have changed since the run are told" {
	cp -r "$TOP/pipelines" pipelines
	sed -i 's/^share\t0.30/share\t0.40/' pipelines/orenburg/rule.tsv
	SHNOR_PIPELINES=$PWD/pipelines run -0 --separate-stderr shnor what-if orenburg "$RESULT"
	[[ $stderr == *'the rule gives other verdicts than'* ]]
}

@test "options from a table: faults with their place; what stands behind it wins" {
	printf 'option\tvalue\tsource\nshare\t0.5\torder\nshar\t1\t\nrepeat\t\t\nquiet\t\t\n' >rule.tsv
	run -2 shnor-classify --options rule.tsv "$RESULT/indicators.tsv"
	assert_output 'shnor-classify: rule.tsv:3: column "option": found "shar": expected an option of shnor-classify, without dashes
shnor-classify: rule.tsv:4: column "value": found "": the option needs a value
shnor-classify: rule.tsv:5: column "option": found "quiet": expected an option of shnor-classify, without dashes
shnor-classify: 3 fault(s) in the tables; nothing was read'
	printf 'option\tvalue\nshare\t0.5\nshare\t0.6\n' >rule.tsv
	run -2 shnor-classify --options rule.tsv "$RESULT/indicators.tsv"
	assert_line --index 0 'shnor-classify: rule.tsv:3: column "option": found "share": the option stands twice'
	printf 'option\tvalue\nshare\t0.5\nrepeat\toff\n' >rule.tsv
	shnor-classify --options rule.tsv --share 0.4 "$RESULT/indicators.tsv" >one
	shnor-classify --share 0.4 --repeat off "$RESULT/indicators.tsv" | cmp - one
	printf 'option\tvalue\npartial\t\n' >flag.tsv
	shnor-index --options flag.tsv "$RESULT/observations.tsv" | cmp - "$RESULT/observations.tsv"
	printf 'option\tvalue\npartial\tyes\n' >flag.tsv
	run -2 shnor-index --options flag.tsv "$RESULT/observations.tsv"
	run -3 shnor-index --options nowhere.tsv "$RESULT/observations.tsv"
}

@test "a variant may be called plain; one that gives no verdict is named; the table may be of Excel" {
	printf '\357\273\277value\tsource\tvariant \toption\r\n0.05\t\tplain\t share\r\nvpr5-mat\t\tonly_one\tmeasures\r\n' >'a=b.tsv'
	grep -v $'^2023.*vpr5-mat' "$RESULT/indicators.tsv" >indicators.tsv
	cp -r "$RESULT" result
	mv indicators.tsv result/indicators.tsv
	run -0 --separate-stderr shnor what-if orenburg result 'a=b.tsv'
	cut -f 5 <<<"$output" | cmp - <(shnor-classify -q --options "$TOP/pipelines/orenburg/rule.tsv" \
		--schools result/schools.tsv result/indicators.tsv | cut -f 5)
	[ "$(grep -c 'plain: low' <<<"$output")" -gt 0 ]
	[ "$(grep -c $'^2023.*only_one: no verdict' <<<"$output")" -eq 60 ]
	rm result/classes.tsv
	run -2 shnor what-if orenburg result
	assert_output --partial "has no classes.tsv: it holds another part of the work of the year"
}
