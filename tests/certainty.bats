#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# How sure a verdict of the threshold rule is: its probability, whether one pupil decides it, and
# what several years together say.
load helper

# shares NAME <<'END': indicators from lines `year school procedure low/n`.
shares() {
	awk 'BEGIN { OFS = "\t"; print "year", "municipality", "school_id", "indicator", "n", "value" }
		{ split($4, s, "/"); print $1, "Kromy", $2, $3 ":share", s[2], sprintf("%.9f", s[1] / s[2]) }' >"$1"
}

# random_counts SEED SCHOOLS PROCEDURES LARGEST: lines `year school procedure low/n` of 4 years,
# always the same: shares around 30 %, many exactly there, a tenth missing.
random_counts() {
	awk -v seed="$1" -v schools="$2" -v procedures="$3" -v largest="$4" '
		function next_number(limit) { seed = seed * 16807 % 2147483647; return int(seed / 7) % limit }
		BEGIN {
			for (s = 1; s <= schools; s++) for (y = 2021; y <= 2024; y++) for (p = 1; p <= procedures; p++) {
				if (next_number(10) == 0 || (s % 7 == 0 && y == 2023)) continue
				n = next_number(3) ? 1 + next_number(largest) : 10
				print y, s, "p" p, int(n * (5 + next_number(50)) / 100 + 0.5) "/" n
			}
		}'
}

@test "probabilities that a person can work out with a pencil" {
	# With n = 1 the true share is sin^2 of an angle that is easy to integrate: above one half with
	# 1/2 + 1/pi = 0.8183 if the pupil failed, and with 1/2 - 1/pi = 0.1817 if not.
	shares in.tsv <<'END'
2023 3 a 1/1
2024 1 a 1/1
2024 2 a 1/1
2024 2 b 0/1
2024 3 a 1/1
2024 4 a 1/1
2024 4 b 1/1
END
	probabilities() { shnor-classify --share 0.5 "$@" in.tsv | awk -F '\t' '$1 == 2024 { print $3, $5, $6 }'; }
	run probabilities --procedures 1
	# 2: 1 - 0.1817 * 0.8183
	assert_output $'1 low 0.8183\n2 low 0.8513\n3 low 0.8183\n4 low 0.967'
	run probabilities --procedures 2 --repeat off
	# Of not_low: that the rule is not met. 4: 0.8183 ^ 2
	assert_output $'1 not_low 1\n2 not_low 0.8513\n3 not_low 1\n4 low 0.6696'
	run probabilities --procedures 2 --repeat same
	# 3: both years, 0.8183 ^ 2.
	assert_output $'1 not_low 1\n2 not_low 0.8513\n3 low 0.6696\n4 low 0.6696'
}

@test "no data have no probability; what does not count has no part in it" {
	shares in.tsv <<'END'
2023 1 a 9/9
2024 1 b 5/20
2024 2 b 5/20
2024 2 a 2/2
2024 3 a 2/2
END
	run bash -c "shnor-classify --min-n 10 --procedures 1 in.tsv | cut -f 1,3,5,6 | grep ^2024"
	assert_output $'2024\t1\tnot_low\t0.6773\n2024\t2\tnot_low\t0.6773\n2024\t3\tno_data\t'
}

