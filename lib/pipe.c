/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pipe.h"

#include <fcntl.h>

enum { PIPE_BYTES = 256 * 1024 };

void pipe_enlarge(int file)
{
#ifdef F_SETPIPE_SZ
	if (fcntl(file, F_GETPIPE_SZ) < PIPE_BYTES)
		(void)fcntl(file, F_SETPIPE_SZ, PIPE_BYTES);
#else
	(void)file;
#endif
}
