# passed.awk: observations by school, year, grade and pupil to observations by school and year. A pupil has passed the final exam
# (final-passed) when a result in Russian and one in mathematics are not low, at the first attempt or at a retake.
BEGIN { FS = OFS = "\t" }
NR == 1 {
	for (i = 1; i <= NF; i++) place[$i] = i
	if (!("pupil" in place) || !("leaving" in place)) {
		print "passed.awk: expected the columns pupil and leaving" > "/dev/stderr"
		exit status = 2
	}
	print "year", "municipality", "school_id", "measure", "n", "hits", "sum", "sumsq"
	next
}
{
	school = $place["year"] OFS $place["municipality"] OFS $place["school_id"]
	measure = $place["measure"]
}
measure == "final-rus" || measure == "final-mat" {
	passed[school SUBSEP $place["leaving"] SUBSEP $place["pupil"]] += $place["hits"] + 0 < $place["n"] + 0
	next
}
{ print school, measure, $place["n"], $place["hits"], $place["sum"], $place["sumsq"] }
END {
	if (status) exit status
	for (key in passed) {
		split(key, part, SUBSEP)
		print part[1], "final-passed", 1, passed[key] == 2, "", ""
	}
}
