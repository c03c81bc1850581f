/*
 * Sifted out of the one table by name, so that a word of the script is a row
 * there and needs no second list.
 */
#include "report/html_words.h"

#include <string.h>

#include "report/words.h"

static const char *const name[] = {
#define WORDS_ROW(id, english, chinese) #id,
#include "report/words.inc"
#undef WORDS_ROW
};

void
html_words_json(struct jsonw *w)
{
	jsonw_key(w, "words");
	jsonw_object(w);
	for (size_t i = 0; i < WORDS_IDS; i++)
		if (strncmp(name[i], "UI_", 3) == 0)
			jsonw_kstr(w, name[i] + 3,
				   words_text((enum words_id)i));
	jsonw_end(w);
}
