/*
 * What comes back of a batch, by a thousand seeds: lines that expire, fail, are
 * lost or come twice, in any order, an error file alone, files that are torn,
 * takings that are broken off anywhere. However it goes, each cell is in the
 * journal once or is open, and what is open is planned again until nothing is.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/rng.h"
#include "provider/batch.h"
#include "provider/remote.h"
#include "run/batch_names.h"
#include "run/batch_take.h"
#include "tests/unit/made_run.h"
#include "tests/unit/scratch.h"

enum { SEEDS = 1000, CELLS = 24, LINE = 512, LINES = 4 * CELLS };

static const char *const providers[] = { "openai", "anthropic", NULL };

/* A plan of either kind of host. */
struct world {
	struct arena a;
	struct spec s;
	struct plan p;
	struct batch_names names;
	bool anthropic;
	struct rng r;
	char dir[SCRATCH_PATH];
	const char *path, *out, *error;
};

static void
world_open(struct world *w, bool anthropic)
{
	static const char text[] =
	    "{\"name\":\"x\",\"prompt\":\"{target}字\",\"targets\":{\"from\":5,"
	    "\"to\":60,\"step\":5},\"models\":[{\"name\":\"a\",\"provider\":"
	    "\"%s\",\"model\":\"a\"},{\"name\":\"b\",\"provider\":\"%s\","
	    "\"model\":\"b\"}]}";
	const char *name = providers[anthropic];
	struct spec_known known = *made_run_known();
	struct err e;
	char sweep[1024];

	*w = (struct world){ .anthropic = anthropic };
	known.providers = providers;
	snprintf(sweep, sizeof(sweep), text, name, name);
	arena_init(&w->a);
	cr_assert_eq(spec_parse(&w->s, "x.json", arena_strdup(&w->a, sweep),
				strlen(sweep), &known, &w->a, &e),
		     0, "%s", e.msg);
	plan_init(&w->p, &w->s);
	cr_assert_eq(w->p.ncell, CELLS);
	batch_names_init(&w->names, &w->p);
	scratch_make(w->dir, "batch");
	w->path = arena_printf(&w->a, "%s/journal.jsonl", w->dir);
	w->out = arena_printf(&w->a, "%s/out.jsonl", w->dir);
	w->error = arena_printf(&w->a, "%s/error.jsonl", w->dir);
}

static void
world_close(struct world *w)
{
	batch_names_fini(&w->names);
	arena_fini(&w->a);
	scratch_remove(w->dir);
}

enum lot { LOT_OK, LOT_EXPIRED, LOT_CANCELLED, LOT_BROKEN, LOT_BAD, LOT_LOST };

static void
line_of(const struct world *w, const char *id, enum lot lot, char out[LINE])
{
	static const char *const openai[] = {
		[LOT_OK] =
		    "\"response\":{\"status_code\":200,\"body\":{\"choices\":[{"
		    "\"message\":{\"content\":\"新年快乐\"},\"finish_reason\":"
		    "\"stop\"}]}},\"error\":null",
		[LOT_EXPIRED] = "\"response\":null,\"error\":{\"code\":"
				"\"batch_expired\"}",
		[LOT_CANCELLED] = "\"response\":null,\"error\":{\"code\":"
				  "\"batch_cancelled\"}",
		[LOT_BROKEN] =
		    "\"response\":{\"status_code\":500,\"body\":{\"error\":{"
		    "\"message\":\"x\",\"type\":\"server_error\"}}},\"error\":"
		    "null",
		[LOT_BAD] = "\"response\":null,\"error\":{\"code\":\"odd\"}",
	};
	static const char *const anthropic[] = {
		[LOT_OK] =
		    "\"result\":{\"type\":\"succeeded\",\"message\":{\"type\":"
		    "\"message\",\"content\":[{\"type\":\"text\",\"text\":"
		    "\"新年快乐\"}],\"stop_reason\":\"end_turn\"}}",
		[LOT_EXPIRED] = "\"result\":{\"type\":\"expired\"}",
		[LOT_CANCELLED] = "\"result\":{\"type\":\"canceled\"}",
		[LOT_BROKEN] =
		    "\"result\":{\"type\":\"errored\",\"error\":{\"type\":"
		    "\"error\",\"error\":{\"type\":\"api_error\",\"message\":"
		    "\"x\"}}}",
		[LOT_BAD] =
		    "\"result\":{\"type\":\"errored\",\"error\":{\"type\":"
		    "\"error\",\"error\":{\"type\":\"overloaded_error\","
		    "\"message\":\"x\"}}}",
	};

	snprintf(out, LINE, "{\"custom_id\":\"%s\",%s}\n", id,
		 w->anthropic ? anthropic[lot] : openai[lot]);
}

