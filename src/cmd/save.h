/*
 * save: what a verb prints, as a file too: a page, a sheet, Markdown or the
 * tables as CSV, by the file's ending. Every verb takes --save FILE.
 */
#ifndef CMD_SAVE_H
#define CMD_SAVE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

struct said;

/*
 * Makes a workbook of what was said. A program that has none of the library
 * for it has NULL here (main.c), and leaves the verb to one that has.
 */
extern int (*const save_book)(const char *path, const char *title,
			      const struct said *d, const struct buf *text,
			      struct err *e);

/* What lencurve-net has for it. */
int save_as_book(const char *path, const char *title, const struct said *d,
		 const struct buf *text, struct err *e);

/* Whether that file takes what this program has not. */
bool save_elsewhere(const char *path);

/* From now on what is printed is kept. -1: its ending says nothing, or there
 * can be no such file. */
int save_begin(const char *path, struct err *e);

/* What cmd_print was given is kept, and put together for the screen; false:
 * nothing is kept. It is printed before save_on. */
bool save_text(const struct buf *text, struct buf *screen);
void save_on(void);

/* Writes the file; -1 when nothing was printed for people. The title is the
 * command. */
int save_end(const char *title, struct err *e);
void save_abandon(void);

#endif
