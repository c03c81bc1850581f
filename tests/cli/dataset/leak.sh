# What of a test set stands in training data, and by what sign.
cat > test.jsonl <<'END'
{"id":"masked","prompt":"写一段５０字的新年祝福","target":50}
{"id":"contained","prompt":"写一篇关于除夕夜包饺子的短文，不超过200字","target":200}
{"id":"paraphrase","prompt":"给老师写一段50字的新年祝福语","target":50}
{"id":"roles","prompt":"假如你是环保活动协调员，请为志愿者准备一段95字的春节祝福"}
{"id":"answer","prompt":"除夕","reference":"x"}
END
cat > train.jsonl <<'END'
[{"prompt":"写一段 80字的新年祝福","response":[["好"]]}]
[{"prompt":"请写一篇关于除夕夜包饺子的短文，不超过100字，语气温暖","response":[["好"]]}]
[{"prompt":"请为恩师撰写五十字左右的新春贺词","response":[["好"]]}]
[{"prompt":"假如你是志愿者，请为环保活动协调员准备一段95字的春节祝福","response":[["好"]]}]
END
lencurve dataset leak test.jsonl train.jsonl
echo "exit status $?"
lencurve dataset leak test.jsonl train.jsonl --lang zh | sed -n 1,2p
lencurve dataset leak test.jsonl train.jsonl --save leak.csv > /dev/null 2>&1
head -n 3 leak.csv
cat > qa.jsonl <<'END'
{"prompt":"甲","reference":"除夕的夜晚，整座小城都亮了起来。街边的红灯笼一串接着一串。"}
END
cat > train.csv <<'END'
prompt,response
乙,新年快乐！除夕的夜晚，整座小城都亮了起来。街边的红灯笼一串接着一串，像星星。
END
lencurve dataset leak qa.jsonl train.csv --json
echo "exit status $?"
grep paraphrase test.jsonl > other.jsonl
LC_ALL=zh_CN.UTF-8 lencurve dataset leak other.jsonl train.jsonl
echo "exit status $?"
