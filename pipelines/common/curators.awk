# curators.awk: the records of the list of schools, without a curator that is the school itself, or its successor: that is
# none, and an agreement with oneself is none either. Reads the registry and the records; findings go to the file
# `findings`: such a curator, and a code that is no school of the registry (it counts: it may lie elsewhere). A
# curator that is not a number is a name, which nobody can check.
BEGIN {
	FS = OFS = "\t"
	print "severity", "check", "file", "line", "school_id", "column", "value", "expected", "filter" >findings
}
FNR == 1 {
	file++
	split("", place)
	for (i = 1; i <= NF; i++) place[$i] = i
}
file == 1 {
	if (FNR == 1) next
	count = split($place["school_id"] ("past_codes" in place ? "," $place["past_codes"] : ""), codes, /[ ,]+/)
	for (i = 1; i <= count; i++) if (codes[i] != "") school[codes[i]] = $place["school_id"]
	if ("successor" in place && $place["successor"] != "") heir[$place["school_id"]] = $place["successor"]
	next
}
function heir_of(code) {
	for (code = school[code]; code in heir; ) code = heir[code]
	return code
}
function tell(severity, check, expected,   origin, line) {
	origin = line = $place["origin"]
	sub(/:[0-9]+$/, "", origin)
	sub(/.*:/, "", line)
	print severity, check, origin, line, $place["school_id"], "curator", $place["curator"], expected, "run" >findings
}
FNR > 1 && ("curator" in place) && $place["curator"] ~ /^[0-9]+$/ {
	if (!($place["curator"] in school)) {
		tell("warning", "unknown curator", "a school of the registry, if it is one of the region")
	} else if (($place["school_id"] in school) && heir_of($place["curator"]) == heir_of($place["school_id"])) {
		tell("error", "school its own curator", "another school; it counts as none")
		$place["curator"] = $place["agreement"] = ""
	}
}
{ print }
