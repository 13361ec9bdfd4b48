/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Letters: lines of exam files through each encoding and back, and the ways they get garbled.
 */
#include "check.h"
#include "letters.h"
#include "reading.h"

#include <iconv.h>

enum { ROOM = 4096 };

/* As they stand in exam files; each has enough letters to be told in any encoding. */
static const char *const texts[] = {
	"Код ОО;Предмет",
	"Код ОО;Предмет;Балл",
	"Код ОО;Наименование ОО;Код предмета;Первичный балл;Оценка",
	"Код субъекта РФ;Код АТЕ;Код ОО;Класс;Вариант;Пол",
	"№ п/п;Фамилия;Имя;Отчество;Серия;Номер документа",
	"КОД ОО;ПРЕДМЕТ;БАЛЛ",
	"МУНИЦИПАЛЬНОЕ БЮДЖЕТНОЕ УЧРЕЖДЕНИЕ «СРЕДНЯЯ ШКОЛА № 5»",
	"МБОУ СОШ № 12 г. Бугуруслана",
	"МАОУ «Гимназия № 3»",
	"Муниципальное учреждение «Лицей № 7» имени Ю. А. Гагарина",
	"Русский язык;Математика базовая;Обществознание",
	"Информатика и ИКТ",
	"Окружающий мир",
	"Подъёмная средняя школа",
	"код_оо;предмет;балл",
	"Выполнение заданий;Группа баллов;Статистика по отметкам",
	"Хабаровск;Йошкар-Ола;Ыныкчан",
};

/* Too short, or nothing but seldom letters: windows-1251 is the guess, and nothing is garbled. */
static const char *const bare[] = {
	"КОД ОО",
	"Химия",
	"школа",
	"МБДОУ",
	"ОГРН;ИНН;КПП",
	"ГБОУ;КПП;ДПО",
	"ВПР;РФ;ЦФО",
	"ЮФО;ВПР;МСУ",
	"ГБПОУ;ФГКОУ;МКВСОУ;ЧОУ ДПО",
	"ООШ;ООШ;МБОУ;УФО;ВПР;ППЭ",
};

