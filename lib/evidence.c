/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence.h"

#include <stdint.h>

/* The value in the kind's column of that name; empty if it has none. */
static struct text value_of(
	const struct result_kind *kind, const struct text *values, const char *name)
{
	size_t number = result_kind_column(kind, text_of(name));
	return number == SIZE_MAX ? text_of("") : values[number];
}

static void add_point(struct wording *into, const char *before, struct text value, struct text year)
{
	wording_add_string(into, before);
	if (value.length)
		wording_add_number(into, value, '.');
	else
		wording_add_string(into, "no data");
	wording_add_string(into, " in ");
	wording_add(into, year);
}

static void add_figure(
	struct wording *into, const struct result_kind *kind, const struct text *values)
{
	struct text n = value_of(kind, values, "n"), k = value_of(kind, values, "k");
	struct text value = value_of(kind, values, "value");
	if (k.length && n.length) {
		wording_add_string(into, " ");
		wording_add(into, k);
		wording_add_string(into, "/");
		wording_add(into, n);
		wording_add_string(into, " =");
	}
	if (value.length) {
		wording_add_string(into, " ");
		wording_add_number(into, value, '.');
	}
	if (!k.length && n.length) {
		wording_add_string(into, " (n ");
		wording_add(into, n);
		wording_add_string(into, ")");
	}
}

/* The first of the columns that tells what the row is about, and a second one beside it. */
static void add_subject(
	struct wording *into, const struct result_kind *kind, const struct text *values)
{
	static const char *const subjects[] = {"indicator", "factor", "class", "status"};
	struct text parameter = value_of(kind, values, "parameter");
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
		struct text subject = value_of(kind, values, subjects[i]);
		if (!subject.length)
			continue;
		wording_add(into, subject);
		break;
	}
	if (parameter.length) {
		wording_add_string(into, " ");
		wording_add(into, parameter);
	}
}

void evidence_add(struct wording *into, const struct result_kind *kind, const struct text *values)
{
	struct text reason = value_of(kind, values, "reason");
	struct text year_to = value_of(kind, values, "year_to");
	if (reason.length) {
		wording_add(into, reason);
		return;
	}
	add_subject(into, kind, values);
	if (year_to.length) {
		add_point(into, " ", value_of(kind, values, "from"),
			value_of(kind, values, "year_from"));
		add_point(into, ", ", value_of(kind, values, "to"), year_to);
	} else {
		add_figure(into, kind, values);
	}
}
