/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive_library.h"
#include "library.h"
#include "message.h"

#include <dlfcn.h>
#include <stdbool.h>

const struct archive_library *archive_library(void)
{
	static struct archive_library functions;
	static bool loaded;
	if (loaded)
		return &functions;
	/* All of version 3 are number 13. */
	void *library = dlopen("libarchive.so.13", RTLD_NOW | RTLD_LOCAL);
	if (!library)
		fail(STATUS_SYSTEM, _("reading ZIP data needs libarchive: %s"), dlerror());
#define ARCHIVE_FIND(name) library_find(library, #name, &functions.name, sizeof functions.name);
	ARCHIVE_FUNCTIONS(ARCHIVE_FIND)
#undef ARCHIVE_FIND
	loaded = true;
	return &functions;
}
