# What the file itself has wrong, of all its models and keys at once.
cat > s.json <<'S'
{
  "name": "s",
  "prompt": "写{target}个字",
  "targets": [5, 4],
  "unti": "excel",
  "limits": { "concurrency": 0, "retries": -1 },
  "models": [
    { "name": "slip", "provider": "opnai" },
    { "name": "good", "provider": "sim" },
    { "name": "good", "provider": "sim" },
    { "name": "number", "provider": "sim", "model": 7, "key_env": "A-B" },
    { "name": "less", "model": "x" }
  ]
}
S
lencurve check s.json
status=$?
cat > u.json <<'S'
{ "name": "u", "prompt": "写{target}个字", "targets": [5],
  "models": [
    { "name": "a", "provider": "openai", "base_url": "http://example.com" },
    { "name": "b", "provider": "openai", "base_url": "example.com/v1" },
    { "name": "c", "provider": "openai", "base_url": "ftp://example.com" }
  ] }
S
lencurve check u.json || exit $status
