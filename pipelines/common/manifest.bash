# pipelines/common/manifest.bash: what a run rests on and what it has made, with checksums. Sourced by run.bash:
#
#   describe_sources  # begins to describe the inbox and the tables, beside the work
#   stop_describing   # ends that
#   describe_tools    # begins to describe the tools
#   describe_run      # $WORK/manifest.tsv: the files of the inbox that were used, the tables and the tools, unless it is there
#   write_manifest    # the same with the results
#   add_to_manifest FOLDER FILE…  # the manifest of a folder tells of these files too
#
# shellcheck shell=bash

# describe KIND NAME [--folder] -- FILE…: $PARTS/described-NAME: a line each with kind, name, sha256, bytes, lines, and the
# digest of the text in it where another has as many lines.
describe() {
	exec shnor-describe --quiet --kind "$1" "${@:3}" >"$PARTS/described-$2" 9>&-
}

# Checksums take as long as the work itself: they are made beside it.
describe_sources() {
	local file tables=()
	# shellcheck disable=SC2153 # run.bash sets TABLES
	for file in "$COMMON"/* "$TABLES"/*; do
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
	[ ${#DESCRIBERS[@]} -gt 0 ] || return 0
	kill "${DESCRIBERS[@]}" 2>/dev/null || true
	wait "${DESCRIBERS[@]}" 2>/dev/null || true
}

# join_manifest INTO FILE…: lines of shnor-describe as those of a manifest. Whatever went wrong shows as a cell that is
# missing. INTO may be one of the files.
join_manifest() {
	sort "${@:2}" | into=$1 awk -F '\t' -v OFS='\t' '
		$1 == "kind" && $2 == "name" { next }
		NF < 5 || $3 == "" || $4 == "" || $5 == "" { bad = 1 }
		{ lines = lines $1 OFS $2 OFS $3 OFS $4 OFS $5 "\n" }
		END {
			if (bad) exit 1
			print "kind", "name", "sha256", "bytes", "lines" >ENVIRON["into"]
			printf "%s", lines >ENVIRON["into"]
		}'
}

# Begins to describe the tools that have been used, and the one that makes the reports.
describe_tools() {
	local file tool
	local -A tools=()
	for file in "$PARTS"/stats-* "$PARTS/stats-report"; do
		file=${file#"$PARTS/stats-"}
		tool=shnor-${file%%-*}
		hash "$tool"
		tools[${BASH_CMDS[$tool]}]=1
	done
	describe_versioned "${!tools[@]}" &
	DESCRIBERS+=($!)
}

describe_versioned() {
	local version
	version=$(shnor-describe --version)
	describe "tool ${version##* }" tools -- "$@"
}

describe_run() {
	local describer
	[ ! -e "$WORK/manifest.tsv" ] || return 0
	for describer in "${DESCRIBERS[@]}"; do
		wait "$describer" || run_fail 3 'cannot make the checksums of the inbox, the tables and the tools'
	done
	DESCRIBERS=()
	used_files >"$PARTS/described-used"
	[ -z "$STAGE" ] || printf 'stage\t%s\t-\t0\t0\n' "$STAGE" >>"$PARTS/described-used"
	join_manifest "$WORK/manifest.tsv" "$PARTS"/described-{used,tables,tools} ||
		run_fail 3 'cannot describe all files for the manifest'
}

write_manifest() {
	local file results=()
	for file in "$WORK"/*; do
		[ "$file" = "$WORK/manifest.tsv" ] || results+=("$file")
	done
	add_to_manifest "$WORK" "${results[@]}"
}

# add_to_manifest FOLDER FILE…: its manifest.tsv tells of these results too.
add_to_manifest() {
	if ! (describe output results -- "${@:2}") ||
		! join_manifest "$1/manifest.tsv" "$PARTS/described-results" "$1/manifest.tsv"; then
		run_fail 3 'cannot describe all files for the manifest'
	fi
}
