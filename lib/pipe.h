/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pipe: makes the pipes between filters large, so that two filters on two cores do not wait for
 * each other every 64 KiB.
 */
#ifndef SHNOR_PIPE_H
#define SHNOR_PIPE_H

/* Asks for a pipe of 256 KiB if the descriptor is one. A refusal (a user's quota, another system)
 * only costs speed and is ignored. Larger pipes would soon use up the quota that all pipes of a
 * user share, 64 MiB by default, when many regions run at once. */
void pipe_enlarge(int file);

#endif
