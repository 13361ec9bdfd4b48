# help.awk: observations of the help that the schools of the programme have. Reads the list as records, its lines as
# observations (a line holds from year to year_to), the verdicts, and the membership; writes a line for each
# school in the programme, year up to the last verdict, and kind of help.
#
# A kind that no line of the list has ever named is not kept there, and a year without a line is not either: of these
# nothing is known. Of lines that meet in one year (a school has taken over another) all must say yes.
BEGIN {
	FS = OFS = "\t"
	split("support-network support-team support-targeted", MEASURES, " ")
	print "year", "municipality", "school_id", "measure", "n", "hits", "sum", "sumsq"
}
FNR == 1 {
	file++
	split("", place)
	for (i = 1; i <= NF; i++) place[$i] = i
	next
}
# A column that is not there holds nothing; place[name] alone would be the whole line.
function cell(name) { return name in place ? $place[name] : "" }
file == 1 {
	if (cell("curator") != "") curators = 1
	if (cell("agreement") != "") agreements = 1
	if (agreements && curators) kept["support-network"]
	if (cell("team_trained") != "") kept["support-team"]
	if (cell("targeted") != "") kept["support-targeted"]
	next
}
file == 2 {
	lines++
	from[lines] = cell("year"); to[lines] = cell("year_to"); school[lines] = cell("school_id")
	measure[lines] = cell("measure"); yes[lines] = cell("hits") == cell("n")
	next
}
file == 3 {
	if (cell("year") > last) last = cell("year")
	next
}
!expanded++ {
	for (i = 1; i <= lines; i++)
		for (year = from[i]; year <= last && (to[i] == "open" || year <= to[i]); year++) {
			listed[year]
			if (!yes[i]) no[year, school[i], measure[i]]
			has[year, school[i], measure[i]]
		}
}
cell("status") ~ /^(entered|stays|candidate|returned)$/ && (cell("year") in listed) {
	for (i = 1; i in MEASURES; i++) {
		if (!(MEASURES[i] in kept)) continue
		key = cell("year") SUBSEP cell("school_id") SUBSEP MEASURES[i]
		print cell("year"), cell("municipality"), cell("school_id"), MEASURES[i], 1, (key in has) && !(key in no), "", ""
	}
}
