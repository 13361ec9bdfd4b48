/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_scale.h"

void page_scale_see(struct page_scale *scale, wide value)
{
	if (!scale->any || value < scale->least)
		scale->least = value;
	if (!scale->any || value > scale->most)
		scale->most = value;
	scale->any = true;
}

void page_scale_widen(struct page_scale *scale)
{
	wide room = (scale->most - scale->least) / 20;
	if (room == 0)
		room = number_power(VALUE_PLACES);
	scale->least -= room;
	scale->most += room;
}

int64_t page_scale_at(const struct page_scale *scale, wide value)
{
	wide length = scale->to - scale->from;
	if (value <= scale->least)
		return scale->from;
	if (value >= scale->most)
		return scale->to;
	return scale->from +
		(int64_t)number_divide((value - scale->least) * length, scale->most - scale->least);
}

wide page_scale_step(const struct page_scale *scale, unsigned most_parts)
{
	static const int factors[] = {1, 2, 5};
	wide length = scale->most - scale->least;
	for (wide power = 1; power < (wide)number_power(18) * 1000; power *= 10)
		for (int i = 0; i < 3; i++)
			if (length / (power * factors[i]) < most_parts)
				return power * factors[i];
	return length;
}

wide page_scale_first(const struct page_scale *scale, wide step)
{
	wide count = scale->least / step;
	if (count * step < scale->least)
		count++;
	return count * step;
}

void page_scale_put(struct sink *sink, int64_t place)
{
	sink_decimal(sink, place, 1);
}
