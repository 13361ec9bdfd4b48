# pipelines/common/manifest.bash: what a run rests on and what it has made, with checksums. Sourced by run.bash:
#
#   describe_sources  # begins to describe the inbox and the tables, beside the work
#   stop_describing   # ends that
#   describe_run      # $WORK/manifest.tsv: the files of the inbox that were used, the tables and the tools
#   write_manifest    # the same with the results
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
	[ ${#DESCRIBERS[@]} = 0 ] || kill "${DESCRIBERS[@]}" 2>/dev/null || true
}

# join_manifest INTO FILE…: lines of shnor-describe as those of a manifest. Whatever went wrong shows as a cell that is
# missing.
join_manifest() {
	sort "${@:2}" | awk -F '\t' -v OFS='\t' '
		BEGIN { print "kind", "name", "sha256", "bytes", "lines" }
		$1 == "kind" && $2 == "name" { next }
		NF < 5 || $3 == "" || $4 == "" || $5 == "" { exit 1 }
		{ print $1, $2, $3, $4, $5 }' >"$1"
}

describe_run() {
	local file tool version describer
	local -A tools=()
	read -r version < <(shnor-describe --version)
	for file in "$PARTS"/stats-*; do
		file=${file#"$PARTS/stats-"}
		tool=shnor-${file%%-*}
		hash "$tool"
		tools[${BASH_CMDS[$tool]}]=1
	done
	describe "tool ${version##* }" tools -- "${!tools[@]}" &
	DESCRIBERS+=($!)
	for describer in "${DESCRIBERS[@]}"; do
		wait "$describer" || run_fail 3 "cannot make the checksums of the inbox, the tables and the tools"
	done
	DESCRIBERS=()
	check_twins
	awk -F '\t' 'FILENAME == ARGV[1] { used[$0]; next } $2 in used' "$PARTS/inputs" "$PARTS/described-inputs" >"$PARTS/described-used"
	[ -z "$STAGE" ] || printf 'stage\t%s\t-\t0\t0\n' "$STAGE" >>"$PARTS/described-used"
	join_manifest "$WORK/manifest.tsv" "$PARTS"/described-{used,tables,tools} ||
		run_fail 3 "cannot describe all files for the manifest"
}

write_manifest() {
	local results
	mv "$WORK/manifest.tsv" "$PARTS/manifest.tsv"
	results=("$WORK"/*)
	(describe output results -- "${results[@]}") &&
		join_manifest "$WORK/manifest.tsv" "$PARTS/described-results" "$PARTS/manifest.tsv" ||
		run_fail 3 "cannot describe all files for the manifest"
}
