/*
 * One table is the header, the writer, the reader and the documentation of
 * samples.csv.
 */
#include "measure/row.h"

#include <math.h>

#include "store/record.h"
#include "text/strip.h"
#include "text/tells.h"

#define F(name, kind, ...) FIELD(#name, kind, struct row, name, __VA_ARGS__)
#define COUNT(name, unit)                                                      \
	FIELD("n_" name, INT, struct row, n[unit],                             \
	      .about = "length of whatever text there is, in the unit "        \
		       "of the name")

#define ROUGE(name, member, text)                                              \
	FIELD(name, REAL, struct row, member, .flags = FIELD_LATER,            \
	      .about = text)
#define MATCH(order)                                                           \
	FIELD("overlap_match_" #order, INT, struct row,                        \
	      overlap_match[order - 1], .flags = FIELD_LATER,                  \
	      .about = "n-grams that the reference has too, n as named")

const struct field row_fields[] = {
	F(id, TEXT,
	  .about =
	      "the cell's name in the plan, or the line of an imported file"),
	F(model, TEXT, .flags = FIELD_KEPT,
	  .about = "model as the sweep calls it, or the group of an import"),
	F(sampling, TEXT, .flags = FIELD_KEPT,
	  .about = "sampling setting as the sweep calls it"),
	F(variant, TEXT, .flags = FIELD_KEPT, .about = "prompt variant"),
	F(item, TEXT, .flags = FIELD_KEPT,
	  .about =
	      "which prompt of an import, when several ask for one target"),
	F(relation, ENUM, .flags = FIELD_KEPT, .names = relation_names,
	  .about = "what the prompt asks: about, exactly, at_most, at_least, "
		   "less_than, more_than"),
	F(target, INT, .flags = FIELD_KEPT, .about = "length asked for"),
	F(repeat, INT, .flags = FIELD_KEPT,
	  .about = "which of the repeats of one question, from 1"),
	F(outcome, ENUM, .flags = FIELD_KEPT, .names = outcome_names,
	  .about = "ok, truncated, refused, filtered, empty or failed"),
	F(unit, TEXT, .flags = FIELD_KEPT,
	  .about = "unit of length, deviation and ratio"),
	F(length, REAL, .flags = FIELD_KEPT,
	  .about = "measured length; empty unless the outcome is ok"),
	F(deviation, REAL, .about = "length - target"),
	F(ratio, REAL, .about = "length / target, to six decimals"),
	F(satisfied, INT,
	  .about =
	      "1 when the length obeys the relation, else 0; empty for about"),
	COUNT("excel", LENCOUNT_EXCEL),
	COUNT("excel2", LENCOUNT_EXCEL2),
	COUNT("nospace", LENCOUNT_NOSPACE),
	COUNT("word", LENCOUNT_WORD),
	COUNT("han", LENCOUNT_HAN),
	COUNT("grapheme", LENCOUNT_GRAPHEME),
	COUNT("codepoint", LENCOUNT_CODEPOINT),
	COUNT("utf16", LENCOUNT_UTF16),
	COUNT("byte", LENCOUNT_BYTE),
	COUNT("words", LENCOUNT_WORDS),
	COUNT("lifebench", LENCOUNT_LIFEBENCH),
	COUNT("longwriter", LENCOUNT_LONGWRITER),
	COUNT("token", UNIT_TOKEN),
	F(notes, BITS, .flags = FIELD_LATER, .names = record_note_names,
	  .about = "what happened to the answer on its way in"),
	F(tells, BITS, .names = tells_names,
	  .about = "signs that the answer is not simply the text asked for"),
	F(removed, BITS, .flags = FIELD_LATER, .names = strip_names,
	  .about = "what was taken off before counting"),
	F(claimed, INT, .about = "length the answer claims for itself"),
	F(tag, TEXT, .flags = FIELD_LATER,
	  .about = "the unknown pair of tags it begins with"),
	F(temperature_asked, TEXT,
	  .about = "min, a number, or empty for left out"),
	F(top_p_asked, TEXT, .about = "min, a number, or empty for left out"),
	F(temperature, REAL, .flags = FIELD_KEPT,
	  .about = "as sent; empty when the field was left out"),
	F(top_p, REAL, .flags = FIELD_KEPT,
	  .about = "as sent; empty when the field was left out"),
	F(pinned, INT, .flags = FIELD_KEPT,
	  .about = "1 when lengths are held as still as the provider allows"),
	F(simulated, INT, .flags = FIELD_KEPT,
	  .about = "1 when the answer is the simulator's"),
	F(seed, INT, .flags = FIELD_KEPT, .about = "as sent"),
	F(max_tokens, INT, .about = "as sent"),
	F(finish, TEXT, .flags = FIELD_LATER,
	  .about = "why the model stopped, in the provider's word"),
	F(prompt_tokens, INT, .about = "as reported"),
	F(completion_tokens, INT, .about = "as reported"),
	F(reasoning_tokens, INT, .flags = FIELD_LATER,
	  .about = "as reported; empty where the server does not count them"),
	F(cached_tokens, INT, .about = "as reported"),
	F(http_status, INT, .about = "of the last attempt"),
	F(served_model, TEXT, .flags = FIELD_LATER,
	  .about = "the model the server says it is"),
	F(error, TEXT, .flags = FIELD_LATER, .about = "why there is no answer"),
	F(text_hash, HASH, .flags = FIELD_KEPT,
	  .about = "equal for byte-identical answers"),
	F(prompts, HASH, .flags = FIELD_KEPT,
	  .about = "hash of what is asked, at whichever targets"),
	F(overlap, TEXT, .flags = FIELD_LATER,
	  .about = "which BLEU: sacrebleu's signature; empty without a "
		   "reference"),
	F(bleu, REAL, .flags = FIELD_LATER,
	  .about = "BLEU against the reference, in percent; empty under 4 "
		   "tokens"),
	ROUGE("rouge_1", rouge[0], "ROUGE-1, F of characters; 0 to 1"),
	ROUGE("rouge_2", rouge[1], "ROUGE-2, F of pairs of characters"),
	ROUGE("rouge_l", rouge[2],
	      "ROUGE-L, F of the longest common subsequence of characters"),
	ROUGE("rouge_1_words", rouge_words[0],
	      "ROUGE-1 of words, runs of a-z and 0-9 as rouge_score has "
	      "them; empty where a text has none"),
	ROUGE("rouge_2_words", rouge_words[1], "ROUGE-2 of words"),
	ROUGE("rouge_l_words", rouge_words[2], "ROUGE-L of words"),
	F(overlap_references, INT, .flags = FIELD_LATER,
	  .about = "how many references"),
	F(overlap_answer, INT, .flags = FIELD_LATER,
	  .about = "tokens of the answer, as BLEU cuts it"),
	F(overlap_reference, INT, .flags = FIELD_LATER,
	  .about = "tokens of the reference, of several the closest"),
	MATCH(1),
	MATCH(2),
	MATCH(3),
	MATCH(4),
	F(attempts, INT, .flags = FIELD_TIMED, .about = "requests it took"),
	F(asked_at, TEXT, .flags = FIELD_TIMED,
	  .about = "UTC of the first attempt"),
	F(latency_ms, INT, .flags = FIELD_TIMED,
	  .about = "last attempt, from sending to the last byte"),
	FIELD_END,
};

const struct field_place row_places[] = {
	{ "", row_fields, NULL, NULL },
	{ .at = NULL },
};

#undef F
#undef COUNT
#undef ROUGE
#undef MATCH

void
row_init(struct row *r)
{
	field_clear(row_fields, r);
	r->outcome = OUTCOME_FAILED;
	r->relation = RELATION_ABOUT;
}

void
row_derive(struct row *r)
{
	double target = (double)r->target;

	r->deviation = r->length - target;
	/* Six decimals say it all, and print fast. */
	r->ratio = round(r->length / target * 1e6) / 1e6;
	r->satisfied = relation_satisfied(r->relation, r->length, target);
}
