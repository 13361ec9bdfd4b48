/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preloaded, it lets every read(2) give one byte at most, as the slowest of pipes would.
 */
#include <dlfcn.h>
#include <unistd.h>

ssize_t read(int file, void *into, size_t room)
{
	static ssize_t (*real)(int, void *, size_t);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "read");
	return real(file, into, room > 1 ? 1 : room);
}
