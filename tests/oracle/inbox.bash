# inbox.bash - what the oracles share: the raw files of an inbox as records, and which results of РИС ГИА and ФИС ОКО count.
# Independent of the filters: only coreutils, awk, iconv and gzip. Expects the files as samples/make-… write them: windows-1251
# and ';'.
# shellcheck shell=bash
set -eu -o pipefail
export LC_ALL=C

# stream DIR KIND…: every file of the kinds as UTF-8 behind a line "\002 kind year name", the kinds in the order given. Byte 0x98
# has no meaning in windows-1251: \001 marks it.
stream() {
    local folder=$1 path name kind year
    shift
    for kind in "$@"; do
        for path in "$folder/$kind"*.csv "$folder/$kind"*.csv.gz; do
            [ -f "$path" ] || continue
            name=${path##*/}
            year=$(printf '%s\n' "$name" | awk '{ print match($0, /[12][0-9][0-9][0-9]/) ? substr($0, RSTART, 4) : 0 }')
            printf '\002 %s %s %s\n' "${name%%[-.]*}" "$year" "$name"
            case $name in *.gz) gzip -dc "$path" ;; *) cat "$path" ;; esac | tr '\230' '\001' | iconv -f CP1251 -t UTF-8
            echo                                  # in case the last line has no end
        done
    done
}

