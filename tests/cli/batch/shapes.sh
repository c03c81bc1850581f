# A request in each host's form, and what the list says of the files.
sweep() {
	cat > sweep.json <<-END
	{ "name": "shapes", "prompt": "生成{target}个字", "targets": [5],
	  "system": "只写正文", "models": [{"name": "m", "provider": "$1",
	    "model": "x"}], "stream": true }
	END
}
for host in openai azure qianfan qianfan-v1 dashscope vllm anthropic; do
	case $host in
	azure | dashscope) sweep openai ;;
	*) sweep $host ;;
	esac
	lencurve plan sweep.json --batch $host -o $host | head -n 1
	cat $host/batch/plan-0001.*
done
cat qianfan-v1/batch.json
