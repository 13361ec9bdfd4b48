/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parcel.h"
#include "encoding.h"
#include "message.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

enum { LONGEST = 180 }; /* bytes of a name without its ending; most systems take 255 of all */

static void check_empty(const char *folder)
{
	DIR *entries = opendir(folder);
	struct dirent *entry;
	if (!entries)
		fail(STATUS_SYSTEM, _("%s: cannot read:"), folder);
	while ((entry = readdir(entries)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			fail(STATUS_USAGE,
				_("%s: found %s in it, expected an empty folder, or none: a file "
				  "from before could be taken for one of now"),
				folder, quote(text_of(entry->d_name)).string);
	closedir(entries);
}

void parcels_open(struct parcels *parcels, const char *folder, const char *ending)
{
	*parcels = (struct parcels){.folder = folder, .ending = ending};
	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		fail(STATUS_SYSTEM, _("%s: cannot make the folder:"), folder);
	check_empty(folder);
	parcels->directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (parcels->directory < 0)
		fail(STATUS_SYSTEM, _("%s: cannot open the folder:"), folder);
}

static bool is_plain(unsigned char byte)
{
	return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
		(byte >= 'A' && byte <= 'Z') || strchr(".-()", byte);
}

/* Names that Windows keeps for devices, whatever their ending. */
static bool is_device(const char *name)
{
	static const char *const devices[] = {"con", "prn", "aux", "nul"};
	size_t length = strcspn(name, ".");
	for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
		if (length == 3 && strncasecmp(name, devices[i], 3) == 0)
			return true;
	return length == 4 &&
		(strncasecmp(name, "com", 3) == 0 || strncasecmp(name, "lpt", 3) == 0) &&
		name[3] >= '0' && name[3] <= '9';
}

/* The name of a file for the municipality, without its ending; `name` has room for LONGEST + 2. */
static void make_name(struct text municipality, char *name)
{
	size_t length = 0;
	while (municipality.length) {
		size_t bytes = encoding_character(municipality);
		struct text character = {municipality.at, bytes ? bytes : 1};
		if (length + character.length > LONGEST)
			break;
		/* No point in front hides a file, no control beyond ASCII stands in its name. */
		bool good = bytes && is_plain((unsigned char)*character.at) &&
			!(length == 0 && *character.at == '.') &&
			!(bytes == 2 && memcmp(character.at, "\xC2\xA0", 2) <= 0);
		if (good)
			memcpy(name + length, character.at, character.length);
		else
			name[length] = '_';
		length += good ? character.length : 1;
		municipality = (struct text){
			municipality.at + character.length, municipality.length - character.length};
	}
	if (length && name[length - 1] == '.')
		name[length - 1] = '_';
	if (!length)
		name[length++] = '_';
	name[length] = '\0';
	if (is_device(name)) {
		memmove(name + 1, name, length + 1);
		name[0] = '_';
	}
}

/* The name in small letters, for file systems that take capitals for the same. */
static struct text small_letters(const char *name, char *into, size_t room)
{
	locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	locale_t before = unicode ? uselocale(unicode) : (locale_t)0;
	mbstate_t in = {0}, out = {0};
	size_t used = 0, bytes;
	wchar_t letter;
	while (used + MB_LEN_MAX < room &&
		(bytes = mbrtowc(&letter, name, strlen(name), &in)) != 0 && bytes < (size_t)-2) {
		used += wcrtomb(into + used, (wchar_t)towlower((wint_t)letter), &out);
		name += bytes;
	}
	if (before)
		uselocale(before);
	if (unicode)
		freelocale(unicode);
	return (struct text){into, used};
}

struct sink *parcels_start(struct parcels *parcels, struct text municipality)
{
	char plain[LONGEST + 2], name[LONGEST + 32], small[4 * sizeof name];
	make_name(municipality, plain);
	snprintf(name, sizeof name, "%s", plain);
	for (unsigned number = 2;; number++) {
		uint32_t count = parcels->taken.count;
		dictionary_add(&parcels->taken, small_letters(name, small, sizeof small));
		if (parcels->taken.count > count)
			break;
		snprintf(name, sizeof name, "%s-%u", plain, number);
	}
	if (strcmp(name, plain) != 0)
		message_note(_("%s: the name of its file is taken; it is %s.%s"),
			quote(municipality).string, name, parcels->ending);
	free(parcels->name);
	free(parcels->hidden);
	if (asprintf(&parcels->name, "%s.%s", name, parcels->ending) < 0 ||
		asprintf(&parcels->hidden, "%s/.%s.part", parcels->folder, parcels->name) < 0)
		fail(STATUS_SYSTEM, _("out of memory"));
	sink_open(&parcels->sink, parcels->hidden, false);
	return &parcels->sink;
}

const char *parcels_finish(struct parcels *parcels)
{
	const char *hidden = parcels->hidden;
	sink_close(&parcels->sink);
	int file = open(hidden, O_RDONLY | O_CLOEXEC);
	if (file < 0 || fsync(file) != 0 || close(file) != 0)
		fail(STATUS_SYSTEM, _("%s: cannot sync:"), hidden);
	if (renameat(AT_FDCWD, hidden, parcels->directory, parcels->name) != 0)
		fail(STATUS_SYSTEM, _("%s: cannot rename:"), hidden);
	return parcels->name;
}

void parcels_close(struct parcels *parcels)
{
	if (fsync(parcels->directory) != 0 || close(parcels->directory) != 0)
		fail(STATUS_SYSTEM, _("%s: cannot sync:"), parcels->folder);
	dictionary_empty(&parcels->taken);
	free(parcels->name);
	free(parcels->hidden);
}
