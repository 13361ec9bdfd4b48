/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-describe: files to lines of a manifest, with what tells whether two are the same data.
 *
 * in:  the files named
 * out: kind name sha256 bytes lines text
 * Memory: a digest per file.
 */
#include "digest.h"
#include "filter.h"
#include "memory.h"
#include "message.h"
#include "number.h"

#include <stdlib.h>

static struct {
	const char *kind;
	bool folder;
} options = {.kind = "file"};

static const struct option option_rows[] = {
	{'k', "kind", OPTION_TEXT, &options.kind, "KIND",
		"what the files are, for the first column; {version} in it is that of the "
		"programs"},
	{'f', "folder", OPTION_FLAG, &options.folder, NULL,
		"put the name of its folder before that of the file"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-describe",
	.summary = "files to lines of a manifest",
	.operands = "FILE …",
	.options = option_rows,
	.example = "  shnor-describe --kind input inbox/*.csv",
};

/* The file's own name, with that of its folder if wanted: no path of the machine. */
static struct text name_of(const char *path)
{
	const char *at = strrchr(path, '/');
	if (at && options.folder)
		while (at > path && at[-1] != '/')
			at--;
	else if (at)
		at++;
	return text_of(at ? at : path);
}

/* Does another of the files have as many lines? Only then may the two hold the same data. */
static bool may_have_twin(const struct digest *digests, size_t count, size_t at)
{
	for (size_t i = 0; i < count; i++)
		if (i != at && digests[at].has_lines && digests[i].has_lines &&
			digests[i].lines == digests[at].lines)
			return true;
	return false;
}

/* The kind with the version of the programs where it asks for that. */
static void write_kind(struct sink *out)
{
	static const char mark[] = "{version}";
	const char *found = strstr(options.kind, mark);
	if (!found) {
		sink_escaped(out, text_of(options.kind));
		return;
	}
	sink_escaped(out, (struct text){options.kind, (size_t)(found - options.kind)});
	sink_string(out, SHNOR_VERSION);
	sink_escaped(out, text_of(found + sizeof mark - 1));
}

static void write_line(
	struct filter *filter, const char *path, const struct digest *digest, const char *text)
{
	struct sink *out = &filter->out;
	write_kind(out);
	sink_byte(out, '\t');
	sink_escaped(out, name_of(path));
	sink_byte(out, '\t');
	sink_string(out, digest->sum);
	sink_byte(out, '\t');
	sink_count(out, digest->bytes);
	sink_byte(out, '\t');
	if (digest->has_lines)
		sink_count(out, digest->lines);
	else
		sink_byte(out, '-');
	sink_byte(out, '\t');
	sink_string(out, text);
	sink_byte(out, '\n');
	filter->account.written++;
	filter->account.output++;
}

int main(int argc, char **argv)
{
	struct filter filter;
	char text[DIGEST_ROOM];
	filter_start(&filter, &usage, argc, argv);
	filter_header(&filter, "kind name sha256 bytes lines text");
	struct digest *digests = memory_get(filter.file_count, sizeof *digests);
	for (size_t i = 0; i < filter.file_count; i++) {
		if (strcmp(filter.files[i], "-") == 0)
			fail(STATUS_USAGE, _("expected files; standard input has no name"));
		digest_file(&digests[i], filter.files[i]);
		filter.account.read++;
	}
	for (size_t i = 0; i < filter.file_count; i++) {
		text[0] = '\0';
		if (may_have_twin(digests, filter.file_count, i))
			digest_text(text, filter.files[i]);
		write_line(&filter, filter.files[i], &digests[i], text);
	}
	free(digests);
	return filter_end(&filter);
}
