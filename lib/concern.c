/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "concern.h"
#include "sink.h"

static void add_year(struct key *key, uint64_t year)
{
	char digits[20];
	key_add_value(key, (struct text){digits, number_digits(digits, year)});
}

static struct text year_key(struct concern *concern, const struct result_kind *kind, uint64_t year)
{
	key_start(&concern->key);
	key_add_value(&concern->key, text_of(kind->name));
	add_year(&concern->key, year);
	return key_text(&concern->key);
}

static struct text member_key(
	struct concern *concern, uint64_t year, struct text school, struct text status)
{
	key_start(&concern->key);
	add_year(&concern->key, year);
	key_add_value(&concern->key, school);
	key_add_value(&concern->key, status);
	return key_text(&concern->key);
}

void concern_see(struct concern *concern, const struct result_kind *kind, uint64_t year)
{
	uint64_t *last = kind->of_programme ? &concern->last_of_programme
		: kind->of_both             ? &concern->last_of_both
					    : &concern->last;
	*last = year > *last ? year : *last;
	dictionary_add(&concern->years, year_key(concern, kind, year));
}

void concern_add_member(
	struct concern *concern, uint64_t year, struct text school, struct text status)
{
	dictionary_add(&concern->members, member_key(concern, year, school, status));
}

uint64_t concern_last_year(const struct concern *concern)
{
	uint64_t behind = concern->last_of_programme;
	if (concern->last)
		return concern->last;
	if (!behind)
		return concern->last_of_both;
	return behind > concern->lag ? behind - concern->lag : behind;
}

uint64_t concern_year(struct concern *concern, const struct result_kind *kind, uint64_t year)
{
	uint64_t newest = kind->of_programme ? year + concern->lag : year;
	while (newest > year &&
		dictionary_find(&concern->years, year_key(concern, kind, newest)) ==
			DICTIONARY_NONE)
		newest--;
	return newest;
}

bool concern_means(struct concern *concern, uint64_t year, struct text school, struct text statuses)
{
	struct text status;
	while (text_next_part(&statuses, '|', &status))
		if (dictionary_find(&concern->members, member_key(concern, year, school, status)) !=
			DICTIONARY_NONE)
			return true;
	return false;
}

void concern_free(struct concern *concern)
{
	dictionary_empty(&concern->years);
	dictionary_empty(&concern->members);
	key_free(&concern->key);
}
