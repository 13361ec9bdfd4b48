/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * anonymity: what of people's answers is told, so that no answer can be put to a person.
 *
 * Of teachers, pupils and parents nothing is told of fewer than `least`; nor that all of a few, or all
 * there are, have said the same, for then it is known of each of them. It is withheld whether they all said
 * yes or all no: that it is withheld says nothing, either. A mean with its interval and its n gives the sum
 * of the answers and the sum of their squares, and from these every single one when they are few: of a few
 * a mean has no interval and two digits. What an administration says of its school is no secret.
 *
 * How few is our decision; the orders do not speak of it.
 */
#ifndef SHNOR_ANONYMITY_H
#define SHNOR_ANONYMITY_H

#include "risk.h"
#include "sighting.h"

enum {
	ANONYMITY_ALIKE = 5, /* of fewer it is not told that they all say the same */
	ANONYMITY_MEAN = 10  /* of fewer a mean is told roughly */
};

enum anonymity { ANONYMITY_TOLD, ANONYMITY_TOO_FEW, ANONYMITY_ALL_ALIKE };

/* Is it told? `seen` and `all`, whose n says how many could have answered, may be NULL. */
enum anonymity anonymity_of(const struct risk_parameter *parameter, const struct sighting *seen,
	const struct sighting *all);

/* As it is told, and judged: a level that is not that of the value beside it would tell more of it. */
struct sighting anonymity_told(const struct risk_parameter *parameter, const struct sighting *seen);

#endif
