# pipelines/common/pairs.bash: curator schools and network pairs. Sourced behind run.bash by pipelines/NAME/run:
#
#   write_pairs KEEP MEMBERS…  # pairs.tsv, a curator for each supported school, and curators.tsv, who may be one
#
# KEEP is a list of supported schools with the curators they have; there need not be one. Who may be a curator is
# curators.tsv of the region, and what a pair costs its pairing.tsv, or else the common one.
# shellcheck shell=bash
# shellcheck disable=SC2154 # run.bash sets the folders

write_pairs() {
	local keep=$1 table=$COMMON/pairing.tsv given=()
	[ ! -f "$TABLES/pairing.tsv" ] || table=$TABLES/pairing.tsv
	# In a stage of its own nobody may have read it yet.
	[ -f "$keep" ] || ! has support || records support "$COMMON/support.map" support >"$keep"
	[ ! -f "$keep" ] || given+=(--keep "$keep")
	if has curators; then
		records curators "$COMMON/curators.map" curators >"$PARTS/curators.tsv"
		given+=(--curators "$PARTS/curators.tsv" --words "$COMMON/words-curators.tsv")
	fi
	if has distances; then
		records distances "$COMMON/distances.map" distances >"$PARTS/distances.tsv"
		given+=(--distances "$PARTS/distances.tsv")
	fi
	# Results that are in doubt make nobody a curator, whatever the rule makes of them.
	if has bias; then
		[ -f "$PARTS/bias.tsv" ] || records bias "$COMMON/bias.map" bias >"$PARTS/bias.tsv"
		given+=(--markers "$PARTS/bias.tsv")
	fi
	step pair network --table "$table" --options "$TABLES/curators.tsv" --schools "$PARTS/schools.tsv" --coordinates \
		--classes "$WORK/classes.tsv" --indicators "$WORK/indicators.tsv" --candidates "${RESULTS:-$WORK}/curators.tsv" \
		"${given[@]}" "${@:2}" >"${RESULTS:-$WORK}/pairs.tsv"
	awk -F '\t' -v run="$RUN" 'NR > 1 { all++; none += $4 == "unpaired" }
		END { if (none) print run ": " none " of " all " supported schools have no curator, see pairs.tsv" }' "${RESULTS:-$WORK}/pairs.tsv" >&2
}
