# Answers with prompt and text, an answer a row: a run, then an import.
cat > s.json <<'END'
{ "name": "s", "prompt": "写{target}个字", "targets": [5, 10],
  "models": [{"name": "base", "provider": "sim"},
    {"name": "v2", "provider": "sim"}] }
END
lencurve run s.json -q --no-plot -o run > /dev/null || exit
untimed() { sed -E 's/"(asked_at|latency_ms)":[^,]*,//g'; }
lencurve export run --jsonl | untimed
echo
lencurve export run --as lm-eval
echo
lencurve export run --csv -o run.csv
cut -d, -f1-13,72- run.csv
cmp run.csv <(lencurve export run --csv) && echo the same
lencurve export run run --csv | wc -l
