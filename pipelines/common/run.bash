# pipelines/common/run.bash: what the runs of all regions share. Sourced by pipelines/NAME/run:
#
#   . "${BASH_SOURCE%/*}/../common/run.bash"
#   begin "$@"                          # reads [--max-rejects N|N%] [--wait] IN OUT
#   require schools gia9                # stops where the inbox has no such files
#   step FILTER NAME OPTIONS…           # shnor-FILTER, its rejects and counts kept under NAME
#   records NAME MAP KIND…              # the records of the inbox's files of these kinds
#   without_origin                      # the registry as it stands among the results
#   write_lists CLASS                   # list.csv and report.html of the last year's verdicts
#   finish                              # joins rejects and counts, writes the manifest, publishes
#
# Between begin and finish the working folder is the inbox; $WORK is the fresh result folder,
# $TABLES the region's folder, $COMMON the shared one. Nothing is written to the inbox.
# shellcheck shell=bash
set -euo pipefail
export LC_ALL=C

COMMON=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
TABLES=$(cd "$(dirname "$0")" && pwd)
for bin in "${SHNOR_BIN-}" "$COMMON/../../build/bin" "$COMMON/../../../../bin"; do
	[ -x "$bin/shnor-import" ] && PATH=$bin:$PATH && break
done

run_fail() {
	echo "$(basename "$TABLES")/run: $2" >&2
	exit "$1"
}

usage() {
	cat <<END
Usage: run [--max-rejects N|N%] [--wait] IN OUT
  IN            the inbox: a folder with the files of the region
  OUT           the result folder; it always holds one whole run
  --max-rejects how many rejected records a run may have [1%]; with more the results go to
                OUT.failed, OUT stays as it was, and the exit status is 1
  --wait        wait for another run on OUT to end, instead of refusing to start
END
}

# Only a result folder of ours, or an empty one, may be replaced.
check_place() {
	[ ! -e "$1" ] && [ ! -L "$1" ] && return
	if [ -L "$1" ] || [ ! -d "$1" ]; then
		run_fail 2 "$1 is there and is no folder"
	fi
	[ -z "$(ls -A "$1")" ] || [ -f "$1/manifest.tsv" ] ||
		run_fail 2 "$1 is no result folder (it has no manifest.tsv); it is not replaced"
}

begin() {
	local wait=-n
	MAX_REJECTS=1%
	while [ $# -gt 0 ]; do
		case $1 in
		--max-rejects) MAX_REJECTS=${2-}; shift ;;
		--max-rejects=*) MAX_REJECTS=${1#*=} ;;
		--wait) wait= ;;
		-h | --help) usage; exit 0 ;;
		--) shift; break ;;
		-?*) run_fail 2 "unknown option $1; run --help lists them" ;;
		*) break ;;
		esac
		shift || run_fail 2 "--max-rejects needs a value"
	done
	[ $# = 2 ] || run_fail 2 "expected two folders: IN OUT"
	[[ $MAX_REJECTS =~ ^[0-9]+(\.[0-9]+)?%?$ ]] ||
		run_fail 2 "--max-rejects: found \"$MAX_REJECTS\", expected a number or a percentage"
	IN=$(cd "$1" 2>/dev/null && pwd) || run_fail 3 "$1: there is no such inbox"
	mkdir -p "$(dirname "$2")"
	OUT=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
	case $OUT/ in "$IN"/*) run_fail 2 "OUT must not lie in the inbox" ;; esac
	case $IN/ in "$OUT"/*) run_fail 2 "the inbox must not lie in OUT, which is replaced" ;; esac
	check_place "$OUT"
	check_place "$OUT.failed"
	command -v shnor-import >/dev/null || run_fail 3 "shnor-import is not there; build it with make"
	# The lock ends with the last process of the run, however it ends.
	exec 9>"$OUT.lock"
	flock $wait 9 || run_fail 3 "another run is writing $OUT; --wait waits for it"
	WORK=$OUT.new
	PARTS=$WORK/.parts
	rm -rf "$WORK"
	mkdir -p "$PARTS"
	trap 'end_run $?' EXIT
	cd "$IN"
	# Checksums take as long as the work itself: they are made beside it.
	describe_inputs >"$PARTS/described" 9>&- &
	DESCRIBER=$!
}

# A failed run leaves nothing behind; its status is the gravest of its filters'.
end_run() {
	local status=$1 line
	trap - EXIT
	kill "$DESCRIBER" 2>/dev/null || true
	if [ "$status" != 0 ] && [ -s "$PARTS/status" ]; then
		[ "$status" -lt 128 ] || status=0
		while read -r line; do
			[ "$line" -le "$status" ] || status=$line
		done <"$PARTS/status"
	fi
	[ "$status" -lt 128 ] || status=3
	rm -rf "$WORK"
	exit "$status"
}

# The files of the kinds in the inbox, in byte order.
inbox() {
	local kind
	for kind in "$@"; do
		find . -maxdepth 1 -type f -regextype posix-extended \
			-regex "\./$kind(-[^/]*)?\.(csv|tsv)(\.gz)?"
	done | sed 's,^\./,,' | sort | tee -a "$PARTS/inputs"
}

require() {
	local kind
	for kind in "$@"; do
		[ -n "$(inbox "$kind")" ] ||
			run_fail 3 "$IN: there is no file $kind.csv or $kind-….csv (.tsv, .gz)"
	done
}

step() {
	local filter=$1 name=$2 status=0
	shift 2
	"shnor-$filter" --step "$name" --rejects "$PARTS/rejects-$filter-$name" \
		--stats "$PARTS/stats-$filter-$name" --max-rejects 100% "$@" || status=$?
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
	local name=$1 map=$2 files
	shift 2
	mapfile -t files < <(inbox "$@")
	[ ${#files[@]} -gt 0 ] || run_fail 3 "$IN: there is no file of the kind $*"
	step import "$name" --map "$map" "${files[@]}"
}

# Joins files with one header into one, its lines sorted.
join_sorted() {
	local into=$1
	shift
	head -n 1 "$1" >"$into"
	tail -q -n +2 "$@" | sort >>"$into"
}

# The same digest from whichever program is there; openssl's is several times faster.
checksums() {
	if command -v openssl >/dev/null; then
		openssl dgst -sha256 -r -- "$@"
	else
		sha256sum -b -- "$@"
	fi | cut -c 1-64
}

count_lines() {
	local file
	for file in "$@"; do
		case $file in
		*.gz) gzip -dc -- "$file" | wc -l ;;
		*) wc -l <"$file" ;;
		esac
	done
}

# describe KIND PREFIX FILE…: a line each with kind, name, sha256, bytes and lines. The name is no
# path of this machine: PREFIX and the file's own name.
describe() {
	local kind=$1 prefix=$2
	shift 2
	[ $# -gt 0 ] || return 0
	paste <(printf "$kind\t$prefix%s\n" "${@##*/}") <(checksums "$@") \
		<(stat -L -c %s -- "$@") <(count_lines "$@")
}

