/*
 * One table for what asks and what reads: a question's line, a score's row and
 * what people gave all tell of the same answer.
 */
#include "measure/judge_of.h"

#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "text/loop.h"
#include "text/plea.h"

#define OF(name, kind, ...)                                                    \
	FIELD(#name, kind, struct judge_of, name, __VA_ARGS__)

const struct field judge_of_fields[] = {
	OF(id, TEXT, .about = "the question to the judge"),
	OF(of, TEXT, .about = "the answer's row in samples.csv"),
	OF(model, TEXT, .about = "who wrote the answer"),
	OF(sampling, TEXT, .about = "sampling of the answer"),
	OF(variant, TEXT, .about = "prompt or kind of the answer"),
	OF(item, TEXT,
	   .about = "which prompt, where several ask for one "
		    "target"),
	OF(relation, ENUM, .names = relation_names,
	   .about = "how the length was asked for: about, at_most ..."),
	OF(change, ENUM, .names = judge_change_names,
	   .about = "what was done to the answer: cut, padded, or nothing"),
	OF(outcome, ENUM, .names = outcome_names,
	   .about = "outcome of the answer: ok, or truncated"),
	OF(target, INT, .about = "length that the answer was asked for"),
	OF(repeat, INT, .about = "which of the answers to one question"),
	OF(length, REAL, .about = "length of the answer"),
	OF(deviation, REAL, .about = "length - target"),
	OF(text_hash, HASH, .about = "of its text"),
	OF(signs, BITS, .names = judge_sign_names,
	   .about = "what may turn its score: pleads, it speaks to the judge; "
		    "loops, it repeats itself"),
	OF(plea, TEXT, .about = "what it says to the judge"),
	OF(prompt, TEXT, .about = "what the judge is sent"),
	FIELD_END,
};

const char *const judge_sign_names[] = { "pleads", "loops", NULL };

const char *const judge_first_names[] = { "", "base", "other", NULL };

const struct field judge_base_fields[] = {
	OF(base, TEXT, .about = "the base's answer, its row in samples.csv"),
	OF(base_model, TEXT, .about = "who wrote it"),
	OF(base_sampling, TEXT, .about = "its sampling"),
	OF(base_length, REAL, .about = "its length"),
	OF(base_text_hash, HASH, .about = "of its text"),
	OF(base_signs, BITS, .names = judge_sign_names, .about = "its signs"),
	OF(base_plea, TEXT, .about = "what it says to the judge"),
	OF(first, ENUM, .names = judge_first_names,
	   .about = "which answer is shown as A: base or other"),
	FIELD_END,
};

uint64_t
judge_of_question(const struct judge_of *of, uint64_t seed)
{
	uint64_t h = hash_u64(HASH_INIT, seed);

	h = hash_str(hash_str(h, of->variant), of->item);
	h = hash_str(h, relation_name(of->relation));
	return hash_done(hash_u64(h, (uint64_t)of->target));
}

struct judge_of
judge_of_row(const struct row *r)
{
	return (struct judge_of){ .of = r->id,
				  .model = r->model,
				  .sampling = r->sampling,
				  .variant = r->variant,
				  .item = r->item,
				  .relation = r->relation,
				  .outcome = r->outcome,
				  .target = r->target,
				  .repeat = r->repeat,
				  .length = r->length,
				  .deviation = r->deviation,
				  .text_hash = r->text_hash };
}

void
judge_of_text(struct judge_of *of, const char *s, size_t n,
	      char plea[JUDGE_PLEA])
{
	struct span said = { "", 0 };

	of->signs = loop_is(s, n) ? JUDGE_LOOPS : 0;
	if (!plea_find(s, n, &said))
		return;
	of->signs |= JUDGE_PLEADS;
	if (said.n >= JUDGE_PLEA) {
		said.n = JUDGE_PLEA - 1;
		while (utf8_continues((unsigned char)said.s[said.n]))
			said.n--;
	}
	memcpy(plea, said.s, said.n);
	plea[said.n] = '\0';
	of->plea = plea;
}

static void
known(const char **text)
{
	if (*text == NULL)
		*text = "";
}

int
judge_of_read(struct judge_of *of, const cJSON *o, struct err *e)
{
	if (field_json_read(judge_of_fields, of, o, e) != 0 ||
	    field_json_read(judge_base_fields, of, o, e) != 0)
		return -1;
	if (of->id == NULL || of->of == NULL || of->model == NULL)
		return err_set(e, STATUS_INPUT, "is of no answer");
	known(&of->sampling);
	known(&of->variant);
	known(&of->item);
	return 0;
}
