/*
 * Training data, and pairs under the keys that people give them: looked at
 * behind the tools' kinds, which have more marks. The more particular stand
 * first.
 */
#include "measure/format.h"

/* A prompt and its answer under these keys, and what a script logs with them.
 */
#define PAIR(p, a)                                                             \
	{                                                                      \
		.name = p "/" a, .about = "pairs", .mark = { p, a },           \
		.text = a, .prompt = p, .finish = "finish_reason",             \
		.error = { "error.message", "error" }, .model = "model",       \
		.target = { "target", "目标字数" }, .turns = {                 \
			.prompt = p,                                           \
			.answer = a                                            \
		}                                                              \
	}

/* Turns that are messages. */
#define MESSAGES(a, at)                                                        \
	{                                                                      \
		.name = "messages", .about = a,                                \
		.mark = { at ".0.role", at ".@assistant.content" },            \
		.text = at ".@assistant.content",                              \
		.prompt = at ".@user.content", .target = { "target" },         \
		.turns = {                                                     \
			.list = at,                                            \
			.role = "role",                                        \
			.text = "content"                                      \
		}                                                              \
	}

const struct format format_sets[] = {
	{ .name = "qianfan",
	  .about = "Qianfan's data sets: a list of turns a line",
	  .mark = { "-1.prompt", "-1.response.0.0" },
	  .text = "-1.response.0.0",
	  .prompt = "-1.prompt",
	  .target = { "-1.target" },
	  .turns = { .list = "", .prompt = "prompt", .answer = "response" } },
	{ .name = "qianfan",
	  .about = "Qianfan's data sets: one turn a line",
	  .mark = { "prompt", "response.0.0" },
	  .text = "response.0.0",
	  .prompt = "prompt",
	  .target = { "target" } },
	{ .name = "qianfan",
	  .about = "Qianfan's results of a test",
	  .mark = { "input_prompt", "llm_output" },
	  .text = "llm_output",
	  .prompt = "input_prompt",
	  .target = { "target" } },
	{ .name = "alpaca",
	  .about = "instruction, input, output",
	  .mark = { "instruction", "output" },
	  .text = "output",
	  .prompt = "instruction",
	  .input = "input",
	  .model = "generator", /* AlpacaEval's outputs */
	  .target = { "target" },
	  .turns = { .prompt = "instruction",
		     .input = "input",
		     .answer = "output" } },
	{ .name = "sharegpt",
	  .about = "conversations of from and value",
	  .mark = { "conversations.0.from", "conversations.@assistant.value" },
	  .text = "conversations.@assistant.value",
	  .prompt = "conversations.@user.value",
	  .target = { "target" },
	  .turns = { .list = "conversations",
		     .role = "from",
		     .text = "value" } },
	MESSAGES("messages of role and content", "messages"),
	MESSAGES("conversations of role and content", "conversations"),
	MESSAGES("messages that were chosen", "chosen"),
	{ .name = "firefly",
	  .about = "conversations of human and assistant",
	  .mark = { "conversation.-1.human", "conversation.-1.assistant" },
	  .text = "conversation.-1.assistant",
	  .prompt = "conversation.-1.human",
	  .target = { "target" },
	  .turns = { .list = "conversation",
		     .prompt = "human",
		     .answer = "assistant" } },
	{ .name = "prompt/completion",
	  .about = "pairs of lists of messages",
	  .mark = { "prompt.@user.content", "completion.@assistant.content" },
	  .text = "completion.@assistant.content",
	  .prompt = "prompt.@user.content",
	  .target = { "target" } },
	PAIR("prompt", "completion"),
	PAIR("prompt", "response"),
	PAIR("prompt", "answer"),
	PAIR("prompt", "output"),
	PAIR("prompt", "chosen"),
	PAIR("prompt", "generated_text"),
	PAIR("prompt", "predict"),
	PAIR("instruction", "response"),
	PAIR("question", "answer"),
	PAIR("query", "response"),
	PAIR("query", "answer"),
	PAIR("input", "output"),
	PAIR("inputs", "outputs"), /* MLflow's tables of an evaluation */
	PAIR("user_input", "response"),
	PAIR("prompt", "reference"),
	PAIR("Prompt", "Response"),
	PAIR("Question", "Answer"),
	PAIR("问题", "回答"),
	PAIR("问题", "答案"),
	PAIR("提问", "回答"),
	PAIR("输入", "输出"),
	PAIR("指令", "输出"),
	PAIR("提示词", "回答"),
	PAIR("用户输入", "模型回复"),
	{ .name = "prompt",
	  .about = "prompts alone",
	  .mark = { "prompt" },
	  .prompt = "prompt",
	  .turns = { .prompt = "prompt" } },
	{ .name = NULL },
};
