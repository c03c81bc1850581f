/*
 * A row a kind, so that another is a row. Where one name has several shapes
 * (a list of turns or a single one, predictions or reviews) it has several
 * rows. The more particular stand first.
 */
#include "measure/format.h"

#include <stdbool.h>
#include <string.h>

#include "base/speech.h"
#include "data/jsonl.h"

#define BODY   "response.body."
#define CHOICE BODY "choices.0."

const struct format format_table[] = {
	{ .name = "vllm-batch",
	  .about = "output of vllm run-batch",
	  .mark = { "custom_id", "response", "error" },
	  .begins = { "id", "vllm-" },
	  .text = CHOICE "message.content",
	  .finish = CHOICE "finish_reason",
	  .refusal = CHOICE "message.refusal",
	  .error = { "error.error.message", "error.message", "error",
		     BODY "error.message" },
	  .status = "response.status_code",
	  .model = BODY "model",
	  .id = "custom_id",
	  .prompt_tokens = BODY "usage.prompt_tokens",
	  .completion_tokens = BODY "usage.completion_tokens" },
	{ .name = "openai-batch",
	  .about = "output and error files of OpenAI's Batch API, Azure, "
		   "Qianfan v2, DashScope ...",
	  .mark = { "custom_id", "response", "error" },
	  .text = CHOICE "message.content",
	  .finish = CHOICE "finish_reason",
	  .refusal = CHOICE "message.refusal",
	  .error = { BODY "error.message", "error.message", "error.code",
		     "error" },
	  .status = "response.status_code",
	  .model = BODY "model",
	  .id = "custom_id",
	  .prompt_tokens = BODY "usage.prompt_tokens",
	  .completion_tokens = BODY "usage.completion_tokens" },
	{ .name = "anthropic-batch",
	  .about = "results of Anthropic's Message Batches",
	  .mark = { "custom_id", "result.type" },
	  .text = "result.message.content",
	  .finish = "result.message.stop_reason",
	  .error = { "result.error.error.message", "result.error.message",
		     "result.type" },
	  .done = { "result.type", "succeeded" },
	  .model = "result.message.model",
	  .id = "custom_id",
	  .prompt_tokens = "result.message.usage.input_tokens",
	  .completion_tokens = "result.message.usage.output_tokens" },
	{ .name = "qianfan-batch",
	  .about = "output of Qianfan's offline batch inference",
	  .mark = { "query", "output" },
	  .text = "output.result",
	  .prompt = "query",
	  .finish = "output.finish_reason",
	  .cut = "output.is_truncated",
	  .error = { "output.error_msg", "error_msg", "error.message",
		     "error" },
	  .id = "id",
	  .target = "target",
	  .prompt_tokens = "output.usage.prompt_tokens",
	  .completion_tokens = "output.usage.completion_tokens" },
	{ .name = "qianfan",
	  .about = "Qianfan's data sets: a list of turns a line",
	  .mark = { "-1.prompt", "-1.response.0.0" },
	  .text = "-1.response.0.0",
	  .prompt = "-1.prompt",
	  .target = "-1.target" },
	{ .name = "qianfan",
	  .about = "Qianfan's data sets: one turn a line",
	  .mark = { "prompt", "response.0.0" },
	  .text = "response.0.0",
	  .prompt = "prompt",
	  .target = "target" },
	{ .name = "alpaca",
	  .about = "instruction, input, output",
	  .mark = { "instruction", "output" },
	  .text = "output",
	  .prompt = "instruction",
	  .input = "input",
	  .target = "target" },
	{ .name = "sharegpt",
	  .about = "conversations of from and value",
	  .mark = { "conversations.0.from", "conversations.@assistant.value" },
	  .text = "conversations.@assistant.value",
	  .prompt = "conversations.@user.value",
	  .target = "target" },
	{ .name = "evalscope",
	  .about = "predictions of EvalScope",
	  .mark = { "model_output.choices.0.message.content" },
	  .text = "model_output.choices.0.message.content",
	  .prompt = "messages.@user.content",
	  .finish = "model_output.choices.0.stop_reason",
	  .error = { "model_output.error" },
	  .model = "model_output.model",
	  .id = "index",
	  .completion_tokens = "model_output.usage.output_tokens" },
	{ .name = "evalscope",
	  .about = "reviews of EvalScope",
	  .mark = { "sample_score.score.prediction" },
	  .text = "sample_score.score.prediction",
	  .prompt = "input",
	  .id = "index" },
	{ .name = "messages",
	  .about = "messages of role and content",
	  .mark = { "messages.0.role", "messages.@assistant.content" },
	  .text = "messages.@assistant.content",
	  .prompt = "messages.@user.content",
	  .target = "target" },
	{ .name = "lm-eval",
	  .about = "samples of lm-evaluation-harness",
	  .mark = { "doc_id", "resps" },
	  .text = "resps.0.0",
	  .prompt = "arguments.gen_args_0.arg_0",
	  .id = "doc_id",
	  .target = "doc.target" },
	{ .name = "promptfoo",
	  .about = "results of promptfoo eval, JSON or JSONL",
	  .mark = { "prompt.raw", "vars", "provider" },
	  .text = "response.output",
	  .prompt = "prompt.raw",
	  .finish = "response.finishReason",
	  .error = { "response.error", "error" },
	  .model = "provider.id",
	  .id = "testIdx",
	  .target = "vars.target",
	  .prompt_tokens = "response.tokenUsage.prompt",
	  .completion_tokens = "response.tokenUsage.completion" },
	{ .name = "inspect-json",
	  .about = "a log of Inspect (inspect log dump)",
	  .mark = { "epoch", "output", "input" },
	  .text = "output.choices.0.message.content",
	  .prompt = "input",
	  .finish = "output.choices.0.stop_reason",
	  .error = { "error.message", "output.error" },
	  .model = "output.model",
	  .id = "id",
	  .target = "metadata.target",
	  .prompt_tokens = "output.usage.input_tokens",
	  .completion_tokens = "output.usage.output_tokens" },
	{ .name = NULL },
};

