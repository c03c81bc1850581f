/*
 * zlib's stream interface and not its gzFile: a pipe cannot be rewound, and
 * its first bytes have been looked at before anybody knows what it is.
 */
#include "data/inflate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/mem.h"

enum { RAW = 64 * 1024, GZIP = 16 };

struct inflate {
	z_stream z;
	int fd;
	bool ended, between; /* of the file; two members */
	bool raw_one; /* an entry of a zip archive: one, without a head */
	unsigned char raw[RAW];
};

bool
inflate_is(const void *head, size_t n)
{
	return n >= 2 && memcmp(head, "\x1f\x8b", 2) == 0;
}

struct inflate *
inflate_open(int fd, const void *head, size_t n)
{
	struct inflate *z = mem_calloc(1, sizeof(*z));

	z->fd = fd;
	memcpy(z->raw, head, n);
	z->z.next_in = z->raw;
	z->z.avail_in = (uInt)n;
	if (inflateInit2(&z->z, GZIP + MAX_WBITS) != Z_OK) {
		free(z);
		return NULL;
	}
	return z;
}

struct inflate *
inflate_open_entry(int fd)
{
	struct inflate *z = mem_calloc(1, sizeof(*z));

	z->fd = fd;
	z->raw_one = true;
	if (inflateInit2(&z->z, -MAX_WBITS) != Z_OK) {
		free(z);
		return NULL;
	}
	return z;
}

static int
more(struct inflate *z)
{
	ssize_t n;

	do
		n = read(z->fd, z->raw, RAW);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return -1;
	z->ended = n == 0;
	z->z.next_in = z->raw;
	z->z.avail_in = (uInt)n;
	return 0;
}

ssize_t
inflate_read(struct inflate *z, void *to, size_t cap)
{
	z->z.next_out = to;
	z->z.avail_out = (uInt)(cap < RAW * 16 ? cap : RAW * 16);
	cap = z->z.avail_out;
	while (z->z.avail_out == cap) {
		int rc;

		if (z->raw_one && z->between)
			return 0;
		if (z->z.avail_in == 0 && !z->ended && more(z) != 0)
			return -1;
		if (z->ended && z->z.avail_in == 0) {
			if (z->between)
				return 0;
			errno = EBADMSG;
			return -1;
		}
		if (z->between)
			inflateReset(&z->z);
		z->between = false;
		rc = inflate(&z->z, Z_NO_FLUSH);
		if (rc == Z_STREAM_END) {
			z->between = true;
		} else if (rc != Z_OK && rc != Z_BUF_ERROR) {
			errno = EBADMSG;
			return -1;
		}
	}
	return (ssize_t)(cap - z->z.avail_out);
}

void
inflate_close(struct inflate *z)
{
	if (z == NULL)
		return;
	inflateEnd(&z->z);
	free(z);
}
