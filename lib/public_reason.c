/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "public_reason.h"

#include <stdio.h>

/* Is the word k/n, with a whole number on either side? */
static bool is_count_pair(struct text word, uint64_t *of)
{
	struct text rest = word, k, n;
	uint64_t number;
	return text_next_part(&rest, '/', &k) && text_next_part(&rest, '/', &n) && !rest.at &&
		number_count(k, &number) && number_count(n, of);
}

/* Writes one result, `[YEAR ]MEASURE K/N = SHARE`, if it may be. False if not. */
static bool put_result(const struct suppression *suppression, struct text year, struct text school,
	struct text result, bool first, struct sink *out)
{
	struct text words[6], rest = result;
	char above[32];
	uint64_t number, n;
	size_t count = 0;
	while (count < 6 && (words[count] = text_next_word(&rest)).length)
		count++;
	bool dated = count == 5 && number_count(words[0], &number);
	const struct text *at = dated ? words + 1 : words;
	if (count != (dated ? 5 : 4) || !text_is(at[2], "=") || !is_count_pair(at[1], &n))
		return false;
	enum suppression_shown shown =
		suppression_school(suppression, dated ? words[0] : year, at[0], school, false);
	if (shown != SHOWN_WHOLE && shown != SHOWN_ABOVE)
		return false;
	if (!first)
		sink_string(out, ", ");
	if (shown == SHOWN_WHOLE) {
		sink_escaped(out, result);
		return true;
	}
	snprintf(above, sizeof above, " >%d %%",
		(int)(100 - disclosure_band(&suppression->limits, n)));
	sink_escaped(out, (struct text){result.at, (size_t)(at[0].at + at[0].length - result.at)});
	sink_string(out, above);
	return true;
}

/* A branch of the rule, `A: result, result`. */
static void put_branch(const struct suppression *suppression, struct text year, struct text school,
	struct text branch, struct sink *out)
{
	struct text rest = {branch.at + 3, branch.length - 3}, result;
	bool any = false;
	sink_text(out, (struct text){branch.at, 3});
	while (text_next_part(&rest, ',', &result))
		any = put_result(suppression, year, school, text_trim(result), !any, out) || any;
}

void public_reason_write(const struct suppression *suppression, const struct public_verdict *told,
	struct text year, struct text school, struct text reason, struct sink *out)
{
	struct text branch;
	bool any = false;
	while (text_next_part(&reason, ';', &branch)) {
		branch = text_trim(branch);
		bool known = branch.length > 3 && branch.at[1] == ':' && branch.at[2] == ' ';
		if (!known ||
			!((branch.at[0] == 'A' && told->branch_a) ||
				(branch.at[0] == 'B' && told->branch_b)))
			continue;
		if (any)
			sink_string(out, "; ");
		put_branch(suppression, year, school, branch, out);
		any = true;
	}
}
