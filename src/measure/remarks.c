/*
 * A small table and no list: a server that makes up a name for each answer
 * must not fill the memory, and a reader is helped by the first dozen. It is
 * filled from rows, so that a run says the same as whoever reads samples.csv.
 */
#include "measure/remarks.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "store/record.h"

/* At most size - 1 bytes, no half of a character. */
static void
shorten(char *out, const char *s)
{
	size_t n = strlen(s);

	if (n >= REMARK_TEXT) {
		n = REMARK_TEXT - 1;
		while (n > 0 && utf8_continues((unsigned char)s[n]))
			n--;
	}
	memcpy(out, s, n);
	out[n] = '\0';
}

static void
count(struct remarks *m, enum remark_kind kind, const char *model,
      const char *text)
{
	uint64_t key = hash_u64(HASH_INIT, kind);
	size_t i = 0;

	key = hash_done(hash_str(hash_str(key, model), text));
	while (i < m->n && m->remark[i].key != key)
		i++;
	if (i == REMARKS_MAX)
		return;
	if (i == m->n) {
		struct remark *x = &m->remark[m->n++];

		*x = (struct remark){ .kind = kind, .key = key };
		shorten(x->model, model);
		shorten(x->text, text);
	}
	m->remark[i].n++;
}

void
remarks_add(struct remarks *m, const struct row *r)
{
	if (r->served_model != NULL && *r->served_model != '\0')
		count(m, REMARK_SERVED, r->model, r->served_model);
	if (r->tag != NULL && *r->tag != '\0')
		count(m, REMARK_TAG, r->model, r->tag);
	if ((r->notes & NOTE_UNKNOWN_FINISH) != 0 && r->finish != NULL)
		count(m, REMARK_FINISH, r->model, r->finish);
	if (r->outcome == OUTCOME_EMPTY && r->error != NULL &&
	    *r->error != '\0')
		count(m, REMARK_EMPTY, r->model, r->error);
	if ((r->notes & NOTE_CONTEXT_FULL) != 0)
		count(m, REMARK_CONTEXT, r->model, "");
}

size_t
remarks_served(const struct remarks *m, const char *model)
{
	char name[REMARK_TEXT];
	size_t n = 0;

	shorten(name, model);
	for (size_t i = 0; i < m->n; i++)
		n += m->remark[i].kind == REMARK_SERVED &&
		     strcmp(m->remark[i].model, name) == 0;
	return n;
}