@test "probabilities equal another computation: Simpson's rule and all combinations of procedures" {
	random_counts 801 30 4 12 >counts
	shares in.tsv <counts
	for options in '2 any 1 0.30' '2 same 1 0.30' '1 off 1 0.50' '3 any 5 0.25' '3 same 1 0.30' '9 any 1 0.30'; do
		read -r procedures repeat min_n share <<<"$options"
		shnor-classify --procedures "$procedures" --repeat "$repeat" --min-n "$min_n" --share "$share" in.tsv |
			awk -F '\t' 'NR > 1 { print $1, $3, $5, $6 }' >actual
		awk -v procedures="$procedures" -v repeat="$repeat" -v min_n="$min_n" -v share="$share" '
			# The upper tail of Beta(h + 1/2, n - h + 1/2), with x = sin^2 t: no pole is left.
			function f(t, h, n) { return exp(2 * h * log(sin(t)) + 2 * (n - h) * log(cos(t))) }
			function part(from, to, h, n,    i, sum, step) {
				step = (to - from) / 400
				for (i = 0; i <= 400; i++) sum += f(from + i * step, h, n) * (i == 0 || i == 400 ? 1 : i % 2 ? 4 : 2)
				return sum * step / 3
			}
			function tail(h, n,    pi, at) {
				pi = atan2(0, -1); at = atan2(sqrt(share), sqrt(1 - share))
				return part(at, pi / 2 - 1e-9, h, n) / (part(1e-9, at, h, n) + part(at, pi / 2 - 1e-9, h, n))
			}
			{ split($4, c, "/"); if (c[2] >= min_n) p[$1, $2, $3] = tail(c[1], c[2]); seen[$2] }
			END {
				for (s in seen) for (y = 2021; y <= 2024; y++) {
					m = 0
					for (i = 1; i <= 4; i++) { if ((y, s, "p" i) in p) any[y, s] = 1
						x[m++] = p[y, s, "p" i] + 0; x[m++] = p[y - 1, s, "p" i] + 0 }
					met = 0
					for (set = 0; set < 256; set++) {
						chance = 1; now = before = same = 0; rest = set
						for (i = 0; i < 8; i += 2) {
							a = rest % 2; b = int(rest / 2) % 2; rest = int(rest / 4)
							chance *= (a ? x[i] : 1 - x[i]) * (b ? x[i + 1] : 1 - x[i + 1])
							now += a; before += b; same += a * b
						}
						if (now >= procedures || (repeat == "any" && now && before) || (repeat == "same" && same))
							met += chance
					}
					print y, s, met, any[y, s] + 0
				}
			}' counts >expected
		run awk 'NR == FNR { met[$1, $2] = $3; any[$1, $2] = $4; next }
			{ p = $3 == "low" ? met[$1, $2] : 1 - met[$1, $2]
				if ($3 == "no_data" ? any[$1, $2] || $4 != "" : $4 - p > 0.00006 || p - $4 > 0.00006) { print $0, p; bad++ }
				lines++; classes[$3] = 1 }
			END { for (c in classes) kinds++; print lines, bad + 0, kinds }' expected actual
		assert_output --regexp '^120 0 [23]$'
	done
}

# flips: which single results decide, found by changing each and asking the filter again; lines
# `year school rule text` as the reason has them. classes_of OPTION… < counts.
classes_of() {
	shares changed.tsv
	shnor-classify "$@" changed.tsv | awk -F '\t' 'NR > 1 { print $1, $3, $4, $5 }'
}

flips() {
	classes_of "$@" <counts >before
	for year in 2024 2023 2022 2021; do
		for procedure in p1 p2 p3; do
			for step in 1 -1; do
				awk -v year=$year -v procedure=$procedure -v step=$step '
					$1 == year && $3 == procedure {
						split($4, c, "/")
						if (c[1] + step >= 0 && c[1] + step <= c[2]) $4 = c[1] + step "/" c[2]
					} { print }' counts | classes_of "$@" |
					awk -v what="$procedure $year" 'NR == FNR { class[$1, $2, $3] = $4; next }
						$4 != class[$1, $2, $3] { print $1, $2, $3, what }' before -
			done
		done
	done | awk '{ key = $1 " " $2 " " $3; if (!n[key]++) first[key] = $4 " " $5 }
		END { for (key in n) {
			more = n[key] == 1 ? "" : " and " n[key] - 1 (n[key] == 2 ? " other" : " others")
			print key " " first[key] more } }' | sort
}

told() {
	shares in.tsv <counts
	shnor-classify "$@" in.tsv | awk -F '\t' 'NR > 1 && match($7, /; one pupil decides: .*/) {
		print $1, $3, $4, substr($7, RSTART + 21) }' | sort
}

