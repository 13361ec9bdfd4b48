/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "option.h"
#include "display.h"
#include "memory.h"
#include "message.h"
#include "number.h"
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef SHNOR_VERSION
#define SHNOR_VERSION "0"
#endif

enum { HELP_COLUMN = 28 };

static void print_options(const struct option *options)
{
	for (const struct option *option = options; option && option->name; option++) {
		char letter[8] = "    ";
		if (option->letter)
			snprintf(letter, sizeof letter, "-%c, ", option->letter);
		const char *argument = option->argument ? _(option->argument) : "";
		int used = printf("  %s--%s%s", letter, option->name, *argument ? " " : "");
		used += (int)display_width(text_of(argument));
		printf("%s%*s%s", argument, used < HELP_COLUMN ? HELP_COLUMN - used : 1, "",
			_(option->help));
		const char *fallback =
			option->kind == OPTION_TEXT ? *(const char **)option->target : NULL;
		if (fallback)
			printf(" [%s]", fallback);
		putchar('\n');
	}
}

static void print_scopes(const struct usage *usage)
{
	if (!usage->scopes)
		return;
	putchar('\n');
	for (const struct option_scope *scope = usage->scopes; scope->value; scope++) {
		struct text rest = text_of(scope->names), name;
		printf(_("Only with --%s %s:"), usage->choice, scope->value);
		while ((name = text_next_word(&rest)).length)
			printf(" --%.*s", (int)name.length, name.at);
		putchar('\n');
	}
}

static _Noreturn void print_help(const struct usage *usage, const struct option *common)
{
	printf("%s: %s\n\n%s %s [%s] %s\n\n%s\n", usage->program, _(usage->summary), _("Usage:"),
		usage->program, _("OPTION"), _(usage->operands), _("Options:"));
	print_options(usage->options);
	print_options(common);
	printf("  -h, --help                %s\n      --version             %s\n", _("this text"),
		_("the version"));
	print_scopes(usage);
	if (usage->example)
		printf("\n%s\n%s\n", _("Example:"), usage->example);
	printf("\n%s man %s\n", _("The whole manual:"), usage->program);
	if (ferror(stdout) || fclose(stdout) != 0)
		fail(STATUS_SYSTEM, _("cannot write the help:"));
	exit(STATUS_WELL);
}

static _Noreturn void print_version(const struct usage *usage)
{
	printf("%s (shnor) %s\n", usage->program, SHNOR_VERSION);
	if (ferror(stdout) || fclose(stdout) != 0)
		fail(STATUS_SYSTEM, _("cannot write the version:"));
	exit(STATUS_WELL);
}

static const struct option *find_name(const struct option *options, struct text name)
{
	for (const struct option *option = options; option && option->name; option++)
		if (text_is(name, option->name))
			return option;
	return NULL;
}

static const struct option *find_letter(const struct option *options, char letter)
{
	for (const struct option *option = options; option && option->name; option++)
		if (option->letter == letter)
			return option;
	return NULL;
}

static _Noreturn void unknown(const struct usage *usage, const char *what)
{
	fail(STATUS_USAGE, _("unknown option %s; %s --help lists them"), what, usage->program);
}

struct parse {
	const struct usage *usage;
	const struct option *common;
	const char **argv;
	int argc, at;
	const struct option **given; /* one by one */
	size_t given_count, given_room;
};

static void take(struct parse *parse, const struct option *option, const char *value)
{
	struct option_list *list = option->target;
	parse->given = memory_grow(
		parse->given, &parse->given_room, parse->given_count + 1, sizeof *parse->given);
	parse->given[parse->given_count++] = option;
	switch (option->kind) {
	case OPTION_FLAG:
		*(bool *)option->target = true;
		return;
	case OPTION_TEXT:
		*(const char **)option->target = value;
		return;
	case OPTION_LIST:
		list->items =
			memory_grow(list->items, &list->room, list->count + 1, sizeof *list->items);
		list->items[list->count++] = value;
		return;
	case OPTION_FILE:
		return;
	}
}

/* Has a line before given the same option? Lists may stand more than once, but not with the same value. */
static bool stands_before(const struct table *table, size_t row, const struct option *option)
{
	for (size_t i = 0; i < row; i++)
		if (text_equal(table_cell(table, i, 0), table_cell(table, row, 0)) &&
			(option->kind != OPTION_LIST ||
				text_equal(table_cell(table, i, 1), table_cell(table, row, 1))))
			return true;
	return false;
}

