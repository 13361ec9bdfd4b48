/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tone.h"

static const struct {
	const char *column, *value;
	enum tone tone;
} words[] = {
	{"class", "low", TONE_BAD},
	{"class", "below", TONE_BAD},
	{"class", "failing", TONE_BAD},
	{"class", "deprived", TONE_BAD},
	{"class", "above", TONE_GOOD},
	{"class", "effective", TONE_GOOD},
	{"class", "resilient", TONE_GOOD},
	{"trend", "declined", TONE_BAD},
	{"trend", "improved", TONE_GOOD},
	{"alarm", "yes", TONE_BAD},
	{"met", "no", TONE_DOUBTFUL},
	{"met", "yes", TONE_GOOD},
	{"level", "high", TONE_BAD},
	{"level", "medium", TONE_DOUBTFUL},
	{"level", "low", TONE_GOOD},
	{"fixed", "yes", TONE_BAD},
	{"status", "entered", TONE_BAD},
	{"status", "returned", TONE_BAD},
	{"status", "candidate", TONE_DOUBTFUL},
	{"status", "left", TONE_GOOD},
	{"status", "unpaired", TONE_DOUBTFUL},
	{"severity", "error", TONE_BAD},
	{"severity", "warning", TONE_DOUBTFUL},
};

enum tone tone_of(struct text column, struct text value)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_is(column, words[i].column) && text_is(value, words[i].value))
			return words[i].tone;
	return TONE_NONE;
}
