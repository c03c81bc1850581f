/*
 * count_blocks: a large file of UTF-8 counted by all processors.
 *
 * It is cut behind line breaks, where no unit looks across, so that the sum of
 * the parts is the count of the whole.
 */
#ifndef CMD_COUNT_BLOCKS_H
#define CMD_COUNT_BLOCKS_H

#include "base/err.h"
#include "data/encoding.h"
#include "text/lencount.h"

struct count_blocks {
	struct lencount count;
	uint64_t bytes;                /* without a mark */
	struct encoding_sample sample; /* of the beginning */
};

/*
 * jobs: threads, 0 one a processor. 1; 0 for what is to be read by source.h
 * instead: a small file, a pipe, another encoding, or but one thread; -1 with
 * *e when it cannot be read or shrinks on the way.
 */
int count_blocks(const char *path, enum lencount_unit unit, unsigned jobs,
		 struct count_blocks *out, struct err *e);

#endif
