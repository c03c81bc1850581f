/*
 * Results stay on the disk as the host sent them, so a key that it says back
 * would stay there, too. Nearly never is there one: a file is copied only when
 * a first pass has found it. The text of an answer is searched like the rest,
 * as it cannot hold a key that no prompt has.
 */
#include "run/scrub.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/outfile.h"

enum { LINE_MAX_BYTES = 256 * 1024 * 1024 };

typedef void each_line(void *ctx, const struct auth_credentials *c,
		       const char *s, size_t n);

static int
lines(const char *path, const struct auth_credentials *c, each_line *each,
      void *ctx, struct err *e)
{
	FILE *in = fopen(path, "re");
	size_t cap = 0;
	char *s = NULL;
	ssize_t n;
	int rc = 0;

	if (in == NULL)
		return err_errno(e, STATUS_INPUT, "%s: cannot open", path);
	while ((n = getline(&s, &cap, in)) > 0)
		each(ctx, c, s, (size_t)n);
	if (ferror(in))
		rc = err_errno(e, STATUS_INPUT, "%s: cannot read", path);
	free(s);
	fclose(in);
	return rc;
}

static void
look(void *found, const struct auth_credentials *c, const char *s, size_t n)
{
	bool *is = found;

	*is |= auth_may_hold(c, s, n);
}

static void
copy(void *out, const struct auth_credentials *c, const char *s, size_t n)
{
	struct buf line;

	buf_init(&line, LINE_MAX_BYTES);
	buf_add(&line, s, n);
	if (auth_may_hold(c, s, n))
		auth_redact_own(c, &line);
	outfile_write(out, line.data, line.len);
	buf_fini(&line);
}

int
scrub_file(const struct auth_credentials *c, const char *path, struct err *e)
{
	struct outfile *out;
	bool found = false;

	if (lines(path, c, look, &found, e) != 0)
		return -1;
	if (!found)
		return 0;
	out = outfile_open(path, 0600, e);
	if (out == NULL)
		return -1;
	if (lines(path, c, copy, out, e) != 0) {
		outfile_abandon(out);
		return -1;
	}
	return outfile_commit(out, e);
}

int
scrub_err(const struct auth_credentials *c, struct err *e)
{
	struct arena a;

	arena_init(&a);
	snprintf(e->msg, sizeof(e->msg), "%s",
		 auth_redact_text(c, arena_strdup(&a, e->msg), &a));
	arena_fini(&a);
	return -1;
}

int
scrub_id(const struct auth_credentials *c, const char *id, struct err *e)
{
	struct arena a;
	int rc = 0;

	arena_init(&a);
	if (id != NULL && strcmp(auth_redact_text(c, id, &a), id) != 0)
		rc = err_set(e, STATUS_INPUT,
			     "the id that the host gives holds a piece of the "
			     "key that it was sent, and is not kept");
	arena_fini(&a);
	return rc;
}

int
scrub_state(const struct auth_credentials *c, struct remote_state *s,
	    struct arena *a, struct err *e)
{
	s->status = auth_redact_text(c, s->status, a);
	s->why = auth_redact_text(c, s->why, a);
	s->elsewhere = auth_redact_text(c, s->elsewhere, a);
	s->members = auth_redact_text(c, s->members, a);
	return scrub_id(c, s->id, e);
}
