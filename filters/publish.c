/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shnor-publish: a finished folder takes the place of another, whole or not at all.
 *
 * Every file of the new folder is synced, then the two folders change places in one step, then the
 * old one is removed. Killed at any moment, it leaves the old folder or the new one.
 */
#include "message.h"
#include "option.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct option option_rows[] = {{0}};

static const struct usage usage = {
	.program = "shnor-publish",
	.summary = "a finished folder takes the place of another, whole or not at all",
	.operands = "NEW OLD",
	.options = option_rows,
	.example = "  shnor-publish result.new result",
};

static void sync_file(int folder, const char *name, int flags)
{
	int file = openat(folder, name, flags | O_CLOEXEC | O_NOFOLLOW);
	if (file < 0 || fsync(file) != 0 || close(file) != 0)
		fail(STATUS_SYSTEM, _("%s: cannot sync:"), name);
}

/* Calls `visit` for every entry of the folder but . and .. */
static void each_entry(int folder, const char *path, void (*visit)(int folder, const char *name))
{
	DIR *entries = fdopendir(folder);
	struct dirent *entry;
	if (!entries)
		fail(STATUS_SYSTEM, _("%s: cannot read:"), path);
	while (errno = 0, (entry = readdir(entries)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			visit(dirfd(entries), entry->d_name);
	if (errno)
		fail(STATUS_SYSTEM, _("%s: cannot read:"), path);
	closedir(entries);
}

static bool is_folder(int folder, const char *name)
{
	struct stat facts;
	if (fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
		fail(STATUS_SYSTEM, _("%s: cannot look at:"), name);
	return S_ISDIR(facts.st_mode);
}

static int open_folder(int folder, const char *name)
{
	int opened = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (opened < 0)
		fail(STATUS_SYSTEM, _("%s: cannot open the folder:"), name);
	return opened;
}

/* Has the disk begin to write the files. The room for all of them is then found before the first is synced, which
 * writes that down for all; otherwise each would wait for its own. Faults are left to sync_entry(). */
static void begin_entry(int folder, const char *name)
{
	if (is_folder(folder, name)) {
		each_entry(open_folder(folder, name), name, begin_entry);
		return;
	}
	int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (file < 0)
		return;
	sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE);
	close(file);
}

static void sync_entry(int folder, const char *name)
{
	if (!is_folder(folder, name)) {
		sync_file(folder, name, O_RDONLY);
		return;
	}
	each_entry(open_folder(folder, name), name, sync_entry);
	sync_file(folder, name, O_RDONLY | O_DIRECTORY);
}

static void remove_entry(int folder, const char *name)
{
	bool nested = is_folder(folder, name);
	if (nested)
		each_entry(open_folder(folder, name), name, remove_entry);
	if (unlinkat(folder, name, nested ? AT_REMOVEDIR : 0) != 0)
		fail(STATUS_SYSTEM, _("%s: cannot remove:"), name);
}

static void sync_parent(const char *path)
{
	char *copy = strdup(path);
	sync_file(AT_FDCWD, dirname(copy), O_RDONLY | O_DIRECTORY);
	free(copy);
}

/* Exchanging a folder with itself would end in removing it. */
static void check_different(const char *new, const char *old)
{
	struct stat one, other;
	if (stat(new, &one) == 0 && stat(old, &other) == 0 && one.st_dev == other.st_dev &&
		one.st_ino == other.st_ino)
		fail(STATUS_USAGE, _("%s and %s are one and the same folder"), new, old);
}

/* Puts the new folder in place. True if the old one now stands where the new one was. */
static bool change_places(const char *new, const char *old)
{
	if (renameat2(AT_FDCWD, new, AT_FDCWD, old, RENAME_EXCHANGE) == 0)
		return true;
	if (errno == ENOENT && renameat2(AT_FDCWD, new, AT_FDCWD, old, RENAME_NOREPLACE) == 0)
		return false;
	if (errno == EINVAL || errno == ENOSYS)
		fail(STATUS_SYSTEM,
			_("%s: cannot exchange it with %s in one step: one lies in the other, or "
			  "this is no local file system (ext4, xfs, btrfs)"),
			old, new);
	fail(STATUS_SYSTEM, _("%s: cannot take the place of %s:"), new, old);
}

int main(int argc, char **argv)
{
	static const char **operands;
	message_start(usage.program);
	operands = option_arguments(argc, argv);
	if (option_parse(&usage, NULL, argc, operands) != 2)
		fail(STATUS_USAGE, _("expected two folders: NEW OLD"));
	check_different(operands[0], operands[1]);
	begin_entry(AT_FDCWD, operands[0]);
	sync_entry(AT_FDCWD, operands[0]);
	bool exchanged = change_places(operands[0], operands[1]);
	sync_parent(operands[1]);
	if (exchanged)
		remove_entry(AT_FDCWD, operands[0]);
	free(operands);
	return STATUS_WELL;
}
