# What looks like a number is a name still.
cat > s.json <<'J'
{
  "name": "names", "prompt": "写一段{target}字的祝福。",
  "targets": [5, 10],
  "models": [
    {"name": "42", "provider": "sim", "model": "base"},
    {"name": "1e3", "provider": "sim", "model": "v2",
     "price": {"input": 1.5, "output": 7.25}}
  ],
  "sampling": [{"name": "0.99", "temperature": 0.99, "top_p": 0.9}]
}
J
lencurve plan s.json --json
lencurve plan s.json | sed -n '/^model/,/^$/p'
