/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * archive_library: libarchive, loaded when the first ZIP file is opened; most files are none. It
 * brings ten libraries with it, those of XML and Unicode too.
 */
#ifndef SHNOR_ARCHIVE_LIBRARY_H
#define SHNOR_ARCHIVE_LIBRARY_H

#include <archive.h>
#include <archive_entry.h>

/* clang-format off */
#define ARCHIVE_FUNCTIONS(each) \
	each(archive_entry_filetype) \
	each(archive_entry_is_encrypted) \
	each(archive_entry_pathname) \
	each(archive_entry_pathname_utf8) \
	each(archive_error_string) \
	each(archive_read_data) \
	each(archive_read_free) \
	each(archive_read_new) \
	each(archive_read_next_header) \
	each(archive_read_open_fd) \
	each(archive_read_support_format_zip_seekable)
/* clang-format on */

/* Its functions under their own names. */
struct archive_library {
#define ARCHIVE_MEMBER(name) __typeof__(&name) name;
	ARCHIVE_FUNCTIONS(ARCHIVE_MEMBER)
#undef ARCHIVE_MEMBER
};

/* Loads it the first time. Where it is not installed, the program ends with status 3. */
const struct archive_library *archive_library(void);

#endif
