# pipelines/common/public.bash: the twin of the result for publication, with --public. Sourced by run.bash:
#
#   settle_public   # PUBLIC as a whole path, apart from inbox and results, and locked
#   make_public     # the twin of $WORK, with page and workbook, beside its place
#   publish_public  # it takes its place
#   drop_public     # what is left of it where the run has failed
#
# shellcheck shell=bash

settle_public() {
	local place
	[ -n "$PUBLIC" ] || return 0
	[ -z "$STAGE" ] || run_fail 2 '--public: what is published is made of a whole run, not of a stage'
	case $PUBLIC in /*) ;; *) PUBLIC=$FROM/$PUBLIC ;; esac
	PUBLIC=$(realpath -m -- "$PUBLIC")
	for place in "$IN" "$OUT" "$OUT.failed"; do
		case $PUBLIC/ in "$place"/*) run_fail 2 '--public: %s must not lie in the inbox or in OUT' "$PUBLIC" ;; esac
		case $place/ in "$PUBLIC"/*) run_fail 2 '--public: %s is replaced, so neither inbox nor OUT may lie in it' "$PUBLIC" ;; esac
	done
	check_place "$PUBLIC" twin
	[ -d "${PUBLIC%/*}/" ] || make_folder "${PUBLIC%/*}" "$PUBLIC"
	lock 8 "${PUBLIC%/*}/.${PUBLIC##*/}.shnor-lock" "$PUBLIC"
	PUBLIC_WORK=${PUBLIC%/*}/.${PUBLIC##*/}.shnor-run
	remove "$PUBLIC_WORK"
}

# The region's own publicity.tsv comes before the common one.
make_public() {
	local options=() file
	[ -n "$PUBLIC" ] || return 0
	for file in "$TABLES/publicity.tsv" "$COMMON/publicity.tsv"; do
		[ ! -f "$file" ] || options+=(--publicity "$file")
	done
	[ ! -f "$TABLES/programme.tsv" ] || options+=(--programme "$TABLES/programme.tsv")
	[ ! -f "$TABLES/rule.tsv" ] || options+=(--rule "$TABLES/rule.tsv")
	for file in "$TABLES"/composites*.tsv; do
		[ ! -f "$file" ] || options+=(--composites "$file")
	done
	step suppress public "${options[@]}" "$WORK" "$PUBLIC_WORK" >"$PARTS/published"
	# A row that cannot be read would be missing there without a word.
	[ "$(wc -l <"$PARTS/rejects-suppress-public")" = 1 ] ||
		run_fail 3 '--public: not all of the results can be read: %s' "$(sed -n '2s/\t/ /gp' "$PARTS/rejects-suppress-public")"
	beside write_workbook "$PUBLIC_WORK"
	[ ${#PAGE[@]} = 0 ] || write_page "$PUBLIC_WORK"
	together
	add_to_manifest "$PUBLIC_WORK" "$PUBLIC_WORK"/report.*
}

publish_public() {
	[ -n "$PUBLIC" ] || return 0
	shnor-publish "$PUBLIC_WORK" "$PUBLIC" ||
		run_fail 3 '%s is new, but %s could not be replaced: it tells of the result before' "$OUT" "$PUBLIC"
}

drop_public() {
	[ -z "${PUBLIC_WORK-}" ] || rm -rf "$PUBLIC_WORK" || true
}
