/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personal.h"
#include "figure.h"
#include "message.h"
#include "pattern.h"

/* All of this is a safeguard, not a rule of a region, so it is here and not in a table. */

/* One of several patterns, compiled when it is first asked. */
struct kind {
	const char *source;
	struct pattern *pattern;
};

#define KIND(source)                                                                               \
	{                                                                                          \
		source, NULL                                                                       \
	}
#define FITS_ANY(kinds, text) fits_any(kinds, sizeof(kinds) / sizeof *(kinds), text)

static bool fits_any(struct kind *kinds, size_t count, struct text text)
{
	char error[200];
	for (size_t i = 0; i < count; i++) {
		struct kind *kind = &kinds[i];
		if (!kind->pattern)
			kind->pattern = pattern_compile(text_of(kind->source), error, sizeof error);
		if (!kind->pattern)
			fail(STATUS_SYSTEM, "personal: %s", error);
		if (pattern_matches(kind->pattern, text))
			return true;
	}
	return false;
}

/* Words that stand alone: no letter before them or behind them, though a digit or a _ may. */
#define WORDS(words) "(?<!\\pL)(?:" words ")(?!\\pL)"
#define NOT_OF_SCHOOL "(?!\\s*\\(?(оо|оу|школы|организации)(?!\\pL))"

/* Known are the columns of rbd_Participants (Surname, SecondName, DocumentSeries, BirthDay) and what
 * offices call theirs. A school's name (Наименование ОО, ShortName) is none of them, nor is ФИС ОКО. */
static bool is_personal_header(struct text header)
{
	static struct kind kinds[] = {
		KIND("(?i)" WORDS("ф[.\\s_]{0,3}и([.\\s_]{0,3}о)?|f\\.?\\s?i\\.?\\s?o")),
		KIND("(?i)" WORDS(
			"фам(или\\pL*)?|имя|отч(еств\\pL*)?|законн\\pL*\\s+представител\\pL*")),
		KIND("(?i)" WORDS("снилс|серия|документ\\pL*|пасп(орт\\pL*)?")),
		KIND("(?i)^\\PL*адрес\\s+(участника|ученика|обучающегося|регистрации)\\PL*$"),
		KIND("(?i)" WORDS("рожд|рождени[ея]|д\\.\\s?р\\.|dob|адрес\\s+прожив\\pL*")),
		KIND("^ДР$"),
		/* English words are often joined: ParticipantFirstName. */
		KIND("(?i)(sur|(first|second|last|middle|given|family|maiden)[\\s_-]?)name"),
		KIND("(?i)patronymic|birth|document|passport|snils"),
		/* One person as the whole header; "Код участника" goes on, "Обучающихся" is a count. */
		KIND("(?i)^\\PL*(учени(к|ца)|школьник|участни(к|ца)(\\s+экзамена)?|реб[её]нок|"
		     "выпускник"
		     "|экзаменуем(ый|ая)|сдающ(ий|ая)|студент(ка)?|воспитанни(к|ца))"
		     "(\\s*\\(полностью\\))?\\PL*$"),
		KIND("(?i)^\\PL*((обучаю|уча)щ(ий|ая)ся|учитель|педагог)\\PL*$"),
		KIND("(?i)^\\PL*(директор|(классный\\s+)?руководитель)\\PL*$"),
		/* How to reach a person; a school's own telephone is no secret. */
		KIND("(?i)" WORDS("тел|телефон\\pL*|мобильн\\pL*") NOT_OF_SCHOOL),
		KIND("(?i)" WORDS("(эл\\.?|электронн\\pL*)\\s*почт\\pL*") NOT_OF_SCHOOL),
		KIND("(?i)(?<!school)(?<!school[\\s_])(phone|e-?mail)" NOT_OF_SCHOOL),
	};
	return FITS_ANY(kinds, header);
}

/* A word of Cyrillic letters may have Latin ones in it that look the same: typed so, or on purpose. False
 * if the header has no Cyrillic letter, or does not fit. */
