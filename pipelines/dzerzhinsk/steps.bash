# pipelines/dzerzhinsk/steps.bash: the steps of run that need some awk, or stand in it twice.
# shellcheck shell=bash
# shellcheck disable=SC2154 # run.bash sets the folders

# exams KIND: the exams of one file of РИС ГИА; ГВЭ counts, by its mark.
exams() {
	normalized "$1" "$COMMON/gia.map" "$1" -- --combine --schools "$PARTS/schools.tsv" --words "$COMMON/words-gve.tsv" \
		--words "$COMMON/words.tsv" --words "$COMMON/words-gia.tsv" --scales "$COMMON/scales.tsv" \
		--thresholds "$COMMON/thresholds.tsv" --thresholds "$COMMON/thresholds-gve.tsv" \
		--measures "$TABLES/measures-$1.tsv" >"$PARTS/seen-$1.tsv"
}

# recount NAME TABLE: what the run has found, counted again by measures-TABLE.tsv.
recount() {
	step normalize "$1" --words "$TABLES/words-programme.tsv" --measures "$TABLES/measures-$2.tsv"
}

# The external list: who is on it, why, from when to when, and whether there is a co-operation (hits).
the_list() {
	records support "$COMMON/support.map" support | checked_curators | tee "$PARTS/support.tsv" | sed '1s/\tyear_from\t/\tyear\t/' |
		step normalize support --schools "$PARTS/schools.tsv" --words "$COMMON/words-support.tsv" \
		--measures "$TABLES/measures-support.tsv" --carry category --carry year_to --carry curator --carry origin |
		sed '1s/^year\t/year_from\t/'
}

# of_category CATEGORY: its lines of the list.
of_category() {
	awk -F '\t' -v is="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "category") at = i; print; next }
		$at == is || $at == "both"' "$PARTS/list.tsv"
}

# by_year LIST MEMBERSHIP: the lines of the list in each of their years, up to the last of the membership. A
# school that has taken over another may have two: its co-operation is that of either.
by_year() {
	awk -F '\t' -v OFS='\t' '
		FNR == 1 { split("", place); for (i = 1; i <= NF; i++) place[$i] = i }
		NR == FNR { if (FNR > 1 && $place["year"] > last) last = $place["year"]; next }
		FNR == 1 { sub(/^year_from/, "year"); print; next }
		{
			from = $1; to = $place["year_to"]
			for (year = from; year <= last && (to == "" || year <= to); year++) {
				key = year FS $place["school_id"]; $1 = year
				if (!(key in line) || $place["hits"] > hits[key]) { hits[key] = $place["hits"]; line[key] = $0 }
			}
		}
		END { for (key in line) print line[key] }' "$2" "$1"
}

# How many years a school is followed after its inclusion, and stays at least.
term() {
	awk -F '\t' '$1 == "least-years" { print $2 }' "$TABLES/membership-low.tsv"
}

# Does any line of the list say whether there is an agreement? Else nothing is known of co-operation, which is not none.
agreements_told() {
	awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "agreement") at = i; next }
		at && $at != "" { told = 1; exit } END { exit !told }' "$PARTS/support.tsv"
}

# follow CATEGORY ENDING: the way of its schools into the programme and out, their changes in the years
# after the inclusion (term), and the indicators; to membershipENDING.tsv, dynamics-sinceENDING.tsv and programmeENDING.tsv.
follow() {
	local list=$PARTS/list-$1 members=$WORK/membership$2.tsv since=$WORK/dynamics-since$2.tsv
	of_category "$1" >"$list"
	step membership "$1" --options "$TABLES/membership-$1.tsv" "${NEEDED[@]}" --support "$list" \
		--schools "$PARTS/schools.tsv" "$WORK/classes.tsv" >"$members"
	step dynamics "since-$1" --directions "$COMMON/directions.tsv" --pauses "$COMMON/pauses.tsv" \
		--since "$list" --years "$(term)" --schools "$PARTS/schools.tsv" "$WORK/indicators.tsv" >"$since"
	restate "$since" year_to indicator trend =1 | recount "since-$1" since >"$PARTS/since-$1"
	if agreements_told; then by_year "$list" "$members"; else head -n 1 "$PARTS/observations.tsv"; fi >"$PARTS/network-$1"
	step programme "indicators$2" --table "$TABLES/programme.tsv" --members "$members" \
		--pauses "$COMMON/pauses.tsv" "$WORK/observations.tsv" \
		"$PARTS"/{results,improved}.tsv "$PARTS"/{since,network}-"$1" >"$WORK/programme$2.tsv"
}

# list-adverse.csv: the list of the schools in adverse conditions, where there are any.
write_adverse() {
	[ "$(wc -l <"$WORK/membership-adverse.tsv")" -gt 1 ] || return 0
	# shellcheck disable=SC2054 # the commas part columns
	local list=(--decimal , --schools "$PARTS/schools.tsv" --where "year=$(last_of "$WORK/membership-adverse.tsv")"
		--columns year,municipality,school_id,name,status,since,years,reason "$WORK/membership-adverse.tsv")
	shown list-adverse csv "${list[@]}" >"$WORK/list-adverse.csv"
}

# The year that a stream of results ends with.
last_of() {
	tail -n 1 "$1" | cut -f 1
}
