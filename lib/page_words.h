/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page_words: what the page says of itself, in Russian and in English.
 *
 * Both stand in one row, so that a word cannot be missing in one of them. {} is a place for a figure or a
 * name. Words of the streams (classes, indicators, findings) are not here: labels have those.
 */
#ifndef SHNOR_PAGE_WORDS_H
#define SHNOR_PAGE_WORDS_H

#include <stdbool.h>

#define PAGE_WORDS(word)                                                                           \
	word(TITLE,                                                                                \
		"Школы с низкими результатами: перечень на {} год по результатам {}/{} учебного года",  \
		"Schools with low results: the list for {} by the results of {}/{}")                  \
	word(TITLE_MEMBERS, "Школы программы: состав на {} год по результатам {} года", \
		"Schools of the programme in {} by the results of {}") \
	word(TITLE_PLAIN, "Школы с низкими результатами", "Schools with low results")              \
	word(OF_MUNICIPALITY, "Муниципалитет: {}", "Municipality: {}")                             \
	word(SKIP, "К содержанию страницы", "Skip to the content")                                 \
	word(CONTENTS, "Содержание", "Contents")                                                   \
	word(SUMMARY, "Коротко", "In short")                                                       \
	word(JUDGED, "Школ с выводом", "Schools judged")                                           \
	word(LISTED, "С низкими результатами", "With low results")                                 \
	word(SHARE_LISTED, "Их доля", "Their share")                                               \
	word(WITHOUT_DATA, "Школ без данных", "Schools without data")                              \
	word(MEMBERS, "В программе", "In the programme")                                           \
	word(TO_LEAVE, "К исключению", "To be taken off")                                          \
	word(PAIRED, "Есть школа-куратор", "With a curator school")                                \
	word(SENTENCE_YEAR, \
		"Школ с выводом за {} год — {}, из них с низкими результатами — {} ({}); " \
		"муниципалитетов, где такие школы есть, — {} из {}.", \
		"Schools with a verdict for {}: {}, of them with low results: {} ({}); " \
		"municipalities that have such schools: {} of {}.") \
	word(SENTENCE_CHANGE, \
		"По сравнению с {} годом: впервые или снова с низкими результатами — {}, " \
		"остались с ними — {}, больше не имеют их — {}.", \
		"Compared with {}: newly or again with low results: {}, still with them: {}, no " \
		"longer: {}.") \
	word(NO_YEAR_BEFORE, "Года для сравнения нет.", "There is no year to compare with.")       \
	word(MAP, "Карта школ по двум индексам", "The map of schools by two indices")              \
	word(MAP_NOTE,                                                                             \
		"Каждый знак — школа; линии — границы, по которым судит правило. Вид и цвет знака — "  \
		"вывод. Наведите указатель на знак или выберите его клавишами со стрелками, чтобы "  \
		"прочитать название; ввод открывает карточку школы.",                              \
		"Each mark is a school; the lines are the cuts of the rule. Shape and colour say "   \
		"the verdict. Point at a mark or move with the arrow keys to read the name; Enter " \
		"opens the card of the school.")                                                   \
	word(MAP_TITLE, "{} и {}, {} год", "{} and {}, {}")                                        \
	word(MAP_DESCRIPTION, "Школ на карте: {}. Границы: {} и {}.",                              \
		"Schools on the map: {}. Cuts: {} and {}.")                                        \
	word(MAP_TABLE, "Все школы карты таблицей", "All schools of the map as a table") \
	word(POINT, "{}, {}: {} и {}; {}", "{}, {}: {} and {}; {}")                                \
	word(LIST, "Школы с низкими результатами", "Schools with low results")                     \
	word(LIST_OWN, "Собственная проверка: низкие результаты в {} году",                        \
		"Own check: low results in {}")                                                    \
	word(LIST_OWN_NOTE, "Все школы, в перечне или вне его.",                                   \
		"All schools, on the list or not.")                                                \
	word(LIST_CAPTION, "Школ: {}. Основание каждого вывода — в карточке школы.",               \
		"Schools: {}. The evidence of each verdict is in the card of the school.")         \
	word(COMPOSITION, "Состав программы на {} год", "Who is in the programme in {}")           \
	word(COUNT_CAPTION, "Школ: {}.", "Schools: {}.")                                           \
	word(LEFT, "К исключению из программы с {} года",                                          \
		"To be taken off the programme from {} on")                                        \
	word(IMPROVED, "Школы программы с положительной динамикой результатов",                    \
		"Schools of the programme with better results")                                    \
	word(IMPROVED_NOTE,                                                                        \
		"Показатель: {}. «Не случайно: нет» — при таком числе участников это может быть и "  \
		"случай.",                                                                           \
		"The indicator: {}. Not by chance \"no\": with so few participants it may be "      \
		"chance.")                                                                         \
	word(PROGRAMME, "Показатели программы", "The programme's indicators")                      \
	word(PROGRAMME_NOTE,                                                                       \
		"При малых числах один человек или одна школа меняет долю на десятки пунктов, "    \
		"поэтому рядом с ней стоит, сколько из скольких. У средних «сколько» нет. По школам "  \
		"— в {}.",                                                                         \
		"With small numbers one person or one school moves a share by tens of points; so " \
		"beside it stands how many of how many. Means have none. By school: {}.")          \
	word(ROWS_CAPTION, "Строк: {}.", "Rows: {}.")                                              \
	word(ADVERSE, "Школы в неблагоприятных социальных условиях",                               \
		"Schools in adverse social conditions")                                            \
	word(ADVERSE_NOTE,                                                                         \
		"Результаты не говорят, изменились ли условия: школу исключает только перечень.",  \
		"Results do not tell whether the conditions have changed: only the list takes a "  \
		"school off.")                                                                     \
	word(ADVERSE_PROGRAMME, "Показатели по школам в неблагоприятных социальных условиях",      \
		"Indicators of the schools in adverse social conditions")                          \
	word(ADVERSE_IMPROVED,                                                                     \
		"Школы в неблагоприятных условиях с положительной динамикой результатов",          \
		"Schools in adverse conditions with better results")                               \
	word(MUNICIPALITIES, "По муниципалитетам", "By municipality")                              \
	word(DYNAMICS, "Динамика результатов", "How results change")                               \
	word(DYNAMICS_NOTE,                                                                        \
		"Доля низких результатов по годам, по всем участникам. Сплошная линия и кружки — "   \
		"все школы, штриховая и квадраты — школы перечня и программы этого года, "           \
		"прошлые годы тоже по ним; пунктир — порог правила.",                                \
		"The share of low results by year, of all participants. Solid line and circles: "  \
		"all schools; dashed line and squares: the schools on this year's list and in "    \
		"its programme, earlier years too; dotted line: the threshold of the rule.")       \
	word(ALL_SCHOOLS, "Все школы", "All schools")                                              \
	word(OUR_SCHOOLS, "Школы перечня и программы", "Schools on the list and in the programme") \
	word(SERIES_POINT, "{} год: {}", "{}: {}")                                                 \
	word(TRENDS_CAPTION, "Школы перечня и программы: {} год к предыдущему, школ",              \
		"Schools on the list and in the programme: {} against the year before, schools")   \
	word(CERTAIN, "Улучшение не случайно", "Improved beyond chance")                           \
	word(RISKS, "Профиль рисков", "Risk profile")                                              \
	word(RISKS_CAPTION, "Школ по уровню риска, {} год", "Schools by the level of risk, {}")    \
	word(HIGH, "высокий", "high")                                                              \
	word(MEDIUM, "средний", "medium")                                                          \
	word(LOW, "низкий", "low")                                                                 \
	word(NO_DATA, "нет данных", "no data")                                                     \
	word(FACTOR, "Фактор риска", "Risk factor")                                                \
	word(LEVEL, "Уровень риска", "Level of risk")                                              \
	word(RESTS_ON, "На чём основан", "What it rests on") \
	word(BEFORE, "Год назад", "A year before")                                                 \
	word(RISK_PARAMETER, "{}: {} ({}, ответов: {})", "{}: {} ({}, answers: {})")               \
	word(ADVICE, "Рекомендации", "Recommendations")                                            \
	word(ADVICE_CAPTION, "Что, кому и по какому основанию рекомендовано, {} год",              \
		"What is recommended to whom and on which ground, {}")                             \
	word(ADDRESSEE, "Кому", "To whom")                                                         \
	word(RECOMMENDATION, "Рекомендация", "Recommendation")                                     \
	word(SOURCE, "Источник", "Source")                                                         \
	word(SCHOOLS, "Школ", "Schools")                                                           \
	word(CARDS, "Карточки школ", "Cards of the schools")                                       \
	word(CARDS_NOTE,                                                                           \
		"Школы перечня и программы, по муниципалитетам. На шкале от 0 до 100 %: кружок — "   \
		"доля, полоса — 95-процентный интервал, черта — порог правила; линия справа — по "   \
		"годам, выше — больше низких результатов. Вероятность — насколько надёжен вывод "   \
		"при таком числе участников.",                                                       \
		"The schools on the list and in the programme, by municipality. On the scale from 0 to "   \
		"100 %: the dot is the share, the bar its 95 % interval, the stroke the rule's "   \
		"threshold; the line on the right goes by years, higher means more low results. "  \
		"The probability says how sure the verdict is with so few participants.")          \
	word(YEAR_VERDICT, "{} год: {}.", "{}: {}.")                                               \
	word(PROBABILITY, "Вероятность {}.", "Probability {}.")                                    \
	word(EARLIER, "Раньше: ", "Earlier: ")                                               \
	word(YEAR_CLASS, "{} — {}", "{}: {}")                                                      \
	word(MEMBER_SINCE, "Программа {} года: {}, с {} года, лет: {}. {}",                        \
		"Programme of {}: {}, since {}, years: {}. {}")                                    \
	word(PROCEDURES_CAPTION, "Процедуры {} года: доля низких результатов",                     \
		"The procedures of {}: the share of low results")                                  \
	word(PROCEDURE, "Процедура", "Procedure")                                                  \
	word(SHARE, "Доля", "Share")                                                               \
	word(SCALE, "От 0 до 100 %", "From 0 to 100 %")                                            \
	word(BY_YEAR, "По годам", "By year")                                                       \
	word(INDICES_CAPTION, "Индексы {} года", "Indices of {}")                                  \
	word(INDEX, "Индекс", "Index")                                                             \
	word(INDEX_SCALE, "Среди всех школ", "Among all schools") \
	word(INTERVAL, "95 %: от {} до {}", "95 %: {} to {}")                                      \
	word(PAIR, "Школа-куратор", "Curator school")                                              \
	word(PAIR_WITH, "{}, {} ({})", "{}, {} ({})") \
	word(DISTANCE, "Расстояние: {}.", "Distance: {}.")                                         \
	word(SUBJECTS, "Предметы: {}.", "Subjects: {}.")                                           \
	word(GROUND, "Основание: {}", "Ground: {}")                                                \
	word(DECISIONS, "Принятые решения", "Decisions taken")                                     \
	word(DECISION, "{}, {}–{}: было {}, стало {}, {}.", \
		"{}, {}–{}: from {} to {}, {}.")                                              \
	word(OVERRIDES, "Исправленные значения", "Corrected values")                               \
	word(OVERRIDES_NOTE,                                                                       \
		"Значения, исправленные после апелляции или по уточнению эксперта; прежнее "       \
		"значение совпало с указанным.",                                                     \
		"Values corrected after an appeal or by an expert; the old value was the one "     \
		"stated.")                                                                         \
	word(REFUSED, "Исправления, которые не внесены", "Corrections that were not made")         \
	word(CHANGES, "Отличия от прошлого запуска", "What differs from the run before")           \
	word(CHANGES_CAPTION, "Выводов и состава программы, изменилось: {}; показателей: {}.",     \
		"Verdicts and memberships changed: {}; indicators: {}.")                           \
	word(QUALITY, "Качество данных", "Quality of the data")                                    \
	word(QUALITY_NOTE,                                                                         \
		"Ошибка: запись не учтена. Предупреждение: запись учтена, но вызывает сомнение. "   \
		"Каждый случай с файлом, строкой и школой — в quality.tsv.",                        \
		"Error: the record does not count. Warning: it counts, and is doubtful. Each "     \
		"case with file, line and school is in quality.tsv.")                              \
	word(FOUND_CAPTION, "Что найдено в данных", "What was found in the data")                  \
	word(REJECTS_CAPTION, "Отклонённые записи по причинам; сами записи — в rejects.tsv",       \
		"Rejected records by reason; the records are in rejects.tsv")                      \
	word(SKIPS_CAPTION, "Записи, которые по правилам не учитываются",                          \
		"Records that the rules leave out")                                                \
	word(REASON, "Причина", "Reason")                                                          \
	word(COUNT, "Случаев", "Cases")                                                            \
	word(UNVERIFIED_CAPTION,                                                                   \
		"Строки таблиц, не сверенные с первоисточником: итоги могут на них опираться",     \
		"Lines of tables not checked against their source; results may rest on them")      \
	word(LINE, "Строка", "Line")                                                               \
	word(CONTENT, "Содержание строки", "What it says")                                         \
	word(METHOD, "Метод, таблицы и версии", "Method, tables and versions")                     \
	word(RULE_CAPTION, "Настройки правила", "Settings of the rule")                            \
	word(OPTION, "Настройка", "Setting")                                                       \
	word(VALUE, "Значение", "Value")                                                           \
	word(MANIFEST_CAPTION, "Таблицы и программы: контрольные суммы",                    \
		"Tables and programs: checksums")                                           \
	word(KIND, "Вид", "Kind")                                                                  \
	word(NAME, "Имя", "Name")                                                                  \
	word(SUM, "SHA-256, начало", "SHA-256, beginning")                                         \
	word(LINES, "Строк", "Lines")                                                              \
	word(KIND_TABLE, "таблица", "table")                                                       \
	word(KIND_TOOL, "программа {}", "program {}")                                              \
	word(MANIFEST_NOTE, "Полные суммы, и суммы входных файлов и результатов, — в manifest.tsv.",                \
		"The whole sums, and those of the files that went in and came out, are in manifest.tsv.")                  \
	word(MADE_BY, "Страница сделана программой shnor {}.", "Made by shnor {}.")                \
	word(FIND, "Найти в таблице", "Find in the table")                                         \
	word(FIND_CARD, "Найти школу", "Find a school")                                            \
	word(SHOWN, "показано {} из {}", "{} of {} shown")                                         \
	word(ALL, "все", "all")                                                                    \
	word(SORT, "Упорядочить: {}", "Sort by {}")

#define PAGE_WORD_NUMBER(name, russian, english) SAYS_##name,
enum page_word { PAGE_WORDS(PAGE_WORD_NUMBER) PAGE_WORD_COUNT };
#undef PAGE_WORD_NUMBER

/* The word; a static string. */
const char *page_word(enum page_word word, bool english);

#endif
