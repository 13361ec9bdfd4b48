# pipelines/common/run.bash: what the runs of all regions share. Sourced by pipelines/NAME/run:
#
#   . "${BASH_SOURCE%/*}/../common/run.bash"
#   begin "$@"                          # reads [--max-rejects N|N%] [--wait] [--stage STAGE] [--replace] [--public FOLDER] IN OUT
#   require schools gia9                # stops where the inbox has no such files
#   has KIND…                           # are there files of the kinds in the inbox?
#   step FILTER NAME OPTIONS…           # shnor-FILTER, its rejects and counts kept under NAME
#   records NAME MAP KIND…              # the records of the inbox's files of these kinds
#   normalized NAME MAP KIND… -- OPTION…  # the observations of these records
#   observe KIND MAP WORDS MEASURES [FILTER [OPTION…]]  # $PARTS/seen-KIND.tsv: their observations, if any
#   beside COMMAND…                     # begins it beside what follows, which must not need its results
#   together                            # waits for all that was begun so
#   restate (FILE YEAR WHAT PART TOTAL)…  # what the run has found, as records of counts
#   if stage NAME; then …; fi           # a part of the year's work, with --stage alone
#   lists_of STAGE…                     # LISTS: the results, if these stages are asked for; else a folder of the run's own
#   inspect FILE OPTIONS…               # what is wrong, doubtful or missing in the observations, for quality.tsv
#   add_up FILE…                        # observations.tsv: these, corrected by the inbox's overrides
#   without_origin [FILE]               # the registry as it stands among the results
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

# Where a path is given whole, no process is needed to find it.
TABLES=${0%/*}
[[ $TABLES == /* && $TABLES/ != *[./]/* ]] || TABLES=$(cd "$(dirname "$0")" && pwd)
COMMON=${TABLES%/*}/common
[ "${BASH_SOURCE[0]}" = "$TABLES/../common/run.bash" ] || COMMON=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
RUN=${TABLES##*/}/run
for bin in "${SHNOR_BIN-}" "$COMMON/../../build/bin" "$COMMON/../../../../bin"; do
	[ -x "$bin/shnor-import" ] && PATH=$bin:$PATH && break
done
for noun in places inbox observations findings manifest lists changes public; do
	# shellcheck source=/dev/null # they lie beside this one
	. "$COMMON/$noun.bash"
done

# tell FORMAT [VALUE…]: a line on standard error, in the user's language.
tell() {
	local format
	text format "$1"
	# shellcheck disable=SC2059 # a message is a format
	printf "$RUN: $format\n" "${@:2}" >&2
}

# run_fail STATUS FORMAT [VALUE…]: ends the run with a message, also from a part of a pipeline.
run_fail() {
	tell "${@:2}"
	if [ -n "${PARTS-}" ] && [ -d "$PARTS" ]; then
		echo "$1" >>"$PARTS/status"
	fi
	exit "$1"
}

begin() {
	read_arguments "$@"
	command -v shnor-import >/dev/null || run_fail 3 'shnor-import is not there; build it with make'
	settle_places
	check_place "$OUT" result
	check_place "$OUT.failed" result
	check_stage_place
	settle_public
	# The lock ends with the last process of the run, however it ends.
	lock 9 "$LOCK" "$OUT"
	PARTS=$WORK/.parts
	# For shnor-membership: no school leaves because a file is missing.
	# shellcheck disable=SC2034 # the runs use it
	NEEDED=(--results "$WORK/observations.tsv" --options "$COMMON/needed.tsv" --pauses "$COMMON/pauses.tsv")
	# shellcheck disable=SC2034 # manifest.bash uses the first
	DESCRIBERS=() BESIDE=() RESULT_DESCRIBER=''
	# shellcheck disable=SC2034 # manifest.bash uses them
	declare -gA RESULTS_DESCRIBED=() RESULTS_FOUND=()
	remove "$WORK"
	make_folder "$PARTS" "$OUT"
	trap 'end_run $?' EXIT
	list_inbox
	: >"$PARTS/inputs"
	describe_sources
}

# remove FOLDER: if it is there.
remove() {
	if [ -e "$1" ] || [ -L "$1" ]; then rm -rf "$1"; fi
}

# A failed run leaves only its lock behind. Its status is the gravest that a step or run_fail has
# told; anything else that failed (a full disk under sort or tee) could not read or write.
end_run() {
	local status=$1 told
	trap - EXIT
	stop_describing
	stop_beside
	if [ "$status" != 0 ]; then
		tell_cause
		told=$(sort -rn "$PARTS/status" 2>/dev/null | head -n 1) || told=
		status=${told:-3}
	fi
	rm -rf "$WORK" || true # it says itself what it could not remove
	drop_public
	exit "$status"
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

lists_of() {
	local one
	LISTS=$PARTS
	for one in "$@"; do
		# shellcheck disable=SC2034 # the runs use it
		if stage "$one"; then LISTS=$WORK; fi
	done
}

# What is begun in the background would not hear an interrupt.
beside() {
	{
		trap - INT QUIT
		"$@"
	} &
	BESIDE+=($!)
}

# All are waited for even where one has failed, lest it writes to a folder that is being removed.
together() {
	local one status=0
	for one in "${BESIDE[@]}"; do wait "$one" || status=$?; done
	BESIDE=()
	return $status
}

# Killed, they would leave the filters that they have begun, which go on writing; so they come to their end.
stop_beside() {
	together 2>/dev/null || true
}

# publish FOLDER SAID: the results take its place, after what is to be said of them.
publish() {
	[ -z "$2" ] || printf '%s\n' "$2" >&2
	rm -rf "$PARTS"
	shnor-publish "$WORK" "$1" || exit 3
}

# The workbook takes longest, so it is begun as soon as what it shows is there.
finish() {
	local judgement said place=$OUT
	together
	find_unused
	beside join_findings "$WORK/rejects.tsv" 2 "$PARTS"/rejects-*
	join_findings "$WORK/quality.tsv" 3 "$PARTS"/quality-*
	tell_unused
	together
	describe_results early
	# The page tells what of the inbox was left out; the counts of page and workbook, which are not there yet, come to
	# it below.
	[ ${#PAGE[@]} = 0 ] || join_stats "$WORK/stats.tsv" "$PARTS"/stats-*
	beside write_workbook
	describe_tools
	read_results early
	write_changes
	describe_run
	[ ${#PAGE[@]} = 0 ] || write_page
	judgement=$(judge_rejects) || run_fail 3 'cannot count the rejects'
	[ -z "$judgement" ] || place=$OUT.failed
	said=$(tell_findings "$place" 2>&1) || { printf '%s\n' "$said" >&2; exit 3; }
	together
	join_stats "$WORK/stats.tsv" "$PARTS"/stats-*
	write_manifest
	if [ -n "$judgement" ]; then
		judgement=$(sort <<<"$judgement")
		publish "$place" "$said"
		trap - EXIT
		run_fail 1 '%s; the results are in %s.failed, not in %s' "${judgement//$'\n'/;}" "$OUT" "$OUT"
	fi
	make_public
	publish "$place" "$said"
	publish_public
	trap - EXIT
	remove "$OUT.failed"
}
