/*
 * journal_judge: what a file at hand is, told from its head and its tail, and
 * never on less than proof: a read that came back short has proved nothing.
 */
#include "store/journal_judge.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "data/json.h"
#include "store/journal.h"

enum {
	HEAD = 256,             /* bytes that are enough to judge a header by */
	LOOK = 4 * 1024 * 1024, /* so far records are looked for without one */
	TAIL_CHUNK = 64 * 1024,
};

/* What every line of ours begins with. */
#define RECORD_LEAD "{\"id\":\""

_Static_assert(JOURNAL_VERSION == 1, "JOURNAL_HEADER spells the version");

char *
journal_path(const char *dir)
{
	return mem_join(dir, "/journal.jsonl");
}

/* The version that a line tells of, or -1 for a line that is no header. */
int64_t
journal_judge_line(const char *s, size_t n)
{
	struct err ignored;
	int64_t version;
	cJSON *o;

	if (n < 2 || n > HEAD || s[0] != '{')
		return -1;
	o = json_parse(s, n, NULL, &ignored);
	version = json_whole(o, "lencurve_journal");
	cJSON_Delete(o);
	return version;
}

static bool
holds_record(const char *s, size_t n)
{
	const char *end = s + n, *nl;
	struct arena a;
	bool found = false;

	arena_init(&a);
	for (; !found && s < end; s = nl + 1) {
		struct record r;
		struct err e;

		nl = memchr(s, '\n', (size_t)(end - s));
		if (nl == NULL)
			nl = end;
		found = record_parse(&r, s, (size_t)(nl - s), &a, &e) == 0;
		arena_reset(&a);
	}
	arena_fini(&a);
	return found;
}

static bool
begins(const char *s, size_t n, const char *with)
{
	size_t len = strlen(with);

	return memcmp(s, with, n < len ? n : len) == 0;
}

/*
 * What other hands leave of a journal that was cut twice, or cut and then
 * killed: the beginning of a header, or nothing, in a line of its own, and the
 * beginning of a record; or such a beginning alone that names a fingerprint.
 */
static bool
is_stump(const char *s, size_t n)
{
	const char *nl = memchr(s, '\n', n);
	size_t first = nl != NULL ? (size_t)(nl - s) : 0;
	size_t lead = strlen(RECORD_LEAD);

	if (nl != NULL && first < strlen(JOURNAL_HEADER) &&
	    begins(s, first, JOURNAL_HEADER))
		return begins(nl + 1, n - first - 1, RECORD_LEAD);
	return n > lead && begins(s, n, RECORD_LEAD) &&
	       strstr(s, "\",\"fingerprint\":\"") != NULL;
}

/* There is no header: it may be a journal that has lost it. */
static enum journal_head
judge_headless(int fd, off_t size, const char *path, struct err *e)
{
	size_t n = size < LOOK ? (size_t)size : LOOK;
	char *s = mem_calloc(n + 1, 1);
	ssize_t got = file_pread(fd, s, n, 0);
	bool found = got > 0 &&
		     (holds_record(s, (size_t)got) || is_stump(s, (size_t)got));

	free(s);
	if (found)
		return JOURNAL_HEAD_LOST;
	err_set(e, STATUS_INPUT,
		"%s:1: not a lencurve journal: expected the line %s", path,
		JOURNAL_HEADER);
	return JOURNAL_HEAD_BAD;
}

enum journal_head
journal_judge_head(int fd, off_t size, const char *path, size_t *len,
		   struct err *e)
{
	char head[HEAD];
	ssize_t n = file_pread(fd, head, sizeof(head), 0);
	const char *nl = n > 0 ? memchr(head, '\n', (size_t)n) : NULL;
	int64_t version = -1;

	*len = 0;
	if (n < 0) {
		err_errno(e, STATUS_INPUT, "%s: cannot read", path);
		return JOURNAL_HEAD_BAD;
	}
	if (nl == NULL && n == size && (size_t)n < sizeof(JOURNAL_HEADER) &&
	    memcmp(head, JOURNAL_HEADER, (size_t)n) == 0) {
		*len = (size_t)n;
		return JOURNAL_HEAD_NONE;
	}
	if (nl != NULL)
		version = journal_judge_line(head, (size_t)(nl - head));
	if (version == JOURNAL_VERSION) {
		*len = (size_t)(nl - head) + 1;
		return JOURNAL_HEAD_GOOD;
	}
	if (version < JOURNAL_VERSION)
		return judge_headless(fd, size, path, e);
	err_set(e, STATUS_INPUT,
		"%s: a journal of format %lld, written by a newer lencurve; "
		"this one knows format %d: update it",
		path, (long long)version, JOURNAL_VERSION);
	return JOURNAL_HEAD_BAD;
}

/* The offset behind the last line break, or 0; -1 with errno. */
static off_t
last_line(int fd, off_t size)
{
	char chunk[TAIL_CHUNK];

	while (size > 0) {
		size_t n = size < TAIL_CHUNK ? (size_t)size : TAIL_CHUNK;

		if (file_pread(fd, chunk, n, (uint64_t)size - n) != (ssize_t)n)
			return -1;
		size -= (off_t)n;
		while (n > 0 && chunk[n - 1] != '\n')
			n--;
		if (n > 0)
			return size + (off_t)n;
	}
	return 0;
}

static bool
zeros(const char *s, size_t n)
{
	return n > 0 && s[0] == '\0' && memcmp(s, s + 1, n - 1) == 0;
}

static enum journal_tail
judge_tail(const char *s, size_t n)
{
	size_t lead = strlen(RECORD_LEAD);
	struct record r;
	struct arena a;
	struct err e;
	bool whole;

	arena_init(&a);
	whole = record_parse(&r, s, n, &a, &e) == 0;
	arena_fini(&a);
	if (whole)
		return JOURNAL_TAIL_RECORD;
	if (memcmp(s, RECORD_LEAD, n < lead ? n : lead) == 0 || zeros(s, n))
		return JOURNAL_TAIL_TORN;
	return JOURNAL_TAIL_STRANGE;
}

int
journal_judge_tail(int fd, off_t size, off_t *at, enum journal_tail *what)
{
	size_t n;
	char *s;

	*what = JOURNAL_TAIL_NONE;
	*at = last_line(fd, size);
	if (*at < 0)
		return -1;
	if (*at == size)
		return 0;
	*what = JOURNAL_TAIL_STRANGE;
	if (size - *at > JOURNAL_LINE_MAX)
		return 0;
	n = (size_t)(size - *at);
	s = mem_calloc(n + 1, 1);
	if (file_pread(fd, s, n, (uint64_t)*at) == (ssize_t)n)
		*what = judge_tail(s, n);
	free(s);
	return 0;
}
