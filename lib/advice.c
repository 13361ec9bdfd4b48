/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "advice.h"
#include "listing.h"
#include "message.h"
#include "programme.h"
#include "wording.h"

#include <stdlib.h>

enum { NAME, STREAM, WHERE, SCHOOLS, ADDRESSEE, TEXT, SOURCE, PER, OF, LEAST, VERIFIED };

static const char all_addressees[] =
	"municipal_authority head curator_school teachers parents pupils methodical_service "
	"psychological_service department";

/* What a text about several rows can have. */
static const char counted[] = "municipality year k n";

static bool is_among(const char *words, struct text wanted)
{
	struct text rest = text_of(words), word;
	while ((word = text_next_word(&rest)).length)
		if (text_equal(word, wanted))
			return true;
	return false;
}

static void read_kind(struct advice *advice, size_t row, struct advice_line *line)
{
	struct text name = table_cell(&advice->table, row, STREAM);
	struct listing names = {0};
	line->kind = result_kind_named(name);
	if (!line->kind) {
		for (size_t i = 0; i < result_kind_count; i++)
			listing_add(&names, text_of(result_kinds[i].name));
		table_fault(&advice->table, row, STREAM, _("expected a kind of stream: %s"),
			names.string);
		return;
	}
	conditions_read(&line->where, &advice->table, row, WHERE, line->kind);
	conditions_read(&line->of, &advice->table, row, OF, line->kind);
	if (!table_cell(&advice->table, row, WHERE).length)
		table_fault(&advice->table, row, WHERE, _("expected a condition"));
}

static void read_scope(struct advice *advice, size_t row, struct advice_line *line)
{
	static const char *const words[] = {"row", "municipality", "region"};
	const struct table *table = &advice->table;
	struct text per = table_cell(table, row, PER), least = table_cell(table, row, LEAST);
	bool known = !per.length;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_is(per, words[i])) {
			line->scope = (enum advice_scope)i;
			known = true;
		}
	if (!known)
		table_fault(table, row, PER, _("expected row, municipality or region"));
	line->least = 1;
	if (line->scope == ADVICE_ROW && known) {
		if (table_cell(table, row, OF).length)
			table_fault(table, row, OF, _("it is for per municipality or region"));
		if (least.length)
			table_fault(table, row, LEAST, _("it is for per municipality or region"));
		return;
	}
	line->least_percent = least.length && least.at[least.length - 1] == '%';
	struct text number = {least.at, least.length - line->least_percent};
	if (least.length &&
		(!number_count(number, &line->least) || !line->least ||
			(line->least_percent && line->least > 100)))
		table_fault(table, row, LEAST, _("expected a number of schools, or N%%"));
}

static void check_text(struct advice *advice, size_t row, const struct advice_line *line)
{
	struct text rest = line->text, before, name;
	enum placeholder found;
	if (!rest.length)
		table_fault(&advice->table, row, TEXT, _("expected a recommendation, or -"));
	while ((found = placeholder_next(&rest, &before, &name)) == PLACEHOLDER_FOUND) {
		if (line->scope != ADVICE_ROW && !is_among(counted, name))
			table_fault(&advice->table, row, TEXT,
				_("{…} of several rows must be one of: %s"), counted);
		else if (line->scope == ADVICE_ROW && line->kind &&
			!is_among(line->kind->columns, name))
			table_fault(&advice->table, row, TEXT, _("%s has no column %s; it has: %s"),
				line->kind->name, quote(name).string, line->kind->columns);
	}
	if (found == PLACEHOLDER_BROKEN)
		table_fault(&advice->table, row, TEXT, _("a brace without its other one"));
}

