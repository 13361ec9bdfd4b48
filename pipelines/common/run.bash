# pipelines/common/run.bash: what the runs of all regions share. Sourced by pipelines/NAME/run:
#
#   . "${BASH_SOURCE%/*}/../common/run.bash"
#   begin "$@"                          # reads [--max-rejects N|N%] [--wait] [--stage STAGE] [--replace] IN OUT
#   require schools gia9                # stops where the inbox has no such files
#   step FILTER NAME OPTIONS…           # shnor-FILTER, its rejects and counts kept under NAME
#   records NAME MAP KIND…              # the records of the inbox's files of these kinds
#   observe KIND MAP WORDS MEASURES [FILTER [OPTION…]]  # $PARTS/seen-KIND.tsv: their observations, if any
#   restate FILE YEAR WHAT PART TOTAL   # what the run has found, as records of counts
#   if stage NAME; then …; fi           # a part of the year's work, with --stage alone
#   inspect FILE OPTIONS…               # quality.tsv: what is wrong, doubtful or missing so far
#   corrected FILE                      # its observations, corrected by the inbox's overrides
#   without_origin                      # the registry as it stands among the results
#   write_lists CLASS NOTE [OPTION…]    # list.csv of the last year's verdicts, and report.html with them
#   write_members CLASS NOTE [OPTION…]  # the same of the last year's programme
#   finish                              # joins rejects and counts, writes page and manifest, publishes
#
# Between begin and finish the working folder is the inbox; $WORK is the fresh result folder,
# $TABLES the region's folder, $COMMON the shared one. Nothing is written to the inbox.
# shellcheck shell=bash
set -euo pipefail
. "${BASH_SOURCE%/*}/language.bash"
unset CDPATH

COMMON=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
TABLES=$(cd "$(dirname "$0")" && pwd)
for bin in "${SHNOR_BIN-}" "$COMMON/../../build/bin" "$COMMON/../../../../bin"; do
	[ -x "$bin/shnor-import" ] && PATH=$bin:$PATH && break
done

# tell FORMAT [VALUE…]: a line on standard error, in the user's language.
tell() {
	local format
	text format "$1"
	# shellcheck disable=SC2059 # a message is a format
	printf "${TABLES##*/}/run: $format\n" "${@:2}" >&2
}

# run_fail STATUS FORMAT [VALUE…]: ends the run with a message, also from a part of a pipeline.
run_fail() {
	tell "${@:2}"
	if [ -n "${PARTS-}" ] && [ -d "$PARTS" ]; then
		echo "$1" >>"$PARTS/status"
	fi
	exit "$1"
}

usage() {
	cat <<END
Usage: run [--max-rejects N|N%] [--wait] [--stage STAGE [--replace]] IN OUT
  IN            the inbox: a folder with the files of the region
  OUT           the result folder; it always holds one whole run
  --max-rejects how many rejected records a run may have [1%]; with more the results go to
                OUT.failed, OUT stays as it was, and the exit status is 1
  --wait        wait for another run on OUT to end, instead of refusing to start
  --stage       run just this part of the year's work; shnor calendar NAME lists them. It makes the
                results of that part alone, so it wants an OUT of its own: one that is new, or of the
                same stage
  --replace     let the stage replace a whole run, or another stage, all the same
END
}

