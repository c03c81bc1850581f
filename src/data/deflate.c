/*
 * One at a time: the two libraries have streams of their own, and what they
 * make goes on at once, so that memory does not grow with the file.
 */
#include "data/deflate.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/mem.h"

enum { MADE = 64 * 1024, GZIP = 16, MEMORY = 8 };

struct deflate {
	struct outfile *to;
	z_stream z;
	ZSTD_CStream *zstd; /* or NULL */
	bool gzip;
	unsigned char made[MADE];
};

static bool
ends(const char *path, const char *with)
{
	size_t n = strlen(path), k = strlen(with);

	return n > k && strcmp(path + n - k, with) == 0;
}

struct deflate *
deflate_open(struct outfile *to, const char *path)
{
	struct deflate *z = mem_calloc(1, sizeof(*z));

	z->to = to;
	z->gzip = ends(path, ".gz");
	if (z->gzip &&
	    deflateInit2(&z->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
			 GZIP + MAX_WBITS, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		abort(); /* out of memory; see base/mem.h */
	if (ends(path, ".zst") && (z->zstd = ZSTD_createCStream()) == NULL)
		abort();
	return z;
}

static void
write_gzip(struct deflate *z, const void *s, size_t n, int flush)
{
	z->z.next_in = (Bytef *)(uintptr_t)s;
	z->z.avail_in = (uInt)n;
	do {
		z->z.next_out = z->made;
		z->z.avail_out = MADE;
		deflate(&z->z, flush);
		outfile_write(z->to, z->made, MADE - z->z.avail_out);
	} while (z->z.avail_out == 0);
}

static void
write_zstd(struct deflate *z, const void *s, size_t n, ZSTD_EndDirective end)
{
	ZSTD_inBuffer in = { s, n, 0 };
	size_t left;

	do {
		ZSTD_outBuffer out = { z->made, MADE, 0 };

		left = ZSTD_compressStream2(z->zstd, &out, &in, end);
		outfile_write(z->to, z->made, out.pos);
	} while (!ZSTD_isError(left) &&
		 (in.pos < in.size || (end == ZSTD_e_end && left > 0)));
}

void
deflate_write(struct deflate *z, const void *s, size_t n)
{
	if (n == 0)
		return;
	if (z->gzip)
		write_gzip(z, s, n, Z_NO_FLUSH);
	else if (z->zstd != NULL)
		write_zstd(z, s, n, ZSTD_e_continue);
	else
		outfile_write(z->to, s, n);
}

void
deflate_close(struct deflate *z)
{
	if (z == NULL)
		return;
	if (z->gzip) {
		write_gzip(z, "", 0, Z_FINISH);
		deflateEnd(&z->z);
	} else if (z->zstd != NULL) {
		write_zstd(z, "", 0, ZSTD_e_end);
		ZSTD_freeCStream(z->zstd);
	}
	free(z);
}
