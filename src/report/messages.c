/*
 * Searched from top to bottom: a page of help asks fifty times, a failure
 * once, and the order of the table stays the reader's. The table is one text,
 * as thousands of pointers would each be relocated whenever the program
 * starts. tests/lint/messages.sh finds texts without a row, rows without a
 * text, and formats that differ.
 */
#include "report/messages.h"

#include <stddef.h>
#include <string.h>

#include "sweep/spec.h"

/* English and Chinese in turn, each ended by a NUL; the end is empty. */
static const char table[] =
#define MESSAGE(english, chinese) english "\0" chinese "\0"
#include "report/messages.inc"
    /* A default stands in its own row. */
    MESSAGE("a band of targets; default the sweep's, or " SPEC_BANDS_TEXT,
	    "一个目标区段；默认用测量配置里的，否则为 " SPEC_BANDS_TEXT);
#undef MESSAGE

static const char *
after(const char *text)
{
	return text + strlen(text) + 1;
}

const char *
messages_chinese(const char *english)
{
	const char *chinese;

	for (const char *row = table; *row != '\0'; row = after(chinese)) {
		chinese = after(row);
		if (strcmp(row, english) == 0)
			return chinese;
	}
	return NULL;
}
