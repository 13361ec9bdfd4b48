/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-suppress: the result folder of a run as it may be published.
 *
 * in:  the folder that a run has left
 * out: a folder of its streams, without what single pupils could be told from
 * Memory: the indicators of all schools.
 */
#include "digest.h"
#include "message.h"
#include "path.h"
#include "public_programme.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static struct {
	const char *least, *percent;
	struct option_list publicity, programme, rules, composites;
} options = {.least = "10", .percent = "5"};

static const struct option option_rows[] = {
	{0, "publicity", OPTION_LIST, &options.publicity, "FILE",
		"what the measures count, and so what may be published of them"},
	{0, "programme", OPTION_LIST, &options.programme, "FILE",
		"the table of the programme; without it none is published"},
	{0, "rule", OPTION_LIST, &options.rules, "FILE",
		"settings of the threshold rule; without it no verdict of it is published"},
	{0, "composites", OPTION_LIST, &options.composites, "FILE",
		"what indices are made of; without it no verdict by indices is published"},
	{0, "least", OPTION_TEXT, &options.least, "N", "hide what rests on fewer pupils [10]"},
	{0, "percent", OPTION_TEXT, &options.percent, "P",
		"shares below P % and above 100-P % only as such [5]"},
	{0},
};

static const struct usage usage = {
	.program = "shnor-suppress",
	.summary = "the result of a run as it may be published",
	.operands = "RESULT PUBLIC",
	.options = option_rows,
	.example = "  shnor-suppress --publicity pipelines/common/publicity.tsv \\\n"
		   "      --programme pipelines/orenburg/programme.tsv \\\n"
		   "      --rule pipelines/orenburg/rule.tsv out/orenburg public/orenburg",
};

static int is_entry(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int list_folder(const char *path, struct dirent ***entries)
{
	int count = scandir(path, entries, is_entry, alphasort);
	if (count < 0 && errno != ENOENT)
		fail(STATUS_SYSTEM, _("%s: cannot read:"), path);
	return count;
}

static void free_list(struct dirent **entries, int count)
{
	for (int i = 0; i < count; i++)
		free(entries[i]);
	if (count >= 0)
		free(entries);
}

/* Only an empty folder, or none, becomes a published one: nobody's files are removed. */
static void check_place(const char *path)
{
	struct dirent **entries;
	int count = list_folder(path, &entries);
	if (count > 0)
		fail(STATUS_USAGE,
			_("%s: found %s in it, expected an empty folder, or none; shnor-publish "
			  "puts "
			  "a new one in its place"),
			path, quote(text_of(entries[0]->d_name)).string);
	free_list(entries, count);
}

/* A folder in the result would be taken for a part of it, and refused by the next run. */
static void check_apart(const char *result, const char *path)
{
	char *copy = strdup(path), *parent = realpath(dirname(copy), NULL);
	char *whole = realpath(result, NULL);
	size_t length = whole ? strlen(whole) : 0;
	if (parent && whole && strncmp(parent, whole, length) == 0 &&
		(parent[length] == '/' || !parent[length]))
		fail(STATUS_USAGE, _("%s lies in %s, expected a place apart from the result"), path,
			result);
	free(copy);
	free(parent);
	free(whole);
}

/* The folder, locked until the program ends: two runs to one place must not meet. It is nothing that
 * leads elsewhere, where files would be removed. */
static int hold_folder(const char *path)
{
	struct stat held, there;
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0)
		fail(STATUS_SYSTEM, _("%s: cannot use it as a folder to work in:"), path);
	if (flock(folder, LOCK_EX | LOCK_NB) != 0 || fstat(folder, &held) != 0 ||
		lstat(path, &there) != 0 || held.st_ino != there.st_ino ||
		held.st_dev != there.st_dev)
		fail(STATUS_USAGE, _("%s: another run is writing there"), path);
	return folder;
}

/* The hidden folder beside the published one, in which it is made; what a killed run has left
 * there goes. */
