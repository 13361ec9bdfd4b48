#!/usr/bin/env bats
# Real open data: the threshold rule over six years' files of Chile's SIMCE, a wide form.
# Expected figures were read off the same files by an independent program.
load helper

setup_file() {
	TOP=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	export PATH=$TOP/${SHNOR_BUILD:-build}/bin:$PATH SHNOR_PIPELINES=$TOP/pipelines
	shnor run simce "$TOP/samples/simce" "$BATS_FILE_TMPDIR/out" 2>/dev/null
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	OUT=$BATS_FILE_TMPDIR/out
}

@test "schools with a share, on the list, and by branch A, in each year" {
	run awk -F '\t' 'NR > 1 && $5 != "no_data" { known[$1]++ }
		$5 == "low" { low[$1]++; a[$1] += $7 ~ /^A: / }
		END { for (year = 2016; year <= 2018; year++) print year, known[year], low[year], a[year] }' \
		"$OUT/classes.tsv"
	assert_output '2016 5949 3749 3749
2017 5997 4493 3772
2018 5992 4581 3845'
}

@test "every published percentage is a count again, and none is rejected" {
	run wc -l "$OUT/rejects.tsv"
	assert_output "1 $OUT/rejects.tsv"
	assert_balanced "$OUT/stats.tsv"
	run awk -F '\t' '$1 == "normalize:results" { print $2, $3, $4 }' "$OUT/stats.tsv"
	assert_output 'output  47467
read  62250
skipped no share published 14783
written  47467'
}

@test "one line of the source is two records" {
	run awk -F '\t' '$1 == "import:results" { print $2, $4 }' "$OUT/stats.tsv"
	assert_output 'output 62250
read 31125
written 31125'
}

@test "a school that a person can check against the file" {
	# rbd 4 in simce2m2017: 37.3 % of 217 in reading, 30.1 % of 219 in mathematics.
	run awk -F '\t' '$1 == 2017 && $3 == 4 { print $5 "|" $7 }' "$OUT/classes.tsv"
	assert_output 'low|A: simce10-mat 66/219 = 0.301, simce10-read 81/217 = 0.373; B: 2016 simce10-read 84/219 = 0.384, 2017 simce10-mat 66/219 = 0.301, 2017 simce10-read 81/217 = 0.373'
}

# results_index of 2018 from the four mean scores, and each school's socio-economic group (cod_grupo 1
# to 5, as the agency has it) in place of a social index; 3 and more is high.
group_and_results() {
	table group.map <<'END'
column    | from      | type
year      | agno      |
school_id | rbd       |
group     | cod_grupo | number
END
	table group.tsv <<'END'
measure | where       | n | score
group   | group=1\|2\|3\|4\|5 | 1 | group
END
	table groups.tsv <<'END'
column | pattern  | value | skip
group  | ^[1-5]$  | $0    |
group  | ^$       |       | no group
END
	table composites.tsv <<'END'
composite     | measure     | statistic | normalization | direction | weight | window | min_n
results_index | simce4-read | mean      | t_score       | up        | 1      | 1      | 1
results_index | simce4-mat  | mean      | t_score       | up        | 1      | 1      | 1
results_index | simce10-read | mean     | t_score       | up        | 1      | 1      | 1
results_index | simce10-mat | mean      | t_score       | up        | 1      | 1      | 1
social_index  | group       | mean      | min_max:1:5   | up        | 1      | 1      | 1
END
	shnor-import -q --map group.map "$TOP"/samples/simce/*2018* |
		shnor-normalize -q --words groups.tsv --measures group.tsv >groups.observations
	{ head -n 1 "$OUT/observations.tsv"; grep '^2018' "$OUT/observations.tsv"; } >results.observations
	shnor-index -q --composites composites.tsv results.observations groups.observations >indicators.tsv
	shnor-classify -q --rule quadrant --cut results_index=median --cut social_index=0.5 \
		--replicates 0 indicators.tsv >classes.tsv
}

# The same from the raw files: the T-scores of each mean over its schools, their mean, the median.
two_by_two() {
	for file in "$TOP"/samples/simce/*2018*; do
		gzip -dc "$file" | awk '
			# The fields of a line; a quoted field may hold commas.
			function cut(line,   n, field, quoted, i, c) {
				n = 1; field[1] = ""
				for (i = 1; i <= length(line); i++) {
					c = substr(line, i, 1)
					if (c == "\"") quoted = !quoted
					else if (c == "," && !quoted) { value[n] = f; n++; f = "" }
					else f = f c
				}
				value[n] = f; f = ""
			}
			{ sub(/\r$/, ""); f = ""; cut($0) }
			NR == 1 { sub(/^\357\273\277/, "", value[1]); for (i in value) place[value[i]] = i; next }
			{
				level = value[place["grado"]]
				group = value[place["cod_grupo"]]
				if (group ~ /^[1-5]$/) print "group", value[place["rbd"]], group
				for (s = 1; s <= 2; s++) {
					subject = s == 1 ? "lect" : "mate"
					n = value[place["nalu_" subject level "_rbd"]]
					mean = value[place["prom_" subject level "_rbd"]]
					share = value[place["palu_eda_ins_" subject level "_rbd"]]
					# Too few took part for a share: the pipeline passes over the record.
					if (share != "" && n ~ /^[0-9]+$/ && n > 0 && mean ~ /^[0-9.]+$/) print subject level, value[place["rbd"]], mean
				}
			}'
	done | awk '
		$1 == "group" { sum[$2] += $3; groups[$2]++; next }
		{ value[$1, $2] = $3; n[$1]++; all[$1] += $3; squares[$1] += $3 * $3; school[$2] }
		END {
			for (m in n) { mean[m] = all[m] / n[m]; sd[m] = sqrt(squares[m] / n[m] - mean[m] * mean[m]) }
			for (id in school) {
				t = k = 0
				for (m in n) if ((m, id) in value) { t += 50 + 10 * (value[m, id] - mean[m]) / sd[m]; k++ }
				print t / k, id in groups ? (sum[id] / groups[id] >= 3) : "-"
			}
		}' | sort -g | awk '
		{ index_of[NR] = $1; high[NR] = $2 }
		END {
			median = NR % 2 ? index_of[(NR + 1) / 2] : (index_of[NR / 2] + index_of[NR / 2 + 1]) / 2
			for (i = 1; i <= NR; i++) if (high[i] != "-") {
				above = index_of[i] >= median
				count[high[i] ? (above ? "effective" : "failing") : (above ? "resilient" : "deprived")]++
			}
			for (class in count) print class, count[class]
		}' | sort
}

@test "two indices: results against the socio-economic group of 2018, a table that makes sense" {
	group_and_results
	cut -f 5 classes.tsv | sed -n '2,$p' | grep -v no_data | sort | uniq -c | awk '{ print $2, $1 }' >actual
	two_by_two >expected
	diff expected actual
	run cat actual
	assert_output 'deprived 2494
effective 1741
failing 499
resilient 1258'
	# Schools of families that are better off have high results far more often.
	awk '{ n[$1] = $2 } END { exit !(n["effective"] * n["deprived"] > 4 * n["failing"] * n["resilient"]) }' actual
}
