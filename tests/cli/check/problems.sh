# Every problem in one pass, the gravest as exit status, and no key in sight.
lencurve sim --port 0 --key sk-right > address 2> /dev/null &
trap 'kill $!' EXIT
until grep -qs http address; do sleep 0.05; done
url=$(grep -o 'http://[0-9.:]*' address)
cat > s.json <<S
{
  "name": "s",
  "prompt": "写{target}个字",
  "targets": [5],
  "sampling": ["min", { "temperature": 1.5, "top_p": null }],
  "models": [
    { "name": "no-key", "provider": "openai", "model": "base",
      "base_url": "$url/v1", "key_env": "NO_SUCH_KEY" },
    { "name": "bad-key", "provider": "openai", "model": "base",
      "base_url": "$url/v1", "key_env": "BAD_KEY" },
    { "name": "bad-pair", "provider": "qianfan-v1", "model": "base",
      "base_url": "$url", "key_env": "BAD_PAIR" },
    { "name": "no-model", "provider": "generic", "model": "none",
      "base_url": "$url/v1", "key_env": "GOOD_KEY" },
    { "name": "no-path", "provider": "generic", "model": "base",
      "base_url": "$url/v9", "key_env": "GOOD_KEY" },
    { "name": "extra", "provider": "generic", "model": "base",
      "base_url": "$url/v1", "key_env": "GOOD_KEY",
      "extra": { "stream": true } },
    { "name": "good", "provider": "generic", "model": "base",
      "base_url": "$url/v1", "key_env": "GOOD_KEY" }
  ]
}
S
export BAD_KEY=sk-planted-4711 BAD_PAIR=planted-ak:planted-sk
export GOOD_KEY=sk-right
lencurve check s.json > out
status=$?
grep -c -e planted -e sk-right out
sed -nE '/^To be corrected/,/^$/p' out
exit $status
