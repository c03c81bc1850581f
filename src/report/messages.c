/*
 * Searched from top to bottom: a page of help asks fifty times, a failure
 * once, and the order of the table stays the reader's. tests/lint/messages.sh
 * finds texts without a row, rows without a text, and formats that differ.
 */
#include "report/messages.h"

#include <stddef.h>
#include <string.h>

#include "sweep/spec.h"

static const char *const table[][2] = {
#define MESSAGE(english, chinese) { english, chinese },
#include "report/messages.inc"
	/* A default stands in its own row. */
	MESSAGE("a band of targets; default the sweep's, or " SPEC_BANDS_TEXT,
		"一个目标区段；默认用测量配置里的，否则为 " SPEC_BANDS_TEXT)
#undef MESSAGE
};

const char *
messages_chinese(const char *english)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (strcmp(table[i][0], english) == 0)
			return table[i][1];
	return NULL;
}
