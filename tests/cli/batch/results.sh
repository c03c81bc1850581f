# What comes back in each form, and what it amounts to. @N is the id of the
# request for N characters, @UPN in capitals.
plan() {
	cat > sweep.json <<-END
	{ "name": "results", "prompt": "生成{target}个字", "targets": {"from": 5, "to": 40, "step": 5},
	  "models": [{"name": "m", "provider": "$1", "model": "x"}] }
	END
	lencurve plan sweep.json --batch "$2" -o "$2" > plan.txt
	lencurve plan sweep.json --format jsonl > rows.jsonl
}
# back HOST: standard input with the ids put in, imported.
back() {
	local sub=()
	while read -r id target; do
		sub+=(-e "s/\"@$target\"/\"$id\"/" \
			-e "s/\"@UP$target\"/\"${id^^}\"/")
	done < <(jq -r '[.custom_id // .id, (.body // .params // .).messages[0]
		.content // .query] | map(gsub("[^0-9a-f]"; "")) |
		@text "\(.[0]) \(.[1])"' < <(jq -c '.requests[]? // .' \
		"$1"/batch/plan-*))
	sed "${sub[@]}" > "$1.jsonl"
	echo "== $1"
	lencurve import "$1" "$1.jsonl" 2>&1
	[ ! -e "$1/journal.jsonl" ] || tail -n +2 "$1/journal.jsonl" | jq -c \
		'[.target, .outcome, .final, .text, .http_status, .error]'
}
plan openai openai
back openai <<'END'
{"custom_id": "@10", "response": {"status_code": 200, "body": {"choices": [{"message": {"content": "红灯高挂"}, "finish_reason": "length"}], "usage": {"prompt_tokens": 9, "completion_tokens": 4}}}, "error": null}
{"custom_id": "@5", "response": {"status_code": 200, "body": {"choices": [{"message": {"content": "春\ud800节\u0000"}, "finish_reason": "stop"}]}}, "error": null}
{"custom_id": "@15", "response": null, "error": {"code": "batch_expired", "message": "too late"}}
{"custom_id": "@20", "response": {"status_code": 400, "body": {"error": {"message": "rejected by our safety system", "type": "invalid_request_error", "code": "content_policy_violation"}}}, "error": null}
{"custom_id": "@25", "response": {"status_code": 429, "body": {"error": {"message": "Rate limit", "type": "rate_limit_error"}}}, "error": null}
{"custom_id": "@30", "response": null, "error": {"code": "odd", "message": "the file could not be read"}}
{"custom_id": "@35", "response": {"status_code": 400, "body": {"error": {"message": "The odd thing", "code": "odd_thing"}}}, "error": null}
{"custom_id": "@40", "response": null, "error": null}
END
plan vllm vllm
back vllm <<'END'
{"id": "vllm-1", "custom_id": "@5", "response": {"status_code": 200, "request_id": "vllm-batch-1", "body": {"choices": [{"index": 0, "message": {"content": "红灯笼高挂"}, "finish_reason": "stop"}]}}, "error": null}
{"id": "vllm-2", "custom_id": "@10", "response": {"status_code": 400, "request_id": "vllm-batch-2", "body": null}, "error": "Request \"2\" must not be sent in stream mode"}
{"id": "vllm-3", "custom_id": "@15", "response": {"status_code": 400, "request_id": "vllm-batch-3", "body": null}, "error": {"error": {"message": "This model's maximum context length is 10 tokens", "type": "BadRequestError", "param": null, "code": 400}}}
{"id": "vllm-4", "custom_id": "@20", "response": {"status_code": 500, "request_id": "vllm-batch-4", "body": null}, "error": null}
{"id": "vllm-5", "custom_id": "@UP25", "response": {"status_code": 200, "request_id": "vllm-batch-5", "body": {"choices": [{"index": 0, "message": {"content": "红灯笼高挂"}, "finish_reason": "stop"}]}}, "error": null}
END
plan anthropic anthropic
back anthropic <<'END'
{"custom_id": "@10", "result": {"type": "succeeded", "message": {"type": "message", "role": "assistant", "content": [{"type": "text", "text": "红灯高挂迎新春"}], "stop_reason": "end_turn", "usage": {"input_tokens": 16, "output_tokens": 14}}}}
{"custom_id": "@5", "result": {"type": "errored", "error": {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}}}
{"custom_id": "@15", "result": {"type": "expired"}}
{"custom_id": "@20", "result": {"type": "canceled"}}
{"custom_id": "@25", "result": {"type": "rested"}}
END
plan qianfan-v1 qianfan-v1
back qianfan-v1 <<'END'
{"id": "@10", "output": {"created": 1709216524, "finish_reason": "normal", "id": "as-x", "is_truncated": false, "object": "chat.completion", "result": "红灯高挂", "usage": {"completion_tokens": 9, "prompt_tokens": 6}}, "query": "生成10个字"}
{"id": "@5", "output": {"error_code": 336003, "error_msg": "the content of message is too long"}, "query": "生成5个字"}
{"id": "@15", "output": {"finish_reason": "normal", "is_truncated": true, "result": "红", "usage": {}}, "query": "生成15个字"}
END
plan openai azure
back azure <<'END'
{"custom_id": "@10", "result": {"type": "expired"}}
END
