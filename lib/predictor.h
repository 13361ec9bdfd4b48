/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * predictor: what is known of a school's conditions as a number, to tell what results to expect.
 *
 *   INDICATOR              its value
 *   log:INDICATOR          the natural logarithm of its value
 *   log:n:INDICATOR        the natural logarithm of its n, as of the number of pupils
 *   registry:COLUMN=VALUE  1 if the registry has the value in the column, 0 if it has another
 */
#ifndef SHNOR_PREDICTOR_H
#define SHNOR_PREDICTOR_H

#include "readings.h"
#include "sink.h"

enum predictor_kind { PREDICTOR_VALUE, PREDICTOR_LOG, PREDICTOR_LOG_N, PREDICTOR_REGISTRY };

struct predictor {
	enum predictor_kind kind;
	struct text name;      /* as it was asked for */
	struct text indicator; /* or the registry's column */
	struct text wanted;    /* the registry's value */
	uint32_t kept;         /* its column's number by registry_keep() */
};

struct predictors {
	size_t count, room;
	struct predictor *items;
};

/* Reads the value of --OPTION: predictors parted by commas. The registry is asked for its columns;
 * `has_registry` false: there will be none. A wrong list ends the program with status 2. The texts
 * are slices of the list. */
void predictors_read(struct predictors *predictors, const char *option, const char *list,
	struct registry *registry, bool has_registry);

/* Does any predictor read the indicator? */
bool predictors_want(const struct predictors *predictors, struct text indicator);

/* The predictor of the school in the year. False if it is not known. */
bool predictor_value(const struct predictor *predictor, const struct readings *readings,
	const struct registry *registry, uint32_t school, uint64_t year, double *value);

/* Writes why predictor_value() said false. */
void predictor_explain(const struct predictor *predictor, const struct readings *readings,
	uint32_t school, uint64_t year, struct sink *out);

void predictors_free(struct predictors *predictors);

#endif
