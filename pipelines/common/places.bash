# pipelines/common/places.bash: what a run is asked for, and the folders it reads and writes. Sourced by run.bash:
#
#   read_arguments WORD…  # MAX_REJECTS, WAIT, STAGE, REPLACE, PUBLIC, and the folders as they were given
#   settle_places         # IN, OUT, WORK and LOCK as whole paths, FROM where the run began; the inbox becomes the working folder
#   check_place FOLDER WHAT  # may it be replaced by that: a result, or a twin for publication?
#   check_stage_place     # may the results of this stage replace those of OUT?
#   stage NAME            # is this part of the year's work asked for?
#   make_folder FOLDER PLACE  # which PLACE needs
#   lock NUMBER FILE PLACE    # no other run writes PLACE while this one has FILE open under the NUMBER
#
# shellcheck shell=bash
# shellcheck disable=SC2034 # run.bash and its other parts use what is set here

usage() {
	# shellcheck source=/dev/null # it lies beside this one
	. "$COMMON/usage.bash"
	say 'Usage: run [--max-rejects N|N%] [--wait] [--public PUBLIC] [--stage STAGE [--replace]] IN OUT'
	say_option IN 'the inbox: a folder with the files of the region'
	say_option OUT 'the result folder; it always holds one whole run'
	say_run_options
}

# Only what a run has written, or an empty folder, may be replaced, and by its like: a result would tell the public all,
# and a twin would take the place of the only result there is.
check_place() {
	local place=$1 kind name stray='' entries found=twin
	local -A ours=([manifest.tsv]=1)
	[ ! -e "$place" ] && [ ! -L "$place" ] && return
	if [ -L "$place" ] || [ ! -d "$place" ]; then
		run_fail 2 '%s is there and is no folder' "$place"
	fi
	shopt -s dotglob nullglob globstar
	entries=("$place"/**)
	shopt -u dotglob nullglob globstar
	# The first is the folder itself.
	[ ${#entries[@]} -gt 1 ] || return 0
	[ -f "$place/manifest.tsv" ] ||
		run_fail 2 '%s is no result folder (it has no manifest.tsv); it is not replaced' "$place"
	while IFS=$'\t' read -r kind name _; do
		case $kind in
		output) ours[$name]=1 ;;
		# What a result was made of; a twin does not tell that.
		input | table | tool\ *) found=result ;;
		esac
	done <"$place/manifest.tsv"
	for name in "${entries[@]:1}"; do
		name=${name#"$place/"}
		[ -n "${ours[$name]-}" ] || stray+=${stray:+, }$name
	done
	[ -z "$stray" ] || run_fail 2 '%s holds what no run wrote; move it away: %s' "$place" "$stray"
	[ "$found" != twin ] || [ "$2" = twin ] ||
		run_fail 2 '%s holds what is published; the result would put all of it there; give it another folder' "$place"
	[ "$found" != result ] || [ "$2" = result ] ||
		run_fail 2 '%s holds a result; what is published would replace it; give it another folder' "$place"
}

# read_arguments WORD…: sets MAX_REJECTS, WAIT, STAGE, REPLACE, PUBLIC, and the folders as they were given.
read_arguments() {
	local operands=()
	MAX_REJECTS=1% WAIT=-n STAGE='' REPLACE='' PUBLIC='' PAGE=()
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
		--public)
			[ -n "${2-}" ] || run_fail 2 '--public needs a value'
			PUBLIC=$2
			shift
			;;
		--public=*)
			PUBLIC=${1#*=}
			[ -n "$PUBLIC" ] || run_fail 2 '--public needs a value'
			;;
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

# whole_place FROM: OUT as a whole path without links, from the folder FROM. Where only its last part is new the shell
# finds it, without a process.
whole_place() {
	local name
	case $OUT in /*) ;; *) OUT=$1/$OUT ;; esac
	name=${OUT##*/}
	case $name in '' | . | ..) name='' ;; esac
	if [ -n "$name" ] && [ ! -L "$OUT" ] && cd -P -- "${OUT%/*}/" >/dev/null 2>&1; then
		OUT=${PWD%/}/$name
		cd -P -- "$IN" >/dev/null || run_fail 3 '%s: there is no such inbox' "$IN"
	else
		OUT=$(realpath -m -- "$OUT")
	fi
}

# What could not be made or opened is told with the system's reason, which stands last in what mkdir and bash say.
make_folder() {
	local said
	said=$(mkdir -p -- "$1" 2>&1) && return
	text said "${said##*: }" libc
	run_fail 3 'cannot make a folder for %s: %s' "$2" "$said"
}

lock() {
	local said
	if ! { eval "exec $1>>\"\$2\""; } 2>/dev/null; then
		said=$( (: >>"$2") 2>&1) || true
		text said "${said##*: }" libc
		run_fail 3 'cannot write to the folder of %s: %s' "$3" "$said"
	fi
	# shellcheck disable=SC2086 # without --wait there is an option more
	flock $WAIT "$1" || run_fail 3 'another run is writing %s; --wait waits for it' "$3"
}

# Settles IN and OUT as whole paths, and that neither lies in the other.
settle_places() {
	local given=$IN
	FROM=$PWD
	cd -P -- "$given" >/dev/null 2>&1 || run_fail 3 '%s: there is no such inbox' "$given"
	IN=$PWD
	whole_place "$FROM"
	[ "$OUT" != / ] || run_fail 2 'OUT must not be the root of the file system'
	case $OUT/ in "$IN"/*) run_fail 2 'OUT must not lie in the inbox' ;; esac
	case $IN/ in "$OUT"/* | "$OUT.failed"/*)
		run_fail 2 'the inbox must not lie in OUT, which is replaced' ;;
	esac
	[ -d "${OUT%/*}/" ] || make_folder "${OUT%/*}" "$OUT"
	# Hidden, and of a name that nobody else uses: the folder being made, and the lock.
	WORK=${OUT%/*}/.${OUT##*/}.shnor-run
	LOCK=${OUT%/*}/.${OUT##*/}.shnor-lock
}
