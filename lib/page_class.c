/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_class.h"
#include "page_put.h"

/* The last one is that of others. Shapes lie around 0 0. */
static const struct {
	const char *class, *mark, *shape;
} looks[] = {
	{"failing", "k-failing", "M0-5.2L5 4H-5z"},
	{"deprived", "k-deprived", "M-4.2-4.2H4.2V4.2H-4.2z"},
	{"effective", "k-effective", "M0-4.2A4.2 4.2 0 0 1 0 4.2A4.2 4.2 0 0 1 0-4.2z"},
	{"resilient", "k-resilient", "M0-5.4L5.4 0L0 5.4L-5.4 0z"},
	{"", "k-other", "M-4-4L4 4M-4 4L4-4"},
};

enum { LOOKS = sizeof looks / sizeof *looks };

const char *page_class_mark(struct text class)
{
	for (size_t i = 0; i + 1 < LOOKS; i++)
		if (text_is(class, looks[i].class))
			return looks[i].mark;
	return looks[LOOKS - 1].mark;
}

void page_class_marks(struct page *page)
{
	for (size_t i = 0; i < LOOKS; i++) {
		page_raw(page, "<path id=\"");
		page_raw(page, looks[i].mark);
		page_raw(page, "\" class=\"");
		page_raw(page, looks[i].mark);
		page_raw(page, "\" d=\"");
		page_raw(page, looks[i].shape);
		page_raw(page, "\"/>");
	}
}
