#!/usr/bin/env bats
# Corrections after an appeal: made only where they fit, and listed.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table observations.tsv <<'END'
year | municipality | school_id | measure | n  | hits | sum  | sumsq | class
2024 | А            | 7         | oge-mat | 14 | 5    |      |       | x
2024 | А            | 8         | oge-mat | 10 | 3    | 20.5 | 45    | y
2023 | А            | 7         | oge-mat | 12 | 4    |      |       | z
END
}

override() {
	shnor-override --quiet --overrides overrides.tsv --rejects rejects.tsv --stats stats.tsv \
		--applied applied.tsv --max-rejects 9 observations.tsv
}

@test "a correction is made where the old figure stands, and listed; all else stays" {
	table overrides.tsv <<'END'
year | school_id | value        | old  | new | document    | date       | origin
2024 | 7         | oge-mat:hits | 5    | 4   | протокол 12 | 01.07.2024 | o.csv:2
2024 | 8         | oge-mat:sum  | 20.5 | 21  | протокол 13 | 01.07.2024 | o.csv:3
2024 | 8         | oge-mat:n    | 10   | 11  | протокол 13 | 01.07.2024 | o.csv:4
2024 | 7         | oge-mat:hits | 4    | 3   | протокол 14 | 02.07.2024 | o.csv:5
END
	override >out.tsv
	run show out.tsv
	assert_output 'year|municipality|school_id|measure|n|hits|sum|sumsq|class
2024|А|7|oge-mat|14|3|||x
2024|А|8|oge-mat|11|3|21|45|y
2023|А|7|oge-mat|12|4|||z'
	run show applied.tsv
	assert_output 'year|school_id|value|old|new|document|date
2024|7|oge-mat:hits|5|4|протокол 12|01.07.2024
2024|7|oge-mat:hits|4|3|протокол 14|02.07.2024
2024|8|oge-mat:sum|20.5|21|протокол 13|01.07.2024
2024|8|oge-mat:n|10|11|протокол 13|01.07.2024'
	assert_balanced stats.tsv
	run counts stats.tsv read
	assert_output 7
}

@test "a correction that does not fit is rejected with what stands there, and changes nothing" {
	table overrides.tsv <<'END'
year | school_id | value         | old | new | document | origin
2024 | 7         | oge-mat:hits  | 6   | 4   | д        | o.csv:2
2024 | 7         | oge-mat:hits  | 5   | 15  | д        | o.csv:3
2024 | 7         | oge-mat:sum   | 1   | 2   | д        | o.csv:4
2024 | 9         | oge-mat:hits  | 5   | 4   | д        | o.csv:5
2024 | 7         | oge-rus:hits  | 5   | 4   | д        | o.csv:6
2024 | 7         | oge-mat:share | 5   | 4   | д        | o.csv:7
2024 | 7         | oge-mat:hits  | 5   | 4   |          | o.csv:8
END
	override >out.tsv
	cmp observations.tsv out.tsv
	run cut -f 2-6 rejects.tsv
	assert_output $'origin\treason\tcolumn\tvalue\texpected
o.csv:7\tno figure\tvalue\toge-mat:share\tMEASURE:n, :hits, :sum or :sumsq
o.csv:8\tno document\tdocument\t\twhat the correction rests on
o.csv:2\tsomething else stands there\told\t6\t5
o.csv:3\timpossible value\tnew\t15\ta figure that goes with the others
o.csv:4\tsomething else stands there\told\t1\tnothing
o.csv:5\tno such observation\tvalue\toge-mat:hits\ta measure of the school in that year
o.csv:6\tno such observation\tvalue\toge-rus:hits\ta measure of the school in that year'
	run wc -l applied.tsv
	assert_output '1 applied.tsv'
	assert_balanced stats.tsv
	run -1 shnor-override --quiet --overrides overrides.tsv observations.tsv
}

@test "observations that were not added up cannot be corrected: exit 1, with the reason" {
	table overrides.tsv <<'END'
year | school_id | value        | old | new | document
2024 | 7         | oge-mat:hits | 5   | 4   | д
END
	tail -n +2 observations.tsv >more
	cat more >>observations.tsv
	run -1 --separate-stderr override
	[ "$stderr" = 'shnor-override: observations.tsv:5: a second line for a key that is corrected; add the observations up first' ]
}

@test "without a table of corrections, or with a column missing: exit 2" {
	run -2 shnor-override observations.tsv
	assert_output 'shnor-override: --overrides FILE is required'
	printf 'year\tschool_id\tvalue\told\tnew\n' >overrides.tsv
	run -2 override
	assert_output --partial 'unknown column "document"'
}
