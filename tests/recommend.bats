#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What is recommended to whom when something was found: golden cases by hand, and faults of the table.
# shellcheck disable=SC2154 # bats sets stderr
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	table advice.tsv <<'END'
name      | stream     | where                                | schools | addressee           | text                                | per          | of                           | least | source
low       | indicators | indicator~=^(oge\|ege) value>=0.3    | members | head                | Разобрать «{indicator}»: {value}    |              |                              |       | п. 1
low       | indicators | indicator~=^(oge\|ege) value>=0.3    | members | curator_school      | Помочь школе {school_id}            |              |                              |       | п. 2
worse     | dynamics   | trend=declined streak>=2             | members | methodical_service  | Разобрать вторую подряд неудачу     |              |                              |       | п. 3
deprived  | classes    | class=deprived                       | members | teachers            | Учесть состав                       |              |                              |       | п. 4
strong    | classes    | class=effective\|resilient           | all     | municipal_authority | Назвать школу-куратора              |              |                              |       | п. 5
left      | membership | status=left                          | left    | department          | Исключить                           |              |                              |       | п. 6
risk      | risks      | factor=equipment parameter= fixed=yes | members | pupils              | Беречь приборы                      |              |                              |       | п. 7
risk      | risks      | factor=equipment parameter= fixed=yes | members | parents             | Помочь с приборами                  |              |                              |       | п. 8
risk      | risks      | factor=wellbeing parameter= fixed!=no level!=no_data | members | psychological_service | Прийти в школу     |              |                              |       | п. 9
unpaired  | pairs      | status=unpaired                      | members | municipal_authority | Найти куратора                      |              |                              |       | п. 10
many      | dynamics   | trend=declined                       | members | municipal_authority | Хуже в {k} из {n}: {municipality}   | municipality | indicator=oge-mat:share      | 50%   | п. 11
all_over  | dynamics   | trend=declined                       | all     | department          | Хуже в {k} из {n} за {year}         | region       | indicator=oge-mat:share      | 2     | п. 12
target    | programme  | level=region met=no                  | all     | department          | {indicator}: {value} вместо {target} |             |                              |       | п. 13
END
	table classes.tsv <<'END'
year | municipality | school_id | rule     | class     | probability | reason
2024 | А            | 07        | quadrant | deprived  | 1           | results_index 40.5 < 50
2024 | А            | 08        | quadrant | resilient | 1           | results_index 60 >= 50
2023 | А            | 08        | quadrant | deprived  | 1           | of another year
2024 | Б            | 09        | quadrant | deprived  | 1           | not in the programme
END
	table membership.tsv <<'END'
year | municipality | school_id | status  | since | years | reason
2025 | А            | 07        | stays   | 2023  | 3     | deprived in 2024
2025 | А            | 08        | left    | 2023  | 3     | resilient in 2024
2025 | Б            | 10        | entered | 2025  | 1     | failing in 2024
2024 | Б            | 09        | stays   | 2023  | 2     | last year
END
	table indicators.tsv <<'END'
year | municipality | school_id | indicator     | n  | value       | lo | hi
2024 | А            | 07        | oge-mat:share | 14 | 0.357142857 |    |
2024 | А            | 07        | oge-rus:share | 10 | 0.3         |    |
2024 | А            | 07        | ege-rus:share | 10 | 0.299999999 |    |
2024 | А            | 07        | vpr5-mat:share | 10 | 0.9        |    |
2023 | А            | 07        | oge-mat:share | 10 | 0.9         |    |
2024 | А            | 08        | oge-mat:share | 10 | 0.9         |    |
END
	table dynamics.tsv <<'END'
municipality | school_id | indicator     | year_from | year_to | from | to          | delta | lo | hi | trend    | streak | beyond_chance | alarm
А            | 07        | oge-mat:share | 2023      | 2024    | 0.25 | 0.357142857 |       |    |    | declined | 2      | no            | yes
А            | 08        | oge-mat:share | 2023      | 2024    | 0.9  | 0.9         |       |    |    | stable   | 1      |               |
Б            | 09        | oge-mat:share | 2023      | 2024    | 0.1  | 0.2         |       |    |    | declined | 3      |               |
Б            | 10        | oge-mat:share | 2023      | 2024    |      | 0.2         |       |    |    | no_data  | 0      |               |
END
	table risks.tsv <<'END'