/* What a host sends for the open cells; which of them it answers. */
struct sent {
	size_t n;
	char line[LINES][LINE];
	bool ok[CELLS];
};

static void
send_all(struct world *w, const bool *done, struct sent *s)
{
	*s = (struct sent){ 0 };
	for (uint64_t i = 0; i < CELLS; i++) {
		struct plan_cell c = plan_cell(&w->p, i);
		enum lot lot = (enum lot)rng_below(&w->r, 12);
		char id[BATCH_NAME_MAX];

		if (done[i])
			continue;
		if (lot > LOT_LOST)
			lot = LOT_OK;
		batch_names_of(&w->names, plan_fingerprint(&w->p, &c), i, id);
		s->ok[i] = lot == LOT_OK;
		if (lot == LOT_LOST)
			continue;
		line_of(w, id, lot, s->line[s->n++]);
		if (rng_below(&w->r, 4) == 0)
			line_of(w, id, lot, s->line[s->n++]);
		if (lot == LOT_OK && rng_below(&w->r, 6) == 0)
			line_of(w, id, LOT_BROKEN, s->line[s->n++]);
	}
	for (size_t i = s->n; i > 1; i--) {
		size_t k = rng_below(&w->r, i);
		char swap[LINE];

		memcpy(swap, s->line[i - 1], LINE);
		memcpy(s->line[i - 1], s->line[k], LINE);
		memcpy(s->line[k], swap, LINE);
	}
}

/* Answers to one file and the rest to another; the last `torn` bytes of the
 * first are missing. False: there is nothing to tear. */
static bool
write_files(const struct world *w, const struct sent *s, size_t torn)
{
	FILE *out = fopen(w->out, "w"), *error = fopen(w->error, "w");
	long size;

	cr_assert(out != NULL && error != NULL);
	for (size_t i = 0; i < s->n; i++)
		fputs(s->line[i], strstr(s->line[i], "新年") ? out : error);
	size = ftell(out);
	cr_assert_eq(fclose(out) | fclose(error), 0);
	if (torn == 0)
		return true;
	return size > (long)torn && truncate(w->out, size - (long)torn) == 0;
}

static int
note_nothing(void *ctx, struct err *e)
{
	(void)ctx;
	(void)e;
	return 0;
}

static int
take(struct world *w, struct batch_taken *r, struct err *e)
{
	static const struct manifest_sent sent[2] = {
		{ "a", "min", 0, NAN, true, true, NULL, NULL, NULL },
		{ "b", "min", 0, NAN, true, true, NULL, NULL, NULL },
	};
	static const struct auth_credentials none;
	const char *file[] = { w->error, w->out };
	struct batch_take b = { .plan = &w->p,
				.sent = sent,
				.dir = w->dir,
				.file = file,
				.nfile = 2,
				.known = &none,
				.begin = note_nothing };

	return batch_take(&b, r, e);
}

