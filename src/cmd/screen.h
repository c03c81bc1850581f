/*
 * screen: the language, the width and the colour of what people read, for all
 * verbs alike.
 */
#ifndef CMD_SCREEN_H
#define CMD_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/opt.h"

/* --lang, --color and --save, which every verb takes. */
struct screen_opts {
	const char *lang, *color, *save;
};

extern const struct opt screen_opts[];

/*
 * Before anything is said: the language from --lang wherever it stands in
 * argv, else from LC_ALL, LC_MESSAGES or LANG, the first that is not empty;
 * the width from COLUMNS, else the terminal's, else 80. Returns how many of
 * the first arguments are such options, before the verb.
 */
int screen_open(int argc, char **argv);

/* The file of --save, wherever it stands in argv, or NULL. */
const char *screen_save(void);

/* What --color says, else CLICOLOR_FORCE, NO_COLOR and the terminal. */
void screen_colour(const struct screen_opts *o);
bool screen_coloured(void);

/* Places in a line of `fd`, and lines. */
size_t screen_columns(int fd);
size_t screen_rows(int fd);

#endif