# Only what a run has written, or an empty folder, may be replaced.
check_place() {
	local place=$1 stray
	[ ! -e "$place" ] && [ ! -L "$place" ] && return
	if [ -L "$place" ] || [ ! -d "$place" ]; then
		run_fail 2 '%s is there and is no folder' "$place"
	fi
	[ -n "$(ls -A "$place")" ] || return 0
	[ -f "$place/manifest.tsv" ] ||
		run_fail 2 '%s is no result folder (it has no manifest.tsv); it is not replaced' "$place"
	stray=$(find "$place" -mindepth 1 -printf "%P\n" | awk -F '\t' 'NR == FNR { ours[$2] = $1 == "output"; next }
		$0 != "manifest.tsv" && !ours[$0]' "$place/manifest.tsv" -)
	[ -z "$stray" ] || run_fail 2 '%s holds what no run wrote; move it away: %s' "$place" "${stray//$'\n'/, }"
}

# read_arguments WORD…: sets MAX_REJECTS, WAIT, and the folders as they were given.
read_arguments() {
	local operands=()
	MAX_REJECTS=1% WAIT=-n STAGE='' REPLACE='' PAGE=()
	while [ $# -gt 0 ]; do
		case $1 in
		--max-rejects)
			[ $# -gt 1 ] || run_fail 2 '--max-rejects needs a value'
			MAX_REJECTS=$2
			shift
			;;
		--max-rejects=*) MAX_REJECTS=${1#*=} ;;
		--wait) WAIT= ;;
		--replace) REPLACE=yes ;;
		--stage)
			[ $# -gt 1 ] || run_fail 2 '--stage needs a value'
			STAGE=$2
			shift
			;;
		--stage=*) STAGE=${1#*=} ;;
		-h | --help) usage; exit 0 ;;
		-?*) run_fail 2 'unknown option %s; run --help lists them' "$1" ;;
		*) operands+=("$1") ;;
		esac
		shift
	done
	[ ${#operands[@]} = 2 ] || run_fail 2 'expected two folders: IN OUT'
	[[ $MAX_REJECTS =~ ^[0-9]+(\.[0-9]+)?%?$ ]] ||
		run_fail 2 '--max-rejects: found "%s", expected a number or a percentage' "$MAX_REJECTS"
	IN=${operands[0]} OUT=${operands[1]}
	[ -z "$STAGE" ] || check_stage
}

# The stages are those of the region's calendar.
check_stage() {
	local known
	[ -f "$TABLES/calendar.tsv" ] || run_fail 2 '--stage: there is no calendar.tsv, so there are no stages'
	known=$(grep -v '^#' "$TABLES/calendar.tsv" | tail -n +2 | cut -f 2 | sort -u)
	grep -qxF -- "$STAGE" <<<"$known" || run_fail 2 '--stage: found "%s", expected one of: %s' "$STAGE" "${known//$'\n'/ }"
}

# stage_of MANIFEST: the stage that the run was; empty for a whole one.
stage_of() {
	sed -n 's/^stage\t\([^\t]*\).*/\1/p' "$1"
}

# The results of a part must not push out those of the others.
check_stage_place() {
	local there
	[ -n "$STAGE" ] && [ -z "$REPLACE" ] && [ -f "$OUT/manifest.tsv" ] || return 0
	there=$(stage_of "$OUT/manifest.tsv")
	[ "$there" != "$STAGE" ] || return 0
	if [ -n "$there" ]; then
		run_fail 2 '%s holds the stage %s, and the stage %s makes only part of that; give it a folder of its own, such as %s, or say --replace' \
			"$OUT" "$there" "$STAGE" "$OUT-$STAGE"
	else
		run_fail 2 '%s holds a whole run, and the stage %s makes only part of that; give it a folder of its own, such as %s, or say --replace' \
			"$OUT" "$STAGE" "$OUT-$STAGE"
	fi
}

# stage NAME: is this part of the year's work asked for? Without --stage all are.
stage() {
	[ -z "$STAGE" ] || [ "$STAGE" = "$1" ]
}

# Settles IN and OUT as whole paths, and that neither lies in the other.
settle_places() {
	local given=$IN
	IN=$(cd -- "$given" 2>/dev/null && pwd -P) || run_fail 3 '%s: there is no such inbox' "$given"
	OUT=$(realpath -m -- "$OUT")
	[ "$OUT" != / ] || run_fail 2 'OUT must not be the root of the file system'
	case $OUT/ in "$IN"/*) run_fail 2 'OUT must not lie in the inbox' ;; esac
	case $IN/ in "$OUT"/* | "$OUT.failed"/*)
		run_fail 2 'the inbox must not lie in OUT, which is replaced' ;;
	esac
	mkdir -p -- "$(dirname -- "$OUT")" || run_fail 3 'cannot make the folder for %s' "$OUT"
	# Hidden, and of a name that nobody else uses: the folder being made, and the lock.
	WORK=$(dirname -- "$OUT")/.$(basename -- "$OUT").shnor-run
	LOCK=$(dirname -- "$OUT")/.$(basename -- "$OUT").shnor-lock
}

begin() {
	read_arguments "$@"
	command -v shnor-import >/dev/null || run_fail 3 'shnor-import is not there; build it with make'
	settle_places
	check_place "$OUT"
	check_place "$OUT.failed"
	check_stage_place
	# The lock ends with the last process of the run, however it ends.
	exec 9>>"$LOCK"
	flock $WAIT 9 || run_fail 3 'another run is writing %s; --wait waits for it' "$OUT"
	PARTS=$WORK/.parts
	# For shnor-membership: no school leaves because a file is missing.
	# shellcheck disable=SC2034 # the runs use it
	NEEDED=(--results "$WORK/observations.tsv" --options "$COMMON/needed.tsv" --pauses "$COMMON/pauses.tsv")
	DESCRIBER=
	rm -rf "$WORK"
	mkdir -p "$PARTS"
	trap 'end_run $?' EXIT
	cd "$IN"
	# Checksums take as long as the work itself: they are made beside it.
	describe_inputs >"$PARTS/described" 9>&- &
	DESCRIBER=$!
}

# A failed run leaves only its lock behind. Its status is the gravest that a step or run_fail has
# told; anything else that failed (a full disk under sort or tee) could not read or write.
end_run() {
	local status=$1 told
	trap - EXIT
	[ -z "$DESCRIBER" ] || kill "$DESCRIBER" 2>/dev/null || true
	if [ "$status" != 0 ]; then
		tell_cause
		told=$(sort -rn "$PARTS/status" 2>/dev/null | head -n 1) || told=
		status=${told:-3}
	fi
	rm -rf "$WORK"
	exit "$status"
}

# What a run that fails has rejected, the registry's lines first, for without them all others are: where nothing is
# left to judge, that is why.
tell_cause() {
	local before
	[ -d "${PARTS-}" ] || return 0
	text before 'before it failed it rejected %d records:'
	find "$PARTS" -name 'rejects-*' -exec tail -q -n +2 {} + 2>/dev/null | sort |
		awk -v before="$before" -F '\t' -v run="$(basename "$TABLES")/run" '
			{
				kind = $1 ": " $3 ($4 == "" ? "" : ", column " $4)
				all++
				if (!count[kind]++) example[kind] = $2 ($6 == "" ? "" : ": expected " $6)
			}
			END {
				if (!all) exit
				printf run ": " before "\n", all
				for (kind in count)
					print (kind ~ /^import:schools/ ? 1 : 0) " " count[kind] "\t" kind " (" example[kind] ")" | "sort -rn -k 1,1 -k 2,2 | head -n 5 | sed \"s/^[01]/ /\""
			}' >&2 || true
}

# The files of the kinds in the inbox, in byte order.
inbox() {
	local kind
	for kind in "$@"; do
		find . -maxdepth 1 -xtype f -regextype posix-extended \
			-iregex "\./$kind(-[^/]*)?\.((csv|tsv)(\.gz)?|xlsx|zip)" || return
	done | sed 's,^\./,,' | sort
}

require() {
	local kind list
	for kind in "$@"; do
		list=$(inbox "$kind") || run_fail 3 '%s: cannot list the inbox' "$IN"
		[ -n "$list" ] || run_fail 3 '%s: there is no file %s.csv or %s-….csv (.tsv, .gz, .xlsx, .zip)' "$IN" "$kind" "$kind"
	done
}

step() {
	local filter=$1 name=$2 status=0
	shift 2
	[ ! -e "$PARTS/stats-$filter-$name" ] || run_fail 2 'step %s %s stands twice in run' "$filter" "$name"
	"shnor-$filter" --step "$name" --rejects "$PARTS/rejects-$filter-$name" \
		--stats "$PARTS/stats-$filter-$name" --quality "$PARTS/quality-$filter-$name" \
		--max-rejects 100% "$@" || status=$?
	case $status in
	0) return 0 ;;
	141) ;; # its reader has gone: the reader's status tells why
	*) echo $((status < 128 ? status : 3)) >>"$PARTS/status" ;;
	esac
	return $status
}

# A stream without its last column, origin, sorted: the same whatever the order of the source.
without_origin() {
	sed 's/\t[^\t]*$//' | {
		IFS= read -r header
		printf '%s\n' "$header"
		sort
	}
}

# Without a file import would wait for standard input; a kind that may be missing is asked for with
# `[ -n "$(inbox KIND)" ]` first.
records() {
	local name=$1 map=$2 files list told=()
	shift 2
	list=$(inbox "$@") || run_fail 3 '%s: cannot list the inbox' "$IN"
	[ -n "$list" ] || run_fail 3 '%s: there is no file of the kind %s' "$IN" "$*"
	mapfile -t files <<<"$list"
	printf '%s\n' "${files[@]}" >>"$PARTS/inputs"
	printf "$name\t%s\n" "${files[@]}" >>"$PARTS/kinds"
	# Where a line is a person, only its whole line tells whether it stands twice.
	[ "$name" != teachers ] || told=(--repeats)
	step import "$name" "${told[@]}" --map "$map" -- "${files[@]}"
}

# observe KIND MAP WORDS MEASURES [FILTER [OPTION…]]: the observations of the inbox's files of a kind, one line
# a key, through FILTER, to $PARTS/seen-KIND.tsv; with further options of normalize, whose words come first.
# Without such files there is none: what rests on them is told to be missing.
observe() {
	local list
	list=$(inbox "$1") || run_fail 3 '%s: cannot list the inbox' "$IN"
	[ -n "$list" ] || return 0
	records "$1" "$2" "$1" |
		step normalize "$1" --combine --schools "$PARTS/schools.tsv" "${@:6}" --words "$3" --measures "$4" |
		step index "$1" --partial | "${5-cat}" >"$PARTS/seen-$1.tsv"
	[ "$1" != teachers ] || withhold "$1"
}

# withhold NAME: the rejected lines of import NAME and normalize NAME tell of single people; rejects.tsv
# says where they stand and why, and does not show them.
withhold() {
	local filter
	for filter in import normalize; do
		sed -i '1!s/[^\t]*$/(withheld: personal data)/' "$PARTS/rejects-$filter-$1"
	done
}

# checked_curators: the records of the list of schools, held against the registry; see curators.awk.
checked_curators() {
	awk -v findings="$PARTS/quality-curators" -f "$COMMON/curators.awk" "$PARTS/schools.tsv" -
}

# For a yes or no of a school, not of its pupils: one that has taken over another is one school, and its
# yes is the yes of both.
one_a_school() {
	awk -F '\t' -v OFS='\t' 'NR > 1 { $6 = $6 == $5 ? 1 : 0; $5 = 1 } { print }'
}

# restate FILE YEAR WHAT PART TOTAL: a stream of results as records of counts, to be observed again:
# year municipality school_id what part total reason origin. The others are names of its columns, or =TEXT. Their
# schools are those of the registry already; what the run has found itself is not held against it again.
restate() {
	awk -F '\t' -v OFS='\t' -v file="${1##*/}" -v year="$2" -v what="$3" -v part="$4" -v total="$5" '
		function cell(name) { return name ~ /^=/ ? substr(name, 2) : name in place ? $place[name] : "" }
		NR == 1 {
			for (i = 1; i <= NF; i++) place[$i] = i
			print "year", "municipality", "school_id", "what", "part", "total", "reason", "origin"
			next
		}
		{
			print cell(year), cell("municipality"), cell("school_id"), cell(what), cell(part), cell(total),
				cell("reason"), file ":" FNR
		}' "$1"
}

