/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "escape.h"

size_t escape_put(char *at, struct text text)
{
	static const char letters[256] = {['\t'] = 't', ['\n'] = 'n', ['\r'] = 'r', ['\\'] = '\\'};
	char *start = at;
	for (size_t i = 0; i < text.length; i++) {
		char letter = letters[(unsigned char)text.at[i]];
		if (letter)
			*at++ = '\\';
		*at++ = letter ? letter : text.at[i];
	}
	return (size_t)(at - start);
}

size_t escape_undo(char *at, struct text text)
{
	static const char bytes[256] = {['t'] = '\t', ['n'] = '\n', ['r'] = '\r', ['\\'] = '\\'};
	char *start = at;
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.at[i];
		if (byte == '\\' && i + 1 < text.length && bytes[(unsigned char)text.at[i + 1]])
			byte = bytes[(unsigned char)text.at[++i]];
		*at++ = byte;
	}
	return (size_t)(at - start);
}
