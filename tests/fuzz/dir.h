/* The input as the one file of a directory, for modules that take those. */
#ifndef TESTS_FUZZ_DIR_H
#define TESTS_FUZZ_DIR_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"

static char fuzz_dir[] = "/tmp/fuzz-dir-XXXXXX", fuzz_dir_path[64];

static void
fuzz_dir_gone(void)
{
	unlink(fuzz_dir_path);
	rmdir(fuzz_dir);
}

/* Makes these bytes all that is in fuzz_dir/name. */
static void
fuzz_dir_file(const char *name, const void *data, size_t size)
{
	FILE *f;

	if (fuzz_dir_path[0] == '\0') {
		require(mkdtemp(fuzz_dir) != NULL);
		snprintf(fuzz_dir_path, sizeof(fuzz_dir_path), "%s/%s",
			 fuzz_dir, name);
		atexit(fuzz_dir_gone);
	}
	f = fopen(fuzz_dir_path, "wb");
	require(f != NULL && fwrite(data, 1, size, f) == size);
	require(fclose(f) == 0);
}

#endif
