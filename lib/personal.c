/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personal.h"
#include "message.h"
#include "pattern.h"

/* ФИО, Фамилия, Имя, Отчество, Серия, Номер документа, Документ, Паспорт, СНИЛС, Дата рождения;
 * and the columns of rbd_Participants: Surname, SecondName, DocumentSeries, BirthDay. A school's
 * name (Наименование ОО, ShortName) is none of them. This is a safeguard, not a rule of a region,
 * so it is here and not in a table. */
static const char headers[] =
	"(?i)\\b(фио|ф\\.\\s?и\\.\\s?о|фамили[яи]|имя|отчеств[оа]|серия|документ\\w*|паспорт\\w*"
	"|снилс|дата\\s+рождения|рождени[ея]|surname|first\\s?name|second\\s?name|last\\s?name"
	"|patronymic|document\\w*|passport|birth\\s?(day|date)?|date\\s+of\\s+birth)\\b";

bool personal_header(struct text header)
{
	static struct pattern *pattern;
	char error[200];
	if (!pattern)
		pattern = pattern_compile(text_of(headers), error, sizeof error);
	if (!pattern)
		fail(STATUS_SYSTEM, "personal: %s", error);
	return pattern_matches(pattern, header);
}