/* How often each cell is ok in the journal. */
static void
tally(const struct world *w, unsigned ok[CELLS])
{
	struct err e;
	struct journal_reader *jr = journal_read_open(w->dir, &e);
	struct record rec;
	int rc;

	memset(ok, 0, CELLS * sizeof(*ok));
	cr_assert_not_null(jr, "%s", e.msg);
	while ((rc = journal_read(jr, &rec, &e)) != 0) {
		int64_t i;

		if (rc < 0)
			continue; /* it was broken off there */
		i = plan_find(&w->p, rec.id, strlen(rec.id));
		cr_assert_geq(i, 0);
		ok[i] += rec.final && rec.outcome == OUTCOME_OK;
	}
	journal_read_close(jr);
}

static size_t
size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (size_t)st.st_size : 0;
}

/* One batch for what is open, with all that can befall it. */
static void
one_batch(struct world *w, bool *done, uint64_t seed)
{
	static struct sent s;
	unsigned ok[CELLS], open = 0;
	size_t before = size_of(w->path);
	struct batch_taken r;
	struct err e = { 0 };

	send_all(w, done, &s);
	if (write_files(w, &s, 2 + rng_below(&w->r, 40))) {
		cr_assert_neq(take(w, &r, &e), 0, "seed %llu: a torn file",
			      (unsigned long long)seed);
		cr_assert_eq(size_of(w->path), before);
	}
	write_files(w, &s, 0);
	cr_assert_eq(take(w, &r, &e), 0, "seed %llu: %s",
		     (unsigned long long)seed, e.msg);
	if (rng_below(&w->r, 2) == 0) { /* broken off, and begun again */
		size_t to =
		    before + rng_below(&w->r, size_of(w->path) - before + 1);

		cr_assert_eq(truncate(w->path, (off_t)to), 0);
		cr_assert_eq(take(w, &r, &e), 0, "%s", e.msg);
	}
	tally(w, ok);
	for (size_t i = 0; i < CELLS; i++) {
		done[i] |= s.ok[i];
		open += !done[i];
		cr_assert_eq(ok[i], done[i], "seed %llu: cell %zu: %u",
			     (unsigned long long)seed, i, ok[i]);
	}
	cr_assert_eq(r.open, open, "seed %llu", (unsigned long long)seed);
	before = size_of(w->path);
	cr_assert_eq(take(w, &r, &e), 0, "seed %llu: %s",
		     (unsigned long long)seed, e.msg);
	cr_assert_eq(size_of(w->path), before,
		     "seed %llu: taken twice: %zu, %zu",
		     (unsigned long long)seed, before, size_of(w->path));
}

Test(batch, every_cell_once_or_open)
{
	struct world world[2];

	for (int k = 0; k < 2; k++)
		world_open(&world[k], k == 1);
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct world *w = &world[seed % 2];
		bool done[CELLS] = { false };
		int rounds = seed % 50 == 0 ? 12 : 1;

		rng_init(&w->r, seed);
		unlink(w->path);
		while (rounds-- > 0)
			one_batch(w, done, seed);
	}
	for (int k = 0; k < 2; k++)
		world_close(&world[k]);
}

/*
 * An error that comes without a response ends a cell as the same error does
 * live; what is not about the request leaves it open.
 */
