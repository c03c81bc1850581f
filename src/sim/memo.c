/*
 * A benchmark asks the same questions again and again, and must measure the
 * client and not the writing of prose. The whole request is compared, not its
 * hash: a wrong answer from a simulator whose truth is known would be a fault
 * nobody looks for there.
 */
#include "sim/memo.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void
drop(struct memo_slot *s)
{
	free(s->request);
	free(s->answer);
	*s = (struct memo_slot){ 0 };
}

void
memo_fini(struct memo *m)
{
	for (size_t i = 0; i < MEMO_SLOTS; i++)
		drop(&m->slot[i]);
}

/* A request is its path, a NUL, and its body. */
static bool
same(const struct memo_slot *s, const struct sim_in *in)
{
	size_t path = strlen(in->path) + 1;

	return s->request_len == path + in->body_len &&
	       memcmp(s->request, in->path, path) == 0 &&
	       memcmp(s->request + path, in->body, in->body_len) == 0;
}

const struct memo_slot *
memo_find(const struct memo *m, uint64_t key, const struct sim_in *in)
{
	const struct memo_slot *s = &m->slot[key % MEMO_SLOTS];

	return s->request != NULL && s->key == key && same(s, in) ? s : NULL;
}

void
memo_keep(struct memo *m, uint64_t key, uint64_t cell, const struct sim_in *in,
	  const struct sim_out *out, const char *type)
{
	struct memo_slot *s = &m->slot[key % MEMO_SLOTS];
	size_t path = strlen(in->path) + 1;

	if (path + in->body_len > MEMO_REQUEST_MAX ||
	    out->body.len > MEMO_ANSWER_MAX || buf_failed(&out->body))
		return;
	drop(s);
	s->key = key;
	s->cell = cell;
	s->request_len = path + in->body_len;
	s->request = mem_calloc(s->request_len, 1);
	memcpy(s->request, in->path, path);
	memcpy(s->request + path, in->body, in->body_len);
	s->answer = mem_strndup(out->body.data, out->body.len);
	s->answer_len = out->body.len;
	s->type = type;
	s->stream = out->stream;
}
