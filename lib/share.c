/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "share.h"

#include <inttypes.h>

struct text share_measure(struct text indicator)
{
	static const char share[] = ":share";
	size_t length = sizeof share - 1;
	if (indicator.length <= length ||
		memcmp(indicator.at + indicator.length - length, share, length) != 0)
		return (struct text){"", 0};
	return (struct text){indicator.at, indicator.length - length};
}

bool share_count(const struct indicator *indicator, uint64_t *low, struct defect *defect)
{
	const uint64_t most = (uint64_t)number_power(VALUE_PLACES);
	wide value;
	if (indicator->n > most)
		return defect_set(defect, "share that no count gives", "value", indicator->value,
			"a share of at most %" PRIu64
			" participants: of more, nine decimals tell no count",
			most);
	if (number_decimal(indicator->value, VALUE_PLACES, &value) &&
		number_share_count(value, VALUE_PLACES, indicator->n, low))
		return true;
	return defect_set(defect, "share that no count gives", "value", indicator->value,
		"a share of n to nine decimals, as shnor-index writes it");
}