static const char *const foreign[] = {
	"",
	"id;school;score",
	"Región de Arica y Parinacota",
	"REGIÓN METROPOLITANA;NIÑOS;AÑO;CÓDIGO;Educación Básica",
	"SZKOŁA PODSTAWOWA",
	"Szkoła Podstawowa nr 5 w Łodzi;województwo świętokrzyskie",
	"École élémentaire;Établissement;RÉGION;À É È Ê",
	"Educação;AÇÃO;SÃO JOÃO;é à ó",
	"Schüler;Prüfung;Straße;GRÖSSE",
	"Þórður Ægisson;Ísafjörður",
	"Область;Українська мова;Їжакова",
	"Қазақ тілі;Мектеп;Оқушы",
	"Башҡорт теле;Мәктәп;Уҡыусы",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The bytes of the text in another encoding; without any when it does not have all characters. */
static struct text convert(struct text text, const char *from, const char *to, char room[ROOM])
{
	iconv_t converter = iconv_open(to, from);
	char source[ROOM], *in = source, *out = room;
	size_t left = text.length, free_bytes = ROOM;
	memcpy(source, text.at, text.length);
	size_t result = iconv(converter, &in, &left, &out, &free_bytes);
	iconv_close(converter);
	return (struct text){room, result == (size_t)-1 ? 0 : ROOM - free_bytes};
}

static bool detects(struct text raw, const char *encoding)
{
	const char *name = encoding_name(reading_detect(raw, false));
	if (strcmp(name, encoding) == 0)
		return true;
	fprintf(stderr, "%s taken for %s: ", encoding, name);
	return false;
}

static bool reads_well(const char *text)
{
	const char *name = reading_garbled(text_of(text));
	if (name)
		fprintf(stderr, "%s: %s\n", text, name);
	return !name;
}

static void check_detection(const char *text)
{
	const char *const encodings[] = {"windows-1251", "CP866", "KOI8-R"};
	char room[ROOM];
	CHECK(detects(text_of(text), "UTF-8"));
	for (size_t i = 0; i < COUNT(encodings); i++) {
		/* CP866 has no guillemets. */
		struct text raw = convert(text_of(text), "UTF-8", encodings[i], room);
		bool right = !raw.length || detects(raw, encodings[i]);
		if (!right)
			fprintf(stderr, "%s\n", text);
		CHECK(right);
	}
}

static bool is_named(const char *text, const char *right, const char *wrong)
{
	char room[ROOM], garbled[ROOM], expected[80];
	struct text raw = convert(text_of(text), "UTF-8", right, room);
	struct text read = convert(raw, wrong, "UTF-8", garbled);
	if (!read.length)
		return true; /* a byte that the wrong encoding does not have */
	const char *name = reading_garbled(read);
	snprintf(expected, sizeof expected, "%s read as %s", right, wrong);
	if (name && strcmp(name, expected) == 0)
		return true;
	fprintf(stderr, "%s: %s, named %s\n", text, expected, name ? name : "nothing");
	return false;
}

static void check_garbled(const char *text)
{
	static const char *const ways[][2] = {
		{"windows-1251", "windows-1252"},
		{"windows-1251", "CP866"},
		{"UTF-8", "windows-1251"},
		{"UTF-8", "windows-1252"},
		{"UTF-8", "CP866"},
		{"UTF-8", "KOI8-R"},
		{"CP866", "windows-1251"},
		{"CP866", "KOI8-R"},
	};
	for (size_t i = 0; i < COUNT(ways); i++)
		CHECK(is_named(text, ways[i][0], ways[i][1]));
}

static bool named(const char *text, const char *expected)
{
	const char *name = reading_garbled(text_of(text));
	return name && strcmp(name, expected) == 0;
}

/* Bytes that are no UTF-8, cut off, or that no encoding has. */
static void check_random_bytes(void)
{
	for (int round = 0; round < 2000; round++) {
		size_t length = check_random(40);
		char *bytes = malloc(length + 1);
		for (size_t i = 0; i < length; i++)
			bytes[i] = (char)check_random(256);
		(void)letters_score((struct text){bytes, length});
		(void)reading_garbled((struct text){bytes, length});
		(void)reading_detect((struct text){bytes, length}, true);
		free(bytes);
	}
}

/* What is told of the pairs of a text's bytes is what is told of the text. */
static void check_pairs(const char *name, struct text bytes)
{
	const struct encoding *encoding = encoding_find(name);
	uint32_t codes[256];
	char shown[ROOM];
	size_t length = encoding_show(encoding, bytes, shown);
	struct letters_score score = letters_score((struct text){shown, length});
	struct byte_pairs *pairs = byte_pairs_count(bytes);
	encoding_codes(encoding, codes);
	struct letters_score told = letters_score_pairs(pairs, codes);
	CHECK(score.points == told.points && score.letters == told.letters);
	CHECK(score.joined == told.joined && score.faults == told.faults);
	free(pairs);
}

static void check_random_pairs(void)
{
	static const char *const names[] = {"windows-1251", "CP866", "KOI8-R", "windows-1252"};
	char bytes[ROOM / ENCODING_GROWTH];
	for (int round = 0; round < 2000; round++) {
		size_t length = check_random(sizeof bytes);
		unsigned few = 1 + check_random(255);
		for (size_t i = 0; i < length; i++)
			bytes[i] = (char)(check_random(few) + (check_random(2) ? 0xC0 : 0));
		for (size_t i = 0; i < COUNT(names); i++)
			check_pairs(names[i], (struct text){bytes, length});
	}
}

int main(void)
{
	check_random_pairs();
	for (size_t i = 0; i < COUNT(texts); i++) {
		CHECK(letters_russian(letters_score(text_of(texts[i]))));
		check_detection(texts[i]);
		check_garbled(texts[i]);
		CHECK(reads_well(texts[i]));
	}
	for (size_t i = 0; i < COUNT(bare); i++) {
		char room[ROOM];
		CHECK(detects(
			convert(text_of(bare[i]), "UTF-8", "windows-1251", room), "windows-1251"));
		CHECK(reads_well(bare[i]));
	}
	for (size_t i = 0; i < COUNT(foreign); i++)
		CHECK(reads_well(foreign[i]));
	/* A file in Latin letters reads like Russian in none of them. */
	CHECK(detects(text_of("Regi\xF3n de Ays\xE9n;Educaci\xF3n;A\xF1o"), "windows-1251"));
	CHECK(named("Êîä ÎÎ", "windows-1251 read as windows-1252"));
	CHECK(named("РљРѕРґ РћРћ", "UTF-8 read as windows-1251"));
	CHECK(named("РРјСЏ;РљРѕРґ РћРћ", "UTF-8 read as windows-1251"));
	CHECK(named("йНД нн;оПЕДЛЕР;аЮКК", "windows-1251 read as KOI8-R"));
	CHECK(named("лПД пп;рТЕДНЕФ", "KOI8-R read as windows-1251"));
	CHECK(named("МЮГБЮМХЕ НАПЮГНБЮРЕКЭМНИ НПЦЮМХГЮЖХХ", "windows-1251 read as KOI8-R"));
	check_random_bytes();
	return check_end();
}
