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
#include <zstd.h>

#include "base/mem.h"

enum { RAW = 64 * 1024, GZIP = 16 };

struct inflate {
	z_stream z;
	ZSTD_DStream *zstd; /* NULL: zlib's */
	int fd;
	bool ended, between; /* of the file; two members */
	bool raw_one; /* an entry of a zip archive: one, without a head */
	unsigned char raw[RAW];
};

static bool
is_zstd(const void *head, size_t n)
{
	return n >= 4 && memcmp(head, "\x28\xb5\x2f\xfd", 4) == 0;
}

bool
inflate_is(const void *head, size_t n)
{
	return (n >= 2 && memcmp(head, "\x1f\x8b", 2) == 0) || is_zstd(head, n);
}

struct inflate *
inflate_open(int fd, const void *head, size_t n)
{
	struct inflate *z = mem_calloc(1, sizeof(*z));

	z->fd = fd;
	memcpy(z->raw, head, n);
	z->z.next_in = z->raw;
	z->z.avail_in = (uInt)n;
	if (is_zstd(head, n) ? (z->zstd = ZSTD_createDStream()) == NULL
			     : inflateInit2(&z->z, GZIP + MAX_WBITS) != Z_OK)
		abort(); /* out of memory; see base/mem.h */
	return z;
}

struct inflate *
inflate_open_entry(int fd)
{
	struct inflate *z = mem_calloc(1, sizeof(*z));

	z->fd = fd;
	z->raw_one = true;
	if (inflateInit2(&z->z, -MAX_WBITS) != Z_OK)
		abort();
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

/* What the decoder holds back comes without more of the file. */
static ssize_t
read_zstd(struct inflate *z, void *to, size_t cap)
{
	ZSTD_outBuffer out = { to, cap, 0 };

	for (;;) {
		ZSTD_inBuffer in = { z->z.next_in, z->z.avail_in, 0 };
		size_t rc = z->between && in.size == 0
				? 0
				: ZSTD_decompressStream(z->zstd, &out, &in);

		if (ZSTD_isError(rc))
			break;
		z->z.next_in += in.pos;
		z->z.avail_in -= (uInt)in.pos;
		z->between = rc == 0;
		if (out.pos > 0)
			return (ssize_t)out.pos;
		if (z->z.avail_in > 0)
			continue;
		if (z->ended && z->between)
			return 0;
		if (z->ended)
			break;
		if (more(z) != 0)
			return -1;
	}
	errno = EBADMSG;
	return -1;
}

ssize_t
inflate_read(struct inflate *z, void *to, size_t cap)
{
	if (z->zstd != NULL)
		return read_zstd(z, to, cap);
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
	if (z->zstd != NULL)
		ZSTD_freeDStream(z->zstd);
	else
		inflateEnd(&z->z);
	free(z);
}
