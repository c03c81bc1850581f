# Without a request: what will be sent, and that nothing is listening.
cat > s.json <<'S'
{
  "name": "s",
  "prompt": "写{target}个字",
  "targets": [5, 700],
  "token_budget": { "per_target": 1, "plus": 0 },
  "sampling": ["min", { "temperature": 0.9, "top_p": 0.9 }],
  "models": [
    { "name": "a", "provider": "generic", "model": "m",
      "base_url": "http://127.0.0.1:9/v1" },
    { "name": "b", "provider": "ollama", "model": "m",
      "extra": { "options": { "seed": null }, "think": false } },
    { "name": "c", "provider": "openai-fixed", "model": "m" }
  ]
}
S
export OPENAI_API_KEY=sk-planted-4711
unset OPENAI_BASE_URL OLLAMA_HOST
lencurve check s.json --dry-run
