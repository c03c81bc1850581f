# What "extra" replaces is said at the start and kept with the results.
cat > s.json <<'J'
{
  "name": "s",
  "prompt": "写{target}个字",
  "targets": [5],
  "sampling": { "temperature": 0.5, "top_p": null },
  "models": [
    { "name": "m", "provider": "sim", "model": "base",
      "extra": { "temperature": 0.9 } }
  ]
}
J
lencurve sim --port 0 > address 2> /dev/null &
trap 'kill $!' EXIT
until grep -qs http address; do sleep 0.05; done
url=$(grep -o 'http://[0-9.:]*' address)
sed -i "s|\"model\": \"base\"|&, \"base_url\": \"$url/v1\"|" s.json
lencurve run s.json -o out --no-plot 2> talk.txt > /dev/null
grep -o '.*"extra".*' talk.txt
grep -o '"note": .*' out/manifest.json
