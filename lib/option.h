/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * option: GNU-style options from one table, which drives the parsing and --help alike.
 *
 * Options can also stand in a file of the user's, a table with the columns `option` (without dashes),
 * `value` and `source`, so that a rule's settings are kept with where they come from. What is given
 * after it wins.
 */
#ifndef SHNOR_OPTION_H
#define SHNOR_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_kind {
	OPTION_FLAG, /* bool */
	OPTION_TEXT, /* const char *: the last one given counts; its initial value is the default */
	OPTION_LIST, /* struct option_list: each one given is added */
	OPTION_FILE, /* no target: the options of a table are taken in this place */
};

struct option_list {
	size_t count, room;
	const char **items;
};

struct option {
	char letter; /* 0: none */
	const char *name;
	enum option_kind kind;
	void *target;
	const char *argument; /* what --help calls it; NULL for flags */
	const char *help;
};

/* Options that mean something only with one value of another option: their names, parted by
 * spaces. */
struct option_scope {
	const char *value, *names;
};

/* A program's face: `summary` in a few words, `operands` as in the synopsis, its options (the last
 * one has no name), and a line or two with an example. */
struct usage {
	const char *program;
	const char *summary;
	const char *operands;
	const struct option *options;
	const char *example;
	const char *choice;                /* the option whose value has scopes; NULL: none has */
	const struct option_scope *scopes; /* the last one has no value */
};

/* Parses the options of both tables (`common` may be NULL) and moves the operands to the front of
 * argv; returns how many there are. Handles --help and --version by ending the program well; a
 * wrong option, also one out of its scope, ends it with status 2. Only whole names count, so that a
 * later option can never change what a script means. */
size_t option_parse(
	const struct usage *usage, const struct option *common, int argc, const char **argv);

/* A copy of argv for option_parse; free() releases it. */
const char **option_arguments(int argc, char **argv);

/* Which of the words (parted by spaces) the value is, from 0; status 2 if none. */
size_t option_choice(const char *name, const char *value, const char *words);

/* The whole number that the value is; status 2 if it is none. */
uint64_t option_count(const char *name, const char *value);

#endif
