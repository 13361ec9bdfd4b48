/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check_json: is every line of standard input a JSON text (RFC 8259) in UTF-8? Status 1 and the line if not.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *at;

static void blank(void)
{
	at += strspn(at, " \t\r");
}

static bool take(char wanted)
{
	blank();
	if (*at != wanted)
		return false;
	at++;
	return true;
}

static bool hexadecimal(void)
{
	size_t digits = strspn(at, "0123456789abcdefABCDEF");
	at += digits < 4 ? digits : 4;
	return digits >= 4;
}

/* One character of UTF-8, beyond ASCII. */
static bool letter(void)
{
	unsigned char first = (unsigned char)*at++;
	int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
	if (first < 0xC2 || first > 0xF4)
		return false;
	while (more--)
		if (((unsigned char)*at++ & 0xC0) != 0x80)
			return false;
	return true;
}

static bool string(void)
{
	if (!take('"'))
		return false;
	while (*at != '"') {
		unsigned char byte = (unsigned char)*at;
		if (byte < 0x20)
			return false;
		if (byte >= 0x80) {
			if (!letter())
				return false;
			continue;
		}
		at++;
		if (byte != '\\')
			continue;
		if (!*at || !strchr("\"\\/bfnrtu", *at))
			return false;
		if (*at++ == 'u' && !hexadecimal())
			return false;
	}
	at++;
	return true;
}

static bool digits(void)
{
	size_t count = strspn(at, "0123456789");
	at += count;
	return count > 0;
}

static bool number(void)
{
	if (*at == '-')
		at++;
	if (*at == '0' && at[1] >= '0' && at[1] <= '9')
		return false;
	if (!digits())
		return false;
	if (*at == '.') {
		at++;
		if (!digits())
			return false;
	}
	if (*at == 'e' || *at == 'E') {
		at++;
		at += *at == '+' || *at == '-';
		return digits();
	}
	return true;
}

static bool value(void);

static bool list(char end, bool named)
{
	at++;
	if (take(end))
		return true;
	do
		if ((named && (!string() || !take(':'))) || !value())
			return false;
	while (take(','));
	return take(end);
}

static bool value(void)
{
	static const char *const words[] = {"null", "true", "false"};
	blank();
	if (*at == '{')
		return list('}', true);
	if (*at == '[')
		return list(']', false);
	if (*at == '"')
		return string();
	for (int i = 0; i < 3; i++)
		if (strncmp(at, words[i], strlen(words[i])) == 0) {
			at += strlen(words[i]);
			return true;
		}
	return number();
}

int main(void)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	while ((length = getline(&line, &room, stdin)) > 0) {
		if (line[length - 1] == '\n')
			line[--length] = '\0';
		at = line;
		bool good = value();
		blank();
		if (!good || at != line + length) {
			printf("no JSON: %s\n", line);
			return 1;
		}
	}
	free(line);
	return 0;
}
