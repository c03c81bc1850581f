/*
 * One home for import and for what `batch fetch` brings: both take files of
 * results into a run directory, and the manifest says that it was a batch
 * before the first answer is in the journal.
 */
#include "cmd/take.h"

#include <math.h>
#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/keys.h"
#include "cmd/run_say.h"
#include "report/words.h"

struct place {
	const char *dir;
	struct load *load;
};

static int
note_batch(void *ctx, struct err *e)
{
	struct place *p = ctx;
	struct manifest *m = &p->load->manifest;

	if (m->terms.batch)
		return 0;
	m->terms.batch = true;
	return manifest_write(p->dir, &p->load->plan, m, e);
}

/* Known keys as those of headers: where one was sent does not matter. */
static struct auth_credentials
keys_of(struct load *l)
{
	struct auth_header *h;
	struct redact_keys k;

	keys_known(&k, &l->spec, &l->arena);
	h = arena_alloc(&l->arena, (k.n + 1) * sizeof(*h));
	for (size_t i = 0; i < k.n; i++)
		h[i].value = k.key[i];
	return (struct auth_credentials){ .header = h, .nheader = k.n };
}

int
take_files(struct load *l, const char *dir, const char *const *file,
	   size_t nfile, struct batch_taken *r, struct err *e)
{
	struct place p = { .dir = dir, .load = l };
	struct auth_credentials known = keys_of(l);
	struct batch_take b = { .plan = &l->plan,
				.sent = l->manifest.sent,
				.dir = dir,
				.file = file,
				.nfile = nfile,
				.known = &known,
				.begin = note_batch,
				.ctx = &p };

	return batch_take(&b, r, e);
}

static double
some(uint64_t n)
{
	return n > 0 ? (double)n : (double)NAN;
}

static void
print_text(const struct batch_taken *r, const struct plan *plan,
	   const char *dir)
{
	struct buf page, id;

	buf_init(&page, CMD_PAGE_MAX);
	buf_init(&id, CMD_PAGE_MAX);
	words_wrap(&page, WORDS_IMPORT_DONE,
		   WORDS_ARGS(words_count("lines", r->lines),
			      words_count("ok", r->ok),
			      words_fixed("other", some(r->answered), 0),
			      words_fixed("failed", some(r->failed), 0),
			      words_fixed("passing", some(r->passing), 0),
			      words_fixed("over", some(r->over), 0),
			      words_fixed("repeated", some(r->repeated), 0),
			      words_fixed("known", some(r->known), 0)));
	if (r->open > 0) {
		struct plan_cell c = plan_cell(plan, r->first_open);

		plan_id(plan, &c, &id);
		words_wrap(&page, WORDS_IMPORT_OPEN,
			   WORDS_ARGS(words_count("n", r->open),
				      words_count("planned", r->planned),
				      words_str("id", id.data),
				      words_str("dir", dir)));
	} else {
		words_wrap(&page, WORDS_MERGE_WHOLE, NULL);
	}
	cmd_page(&page, false);
	buf_fini(&id);
}

#define R(name, text) FIELD(#name, U64, struct batch_taken, name, .about = text)

const struct field take_fields[] = {
	R(planned, "answers planned"),
	R(lines, "lines read"),
	R(ok, "answers taken that are ok"),
	R(answered, "answers taken that are not: cut, filtered, empty"),
	R(failed, "requests that failed for good"),
	R(passing, "requests that failed and stay open"),
	R(over, "lines of requests that expired or were cancelled"),
	R(repeated, "lines for a request that had one"),
	R(known, "requests of which the journal had as much"),
	R(open, "planned answers that are not there"),
	FIELD_END,
};

const struct field_place take_places[] = {
	{ "", take_fields, NULL, NULL },
	{ .at = NULL },
};

void
take_print(struct batch_taken *r, const struct plan *p, const char *dir,
	   bool json)
{
	if (json)
		cmd_print_object(take_fields, r);
	else
		print_text(r, p, dir);
	fflush(stdout);
	run_say_reasons(&r->reasons);
}