static bool spell_cyrillic(struct text header, char *into, size_t room)
{
	static const char latin[] = "ABCEHKMOPTXaceopxy";
	static const char *const alike[] = {"А", "В", "С", "Е", "Н", "К", "М", "О", "Р", "Т", "Х",
		"а", "с", "е", "о", "р", "х", "у"};
	size_t used = 0;
	bool cyrillic = false;
	for (size_t i = 0; i < header.length; i++) {
		const char *found = header.at[i] ? strchr(latin, header.at[i]) : NULL;
		const char *letter = found ? alike[found - latin] : NULL;
		size_t length = letter ? strlen(letter) : 1;
		if (used + length + 1 > room)
			return false;
		memcpy(into + used, letter ? letter : &header.at[i], length);
		used += length;
		cyrillic = cyrillic || ((unsigned char)header.at[i] & 0xFE) == 0xD0;
	}
	into[used] = '\0';
	return cyrillic;
}

bool personal_header(struct text header)
{
	/* Set throughout: compiled patterns look at whole vectors of bytes, also behind the end. */
	char plain[256] = {0};
	if (spell_cyrillic(header, plain, sizeof plain) && is_personal_header(text_of(plain)))
		return true;
	return is_personal_header(header);
}
#define NAME "\\p{Lu}\\p{Ll}+(-\\p{Lu}\\p{Ll}+)?"
#define SURNAME "(?<!\\pL)\\p{Lu}\\pL+(-\\p{Lu}\\pL+)?"
#define INITIALS "(?<!\\pL)(\\p{Lu}\\.\\s?)+"
#define PATRONYMIC "(?i:\\pL+(ич|вна|чна|\\s+оглы|\\s+кызы))(?!\\pL)"
/* СНИЛС, any eleven digits, a passport, a telephone, an address of e-mail. */
#define NUMBER                                                                                     \
	"(?<![\\d\\pL])(\\d{3}-\\d{3}-\\d{3}[ -]\\d\\d|\\d{11}|\\d\\d\\s?\\d\\d\\s+\\d{6}"         \
	"|(\\+7|8)([\\s()-]*\\d){10})(?!\\d)|\\S@\\S"

bool personal_mention(struct text text)
{
	static struct kind kinds[] = {
		KIND(SURNAME "\\s+" PATRONYMIC),
		KIND(SURNAME "\\s+\\p{Lu}\\.(?!\\s*\\pL{2})|" INITIALS SURNAME),
		KIND(NUMBER),
		/* Who signs a form, and who is to be asked about it. */
		KIND("(?i)исполнител|ответственн|директор|руководител|составил|подготовил"),
		KIND("(?i)подпис|контакт|телефон|" WORDS("тел\\.")),
	};
	return FITS_ANY(kinds, text);
}

/* What is no header, whatever the others are. */
static bool is_about_person(struct text cell)
{
	static struct kind kinds[] = {
		KIND("^(\\pL[\\pL-]+\\s+)*" PATRONYMIC "$"),
		KIND("(?i)^\\pL[\\pL-]+\\s+\\pL\\.\\s?(\\pL\\.?)?$"),
		KIND("^" INITIALS SURNAME "$"),
		KIND(NUMBER),
	};
	return FITS_ANY(kinds, cell);
}

bool personal_value(struct text value)
{
	static struct kind kinds[] = {KIND("^" NAME "(\\s+" NAME "){1,2}$")};
	return is_about_person(value) || FITS_ANY(kinds, value);
}

bool personal_date(struct text value)
{
	static struct kind kinds[] = {
		KIND("^\\d{1,2}[./-]\\d{1,2}[./-]\\d\\d(?!\\d{3})"),
		KIND("^\\d{4}[.-]\\d\\d?[.-]\\d"),
	};
	return FITS_ANY(kinds, value);
}

bool personal_row(const struct text *cells, size_t count, bool known)
{
	static struct kind of_headers[] = {KIND("^(\\d{1,2}([.]\\d{1,2})?|(19|20)\\d\\d)[ %]*$")};
	for (size_t i = 0; i < count; i++) {
		bool number = figure_only(cells[i]) && !(known && FITS_ANY(of_headers, cells[i]));
		if (number || is_about_person(cells[i]) || personal_date(cells[i]))
			return true;
	}
	return false;
}
