/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personal.h"
#include "message.h"
#include "pattern.h"

/* Words that stand alone: no letter before them or behind them, though a digit or a _ may. */
#define WORDS(words) "(?<!\\pL)(?:" words ")(?!\\pL)"
#define NOT_OF_SCHOOL "(?!\\s*\\(?(оо|оу|школы|организации)(?!\\pL))"

/* This is a safeguard, not a rule of a region, so it is here and not in a table. Known are the columns
 * of rbd_Participants (Surname, SecondName, DocumentSeries, BirthDay) and what offices call theirs. */
static const char *const headers[] = {
	/* A school's name (Наименование ОО, ShortName) is none of these, nor is ФИС ОКО. */
	"(?i)" WORDS(
		"ф[.\\s_]{0,3}и([.\\s_]{0,3}о)?|f\\.?\\s?i\\.?\\s?o|фамили\\pL*|имя|отчеств\\pL*"),
	"(?i)" WORDS("снилс|серия|документ\\pL*|паспорт\\pL*|рожд|рождени[ея]|д\\.\\s?р\\.|dob"),
	"(?i)" WORDS("законн\\pL*\\s+представител\\pL*|адрес\\s+прожив\\pL*"),
	/* English words are often joined: ParticipantFirstName. */
	"(?i)(sur|(first|second|last|middle|given|family|maiden)[\\s_-]?)name|patronymic",
	"(?i)birth|document|passport|snils",
	/* One person as the whole header; "Код участника" goes on, "Обучающихся" is a count. */
	"(?i)^\\PL*(учени(к|ца)|(обучаю|уча)щ(ий|ая)ся|школьник|участни(к|ца)|реб[её]нок)\\PL*$",
	"^(?i:\\PL*(учитель|педагог|директор|руководитель)\\PL*|ДР)$",
	/* How to reach a person; a school's own telephone is no secret. */
	"(?i)" WORDS("тел|телефон\\pL*|мобильн\\pL*|(эл\\.?|электронн\\pL*)\\s*почт\\pL*")
		NOT_OF_SCHOOL,
	"(?i)(?<!school)(?<!school[\\s_])(phone|e-?mail)" NOT_OF_SCHOOL,
};

enum { HEADERS = sizeof headers / sizeof *headers };

bool personal_header(struct text header)
{
	static struct pattern *patterns[HEADERS];
	char error[200];
	for (size_t i = 0; i < HEADERS; i++) {
		if (!patterns[i])
			patterns[i] = pattern_compile(text_of(headers[i]), error, sizeof error);
		if (!patterns[i])
			fail(STATUS_SYSTEM, "personal: %s", error);
		if (pattern_matches(patterns[i], header))
			return true;
	}
	return false;
}
