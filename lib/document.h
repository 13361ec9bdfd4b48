/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * document: a table that people read: on a terminal, in Excel, in Markdown, as a web page.
 *
 * Rows are handed over one by one and written at once, save for the terminal's table, whose widths
 * are known at the end only: it keeps the rows. A workbook is written when it is closed.
 */
#ifndef SHNOR_DOCUMENT_H
#define SHNOR_DOCUMENT_H

#include "alignment.h"
#include "spreadsheet.h"

enum document_kind {
	DOCUMENT_TABLE,    /* aligned columns */
	DOCUMENT_CSV,      /* for Excel in Russia: BOM, `;`, CRLF */
	DOCUMENT_MARKDOWN, /* a pipe table */
	DOCUMENT_HTML,     /* a page of its own, needing nothing else */
	DOCUMENT_TSV,      /* a stream again */
	DOCUMENT_XLSX,     /* a sheet of a workbook */
	DOCUMENT_JSON,     /* an object a line */
};

struct document {
	enum document_kind kind;
	struct sink *out;
	struct text title, note; /* may be empty; a CSV file has neither */
	/* A page may be made in parts, one after the other: this one goes on with a page, more
	 * parts will follow. Only for HTML and Markdown. */
	bool goes_on, is_followed;
	size_t columns;
	size_t width;                 /* of the terminal, to fit the table to; 0: never */
	bool coloured;                /* the table */
	struct spreadsheet *workbook; /* to add the sheet to, for XLSX */
	struct text sheet;            /* its name */
	const struct text *heads;     /* of JSON */
	struct alignment alignment;
};

/* Starts the document with its column heads, of which JSON makes its keys. Title, note and heads
 * are copied nowhere: keep them. */
void document_start(struct document *document, const struct text *heads);

void document_row(struct document *document, const struct document_cell *cells);

void document_end(struct document *document);

#endif
