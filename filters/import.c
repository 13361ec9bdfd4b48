/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-import: CSV, TSV and Excel files, also in ZIP files, to records, by a map table.
 *
 * Reads files in the layout of whoever made them; writes the columns the map names, and `origin`.
 * Memory: one block of the input, one record, and up to fifty lines that may be notes under the table.
 */
#include "filter.h"
#include "intake.h"
#include "message.h"
#include "suggest.h"

static struct {
	struct intake_options intake;
	bool suggest;
} options = {.intake = {INTAKE_DEFAULTS}};

static const struct option option_rows[] = {
	{'m', "map", OPTION_TEXT, &options.intake.map, "FILE", "the map table (required)"},
	{'e', "encoding", OPTION_TEXT, &options.intake.encoding, "NAME",
		"UTF-8, windows-1251, … or auto"},
	{'d', "delimiter", OPTION_TEXT, &options.intake.delimiter, "CHAR", "; , tab … or auto"},
	{0, "sheet", OPTION_TEXT, &options.intake.sheet, "NAME",
		"the worksheet of .xlsx files, if not the first one seen"},
	{0, "members", OPTION_TEXT, &options.intake.members, "PATTERN",
		"which members of ZIP files to read"},
	{0, "hash-key", OPTION_TEXT, &options.intake.hash_key, "FILE",
		"the key for columns of the type hash (pupils' codes)"},
	{0, "suggest", OPTION_FLAG, &options.suggest, NULL,
		"write a draft of a map for the file, and no records"},
	{0, "check", OPTION_FLAG, &options.intake.check, NULL,
		"try the map on the files' headers and write no records"},
	{0, "repeats", OPTION_FLAG, &options.intake.repeats, NULL,
		"tell of records that stand twice, word for word, in --quality"},
	{0, "allow-personal", OPTION_FLAG, &options.intake.allow_personal, NULL,
		"let the map name columns with personal data"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-import",
	.summary = "CSV, TSV and Excel files to records",
	.operands = "[FILE …]",
	.options = option_rows,
	.example = "  shnor-import --map gia.map gia9-2024.csv gia11-2024.csv.gz >records.tsv",
};

/* Writes the record at hand as a line. */
static void write_record(struct sink *out, const struct intake *intake)
{
	char *start = sink_reserve(out, intake_room(intake) + 1), *end = intake_put(intake, start);
	*end++ = '\n';
	sink_commit(out, (size_t)(end - start));
}

static void write_header(struct filter *filter, const struct layout *layout)
{
	for (size_t i = 0; i < layout->columns.count; i++) {
		sink_text(&filter->out, layout->columns.texts[i]);
		sink_byte(&filter->out, '\t');
	}
	filter_header(filter, "origin");
}

/* A draft for the first table of the file that can be read. */
static void suggest_file(struct filter *filter)
{
	struct pattern *members = intake_members(&options.intake);
	const char *fault, *file = filter->files[0];
	struct parts parts = intake_parts(&options.intake, members);
	if (filter->file_count != 1)
		fail(STATUS_USAGE, _("--suggest takes one file"));
	parts_open(&parts, file);
	if (!parts_next(&parts))
		fail(STATUS_DATA, _("%s: there is no table in it"), file);
	if (!parts.readable)
		fail(STATUS_DATA, "%s: %s", parts.name, parts.rows.fault);
	if (!suggest_map(&filter->out, &parts, suggest_headers_path(), &fault))
		fail(STATUS_DATA, "%s: %s", parts.name, fault);
	parts_close(&parts);
	pattern_free(members);
}

int main(int argc, char **argv)
{
	struct filter filter;
	struct intake intake;
	filter_start(&filter, &usage, argc, argv);
	if (options.suggest) {
		suggest_file(&filter);
		return filter_end(&filter);
	}
	if (!options.intake.map)
		fail(STATUS_USAGE,
			_("--map FILE is required; it says what column comes from where"));
	intake_load(&intake, &options.intake);
	table_check();
	intake_open(&intake, &filter.account, filter.files, filter.file_count);
	write_header(&filter, &intake.layout);
	while (intake_next(&intake))
		write_record(&filter.out, &intake);
	intake_close(&intake);
	return filter_end(&filter);
}
