/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "result_kind.h"

#include <stdint.h>

#define TRENDS "improved declined stable no_data"
#define LEVELS "low medium high no_data"

const struct result_kind result_kinds[] = {
	{"classes", "year municipality school_id rule class probability reason", "rule class",
		"year", false, false,
		{{"class",
			"low not_low no_data failing effective deprived resilient below expected "
			"above"}}},
	{"dynamics",
		"municipality school_id indicator year_from year_to from to delta lo hi trend "
		"streak beyond_chance alarm",
		"indicator year_to streak", "year_to", false, false,
		{{"trend", TRENDS}, {"beyond_chance", "yes no"}, {"alarm", "yes no"}}},
	{"indicators", "year municipality school_id indicator n value lo hi",
		"indicator n value lo", "year", false, false, {{0}}},
	{"membership", "year municipality school_id status since years reason", "status since",
		"year", true, false, {{"status", "entered stays candidate left returned outside"}}},
	{"pairs",
		"year municipality school_id status curator_municipality curator_id distance cost "
		"subjects reason",
		"status curator_id", "year", true, false, {{"status", "paired kept unpaired"}}},
	{"programme",
		"level municipality school_id indicator year k n value target distance met change "
		"trend",
		"level indicator k target", "year", false, true,
		{{"level", "school municipality region"}, {"met", "yes no"}, {"trend", TRENDS}}},
	{"risks",
		"year municipality school_id factor parameter group value lo hi n expected rate "
		"level fixed previous trend reason",
		"factor parameter level", "year", true, false,
		{{"group", "administration teachers pupils parents data"}, {"level", LEVELS},
			{"fixed", "yes no"}, {"previous", LEVELS}, {"trend", TRENDS}}},
};

const size_t result_kind_count = sizeof result_kinds / sizeof *result_kinds;

const struct result_kind *result_kind_named(struct text name)
{
	for (size_t i = 0; i < result_kind_count; i++)
		if (text_is(name, result_kinds[i].name))
			return &result_kinds[i];
	return NULL;
}

static bool has_word(const struct stream *stream, struct text word)
{
	for (size_t i = 0; i < stream->name_count; i++)
		if (text_equal(stream->names[i], word))
			return true;
	return false;
}

static bool has_all(const struct stream *stream, const char *names)
{
	struct text rest = text_of(names), word;
	while ((word = text_next_word(&rest)).length)
		if (!has_word(stream, word))
			return false;
	return true;
}

const struct result_kind *result_kind_of(const struct stream *stream)
{
	for (size_t i = 0; i < result_kind_count; i++)
		if (has_all(stream, result_kinds[i].marks))
			return &result_kinds[i];
	return NULL;
}

size_t result_kind_column(const struct result_kind *kind, struct text name)
{
	struct text rest = text_of(kind->columns), word;
	for (size_t i = 0; (word = text_next_word(&rest)).length; i++)
		if (text_equal(word, name))
			return i;
	return SIZE_MAX;
}

const char *result_kind_words(const struct result_kind *kind, struct text column)
{
	for (const struct result_words *words = kind->words; words->column; words++)
		if (text_is(column, words->column))
			return words->words;
	return NULL;
}
