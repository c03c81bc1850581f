/*
 * A row a kind, so that another is a row. Where one name has several shapes
 * (a list of turns or a single one, predictions or reviews) it has several
 * rows. The more particular stand first.
 */
#include "measure/format.h"

#define BODY   "response.body."
#define CHOICE BODY "choices.0."

/* What the lines of a batch have beside their texts and errors. */
#define OF_BATCH                                                               \
	.finish = CHOICE "finish_reason", .status = "response.status_code",    \
	.model = BODY "model", .id = "custom_id",                              \
	.prompt_tokens = BODY "usage.prompt_tokens",                           \
	.completion_tokens = BODY "usage.completion_tokens"

#define CHAT_BATCH(a, third)                                                   \
	{                                                                      \
		.name = "openai-batch", .about = a,                            \
		.mark = { "custom_id", "response", third },                    \
		.text = CHOICE "message.content",                              \
		.refusal = CHOICE "message.refusal",                           \
		.error = { BODY "error.message", "error.message",              \
			   "error.code", "error" },                            \
		OF_BATCH                                                       \
	}

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

/* A chat and what an OpenAI-like server said to it. */
#define CHAT_LOG(m, at, with, p)                                               \
	{                                                                      \
		.name = "chat-log",                                            \
		.about = "logged replies of chat completions",                 \
		.mark = { m, with }, .text = at "choices.0.message.content",   \
		.prompt = p, .finish = at "choices.0.finish_reason",           \
		.refusal = at "choices.0.message.refusal",                     \
		.error = { at "error.message", at "error", "error.message",    \
			   "error" },                                          \
		.model = at "model", .target = { "target" },                   \
		.prompt_tokens = at "usage.prompt_tokens",                     \
		.completion_tokens = at "usage.completion_tokens"              \
	}

/* Where the prompt is in predictions of EvalScope before 1.0 went by the data
 * set. */
#define EVALSCOPE_OLD(m, p)                                                    \
	{                                                                      \
		.name = "evalscope",                                           \
		.about = "predictions of EvalScope before 1.0",                \
		.mark = { "answer_id", m, "choices.0.message.content" },       \
		.text = "choices.0.message.content", .prompt = p,              \
		.finish = "choices.0.finish_reason", .model = "model",         \
		.id = "index", .target = { "raw_input.target" },               \
		.prompt_tokens = "usage.prompt_tokens",                        \
		.completion_tokens = "usage.completion_tokens"                 \
	}

