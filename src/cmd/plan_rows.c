#include "cmd/plan_rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "cmd/estimate.h"
#include "data/csv.h"
#include "data/jsonw.h"

enum { ROW_MAX = 64 * 1024 * 1024 };

struct row {
	int64_t index, target, repeat; /* index from 1 */
	const char *id, *model, *provider, *sampling, *variant, *fingerprint,
	    *system, *prompt;
	double temperature, top_p, seed, max_tokens, tokens_in, tokens_out;
};

static const struct column {
	const char *name;
	enum { WHOLE, TEXT, REAL } kind;
	size_t at;
} columns[] = {
#define C(name, kind)                                                          \
	{                                                                      \
#name, kind, offsetof(struct row, name)                        \
	}
	C(index, WHOLE),    C(id, TEXT),         C(model, TEXT),
	C(provider, TEXT),  C(sampling, TEXT),   C(variant, TEXT),
	C(target, WHOLE),   C(repeat, WHOLE),    C(temperature, REAL),
	C(top_p, REAL),     C(seed, REAL),       C(max_tokens, REAL),
	C(tokens_in, REAL), C(tokens_out, REAL), C(fingerprint, TEXT),
	C(system, TEXT),    C(prompt, TEXT),
#undef C
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static double
or_missing(int64_t x)
{
	return x < 0 ? NAN : (double)x;
}

static void
fill(struct row *row, const struct load *l, uint64_t index, struct arena *a)
{
	const struct spec *s = &l->spec;
	struct plan_cell c = plan_cell(&l->plan, index);
	char hex[HASH_HEX];
	struct estimate x;
	struct buf id;

	estimate_cell(&x, l, &c, a);
	buf_init(&id, ROW_MAX);
	plan_id(&l->plan, &c, &id);
	hash_hex(hex, plan_fingerprint(&l->plan, &c));
	*row = (struct row){
		.index = (int64_t)index + 1,
		.target = c.target,
		.repeat = c.repeat,
		.id = arena_strdup(a, id.data),
		.model = s->model[c.model].name,
		.provider = x.provider->name,
		.sampling = s->sampling[c.sampling].name,
		.variant = s->variant[c.variant].name,
		.fingerprint = arena_strdup(a, hex),
		.system = x.ask.system,
		.prompt = x.ask.prompt,
		.temperature = x.ask.temperature,
		.top_p = x.ask.top_p,
		.seed = or_missing(x.ask.seed),
		.max_tokens = or_missing(x.ask.max_tokens),
		.tokens_in = x.in,
		.tokens_out = x.out,
	};
	buf_fini(&id);
}

static void
add_csv(struct buf *out, const struct row *row)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		const void *v = (const char *)row + columns[i].at;
		const char *s;

		switch (columns[i].kind) {
		case WHOLE:
			csv_int(out, i == 0, *(const int64_t *)v);
			break;
		case REAL:
			csv_num(out, i == 0, *(const double *)v);
			break;
		case TEXT:
			s = *(const char *const *)v;
			s = s == NULL ? "" : s;
			csv_text(out, i == 0, s, strlen(s));
			break;
		}
	}
	csv_end(out);
}

static void
add_json(struct buf *out, const struct row *row)
{
	struct jsonw w;

	jsonw_init(&w, out, 0);
	jsonw_object(&w);
	for (size_t i = 0; i < COLUMNS; i++) {
		const void *v = (const char *)row + columns[i].at;

		jsonw_key(&w, columns[i].name);
		switch (columns[i].kind) {
		case WHOLE:
			jsonw_int(&w, *(const int64_t *)v);
			break;
		case REAL:
			jsonw_num(&w, *(const double *)v);
			break;
		case TEXT:
			jsonw_str(&w, *(const char *const *)v);
			break;
		}
	}
	jsonw_end(&w);
	buf_putc(out, '\n');
}

void
plan_rows_print(const struct load *l, bool jsonl)
{
	struct arena a;
	struct buf out;

	arena_init(&a);
	buf_init(&out, ROW_MAX);
	for (size_t i = 0; i < COLUMNS && !jsonl; i++)
		csv_text(&out, i == 0, columns[i].name,
			 strlen(columns[i].name));
	if (!jsonl)
		csv_end(&out);
	for (uint64_t i = 0; i < l->plan.ncell; i++) {
		struct row row;

		fill(&row, l, i, &a);
		if (jsonl)
			add_json(&out, &row);
		else
			add_csv(&out, &row);
		fwrite(out.data, 1, out.len, stdout);
		buf_reset(&out);
		arena_reset(&a);
	}
	buf_fini(&out);
	arena_fini(&a);
}
