/*
 * Any bytes as a file of records: a message, or lines. A table's are JSON.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data/json.h"
#include "data/records.h"
#include "tests/fuzz/file.h"

static void
hold(const struct buf *lines, bool json)
{
	const char *s = lines->data, *end = s + lines->len;

	require(lines->len > 0 && end[-1] == '\n');
	while (json && s < end) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		struct err e = { 0 };
		cJSON *row = json_parse(s, (size_t)(stop - s), NULL, &e);

		require(row != NULL);
		cJSON_Delete(row);
		s = stop + 1;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err e = { 0 };
	struct records *r;
	struct buf lines;
	uint64_t line, last = 0;
	int rc = 0;

	fuzz_file(data, size);
	buf_init(&lines, 4 * RECORDS_MAX);
	r = records_open(fuzz_path, NULL, false, &e);
	while (r != NULL && (rc = records_next(r, &lines, &line, &e)) == 1) {
		require(line > last);
		last = line;
		hold(&lines, records_form(r) == RECORDS_TABLE);
	}
	require(r != NULL && rc == 0 ? e.status == STATUS_OK
				     : e.status != STATUS_OK);
	records_close(r);
	buf_fini(&lines);
	return 0;
}
