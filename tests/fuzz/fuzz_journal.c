/*
 * Any bytes as DIR/journal.jsonl. Reading ends; a record that is read is
 * written as the same line again; opening for writing and one more record
 * lose nothing of what could be read before.
 */
#include <stdint.h>
#include <string.h>

#include "base/hash.h"
#include "store/journal.h"
#include "tests/fuzz/dir.h"
#include "tests/fuzz/fuzz.h"

static uint64_t
stable_line(const struct record *r)
{
	struct record again;
	struct arena a;
	struct buf line, second;
	struct err e;
	uint64_t h;

	arena_init(&a);
	buf_init(&line, 1 << 28);
	buf_init(&second, 1 << 28);
	require(record_write(r, &line) == 0);
	require(record_parse(&again, line.data, line.len - 1, &a, &e) == 0);
	require(record_write(&again, &second) == 0);
	require(line.len == second.len &&
		memcmp(line.data, second.data, line.len) == 0);
	h = hash_bytes(HASH_INIT, line.data, line.len);
	buf_fini(&line);
	buf_fini(&second);
	arena_fini(&a);
	return h;
}

/* Records, with a hash of all of them; -1 when it is no journal. */
static int
read_all(uint64_t *hash, int max)
{
	struct err e = { 0 };
	struct journal_reader *jr = journal_read_open(fuzz_dir, &e);
	struct record r;
	int rc, n = 0;

	*hash = HASH_INIT;
	if (jr == NULL)
		return -1;
	while ((rc = journal_read(jr, &r, &e)) != 0) {
		require(rc == 1 || e.status == STATUS_INPUT);
		if (rc != 1)
			continue;
		if (n++ < max)
			*hash = hash_u64(*hash, stable_line(&r));
		require(journal_read_from(jr, journal_read_at(jr), &r, &e) ==
			0);
	}
	journal_read_close(jr);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint64_t before, after;
	struct err e = { 0 };
	struct record r;
	struct journal *j;
	int n;

	fuzz_dir_file("journal.jsonl", data, size);
	n = read_all(&before, INT32_MAX);
	j = journal_open(fuzz_dir, JOURNAL_SYNC_NONE, &e);
	require((n < 0) == (j == NULL));
	if (j == NULL)
		return 0;
	record_init(&r);
	require(journal_append(j, &r, &e) == 0);
	require(journal_close(j, &e) == 0);
	require(read_all(&after, n) == n + 1);
	require(before == after);
	return 0;
}