year | municipality | school_id | factor    | parameter        | group    | value | lo | hi | n  | expected | rate | level   | fixed | previous | trend   | reason
2024 | А            | 07        | equipment |                  |          | 0.8   |    |    | 10 | 20       | 0.5  | high    | yes   |          | no_data | 3 of 4 parameters
2024 | А            | 07        | equipment | internet_quality | teachers | 0.9   |    |    | 10 | 20       | 0.5  | high    | yes   |          | no_data | answers
2024 | А            | 07        | wellbeing |                  |          | 0.4   |    |    | 9  |          |      | high    | yes   |          | no_data |
2024 | Б            | 10        | wellbeing |                  |          |       |    |    |    |          |      | no_data |       |          | no_data | no answers
END
	table pairs.tsv <<'END'
year | municipality | school_id | status   | curator_municipality | curator_id | distance | cost | subjects | reason
2025 | А            | 07        | paired   | А                    | 20         | 3        | 1    | mat      | nearest
2025 | Б            | 10        | unpaired |                      |            |          |      |          | no school is left
2024 | А            | 07        | unpaired |                      |            |          |      |          | last year
END
	table programme.tsv <<'END'
level        | municipality | school_id | indicator   | year | k | n  | value       | target | distance | met | change | trend
region       |              |           | schools_low | 2024 | 3 | 14 | 0.214285714 | 0.0714 |          | no  |        | no_data
municipality | А            |           | schools_low | 2024 | 3 | 14 | 0.214285714 | 0.0714 |          | no  |        | no_data
END
	table labels.tsv <<'END'
column    | name          | label
indicator | oge-mat:share | ОГЭ математика
END
	STREAMS='classes.tsv membership.tsv indicators.tsv dynamics.tsv risks.tsv pairs.tsv programme.tsv'
}

recommend() {
	shnor-recommend --quiet --table advice.tsv --labels labels.tsv --stats stats.tsv "$@"
}

# fault LINE-NUMBER NAME=VALUE…: what is said of the table when cells of the line are these.
fault() {
	local line=$1
	shift
	awk -F '\t' -v OFS='\t' -v line="$line" -v changes="$(printf '%s\n' "$@")" '
		NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i }
		NR == line { n = split(changes, all, "\n"); for (i = 1; i <= n; i++) {
			name = all[i]; sub(/=.*/, "", name); sub(/^[^=]*=/, "", all[i]); $place[name] = all[i] } }
		{ print }' advice.tsv >bad.tsv
	run -2 --separate-stderr shnor-recommend --table bad.tsv missing.tsv
	[ -z "$output" ]
	[[ ${stderr_lines[0]} == "shnor-recommend: bad.tsv:$line: "* ]] || fail "$stderr"
}

@test "every kind of stream, every addressee: what is told to whom, why, and by which clause" {
	# shellcheck disable=SC2086 # names of files
	recommend $STREAMS >out.tsv
	run show out.tsv
	assert_output 'year|municipality|school_id|addressee|recommendation|cause|evidence|source
2024|||department|schools_low: 0,214 вместо 0,071|target|schools_low 3/14 = 0.214|п. 13
2024|||department|Хуже в 2 из 4 за 2024|all_over|2 of 4 schools: 07, 09|п. 12
2024|А||municipal_authority|Хуже в 1 из 1: А|many|1 of 1 school: 07|п. 11
2024|А|07|curator_school|Помочь школе 07|low|oge-mat:share 0.357 (n 14); oge-rus:share 0.3 (n 10)|п. 2
2024|А|07|head|Разобрать «oge-rus:share»: 0,3|low|oge-rus:share 0.3 (n 10)|п. 1
2024|А|07|head|Разобрать «ОГЭ математика»: 0,357|low|oge-mat:share 0.357 (n 14)|п. 1
2024|А|07|methodical_service|Разобрать вторую подряд неудачу|worse|oge-mat:share 0.25 in 2023, 0.357 in 2024|п. 3
2024|А|07|parents|Помочь с приборами|risk|3 of 4 parameters|п. 8
2024|А|07|psychological_service|Прийти в школу|risk|wellbeing 0.4 (n 9)|п. 9
2024|А|07|pupils|Беречь приборы|risk|3 of 4 parameters|п. 7
2024|А|07|teachers|Учесть состав|deprived|results_index 40.5 < 50|п. 4
2024|А|08|department|Исключить|left|resilient in 2024|п. 6
2024|А|08|municipal_authority|Назвать школу-куратора|strong|results_index 60 >= 50|п. 5
2024|Б|10|municipal_authority|Найти куратора|unpaired|no school is left|п. 10'
	assert_balanced stats.tsv
	run awk -F '\t' '$2 == "read" || $2 == "output" { print $2, $4 }' stats.tsv
	assert_output 'output 14
read 27'
}