# inspect FILE OPTIONS…: looks through the observations with shnor-quality, and writes quality.tsv
# with that and all that the steps before have found, so that it is there before any verdict.
inspect() {
	step quality observations --pauses "$COMMON/pauses.tsv" "${@:2}" "$1" >"$PARTS/quality-found"
	join_quality
}

join_quality() {
	find_unused
	join_findings "$WORK/quality.tsv" 3 "$PARTS"/quality-*
}

# corrected FILE: its observations with the corrections of the inbox's overrides, if there are any;
# those that were made stand in overrides.tsv of the results.
corrected() {
	local list
	list=$(inbox overrides) || run_fail 3 '%s: cannot list the inbox' "$IN"
	if [ -z "$list" ]; then
		cat -- "$1"
		return
	fi
	records overrides "$COMMON/overrides.map" overrides >"$PARTS/overrides.tsv"
	step override appeals --overrides "$PARTS/overrides.tsv" --applied "$WORK/overrides.tsv" "$1"
}

# Joins files with one header into one, its lines sorted.
join_sorted() {
	local into=$1
	shift
	head -n 1 "$1" >"$into"
	tail -q -n +2 "$@" | sort >>"$into"
}

# join_findings INTO PLACE FILE…: the same, without what several steps tell of one column of one line of the list of
# schools, and without names of files that are the run's own. PLACE: the column (and the next) that say where.
join_findings() {
	join_sorted "$1.all" "${@:3}"
	awk -F '\t' -v OFS='\t' -v at="$2" -v parts="$PARTS/" '
		index($at, parts) == 1 { $at = substr($at, length(parts) + 1) }
		$at ~ /^-(:[0-9]+)?$/ { if ($at == "-") $(at + 1) = ""; $at = "" }
		$at !~ /^support[-.]/ { print; next }
		!told[$at FS (at == 2 ? $4 : $(at + 1) FS $(at + 3))]++' "$1.all" >"$1"
	rm "$1.all"
}

