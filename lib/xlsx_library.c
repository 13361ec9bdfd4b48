/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xlsx_library.h"
#include "library.h"
#include "message.h"

#include <dlfcn.h>
#include <stdbool.h>

const struct xlsx_library *xlsx_library(void)
{
	static struct xlsx_library functions;
	static bool loaded;
	if (loaded)
		return &functions;
	void *library = dlopen("libxlsxwriter.so." LXW_SOVERSION, RTLD_NOW | RTLD_LOCAL);
	if (!library)
		fail(STATUS_SYSTEM, _("--format xlsx needs libxlsxwriter: %s"), dlerror());
#define XLSX_FIND(name) library_find(library, #name, &functions.name, sizeof functions.name);
	XLSX_FUNCTIONS(XLSX_FIND)
#undef XLSX_FIND
	loaded = true;
	return &functions;
}
