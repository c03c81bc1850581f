/*
 * Any bytes as a CSV file: a message, or rows that read back the same when
 * they are written again.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "data/csv.h"
#include "tests/fuzz/file.h"

/* A hash of all cells; what was read is written to out. -1: refused. */
static int
read_all(uint64_t *hash, struct buf *out)
{
	struct err e = { 0 };
	struct csv_reader *c = csv_open(fuzz_path, &e);
	const struct csv_cell *row;
	int rc = -1;

	*hash = HASH_INIT;
	/* A name may begin with what would else be taken for the mark. */
	buf_puts(out, "\xef\xbb\xbf");
	for (size_t i = 0; c != NULL && i < csv_columns(c); i++) {
		const char *name = csv_column_name(c, i);

		require(csv_column(c, name) == (int)i);
		*hash = hash_str(*hash, name);
		csv_text(out, i == 0, name, strlen(name));
	}
	csv_end(out);
	while (c != NULL && (rc = csv_row(c, &row, &e)) > 0) {
		for (size_t i = 0; i < csv_columns(c); i++) {
			require(row[i].s[row[i].n] == '\0');
			*hash = hash_u64(*hash, row[i].n);
			*hash = hash_bytes(*hash, row[i].s, row[i].n);
			csv_text(out, i == 0, row[i].s, row[i].n);
		}
		csv_end(out);
	}
	require(rc == 0 || e.status == STATUS_INPUT);
	csv_close(c);
	return rc;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint64_t first, second;
	struct buf out, again;

	buf_init(&out, 4 * size + 64);
	buf_init(&again, 4 * size + 64);
	fuzz_file(data, size);
	if (read_all(&first, &out) == 0) {
		fuzz_file(out.data, out.len);
		require(read_all(&second, &again) == 0);
		require(first == second);
	}
	buf_fini(&out);
	buf_fini(&again);
	return 0;
}
