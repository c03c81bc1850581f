/*
 * Any bytes as DIR/journal.jsonl.zst, with or without a journal beside it.
 * Reading ends; what is read of one place is read of it again; unpacking and
 * reading go on without a step too far.
 */
#include <stdint.h>
#include <string.h>

#include "store/journal.h"
#include "store/packed.h"
#include "tests/fuzz/dir.h"
#include "tests/fuzz/fuzz.h"

static void
read_bytes(struct packed *p)
{
	struct packed_frame f = { .at = 0 }, other = { .at = 0 };
	char a[512], b[512];
	struct err e;
	int64_t n;

	for (uint64_t at = 0, steps = 0; steps < 64; at += (uint64_t)n) {
		n = packed_read(p, &f, a, sizeof(a), at, &e);
		require(n <= (int64_t)sizeof(a));
		if (n <= 0)
			break;
		require(packed_read(p, &other, b, (size_t)n, at, &e) == n);
		require(memcmp(a, b, (size_t)n) == 0);
		steps++;
	}
	packed_frame_fini(&f);
	packed_frame_fini(&other);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct journal_reader *jr;
	struct packed *p;
	struct record r;
	struct err e;
	int rc, n = 0;

	fuzz_dir_file("journal.jsonl.zst", data, size);
	if (packed_open(&p, fuzz_dir, &e) == 0) {
		require(p != NULL);
		read_bytes(p);
		packed_close(p);
	}
	jr = journal_read_open(fuzz_dir, &e);
	while (jr != NULL && n++ < 64 && (rc = journal_read(jr, &r, &e)) != 0)
		require(rc == 1 || e.msg[0] != '\0');
	journal_read_close(jr);
	return 0;
}
