/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unpack FILE PREFIX: the members of a ZIP file whose names start so, one after the other, on standard
 * output. Status 1 if there is none.
 */
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	struct archive *reader = archive_read_new();
	struct archive_entry *entry;
	char block[65536];
	int found = 0;
	la_ssize_t got = 0;
	archive_read_support_format_zip(reader);
	if (argc != 3 || archive_read_open_filename(reader, argv[1], sizeof block) != ARCHIVE_OK) {
		fprintf(stderr, "unpack: cannot read %s\n", argc > 1 ? argv[1] : "a file");
		return 2;
	}
	while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
		if (strncmp(archive_entry_pathname(entry), argv[2], strlen(argv[2])) != 0)
			continue;
		found = 1;
		while ((got = archive_read_data(reader, block, sizeof block)) > 0)
			fwrite(block, 1, (size_t)got, stdout);
	}
	archive_read_free(reader);
	return found && got >= 0 ? 0 : 1;
}
