# The simulator in this process: all is well. Ports and seconds vary.
cat > s.json <<'S'
{
  "name": "s",
  "prompt": "写{target}个字",
  "targets": [5, 700],
  "models": [{ "name": "a", "provider": "sim", "model": "base" }]
}
S
lencurve check s.json | sed -E 's/127.0.0.1:[0-9]+/127.0.0.1:PORT/; s/[0-9]\.[0-9]{2}$/S.SS/'
exit "${PIPESTATUS[0]}"
