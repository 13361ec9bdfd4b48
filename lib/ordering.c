/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ordering.h"
#include "memory.h"

#include <endian.h>
#include <stdlib.h>

enum { AT_ONCE = 8, FEW = 12 };

/* A text by its number, and its bytes from the group's depth on, as a number that compares like them; zeros
 * stand for what it lacks. */
struct placed {
	uint64_t bytes;
	uint32_t number;
};

struct ordering {
	const struct text *texts;
	unsigned budget; /* of divisions that do not get deeper, before a plain sort takes over */
};

static uint64_t bytes_from(struct text text, size_t depth)
{
	uint64_t word = 0;
	if (text.length <= depth)
		return 0;
	size_t left = text.length - depth;
	if (left >= AT_ONCE) {
		memcpy(&word, text.at + depth, AT_ONCE);
		return be64toh(word);
	}
	for (size_t i = 0; i < left; i++)
		word |= (uint64_t)(unsigned char)text.at[depth + i] << (56 - 8 * i);
	return word;
}

static int compare_texts(const struct ordering *ordering, uint32_t one, uint32_t other)
{
	int order = text_compare(ordering->texts[one], ordering->texts[other]);
	return order ? order : (one > other) - (one < other);
}

static int compare_placed(const void *a, const void *b, void *ordering)
{
	const struct placed *one = a, *other = b;
	return compare_texts(ordering, one->number, other->number);
}

static bool comes_before(
	const struct ordering *ordering, const struct placed *one, const struct placed *other)
{
	if (one->bytes != other->bytes)
		return one->bytes < other->bytes;
	return compare_texts(ordering, one->number, other->number) < 0;
}

static void sort_few(const struct ordering *ordering, struct placed *items, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct placed item = items[i];
		size_t at = i;
		for (; at > 0 && comes_before(ordering, &item, &items[at - 1]); at--)
			items[at] = items[at - 1];
		items[at] = item;
	}
}

static uint64_t middle_of(uint64_t one, uint64_t two, uint64_t three)
{
	if (one > two) {
		uint64_t swapped = one;
		one = two;
		two = swapped;
	}
	return three < one ? one : three > two ? two : three;
}

/* Divides the items into those below the pivot, those equal and those above it. */
static void divide(struct placed *items, size_t count, size_t *below, size_t *above)
{
	uint64_t pivot = middle_of(items[0].bytes, items[count / 2].bytes, items[count - 1].bytes);
	size_t less = 0, more = count;
	for (size_t i = 0; i < more;) {
		struct placed item = items[i];
		size_t to = item.bytes < pivot ? less++ : item.bytes > pivot ? --more : i;
		items[i] = items[to];
		items[to] = item;
		i += item.bytes <= pivot;
	}
	*below = less;
	*above = more;
}

/* Of items with the same bytes, those that have no further ones come first, the shorter before the longer;
 * returns how many. */
static size_t put_ended_first(
	const struct ordering *ordering, struct placed *items, size_t count, size_t depth)
{
	size_t ended = 0;
	for (size_t i = 0; i < count; i++) {
		struct placed item = items[i];
		if (ordering->texts[item.number].length > depth)
			continue;
		items[i] = items[ended];
		items[ended++] = item;
	}
	if (ended > 1)
		qsort_r(items, ended, sizeof *items, compare_placed, (void *)(uintptr_t)ordering);
	return ended;
}

static void load_bytes(
	const struct ordering *ordering, struct placed *items, size_t count, size_t depth)
{
	for (size_t i = 0; i < count; i++)
		items[i].bytes = bytes_from(ordering->texts[items[i].number], depth);
}

/* Sorts items that have all bytes before the depth in common, and hold theirs from there on. */
static void sort(struct ordering ordering, struct placed *items, size_t count, size_t depth)
{
	while (count > 1) {
		size_t below, above;
		if (count <= FEW) {
			sort_few(&ordering, items, count);
			return;
		}
		divide(items, count, &below, &above);
		if (below || above < count) {
			if (!ordering.budget--) {
				qsort_r(items, count, sizeof *items, compare_placed, &ordering);
				return;
			}
			sort(ordering, items, below, depth);
			sort(ordering, items + above, count - above, depth);
		}
		depth += AT_ONCE;
		items += below;
		count = above - below;
		size_t ended = put_ended_first(&ordering, items, count, depth);
		items += ended;
		count -= ended;
		load_bytes(&ordering, items, count, depth);
	}
}

void ordering_sort(uint32_t *numbers, size_t count, const struct text *texts)
{
	struct ordering ordering = {texts, 8};
	struct placed *items = memory_get(count, sizeof *items);
	for (size_t rest = count; rest > 1; rest /= 2)
		ordering.budget += 2;
	for (size_t i = 0; i < count; i++)
		items[i].number = numbers[i];
	load_bytes(&ordering, items, count, 0);
	sort(ordering, items, count, 0);
	for (size_t i = 0; i < count; i++)
		numbers[i] = items[i].number;
	free(items);
}
