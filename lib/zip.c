/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zip.h"
#include "archive_library.h"
#include "encoding.h"
#include "memory.h"
#include "message.h"

#include <stdlib.h>
#include <unistd.h>

enum { BLOCK_BYTES = 65536 };

struct zip {
	struct archive *reader;
	const char *name;
	char *member;
	bool encrypted; /* the member */
};

static _Noreturn void cannot_read(const struct zip *zip)
{
	const char *why = archive_library()->archive_error_string(zip->reader);
	fail(STATUS_SYSTEM, _("%s%s%s: cannot read the ZIP data: %s"), zip->name,
		zip->member ? "/" : "", zip->member ? zip->member : "",
		why ? why : _("they are damaged"));
}

/* The directory stands at the end of a ZIP file, so a file that was cut off has none. Members could
 * be looked for without it, but none could tell how many there should be. */
static _Noreturn void cannot_find(const struct zip *zip)
{
	fail(STATUS_SYSTEM,
		_("%s: cannot read the ZIP data: the directory at its end is missing or damaged; "
		  "is the file truncated?"),
		zip->name);
}

struct zip *zip_open(int file, const char *name)
{
	struct zip *zip = memory_get(1, sizeof *zip);
	zip->name = name;
	zip->reader = archive_library()->archive_read_new();
	if (!zip->reader)
		fail(STATUS_SYSTEM, _("%s: out of memory for the ZIP data"), name);
	if (archive_library()->archive_read_support_format_zip_seekable(zip->reader) != ARCHIVE_OK)
		cannot_read(zip);
	if (lseek(file, 0, SEEK_SET) < 0)
		fail(STATUS_SYSTEM, _("%s: cannot read:"), name);
	if (archive_library()->archive_read_open_fd(zip->reader, file, BLOCK_BYTES) != ARCHIVE_OK)
		cannot_find(zip);
	return zip;
}

static void keep_name(struct zip *zip, struct text raw)
{
	const struct encoding *encoding = encoding_find(encoding_is_utf8(raw) ? "UTF-8" : "CP866");
	zip->member = memory_get(raw.length + 1, ENCODING_GROWTH);
	zip->member[encoding_show(encoding, raw, zip->member)] = '\0';
}

const char *zip_next(struct zip *zip)
{
	struct archive_entry *entry;
	free(zip->member);
	zip->member = NULL;
	for (;;) {
		int result = archive_library()->archive_read_next_header(zip->reader, &entry);
		if (result == ARCHIVE_EOF)
			return NULL;
		if (result < ARCHIVE_WARN)
			cannot_read(zip);
		const char *name = archive_library()->archive_entry_pathname_utf8(entry);
		if (!name)
			name = archive_library()->archive_entry_pathname(entry);
		if (archive_library()->archive_entry_filetype(entry) != AE_IFREG || !name)
			continue;
		keep_name(zip, text_of(name));
		zip->encrypted = archive_library()->archive_entry_is_encrypted(entry);
		return zip->member;
	}
}

size_t zip_read(struct zip *zip, char *into, size_t room)
{
	if (zip->encrypted)
		fail(STATUS_SYSTEM, _("%s/%s: is encrypted; unpack it with its password first"),
			zip->name, zip->member);
	ssize_t got = archive_library()->archive_read_data(zip->reader, into, room);
	if (got < 0)
		cannot_read(zip);
	return (size_t)got;
}

void zip_close(struct zip *zip)
{
	archive_library()->archive_read_free(zip->reader);
	free(zip->member);
	free(zip);
}