describe_inputs() {
	local files
	mapfile -t files < <(find . -maxdepth 1 -type f | sort)
	describe input '' "${files[@]}"
}

write_manifest() {
	local file tools version
	wait "$DESCRIBER" || run_fail 3 "cannot make the checksums of the inbox"
	version=$(shnor-import --version)
	mapfile -t tools < <(for file in "$PARTS"/stats-*; do
		file=${file#"$PARTS/stats-"}
		command -v "shnor-${file%%-*}"
	done | sort -u)
	{
		awk -F '\t' 'NR == FNR { used[$0]; next } $2 in used' "$PARTS/inputs" "$PARTS/described"
		describe output '' "$WORK"/*
		describe table common/ "$COMMON"/*
		describe table "$(basename "$TABLES")/" "$TABLES"/*
		describe "tool ${version##* }" '' "${tools[@]}"
	} | sort >"$PARTS/manifest"
	{
		printf 'kind\tname\tsha256\tbytes\tlines\n'
		cat "$PARTS/manifest"
	} >"$WORK/manifest.tsv"
	# Whatever went wrong in a process substitution shows as a cell that is missing.
	awk -F '\t' 'NF != 5 || $3 == "" || $4 == "" || $5 == "" { exit 1 }' "$WORK/manifest.tsv" ||
		run_fail 3 "cannot describe all files for the manifest"
}

# A file that no step took is most often a misspelled name.
tell_unused() {
	local file
	find . -maxdepth 1 -type f -regextype posix-extended -iregex '.*\.(csv|tsv|gz|xlsx?|zip|txt)' |
		sed 's,^\./,,' | sort | while read -r file; do
		grep -qxF "$file" "$PARTS/inputs" ||
			echo "$(basename "$TABLES")/run: $file: not used; no step takes a file of this name" >&2
	done
}

tell_rejects() {
	local count
	count=$(awk -F '\t' '$2 == "rejected" { sum += $4 } END { print sum + 0 }' "$WORK/stats.tsv")
	[ "$count" = 0 ] || echo "$(basename "$TABLES")/run: $count records rejected, see $1/rejects.tsv" >&2
}

# Are the rejected records of all steps more than allowed, of all records of the inbox?
too_many_rejects() {
	awk -F '\t' -v limit="$MAX_REJECTS" '
		$2 == "rejected" { rejected += $4 }
		$2 == "read" && $1 ~ /^import/ { read += $4 }
		END {
			if (limit ~ /%$/)
				exit !(rejected * 100 > substr(limit, 1, length(limit) - 1) * read)
			exit !(rejected > limit + 0)
		}' "$WORK/stats.tsv"
}

# The list of the last year for people: list.csv for Excel, report.html for the browser.
# The registry is expected in $PARTS/schools.tsv.
write_lists() {
	local class=$1 year
	year=$(tail -n 1 "$WORK/classes.tsv" | cut -f 1)
	for format in csv html; do
		case $format in csv) file=list.csv ;; html) file=report.html ;; esac
		step report "$format" --format "$format" --labels "$COMMON/labels.tsv" --decimal , \
			--schools "$PARTS/schools.tsv" --where "class=$class" --where "year=$year" \
			--columns municipality,school_id,name,class,reason \
			--title "Школы с низкими результатами: перечень на $((year + 1)) год по результатам $year года" \
			"$WORK/classes.tsv" >"$WORK/$file"
	done
}

finish() {
	join_sorted "$WORK/rejects.tsv" "$PARTS"/rejects-*
	join_sorted "$WORK/stats.tsv" "$PARTS"/stats-*
	tell_unused
	write_manifest
	rm -rf "$PARTS"
	if too_many_rejects; then
		tell_rejects "$OUT.failed"
		shnor-publish "$WORK" "$OUT.failed"
		run_fail 1 "more records rejected than $MAX_REJECTS; $OUT is as it was"
	fi
	tell_rejects "$OUT"
	shnor-publish "$WORK" "$OUT"
	trap - EXIT
}
