# pipelines/common/manifest.bash: what a run rests on and what it has made, with checksums. Sourced by run.bash:
#
#   describe_sources  # begins to describe the inbox and the tables, beside the work
#   stop_describing   # ends that
#   describe_tools    # begins to describe the tools
#   describe_results  # begins to describe the results that are there
#   read_results      # waits for them
#   describe_run      # $WORK/manifest.tsv: the files of the inbox that were used, the tables and the tools, unless it is there
#   write_manifest    # the same with the results
#   add_to_manifest FOLDER FILE…  # the manifest of a folder tells of these files too
#
# shellcheck shell=bash

# describe KIND NAME [--folder] -- FILE…: $PARTS/described-NAME: a line each with kind, name, sha256, bytes, lines, and the
# digest of the text in it where another has as many lines.
describe() {
	exec shnor-describe --quiet --kind "$1" "${@:3}" >"$PARTS/described-$2" 8>&- 9>&-
}

# Checksums take as long as the work itself: they are made beside it.
describe_sources() {
	local file tables=()
	# shellcheck disable=SC2153 # run.bash sets TABLES
	local folders=("$COMMON" "$TABLES")
	# The order of the manifest, which has them by the names of their folders.
	[[ ${COMMON##*/}/ < ${TABLES##*/}/ ]] || folders=("$TABLES" "$COMMON")
	for file in "${folders[0]}"/* "${folders[1]}"/*; do
		[ ! -f "$file" ] || tables+=("$file")
	done
	find_files '.*\.((csv|tsv)(\.gz)?|xlsx|zip)'
	: >"$PARTS/described-inputs"
	[ ${#FILES[@]} = 0 ] || {
		describe input inputs -- "${FILES[@]}" &
		DESCRIBERS+=($!)
	}
	describe table tables --folder -- "${tables[@]}" &
	DESCRIBERS+=($!)
}

stop_describing() {
	local all=("${DESCRIBERS[@]}" ${RESULT_DESCRIBER:+"$RESULT_DESCRIBER"})
	[ ${#all[@]} -gt 0 ] || return 0
	kill "${all[@]}" 2>/dev/null || true
	wait "${all[@]}" 2>/dev/null || true
}

# read_described NAME: DESCRIBED, the lines of $PARTS/described-NAME as those of a manifest. Whatever went wrong shows as a
# cell that is missing.
read_described() {
	local line
	mapfile -t DESCRIBED <"$PARTS/described-$1"
	# The last cell is the digest of the text.
	DESCRIBED=("${DESCRIBED[@]%$'\t'*}")
	[[ ${DESCRIBED[0]-} != $'kind\tname\t'* ]] || DESCRIBED=("${DESCRIBED[@]:1}")
	for line in "${DESCRIBED[@]}"; do
		case $line in
		$'\t'* | *$'\t' | *$'\t\t'*) return 1 ;;
		*$'\t'*$'\t'*$'\t'*$'\t'*) ;;
		*) return 1 ;;
		esac
	done
}

# read_whole NAME: the same, or the run ends.
read_whole() {
	read_described "$1" || run_fail 3 'cannot describe all files for the manifest'
}

# Begins to describe the tools that have been used, and the one that makes the reports, by their names.
describe_tools() {
	local file name before='' tools=()
	for file in "$PARTS"/stats-* ''; do
		name=${file#"$PARTS/stats-"} name=${name%%-*}
		[ "$name" != "$before" ] || continue
		if [[ $before < report && (-z $name || $name > report) ]]; then tools+=(shnor-report); fi
		[ -z "$name" ] || tools+=("shnor-$name")
		before=$name
	done
	hash "${tools[@]}"
	for name in "${!tools[@]}"; do tools[name]=${BASH_CMDS[${tools[name]}]}; done
	describe 'tool {version}' tools -- "${tools[@]}" &
	DESCRIBERS+=($!)
}

# describe_results NAME: begins to describe the results that are there and are not described yet.
describe_results() {
	local file results=()
	for file in "$WORK"/*; do
		case $file in "$WORK/manifest.tsv" | "$WORK/.parts") continue ;; esac
		[ -n "${RESULTS_DESCRIBED[$file]-}" ] || results+=("$file")
		# shellcheck disable=SC2004 # by name
		RESULTS_DESCRIBED[$file]=1
	done
	describe output "$1" -- "${results[@]}" &
	RESULT_DESCRIBER=$!
}

describe_run() {
	local describer
	[ ! -e "$WORK/manifest.tsv" ] || return 0
	for describer in "${DESCRIBERS[@]}"; do
		wait "$describer" || run_fail 3 'cannot make the checksums of the inbox, the tables and the tools'
	done
	DESCRIBERS=()
	used_files >"$PARTS/described-used"
	read_whole used
	INPUTS=("${DESCRIBED[@]}")
	read_whole tables
	SOURCES=("${DESCRIBED[@]}")
	read_whole tools
	[ -z "$STAGE" ] || SOURCES=($'stage\t'"$STAGE"$'\t-\t0\t0' "${SOURCES[@]}")
	SOURCES+=("${DESCRIBED[@]}")
	put_manifest
}

# put_manifest [LINE…]: the manifest with these results.
put_manifest() {
	printf '%s\n' $'kind\tname\tsha256\tbytes\tlines' "${INPUTS[@]}" "$@" "${SOURCES[@]}" >"$WORK/manifest.tsv"
}

# read_results NAME: RESULTS_FOUND with the lines that describe_results NAME has begun.
read_results() {
	local line name
	wait "$RESULT_DESCRIBER" || run_fail 3 'cannot describe all files for the manifest'
	RESULT_DESCRIBER=''
	read_whole "$1"
	for line in "${DESCRIBED[@]}"; do
		name=${line#*$'\t'}
		RESULTS_FOUND[${name%%$'\t'*}]=$line
	done
}

write_manifest() {
	local file lines=()
	describe_results late
	read_results late
	for file in "$WORK"/*; do
		file=${file##*/}
		[ -z "${RESULTS_FOUND[$file]-}" ] || lines+=("${RESULTS_FOUND[$file]}")
	done
	put_manifest "${lines[@]}"
}

# add_to_manifest FOLDER FILE…: its manifest.tsv tells of these results too.
add_to_manifest() {
	local lines
	(describe output added -- "${@:2}") || run_fail 3 'cannot describe all files for the manifest'
	read_whole added
	lines=$({ tail -n +2 "$1/manifest.tsv"; printf '%s\n' "${DESCRIBED[@]}"; } | sort)
	printf '%s\n' $'kind\tname\tsha256\tbytes\tlines' "$lines" >"$1/manifest.tsv"
}
