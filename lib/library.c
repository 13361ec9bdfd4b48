/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library.h"
#include "message.h"

#include <dlfcn.h>

/* POSIX lets a pointer from dlsym() be one to a function; ISO C knows no conversion of the two. */
void library_find(void *library, const char *name, void *function, size_t size)
{
	void *found = dlsym(library, name);
	if (!found)
		fail(STATUS_SYSTEM, "%s", dlerror());
	memcpy(function, &found, size);
}