# The awk functions of the oracles. An oracle says in GRADES[grade] which grades of ВПР count, and in SAME[measure] which measures
# go by another name; it calls school(), gia() and vpr() where record() is true, and finds N, HITS, SUM, SUMSQ by year, school and
# measure. Sums of which one summand is unknown are in UNKNOWN.
# shellcheck disable=SC2016,SC2034 # it is awk; the oracles use it
ORACLE='
function die(what) { print "oracle: " what > "/dev/stderr"; dead = 1; exit 3 }
function trim(s) { gsub(/^[ \t\r\n]+/, "", s); gsub(/[ \t\r\n]+$/, "", s); return s }
function lower(s,    i) {                         # lower case, single spaces
    for (i = 1; i <= NUP; i++) if (index(s, UP[i])) gsub(UP[i], LO[i], s)
    gsub(/[ \t]+/, " ", s)
    return s
}
# One record into C[1..NC]; lines are joined while a quote stands open.
function parse(line,    i, c, field, open, more, len) {
    NC = 0; field = ""; open = 0
    if (line !~ /"/) { NC = split(line, C, ";"); for (i = 1; i <= NC; i++) C[i] = trim(C[i]); return }
    i = 1; len = length(line)
    for (;;) {
        if (i > len) {
            if (!open) break
            if ((getline more) <= 0 || more ~ /^\002 /) die("a quote stays open in " FILE)
            line = "\n" more; len = length(line); i = 1
            continue
        }
        c = substr(line, i++, 1)
        if (open) {
            if (c != "\"") field = field c
            else if (substr(line, i, 1) == "\"") { field = field c; i++ }
            else open = 0
        }
        else if (c == "\"" && trim(field) == "") { field = ""; open = 1 }
        else if (c == ";") { C[++NC] = trim(field); field = "" }
        else field = field c
    }
    C[++NC] = trim(field)
}
# Whether the line is a good record below its header: then get() gives its cells.
function record(    i, full) {
    parse($0)
    full = 0
    for (i = 1; i <= NC; i++) if (C[i] != "") { full = 1; break }
    if (!full) return 0
    if (!NCOL) { split("", COL); for (i = 1; i <= NC; i++) COL[C[i]] = i; NCOL = NC; return 0 }
    if (NC != NCOL) return 0
    for (i = 1; i <= NC; i++) if (index(C[i], "\001")) return 0
    return 1
}
function get(name) {
    if (!(name in COL)) die("no column " name " in " FILE)
    return C[COL[name]]
}
function whole(s) { return s ~ /^[0-9]+$/ && length(s) <= 6 }
function bad_score(s, max) { return s != "" && (!whole(s) || s + 0 > max) }
function bad_date(s, year,    d, m, y, last) {
    if (s == "") return 0
    if (s !~ /^[0-9][0-9]\.[0-9][0-9]\.[0-9][0-9][0-9][0-9]$/) return 1
    d = substr(s, 1, 2) + 0; m = substr(s, 4, 2) + 0; y = substr(s, 7, 4) + 0
    if (m < 1 || m > 12 || d < 1) return 1
    last = m == 2 ? ((y % 4 == 0 && y % 100) || y % 400 == 0 ? 29 : 28) : (m == 4 || m == 6 || m == 9 || m == 11) ? 30 : 31
    if (d > last) return 1
    return !((y == year - 1 && m >= 9) || (y == year && m <= 8))
}
function school_year(s) { return substr(s, 7, 4) + (substr(s, 4, 2) >= 9) }

function school(    id, day) {
    id = get("Код ОО")
    REG[id] = get("МСУ"); BYLOGIN[get("Логин ФИС ОКО")] = id
    HEIR[id] = get("Преемник")
    day = get("Действует с"); OPENED[id] = day == "" ? 0 : school_year(day)
    day = get("Действует по"); CLOSED[id] = day == "" ? 9999 : school_year(day)
}
# The school whose the results of this one are, if it is open that year; else nothing.
function heir_of(id, year) {
    if (!(id in REG)) return ""
    while (HEIR[id] != "") id = HEIR[id]
    return year < OPENED[id] || year > CLOSED[id] ? "" : id
}
function add(year, id, measure, n, hits, sum, sumsq) {
    if (measure in SAME) measure = SAME[measure]
    N[year, id, measure] += n; HITS[year, id, measure] += hits
    if (sum == "") UNKNOWN[year, id, measure] = 1
    SUM[year, id, measure] += sum; SUMSQ[year, id, measure] += sumsq
    SEEN[year, id] = 1; YEARS[year] = 1
}
function add_score(id, measure, low, score) {
    add(YEAR, id, measure, 1, low, score, score == "" ? "" : score * score)
}
function gia(    id, subj, mark, test, form, primary) {
    if (get("Категория участника") != "Выпускник текущего года") return
    if (get("Этап") != "основной" && get("Этап") != "досрочный") return
    if (get("Статус") != "Действующий результат") return
    id = heir_of(get("Код ОО"), YEAR); form = get("Форма"); subj = lower(get("Предмет")); mark = get("Отметка")
    test = get("Тестовый балл"); primary = get("Первичный балл")
    if (id == "" || bad_date(get("Дата экзамена"), YEAR)) return
    if (bad_score(test, 100) || (mark != "" && mark !~ /^[2-5]$/)) return
    if (KIND == "gia9" && form == "ОГЭ") {
        if (mark == "") return
        if (subj == "русский язык") { if (!bad_score(primary, 33)) add_score(id, "oge-rus", mark + 0 < 3, primary) }
        else if (subj == "математика") { if (!bad_score(primary, 31)) add_score(id, "oge-mat", mark + 0 < 3, primary) }
    } else if (KIND == "gia11" && form == "ЕГЭ") {
        if (subj == "русский язык" || (subj ~ /^математика/ && subj ~ /проф/)) {
            if (test == "" || bad_score(primary, 100)) return
            if (subj == "русский язык") add_score(id, "ege-rus", test + 0 < 24, test)
            else add_score(id, "ege-mat_prof", test + 0 < 27, test)
        } else if (subj ~ /^математика/ && subj ~ /баз/) {
            if (mark == "" || bad_score(primary, 21)) return
            add_score(id, "ege-mat_base", mark + 0 < 3, "")
        }
    }
}
function vpr(    y, grade, subj, id, n, m, p, k, h, c, all, low, sum, sumsq) {
    y = get("Год"); grade = get("Класс"); subj = lower(get("Предмет")); n = get("Кол-во участников")
    if (!(grade in GRADES)) return
    if (subj == "русский язык") subj = "rus"; else if (subj == "математика") subj = "mat"; else return
    if (y !~ /^[12][0-9][0-9][0-9]$/ || !(get("Логин") in BYLOGIN) || !whole(n) || n + 0 == 0) return
    id = heir_of(BYLOGIN[get("Логин")], y + 0)
    if (id == "") return
    n += 0                                        # a number from here on: a string would be compared as one
    all = 0; low = 0; sum = 0; sumsq = 0
    for (m = 2; m <= 5; m++) {
        p = get(m "")
        if (p !~ /^[0-9]+$/ && p !~ /^[0-9]+[,.][0-9]$/ && p !~ /^[0-9]+[,.][0-9][0-9]$/) return
        k = split(p, h, /[,.]/)
        p = h[1] * 100 + (k > 1 ? (length(h[2]) == 1 ? h[2] * 10 : h[2] + 0) : 0)      # hundredths of a percent
        if (p > 10000) return
        c = int((p * n + 5000) / 10000)
        k = 10000 * c - p * n
        if (2 * (k < 0 ? -k : k) > n) return
        all += c; sum += m * c; sumsq += m * m * c
        if (m == 2) low = c
    }
    if (all != n) return
    add(y + 0, id, "vpr" grade "-" subj, n, low, sum, sumsq)
}

BEGIN {
    NUP = split("А Б В Г Д Е Ё Ж З И Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ъ Ы Ь Э Ю Я", UP, " ")
    split("а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я", LO, " ")
}
/^\002 / { KIND = $2; YEAR = $3 + 0; FILE = $4; NCOL = 0; next }
'
