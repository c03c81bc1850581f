/*
 * replay: a fuzz target without a fuzzer. Linked with one target, it feeds
 * every file below the directories it is given, whole and cut short at a few
 * places, so that `make test` needs no libFuzzer.
 */
#include <dirent.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "tests/fuzz/fuzz.h"

enum { MAX = 64 * 1024 * 1024 };

/* All of a file, whatever it is: file_read would refuse an archive. */
static void
slurp(const char *path, struct buf *b)
{
	FILE *f = fopen(path, "rb");
	char piece[65536];
	size_t n;

	if (f == NULL) {
		fprintf(stderr, "replay: %s: cannot open\n", path);
		exit(2);
	}
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_add(b, piece, n);
	fclose(f);
}

/* Copies are exactly as long as the input, so that a read past it is seen. */
static void
feed(const char *p, size_t n)
{
	uint8_t *copy = malloc(n == 0 ? 1 : n);

	if (copy == NULL)
		abort();
	if (n > 0)
		memcpy(copy, p, n);
	LLVMFuzzerTestOneInput(copy, n);
	free(copy);
}

static size_t
replay(const char *dir)
{
	struct dirent *entry;
	size_t n = 0;
	DIR *d = opendir(dir);

	if (d == NULL) {
		fprintf(stderr, "replay: %s: cannot open\n", dir);
		exit(2);
	}
	while ((entry = readdir(d)) != NULL) {
		char path[4096];
		struct buf b;

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, entry->d_name);
		buf_init(&b, MAX);
		slurp(path, &b);
		feed(b.data, b.len);
		feed(b.data, b.len / 2);
		feed(b.data, b.len - (b.len > 0));
		buf_fini(&b);
		n++;
	}
	closedir(d);
	return n;
}

int
main(int argc, char **argv)
{
	size_t n = 0;

	for (int i = 1; i < argc; i++)
		n += replay(argv[i]);
	printf("%zu inputs\n", n);
	return n == 0;
}