Test(batch, errors_without_a_response)
{
	enum { OPEN = -1 };
	static const struct {
		const char *line; /* behind the id */
		int outcome;
	} row[] = {
		{ "\"response\":null,\"error\":{\"code\":\"content_filter\","
		  "\"message\":\"The response was filtered due to the prompt "
		  "triggering Azure OpenAI's content management policy\"}",
		  OUTCOME_FILTERED },
		{ "\"error\":{\"code\":\"DataInspectionFailed\",\"message\":"
		  "\"Input data may contain inappropriate content.\"}",
		  OUTCOME_FILTERED },
		{ "\"response\":{\"status_code\":0,\"body\":null},\"error\":{"
		  "\"message\":\"Output data may contain inappropriate "
		  "content.\""
		  "}",
		  OUTCOME_FILTERED },
		{ "\"response\":null,\"error\":{\"error\":{\"code\":\"x\","
		  "\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}"
		  "}}",
		  OUTCOME_FILTERED },
		{ "\"response\":null,\"error\":{\"code\":\"invalid_prompt\"}",
		  OUTCOME_FAILED },
		{ "\"response\":null,\"error\":{\"code\":"
		  "\"context_length_exceeded\"}",
		  OPEN },
		{ "\"response\":null,\"error\":\"the prompt is too long\"",
		  OUTCOME_FAILED },
		{ "\"response\":null,\"error\":{\"code\":\"batch_expired\"}",
		  OPEN },
		{ "\"response\":null,\"error\":{\"code\":"
		  "\"insufficient_quota\"}",
		  OPEN },
		{ "\"response\":null,\"error\":{\"code\":\"server_error\"}",
		  OPEN },
		{ "\"response\":null,\"error\":{\"code\":\"odd\"}", OPEN },
		{ "\"response\":null,\"error\":\"odd\"", OPEN },
		{ "\"response\":null,\"error\":null", OPEN },
	};
	enum { ROWS = sizeof(row) / sizeof(row[0]) };
	int outcome[CELLS];
	struct journal_reader *jr;
	struct batch_taken r;
	struct record rec;
	struct world w;
	struct err e;
	FILE *f;

	world_open(&w, false);
	f = fopen(w.out, "w");
	for (size_t i = 0; i < ROWS; i++) {
		struct plan_cell c = plan_cell(&w.p, i);
		char id[BATCH_NAME_MAX];

		batch_names_of(&w.names, plan_fingerprint(&w.p, &c), i, id);
		fprintf(f, "{\"custom_id\":\"%s\",%s}\n", id, row[i].line);
		outcome[i] = OPEN;
	}
	cr_assert_eq(fclose(f), 0);
	fclose(fopen(w.error, "w"));
	cr_assert_eq(take(&w, &r, &e), 0, "%s", e.msg);
	jr = journal_read_open(w.dir, &e);
	while (journal_read(jr, &rec, &e) == 1)
		if (rec.final) {
			int64_t k = plan_find(&w.p, rec.id, strlen(rec.id));

			outcome[k] = (int)rec.outcome;
			cr_assert_eq(rec.attempts, 1);
			cr_assert_eq(rec.http_status, -1, "none was told");
			cr_assert(rec.error == NULL ||
				      strstr(rec.error, "400") == NULL,
				  "%s", rec.error);
		}
	journal_read_close(jr);
	for (size_t i = 0; i < ROWS; i++)
		cr_assert_eq(outcome[i], row[i].outcome, "%s: %d", row[i].line,
			     outcome[i]);
	world_close(&w);
}

#define SAME(x, y, about)                                                      \
	cr_assert(((x) == NULL && (y) == NULL) ||                              \
		      ((x) != NULL && (y) != NULL && strcmp(x, y) == 0),       \
		  "%s", about)

