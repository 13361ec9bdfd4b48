# pipelines/common/inbox.bash: the files that a run is given. Sourced by run.bash, which tells of has, require and
# records; all of them look at INBOX, what the inbox held when the run began.
# shellcheck shell=bash

# INBOX: all that lies in the working folder, in byte order.
list_inbox() {
	{ [ -r . ] && [ -x . ]; } || run_fail 3 '%s: cannot list the inbox' "$IN"
	shopt -s dotglob nullglob
	INBOX=(*)
	shopt -u dotglob nullglob
}

# find_files PATTERN: FILES, the files of the inbox whose whole names the pattern matches, in whatever case.
find_files() {
	local name
	FILES=()
	shopt -s nocasematch
	for name in "${INBOX[@]}"; do
		if [[ $name =~ ^($1)$ ]] && [ -f "$name" ]; then FILES+=("$name"); fi
	done
	shopt -u nocasematch
}

# has KIND…: are there files of the kinds? FILES are those, in byte order.
has() {
	local IFS='|'
	find_files "($*)(-[^/]*)?\.((csv|tsv)(\.gz)?|xlsx|zip)"
	[ ${#FILES[@]} -gt 0 ]
}

require() {
	local kind
	for kind in "$@"; do
		has "$kind" || run_fail 3 '%s: there is no file %s.csv or %s-….csv (.tsv, .gz, .xlsx, .zip)' "$IN" "$kind" "$kind"
	done
}

# take_files NAME KIND…: sets FILES to the inbox's files of these kinds, which are used for NAME. Without a file import
# would wait for standard input; a kind that may be missing is asked for with `has KIND` first.
take_files() {
	local name=$1 file
	shift
	has "$@" || run_fail 3 '%s: there is no file of the kind %s' "$IN" "$*"
	# Line by line: others may write there at the same time.
	for file in "${FILES[@]}"; do printf '%s\n' "$file"; done >>"$PARTS/inputs"
	for file in "${FILES[@]}"; do printf '%s\t%s\n' "$name" "$file"; done >>"$PARTS/kinds"
}

records() {
	take_files "$1" "${@:3}"
	step import "$1" --map "$2" -- "${FILES[@]}"
}

# normalized NAME MAP KIND… -- OPTION…: as records NAME MAP KIND… | step normalize NAME OPTION…, in one process.
normalized() {
	local name=$1 map=$2 kinds=() told=()
	shift 2
	while [ "$1" != -- ]; do
		kinds+=("$1")
		shift
	done
	# Where a line is a person, only its whole line tells whether it stands twice.
	[ "$name" != teachers ] || told=(--repeats)
	take_files "$name" "${kinds[@]}"
	step normalize "$name" "${told[@]}" --map "$map" "${@:2}" -- "${FILES[@]}"
}

# used_files: what is said of the files that were used. The same data twice would count twice: the same file, also
# packed or with other line ends, or two files of one name.
used_files() {
	twins=$PARTS/twins awk -F '\t' '
		FILENAME == ARGV[1] { used[$0]; next }
		FNR == 1 || !($2 in used) { next }
		{
			stem = tolower($2)
			sub(/\.((csv|tsv)(\.gz)?|xlsx|zip)$/, "", stem)
			sum = $6 == "" ? $3 : $6
			print
		}
		sum in by_sum { print $2 " is the same file as " by_sum[sum] >ENVIRON["twins"] }
		stem in by_stem && !(sum in by_sum) { print $2 " stands beside " by_stem[stem] >ENVIRON["twins"] }
		{ by_sum[sum] = by_stem[stem] = $2 }
	' "$PARTS/inputs" "$PARTS/described-inputs"
	[ ! -e "$PARTS/twins" ] || run_fail 1 'it would count twice; remove one: %s' "$(<"$PARTS/twins")"
}

# A file that no step took is most often a misspelled name; folders are not looked into. Both are told,
# and are findings.
# A part of the year's work may leave files to the others; that is only to be noted.
find_unused() {
	local name names severity=warning expected='a name that a step takes, such as gia9-2024.csv'
	local -A used=()
	[ -z "$STAGE" ] || severity=note expected="a name that a step of the stage $STAGE takes"
	mapfile -t names <"$PARTS/inputs"
	for name in "${names[@]}"; do used[$name]=1; done
	find_files '.*\.(csv|tsv|gz|xlsx?|zip|txt)'
	{
		printf 'severity\tcheck\tfile\tline\tschool_id\tcolumn\tvalue\texpected\tfilter\n'
		for name in "${FILES[@]}"; do
			[ -n "${used[$name]-}" ] ||
				printf '%s\tfile not used\t%s\t\t\t\t\t%s\trun\n' "$severity" "$name" "$expected"
		done
		for name in "${INBOX[@]}"; do
			if [ -d "$name" ] && [ ! -L "$name" ]; then
				printf 'warning\tfolder not read\t%s\t\t\t\t\tfiles in the inbox itself\trun\n' "$name"
			fi
		done
	} >"$PARTS/quality-unused"
}

tell_unused() {
	local check name
	while IFS=$'\t' read -r _ check name _; do
		case $check in
		'file not used')
			if [ -n "$STAGE" ]; then
				tell '%s: not used; no step of the stage %s takes a file of this name' "$name" "$STAGE"
			else
				tell '%s: not used; no step takes a file of this name' "$name"
			fi
			;;
		'folder not read') tell '%s: a folder; its files are not read' "$name" ;;
		esac
	done <"$PARTS/quality-unused"
}
