/* Rows for programs, from answers made by hand. */
#include "report/flat.h"

#include <criterion/criterion.h>
#include <string.h>

#include "data/json.h"
#include "report/lm_eval.h"

static const struct answers_message chat[] = { { "system", "be brief" },
					       { "user", "5 chars" },
					       { "assistant", "no" },
					       { "user", "do" } };

static struct texts_answer
answer_of(size_t nprompt, const struct answers_message *prompt,
	  const char *text, const char *counted)
{
	struct texts_answer a = { .nprompt = nprompt,
				  .prompt = prompt,
				  .state = TEXTS_KEPT,
				  .text = text,
				  .text_len = strlen(text),
				  .counted = counted,
				  .counted_len = strlen(counted),
				  .reasoning = "" };

	row_init(&a.row);
	a.row.id = "1";
	a.row.model = "m";
	a.row.target = 5;
	a.row.repeat = 1;
	a.row.outcome = OUTCOME_OK;
	a.row.unit = "excel";
	a.row.length = 7;
	return a;
}

Test(flat, a_prompt_is_one_text)
{
	struct texts_answer a = answer_of(2, chat, "x", "x");
	struct buf b;

	buf_init(&b, 4096);
	cr_assert_str_eq(flat_prompt(&a, &b), "5 chars");
	cr_assert_str_eq(flat_system(&a), "be brief");
	a.nprompt = 4;
	cr_assert_str_eq(flat_prompt(&a, &b),
			 "user: 5 chars\n\nassistant: no\n\nuser: do");
	a.nprompt = 1;
	cr_assert_null(flat_prompt(&a, &b));
	a.nprompt = 0;
	cr_assert_null(flat_prompt(&a, &b));
	cr_assert_null(flat_system(&a));
	buf_fini(&b);
}

/* Whether the line is one JSON object; the caller deletes it. */
static cJSON *
object_of(const struct buf *line)
{
	unsigned notes;
	struct err e;
	cJSON *o;

	cr_assert_eq(memchr(line->data, '\n', line->len),
		     line->data + line->len - 1);
	o = json_parse(line->data, line->len - 1, &notes, &e);
	cr_assert_not_null(o, "%s", e.msg);
	return o;
}

Test(flat, every_line_of_json_has_the_same_keys)
{
	struct texts_answer a = answer_of(2, chat, "<think>y</think>x", "x");
	struct texts_answer none = answer_of(0, NULL, "", "");
	struct flat_row r = { "run", 0, &a };
	struct buf line, other;
	cJSON *x, *y;

	buf_init(&line, 1 << 16);
	buf_init(&other, 1 << 16);
	none.state = TEXTS_LOST;
	flat_jsonl(&r, &line);
	r.answer = &none;
	flat_jsonl(&r, &other);
	x = object_of(&line);
	y = object_of(&other);
	for (const cJSON *k = x->child, *l = y->child; k != NULL || l != NULL;
	     k = k->next, l = l->next)
		cr_assert_str_eq(k->string, l->string);
	cr_assert_str_eq(cJSON_GetObjectItem(x, "counted")->valuestring, "x");
	cr_assert_eq(cJSON_GetArraySize(cJSON_GetObjectItem(x, "messages")), 2);
	cr_assert(cJSON_IsNull(cJSON_GetObjectItem(y, "text")));
	cr_assert_str_eq(cJSON_GetObjectItem(y, "text_state")->valuestring,
			 "lost");
	cJSON_Delete(x);
	cJSON_Delete(y);
	buf_fini(&line);
	buf_fini(&other);
}

/* The hash is that of `printf %s 5 | sha256sum`. */
Test(flat, lm_eval_has_its_shape)
{
	struct texts_answer a = answer_of(1, chat + 1, "(x)", "x");
	struct flat_row r = { "run", 3, &a };
	struct buf line;
	cJSON *o, *sent;

	buf_init(&line, 1 << 16);
	lm_eval_line(&r, &line);
	o = object_of(&line);
	cr_assert_eq(cJSON_GetObjectItem(o, "doc_id")->valueint, 3);
	sent = cJSON_GetObjectItem(cJSON_GetObjectItem(o, "arguments"),
				   "gen_args_0");
	cr_assert_str_eq(cJSON_GetObjectItem(sent, "arg_0")->valuestring,
			 "5 chars");
	cr_assert_str_eq(
	    cJSON_GetObjectItem(o, "resps")->child->child->valuestring, "(x)");
	cr_assert_str_eq(
	    cJSON_GetObjectItem(o, "filtered_resps")->child->valuestring, "x");
	cr_assert_str_eq(
	    cJSON_GetObjectItem(o, "target_hash")->valuestring,
	    "ef2d127de37b942baad06145e54b0c619a1f22327b2ebbcfbec78f5564afe39d");
	for (const cJSON *m = cJSON_GetObjectItem(o, "metrics")->child;
	     m != NULL; m = m->next)
		cr_assert(cJSON_HasObjectItem(o, m->valuestring), "%s",
			  m->valuestring);
	cr_assert_eq(cJSON_GetObjectItem(o, "deviation")->valuedouble, 2);
	cJSON_Delete(o);
	buf_fini(&line);
}
