/*
 * Results stay on the disk as the host sent them, so a key that it says back
 * would stay there, too. It is taken out line by line before the disk has any
 * of it: taken out of the file afterwards, it would stay where the process is
 * killed in between. The text of an answer is searched like the rest, as it
 * cannot hold a key that no prompt has.
 */
#include "run/scrub.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"

enum { LINE_MAX_BYTES = 256 * 1024 * 1024 };

static void
put_line(struct scrub_file *f, const char *s, size_t n)
{
	struct buf line;

	if (!auth_may_hold(f->c, s, n)) {
		outfile_write(f->out, s, n);
		return;
	}
	buf_init(&line, 2 * (size_t)LINE_MAX_BYTES);
	buf_add(&line, s, n);
	auth_redact_own(f->c, &line);
	outfile_write(f->out, line.data, line.len);
	buf_fini(&line);
}

int
scrub_file_open(struct scrub_file *f, const struct auth_credentials *c,
		const char *path, struct err *e)
{
	*f = (struct scrub_file){ .c = c, .path = path };
	f->out = outfile_open(path, FILE_OWN, e);
	if (f->out == NULL)
		return -1;
	buf_init(&f->line, LINE_MAX_BYTES);
	return 0;
}

void
scrub_file_take(void *ctx, const char *s, size_t n)
{
	struct scrub_file *f = ctx;
	const char *end = s + n, *nl;

	while ((nl = memchr(s, '\n', (size_t)(end - s))) != NULL) {
		size_t len = (size_t)(nl + 1 - s);

		if (f->line.len == 0) {
			put_line(f, s, len);
		} else if (buf_add(&f->line, s, len) == 0) {
			put_line(f, f->line.data, f->line.len);
			f->line.len = 0;
		}
		s = nl + 1;
	}
	if (end > s)
		buf_add(&f->line, s, (size_t)(end - s));
}

int
scrub_file_commit(struct scrub_file *f, struct err *e)
{
	if (buf_failed(&f->line)) {
		scrub_file_abandon(f);
		return err_set(e, STATUS_INPUT,
			       "%s: a line is longer than %d bytes", f->path,
			       LINE_MAX_BYTES);
	}
	if (f->line.len > 0)
		put_line(f, f->line.data, f->line.len);
	buf_fini(&f->line);
	return outfile_commit(f->out, e);
}

void
scrub_file_abandon(struct scrub_file *f)
{
	outfile_abandon(f->out);
	buf_fini(&f->line);
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
