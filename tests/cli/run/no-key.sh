#!/bin/bash
# Keys that are not there are all named, before anything is made or sent.
cat > s.json <<'END'
{ "name": "s", "prompt": "{target}字", "targets": [5],
  "models": [
    {"name": "a", "provider": "openai", "model": "gpt-x"},
    {"name": "b", "provider": "generic", "base_url": "http://127.0.0.1:1/v1",
     "key_env": "MY_KEY"}] }
END
lencurve run s.json
status=$?
[ ! -e results ] || echo "a directory was made"
exit $status
