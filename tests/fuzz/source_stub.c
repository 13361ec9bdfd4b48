/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * source.c for the fuzz targets: the real one, but its files arrive in pieces as those of a slow
 * pipe do.
 */
#include "fuzz.h"

#include <unistd.h>

static ssize_t read_piece(int file, void *into, size_t room)
{
	return read(file, into, fuzz_piece(room));
}

#define read read_piece
#include "../../lib/source.c"
