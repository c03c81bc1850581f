#!/bin/bash
# A variable may name no URL that a sweep file may not, and a query, where
# keys are, is not shown.
cat > s.json <<END
{ "name": "s", "prompt": "{target}", "targets": [5],
  "models": [{ "name": "a", "provider": "openai" }] }
END
export COLUMNS=400 OPENAI_API_KEY=sk-planted-0123456789
for url in 'https://h.example/v1?key=PLANTED99' 'http://api.localhost/v1' \
	'https://u:PLANTED99@h.example/v1' 'ftp://h.example'; do
	OPENAI_BASE_URL=$url lencurve check --dry-run s.json | grep variable
	OPENAI_BASE_URL=$url lencurve run s.json -o out
done
[ ! -e out/journal.jsonl ] || echo "asked"
true
