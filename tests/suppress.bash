# SPDX-License-Identifier: GPL-3.0-or-later
# tests/suppress.bash: a small result folder, random ones, and how they are published. For suppress*.bats.
# shellcheck shell=bash

publish() {
	shnor-suppress --quiet --publicity "$TOP/pipelines/common/publicity.tsv" "$@"
}

# A result of two municipalities: in the first one small school, in the second one two.
setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	mkdir -p result
	table result/schools.tsv <<'END'
school_id | name | municipality | kind
11 | А | Север | обычная
12 | Б | Север | обычная
13 | В | Север | обычная
21 | Г | Юг    | обычная
22 | Д | Юг    | обычная
23 | Е | Юг    | обычная
END
	indicators <<'END'
2024 Север 11 oge-mat 4 2
2024 Север 12 oge-mat 15 6
2024 Север 13 oge-mat 60 12
2024 Юг 21 oge-mat 7 3
2024 Юг 22 oge-mat 8 2
2024 Юг 23 oge-mat 40 1
END
}

# indicators: result/indicators.tsv of lines YEAR MUNICIPALITY SCHOOL MEASURE N HITS [SUM]; with a sum there is a mean too.
indicators() {
	awk 'function ratio(a, b,   v) {
			v = sprintf("%.9f", a / b)
			if (v ~ /\./) { sub(/0+$/, "", v); sub(/\.$/, "", v) }
			return v
		}
		BEGIN { print "year\tmunicipality\tschool_id\tindicator\tn\tvalue\tlo\thi" }
		{ print $1 "\t" $2 "\t" $3 "\t" $4 ":share\t" $5 "\t" ratio($6, $5) "\t0.1\t0.9" }
		$7 { print $1 "\t" $2 "\t" $3 "\t" $4 ":mean\t" $5 "\t" ratio($7, $5) "\t2.1\t4.9" }' >result/indicators.tsv
}

# region SEED: a region of many small schools, of municipalities with one or two, of results that are all good or all bad.
region() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		towns = 2 + int(rand() * 7)
		for (t = 1; t <= towns; t++) {
			schools = 1 + int(rand() * rand() * 12)
			good = rand() < 0.3 ? 0 : rand() < 0.1 ? 1 : 0.3 * rand()
			for (s = 1; s <= schools; s++) {
				small = rand() < 0.4
				for (year = 2023; year <= 2024; year++) {
					split("oge-rus oge-mat vpr5-mat ege-mat", names, " ")
					for (m = 1; m <= 4; m++) {
						if (rand() < 0.1) continue
						n = small ? 1 + int(rand() * 14) : 8 + int(rand() * 60)
						h = sum = 0
						best = rand() < 0.3 ? 4 : 5
						for (i = 0; i < n; i++) {
							low = rand() < good
							h += low
							sum += low ? 2 : 3 + int(rand() * rand() * (best - 1))
						}
						print year, "T" t, 100 * t + s, names[m], n, h, names[m] ~ /vpr/ ? sum : ""
						if (names[m] == "ege-mat") {
							part = int(rand() * (n + 1)); low = h < part ? int(rand() * (h + 1)) : 0
							if (h - low > n - part) low = h - (n - part)
							if (part && low <= part) print year, "T" t, 100 * t + s, "ege-mat_prof", part, low
						}
					}
				}
			}
		}
	}' | indicators
}

# control: what the result would be with the small hidden only, and exact totals.
control() {
	awk -F '\t' -v OFS='\t' 'NR > 1 && $5 < 10 { $5 = ""; $6 = "*" } { print }' result/indicators.tsv >only-small.tsv
	awk -F '\t' -v OFS='\t' 'NR == 1 { print "year", "municipality", "indicator", "n", "value"; next }
		$4 !~ /share$/ || $4 ~ /mat_(prof|base)/ { next }
		{ n[$1 FS $2 FS $4] += $5; h[$1 FS $2 FS $4] += int($5 * $6 + 0.5); n[$1 FS FS $4] += $5; h[$1 FS FS $4] += int($5 * $6 + 0.5) }
		END { for (key in n) printf "%s\t%d\t%.9f\n", key, n[key], h[key] / n[key] }' result/indicators.tsv >totals.tsv
}

# programme SEED: random staff and facts of a random region (region SEED has been made).
programme() {
	awk -F '\t' -v OFS='\t' -v seed="$1" '
		BEGIN { srand(seed); print "level", "municipality", "school_id", "indicator", "year", "k", "n", "value" }
		FNR > 1 && !(($2, $3) in seen) { seen[$2, $3]; order[++count] = $2 OFS $3 }
		function row(level, town, school, name, year, k, n) { print level, town, school, name, year, k, n, sprintf("%.9f", n ? k / n : 0) }
		END {
			split("diagnosed part_rus part_mat improved_oge improved_ege", names, " ")
			for (year = 2023; year <= 2024; year++) for (m = 1; m <= 5; m++) {
				split("", ks); split("", ns)
				rate = rand() < 0.3 ? 0.05 : rand()
				for (i = 1; i <= count; i++) {
					if (rand() < 0.3) continue
					split(order[i], at, OFS)
					n = m > 3 ? 1 : int(rand() * 12); k = 0
					for (p = 0; p < n; p++) k += rand() < rate
					row("school", at[1], at[2], names[m], year, k, n)
					ks[at[1]] += k; ns[at[1]] += n; ks[""] += k; ns[""] += n
				}
				for (town in ns) row(town == "" ? "region" : "municipality", town, "", names[m], year, ks[town], ns[town])
			}
		}' result/indicators.tsv >result/programme.tsv
}
