/*
 * The workbook of --save, in a file of its own: what names it takes the
 * library for workbooks with it, which only lencurve-net has.
 */
#include "cmd/save.h"

#include "report/book.h"

int
save_as_book(const char *path, const char *title, const struct said *d,
	     const struct buf *text, struct err *e)
{
	return book_saved(path, title, d, text, e);
}