#define INSPECT(a, m, p)                                                       \
	{                                                                      \
		.name = "inspect-json", .about = a,                            \
		.mark = { "epoch", "output", m },                              \
		.text = "output.choices.0.message.content", .prompt = p,       \
		.finish = "output.choices.0.stop_reason",                      \
		.error = { "error.message", "output.error" },                  \
		.model = "output.model", .id = "id",                           \
		.target = { "metadata.target", "target" },                     \
		.prompt_tokens = "output.usage.input_tokens",                  \
		.completion_tokens = "output.usage.output_tokens"              \
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

/* An answer to the first turn of a question, which another file has. */
#define MT_BENCH(t)                                                            \
	{                                                                      \
		.name = "mt-bench",                                            \
		.about = "model answers of MT-Bench and its like",             \
		.mark = { "question_id", t }, .text = t, .model = "model_id",  \
		.id = "question_id"                                            \
	}

/* The other columns are what the application asks for. */
#define DIFY(p, a)                                                             \
	{                                                                      \
		.name = "dify", .about = "results of a batch run of Dify",     \
		.mark = { a }, .text = a, .prompt = p, .target = {             \
			"target"                                               \
		}                                                              \
	}

/* What the predictions of OpenCompass were made from: turns, or a text. */
#define OPENCOMPASS(m, p)                                                      \
	{                                                                      \
		.name = "opencompass", .about = "predictions of OpenCompass",  \
		.mark = { m, "prediction" }, .text = "prediction",             \
		.prompt = p, .target = {                                       \
			"target"                                               \
		}                                                              \
	}

/* A run's inputs as LangChain writes messages, and as OpenAI does. */
#define LANGSMITH(m, t, p)                                                     \
	{                                                                      \
		.name = "langsmith", .about = "runs of LangSmith",             \
		.mark = { m, t }, .text = t, .prompt = p,                      \
		.finish = "outputs.generations.0.0.generation_info."           \
			  "finish_reason",                                     \
		.error = { "error" },                                          \
		.model = "outputs.llm_output.model_name", .id = "id"           \
	}

/* Events of other types say how it was graded. */
#define OPENAI_EVALS(m, p)                                                     \
	{                                                                      \
		.name = "openai-evals", .about = "logs of OpenAI's evals",     \
		.mark = { "run_id", "sample_id", m },                          \
		.begins = { "type", "sampling" }, .text = "data.sampled",      \
		.prompt = p, .id = "sample_id", .once = {                      \
			"type",                                                \
			"sampling"                                             \
		}                                                              \
	}

#define DEEPEVAL(t)                                                            \
	{                                                                      \
		.name = "deepeval", .about = "test cases of DeepEval",         \
		.mark = { "input", t }, .text = t, .prompt = "input",          \
		.target = {                                                    \
			"target"                                               \
		}                                                              \
	}

#define OLLAMA(m, with, at, t, p)                                              \
	{                                                                      \
		.name = "ollama", .about = "replies of Ollama",                \
		.mark = { m, with }, .text = at t, .prompt = p,                \
		.finish = at "done_reason", .error = { at "error", "error" },  \
		.model = at "model", .target = { "target" },                   \
		.prompt_tokens = at "prompt_eval_count",                       \
		.completion_tokens = at "eval_count"                           \
	}

const struct format format_table[] = {
	{ .name = "vllm-batch",
	  .about = "output of vllm run-batch",
	  .mark = { "custom_id", "response", "error" },
	  .begins = { "id", "vllm-" },
	  .text = CHOICE "message.content",
	  .refusal = CHOICE "message.refusal",
	  .error = { "error.error.message", "error.message", "error",
		     BODY "error.message" },
	  OF_BATCH },
	{ .name = "openai-batch",
	  .about = "output of OpenAI's Batch API, Responses",
	  .mark = { "custom_id", BODY "output" },
	  .text = BODY "output.@assistant.content",
	  .finish = BODY "incomplete_details.reason",
	  .refusal = BODY "output.@assistant.content.0.refusal",
	  .error = { BODY "error.message" },
	  .status = "response.status_code",
	  .model = BODY "model",
	  .id = "custom_id",
	  .prompt_tokens = BODY "usage.input_tokens",
	  .completion_tokens = BODY "usage.output_tokens" },
	{ .name = "openai-batch",
	  .about = "output of OpenAI's Batch API and vLLM's, completions",
	  .mark = { "custom_id", CHOICE "text" },
	  .text = CHOICE "text",
	  .error = { BODY "error.message" },
	  OF_BATCH },
	CHAT_BATCH("output and error files of OpenAI's Batch API, Azure, "
		   "Qianfan v2, DashScope, Ark ...",
		   "error"),
	CHAT_BATCH("output of Zhipu's Batch API", CHOICE "message"),
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
	  .target = { "target" },
	  .prompt_tokens = "output.usage.prompt_tokens",
	  .completion_tokens = "output.usage.completion_tokens" },
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
	{ .name = "evalscope",
	  .about = "predictions of EvalScope",
	  .mark = { "model_output.choices.0.message.content" },
	  .text = "model_output.choices.0.message.content",
	  .prompt = "messages.@user.content",
	  .finish = "model_output.choices.0.stop_reason",
	  .error = { "model_output.error" },
	  .model = "model_output.model",
	  .id = "index",
	  .target = { "metadata.target" },
	  .prompt_tokens = "model_output.usage.input_tokens",
	  .completion_tokens = "model_output.usage.output_tokens" },
	{ .name = "evalscope",
	  .about = "reviews of EvalScope",
	  .mark = { "sample_score.score.prediction" },
	  .text = "sample_score.score.prediction",
	  .prompt = "input",
	  .id = "index",
	  .target = { "target" } },
	EVALSCOPE_OLD("raw_input.messages.0",
		      "raw_input.messages.@user.content"),
	EVALSCOPE_OLD("origin_prompt.messages.0",
		      "origin_prompt.messages.@user.content"),
	EVALSCOPE_OLD("raw_input.query", "raw_input.query"),
	EVALSCOPE_OLD("raw_input.question", "raw_input.question"),
	EVALSCOPE_OLD("raw_input.prompt", "raw_input.prompt"),
	EVALSCOPE_OLD("raw_input.instruction", "raw_input.instruction"),
	EVALSCOPE_OLD("origin_prompt.data.0", "origin_prompt.data.0"),
	EVALSCOPE_OLD("input.data.0", "input.data.0"),
	EVALSCOPE_OLD("raw_input", "raw_input.input"),
	INSPECT("a log of Inspect whose inputs are messages", "input.0.role",
		"input.@user.content"),
	INSPECT("a log of Inspect (inspect log dump)", "input", "input"),
	CHAT_LOG("request.messages.0", "response.", "response.choices",
		 "request.messages.@user.content"),
	CHAT_LOG("request.messages.0", "response.body.",
		 "response.body.choices", "request.messages.@user.content"),
	CHAT_LOG("messages.0.role", "response.", "response.choices",
		 "messages.@user.content"),
	CHAT_LOG("choices.0.message.content", "", "messages.0.role",
		 "messages.@user.content"),
	CHAT_LOG("choices.0.message.content", "", "object",
		 "input.@user.content"),
	{ .name = "gemini-batch",
	  .about = "results of Gemini's Batch API",
	  .mark = { "key", "response.candidates" },
	  .text = "response.candidates.0.content.parts",
	  .prompt = "request.contents.-1.parts",
	  .finish = "response.candidates.0.finishReason",
	  .error = { "error.message", "error" },
	  .model = "response.modelVersion",
	  .id = "key",
	  .prompt_tokens = "response.usageMetadata.promptTokenCount",
	  .completion_tokens = "response.usageMetadata.candidatesTokenCount" },
	{ .name = "bedrock-batch",
	  .about = "results of Bedrock's batch inference, Anthropic's models",
	  .mark = { "recordId", "modelInput.messages", "modelOutput.content" },
	  .text = "modelOutput.content",
	  .prompt = "modelInput.messages.@user.content",
	  .finish = "modelOutput.stop_reason",
	  .error = { "error.errorMessage", "error" },
	  .model = "modelOutput.model",
	  .id = "recordId",
	  .prompt_tokens = "modelOutput.usage.input_tokens",
	  .completion_tokens = "modelOutput.usage.output_tokens" },
	OLLAMA("request.messages.0", "response.message.content", "response.",
	       "message.content", "request.messages.@user.content"),
	OLLAMA("message.content", "done", "", "message.content",
	       "messages.@user.content"),
	OLLAMA("response", "done", "", "response", "prompt"),
	{ .name = "vllm",
	  .about = "outputs of vLLM's LLM.generate",
	  .mark = { "prompt", "outputs.0.text" },
	  .text = "outputs.0.text",
	  .prompt = "prompt",
	  .finish = "outputs.0.finish_reason",
	  .target = { "target" } },
	{ .name = "langfuse",
	  .about = "generations of Langfuse",
	  .mark = { "input.messages.0.role", "output" },
	  .text = "output",
	  .prompt = "input.messages.@user.content",
	  .model = "model",
	  .id = "id",
	  .target = { "metadata.target" } },
	{ .name = "langfuse",
	  .about = "generations of Langfuse",
	  .mark = { "input.0.role", "output.content" },
	  .text = "output.content",
	  .prompt = "input.@user.content",
	  .model = "model",
	  .id = "id",
	  .target = { "metadata.target" } },
	MESSAGES("messages of role and content", "messages"),
	MESSAGES("conversations of role and content", "conversations"),
	MESSAGES("messages that were chosen", "chosen"),
	{ .name = "open-webui",
	  .about = "chats exported by Open WebUI",
	  .mark = { "chat.messages.0.role",
		    "chat.messages.@assistant.content" },
	  .text = "chat.messages.@assistant.content",
	  .prompt = "chat.messages.@user.content",
	  .model = "chat.models.0",
	  .id = "id" },
	{ .name = "open-webui",
	  .about = "chats exported by Open WebUI",
	  .mark = { "chat.history.currentId",
		    "chat.history.messages.@assistant.content" },
	  .text = "chat.history.messages.@assistant.content",
	  .prompt = "chat.history.messages.@user.content",
	  .model = "chat.models.0",
	  .id = "id" },
	{ .name = "chatgpt",
	  .about = "conversations.json of ChatGPT's export",
	  .mark = { "current_node", "mapping" },
	  .text = "mapping.@assistant.message.content.parts",
	  .prompt = "mapping.@user.message.content.parts",
	  .finish = "mapping.@assistant.message.metadata.finish_details.type",
	  .model = "mapping.@assistant.message.metadata.model_slug",
	  .id = "id" },
	{ .name = "lm-studio",
	  .about = "chats of LM Studio",
	  .mark = { "messages.0.versions.0.role",
		    "messages.@assistant.versions" },
	  .text = "messages.@assistant.versions.-1.steps",
	  .prompt = "messages.@user.versions.-1.content",
	  .finish = "messages.@assistant.versions.-1.steps.-1.genInfo.stats."
		    "stopReason",
	  .model = "messages.@assistant.versions.-1.senderInfo.senderName" },
	LANGSMITH("inputs.messages.0.0.kwargs", "outputs.generations.0.0.text",
		  "inputs.messages.0.-1.kwargs.content"),
	LANGSMITH("inputs.messages.0.0", "outputs.generations.0.0.text",
		  "inputs.messages.0.-1.content"),
	LANGSMITH("inputs.messages.0", "outputs.generations.0.0.text",
		  "inputs.messages.-1.content"),
	LANGSMITH("inputs.prompts.0", "outputs.generations.0.0.text",
		  "inputs.prompts.0"),
	LANGSMITH("inputs.messages.0.role", "outputs.choices.0.message.content",
		  "inputs.messages.@user.content"),
	LANGSMITH("inputs.messages.0", "outputs.messages.-1.content",
		  "inputs.messages.-1.content"),
	LANGSMITH("inputs.input", "outputs.output", "inputs.input"),
	LANGSMITH("inputs.question", "outputs.answer", "inputs.question"),
	OPENCOMPASS("origin_prompt.-1.prompt", "origin_prompt.-1.prompt"),
	OPENCOMPASS("origin_prompt", "origin_prompt"),
	{ .name = "helm",
	  .about = "scenario states of HELM",
	  .mark = { "instance.id", "request.prompt", "result.success" },
	  .text = "result.completions.0.text",
	  .prompt = "request.prompt",
	  .finish = "result.completions.0.finish_reason.reason",
	  .error = { "result.error" },
	  .model = "request.model",
	  .id = "instance.id",
	  .target = { "instance.extra_data.target" } },
	OPENAI_EVALS("data.prompt.0.role", "data.prompt.@user.content"),
	OPENAI_EVALS("data.prompt", "data.prompt"),
	DEEPEVAL("actualOutput"),
	DEEPEVAL("actual_output"),
	MT_BENCH("choices.0.turns.0.content"),
	MT_BENCH("choices.0.turns.0"),
	{ .name = "firefly",
	  .about = "conversations of human and assistant",
	  .mark = { "conversation.-1.human", "conversation.-1.assistant" },
	  .text = "conversation.-1.assistant",
	  .prompt = "conversation.-1.human",
	  .target = { "target" },
	  .turns = { .list = "conversation",
		     .prompt = "human",
		     .answer = "assistant" } },
	{ .name = "lm-eval",
	  .about = "samples of lm-evaluation-harness before 0.4.4",
	  .mark = { "doc_id", "resps", "arguments.0.0" },
	  .text = "resps.0.0",
	  .prompt = "arguments.0.0",
	  .id = "doc_id",
	  .target = { "doc.target", "target" },
	  .once = { "filter" } },
	{ .name = "lm-eval",
	  .about = "samples of lm-evaluation-harness",
	  .mark = { "doc_id", "resps" },
	  .text = "resps.0.0",
	  .prompt = "arguments.gen_args_0.arg_0",
	  .id = "doc_id",
	  .target = { "doc.target", "target" },
	  .once = { "filter" } },
	{ .name = "promptfoo",
	  .about = "results of promptfoo eval, JSON or JSONL",
	  .mark = { "prompt.raw", "vars", "provider" },
	  .text = "response.output",
	  .json = true,
	  .prompt = "prompt.raw",
	  .finish = "response.finishReason",
	  .error = { "response.error", "error" },
	  .model = "provider.id",
	  .id = "testIdx",
	  .target = { "vars.target" },
	  .prompt_tokens = "response.tokenUsage.prompt",
	  .completion_tokens = "response.tokenUsage.completion" },
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
	DIFY("查询内容", "生成结果"),
	DIFY("Query content", "Completion result"),
	{ .name = "prompt",
	  .about = "prompts alone",
	  .mark = { "prompt" },
	  .prompt = "prompt",
	  .turns = { .prompt = "prompt" } },
	{ .name = NULL },
};
