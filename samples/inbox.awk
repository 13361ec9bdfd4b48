# inbox.awk - what the generators of synthetic inboxes share: pseudo-random numbers, records with their oddities, the files
# of РИС ГИА and ФИС ОКО. A generator sets, for its school i: CODE, LOGIN, NAME, MUNI[MU[i]], STYLE; it makes the results.
#
# Integers only, no rand(), no order of hash tables, one random number per expression: mawk and gawk write the same bytes.
# SEED (0 if not set) makes another region.

# ---------------------------------------------------------------- numbers
function seed(a, b, c,    j) {
    X = (a * 7919 + b * 104729 + c * 1299709 + 20240901 + SEED * 15485863) % 2147483646 + 1
    for (j = 0; j < 8; j++) X = (16807 * X) % 2147483647
}
function rnd(n) { X = (16807 * X) % 2147483647; return X % n }          # 0 .. n-1
function between(a, b) { return a + rnd(b - a + 1) }
function chance(permille) { return rnd(1000) < permille }

# ---------------------------------------------------------------- writing
function lfs(s) { return gsub(/\n/, "\n", s) }
function put(f, rec, what) {                     # one record; a broken one goes to the list of oddities
    if (what != "") printf "%s\t%d\t%s\n", f, LF[f] + 1, what > (TMP "/oddities")
    printf "%s\r\n", rec > (TMP "/" f)
    LF[f] += lfs(rec) + 1
}
function q(v, force) {
    if (force || v ~ /[;"\n]/) { gsub(/"/, "\"\"", v); return "\"" v "\"" }
    return v
}
function empties(n,    s) { s = ""; while (n-- > 1) s = s ";"; return s }
function tick(f, ncol) {                          # blank lines and empty rows of Excel here and there
    CNT[f]++
    if (CNT[f] % BLANK == 40) put(f, "", "")
    if (CNT[f] % BLANK == 75) put(f, empties(ncol), "")
}

# ---------------------------------------------------------------- the exam files
# F[]: 1 code 2 name 3 municipality 4 pupil 5 category 6 form 7 subject 8 date 9 stage 10 primary 11 test 12 mark 13 status
function cell(j) { return j == 2 ? q(F[2], FORCE) : q(F[j], 0) }
function row(f,    j, s) {
    if (f ~ /-b\.csv/) {
        s = cell(ORDER[1])
        for (j = 2; j <= 13; j++) s = s ";" cell(ORDER[j])
    } else {
        s = cell(1)
        for (j = 2; j <= 13; j++) s = s ";" cell(j)
    }
    return s
}
function head(f,    j, s) {
    s = f ~ /-b\.csv/ ? H[ORDER[1]] : H[1]
    for (j = 2; j <= 13; j++) s = s ";" (f ~ /-b\.csv/ ? H[ORDER[j]] : H[j])
    put(f, s, "")
}
function stray(    j) {                           # a stray space behind (or before) a value
    j = rnd(90)
    if (j == 0) F[7] = F[7] " "
    else if (j == 1) F[13] = F[13] " "
    else if (j == 2) F[9] = F[9] "  "
    else if (j == 3) F[2] = F[2] " "
    else if (j == 4) F[5] = " " F[5]
    else if (j == 5 && chance(300)) F[1] = F[1] " "
    else if (j == 6 && F[12] != "") F[12] = F[12] " "
    else if (j == 7 && F[11] != "") F[11] = " " F[11]
}
function school(i, f) {
    F[1] = CODE[i]; F[2] = NAME[i]; F[3] = MUNI[MU[i]]; FORCE = STYLE[i] == 1
    if (STYLE[i] == 3 && CNT[f] % 3) gsub(/\r?\n/, " ", F[2])
}
function newpupil() { PUPILS++; return sprintf("%08X", (48271 * (PUPILS + 1000)) % 2147483647) }
function emit(f) { stray(); put(f, row(f), ""); tick(f, 13) }
# accepted first attempt: the next queued breakage, if it is due and fits, is a broken copy of this line
function emit_first(f, subj) {
    emit(f)
    if (QN[f] > QI[f] && CNT[f] >= QPOS[f, QI[f]] && QSUBJ[f, QI[f]] == subj && STYLE[CUR] == 0 \
        && (QKIND[f, QI[f]] != "lostzero" || CODE[CUR] ~ /^0/)) {
        breakage(f, QKIND[f, QI[f]], QARG[f, QI[f]])
        QI[f]++
    }
}
function queue(f, pos, subj, kind, arg,    n) {
    n = QN[f]++ + 0
    QPOS[f, n] = pos; QSUBJ[f, n] = subj; QKIND[f, n] = kind; QARG[f, n] = arg
    if (!(f in QI)) QI[f] = 0
}
function breakage(f, kind, arg,    s, j, what, t) {
    school(CUR, f); FORCE = 0
    for (j = 4; j <= 13; j++) sub(/ +$/, "", F[j])
    sub(/^ /, "", F[5]); sub(/^ /, "", F[11])
    F[4] = newpupil()
    if (kind == "few") {
        s = F[1]
        for (j = 2; j <= 6; j++) s = s ";" F[j]
        put(f, s, "too few fields: 6 of 13")
        return
    }
    if (kind == "many") { put(f, row(f) ";" arg, "too many fields: 14 of 13"); return }
    if (kind == "semicolon") {
        t = F[2]; F[2] = "@"; s = row(f)
        sub(/@/, t "; " arg, s)
        put(f, s, "too many fields: a name with ; is not quoted")
        return
    }
    if (kind == "subject") { F[7] = arg; what = "misspelled subject: " arg }
    else if (kind == "level") { F[7] = arg; what = "subject without a level: " arg }
    else if (kind == "status") { F[13] = arg; what = "unknown status: " arg }
    else if (kind == "mark") { F[12] = arg; what = "impossible mark: " arg }
    else if (kind == "test") { F[11] = arg; what = "impossible test score: " arg }
    else if (kind == "testnan") { F[11] = arg; what = "test score is no number: " arg }
    else if (kind == "primary") { F[10] = arg; what = "impossible primary score: " arg }
    else if (kind == "primarynan") { F[10] = arg; what = "primary score is no number: " arg }
    else if (kind == "date") { F[8] = arg; what = "impossible date: " arg }
    else if (kind == "year") { F[8] = arg; what = "date of another school year: " arg }
    else if (kind == "school") { F[1] = arg; what = "unknown school code: " arg }
    else if (kind == "lostzero") { sub(/^0/, "", F[1]); what = "unknown school code (leading zero lost): " F[1] }
    else if (kind == "byte") { F[13] = F[13] "\001"; what = "byte 0x98, undefined in windows-1251, in the status" }
    put(f, row(f), what)
}

