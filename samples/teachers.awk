# teachers.awk - what the generators of synthetic inboxes share, besides inbox.awk: the files teachers-YEAR and support. A generator
# sets TEACHER, which the codes of its teachers begin with, and calls teachers_head(y) and teacher(i, y, k) or teachers(i, y). Every
# teacher has random numbers of his own, so that what else an inbox holds stays as it is.

function yes(permille) { return chance(permille) ? "да" : "нет" }
function level(x) { return x < 1 ? "" : x == 1 ? "низкий" : x == 2 ? "базовый" : x == 3 ? "повышенный" : "высокий" }
function held(x, least, most) { return x < least ? least : x > most ? most : x }
function teacher(i, y, k,    f, post, subject, deficit, before, after, diagnosed, plan, line) {
    f = "teachers-" y ".csv"
    seed(i * 100 + k, 4, 14)                      # what is so every year
    post = k == 1 ? "директор" : k == 4 && i % 3 == 0 ? "педагог-психолог" : "учитель"
    subject = post == "учитель" ? TAUGHT[(k * 5 + i) % 13] : ""
    deficit = DEFICIT[rnd(8)]
    before = between(1, 3)
    seed(i * 100 + k, y, 15)
    diagnosed = chance(560 + 150 * (y - 2022))
    if (diagnosed) {
        before = held(before + (y - 2022) * rnd(2), 1, 4)
        after = chance(400) ? 0 : held(before + between(-1, 2) % 2, 1, 4)
    } else { deficit = ""; before = after = 0 }
    plan = diagnosed && deficit != "нет" ? yes(500 + 150 * (y - 2022)) : ""
    line = y ";" CODE[i] (chance(20) ? " " : "") ";" TEACHER sprintf("%05d", (i * 100 + k) * 37 % 99991) ";"
    line = line subject ";" post ";" (diagnosed ? chance(40) ? "Да" : "да" : chance(100) ? "" : "нет") ";" q(deficit, 0) ";"
    line = line level(before) ";" level(after) ";" plan ";" yes(500) ";" yes(200)
    put(f, line ";" yes(450), "")
    tick(f, 13)
}
function teachers(i, y,    n, k) {                # those of a school: three to eight
    seed(i, 3, 13)
    n = between(3, 5) + (TYPE[i] == "СОШ" ? 3 : 0)
    for (k = 1; k <= n; k++) teacher(i, y, k)
}
function teachers_head(y) {
    put("teachers-" y ".csv", "Год;Код ОО;Код педагога;Предмет;Должность;Диагностика;Дефицит;Уровень до;Уровень после;ИОМ;" \
        "Сопровождение ММС;Сопровождение ППМС;Повышение квалификации", "")
}
function support_head() {
    put("support.csv", "Код ОО;Категория;Год включения;Год исключения;Школа-куратор;Сетевой договор;Команда обучена;" \
        "Адресная помощь", "")
}
BEGIN {
    split("Русский язык и литература;Математика;Начальные классы;Английский язык;История;Физика;Химия;Биология;География;" \
          "Информатика;Физическая культура;математика;РУССКИЙ ЯЗЫК", tmp, ";")
    for (j = 1; j <= 13; j++) TAUGHT[j - 1] = tmp[j]
    split("предметные|межпредметные|психолого-педагогические|ИКТ|организационно-управленческие|предметные, ИКТ|" \
          "Предметные; психолого-педагогические|нет", tmp, "|")
    for (j = 1; j <= 8; j++) DEFICIT[j - 1] = tmp[j]
}
