# What repeats, in its four notions; nothing is dropped.
cat > sft.jsonl <<'END'
[{"prompt":"请写一段春节祝福","response":[["新春快乐"]]}]
[{"prompt":"写５０字祝福","response":[["好"]]}]
[{"prompt":"请写一段 春节祝福\n","response":[["新春快乐"]]}]
[{"prompt":"请写一段春节祝福","response":[["万事如意"]]}]
[{"prompt":"写50字祝福","response":[["好"]]}]
[{"prompt":"写三百字祝福","response":[["佳"]]}]
[{"prompt":"请写一段春节祝福。","response":[["大吉大利"]]}]
[{"prompt":"写一篇短文","response":[["大吉大利"]]},{"prompt":"继续","response":[["一"]]}]
[{"prompt":"写一首诗","response":[["二"]]},{"prompt":"继续","response":[["三"]]}]
[{"prompt":"  ","response":[["四"]]}]
{"prompt":"不是数组"}
END
lencurve dataset duplicates sft.jsonl || exit
lencurve dataset duplicates sft.jsonl --json | jq -c 'del(.rows), .rows[]'
cat > turns.jsonl <<'END'
[{"prompt":"你好","response":[["一"]]},{"prompt":"请为晚会写一段主持人开场白，热情洋溢","response":[["二"]]}]
[{"prompt":"你好","response":[["三"]]},{"prompt":"请为晚会写一段主持人的开场白，热情洋溢","response":[["四"]]}]
END
lencurve dataset duplicates turns.jsonl --json | jq -c .rows[]
COLUMNS=50 LC_ALL=zh_CN.UTF-8 lencurve dataset duplicates sft.jsonl
echo '{"prompt":"写10字"}' | lencurve dataset duplicates /dev/stdin
lencurve dataset duplicates sft.jsonl sft.jsonl
echo "exit status $?"
