/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_style.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>

/* The files as they stand, put into the program by the assembler: C has no way to say that. Their places are
 * told from the top of the source tree, where the build runs. */
#define FILE_AS(name, file)                                                                        \
	__asm__(".pushsection .rodata\n" #name ":\n.incbin \"" file "\"\n.globl " #name            \
		"_end\n" #name "_end:\n.globl " #name "\n.popsection\n");                          \
	extern const char name[], name##_end[]

FILE_AS(page_css, "lib/page.css");
FILE_AS(page_js, "lib/page.js");

/* Without the line feed at its end: checkers leave it out of the digest. */
static struct text style(void)
{
	return (struct text){page_css, (size_t)(page_css_end - page_css - 1)};
}

static struct text script(void)
{
	return (struct text){page_js, (size_t)(page_js_end - page_js - 1)};
}

static void put_digest(struct sink *sink, struct text text)
{
	uint8_t bytes[SHA256_DIGEST_SIZE];
	char shown[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)];
	struct sha256_ctx context;
	sha256_init(&context);
	sha256_update(&context, text.length, (const uint8_t *)text.at);
	sha256_digest(&context, sizeof bytes, bytes);
	base64_encode_raw(shown, sizeof bytes, bytes);
	sink_string(sink, "'sha256-");
	sink_text(sink, (struct text){shown, sizeof shown});
	sink_byte(sink, '\'');
}

void page_style_policy(struct sink *sink)
{
	sink_string(sink,
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		"base-uri 'none'; form-action 'none'; style-src ");
	put_digest(sink, style());
	sink_string(sink, "; script-src ");
	put_digest(sink, script());
	sink_string(sink, "\">\n");
}

void page_style_put(struct sink *sink)
{
	sink_string(sink, "<style>");
	sink_text(sink, style());
	sink_string(sink, "</style>\n");
}

void page_style_script(struct sink *sink)
{
	sink_string(sink, "<script>");
	sink_text(sink, script());
	sink_string(sink, "</script>\n");
}