/* Takes the options of the table; its texts live until the program ends, as those of argv do. */
static void take_file(struct parse *parse, const char *path)
{
	static const struct table_form form = {"option value", "source", false};
	enum { NAME, VALUE };
	struct table *table = memory_get(1, sizeof *table);
	table_load(table, &path, 1, &form);
	for (size_t i = 0; i < table->row_count; i++) {
		struct text value = table_cell(table, i, VALUE);
		const struct option *option =
			find_name(parse->usage->options, table_cell(table, i, NAME));
		if (!option)
			table_fault(table, i, NAME, _("expected an option of %s, without dashes"),
				parse->usage->program);
		else if (option->kind == OPTION_FLAG && value.length)
			table_fault(table, i, VALUE, _("the option takes no value"));
		else if (option->kind != OPTION_FLAG && !value.length)
			table_fault(table, i, VALUE, _("the option needs a value"));
		else if (stands_before(table, i, option))
			table_fault(table, i, NAME, _("the option stands twice"));
		else
			take(parse, option, arena_copy(&table->arena, value).at);
	}
	table_check();
}
static const char *next_argument(struct parse *parse, const char *option)
{
	if (parse->at + 1 >= parse->argc)
		fail(STATUS_USAGE, _("option %s needs a value"), option);
	return parse->argv[++parse->at];
}

static void parse_long(struct parse *parse)
{
	const char *given = parse->argv[parse->at];
	const char *equals = strchr(given, '=');
	struct text name = {given + 2, equals ? (size_t)(equals - given) - 2 : strlen(given + 2)};
	if (text_is(name, "help"))
		print_help(parse->usage, parse->common);
	if (text_is(name, "version"))
		print_version(parse->usage);
	const struct option *option = find_name(parse->usage->options, name);
	if (!option)
		option = find_name(parse->common, name);
	if (!option)
		unknown(parse->usage, given);
	if (option->kind == OPTION_FLAG && equals)
		fail(STATUS_USAGE, _("option --%s takes no value"), option->name);
	if (option->kind == OPTION_FLAG)
		take(parse, option, NULL);
	else if (option->kind == OPTION_FILE)
		take_file(parse, equals ? equals + 1 : next_argument(parse, given));
	else
		take(parse, option, equals ? equals + 1 : next_argument(parse, given));
}

static void parse_letters(struct parse *parse)
{
	const char *given = parse->argv[parse->at];
	for (const char *letter = given + 1; *letter; letter++) {
		if (*letter == 'h')
			print_help(parse->usage, parse->common);
		const struct option *option = find_letter(parse->usage->options, *letter);
		if (!option)
			option = find_letter(parse->common, *letter);
		if (!option)
			unknown(parse->usage, given);
		if (option->kind == OPTION_FLAG) {
			take(parse, option, NULL);
			continue;
		}
		take(parse, option, letter[1] ? letter + 1 : next_argument(parse, given));
		return;
	}
}

static bool has_word(const char *words, const char *wanted)
{
	struct text rest = text_of(words), word;
	while ((word = text_next_word(&rest)).length)
		if (text_is(word, wanted))
			return true;
	return false;
}

/* An option that would do nothing is a mistake. */
static void check_scope(const struct usage *usage, const char *chosen, const struct option *option)
{
	char values[100] = "";
	size_t used = 0;
	for (const struct option_scope *scope = usage->scopes; scope->value; scope++) {
		if (!has_word(scope->names, option->name))
			continue;
		if (strcmp(scope->value, chosen) == 0)
			return;
		if (used < sizeof values)
			used += (size_t)snprintf(values + used, sizeof values - used, "%s%s",
				used ? ", " : "", scope->value);
	}
	if (used)
		fail(STATUS_USAGE, _("--%s means nothing with --%s %s; it is for: %s"),
			option->name, usage->choice, chosen, values);
}

static void check_scopes(const struct parse *parse)
{
	const struct usage *usage = parse->usage;
	if (!usage->scopes)
		return;
	const struct option *choice = find_name(usage->options, text_of(usage->choice));
	for (size_t i = 0; i < parse->given_count; i++)
		check_scope(usage, *(const char **)choice->target, parse->given[i]);
}

const char **option_arguments(int argc, char **argv)
{
	const char **arguments = memory_get((size_t)argc + 1, sizeof *arguments);
	for (int i = 0; i < argc; i++)
		arguments[i] = argv[i];
	return arguments;
}

size_t option_parse(
	const struct usage *usage, const struct option *common, int argc, const char **argv)
{
	struct parse parse = {
		.usage = usage, .common = common, .argv = argv, .argc = argc, .at = 1};
	size_t operands = 0;
	bool options_over = false;
	for (; parse.at < argc; parse.at++) {
		const char *given = argv[parse.at];
		if (options_over || given[0] != '-' || !given[1])
			argv[operands++] = given;
		else if (strcmp(given, "--") == 0)
			options_over = true;
		else if (given[1] == '-')
			parse_long(&parse);
		else
			parse_letters(&parse);
	}
	check_scopes(&parse);
	free(parse.given);
	return operands;
}

size_t option_choice(const char *name, const char *value, const char *words)
{
	struct text rest = text_of(words), word;
	for (size_t i = 0; (word = text_next_word(&rest)).length; i++)
		if (text_is(word, value))
			return i;
	fail(STATUS_USAGE, _("--%s: found %s, expected one of: %s"), name,
		quote(text_of(value)).string, words);
}

uint64_t option_count(const char *name, const char *value)
{
	uint64_t count;
	if (!number_count(text_of(value), &count))
		fail(STATUS_USAGE, _("--%s: found %s, expected a whole number"), name,
			quote(text_of(value)).string);
	return count;
}