const struct format *
format_find(const char *name, struct err *e)
{
	struct buf names;

	for (const struct format *f = format_table; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	buf_init(&names, 4096);
	for (const struct format *f = format_table; f->name != NULL; f++)
		if (f == format_table || strcmp(f[-1].name, f->name) != 0)
			buf_printf(&names, "%s%s",
				   f == format_table ? "" : ", ", f->name);
	err_set(e, STATUS_INPUT, "%s: found \"%s\", expected one of %s",
		speech_setting("like"), name, buf_text(&names));
	buf_fini(&names);
	return NULL;
}

static bool
fits(const struct format *f, const char *s, size_t n, struct buf *scratch)
{
	const char *field[FORMAT_MARKS + 1];
	struct jsonl_value v[FORMAT_MARKS + 1];
	struct jsonl_paths p;
	struct err ignored = { 0 };
	size_t fields = 0;
	unsigned notes;

	for (size_t i = 0; i < FORMAT_MARKS && f->mark[i] != NULL; i++)
		field[fields++] = f->mark[i];
	if (f->begins[0] != NULL)
		field[fields++] = f->begins[0];
	if (jsonl_paths(&p, field, fields, &ignored) != 0 ||
	    jsonl_fields_tree(&p, s, n, v, scratch, &notes, &ignored) != 0)
		return false;
	for (size_t i = 0; i < fields; i++)
		if (v[i].kind == JSONL_MISSING)
			return false;
	if (f->begins[0] == NULL)
		return true;
	v[0] = v[fields - 1];
	return v[0].kind == JSONL_STRING && v[0].n >= strlen(f->begins[1]) &&
	       memcmp(v[0].s, f->begins[1], strlen(f->begins[1])) == 0;
}

const struct format *
format_of(const char *s, size_t n, const char *only)
{
	const struct format *found = NULL;
	struct buf scratch;

	buf_init(&scratch, 3 * n + 4096);
	for (const struct format *f = format_table;
	     f->name != NULL && found == NULL; f++)
		if ((only == NULL || strcmp(only, f->name) == 0) &&
		    fits(f, s, n, &scratch))
			found = f;
	buf_fini(&scratch);
	return found;
}
