/*
 * deflate: bytes compressed into a file whose name asks for it: ".gz", ".zst".
 * The same bytes give the same file: no date and no name stands in it.
 */
#ifndef DATA_DEFLATE_H
#define DATA_DEFLATE_H

#include <stddef.h>

#include "base/outfile.h"

struct deflate;

/* Of what goes to `to`, which is borrowed, as its path says; another path's
 * bytes go there as they are. */
struct deflate *deflate_open(struct outfile *to, const char *path);
void deflate_write(struct deflate *z, const void *s, size_t n);

/* What is still held back is written, unless z was NULL; frees z. */
void deflate_close(struct deflate *z);

#endif
