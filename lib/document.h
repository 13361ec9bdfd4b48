/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * document: a table that people read: on a terminal, in Excel, in Markdown, as a web page.
 *
 * Rows are handed over one by one and written at once, save for the terminal's table, whose widths
 * are known at the end only: it keeps the rows.
 */
#ifndef SHNOR_DOCUMENT_H
#define SHNOR_DOCUMENT_H

#include "memory.h"
#include "sink.h"

enum document_kind {
	DOCUMENT_TABLE,    /* aligned columns */
	DOCUMENT_CSV,      /* for Excel in Russia: BOM, `;`, CRLF */
	DOCUMENT_MARKDOWN, /* a pipe table */
	DOCUMENT_HTML,     /* a page of its own, needing nothing else */
	DOCUMENT_TSV,      /* a stream again */
};

/* How a cell is meant; it decides alignment, and in CSV how Excel is kept from changing it. */
enum cell_meaning {
	MEANS_TEXT,
	MEANS_NUMBER,
	MEANS_CODE, /* digits that are no number: 0123, a long code */
};

struct document_cell {
	struct text text;
	enum cell_meaning meaning;
};

struct document {
	enum document_kind kind;
	struct sink *out;
	struct text title, note; /* may be empty; a CSV file has neither */
	/* A page may be made in parts, one after the other: this one goes on with a page, more
	 * parts will follow. Only for HTML and Markdown. */
	bool goes_on, is_followed;
	size_t columns;
	size_t width; /* of the terminal, to wrap the last column at; 0: never */
	/* The terminal's table. */
	struct arena arena;
	struct document_cell *kept;
	size_t kept_count, kept_room;
};

/* Starts the document with its column heads. Title and note are copied nowhere: keep them. */
void document_start(struct document *document, const struct text *heads);

void document_row(struct document *document, const struct document_cell *cells);

void document_end(struct document *document);

#endif