function rus_name(    r) {
    r = rnd(60)
    return r == 0 ? "русский язык" : r == 1 ? "РУССКИЙ ЯЗЫК" : r == 2 ? "Русский  язык" : "Русский язык"
}
function mat_name(    r) {
    r = rnd(60)
    return r == 0 ? "математика" : r == 1 ? "МАТЕМАТИКА" : r == 2 ? " Математика" : "Математика"
}
function prof_name(    r) {
    r = rnd(20)
    return r < 3 ? "Математика (проф.)" : r == 3 ? "математика профильная" : r == 4 ? "МАТЕМАТИКА ПРОФИЛЬНАЯ" : \
        r == 5 ? "Математика  профильная" : "Математика профильная"
}
function base_name(    r) {
    r = rnd(20)
    return r == 0 ? "математика (базовый уровень)" : r == 1 ? "МАТЕМАТИКА (БАЗОВЫЙ УРОВЕНЬ)" : \
        r == 2 ? "Математика  (базовый уровень) " : "Математика (базовый уровень)"
}

function noresult(    r) {
    r = rnd(10)
    F[10] = ""; F[11] = ""; F[12] = ""
    F[13] = r < 7 ? "Не явился" : r == 7 ? "Удалён" : "Аннулирован"
}

# ---------------------------------------------------------------- ВПР
function percent(c, n, full,    p, s) {           # two decimals, half up; Excel drops zeros at the end
    p = int((20000 * c + n) / (2 * n))
    s = sprintf("%d,%02d", int(p / 100), p % 100)
    if (!full) { sub(/0+$/, "", s); sub(/,$/, "", s) }
    return s
}
function vpr_line(f, i, y, grade, subject, n, c2, c3, c4, c5, full,    r) {
    r = rnd(120)
    if (r == 0) subject = subject " "
    return y ";" grade ";" subject ";" MUNI[MU[i]] ";" LOGIN[i] (r == 1 ? " " : "") ";" q(NAME[i], STYLE[i] == 1) ";" \
        n (r == 2 ? " " : "") ";" percent(c2, n, full) ";" percent(c3, n, full) ";" percent(c4, n, full) ";" percent(c5, n, full)
}

BEGIN {
    BLANK = 700                                   # one blank line and one empty row in so many records
    split("Код ОО;Наименование ОО;МСУ;Код участника;Категория участника;Форма;Предмет;Дата экзамена;Этап;Первичный балл;" \
          "Тестовый балл;Отметка;Статус", H, ";")
    split("7;6;1;4;3;2;8;12;10;11;13;9;5", ORDER, ";")            # the columns of a file …-b.csv
    HEAD_SCHOOLS = "Код ОО;Логин ФИС ОКО;Наименование ОО;МСУ;Тип;Местность;Вид;Преемник;Действует с;Действует по"
    HEAD_VPR = "Год;Класс;Предмет;Муниципалитет;Логин;ОО;Кол-во участников;2;3;4;5"
    split("Обществознание;География;Информатика;Биология;Химия;Физика;История;Литература;Английский язык", tmp, ";")
    for (j = 1; j <= 9; j++) OTHER9[j - 1] = tmp[j]
    DAY9[0] = "24.05."; DAY9[1] = "27.05."; DAY9[2] = "31.05."; DAY9[3] = "14.06."
}
function all_broken(    f) {                      # at the end: every queued breakage has found its place
    for (f in QN) if (QI[f] < QN[f]) { print "samples: a broken line found no place in " f | "cat >&2"; exit 1 }
}
