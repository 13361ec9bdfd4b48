/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attempts.h"
#include "message.h"

#include <stdlib.h>

void attempts_add(struct attempts *attempts, struct text pupil, const struct date *date,
	const struct attempt *given)
{
	attempts->items = memory_grow(
		attempts->items, &attempts->room, attempts->count + 1, sizeof *attempts->items);
	attempts->items[attempts->count++] = (struct attempt){
		.pupil = dictionary_add(&attempts->pupils, pupil),
		.day = date ? date->year * 10000 + date->month * 100 + date->day : 0,
		.content = arena_copy(&attempts->arena, given->content),
		.origin = arena_copy(&attempts->arena, given->origin),
		.school = arena_copy(&attempts->arena, given->school),
		.row = arena_copy(&attempts->arena, given->row),
		.observation = attempts->observation_count,
	};
}

void attempts_observe(struct attempts *attempts, struct text key, const struct observation *seen)
{
	attempts->observations = memory_grow(attempts->observations, &attempts->observation_room,
		attempts->observation_count + 1, sizeof *attempts->observations);
	attempts->observations[attempts->observation_count++] =
		(struct attempt_observation){arena_copy(&attempts->arena, key), *seen};
	attempts->items[attempts->count - 1].observation_count++;
}

/* By pupil, then day, then content; rows alike by where they stand. */
static int compare(const void *a, const void *b, void *context)
{
	const struct attempt *one = a, *other = b;
	const struct text *pupils = context;
	int order = one->pupil == other->pupil
		? 0
		: text_compare(pupils[one->pupil], pupils[other->pupil]);
	if (!order)
		order = (one->day > other->day) - (one->day < other->day);
	if (!order)
		order = text_compare(one->content, other->content);
	return order ? order : text_compare(one->origin, other->origin);
}

/* How many results from the one on share its pupil, and how many its day too. */
static size_t run_length(const struct attempts *attempts, size_t from, bool same_day)
{
	const struct attempt *first = &attempts->items[from];
	size_t length = 1;
	while (from + length < attempts->count && first[length].pupil == first->pupil &&
		(!same_day || first[length].day == first->day))
		length++;
	return length;
}

static enum attempt_verdict judge(
	const struct attempt *first, size_t count, size_t on_first_day, size_t number)
{
	const struct attempt *last = &first[count - 1];
	bool all_alike = text_equal(first->content, last->content) && first->day == last->day;
	bool first_day_alike =
		text_equal(first->content, first[on_first_day - 1].content); /* they are sorted */
	if (!first->day && !all_alike)
		return ATTEMPT_UNDATED;
	if (number >= on_first_day)
		return ATTEMPT_LATER;
	if (!first_day_alike)
		return ATTEMPT_CONFLICT;
	return number ? ATTEMPT_DUPLICATE : ATTEMPT_FIRST;
}

void attempts_judge(struct attempts *attempts,
	void (*judged)(void *context, const struct attempt *attempt, enum attempt_verdict verdict),
	void *context)
{
	if (attempts->count)
		qsort_r(attempts->items, attempts->count, sizeof *attempts->items, compare,
			attempts->pupils.texts);
	for (size_t from = 0; from < attempts->count;) {
		const struct attempt *first = &attempts->items[from];
		size_t count = run_length(attempts, from, false);
		size_t on_first_day = run_length(attempts, from, true);
		for (size_t i = 0; i < count; i++)
			judged(context, &first[i], judge(first, count, on_first_day, i));
		from += count;
	}
}

const char *attempt_word(enum attempt_verdict verdict)
{
	static const char *const words[] = {
		[ATTEMPT_FIRST] = "first result",
		[ATTEMPT_DUPLICATE] = "duplicate row",
		[ATTEMPT_LATER] = "later attempt",
		[ATTEMPT_CONFLICT] = N_("two first results of one day"),
		[ATTEMPT_UNDATED] = N_("several results and no date"),
	};
	return words[verdict];
}

void attempts_free(struct attempts *attempts)
{
	dictionary_empty(&attempts->pupils);
	free(attempts->items);
	free(attempts->observations);
	arena_empty(&attempts->arena);
}
