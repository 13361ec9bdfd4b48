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
	run grep corrected stats.tsv
	assert_output $'override\tcorrected\toge-mat:hits\t2\noverride\tcorrected\toge-mat:n\t1\noverride\tcorrected\toge-mat:sum\t1'
}

@test "a correction that does not fit is rejected with what stands there, and changes nothing" {
	table overrides.tsv <<'END'
year | school_id | value         | old | new | document | origin
2024 | 7         | oge-mat:hits  | 6   | 4   | д1       | o.csv:2
2024 | 7         | oge-mat:hits  | 5   | 15  | д2       | o.csv:3
2024 | 7         | oge-mat:sum   | 1   | 2   | д3       | o.csv:4
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

@test "the corrections of one document are made together, in any order, or none of them" {
	table observations.tsv <<'END'
year | school_id | measure | n | hits | sum | sumsq
2024 | 7         | oge-mat | 5 | 5    | 10  | 20
2024 | 8         | oge-mat | 5 | 5    | 10  | 20
END
	table overrides.tsv <<'END'
year | school_id | value         | old | new | document | origin
2024 | 7         | oge-mat:sum   | 10  | 12  | д1       | o:2
2024 | 7         | oge-mat:sumsq | 20  | 32  | д1       | o:3
2024 | 7         | oge-mat:hits  | 5   | 4   | д1       | o:4
2024 | 8         | oge-mat:hits  | 5   | 4   | д2       | o:5
2024 | 8         | oge-mat:n     | 6   | 4   | д2       | o:6
2024 | 8         | oge-mat:hits  | 5   | 3   | д3       | o:7
END
	override >out.tsv
	run show out.tsv
	assert_line '2024|7|oge-mat|5|4|12|32'
	assert_line '2024|8|oge-mat|5|3|10|20'
	run cut -f 2-6 rejects.tsv
	assert_output $'origin\treason\tcolumn\tvalue\texpected
o:5\tgoes with one that does not fit\tdocument\tд2\tall corrections of a document to fit, or none is made
o:6\tsomething else stands there\told\t6\t5'
	(head -n 1 overrides.tsv; tail -n +2 overrides.tsv | sort -r) >turned.tsv
	mv turned.tsv overrides.tsv
	override | cmp - out.tsv
	assert_balanced stats.tsv
}

@test "a correction cannot take a figure away or leave nobody; figures are written as the streams do" {
	table overrides.tsv <<'END'
year | school_id | value        | old | new  | document | origin
2024 | 7         | oge-mat:hits | 5   |      | д1       | o:2
2023 | 7         | oge-mat:hits | 4   | 0    | д2       | o:3
2023 | 7         | oge-mat:n    | 12  | 0    | д2       | o:4
2024 | 8         | oge-mat:hits | 3   | 0002 | д3       | o:5
2024 | 8         | oge-mat:sum  | 20.5 | 021.10 | д3     | o:6
END
	override >out.tsv
	run show out.tsv
	assert_output 'year|municipality|school_id|measure|n|hits|sum|sumsq|class
2024|А|7|oge-mat|14|5|||x
2024|А|8|oge-mat|10|2|21.1|45|y
2023|А|7|oge-mat|12|4|||z'
	run bash -c 'cut -f 2-3 rejects.tsv | tail -n +2'
	assert_output $'o:2\timpossible value\no:3\timpossible value\no:4\timpossible value'
}

@test "observations of several files may have their columns in another order" {
	table overrides.tsv <<'END'
year | school_id | value        | old | new | document
2024 | 9         | oge-mat:hits | 6   | 5   | д
END
	table more.tsv <<'END'
measure | n  | hits | sum | sumsq | class | year | municipality | school_id
oge-mat | 20 | 6    | 70  | 260   | w     | 2024 | Б            | 9
END
	shnor-override --overrides overrides.tsv observations.tsv more.tsv >out.tsv
	run tail -n 1 out.tsv
	assert_output $'2024\tБ\t9\toge-mat\t20\t5\t70\t260\tw'
}