/* What hosts say of a batch. */
Test(batch, states_of_hosts)
{
	static const struct {
		const char *about, *host, *body;
		bool ended, refused;
		const char *status, *output, *errors, *why;
		int64_t done, total;
	} row[] = {
		{ "going", "openai",
		  "{\"id\":\"b\",\"status\":\"in_progress\",\"request_counts\":"
		  "{\"total\":3,\"completed\":1,\"failed\":0}}",
		  false, false, "in_progress", NULL, NULL, NULL, 1, 3 },
		{ "completed without output", "openai",
		  "{\"id\":\"b\",\"status\":\"completed\",\"output_file_id\":"
		  "null,\"error_file_id\":\"e\"}",
		  true, false, "completed", NULL, "e", NULL, -1, -1 },
		{ "refused", "openai",
		  "{\"id\":\"b\",\"status\":\"failed\",\"errors\":{\"data\":[{"
		  "\"message\":\"Enqueued token limit reached\"}]}}",
		  true, true, "failed", NULL, NULL,
		  "Enqueued token limit reached", -1, -1 },
		{ "expired in part", "dashscope",
		  "{\"id\":\"b\",\"status\":\"expired\",\"output_file_id\":"
		  "\"o\",\"error_file_id\":\"\"}",
		  true, false, "expired", "o", NULL, NULL, -1, -1 },
		{ "a word that is new", "qianfan",
		  "{\"id\":\"b\",\"status\":\"queued\"}", false, false,
		  "queued", NULL, NULL, NULL, -1, -1 },
		{ "wrapped", "qianfan",
		  "{\"success\":true,\"data\":{\"id\":\"b\",\"status\":"
		  "\"cancelling\"}}",
		  false, false, "cancelling", NULL, NULL, NULL, -1, -1 },
		{ "ended", "anthropic",
		  "{\"id\":\"b\",\"processing_status\":\"ended\","
		  "\"request_counts\":{\"processing\":0,\"succeeded\":2,"
		  "\"errored\":1,\"canceled\":0,\"expired\":4}}",
		  true, false, "ended", NULL, NULL, NULL, 2, 7 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct remote_state s;
		struct arena a;
		struct err e = { 0 };

		arena_init(&a);
		cr_assert_eq(remote_read(batch_find(row[i].host), row[i].body,
					 strlen(row[i].body), &s, &a, &e),
			     0, "%s: %s", row[i].about, e.msg);
		cr_assert_eq(s.ended, row[i].ended, "%s", row[i].about);
		cr_assert_eq(s.refused, row[i].refused, "%s", row[i].about);
		cr_assert_str_eq(s.status, row[i].status, "%s", row[i].about);
		cr_assert_eq(s.done, row[i].done, "%s", row[i].about);
		cr_assert_eq(s.total, row[i].total, "%s", row[i].about);
		SAME(s.output, row[i].output, row[i].about);
		SAME(s.errors, row[i].errors, row[i].about);
		SAME(s.why, row[i].why, row[i].about);
		arena_fini(&a);
	}
}

/* Results that a host does not name as files of its own. */
Test(batch, results_elsewhere)
{
	static const struct {
		const char *body, *elsewhere, *members;
		bool strayed, refused;
	} row[] = {
		{ "{\"id\":\"b\",\"status\":\"completed\",\"input_bos_uri\":"
		  "\"bos:/in\",\"output_bos_uri\":\"bos:/out/1\"}",
		  "bos:/out/1", "id, status, input_bos_uri, output_bos_uri",
		  true, false },
		{ "{\"id\":\"b\",\"status\":\"completed\",\"output_file_id\":"
		  "\"\",\"output_blob\":\"https://x.blob/1\"}",
		  "https://x.blob/1", "id, status, output_file_id, output_blob",
		  true, false },
		{ "{\"id\":\"b\",\"status\":\"completed\",\"out\":1}", NULL,
		  "id, status, out", true, false },
		{ "{\"id\":\"b\",\"status\":\"completed\",\"request_counts\":"
		  "{\"total\":3,\"completed\":0,\"failed\":3}}",
		  NULL, NULL, false, false },
		{ "{\"id\":\"b\",\"status\":\"cancelled\"}", NULL, NULL, false,
		  false },
		{ "{\"id\":\"b\",\"status\":\"failed\"}", NULL, NULL, false,
		  true },
		{ "{\"id\":\"b\",\"status\":\"completed\",\"output_file_id\":"
		  "\"f\",\"output_bos_uri\":\"bos:/out/1\"}",
		  NULL, NULL, false, false },
		{ "{\"id\":\"b\",\"status\":\"in_progress\","
		  "\"outputBosUri\":\"bos:/out/1\"}",
		  NULL, NULL, false, false },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct remote_state s;
		struct arena a;
		struct err e = { 0 };

		arena_init(&a);
		cr_assert_eq(remote_read(batch_find("qianfan"), row[i].body,
					 strlen(row[i].body), &s, &a, &e),
			     0, "%s", e.msg);
		SAME(s.elsewhere, row[i].elsewhere, row[i].body);
		SAME(s.members, row[i].members, row[i].body);
		cr_assert_eq(s.strayed, row[i].strayed, "%s", row[i].body);
		cr_assert_eq(s.refused, row[i].refused, "%s", row[i].body);
		arena_fini(&a);
	}
}

/* Where a host is asked, whatever its base looks like. */
Test(batch, addresses)
{
	static const struct {
		const char *host, *base;
		enum remote_step step;
		const char *url;
	} row[] = {
		{ "openai", "https://x/v1", REMOTE_UPLOAD,
		  "https://x/v1/files" },
		{ "openai", "https://x/v1/chat/completions", REMOTE_CREATE,
		  "https://x/v1/batches" },
		{ "openai", "https://x/v1", REMOTE_LOOK,
		  "https://x/v1/batches/b%2F1" },
		{ "openai", "https://x/v1", REMOTE_RESULTS,
		  "https://x/v1/files/f/content" },
		{ "azure", "https://x/openai/deployments/d", REMOTE_LIST,
		  "https://x/openai/batches?limit=100&after=z" },
		{ "qianfan", "https://x/v2", REMOTE_CANCEL,
		  "https://x/v2/batches/b%2F1/cancel" },
		{ "anthropic", "https://x", REMOTE_CREATE,
		  "https://x/v1/messages/batches" },
		{ "anthropic", "https://x", REMOTE_RESULTS,
		  "https://x/v1/messages/batches/b%2F1/results" },
		{ "anthropic", "https://x", REMOTE_LIST,
		  "https://x/v1/messages/batches?limit=100&after_id=z" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct spec_model m = { .name = "m" };
		struct remote_ask k = { .host = batch_find(row[i].host),
					.model = &m,
					.base_url = row[i].base,
					.name = "plan-0001.jsonl",
					.mark = "0123456789abcdef0123456789abcd"
						"ef0123456789abcdef0123456789ab"
						"cdef",
					.input = "f",
					.id = "b/1",
					.file = "f",
					.after = "z",
					.window = "24h" };
		struct provider_request req;
		const char *before, *after;
		struct arena a;
		struct err e = { 0 };

		arena_init(&a);
		cr_assert_eq(remote_render(row[i].step, &k, &req, &before,
					   &after, &a, &e),
			     0, "%s", e.msg);
		cr_assert_str_eq(req.url, row[i].url);
		arena_fini(&a);
	}
}

/* A version of a model that is nowhere deployed is named beside the file. */
Test(batch, versions_that_are_not_deployed)
{
	static const struct {
		const char *host, *model, *has;
	} row[] = {
		{ "qianfan", "amv-1x", "\"replace\":{\"model\":\"amv-1x\"}" },
		{ "qianfan", "ernie-speed-8k", NULL },
		{ "openai", "amv-1x", NULL },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct spec_model m = { .name = "m", .model = row[i].model };
		struct remote_ask k = { .host = batch_find(row[i].host),
					.model = &m,
					.base_url = "https://x",
					.mark = "0",
					.input = "f",
					.window = "24h" };
		struct provider_request req;
		const char *before, *after;
		struct arena a;
		struct err e = { 0 };

		arena_init(&a);
		cr_assert_eq(remote_render(REMOTE_CREATE, &k, &req, &before,
					   &after, &a, &e),
			     0, "%s", e.msg);
		if (row[i].has != NULL)
			cr_assert(strstr(req.body, row[i].has), "%s", req.body);
		else
			cr_assert_not(strstr(req.body, "replace"), "%s",
				      req.body);
		arena_fini(&a);
	}
}