@test "the order of files and of their lines is of no consequence, nor is a shuffled header" {
	# shellcheck disable=SC2086
	recommend $STREAMS >expected.tsv
	cp stats.tsv expected-stats.tsv
	for seed in 1 2 3; do
		for file in $STREAMS; do
			{ head -n 1 "$file"; tail -n +2 "$file" | shuf --random-source=<(yes $seed); } |
				awk -F '\t' -v OFS='\t' '{ for (i = NF; i; i--) printf "%s%s", $i, (i > 1 ? OFS : "\n") }' >"x-$file"
		done
		# shellcheck disable=SC2046
		recommend $(printf 'x-%s\n' $STREAMS | shuf --random-source=<(yes $seed)) >out.tsv
		cmp expected.tsv out.tsv
		cmp expected-stats.tsv stats.tsv
	done
}

@test "a risk profile of the year of the programme counts before that of the results, one beyond it never" {
	sed -n '1p; 2s/^2024/2025/p; 2s/^2024/2042/p; 4s/^2024/2023/p' risks.tsv >fresh.tsv
	tail -n +2 risks.tsv | sed 's/3 of 4/old/' >>fresh.tsv
	recommend --year 2024 membership.tsv classes.tsv fresh.tsv | awk -F '\t' '$6 == "risk" { print $1, $4, $7 }' >actual
	diff - actual <<'END'
2024 parents 3 of 4 parameters
2024 pupils 3 of 4 parameters
END
	tail -n +3 fresh.tsv >old.tsv
	{ head -n 1 fresh.tsv; grep -v '^20[24][25]' old.tsv; } | recommend --year 2024 membership.tsv classes.tsv - |
		awk -F '\t' '$6 == "risk" { print $1, $4, $7 }' >actual
	diff - actual <<'END'
2024 parents old parameters
2024 psychological_service wellbeing 0.4 (n 9)
2024 pupils old parameters
END
}

@test "--year: results of that year, and the programme behind it; --lag" {
	# shellcheck disable=SC2086
	recommend --year 2023 $STREAMS >out.tsv
	run show out.tsv
	# In 2024 school 09 alone is in the programme; nothing was found of it in 2023.
	assert_output 'year|municipality|school_id|addressee|recommendation|cause|evidence|source'
	run -0 recommend --year 2023 --lag 2 indicators.tsv membership.tsv
	assert_line --partial 'oge-mat:share 0.9 (n 10)'
	run -2 recommend --year x indicators.tsv
	assert_output 'shnor-recommend: --year: found "x", expected a year such as 2024'
	run -2 recommend --lag x indicators.tsv
	run -2 recommend --lag 101 indicators.tsv
}

@test "alike to the reader is one: causes, evidences and sources are joined, each once" {
	table advice.tsv <<'END'
name   | stream     | where                    | schools | addressee | text   | source
maths  | indicators | indicator=oge-mat:share  | all     | head      | Помочь | п. 1
russian | indicators | indicator=oge-rus:share | all     | head      | Помочь | п. 2
any    | indicators | value>=0.3               | all     | head      | Помочь | п. 1
END
	recommend --year 2024 indicators.tsv | grep '	07	' >out.tsv
	run show out.tsv
	assert_output '2024|А|07|head|Помочь|any, maths, russian|oge-mat:share 0.357 (n 14); oge-rus:share 0.3 (n 10); vpr5-mat:share 0.9 (n 10)|п. 1; п. 2'
}

@test "conditions: one of, none of, at least, at most, a pattern, nothing; no number is neither" {
	check() {
		printf 'name\tstream\twhere\tschools\taddressee\ttext\tsource\nx\tindicators\t%s\tall\thead\t{indicator}\ts\n' "$1" >advice.tsv
		run -0 recommend --year 2024 indicators.tsv
		[ "$(printf '%s\n' "$output" | tail -n +2 | cut -f 3,5 | tr '\t\n' ' ,')" = "$2" ] || fail "$1: $output"
	}
	sed -i '$a 2024\tА\t10\tx\t\t\t\t' indicators.tsv
	check 'indicator=oge-rus:share|x' '07 oge-rus:share,10 x,'
	check 'indicator!=oge-rus:share|oge-mat:share|x' '07 ege-rus:share,07 vpr5-mat:share,'
	check 'value>=0.9' '07 vpr5-mat:share,08 ОГЭ математика,'
	check 'value<=0.3' '07 ege-rus:share,07 oge-rus:share,'
	check 'value=' '10 x,'
	check 'indicator~=rus value<=0.299999999' '07 ege-rus:share,'
}