@test "one pupil decides where changing one pupil changes the class, and nowhere else" {
	random_counts 4 40 3 9 >counts
	for options in '--procedures 2 --repeat any' '--procedures 2 --repeat same --compare gt' \
		'--procedures 1 --repeat off --min-n 4' '--procedures 3 --share 0.4'; do
		# shellcheck disable=SC2086 # the options are words
		flips $options >expected
		# shellcheck disable=SC2086
		told $options >actual
		[ "$(wc -l <expected)" -gt 20 ]
		diff expected actual
	done
}

@test "one pupil decides over several years together, where he is in both windows" {
	random_counts 11 40 3 9 >counts
	for options in '--repeat any' '--repeat same' '--repeat off --min-n 12'; do
		# shellcheck disable=SC2086
		flips --pooled 2,3 --small all $options >expected
		# shellcheck disable=SC2086
		told --pooled 2,3 --small all $options >actual
		[ "$(grep -c _years expected)" -gt 20 ]
		diff expected actual
	done
}

@test "how a deciding pupil is told" {
	shares in.tsv <<'END'
2023 1 b 3/10
2023 1 c 3/10
2024 1 a 3/10
2024 1 b 0/10
2024 2 a 4/10
2024 2 b 3/10
2024 3 a 0/10
2024 3 b 0/10
END
	run bash -c "shnor-classify in.tsv | cut -f 1,3,5,7 | grep ^2024"
	assert_output $'2024\t1\tlow\tB: 2023 b 3/10 = 0.300, 2023 c 3/10 = 0.300, 2024 a 3/10 = 0.300; one pupil decides: a 2024
2024\t2\tlow\tA: a 4/10 = 0.400, b 3/10 = 0.300; one pupil decides: b 2024
2024\t3\tnot_low\t0 low of 2; no results in 2023'
}

@test "years together: only of small schools, in years with results, behind the plain verdict" {
	shares in.tsv <<'END'
2022 1 a 3/10
2022 1 b 2/10
2023 1 a 1/10
2023 1 b 4/10
2024 1 a 5/10
2024 1 b 3/10
2024 2 a 9/20
2022 3 a 1/19
2024 3 a 9/21
2024 3 b 4/19
END
	run bash -c "shnor-classify --pooled 3,2 in.tsv | cut -f 1,3-7 | grep ^2024"
	assert_output "2024	1	threshold	low	0.851	A: a 5/10 = 0.500, b 3/10 = 0.300; B: 2023 b 4/10 = 0.400, 2024 a 5/10 = 0.500, 2024 b 3/10 = 0.300
2024	1	threshold_2_years	low		2023-2024 together: A: a 6/20 = 0.300, b 7/20 = 0.350; B: 2022-2023 b 6/20 = 0.300, 2023-2024 a 6/20 = 0.300, 2023-2024 b 7/20 = 0.350
2024	1	threshold_3_years	low		2022-2024 together: A: a 9/30 = 0.300, b 9/30 = 0.300; B: 2021-2023 b 6/20 = 0.300, 2022-2024 a 9/30 = 0.300, 2022-2024 b 9/30 = 0.300; one pupil decides: b 2023 and 1 other
2024	2	threshold	not_low	1	1 low of 1: a 9/20 = 0.450; no results in 2023
2024	3	threshold	not_low	0.82	1 low of 2: a 9/21 = 0.429; no results in 2023
2024	3	threshold_2_years	not_low		2023-2024 together: 1 low of 2: a 9/21 = 0.429; no results in 2023
2024	3	threshold_3_years	not_low		2022-2024 together: 0 low of 2; no results in 2023"
}

