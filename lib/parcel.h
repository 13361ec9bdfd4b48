/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parcel: the files of a folder, one for each municipality, each there as a whole or not at all.
 *
 * A file is written under a hidden name, synced, and then gets its own. Names of municipalities
 * become names of files that every system takes: what is no letter, digit, point, bracket or hyphen
 * becomes an underscore. Where two would get the same name, capitals apart, the later one gets a
 * number, which is told.
 */
#ifndef SHNOR_PARCEL_H
#define SHNOR_PARCEL_H

#include "dictionary.h"
#include "sink.h"

struct parcels {
	const char *folder, *ending;
	int directory;
	struct dictionary taken; /* names in small letters */
	char *name, *hidden;     /* of the file being written */
	struct sink sink;
};

/* Makes the folder, if it is not there; it must be empty (status 2), for a file left from before
 * could be taken for one of this run. `ending` such as "xlsx". */
void parcels_open(struct parcels *parcels, const char *folder, const char *ending);

/* Starts the file of the municipality; what is put into the sink goes there. */
struct sink *parcels_start(struct parcels *parcels, struct text municipality);

/* The file is whole: it gets its name, which is returned and lives until the next start. */
const char *parcels_finish(struct parcels *parcels);

void parcels_close(struct parcels *parcels);

#endif