@test "a region's line counts in place of the shared one; - switches it off" {
	table own.tsv <<'END'
name | stream     | where                         | schools | addressee      | text | source
low  | indicators | indicator=oge-mat:share       | members | head           | Своё | п. 20
low  | indicators | indicator=oge-mat:share       | members | curator_school | -    | п. 21
END
	run -0 shnor-recommend --quiet --table own.tsv --table advice.tsv membership.tsv indicators.tsv
	assert_line --partial 'Своё'
	refute_line --partial 'Разобрать'
	refute_line --partial 'curator_school'
	cat own.tsv <(tail -n 1 own.tsv) >twice.tsv
	run -2 shnor-recommend --table twice.tsv membership.tsv
	assert_line 'shnor-recommend: twice.tsv:4: column "name": found "low": twice.tsv:3 has the same name and addressee'
}

@test "--addressees: only to these" {
	# shellcheck disable=SC2086
	run -0 recommend --addressees 'head, department' $STREAMS
	[ "$(printf '%s\n' "$output" | tail -n +2 | cut -f 4 | sort -u | tr '\n' ' ')" = 'department head ' ]
	run -2 recommend --addressees principal classes.tsv
	assert_output --partial 'shnor-recommend: --addressees: found "principal", expected some of: municipal_authority head'
}

@test "least: so many schools, or so many percent; each school counts once" {
	table dynamics.tsv <<'END'
municipality | school_id | indicator | year_from | year_to | from | to | trend    | streak
А            | 1         | a:share   | 2023      | 2024    | 1    | 1  | declined | 1
А            | 1         | b:share   | 2023      | 2024    | 1    | 1  | improved | 1
А            | 2         | a:share   | 2023      | 2024    | 1    | 1  | stable   | 1
А            | 3         | a:share   | 2023      | 2024    | 1    | 1  | stable   | 1
END
	for least in '' 1 33% 34% 2; do
		printf 'name\tstream\twhere\tschools\taddressee\ttext\tper\tleast\tsource\nx\tdynamics\ttrend=declined\tall\thead\t{k}/{n}\tmunicipality\t%s\ts\n' \
			"$least" >advice.tsv
		run -0 recommend dynamics.tsv
		case $least in
		34% | 2) [ "${#lines[@]}" = 1 ] ;;
		*) [ "${lines[1]}" = '2024	А		head	1/3	x	1 of 3 schools: 1	s' ] ;;
		esac
	done
}

@test "faults of the table, each with line, column and cell, before data is read" {
	fault 2 stream=indicator
	[[ $stderr == *'column "stream": found "indicator": expected a kind of stream: classes, dynamics, indicators, '* ]]
	fault 3 'where=indicatr=x'
	[[ $stderr == *'column "where": found "indicatr=x": can never match: indicators has no column "indicatr"; it has: year '* ]]
	fault 4 'where=trend=worse'
	[[ $stderr == *'can never match: "worse" is none of: improved declined stable no_data'* ]]
	fault 4 'where=trend=declined trend=improved'
	[[ $stderr == *'"trend" stands twice; a value is one or another: A|B'* ]]
	fault 4 'where=declined'
	[[ $stderr == *'expected COLUMN=VALUE|VALUE, or '* ]]
	fault 4 'where=streak>=two'
	[[ $stderr == *'"two": expected a number of at most nine decimals'* ]]
	fault 4 'where=indicator~=('
	[[ $stderr == *'no pattern: '* ]]
	fault 4 'where='
	[[ $stderr == *'expected a condition'* ]]
	fault 5 'schools=some'
	[[ $stderr == *'expected all, members, or words of membership parted by |: '* ]]
	fault 5 'addressee=principal'
	[[ $stderr == *'expected one of: municipal_authority head '* ]]
	fault 5 'text={indicator}'
	[[ $stderr == *'classes has no column "indicator"; it has: '* ]]
	fault 5 'text={class'
	[[ $stderr == *'a brace without its other one'* ]]
	fault 5 'text='
	[[ $stderr == *'expected a recommendation, or -'* ]]
	fault 12 'text={school_id}'
	[[ $stderr == *'{…} of several rows must be one of: municipality year k n'* ]]
	fault 12 'least=0%'
	[[ $stderr == *'expected a number of schools, or N%'* ]]
	fault 12 'per=country'
	[[ $stderr == *'expected row, municipality or region'* ]]
	fault 5 'least=2'
	[[ $stderr == *'it is for per municipality or region'* ]]
	fault 5 'of=class=low'
	[[ $stderr == *'it is for per municipality or region'* ]]
	fault 5 'source='
	[[ $stderr == *'expected the order and clause, or that it is our decision'* ]]
	fault 5 'name='
	[[ $stderr == *'expected a name'* ]]
	run -2 shnor-recommend classes.tsv
	assert_output 'shnor-recommend: --table FILE is required; it says what is recommended'
}