# describe FILE…: a line each with kind, name, sha256, bytes, lines, and the digest of the text in it
# where another has as many lines.
describe() {
	shnor-describe --quiet "$@" | tail -n +2
}

describe_inputs() {
	local files
	mapfile -t files < <(inbox '.*')
	[ ${#files[@]} = 0 ] || describe --kind input -- "${files[@]}"
}

# The same data twice would count twice: the same file, also packed or with other line ends, or two
# files of one name.
check_twins() {
	local twins
	twins=$(awk -F '\t' '
		NR == FNR { used[$0]; next }
		!($2 in used) { next }
		{
			stem = tolower($2)
			sub(/\.((csv|tsv)(\.gz)?|xlsx|zip)$/, "", stem)
			sum = $6 == "" ? $3 : $6
		}
		sum in by_sum { print $2 " is the same file as " by_sum[sum] }
		stem in by_stem && !(sum in by_sum) { print $2 " stands beside " by_stem[stem] }
		{ by_sum[sum] = by_stem[stem] = $2 }
	' "$PARTS/inputs" "$PARTS/described")
	[ -z "$twins" ] || run_fail 1 'it would count twice; remove one: %s' "$twins"
}

# tell_quality PLACE: how much there is in quality.tsv, and the procedures that a year lacks: nobody
# can be judged by them.
tell_quality() {
	local none nothing sums
	text none 'no %s in %s; it cannot be judged for that year'
	text nothing 'nothing of %s'
	text sums 'the data have %d errors, %d warnings, %d notes, see %s'
	awk -v none="$none" -v nothing="$nothing" -v sums="$sums" -F '\t' -v run="$(basename "$TABLES")/run" -v file="$1/quality.tsv" '
		FNR == 1 { next }
		{ count[$1]++ }
		$1 == "warning" && $2 == "year without a procedure" { printf run ": " none "\n", $6, $7 }
		$2 == "year without data" { printf run ": " nothing "\n", $7 }
		END { if (NR > 1) printf run ": " sums "\n", count["error"], count["warning"], count["note"], file }' "$WORK/quality.tsv" >&2
}

# The inputs used, tables and tools, a line each as in the manifest.
describe_run() {
	local file files tools version
	wait "$DESCRIBER" || run_fail 3 'cannot make the checksums of the inbox'
	DESCRIBER=
	check_twins
	version=$(shnor-describe --version)
	for file in "$PARTS"/stats-*; do
		file=${file#"$PARTS/stats-"}
		hash "shnor-${file%%-*}"
		tools+=("${BASH_CMDS[shnor-${file%%-*}]}")
	done
	mapfile -t tools < <(printf '%s\n' "${tools[@]}" | sort -u)
	mapfile -t files < <(find "$COMMON" "$TABLES" -maxdepth 1 -xtype f | sort)
	awk -F '\t' 'NR == FNR { used[$0]; next } $2 in used' "$PARTS/inputs" "$PARTS/described"
	[ -z "$STAGE" ] || printf 'stage\t%s\t-\t0\t0\n' "$STAGE"
	describe --kind table --folder "${files[@]}"
	describe --kind "tool ${version##* }" "${tools[@]}"
}

write_manifest() {
	{
		describe --kind output "$WORK"/*
		cat "$PARTS/manifest-now"
	} | cut -f 1-5 | sort >"$PARTS/manifest"
	{
		printf 'kind\tname\tsha256\tbytes\tlines\n'
		cat "$PARTS/manifest"
	} >"$WORK/manifest.tsv"
	# Whatever went wrong in a process substitution shows as a cell that is missing.
	awk -F '\t' 'NF != 5 || $3 == "" || $4 == "" || $5 == "" { exit 1 }' "$WORK/manifest.tsv" ||
		run_fail 3 'cannot describe all files for the manifest'
}

# A file that no step took is most often a misspelled name; folders are not looked into. Both are told,
# and are findings.
# A part of the year's work may leave files to the others; that is only to be noted.
find_unused() {
	local name severity=warning expected='a name that a step takes, such as gia9-2024.csv'
	[ -z "$STAGE" ] || severity=note expected="a name that a step of the stage $STAGE takes"
	{
		printf 'severity\tcheck\tfile\tline\tschool_id\tcolumn\tvalue\texpected\tfilter\n'
		find . -maxdepth 1 -xtype f -regextype posix-extended -iregex '.*\.(csv|tsv|gz|xlsx?|zip|txt)' |
			sed 's,^\./,,' | sort | while IFS= read -r name; do
			grep -qxF -- "$name" "$PARTS/inputs" ||
				printf '%s\tfile not used\t%s\t\t\t\t\t%s\trun\n' "$severity" "$name" "$expected"
		done
		find . -mindepth 1 -maxdepth 1 -type d | sed 's,^\./,,' | sort | while IFS= read -r name; do
			printf 'warning\tfolder not read\t%s\t\t\t\t\tfiles in the inbox itself\trun\n' "$name"
		done
	} >"$PARTS/quality-unused"
}

tell_unused() {
	local unused of_stage folder
	text unused '%s: not used; no step takes a file of this name'
	text of_stage '%s: not used; no step of the stage %s takes a file of this name'
	text folder '%s: a folder; its files are not read'
	awk -v unused="$unused" -v of_stage="$of_stage" -v folder="$folder" -F '\t' -v run="$(basename "$TABLES")/run" -v stage="$STAGE" '
		$2 == "file not used" { printf run ": " (stage == "" ? unused : of_stage) "\n", $3, stage }
		$2 == "folder not read" { printf run ": " folder "\n", $3 }' "$PARTS/quality-unused" >&2
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

# How many records were rejected, and the commonest reasons.
tell_rejects() {
	local rejected
	text rejected '%d records rejected, see %s'
	awk -v rejected="$rejected" -F '\t' -v run="$(basename "$TABLES")/run" -v file="$1/rejects.tsv" '
		FNR > 1 { all++; count[$3 "\t" $4]++ }
		END {
			if (!all) exit
			printf run ": " rejected "\n", all, file
			for (reason in count) print count[reason] "\t" reason | "sort -rn | head -n 5"
		}' "$WORK/rejects.tsv" | say_reasons >&2
}

# Each correction that could not be made: somebody has decided it, and it is not in the results.
tell_corrections() {
	local failed
	text failed 'correction not made: %s: %s'
	awk -v failed="$failed" -F '\t' -v run="$(basename "$TABLES")/run" '$1 ~ /^override/ {
		printf run ": " failed "\n", $2, $3 ($4 == "" ? "" : ", column " $4) ": " $7 }' "$WORK/rejects.tsv" >&2
}

# Says whether more lines of the inbox were rejected than allowed, of all or of one kind of file: nothing, or what is
# told. A small kind may lose a few lines: more than the limit are too many only when they are more than five, or at
# least two and more than a quarter. In whole numbers: 0.5% of read is 5 * read / (100 * 10).
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
		file == 2 && $1 ~ /^import:/ && ($2 == "read" || ($2 == "skipped" && $3 ~ /^(empty line|title line|note)$/)) {
			sub(/^import:/, "", $1)
			read[$1] += $2 == "read" ? $4 : -$4
			all += $2 == "read" ? $4 : -$4
		}
		file == 3 && FNR > 1 {
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
		}' "$PARTS/kinds" "$WORK/stats.tsv" "$WORK/rejects.tsv" | sort | paste -s -d ';'
}

# The list of the last year for people: list.csv for Excel; report.html, which finish makes of all results,
# says NOTE: in a sentence or two by which rule. OPTION… are further ones for the page. The registry is expected in
# $PARTS/schools.tsv.
write_lists() {
	local class=$1 note=$2 year list columns=year,municipality,school_id,name,probability,reason
	# Where the list has schools of several classes, it says which each is of.
	case $class in *\|*) columns=${columns/name,/name,class,} ;; esac
	year=$(tail -n 1 "$WORK/classes.tsv" | cut -f 1)
	[[ $year =~ ^[0-9]{4}$ ]] || run_fail 1 'there is no verdict: the inbox has no results that count'
	# shellcheck disable=SC2054 # the commas part columns
	list=(--decimal , --schools "$PARTS/schools.tsv" --where "class=$class" --where "year=$year"
		--columns "$columns" "$WORK/classes.tsv")
	shown list csv "${list[@]}" >"$WORK/list.csv"
	PAGE=(--where "class=$class" --note "$note" "${@:3}")
}

# The programme of the last year for people, where the list is somebody else's: list.csv with who is in it, stays
# or is to leave. CLASS is that of low results by the rule, on the list or not; NOTE says who is on the list and
# who leaves; OPTION… as above.
write_members() {
	local class=$1 note=$2 year list
	year=$(tail -n 1 "$WORK/membership.tsv" | cut -f 1)
	# A list may have schools in adverse conditions alone.
	[[ $year =~ ^[0-9]{4}$ ]] || year=$(tail -q -n 1 "$WORK"/membership-*.tsv 2>/dev/null | cut -f 1)
	[[ $year =~ ^[0-9]{4}$ ]] || run_fail 1 'there is no programme: no school of the inbox is on the list'
	# shellcheck disable=SC2054 # the commas part columns
	list=(--decimal , --schools "$PARTS/schools.tsv" --where "year=$year"
		--columns year,municipality,school_id,name,status,since,years,reason "$WORK/membership.tsv")
	shown list csv "${list[@]}" >"$WORK/list.csv"
	PAGE=(--where "class=$class" --note "$note" "${@:3}")
}

# report.html: the page of the whole result folder. It tells what the results rest on, and the manifest has its
# checksum: so the manifest that it reads has no results yet.
write_page() {
	local options=() file
	{
		printf 'kind\tname\tsha256\tbytes\tlines\n'
		cut -f 1-5 "$PARTS/manifest-now" | sort
	} >"$WORK/manifest.tsv"
	[ ! -f "$TABLES/rule.tsv" ] || options+=(--rule "$TABLES/rule.tsv")
	# Tables of figures; not those whose lines say themselves what is our decision.
	for file in {"$COMMON","$TABLES"}/{scales,thresholds,directions,pauses}*.tsv; do
		[ ! -f "$file" ] || ! head -n 5 "$file" | awk '/\tverified/ { found = 1 } END { exit !found }' || options+=(--checked "$file")
	done
	shown page html "${options[@]}" "${PAGE[@]}" "$WORK" >"$PARTS/report.html"
	mv "$PARTS/report.html" "$WORK/report.html"
	rm "$WORK/manifest.tsv"
}

# labels_of_run: LABELS, the options for what people read in place of the streams' words. A region's own labels-NAME.tsv
# stands for the common one; its labels.tsv adds to it.
labels_of_run() {
	local file own
	LABELS=()
	for file in "$COMMON"/labels*.tsv; do
		own=$TABLES/${file##*/}
		case $file in */labels.tsv) ;; *) [ ! -f "$own" ] || file=$own ;; esac
		LABELS+=(--labels "$file")
	done
	[ ! -f "$TABLES/labels.tsv" ] || LABELS+=(--labels "$TABLES/labels.tsv")
}

# shown NAME FORMAT OPTIONS…: a stream for people, with the labels, those of the region too.
shown() {
	labels_of_run
	step report "$1-$2" --format "$2" "${LABELS[@]}" "${@:3}"
}

# without_closed MEMBERSHIP: the membership without schools that leave it because they are closed.
without_closed() {
	awk -F '\t' 'NR == 1 || !($4 == "left" && $7 ~ /; closed in /)' "$1"
}

# changes_in FILE NAME VALUE…: what the last run's FILE says otherwise in the columns VALUE, by year, school and the
# column NAME (- for none, several parted by commas); of a second VALUE the name is NAME:VALUE. A municipality that is called
# otherwise now is no change. Nothing is told of a file that only one of the two runs has made.
changes_in() {
	local old=$OUT/$1 new=$WORK/$1
	[ -f "$new" ] && [ -f "$old" ] || return 0
	! cmp -s -- "$old" "$new" || return 0
	awk -F '\t' -v OFS='\t' -v file="${1%.tsv}" -v name="$2" -v values="${*:3}" '
		function cell(column) { return column in place ? $place[column] : "" }
		function names(   columns, count, i, all) {
			count = split(name, columns, ",")
			for (i = 1; i <= count; i++) if (cell(columns[i]) != "") all = all (all == "" ? "" : "/") cell(columns[i])
			return all
		}
		BEGIN { count = split(values, value, " ") }
		FNR == 1 { files++; delete place; for (i = 1; i <= NF; i++) place[$i] = i; next }
		{
			# Of what has no school, the municipality and the level are part of the name.
			key = cell("year" in place ? "year" : "year_to") FS cell("school_id") FS names() FS (value[1] == "level" ? "" : cell("level"))
			if (cell("school_id") == "") key = key FS cell("municipality")
			place_of[key] = cell("municipality")
			for (i = 1; i <= count; i++)
				if (files == 1) was[key, i] = cell(value[i])
				else if (was[key, i] != cell(value[i])) tell(key, i, was[key, i], cell(value[i]))
			if (files == 1) open[key]; else delete open[key]
		}
		END { for (key in open) for (i = 1; i <= count; i++) if (was[key, i] != "") tell(key, i, was[key, i], "") }
		function tell(key, i, before, now,   part) {
			split(key, part, FS)
			print file, part[1], place_of[key], part[2], part[3] (i > 1 ? ":" value[i] : ""), before, now
		}' "$old" "$new"
}

# Why results may differ from those of the last run: what the two manifests say otherwise. Of two parts of the
# year's work, one may need files and tools that the other does not.
causes() {
	cat "$OUT/manifest.tsv" "$PARTS/manifest-now" | awk -F '\t' '
		{ kind = $1; sub(/ .*/, "", kind) }
		kind == "stage" || kind == "input" || kind == "table" || kind == "tool" { count[kind FS $2 FS $3]++; names[kind FS $2]++ }
		END {
			for (line in count) if (count[line] == 1 && line ~ /^stage/) differs["stage"] = 1
			for (line in count) if (count[line] == 1) {
				split(line, part, FS)
				if (part[1] == "input" && "stage" in differs && names[part[1] FS part[2]] < 2) continue
				# A tool that only one of the runs has needed is no other method.
				if (part[1] != "tool" || names[part[1] FS part[2]] == 2) differs[part[1]] = 1
			}
			if ("input" in differs) told = "data"
			if ("table" in differs) told = told (told == "" ? "" : ", ") "table"
			if ("tool" in differs) told = told (told == "" ? "" : ", ") "method"
			if ("stage" in differs) told = told (told == "" ? "" : ", ") "stage"
			print told
		}'
}

# changes.tsv: verdicts, memberships, indicators, the programme's too, and changes since the inclusion that differ from the last run. Without one there
# is nothing to differ from.
write_changes() {
	local cause file
	describe_run >"$PARTS/manifest-now"
	printf 'file\tyear\tmunicipality\tschool_id\tname\twas\tnow\tcause\n' >"$WORK/changes.tsv"
	[ -f "$OUT/manifest.tsv" ] || return 0
	cause=$(causes)
	{
		changes_in classes.tsv rule class
		changes_in classes-municipality.tsv rule class
		changes_in membership.tsv - status
		changes_in membership-adverse.tsv - status
		changes_in pairs.tsv - curator_id
		changes_in indicators.tsv indicator value
		for file in programme{,-adverse}.tsv; do
			changes_in "$file" indicator value k n target distance met
		done
		for file in dynamics-since{,-adverse}.tsv; do
			changes_in "$file" indicator,year_from delta trend
		done
		changes_in risks.tsv factor,parameter,group level
	} | sed "s/\$/\t$cause/" | sort >>"$WORK/changes.tsv"
}

# report.xlsx: a sheet for each list of the result, the region's own sheets first.
write_workbook() {
	local sheets=()
	[ ! -f "$TABLES/sheets.tsv" ] || sheets=(--sheets "$TABLES/sheets.tsv")
	shown workbook xlsx --decimal , "${sheets[@]}" --sheets "$COMMON/sheets.tsv" "$WORK" >"$PARTS/report.xlsx"
	mv "$PARTS/report.xlsx" "$WORK/report.xlsx"
}

finish() {
	local judgement
	join_findings "$WORK/rejects.tsv" 2 "$PARTS"/rejects-*
	join_quality
	tell_unused
	write_changes
	[ ${#PAGE[@]} -eq 0 ] || write_page
	write_workbook
	join_sorted "$WORK/stats.tsv" "$PARTS"/stats-*
	write_manifest
	judgement=$(judge_rejects) || run_fail 3 'cannot count the rejects'
	if [ -n "$judgement" ]; then
		tell_quality "$OUT.failed"
		tell_rejects "$OUT.failed"
		tell_corrections
		rm -rf "$PARTS"
		shnor-publish "$WORK" "$OUT.failed" || exit 3
		trap - EXIT
		run_fail 1 '%s; the results are in %s.failed, not in %s' "$judgement" "$OUT" "$OUT"
	fi
	tell_quality "$OUT"
	tell_rejects "$OUT"
	tell_corrections
	rm -rf "$PARTS"
	shnor-publish "$WORK" "$OUT" || exit 3
	trap - EXIT
	rm -rf "$OUT.failed"
}
