# "extra" cannot change the protocol: refused before anything is paid for.
cat > s.json <<'J'
{
  "name": "s",
  "prompt": "写{target}个字",
  "targets": [5],
  "models": [
    { "name": "m", "provider": "generic", "model": "m",
      "base_url": "http://127.0.0.1:9/v1", "extra": { "stream": true } }
  ]
}
J
lencurve run s.json