static char *make_workplace(const char *path)
{
	struct dirent **entries;
	char *parent = strdup(path), *name = strdup(path), *work;
	if (asprintf(&work, "%s/.%s.shnor-suppress", dirname(parent), basename(name)) < 0)
		fail(STATUS_SYSTEM, _("out of memory"));
	free(parent);
	free(name);
	if (mkdir(work, 0777) != 0 && errno != EEXIST)
		fail(STATUS_SYSTEM, _("%s: cannot make the folder:"), work);
	int folder = hold_folder(work), count = list_folder(work, &entries);
	for (int i = 0; i < count; i++)
		if (unlinkat(folder, entries[i]->d_name, 0) != 0)
			fail(STATUS_SYSTEM, _("%s: cannot remove:"), entries[i]->d_name);
	free_list(entries, count);
	return work;
}

static void sync_path(const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0 || fsync(file) != 0 || close(file) != 0)
		fail(STATUS_SYSTEM, _("%s: cannot sync:"), path);
}

/* The published files and their digests; of inputs, tables and programs nothing is said. */
static void write_manifest(const char *work)
{
	struct dirent **entries;
	struct sink manifest;
	int count = list_folder(work, &entries);
	char *path = path_join(work, text_of("manifest.tsv"));
	sink_open(&manifest, path, false);
	sink_string(&manifest, "kind\tname\tsha256\tbytes\tlines\n");
	for (int i = 0; i < count; i++) {
		struct digest digest;
		char *file = path_join(work, text_of(entries[i]->d_name));
		digest_file(&digest, file);
		sync_path(file);
		free(file);
		sink_string(&manifest, "output\t");
		sink_string(&manifest, entries[i]->d_name);
		sink_byte(&manifest, '\t');
		sink_string(&manifest, digest.sum);
		sink_byte(&manifest, '\t');
		sink_count(&manifest, digest.bytes);
		sink_byte(&manifest, '\t');
		sink_count(&manifest, digest.lines);
		sink_byte(&manifest, '\n');
	}
	sink_close(&manifest);
	sync_path(path);
	sync_path(work);
	free_list(entries, count);
	free(path);
}

static void put_in_place(const char *work, const char *path)
{
	char *copy = strdup(path);
	if (rename(work, path) != 0)
		fail(STATUS_SYSTEM, _("%s: cannot take its place:"), path);
	sync_path(dirname(copy));
	free(copy);
}

static void read_limits(struct disclosure_limits *limits)
{
	limits->least = option_count("least", options.least);
	limits->percent = option_count("percent", options.percent);
	if (limits->least < 2)
		fail(STATUS_USAGE, _("--least: found %s, expected at least 2"), options.least);
	if (limits->percent >= 50)
		fail(STATUS_USAGE, _("--percent: found %s, expected less than 50"),
			options.percent);
}

int main(int argc, char **argv)
{
	static struct filter filter;
	static struct publicity publicity;
	static struct publication publication;
	filter_start(&filter, &usage, argc, argv);
	if (filter.file_count != 2)
		fail(STATUS_USAGE, _("expected two folders: RESULT PUBLIC"));
	if (!options.publicity.count)
		fail(STATUS_USAGE, _("--publicity is missing: what the measures count"));
	read_limits(&publication.suppression.limits);
	publicity_load(&publicity, options.publicity.items, options.publicity.count);
	table_load(&publication.programme, options.programme.items, options.programme.count,
		&public_programme_form);
	public_verdicts_load(&publication.verdicts, options.rules.items, options.rules.count);
	public_indices_load(
		&publication.verdicts.indices, options.composites.items, options.composites.count);
	table_check();
	public_verdicts_read(&publication.verdicts);
	check_place(filter.files[1]);
	check_apart(filter.files[0], filter.files[1]);
	publication.filter = &filter;
	publication.run = filter.files[0];
	publication.publicity = publication.suppression.publicity = &publicity;
	char *work = make_workplace(filter.files[1]);
	publication.into = work;
	publication_write(&publication);
	write_manifest(work);
	put_in_place(work, filter.files[1]);
	suppression_free(&publication.suppression);
	public_verdicts_free(&publication.verdicts);
	dictionary_empty(&publication.members);
	dictionary_empty(&publication.withheld);
	dictionary_empty(&publication.withheld_places);
	table_free(&publication.programme);
	publicity_free(&publicity);
	free(work);
	return filter_end(&filter);
}
