# Files end at the host's number of lines, and each asks one model.
cat > sweep.json <<-END
{ "name": "limits", "prompt": "写{target}个字", "repeats": 51,
  "targets": {"from": 1, "to": 100, "step": 1}, "models": [
    {"name": "a", "provider": "qianfan", "model": "x"},
    {"name": "b", "provider": "qianfan", "model": "y"}] }
END
lencurve plan sweep.json --batch qianfan -o q
jq -c '.files[] | [.file, .model, .lines]' q/batch.json
for f in q/batch/*; do
	echo "$(wc -l < "$f") $(jq -r .body.model "$f" | sort -u)"
done
