/* What all fuzz targets share. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* The target: one input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise of the module under test; broken, it is a crash. */
static inline void
require(bool holds)
{
	if (!holds)
		abort();
}

#endif
