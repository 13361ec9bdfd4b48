# low.awk: the schools with low results by the threshold rule, as somebody would write it who trusts the files of
# make_inbox: no other words, no faults, no quotes around what is counted. Reads schools.csv, then the rest, in the
# encoding that this program is in. Writes year and school, in no order.
BEGIN { FS = ";" }
FNR == 1 {
	split("", at)
	sub(/\r$/, "")
	for (i = 1; i <= NF; i++) at[$i] = i
	kind = FILENAME
	sub(/.*\//, "", kind)
	year = substr(kind, length(kind) - 7, 4)
	sub(/[-.].*/, "", kind)
	school = at["Код ОО"]; login = at["Логин ФИС ОКО"] ? at["Логин ФИС ОКО"] : at["Логин"]
	category = at["Категория участника"]; stage = at["Этап"]; subject = at["Предмет"]; status = at["Статус"]
	test = at["Тестовый балл"]; mark = at["Отметка"]; grade = at["Класс"]; count = at["Кол-во участников"]
	twos = at["2"]
	next
}
{ sub(/\r$/, "") }
kind == "schools" { known[$school] = 1; by_login[$login] = $school; next }
kind == "vpr" {
	low = $twos
	sub(/,/, ".", low)
	add(by_login[$login], "vpr" $grade $subject, $count, int(low * $count / 100 + 0.5))
	next
}
$category != "Выпускник текущего года" || $status != "Действующий результат" || $stage != "основной" || !($school in known) { next }
kind == "gia9" {
	if ($subject == "Русский язык" || $subject == "Математика") add($school, "oge" $subject, 1, $mark < 3)
	next
}
$subject == "Русский язык" { add($school, "ege" $subject, 1, $test < 24); next }
$subject == "Математика профильная" { add($school, "ege-mat", 1, $test < 27); next }
$subject == "Математика (базовый уровень)" { add($school, "ege-mat", 1, $mark < 3) }
function add(id, measure, n, hits,   key) {
	key = year SUBSEP id SUBSEP measure
	total[key] += n
	below[key] += hits
}
END {
	for (key in total) if (10 * below[key] >= 3 * total[key]) {
		split(key, part, SUBSEP)
		low_in[part[1], part[2]]++
	}
	for (key in low_in) {
		split(key, part, SUBSEP)
		if (low_in[key] >= 2 || ((part[1] - 1) SUBSEP part[2]) in low_in) print part[1] "\t" part[2]
	}
}
