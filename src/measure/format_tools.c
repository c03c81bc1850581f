/*
 * What tools and hosts write: a row a kind, so that another is a row. Where one
 * name has several shapes (a list of turns or a single one, predictions or
 * reviews) it has several rows. The more particular stand first.
 */
#include "measure/format.h"

#define BODY   "response.body."
#define CHOICE BODY "choices.0."

/* Under two pairs of names. */
#define TOKENS(at)                                                             \
	.prompt_tokens = at "prompt_tokens",                                   \
	.completion_tokens = at "completion_tokens"
#define IN_OUT(at)                                                             \
	.prompt_tokens = at "input_tokens",                                    \
	.completion_tokens = at "output_tokens"

/* What the lines of a batch have beside their texts and errors. */
#define OF_BATCH                                                               \
	.finish = CHOICE "finish_reason", .status = "response.status_code",    \
	.model = BODY "model", .id = "custom_id", TOKENS(BODY "usage.")

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
		TOKENS(at "usage.")                                            \
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
		TOKENS("usage.")                                               \
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
		IN_OUT("output.usage.")                                        \
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

/* As its API answers, and as its SDKs print that. */
#define HUNYUAN(at)                                                            \
	{                                                                      \
		.name = "hunyuan",                                             \
		.about = "logged replies of Tencent's own Hunyuan API",        \
		.mark = { at "Choices.0.Message.Content", at "Usage" },        \
		.text = at "Choices.0.Message.Content",                        \
		.prompt = "Messages.-1.Content",                               \
		.finish = at "Choices.0.FinishReason",                         \
		.error = { at "Error.Message", at "ErrorMsg.Msg" },            \
		.model = "Model", .target = { "target" },                      \
		.prompt_tokens = at "Usage.PromptTokens",                      \
		.completion_tokens = at "Usage.CompletionTokens"               \
	}

/* By key of the Gemini API, and without one as Vertex AI writes them. */
#define GEMINI(m, p)                                                           \
	{                                                                      \
		.name = "gemini-batch",                                        \
		.about = "results of Gemini's Batch API and Vertex AI's",      \
		.mark = { m, "response.candidates" },                          \
		.text = "response.candidates.0.content.parts", .prompt = p,    \
		.finish = "response.candidates.0.finishReason",                \
		.error = { "error.message", "error", "status",                 \
			   "response.promptFeedback.blockReason" },            \
		.model = "response.modelVersion", .id = "key",                 \
		.prompt_tokens = "response.usageMetadata.promptTokenCount",    \
		.completion_tokens =                                           \
		    "response.usageMetadata.candidatesTokenCount"              \
	}

/* Every family of models has its own input and output. */
#define BEDROCK(m, t, p, f, in, out)                                           \
	{                                                                      \
		.name = "bedrock-batch",                                       \
		.about = "results of Bedrock's batch inference",               \
		.mark = { "recordId", "modelInput." m, "modelOutput." t },     \
		.text = "modelOutput." t, .prompt = "modelInput." p,           \
		.finish = "modelOutput." f,                                    \
		.error = { "error.errorMessage", "error" },                    \
		.model = "modelOutput.model", .id = "recordId",                \
		.prompt_tokens = "modelOutput." in,                            \
		.completion_tokens = "modelOutput." out                        \
	}

/* A chat that the pipeline gives back with its answer. */
#define TRANSFORMERS(at)                                                       \
	{                                                                      \
		.name = "transformers",                                        \
		.about = "chats of the text-generation pipeline",              \
		.mark = { at ".0.role" }, .text = at ".@assistant.content",    \
		.prompt = at ".@user.content"                                  \
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

/* A text that somebody wrote; what was asked is where the project has it. */
#define LABEL_STUDIO(t, p)                                                     \
	{                                                                      \
		.name = "label-studio", .about = "tasks of Label Studio",      \
		.mark = { t, p }, .text = t, .prompt = p, .id = "id",          \
		.target = {                                                    \
			"data.target"                                          \
		}                                                              \
	}

const struct format format_tools[] = {
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
	  IN_OUT(BODY "usage.") },
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
	  IN_OUT("result.message.usage.") },
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
	  TOKENS("output.usage.") },
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
	  IN_OUT("model_output.usage.") },
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
	GEMINI("key", "request.contents.-1.parts"),
	GEMINI("request.contents", "request.contents.-1.parts"),
	BEDROCK("messages", "content", "messages.@user.content", "stop_reason",
		"usage.input_tokens", "usage.output_tokens"),
	BEDROCK("messages", "output.message.content", "messages.@user.content",
		"stopReason", "usage.inputTokens", "usage.outputTokens"),
	BEDROCK("inputText", "results.0.outputText", "inputText",
		"results.0.completionReason", "inputTextTokenCount",
		"results.0.tokenCount"),
	BEDROCK("prompt", "generation", "prompt", "stop_reason",
		"prompt_token_count", "generation_token_count"),
	OLLAMA("request.messages.0", "response.message.content", "response.",
	       "message.content", "request.messages.@user.content"),
	OLLAMA("message.content", "done", "", "message.content",
	       "messages.@user.content"),
	OLLAMA("response", "done", "", "response", "prompt"),
	HUNYUAN("Response."),
	HUNYUAN(""),
	{ .name = "llama.cpp",
	  .about = "completions of llama.cpp's server",
	  .mark = { "content", "tokens_predicted", "stop" },
	  .text = "content",
	  .prompt = "prompt",
	  .finish = "stop_type",
	  .error = { "error.message" },
	  .model = "model",
	  .target = { "target" },
	  .prompt_tokens = "tokens_evaluated",
	  .completion_tokens = "tokens_predicted" },
	{ .name = "vllm",
	  .about = "outputs of vLLM's LLM.generate",
	  .mark = { "prompt", "outputs.0.text" },
	  .text = "outputs.0.text",
	  .prompt = "prompt",
	  .finish = "outputs.0.finish_reason",
	  .target = { "target" } },
	CHAT_LOG("input.messages.0.role", "output.", "output.choices.0.message",
		 "input.messages.@user.content"),
	TRANSFORMERS("generated_text"),
	TRANSFORMERS("0.generated_text"),
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
	LABEL_STUDIO("annotations.0.result.0.value.text.0", "data.prompt"),
	LABEL_STUDIO("annotations.0.result.0.value.text.0", "data.text"),
	MT_BENCH("choices.0.turns.0.content"),
	MT_BENCH("choices.0.turns.0"),
	DIFY("查询内容", "生成结果"),
	DIFY("Query content", "Completion result"),
	{ .next = format_sets },
};
