/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gauge FILE COMMAND …: runs it and writes to FILE its wall time and processor time in seconds, and the
 * most memory that all its processes had together, in KiB: their proportional shares (Pss), looked at
 * twenty times a second. The status is the command's.
 */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_EVERY = 50000000 }; /* nanoseconds */

/* Only so that the sleep ends with the command. */
static void on_end(int signal)
{
	(void)signal;
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The memory of the process in KiB, if it is of the session; else 0. */
static long memory_of(const char *process, pid_t session)
{
	char path[300], line[256];
	long memory = 0;
	if (getsid((pid_t)atoi(process)) != session)
		return 0;
	snprintf(path, sizeof path, "/proc/%s/smaps_rollup", process);
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "Pss: %ld", &memory) == 1)
			break;
	if (file)
		fclose(file);
	return memory;
}

static long memory_of_all(pid_t session)
{
	DIR *folder = opendir("/proc");
	long sum = 0;
	struct dirent *entry;
	while (folder && (entry = readdir(folder)))
		if (entry->d_name[0] > '0' && entry->d_name[0] <= '9')
			sum += memory_of(entry->d_name, session);
	if (folder)
		closedir(folder);
	return sum;
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
	int status;
	long most = 0;
	struct rusage usage;
	struct sigaction action = {.sa_handler = on_end};
	sigaction(SIGCHLD, &action, NULL);
	double start = now();
	pid_t child = argc > 2 ? fork() : -1;
	if (child < 0)
		return 2;
	if (child == 0) {
		setsid();
		execvp(argv[2], argv + 2);
		perror(argv[2]);
		_exit(127);
	}
	while (waitpid(child, &status, WNOHANG) == 0) {
		long memory = memory_of_all(child);
		most = memory > most ? memory : most;
		nanosleep(&(struct timespec){.tv_nsec = LOOK_EVERY}, NULL);
	}
	double wall = now() - start;
	FILE *file = fopen(argv[1], "w");
	if (!file || getrusage(RUSAGE_CHILDREN, &usage) < 0)
		return 3;
	fprintf(file, "%.3f %.3f %ld\n", wall, seconds(usage.ru_utime) + seconds(usage.ru_stime),
		most);
	fclose(file);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
