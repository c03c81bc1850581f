# A sample of every kind as its tool writes it, recognised by its records: an
# error in front of the answers hides none. P is the prompt, T the answer.
show() {
	sed 's/@P/生成10个字的春节场景/g; s/@T/春节灯火可亲人间团圆/g' > in.jsonl
	lencurve measure in.jsonl "$@" -o out 2>&1 | sed 's/(.*)/(...)/'
	cut -d, -f2,5-7,9,11 out/samples.csv | tail -n +2
	rm -r out
}
by_id='q-([0-9]+)-'
show --target-pattern "$by_id" << 'END'
{"id":"batch_req_0","custom_id":"q-10-0","response":{"status_code":429,"request_id":"r","body":{"error":{"message":"Rate limit","type":"requests","param":null,"code":"rate_limit_exceeded"}}},"error":null}
{"id":"batch_req_1","custom_id":"q-10-1","response":{"status_code":200,"request_id":"r","body":{"id":"chatcmpl-x","object":"chat.completion","created":1,"model":"gpt-4.1-mini-2025-04-14","choices":[{"index":0,"message":{"role":"assistant","content":"@T","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":16,"completion_tokens":9,"total_tokens":25,"prompt_tokens_details":{"cached_tokens":0}},"service_tier":"default","system_fingerprint":"fp"}},"error":null}
{"id":"batch_req_2","custom_id":"q-20-1","response":{"status_code":200,"request_id":"r","body":{"id":"chatcmpl-x","object":"chat.completion","created":1,"model":"gpt-4.1-mini-2025-04-14","choices":[{"index":0,"message":{"role":"assistant","content":"@T","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"length"}],"usage":{"prompt_tokens":16,"completion_tokens":9,"total_tokens":25,"prompt_tokens_details":{"cached_tokens":0}},"service_tier":"default","system_fingerprint":"fp"}},"error":null}
{"id":"batch_req_3","custom_id":"q-30-1","response":{"status_code":200,"request_id":"r","body":{"id":"chatcmpl-x","object":"chat.completion","created":1,"model":"gpt-4.1-mini-2025-04-14","choices":[{"index":0,"message":{"role":"assistant","content":"","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"content_filter"}],"usage":{"prompt_tokens":16,"completion_tokens":9,"total_tokens":25,"prompt_tokens_details":{"cached_tokens":0}},"service_tier":"default","system_fingerprint":"fp"}},"error":null}
{"id":"batch_req_4","custom_id":"q-40-1","response":null,"error":{"code":"batch_expired","message":"late"}}
END
show --target-pattern "$by_id" << 'END'
{"id":"batch_req_1","custom_id":"q-10-1","response":{"status_code":200,"request_id":"r","body":{"id":"resp_1","object":"response","status":"completed","error":null,"incomplete_details":null,"model":"gpt-4.1","output":[{"type":"reasoning","id":"rs","summary":[]},{"type":"message","id":"m","status":"completed","role":"assistant","content":[{"type":"output_text","text":"@T","annotations":[]}]}],"usage":{"input_tokens":3,"output_tokens":9}}},"error":null}
{"id":"batch_req_2","custom_id":"q-20-1","response":{"status_code":200,"request_id":"r","body":{"id":"resp_2","object":"response","status":"completed","error":null,"incomplete_details":null,"model":"gpt-4.1","output":[{"type":"message","id":"m","status":"completed","role":"assistant","content":[{"type":"refusal","refusal":"I can't help with that."}]}],"usage":{"input_tokens":3,"output_tokens":9}}},"error":null}
END
show --target-pattern "$by_id" << 'END'
{"id":"vllm-0","custom_id":"q-10-0","response":{"status_code":400,"request_id":"vllm-batch-0","body":null},"error":"bad"}
{"id":"vllm-1","custom_id":"q-10-1","response":{"status_code":200,"request_id":"vllm-batch-1","body":{"id":"chatcmpl-x","object":"chat.completion","created":1,"model":"gpt-4.1-mini-2025-04-14","choices":[{"index":0,"message":{"role":"assistant","content":"@T","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":16,"completion_tokens":9,"total_tokens":25,"prompt_tokens_details":{"cached_tokens":0}},"service_tier":"default","system_fingerprint":"fp"}},"error":null}
END
show --target-pattern "$by_id" << 'END'
{"custom_id":"q-20-1","result":{"type":"canceled"}}
{"custom_id":"q-10-1","result":{"type":"succeeded","message":{"id":"msg","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"thinking","thinking":"嗯","signature":"x"},{"type":"text","text":"@T"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":2}}}}
{"custom_id":"q-30-1","result":{"type":"succeeded","message":{"id":"msg","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"@T"}],"stop_reason":"max_tokens","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":2}}}}
{"custom_id":"q-50-1","result":{"type":"succeeded","message":{"id":"msg","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"stop_reason":"refusal","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}}}
{"custom_id":"q-40-1","result":{"type":"errored","error":{"type":"error","error":{"type":"api_error","message":"x"}}}}
END
show << 'END'
{"id":"1","query":"@P","error":{"error_code":336003,"error_msg":"bad"}}
{"id":"2","query":"@P","output":{"id":"as-1","object":"chat.completion","created":1,"result":"@T","is_truncated":false,"need_clear_history":false,"finish_reason":"normal","usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}}
{"id":"3","query":"@P","output":{"id":"as-1","object":"chat.completion","created":1,"result":"@T","is_truncated":true,"need_clear_history":false,"finish_reason":"length","usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}}
END
show << 'END'
[{"prompt":"@P","response":[["@T"]]}]
[{"prompt":"你好","response":[["你好"]]},{"prompt":"@P","response":[["@T"]]}]
[{"system":"s","prompt":"@P","response":[["@T"]]}]
END
show << 'END'
{"prompt":"@P","response":[["@T"]]}
END
show << 'END'
{"input_prompt":"@P","input_chats":[{"role":"user","content":"@P"}],"llm_output":"@T","expected_output":"x"}
END
show << 'END'
{"instruction":"@P","input":"","output":"@T","system":"","history":[]}
{"instruction":"把下文改写到10字","input":"abc","output":"@T"}
END
show << 'END'
{"conversations":[{"from":"human","value":"@P"},{"from":"gpt","value":"@T"}],"system":"s","tools":"[]"}
{"conversations":[{"from":"human","value":"x"},{"from":"gpt","value":"不"},{"from":"human","value":"@P"},{"from":"gpt","value":"@T"}]}
END
show << 'END'
{"conversations":[{"from":"system","value":"s"},{"from":"user","value":"@P"},{"from":"assistant","value":"@T"}]}
END
show << 'END'
{"messages":[{"role":"system","content":"s"},{"role":"user","content":"@P"},{"role":"assistant","content":"@T"}]}
{"messages":[{"role":"user","content":[{"type":"text","text":"生成10个字的"},{"type":"text","text":"春节场景"}]},{"role":"assistant","content":[{"type":"text","text":"@T"}]}]}
END
show << 'END'
{"prompt":[{"role":"user","content":"@P"}],"completion":[{"role":"assistant","content":"@T"}]}
END
show << 'END'
{"cost":0,"gradingResult":{"pass":true,"score":1,"reason":"All","componentResults":[]},"id":"u1","latencyMs":3,"namedScores":{},"prompt":{"raw":"@P","label":"生成{{target}}个字"},"promptId":"h","promptIdx":0,"provider":{"id":"openai:gpt-4.1","label":""},"response":{"output":"@T","tokenUsage":{"total":3,"prompt":1,"completion":2},"cached":false,"finishReason":"stop"},"score":1,"success":true,"testCase":{"vars":{"target":10},"assert":[],"options":{},"metadata":{}},"testIdx":1,"vars":{"target":10},"metadata":{},"failureReason":0}
{"cost":0,"gradingResult":{"pass":true,"score":1,"reason":"All","componentResults":[]},"id":"u0","latencyMs":3,"namedScores":{},"prompt":{"raw":"@P","label":"生成{{target}}个字"},"promptId":"h","promptIdx":0,"provider":{"id":"openai:gpt-4.1","label":""},"response":{"error":"API error"},"score":1,"success":true,"testCase":{"vars":{"target":10},"assert":[],"options":{},"metadata":{}},"testIdx":0,"vars":{"target":10},"metadata":{},"failureReason":0,"error":"API error"}
END
show << 'END'
{"doc_id":0,"doc":{"question":"@P"},"target":"10","arguments":{"gen_args_0":{"arg_0":"@P","arg_1":{"until":["\n\n"],"max_gen_toks":512,"do_sample":false}}},"resps":[["@T"]],"filtered_resps":["@T"],"filter":"strict-match","metrics":["exact_match"],"doc_hash":"a","prompt_hash":"b","target_hash":"c","exact_match":0.0}
{"doc_id":1,"doc":{"question":"@P"},"target":"10","arguments":{"gen_args_0":{"arg_0":"@P","arg_1":{"until":["\n\n"],"max_gen_toks":512,"do_sample":false}}},"resps":[["@T"]],"filtered_resps":["@T"],"filter":"strict-match","metrics":["exact_match"],"doc_hash":"a","prompt_hash":"b","target_hash":"c","exact_match":0.0}
{"doc_id":0,"doc":{"question":"@P"},"target":"10","arguments":{"gen_args_0":{"arg_0":"@P","arg_1":{"until":["\n\n"],"max_gen_toks":512,"do_sample":false}}},"resps":[["@T"]],"filtered_resps":["@T"],"filter":"flexible-extract","metrics":["exact_match"],"doc_hash":"a","prompt_hash":"b","target_hash":"c","exact_match":0.0}
{"doc_id":1,"doc":{"question":"@P"},"target":"10","arguments":{"gen_args_0":{"arg_0":"@P","arg_1":{"until":["\n\n"],"max_gen_toks":512,"do_sample":false}}},"resps":[["@T"]],"filtered_resps":["@T"],"filter":"flexible-extract","metrics":["exact_match"],"doc_hash":"a","prompt_hash":"b","target_hash":"c","exact_match":0.0}
END
show << 'END'
{"doc_id":0,"doc":{"question":"@P"},"target":"10","arguments":{"gen_args_0":{"arg_0":["[{\"role\": \"user\", \"content\": \"@P\"}]"],"arg_1":{"until":[]}}},"resps":[["@T"]],"filtered_resps":["@T"],"filter":"none","metrics":["exact_match"],"doc_hash":"a","prompt_hash":"b","target_hash":"c","exact_match":0.0}
END
show << 'END'
{"doc_id":0,"doc":{"question":"@P"},"target":"10","arguments":[["@P",{"until":["\n"]}]],"resps":[["@T"]],"filtered_resps":["@T"],"filter":"none","metrics":["exact_match"],"doc_hash":"a","prompt_hash":"b","target_hash":"c","exact_match":0.0}
END
show << 'END'
{"index":0,"model":"qwen","model_output":{"model":"qwen2.5","choices":[{"message":{"id":"a","content":"@T","source":"generate","role":"assistant","tool_calls":null,"model":"qwen"},"stop_reason":"stop","logprobs":null}],"usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3},"time":1.0,"metadata":null,"error":null},"messages":[{"id":"b","content":"@P","source":null,"role":"user"},{"id":"a","content":"@T","source":"generate","role":"assistant"}],"metadata":{"target":10}}
{"index":1,"model":"qwen","model_output":{"model":"qwen2.5","choices":[],"error":"timeout"},"messages":[{"id":"b","content":"@P","role":"user"}],"metadata":{}}
END
show << 'END'
{"index":0,"input":"**User**: \n@P","target":"10","sample_score":{"score":{"value":{"acc":1.0},"extracted_prediction":"x","prediction":"@T","explanation":null,"metadata":{},"main_score_name":"acc"},"sample_id":0,"group_id":0,"sample_metadata":{}}}
END
show << 'END'
{"choices":[{"index":0,"message":{"content":"@T","role":"assistant"}}],"created":1,"model":"qwen","object":"chat.completion","usage":{"completion_tokens":2,"prompt_tokens":1,"total_tokens":3},"model_spec":{},"answer_id":"answer-1","subset_name":"default","raw_input":{"query":"@P","response":"x"},"index":0}
END
show << 'END'
{"evalId":"eval-abc","results":{"version":3,"timestamp":"t","prompts":[{"raw":"生成{{target}}个字","label":"l","id":"h","provider":"openai:gpt-4.1","metrics":{}}],"results":[
{"cost":0,"gradingResult":{"pass":true,"score":1,"reason":"All","componentResults":[]},"id":"u0","latencyMs":3,"namedScores":{},"prompt":{"raw":"@P","label":"生成{{target}}个字"},"promptId":"h","promptIdx":0,"provider":{"id":"openai:gpt-4.1","label":""},"response":{"error":"API error: 429"},"score":1,"success":true,"testCase":{"vars":{"target":10},"assert":[],"options":{},"metadata":{}},"testIdx":0,"vars":{"target":10},"metadata":{},"failureReason":0,"error":"API error: 429"},
{"cost":0,"gradingResult":{"pass":true,"score":1,"reason":"All","componentResults":[]},"id":"u1","latencyMs":3,"namedScores":{},"prompt":{"raw":"@P","label":"生成{{target}}个字"},"promptId":"h","promptIdx":0,"provider":{"id":"openai:gpt-4.1","label":""},"response":{"output":"@T","tokenUsage":{"total":3,"prompt":1,"completion":2},"cached":false,"finishReason":"stop"},"score":1,"success":true,"testCase":{"vars":{"target":10},"assert":[],"options":{},"metadata":{}},"testIdx":1,"vars":{"target":10},"metadata":{},"failureReason":0},
{"cost":0,"gradingResult":{"pass":true,"score":1,"reason":"All","componentResults":[]},"id":"u2","latencyMs":3,"namedScores":{},"prompt":{"raw":"@P","label":"生成{{target}}个字"},"promptId":"h","promptIdx":0,"provider":{"id":"openai:gpt-4.1","label":""},"response":{"output":"短","tokenUsage":{"total":3,"prompt":1,"completion":2},"cached":false,"finishReason":"stop"},"score":1,"success":true,"testCase":{"vars":{"target":10},"assert":[],"options":{},"metadata":{}},"testIdx":2,"vars":{"target":10},"metadata":{},"failureReason":0,"error":"Length too short"}
],"stats":{"successes":1}},"config":{"prompts":["x"],"tests":[{"vars":{"target":10}}]},"shareableUrl":null,"metadata":{}}
END
show << 'END'
{"version":2,"status":"success","eval":{"run_id":"r","created":"c","task":"t","model":"openai/gpt-4.1","dataset":{"samples":2,"sample_ids":[1,2]},"config":{}},"plan":{"name":"plan","steps":[{"solver":"generate","params":{}}],"config":{}},"results":{"total_samples":2,"completed_samples":2,"scores":[{"name":"match","scorer":"match","metrics":{}}]},"stats":{"started_at":"x","model_usage":{}},"samples":[
{"id":1,"epoch":1,"input":"@P","target":"10","messages":[{"id":"m","content":"@P","source":"input","role":"user"},{"id":"n","content":"@T","source":"generate","role":"assistant","model":"gpt"}],"output":{"model":"gpt-4.1","choices":[],"completion":"","error":null},"scores":{"match":{"value":"C","answer":"x"}},"metadata":{},"store":{},"events":[],"model_usage":{},"total_time":1,"working_time":1,"uuid":"u","attachments":{},"error":{"message":"boom","traceback":"","traceback_ansi":""}},
{"id":2,"epoch":1,"input":"@P","target":"10","messages":[{"id":"m","content":"@P","source":"input","role":"user"},{"id":"n","content":"@T","source":"generate","role":"assistant","model":"gpt"}],"output":{"model":"gpt-4.1","choices":[{"message":{"id":"n","content":"@T","source":"generate","role":"assistant","model":"gpt"},"stop_reason":"stop"}],"completion":"@T","usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3},"time":1.2},"scores":{"match":{"value":"C","answer":"x"}},"metadata":{},"store":{},"events":[],"model_usage":{},"total_time":1,"working_time":1,"uuid":"u","attachments":{}},
{"id":3,"epoch":1,"input":"@P","target":"10","messages":[{"id":"m","content":"@P","source":"input","role":"user"},{"id":"n","content":[{"type":"reasoning","reasoning":"r"},{"type":"text","text":"@T"}],"source":"generate","role":"assistant","model":"gpt"}],"output":{"model":"gpt-4.1","choices":[{"message":{"id":"n","content":[{"type":"reasoning","reasoning":"r"},{"type":"text","text":"@T"}],"source":"generate","role":"assistant","model":"gpt"},"stop_reason":"stop"}],"completion":[{"type":"reasoning","reasoning":"r"},{"type":"text","text":"@T"}],"usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3},"time":1.2},"scores":{"match":{"value":"C","answer":"x"}},"metadata":{},"store":{},"events":[],"model_usage":{},"total_time":1,"working_time":1,"uuid":"u","attachments":{}},
{"id":4,"epoch":1,"input":[{"role":"system","content":"s"},{"role":"user","content":"@P"}],"target":["10"],"messages":[{"id":"m","content":"@P","source":"input","role":"user"},{"id":"n","content":"@T","source":"generate","role":"assistant","model":"gpt"}],"output":{"model":"gpt-4.1","choices":[{"message":{"id":"n","content":"@T","source":"generate","role":"assistant","model":"gpt"},"stop_reason":"stop"}],"completion":"@T","usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3},"time":1.2},"scores":{"match":{"value":"C","answer":"x"}},"metadata":{},"store":{},"events":[],"model_usage":{},"total_time":1,"working_time":1,"uuid":"u","attachments":{}}
],"reductions":[{"scorer":"match","samples":[]}]}
END
show << 'END'
{"version":2,"status":"error","eval":{"task":"t"},"results":{},"samples":[{"id":1,"epoch":1,"input":"@P","target":"10","output":{"model":"gpt-4.1","choices":[{"message":{"content":"@T","role":"assistant"},"stop_reason":"stop"}],"completion":"@T"}}]}
END
# What other tools and logs have, older and newer.
for prompt in '"raw_input":{"question":"@P"}' '"raw_input":{},"origin_prompt":{"data":["@P"]}' \
	'"raw_input":{"messages":[{"role":"user","content":"@P"}]}'; do
	echo "{\"answer_id\":\"a\",\"index\":0,\"model\":\"qwen\",$prompt,\"choices\":[{\"message\":{\"content\":\"@T\"},\"finish_reason\":\"length\"}]}" |
		show
done
show << 'END'
{"results":{"version":3,"results":[
{"prompt":{"raw":"@P"},"provider":{"id":"p"},"testIdx":0,"response":{"output":{"text":"@T","n": 1},"finishReason":"stop"},"vars":{"target":10}},
{"prompt":{"raw":"@P"},"provider":{"id":"p"},"testIdx":1,"response":{"output":[{"type":"text","text":"@T"}]},"vars":{"target":10}}]}}
END
show << 'END'
{"request":{"model":"m","messages":[{"role":"user","content":"@P"}]},"response":{"error":{"message":"late"}}}
{"request":{"model":"m","messages":[{"role":"user","content":"@P"}]},"response":{"model":"m-1","choices":[{"message":{"role":"assistant","content":"@T"},"finish_reason":"length"}],"usage":{"prompt_tokens":9,"completion_tokens":10}}}
END
show << 'END'
{"model":"qwen","prompt":"@P","response":"@T","done":true,"done_reason":"length","eval_count":8}
{"model":"qwen","prompt":"@P","error":"not loaded"}
END
show << 'END'
{"messages":[{"role":"user","content":"@P"}],"model":"qwen","message":{"role":"assistant","content":"@T"},"done":true,"done_reason":"stop"}
END
show << 'END'
{"request_id":"0","prompt":"@P","outputs":[{"index":0,"text":"@T","finish_reason":"length"}],"finished":true}
END
show --target-pattern "$by_id" << 'END'
{"key":"q-10-1","response":{"candidates":[{"content":{"parts":[{"text":"@T"}],"role":"model"},"finishReason":"MAX_TOKENS"}],"modelVersion":"gemini-2"}}
{"key":"q-20-1","error":{"code":429,"message":"quota"}}
END
show << 'END'
{"recordId":"r","modelInput":{"messages":[{"role":"user","content":[{"type":"text","text":"@P"}]}]},"modelOutput":{"model":"c","content":[{"type":"text","text":"@T"}],"stop_reason":"end_turn"}}
END
show << 'END'
{"id":"x","input":[{"role":"user","content":"@P"}],"output":{"role":"assistant","content":"@T"},"model":"m"}
END
show << 'END'
{"conversations":[{"role":"user","content":"@P"},{"role":"assistant","content":"@T"}]}
END
show << 'END'
{"chosen":[{"role":"user","content":"@P"},{"role":"assistant","content":"@T"}],"rejected":[]}
END
show << 'END'
{"dataset":"helpful_base","instruction":"@P","output":"@T","generator":"gpt4_1106_preview"}
END
show --target-pattern '([0-9]+)' << 'END'
{"question_id":10,"answer_id":"FEKmwUZPWvhrgaG9TXVXQs","model_id":"vicuna","choices":[{"index":0,"turns":["@T","短"]}],"tstamp":1686286924.8}
END
show --target-pattern '([0-9]+)' << 'END'
{"question_id":"10","answer_id":"a","model_id":"gpt-4","choices":[{"index":0,"turns":[{"content":"@T","token_len":9}]}],"tstamp":1.5}
END
show << 'END'
[{"id":"c","user_id":"u","title":"t","chat":{"title":"t","models":["qwen"],"history":{"messages":{},"currentId":"n"},"messages":[{"id":"m","parentId":null,"childrenIds":["n"],"role":"user","content":"@P","timestamp":1},{"id":"n","parentId":"m","childrenIds":[],"role":"assistant","content":"@T","model":"qwen","timestamp":2}]}}]
END
show << 'END'
{"user_input":"@P","retrieved_contexts":["c"],"response":"@T","reference":"r"}
END
show << 'END'
用户输入,模型回复
@P,"=""@T"""
END
show --target-pattern "$by_id" << 'END'
{"response":{"status_code":200,"body":{"created":1,"usage":{"completion_tokens":8,"prompt_tokens":9,"total_tokens":17},"model":"glm-4-plus","id":"8","choices":[{"finish_reason":"sensitive","index":0,"message":{"role":"assistant","content":""}}],"request_id":"q-20-1"}},"custom_id":"q-20-1","id":"batch_1"}
{"response":{"status_code":200,"body":{"created":1,"usage":{"completion_tokens":8,"prompt_tokens":9,"total_tokens":17},"model":"glm-4-plus","id":"8","choices":[{"finish_reason":"stop","index":0,"message":{"role":"assistant","content":"@T"}}],"request_id":"q-10-1"}},"custom_id":"q-10-1","id":"batch_1"}
END
# Objects of records under their numbers, over lines and in one.
show << 'END'
{
    "0": {
        "origin_prompt": [
            {"role": "SYSTEM", "prompt": "s"},
            {"role": "HUMAN", "prompt": "@P"}
        ],
        "prediction": "@T",
        "gold": "x"
    },
    "1": {
        "origin_prompt": [{"role": "HUMAN", "prompt": "@P"}],
        "prediction": ["@T"],
        "gold": "x"
    }
}
END
show << 'END'
{"0": {"origin_prompt": "@P", "prediction": "@T", "gold": "x"}, "1": {"origin_prompt": "@P", "prediction": ""}}
END
# The shown branch of a tree, not the one that was answered again last.
show << 'END'
[{"title":"t","create_time":1.5,"mapping":{"root":{"id":"root","message":null,"parent":null,"children":["s"]},"s":{"id":"s","message":{"id":"s","author":{"role":"system","name":null,"metadata":{}},"content":{"content_type":"text","parts":[""]},"status":"finished_successfully","metadata":{"is_visually_hidden_from_conversation":true}},"parent":"root","children":["u"]},"u":{"id":"u","message":{"id":"u","author":{"role":"user"},"content":{"content_type":"text","parts":["@P"]}},"parent":"s","children":["a","b"]},"a":{"id":"a","message":{"id":"a","author":{"role":"assistant"},"content":{"content_type":"text","parts":["@T"]},"end_turn":true,"metadata":{"finish_details":{"type":"max_tokens"},"model_slug":"gpt-4o"}},"parent":"u","children":[]},"b":{"id":"b","message":{"id":"b","author":{"role":"assistant"},"content":{"content_type":"text","parts":["短"]},"metadata":{"model_slug":"gpt-4o"}},"parent":"u","children":[]}},"current_node":"a","conversation_id":"c","id":"c"},
{"title":"t","mapping":{"u":{"id":"u","message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["@P"]}},"parent":"u","children":["u"]}},"current_node":"u","id":"d"}]
END
show << 'END'
[{"id":"c","chat":{"models":["qwen"],"history":{"messages":{"m":{"id":"m","parentId":null,"childrenIds":["n","o"],"role":"user","content":"@P"},"n":{"id":"n","parentId":"m","childrenIds":[],"role":"assistant","content":"@T"},"o":{"id":"o","parentId":"m","childrenIds":[],"role":"assistant","content":"短"}},"currentId":"n"}}}]
END
show << 'END'
{"name":"t","messages":[{"versions":[{"type":"singleStep","role":"user","content":[{"type":"text","text":"@P"}]}],"currentlySelected":0},
{"versions":[{"type":"multiStep","role":"assistant","senderInfo":{"senderName":"qwen3-8b"},"steps":[{"type":"contentBlock","stepIdentifier":"1","style":{"type":"thinking"},"content":[{"type":"text","text":"想想"}]},
{"type":"toolStatus","stepIdentifier":"2"},{"type":"contentBlock","stepIdentifier":"3","content":[{"type":"text","text":"@T"}],"genInfo":{"stats":{"stopReason":"maxPredictedTokensReached"}}}]}],"currentlySelected":0}]}
END
show --target-from-prompt << 'END'
{"id":"r","name":"ChatOpenAI","run_type":"llm","error":"late","inputs":{"messages":[[{"lc":1,"type":"constructor","id":["langchain","schema","messages","HumanMessage"],"kwargs":{"content":"@P"}}]]},"outputs":null}
{"id":"r","name":"ChatOpenAI","run_type":"llm","error":null,"inputs":{"messages":[[{"lc":1,"type":"constructor","id":["langchain","schema","messages","HumanMessage"],"kwargs":{"content":"@P"}}]]},"outputs":{"generations":[[{"text":"@T","type":"ChatGeneration","generation_info":{"finish_reason":"length"}}]],"llm_output":{"model_name":"gpt-4o"}}}
END
show << 'END'
{"id":"r","run_type":"llm","inputs":{"messages":[{"role":"user","content":"@P"}]},"outputs":{"choices":[{"message":{"role":"assistant","content":"@T"},"finish_reason":"stop"}]}}
END
show << 'END'
{"inputs":{"question":"@P"},"outputs":{"answer":"@T"}}
END
show << 'END'
{"adapter_spec":{"model":"openai/gpt2"},"request_states":[
{"instance":{"input":{"text":"q"},"references":[],"split":"test","id":"id1"},"request_mode":"original","train_trial_index":0,"request":{"model":"openai/gpt2","prompt":"@P"},"result":{"success":false,"completions":[],"error":"late"}},
{"instance":{"input":{"text":"q"},"references":[],"split":"test","id":"id2"},"request_mode":"original","train_trial_index":0,"request":{"model":"openai/gpt2","prompt":"@P"},"result":{"success":true,"embedding":[],"completions":[{"text":"@T","logprob":0,"tokens":[],"finish_reason":{"reason":"length"}}],"cached":true}}]}
END
show << 'END'
{"spec":{"completion_fns":["gpt"],"eval_name":"e","run_config":{"seed":1},"run_id":"r","created_at":"t"}}
{"final_report":{"accuracy":0.5}}
{"run_id":"r","event_id":0,"sample_id":"e.0","type":"sampling","data":{"prompt":[{"role":"system","content":"s"},{"role":"user","content":"@P"}],"sampled":["@T"]},"created_by":"","created_at":"t"}
{"run_id":"r","event_id":1,"sample_id":"e.0","type":"match","data":{"correct":true,"expected":"x","sampled":"@T"},"created_by":"","created_at":"t"}
END
show << 'END'
{"run_id":"r","event_id":0,"sample_id":"e.0","type":"sampling","data":{"prompt":"@P","sampled":"@T"}}
END
show << 'END'
{"testFile":"t.py","testCases":[{"name":"a","input":"@P","actualOutput":"@T","expectedOutput":"x","success":true}],"conversationalTestCases":[]}
END
show << 'END'
[{"input":"@P","actual_output":"@T","expected_output":"x","retrieval_context":null}]
END
show << 'END'
主题,查询内容,生成结果
春节,@P,@T
END
show --target words << 'END'
topic,words,Completion result
spring,10,@T
END
# What scripts log beside a pair.
show << 'END'
{"prompt":"@P","response":"@T","model":"qwen","finish_reason":"length"}
{"prompt":"@P","response":null,"model":"qwen","error":"timeout"}
{"prompt":"@P","response":"","model":"qwen","error":{"code":429,"message":"late"}}
END
show << 'END'
问题;回答;目标字数
写一段话;@T;１０字
END
show << 'END'
{"index":0,"content":"@T","tokens":[],"id_slot":0,"stop":true,"model":"gpt-oss","tokens_predicted":8,"tokens_evaluated":9,"prompt":"@P","has_new_line":false,"truncated":false,"stop_type":"limit","stopping_word":"","timings":{}}
{"index":0,"content":"@T","stop":true,"model":"gpt-oss","tokens_predicted":8,"tokens_evaluated":9,"prompt":"@P","truncated":false,"stop_type":"eos"}
END
show << 'END'
[{"id":1,"data":{"prompt":"@P"},"annotations":[{"id":1,"completed_by":1,"result":[{"id":"a","type":"textarea","from_name":"answer","to_name":"prompt","origin":"manual","value":{"text":["@T"]}}],"was_cancelled":false}],"predictions":[]}]
END
# Families of models behind one host; thoughts and tools among the parts.
show << 'END'
{"recordId":"3223593EFGH","modelInput":{"inputText":"@P"},"modelOutput":{"inputTextTokenCount":8,"results":[{"tokenCount":3,"outputText":"@T","completionReason":"FINISH"}]}}
{"recordId":"3223593EFGI","modelInput":{"inputText":"@P"},"modelOutput":{"inputTextTokenCount":8,"results":[{"tokenCount":3,"outputText":"@T","completionReason":"LENGTH"}]}}
{"recordId":"1223213ABCD","modelInput":{"inputText":"@P"},"error":{"errorCode":400,"errorMessage":"bad request"}}
END
show << 'END'
{"recordId":"1","modelInput":{"prompt":"@P"},"modelOutput":{"generation":"@T","prompt_token_count":3,"generation_token_count":9,"stop_reason":"length"}}
END
show << 'END'
{"recordId":"1","modelInput":{"messages":[{"role":"user","content":[{"text":"@P"}]}]},"modelOutput":{"output":{"message":{"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"想"}}},{"text":"@T"},{"toolUse":{"name":"x"}}]}},"stopReason":"end_turn","usage":{"inputTokens":3,"outputTokens":9}}}
END
show << 'END'
{"status":"","processed_time":"2024-11-01T18:13:16.826+00:00","request":{"contents":[{"parts":[{"text":"@P"}],"role":"user"}]},"response":{"candidates":[{"content":{"parts":[{"text":"@T"}],"role":"model"},"finishReason":"STOP"}],"modelVersion":"gemini-2.0-flash-001@default","usageMetadata":{"candidatesTokenCount":36,"promptTokenCount":8}}}
{"status":"Bad Request: {\"error\": {\"code\": 400}}","processed_time":"t","request":{"contents":[{"parts":[{"text":"@P"}],"role":"user"}]},"response":{}}
END
show << 'END'
{"key":"k","request":{"contents":[{"parts":[{"text":"@P"}]}]},"response":{"candidates":[{"content":{"parts":[{"text":"想想怎么写","thought":true},{"text":"@T"}]},"finishReason":"STOP"}]}}
{"key":"k2","request":{"contents":[{"parts":[{"text":"@P"}]}]},"response":{"promptFeedback":{"blockReason":"SAFETY"}}}
{"key":"k3","request":{"contents":[{"parts":[{"text":"@P"}]}]},"response":{"candidates":[{"finishReason":"SAFETY"}]}}
END
show << 'END'
{"generated_text":[{"role":"user","content":"@P"},{"role":"assistant","content":"@T"}]}
END
show << 'END'
[[{"generated_text":[{"role":"user","content":"@P"},{"role":"assistant","content":"@T"}]}],[{"generated_text":[{"role":"user","content":"@P"},{"role":"assistant","content":"@T"}]}]]
END
show << 'END'
{"status_code":200,"request_id":"r","input":{"messages":[{"role":"user","content":"@P"}]},"output":{"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":"@T"}}]},"usage":{"input_tokens":3,"output_tokens":9}}
END
show << 'END'
inputs,ground_truth,outputs,latency
@P,x,@T,1
END
show << 'END'
{"Messages":[{"Role":"system","Content":"s"},{"Role":"user","Content":"@P"}],"Response":{"RequestId":"r","Choices":[{"FinishReason":"stop","Message":{"Role":"assistant","Content":"@T"}}],"Usage":{"PromptTokens":3,"CompletionTokens":9}}}
{"Messages":[{"Role":"user","Content":"@P"}],"Response":{"RequestId":"r","Choices":[{"FinishReason":"sensitive","Message":{"Role":"assistant","Content":""}}],"Usage":{"PromptTokens":3}}}
{"Messages":[{"Role":"user","Content":"@P"}],"Response":{"RequestId":"r","Error":{"Code":"FailedOperation","Message":"busy"}}}
END
show << 'END'
{"Id":"i","Created":1,"Model":"hunyuan-lite","Choices":[{"FinishReason":"length","Message":{"Role":"assistant","Content":"@T"}}],"Usage":{"PromptTokens":3,"CompletionTokens":9},"Messages":[{"Role":"user","Content":"@P"}]}
END
# Chats in cells; other JSON in one is an answer.
show << 'END'
id,name,input,output,model
x,gen,"[{""role"":""user"",""content"":""@P""}]","{""role"":""assistant"",""content"":""@T""}",gpt
END
show << 'END'
"id","name","input","output","model"
"x","gen","{""messages"":[{""role"":""system"",""content"":""s""},
 {""role"":""user"",""content"":""@P""}]}","@T","gpt"
"y","gen","{""messages"":[{""role"":""user"",""content"":""@P""}]}","{""role"":""wizard"",""name"":""x""}","gpt"
END
