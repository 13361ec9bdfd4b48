#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The table of pauses reaches every step of every run that compares years.
load helper

# paused REGION YEAR: the region's sample, by a pipeline whose table says that nothing was held in the year, to out.
paused() {
	shnor new mine --like "$1" --in my >/dev/null
	printf 'measure\tyear\tsource\tverified\n.\t%s\ttest\tyes\n' "$2" >my/common/pauses.tsv
	shnor run my/mine --max-rejects 100% "$TOP/samples/$1" out 2>messages || { cat messages; return 1; }
}

# years FILE COLUMN…: the years in these columns.
years() {
	local file=$1
	shift
	awk -F '\t' -v columns="$*" 'NR == 1 { n = split(columns, names, " "); for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ for (i = 1; i <= n; i++) print $at[names[i]] }' "out/$file" | sort -u | tr '\n' ' '
}

@test "orenburg: from 2022 to 2024" {
	paused orenburg 2023
	[ "$(years dynamics.tsv year_from year_to)" = '2022 2024 ' ]
	[ "$(years programme.tsv year)" = '2022 2024 ' ]
	awk -F '\t' '$1 == "region" && $4 == "schools_low" && $5 == 2024 { exit $13 == "no_data" }' out/programme.tsv
}

@test "kromy: from 2024 to 2026, since the inclusion too" {
	paused kromy 2025
	[ "$(years dynamics.tsv year_from year_to)" = '2023 2024 2026 ' ]
	[ "$(years dynamics-since.tsv year_to)" = '2026 ' ]
	[ "$(years programme.tsv year)" = '2023 2024 2026 2027 ' ]
	awk -F '\t' '$1 == "region" && $4 == "schools_low" && $5 == 2026 { exit $13 == "no_data" }' out/programme.tsv
}

@test "dzerzhinsk: from 2022 to 2024, for both categories" {
	paused dzerzhinsk 2023
	[ "$(years dynamics.tsv year_from year_to)" = '2021 2022 2024 ' ]
	for ending in '' -adverse; do
		[[ "$(years dynamics-since$ending.tsv year_to)" != *2023* ]]
		[[ "$(years programme$ending.tsv year)" != *2023* ]]
		awk -F '\t' '$1 == "region" && $4 == "3_low_oge" && $5 == 2024 { exit $13 == "no_data" }' out/programme$ending.tsv
	done
}

@test "volgograd: from 2022 to 2024" {
	paused volgograd 2023
	[ "$(years dynamics.tsv year_from year_to)" = '2022 2024 ' ]
	[[ "$(years programme.tsv year)" != *2023* ]]
}

@test "simce: the year is passed over" {
	paused simce 2017
	[[ "$(years dynamics.tsv year_from year_to)" != *2017* ]]
}
