/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "path.h"
#include "memory.h"

char *path_join(const char *folder, struct text file)
{
	size_t length = strlen(folder);
	char *path = memory_get(length + file.length + 2, 1);
	memcpy(path, folder, length);
	path[length] = '/';
	memcpy(path + length + 1, file.at, file.length);
	path[length + 1 + file.length] = '\0';
	return path;
}
