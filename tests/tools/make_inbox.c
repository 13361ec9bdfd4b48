/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * make_inbox DIR ROWS SCHOOLS [quoted]: a synthetic inbox for measuring, in the layout of the
 * Orenburg pipeline: windows-1251, `;`, CRLF, three years, about ROWS pupils' lines in all. The
 * same arguments give the same bytes. With `quoted` every school's name is in quotes, with doubled
 * quotes inside.
 */
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { YEARS = 3, FIRST_YEAR = 2022, TOWNS = 40 };

static uint64_t state = UINT64_C(88172645463325252);

static unsigned random_below(unsigned limit)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 32) % limit);
}

/* The text in windows-1251; it lives as long as the program. */
static const char *bytes(const char *text)
{
	static iconv_t converter;
	if (!converter)
		converter = iconv_open("windows-1251", "UTF-8");
	char *from = strdup(text), *at = from, *to = malloc(strlen(text) + 1), *into = to;
	size_t left = strlen(text), room = left;
	if (iconv(converter, &at, &left, &into, &room) == (size_t)-1)
		abort();
	*into = '\0';
	free(from);
	return to;
}

static FILE *create(const char *folder, const char *name, int year)
{
	char path[1024];
	snprintf(path, sizeof path, year ? "%s/%s-%d.csv" : "%s/%s.csv", folder, name, year);
	FILE *file = fopen(path, "w");
	if (!file) {
		perror(path);
		exit(3);
	}
	return file;
}

static void finish(FILE *file)
{
	if (ferror(file) || fclose(file)) {
		perror("make_inbox");
		exit(3);
	}
}

struct school {
	char code[16], login[16], name[160];
	const char *town;
	unsigned failing; /* per mille */
};

static const char *const head_gia =
	"Код ОО;Наименование ОО;МСУ;Код участника;Категория участника;Форма;Предмет;Дата экзамена;"
	"Этап;Первичный балл;Тестовый балл;Отметка;Статус\r\n";

static struct school *make_schools(const char *folder, unsigned count, int quoted)
{
	struct school *schools = calloc(count, sizeof *schools);
	const char *towns[TOWNS];
	char text[200];
	for (unsigned i = 0; i < TOWNS; i++) {
		snprintf(text, sizeof text, "Муниципальный район № %u", i + 1);
		towns[i] = bytes(text);
	}
	FILE *file = create(folder, "schools", 0);
	fputs(bytes("Код ОО;Логин ФИС ОКО;Наименование ОО;МСУ;Тип;Местность;Вид;Преемник;"
		    "Действует с;Действует по\r\n"),
		file);
	for (unsigned i = 0; i < count; i++) {
		struct school *school = &schools[i];
		snprintf(school->code, sizeof school->code, "%06u", 10007 + i * 13);
		snprintf(school->login, sizeof school->login, "edu%06u", 560000 + i);
		snprintf(text, sizeof text,
			quoted ? "\"МБОУ \"\"Средняя общеобразовательная школа № %u\"\"\""
			       : "МБОУ «Средняя общеобразовательная школа № %u»",
			i + 1);
		snprintf(school->name, sizeof school->name, "%s", bytes(text));
		school->town = towns[i % TOWNS];
		school->failing = 20 + random_below(380);
		fprintf(file, "%s;%s;%s;%s;%s;;;;;\r\n", school->code, school->login, school->name,
			school->town, bytes("СОШ"));
	}
	finish(file);
	return schools;
}

static void write_pupils(
	const char *folder, const struct school *schools, unsigned count, unsigned pupils, int year)
{
	FILE *nine = create(folder, "gia9", year), *eleven = create(folder, "gia11", year);
	const char *graduate = bytes("Выпускник текущего года"),
		   *past = bytes("Выпускник прошлых лет");
	const char *main_stage = bytes("основной"), *retake = bytes("пересдача");
	const char *valid = bytes("Действующий результат"), *absent = bytes("Не явился");
	const char *oge = bytes("ОГЭ"), *ege = bytes("ЕГЭ"), *rus = bytes("Русский язык");
	const char *mat = bytes("Математика"), *profile = bytes("Математика профильная");
	const char *base = bytes("Математика (базовый уровень)"), *other = bytes("Обществознание");
	setvbuf(nine, NULL, _IOFBF, 1 << 20);
	setvbuf(eleven, NULL, _IOFBF, 1 << 20);
	fputs(bytes(head_gia), nine);
	fputs(bytes(head_gia), eleven);
	for (unsigned i = 0; i < pupils; i++) {
		const struct school *school = &schools[i / 40 % count];
		int low = random_below(1000) < school->failing;
		const char *stage = random_below(50) ? main_stage : retake;
		const char *status = random_below(100) ? valid : absent;
		unsigned kind = random_below(10);
		if (kind < 7) {
			unsigned score = low ? random_below(8) : 8 + random_below(24);
			fprintf(nine, "%s;%s;%s;%08X;%s;%s;%s;%02u.06.%d;%s;%u;;%d;%s\r\n",
				school->code, school->name, school->town, i, graduate, oge,
				kind < 3           ? rus
					: kind < 6 ? mat
						   : other,
				1 + random_below(20), year, stage, score,
				low                  ? 2
					: score < 15 ? 3
					: score < 22 ? 4
						     : 5,
				status);
			continue;
		}
		unsigned test = low ? random_below(24) : 27 + random_below(74);
		const char *subject = kind == 7 ? rus : kind == 8 ? profile : base;
		fprintf(eleven, "%s;%s;%s;%08X;%s;%s;%s;%02u.06.%d;%s;%u;", school->code,
			school->name, school->town, i, random_below(60) ? graduate : past, ege,
			subject, 1 + random_below(20), year, stage, test / 5);
		if (kind == 9)
			fprintf(eleven, ";%d;%s\r\n", low ? 2 : 4, status);
		else
			fprintf(eleven, "%u;;%s\r\n", test, status);
	}
	finish(nine);
	finish(eleven);
}

static void write_vpr(const char *folder, const struct school *schools, unsigned count, int year)
{
	FILE *file = create(folder, "vpr", year);
	const char *subjects[] = {bytes("Русский язык"), bytes("Математика")};
	fputs(bytes("Год;Класс;Предмет;Муниципалитет;Логин;ОО;Кол-во участников;2;3;4;5\r\n"),
		file);
	for (unsigned i = 0; i < count * 4; i++) {
		const struct school *school = &schools[i / 4];
		unsigned marks[4], n = 0;
		for (unsigned j = 0; j < 4; j++)
			n += marks[j] = random_below(20) + (j == 1);
		fprintf(file, "%d;%u;%s;%s;%s;%s;%u", year, 5 + i / 2 % 2, subjects[i % 2],
			school->town, school->login, school->name, n);
		for (unsigned j = 0; j < 4; j++) {
			unsigned hundredths = (marks[j] * 20000 + n) / (2 * n);
			fprintf(file, ";%u,%02u", hundredths / 100, hundredths % 100);
		}
		fputs("\r\n", file);
	}
	finish(file);
}

int main(int argc, char **argv)
{
	unsigned rows = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 0;
	unsigned count = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 0;
	if (!rows || !count) {
		fputs("usage: make_inbox DIR ROWS SCHOOLS [quoted]\n", stderr);
		return 2;
	}
	struct school *schools =
		make_schools(argv[1], count, argc > 4 && strcmp(argv[4], "quoted") == 0);
	for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
		write_pupils(argv[1], schools, count, rows / YEARS, year);
		write_vpr(argv[1], schools, count, year);
	}
	free(schools);
	return 0;
}
