/*
 * inflate: a descriptor whose bytes are gzip's or zstd's, read as what they
 * hold.
 */
#ifndef DATA_INFLATE_H
#define DATA_INFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct inflate;

/* Whether a file that begins so is one of the two; four bytes decide. */
bool inflate_is(const void *head, size_t n);

/* fd is borrowed; head[0..n), n <= 16, has been read from it already. */
struct inflate *inflate_open(int fd, const void *head, size_t n);

/* An entry of a zip archive, whose compressed bytes begin where fd stands. */
struct inflate *inflate_open_entry(int fd);

/*
 * As read(2); several members or frames one after the other are one text. -1
 * with errno, EBADMSG where the data are damaged or cut.
 */
ssize_t inflate_read(struct inflate *z, void *to, size_t cap);
void inflate_close(struct inflate *z); /* accepts NULL */

#endif