static void read_words(struct advice *advice, size_t row, struct advice_line *line)
{
	const struct table *table = &advice->table;
	struct text verified = table_cell(table, row, VERIFIED);
	const char *known;
	if (!line->name.length)
		table_fault(table, row, NAME, _("expected a name"));
	if (!programme_schools(
		    table_cell(table, row, SCHOOLS), &line->everybody, &line->schools, &known))
		table_fault(table, row, SCHOOLS,
			_("expected all, members, or words of membership parted by |: %s"), known);
	if (!is_among(all_addressees, line->addressee))
		table_fault(table, row, ADDRESSEE, _("expected one of: %s"), all_addressees);
	if (!line->source.length)
		table_fault(table, row, SOURCE,
			_("expected the order and clause, or that it is our decision"));
	if (verified.length && !text_is(verified, "yes") && !text_is(verified, "no"))
		table_fault(table, row, VERIFIED, _("expected yes, no or nothing"));
}

/* Of lines of one name and addressee that of the first file counts; in one file there is but one. */
static void settle_names(struct advice *advice, size_t row)
{
	struct advice_line *line = &advice->lines[row];
	for (size_t i = 0; i < row; i++) {
		const struct advice_line *other = &advice->lines[i];
		if (!text_equal(other->name, line->name) ||
			!text_equal(other->addressee, line->addressee))
			continue;
		line->off = true;
		if (advice->table.rows[i].file == advice->table.rows[row].file)
			table_fault(&advice->table, row, NAME,
				_("%s has the same name and addressee"),
				table_place(&advice->table, i).string);
		return;
	}
}

static void read_line(struct advice *advice, size_t row)
{
	const struct table *table = &advice->table;
	struct advice_line *line = &advice->lines[row];
	*line = (struct advice_line){
		.name = table_cell(table, row, NAME),
		.addressee = table_cell(table, row, ADDRESSEE),
		.text = table_cell(table, row, TEXT),
		.source = table_cell(table, row, SOURCE),
	};
	line->off = text_is(line->text, "-");
	read_kind(advice, row, line);
	read_scope(advice, row, line);
	read_words(advice, row, line);
	check_text(advice, row, line);
	settle_names(advice, row);
}

/* Switches off the lines to others than the addressees named. */
static void keep_addressees(struct advice *advice, const char *addressees)
{
	struct text rest = text_of(addressees), part;
	bool *kept = memory_get(advice->table.row_count, sizeof *kept);
	while (text_next_part(&rest, ',', &part)) {
		if (!is_among(all_addressees, text_trim(part)))
			fail(STATUS_USAGE, _("--addressees: found %s, expected some of: %s"),
				quote(part).string, all_addressees);
		for (size_t i = 0; i < advice->table.row_count; i++)
			if (text_equal(advice->lines[i].addressee, text_trim(part)))
				kept[i] = true;
	}
	for (size_t i = 0; i < advice->table.row_count; i++)
		advice->lines[i].off = advice->lines[i].off || !kept[i];
	free(kept);
}

void advice_load(
	struct advice *advice, const char *const *paths, size_t count, const char *addressees)
{
	static const struct table_form form = {
		"name stream where schools addressee text source", "per of least verified", false};
	table_load(&advice->table, paths, count, &form);
	advice->lines = memory_get(advice->table.row_count, sizeof *advice->lines);
	for (size_t i = 0; i < advice->table.row_count; i++)
		read_line(advice, i);
	if (addressees)
		keep_addressees(advice, addressees);
}

static bool conditions_read_column(const struct conditions *conditions, size_t number)
{
	for (size_t i = 0; i < conditions->count; i++)
		if (conditions->items[i].column == number)
			return true;
	return false;
}

bool advice_reads(const struct advice_line *line, size_t number, struct text name)
{
	struct text rest = line->text, before, found;
	while (line->scope == ADVICE_ROW &&
		placeholder_next(&rest, &before, &found) == PLACEHOLDER_FOUND)
		if (text_equal(found, name))
			return true;
	return conditions_read_column(&line->where, number) ||
		conditions_read_column(&line->of, number);
}

void advice_free(struct advice *advice)
{
	for (size_t i = 0; i < advice->table.row_count; i++) {
		conditions_free(&advice->lines[i].where);
		conditions_free(&advice->lines[i].of);
	}
	free(advice->lines);
	table_free(&advice->table);
}
