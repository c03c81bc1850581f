/* The input as a file, for targets whose module reads one by its path. */
#ifndef TESTS_FUZZ_FILE_H
#define TESTS_FUZZ_FILE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"

static char fuzz_path[] = "/tmp/fuzz-file-XXXXXX";

static void
fuzz_file_gone(void)
{
	unlink(fuzz_path);
}

/* Makes these bytes all that is in the file at fuzz_path. */
static void
fuzz_file(const void *data, size_t size)
{
	static int fd = -1;

	if (fd < 0) {
		fd = mkstemp(fuzz_path);
		require(fd >= 0);
		atexit(fuzz_file_gone);
	}
	require(ftruncate(fd, 0) == 0);
	require(pwrite(fd, data, size, 0) == (ssize_t)size);
}

#endif
