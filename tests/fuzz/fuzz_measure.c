/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * measure: a table, and behind a line %% a stream of records. An observation has at least one unit,
 * no more hits than units, and what is written of it is read again as the same.
 */
#include "fuzz.h"
#include "measure.h"

struct reading {
	const char *paths[FUZZ_FILES];
};

static struct text print(char *at, bool known, wide units, unsigned places)
{
	return (struct text){at, known ? number_print(at, units, places, true) : 0};
}

static void look_at(const struct observation *seen)
{
	char room[4][NUMBER_ROOM];
	struct observation again, twice = *seen;
	HOLDS(seen->n >= 1);
	HOLDS(!seen->has_hits || seen->hits <= seen->n);
	const struct text fields[4] = {
		print(room[0], true, (wide)seen->n, 0),
		print(room[1], seen->has_hits, (wide)seen->hits, 0),
		print(room[2], seen->has_sum, seen->sum, SUM_PLACES),
		print(room[3], seen->has_sumsq, seen->sumsq, SUMSQ_PLACES),
	};
	HOLDS(observation_read(&again, fields) == NULL);
	HOLDS(again.n == seen->n && again.has_hits == seen->has_hits &&
		again.has_sum == seen->has_sum && again.has_sumsq == seen->has_sumsq);
	HOLDS(!seen->has_hits || again.hits == seen->hits);
	HOLDS(!seen->has_sum || again.sum == seen->sum);
	HOLDS(!seen->has_sumsq || again.sumsq == seen->sumsq);
	if (observation_add(&twice, seen))
		HOLDS(twice.n == 2 * seen->n);
}

static void observe_all(struct measures *measures, struct stream *stream)
{
	struct observation seen;
	struct defect defect;
	enum stream_result result;
	measures_bind(measures, stream);
	while ((result = stream_next(stream)) != STREAM_END)
		for (size_t i = 0; result == STREAM_ROW && i < measures->count; i++)
			if (measure_observe(
				    &measures->items[i], stream->values, i & 1, &seen, &defect))
				look_at(&seen);
}

static void parse(void *data)
{
	const struct reading *reading = data;
	struct measures measures;
	struct stream stream;
	fuzz_forget_faults();
	measures_load(&measures, reading->paths, 1);
	if (!fuzz_faults() && reading->paths[1]) {
		stream_open(&stream, reading->paths + 1, 1);
		observe_all(&measures, &stream);
		stream_close(&stream);
	}
	measures_free(&measures);
	table_check();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct text rest = {(const char *)bytes, length}, part;
	struct reading reading = {{NULL}};
	for (unsigned i = 0; i < FUZZ_FILES && fuzz_part(&rest, &part); i++)
		reading.paths[i] = fuzz_file(i, part);
	if (reading.paths[0])
		fuzz_run(parse, &reading);
	return 0;
}