@test "the verdict on years together is that of the plain rule on counts added up" {
	random_counts 5 60 3 25 >counts
	shares in.tsv <counts
	for span in 2 3; do
		awk -v span=$span '{ split($4, c, "/"); for (y = $1; y < $1 + span; y++) {
				n[y " " $2 " " $3] += c[2]; low[y " " $2 " " $3] += c[1] } }
			END { for (key in n) print key, low[key] "/" n[key] }' counts | shares pooled.tsv
		for options in '--repeat any' '--repeat same --procedures 3' '--repeat off --min-n 20'; do
			# shellcheck disable=SC2086
			shnor-classify $options pooled.tsv | awk -F '\t' 'NR > 1 { print $1, $3, $5, $6 }' >plain
			# shellcheck disable=SC2086
			shnor-classify $options --pooled $span in.tsv |
				awk -F '\t' -v rule=threshold_${span}_years '$4 == rule { print $1, $3, $5, $6 }' >together
			# Small: a procedure of the year itself with fewer than 20.
			awk '{ split($4, c, "/") } c[2] < 20 { print $1, $2 }' counts | sort -u >small
			[ "$(wc -l <together)" -eq "$(wc -l <small)" ]
			awk '{ print $1, $2 }' together | sort | diff small -
			# Only a rule without branch B has probabilities here.
			run awk -v off="${options:0:12}" 'NR == FNR { class[$1, $2] = $3; p[$1, $2] = $4; next }
				$3 != class[$1, $2] || $4 != (off == "--repeat off" ? p[$1, $2] : "")' plain together
			assert_output ''
			[ "$(awk '{ print $3 }' together | sort -u | wc -l)" -ge 2 ]
		done
	done
}

@test "--small: another number, or all" {
	random_counts 5 20 3 25 >counts
	shares in.tsv <counts
	lines() { shnor-classify --pooled 2 --small "$1" in.tsv | grep -c _2_years || true; }
	awk '{ print $1, $2 }' counts | sort -u >all
	[ "$(lines all)" -eq "$(wc -l <all)" ]
	awk '{ split($4, c, "/") } c[2] < 5 { print $1, $2 }' counts | sort -u >small
	[ "$(lines 5)" -eq "$(wc -l <small)" ]
	[ "$(lines 0)" -eq 0 ]
}

@test "the order of the input is of no consequence; the lines are in byte order" {
	random_counts 6 50 4 30 >counts
	shares in.tsv <counts
	sort -R --random-source="$TOP/LICENSE" counts | shares other.tsv
	shnor-classify --pooled 2,3,9 --small all in.tsv >out.tsv
	shnor-classify --pooled 9,2,3,2 --small all other.tsv | cmp - out.tsv
	tail -n +2 out.tsv | LC_ALL=C sort -c
	tail -n +2 out.tsv | cut -f 6 | sort -u >probabilities
	[ "$(wc -l <probabilities)" -gt 100 ]
	run grep -vE '^(|0|1|0\.[0-9]{0,3}[1-9])$' probabilities
	assert_output ''
}

@test "very many participants: the probability is still one" {
	shares in.tsv <<'END'
2024 1 a 30000/100000
2024 2 a 300100/1000000
2024 3 a 3000000/10000000
2024 4 a 1000000/10000000
END
	run bash -c "shnor-classify --procedures 1 in.tsv | awk -F '\t' 'NR > 1 { print \$5, \$6 }'"
	# 2: one SD is 458 of the million.
	assert_output $'low 0.5002\nlow 0.5865\nlow 0.5001\nnot_low 1'
}

@test "a threshold of 0 or 1 has no probability: a true share is neither" {
	shares in.tsv <<'END'
2024 1 a 5/5
2024 2 a 4/5
2024 3 a 0/5
END
	for options in '1 ge' '1 gt' '0 ge' '0 gt'; do
		read -r share compare <<<"$options"
		shnor-classify --procedures 1 --share "$share" --compare "$compare" in.tsv |
			awk -F '\t' 'NR > 1 { print $3, $5, $6 }' | tr '\n' ';'
	done >verdicts
	run cat verdicts
	assert_output '1 low ;2 not_low ;3 not_low ;1 not_low ;2 not_low ;3 not_low ;1 low ;2 low ;3 low ;1 low ;2 low ;3 not_low ;'
	# Just beside them there is one.
	run bash -c "shnor-classify --procedures 1 --share 0.999999999 in.tsv | cut -f 6 | sed -n 2p"
	assert_output --regexp '^0\.[0-9]+$'
}
