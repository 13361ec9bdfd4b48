/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * peak COMMAND …: runs it and writes its peak memory in KiB to standard error, last line; the
 * status is the command's.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int status;
	struct rusage usage;
	pid_t child = argc > 1 ? fork() : -1;
	if (child < 0)
		return 2;
	if (child == 0) {
		execvp(argv[1], argv + 1);
		perror(argv[1]);
		_exit(127);
	}
	if (waitpid(child, &status, 0) < 0 || getrusage(RUSAGE_CHILDREN, &usage) < 0)
		return 3;
	fprintf(stderr, "%ld\n", usage.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