@test "streams: of no known kind, without a column that a line needs, without the membership" {
	table other.tsv <<'END'
year | school_id | value
END
	run -2 recommend other.tsv
	assert_line 'shnor-recommend: other.tsv:1: these are the columns of no stream of results that is known here'
	cut -f 1-4,6 indicators.tsv >cut.tsv
	run -2 recommend cut.tsv
	sed '1s/\treason$/\tother/' classes.tsv >noreason.tsv
	run -0 recommend membership.tsv noreason.tsv
	assert_line --partial 'Учесть состав	deprived	deprived	'
	sed '1s/\tfixed\t/\tfix\t/' risks.tsv >nofix.tsv
	run -2 recommend membership.tsv nofix.tsv
	assert_line --partial 'nofix.tsv:1: unknown column "fixed"; the header has: '
	run -2 recommend indicators.tsv
	assert_line 'shnor-recommend: advice.tsv:2: the line is for some schools of the programme, and no membership was given'
}

@test "wrong rows are rejected; lines and kinds that say nothing are told" {
	sed -i 's/^2024\tБ\t09/202\tБ\t09/' classes.tsv
	sed -i 's/\tentered\t/\tnew\t/' membership.tsv
	run -0 --separate-stderr shnor-recommend --table advice.tsv --rejects rejects.tsv --stats stats.tsv --max-rejects 2 \
		classes.tsv membership.tsv
	cut -f 1-6 rejects.tsv >reasons.tsv
	run show reasons.tsv
	assert_output 'filter|origin|reason|column|value|expected
recommend|classes.tsv:5|impossible year|year|202|a year such as 2024
recommend|membership.tsv:4|unknown status|status|new|a word of shnor-membership'
	assert_balanced stats.tsv
	sed -i 's/\tnew\t/\tentered\t/' membership.tsv
	run -0 --separate-stderr shnor-recommend --table advice.tsv membership.tsv indicators.tsv
	[[ $stderr == *'no such stream was given, and the lines on it say nothing: classes, dynamics, pairs, programme, risks'* ]]
	sed -i 's/\tleft\t/\tstays\t/' membership.tsv
	run -0 --separate-stderr shnor-recommend --table advice.tsv membership.tsv indicators.tsv
	[[ $stderr == *'lines that found nothing: left (department)'* ]]
}

@test "the tables that are shipped are good, and every line of theirs has a clause" {
	for region in volgograd dzerzhinsk orenburg kromy; do
		run -1 --separate-stderr shnor-recommend --table "$TOP/pipelines/$region/recommendations.tsv" \
			--table "$TOP/pipelines/common/recommendations.tsv" - </dev/null
		[[ $stderr == *'no header line'* ]] || fail "$stderr"
	done
	# Each of the ten factors has something for the head.
	grep -v '^#' "$TOP/pipelines/common/risk.tsv" | tail -n +2 | cut -f 1 | sort -u >factors
	[ "$(wc -l <factors)" = 10 ]
	while read -r factor; do
		grep -qE "	risks	factor=$factor parameter= fixed=yes	members	head	" "$TOP/pipelines/common/recommendations.tsv" || fail "$factor"
	done <factors
	# And no line looks at a factor or parameter that there is not: it would never find anything.
	grep -v '^#' "$TOP/pipelines/common/risk.tsv" | cut -f 2 | sort -u >parameters
	grep -hoE '(^| |	)factor=[^ 	]+' "$TOP"/pipelines/*/recommendations.tsv | cut -d = -f 2 | tr '|' '\n' | sort -u | comm -23 - factors >unknown
	grep -hoE '(^| |	)parameter=[^ 	]+' "$TOP"/pipelines/*/recommendations.tsv | cut -d = -f 2 | tr '|' '\n' | sort -u |
		comm -23 - parameters >>unknown
	[ ! -s unknown ] || fail "$(cat unknown)"
	# What no order says is marked.
	run bash -c "grep -hE '(наше решение).*	(yes)?$' '$TOP'/pipelines/*/recommendations.tsv | grep -v 'в Дзержинске'"
	assert_output ''
}
