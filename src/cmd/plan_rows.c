/*
 * One row a request, for those who read a plan by program: what would be sent
 * after the provider's ranges were applied, not what the sweep file says.
 */
#include "cmd/plan_rows.h"

#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/estimate.h"
#include "data/field.h"

enum { ROW_MAX = 64 * 1024 * 1024 };

struct row {
	uint64_t index, fingerprint; /* index from 1 */
	uint32_t target, repeat;
	const char *id, *model, *provider, *sampling, *variant, *system,
	    *prompt;
	double temperature, top_p, tokens_in, tokens_out;
	int64_t seed, max_tokens;
};

#define F(name, kind, about_)                                                  \
	FIELD(#name, kind, struct row, name, .about = about_)

static const struct field fields[] = {
	F(index, U64, "place in the plan, from 1"),
	F(id, TEXT, "the cell's name"),
	F(model, TEXT, "model as the sweep calls it"),
	F(provider, TEXT, "who serves it"),
	F(sampling, TEXT, "sampling setting as the sweep calls it"),
	F(variant, TEXT, "prompt variant"),
	F(target, U32, "length asked for"),
	F(repeat, U32, "which of the repeats, from 1"),
	F(temperature, REAL, "to be sent; empty: left out"),
	F(top_p, REAL, "to be sent; empty: left out"),
	F(seed, INT, "to be sent; empty: left out"),
	F(max_tokens, INT, "to be sent; empty: left out"),
	F(tokens_in, REAL, "estimate for the prompt"),
	F(tokens_out, REAL, "estimate for the answer"),
	F(fingerprint, HASH, "of all that is asked"),
	F(system, TEXT, "system prompt"),
	F(prompt, TEXT, "what is asked"),
	FIELD_END,
};

#undef F

const struct field_place plan_rows_places[] = {
	{ "", fields, NULL, NULL },
	{ .at = NULL },
};

static void
fill(struct row *row, const struct load *l, uint64_t index, struct arena *a)
{
	const struct spec *s = &l->spec;
	struct plan_cell c = plan_cell(&l->plan, index);
	struct estimate x;
	struct buf id;

	estimate_cell(&x, l, &c, a);
	buf_init(&id, ROW_MAX);
	plan_id(&l->plan, &c, &id);
	*row = (struct row){
		.index = index + 1,
		.target = c.target,
		.repeat = c.repeat,
		.id = arena_strdup(a, id.data),
		.model = s->model[c.model].name,
		.provider = x.provider->name,
		.sampling = s->sampling[c.sampling].name,
		.variant = s->variant[c.variant].name,
		.fingerprint = plan_fingerprint(&l->plan, &c),
		.system = x.ask.system,
		.prompt = x.ask.prompt,
		.temperature = x.ask.temperature,
		.top_p = x.ask.top_p,
		.seed = x.ask.seed,
		.max_tokens = x.ask.max_tokens,
		.tokens_in = x.in,
		.tokens_out = x.out,
	};
	buf_fini(&id);
}

static void
add_json(struct buf *out, const struct row *row)
{
	struct jsonw w;

	jsonw_init(&w, out, 0);
	field_json_object(&w, fields, row);
	buf_putc(out, '\n');
}

void
plan_rows_print(const struct load *l, bool jsonl)
{
	struct arena a;
	struct buf out;

	arena_init(&a);
	buf_init(&out, ROW_MAX);
	if (!jsonl) {
		field_csv_head(fields, true, &out);
		csv_end(&out);
	}
	for (uint64_t i = 0; i < l->plan.ncell; i++) {
		struct row row;

		fill(&row, l, i, &a);
		if (jsonl)
			add_json(&out, &row);
		else
			field_csv_line(fields, &row, true, &out);
		cmd_print_data(&out);
		buf_reset(&out);
		arena_reset(&a);
	}
	buf_fini(&out);
	arena_fini(&a);
}
