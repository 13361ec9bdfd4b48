# programme.awk TABLE COUNTS: the whole stream of a programme from the counts of an oracle, which come straight from the raw
# files: values, municipalities, targets, changes, trends. Independent of the filters. Sorted like the stream, without a header.
#
# TABLE is the region's programme.tsv. COUNTS has the lines
#   school    <school_id> <municipality>
#   programme <region|school> <school_id> <indicator> <year> <k> <n> [<sum of scores>]     k is empty for a mean
BEGIN { FS = "\t"; OFS = "\t"; ONE = 1000000000 }
function units(top, bottom) { return int(top * ONE / bottom + 0.5) }
function decimal(number,    text) {
	text = sprintf("%.9f", number / ONE)
	sub(/\.?0+$/, "", text)
	return text == "-0" ? "0" : text
}
NR == FNR {
	if (/^#/ || !NF) next
	if (!header++) { for (i = 1; i <= NF; i++) at[$i] = i; next }
	name = $at["indicator"]
	up[name] = $at["good"] == "up"
	if ($at["target"] != "") target[name] = units($at["target"], 1)
	if ($at["schools"] != "all") chosen[name]
	next
}
$1 == "school" { home[$2] = $3; next }
function add(level, place, id,    key) {
	key = level FS place FS id FS $4 FS $5
	n[key] += $7; k[key] += $6 == "" ? $8 : $6
	mean[key] = $6 == ""
	year[key] = $5; name_of[key] = $4; series[key] = level FS place FS id FS $4
}
$1 == "programme" { lines[++count] = $0 }
function take(line) {
	$0 = line
	if ($2 == "region") { add("region", "", ""); return }
	add("school", home[$3], $3)
	add("municipality", home[$3], "")
	schools[$3]
	sn[$3, $4, $5] += $7; sk[$3, $4, $5] += $6 == "" ? $8 : $6
}
# The sums of the schools of a place that are counted in both years.
function same_schools(place, name, y,    id) {
	BOTH = TOP = BOTTOM = TOP_BEFORE = BOTTOM_BEFORE = 0
	for (id in schools) {
		if ((place != "" && home[id] != place) || !sn[id, name, y] || !sn[id, name, y - 1]) continue
		BOTH++
		TOP += sk[id, name, y]; BOTTOM += sn[id, name, y]
		TOP_BEFORE += sk[id, name, y - 1]; BOTTOM_BEFORE += sn[id, name, y - 1]
	}
}
END {
	for (i = 1; i <= count; i++) take(lines[i])
	for (key in n) {
		split(key, part, FS)
		name = name_of[key]; before = series[key] FS (year[key] - 1); compared = change = ""
		value = units(k[key], n[key])
		trend = "no_data"
		if (before in n) {
			if (part[1] == "school" || !(name in chosen)) change = value - units(k[before], n[before])
			else {
				same_schools(part[2], name, year[key])
				if (BOTH) { compared = BOTH; change = units(TOP, BOTTOM) - units(TOP_BEFORE, BOTTOM_BEFORE) }
			}
			if (change != "") trend = change == 0 ? "stable" : (change > 0) == up[name] ? "improved" : "declined"
		}
		aim = distance = met = ""
		if (name in target) {
			missing = up[name] ? target[name] - value : value - target[name]
			aim = decimal(target[name]); distance = decimal(missing > 0 ? missing : 0); met = missing > 0 ? "no" : "yes"
		}
		print key, mean[key] ? "" : k[key], n[key], decimal(value), aim, distance, met,
			change == "" ? "" : decimal(change), trend, compared
	}
}
