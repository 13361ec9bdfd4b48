/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "language.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "shnor"

/* The name of the locale for messages, by POSIX.1-2017, XBD 8.2; NULL if none is named. */
static const char *named_locale(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *name = getenv(variables[i]);
		if (name && *name)
			return name;
	}
	return NULL;
}

static bool is_plain(const char *locale)
{
	return !locale || strcmp(locale, "POSIX") == 0 || strcmp(locale, "C") == 0 ||
		strncmp(locale, "C.", 2) == 0;
}

/* In the locale C gettext() translates nothing, and that is what a locale which is not installed leaves.
 * C.UTF-8 is always there and does not hinder it; LANGUAGE then names the language: ru_RU for
 * ru_RU.UTF-8, of which gettext() tries ru_RU and ru. */
static void speak_without_locale(const char *wanted)
{
	char language[32];
	size_t length = strcspn(wanted, ".@");
	const char *list = getenv("LANGUAGE");
	if (!setlocale(LC_MESSAGES, "C.UTF-8") || (list && *list) || length >= sizeof language)
		return;
	memcpy(language, wanted, length);
	language[length] = '\0';
	setenv("LANGUAGE", language, true);
}

/* The folder of catalogues for a program in …/bin: …/share/locale. */
static void bind_catalogues(void)
{
	char path[PATH_MAX];
	static const char beside[] = "share/locale";
	ssize_t length = readlink("/proc/self/exe", path, sizeof path);
	if (length <= 0 || (size_t)length >= sizeof path)
		return;
	path[length] = '\0';
	for (int level = 0; level < 2; level++) {
		char *slash = strrchr(path, '/');
		if (!slash)
			return;
		*slash = '\0';
	}
	size_t used = strlen(path);
	if (used + 1 + sizeof beside > sizeof path)
		return;
	path[used] = '/';
	memcpy(path + used + 1, beside, sizeof beside);
	bindtextdomain(DOMAIN, path);
}

void language_start(void)
{
	const char *wanted = named_locale();
	setlocale(LC_CTYPE, "C.UTF-8"); /* only messages care */
	if (is_plain(wanted))
		return;
	if (!setlocale(LC_MESSAGES, "") || is_plain(setlocale(LC_MESSAGES, NULL)))
		speak_without_locale(wanted);
	bind_catalogues();
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	textdomain(DOMAIN);
}
