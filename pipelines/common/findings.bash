# pipelines/common/findings.bash: what is wrong, doubtful, missing or rejected. Sourced by run.bash:
#
#   inspect FILE OPTIONS…             # looks through the observations
#   has_lines FILE                    # is there more in it than its header?
#   join_stats INTO FILE…             # files of counts as one
#   join_findings INTO PLACE FILE…    # findings as one, each told once
#   tell_findings PLACE               # on standard error: how much there is of what in the folder
#   judge_rejects                     # were more records rejected than a run may have?
#
# shellcheck shell=bash

# inspect FILE OPTIONS…: looks through the observations with shnor-quality, before any verdict.
inspect() {
	step quality observations --pauses "$COMMON/pauses.tsv" "${@:2}" "$1" >"$PARTS/quality-found"
}

# has_lines FILE: is there more in it than its header?
has_lines() {
	local lines
	mapfile -t -n 2 lines <"$1"
	[ ${#lines[@]} -gt 1 ]
}

# join_stats INTO FILE…: files of counts, which are short, as one, its lines sorted.
join_stats() {
	local file lines all=() IFS=$'\n'
	for file in "${@:2}"; do
		mapfile -t lines <"$file"
		all+=("${lines[@]:1}")
	done
	printf '%s\n' "${lines[0]}" >"$1"
	[ ${#all[@]} = 0 ] || sort <<<"${all[*]}" >>"$1"
}

# join_findings INTO PLACE FILE…: files with one header as one, its lines sorted, without what several steps tell of one column of one line of the list of
# schools, and without names of files that are the run's own. PLACE: the column (and the next) that say where.
join_findings() {
	local header
	IFS= read -r header <"$3"
	sort "${@:3}" | awk -F '\t' -v OFS='\t' -v header="$header" -v at="$2" -v parts="$PARTS/" '
		BEGIN { print header }
		$0 == header { next }
		index($at, parts) == 1 { $at = substr($at, length(parts) + 1) }
		$at ~ /^-(:[0-9]+)?$/ { if ($at == "-") $(at + 1) = ""; $at = "" }
		$at !~ /^support[-.]/ { print; next }
		!told[$at FS (at == 2 ? $4 : $(at + 1) FS $(at + 3))]++' >"$1"
}

# What a run that fails has rejected, the registry's lines first, for without them all others are: where nothing is
# left to judge, that is why.
tell_cause() {
	[ -d "${PARTS-}" ] || return 0
	find "$PARTS" -name 'rejects-*' -exec tail -q -n +2 {} + 2>/dev/null | sort |
		awk -F '\t' -v OFS='\037' '
			{
				kind = $1 OFS $3 OFS $4
				all++
				if (!count[kind]++) example[kind] = $2 OFS $6
			}
			END {
				if (all) print 2, all
				for (kind in count) print (kind ~ /^import:schools/ ? 1 : 0), count[kind], kind, example[kind]
			}' | sort -t $'\037' -k 1,1nr -k 2,2nr -k 3 | head -n 6 | say_cause >&2 || true
}

# say_cause: how many records were rejected, then "rank count step reason column place expected" of each reason, parted by the
# byte 31, in the user's language. What was expected is left out where it has figures in it and so no translation.
say_cause() {
	local rank count step reason column place expected in_column wanted told
	text in_column ', column %s'
	text wanted 'expected %s'
	while IFS=$'\037' read -r rank count step reason column place expected; do
		if [ "$rank" = 2 ]; then
			tell 'before it failed it rejected %d records:' "$count"
			continue
		fi
		text reason "$reason"
		told=$expected
		[ -z "$expected" ] || text told "$expected"
		[ "$told" != "$expected" ] || [ "$wanted" = 'expected %s' ] || told=
		# shellcheck disable=SC2059 # a message is a format
		printf "  %s\t%s: %s${column:+$in_column}" "$count" "$step" "$reason" ${column:+"$column"}
		# shellcheck disable=SC2059
		printf " (%s${told:+: $wanted})\n" "$place" ${told:+"$told"}
	done
}

# say_reasons: the lines "count<tab>reason<tab>column" with the reasons in the user's language; others as they are.
say_reasons() {
	local count reason column in_column
	text in_column ', column %s'
	while IFS=$'\t' read -r count reason column; do
		[ -n "$reason" ] || { echo "$count"; continue; }
		text reason "$reason"
		# shellcheck disable=SC2059 # a message is a format
		printf "  %s\t%s${column:+$in_column}\n" "$count" "$reason" ${column:+"$column"}
	done
}

# tell_findings PLACE: how much there is in quality.tsv, and the procedures that a year lacks: nobody can be judged by
# them. How many records were rejected, and the five commonest reasons. Then each correction that could not be made:
# somebody has decided it, and it is not in the results.
tell_findings() {
	local none nothing sums all_rejected failed
	text none 'no %s in %s; it cannot be judged for that year'
	text nothing 'nothing of %s'
	text sums 'the data have %d errors, %d warnings, %d notes, see %s'
	text all_rejected '%d records rejected, see %s'
	text failed 'correction not made: %s: %s'
	awk -F '\t' -v run="$RUN" -v place="$1" -v none="$none" -v nothing="$nothing" -v sums="$sums" \
		-v all_rejected="$all_rejected" -v failed="$failed" '
		FNR == 1 { files++; next }
		files == 1 { found++; count[$1]++ }
		files == 1 && $1 == "warning" && $2 == "year without a procedure" {
			printf run ": " none "\n", $6, $7
		}
		files == 1 && $2 == "year without data" { printf run ": " nothing "\n", $7 }
		files == 2 { rejected++; reasons[$3 ($4 == "" ? "" : "\t" $4)]++ }
		files == 2 && $1 ~ /^override/ {
			lost[++corrections] = run ": " sprintf(failed, $2, $3 ($4 == "" ? "" : ", column " $4) ": " $7)
		}
		END {
			if (found) printf run ": " sums "\n", count["error"], count["warning"], count["note"], place "/quality.tsv"
			if (rejected) printf run ": " all_rejected "\n", rejected, place "/rejects.tsv"
			for (i = 0; i < 5; i++) tell_commonest()
			for (i = 1; i <= corrections; i++) print lost[i]
		}
		function tell_commonest(   reason, most, of) {
			for (reason in reasons)
				if (reasons[reason] > most || (reasons[reason] == most && reason > of)) {
					most = reasons[reason]
					of = reason
				}
			if (!most) return
			print most "\t" of
			delete reasons[of]
		}' "$WORK/quality.tsv" "$WORK/rejects.tsv" | say_reasons >&2
}

# Says whether more lines of the inbox were rejected than allowed, of all or of one kind of file: nothing, or what is
# told. A small kind may lose a few lines: more than the limit are too many only when they are more than five, or at
# least two and more than a quarter. In whole numbers: 0.5% of read is 5 * read / (100 * 10). Unsorted, a line each.
judge_rejects() {
	local more of_kind
	text more 'more records rejected than %s'
	text of_kind 'more records of the kind %s rejected than %s (%d of %d)'
	awk -v more="$more" -v of_kind="$of_kind" -F '\t' -v limit="$MAX_REJECTS" '
		function over(rejected, read) { return percent ? rejected * 100 * scale > share * read : rejected * scale > share + 0 }
		BEGIN {
			share = limit
			percent = sub(/%$/, "", share)
			scale = 1
			if (match(share, /\./)) {
				for (i = RSTART; i < length(share); i++) scale *= 10
				sub(/\./, "", share)
			}
		}
		FNR == 1 { file++ }
		file == 1 { kind_of[$2] = $1; next }
		# Lines that hold no record do not count.
		file > 2 && $1 ~ /^import:/ && ($2 == "read" || ($2 == "skipped" && $3 ~ /^(empty line|title line|note)$/)) {
			sub(/^import:/, "", $1)
			read[$1] += $2 == "read" ? $4 : -$4
			all += $2 == "read" ? $4 : -$4
		}
		file == 2 && FNR > 1 {
			rejected++
			for (name in kind_of)
				if (index($2, name) == 1 && !(($2, name) in seen)) { seen[$2, name]; lost[kind_of[name]]++ }
		}
		END {
			if (over(rejected, all)) { printf more "\n", limit; exit }
			# No verdict rests on the decisions.
			for (kind in lost)
				if (percent && kind != "decisions" && over(lost[kind], read[kind]) && (lost[kind] > 5 || (lost[kind] > 1 && lost[kind] * 4 > read[kind])))
					printf of_kind "\n", kind, limit, lost[kind], read[kind]
		}' "$PARTS/kinds" "$WORK/rejects.tsv" "$PARTS"/stats-{import,normalize}-*
}
