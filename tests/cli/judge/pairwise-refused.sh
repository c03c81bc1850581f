# What cannot be compared, and what a pairwise judge's file must not say.
judge() {
	cat > "$1.json" <<-END
	{ "name": "$1", "judge": { $2 },
	  "models": [ { "name": "judge", "provider": "sim" } ] }
	END
}
judge half '"template": "{answer_a}"'
judge mixed '"template": "{answer} {answer_a} {answer_b}"'
judge scale '"template": "{answer_a} {answer_b}", "scale": [0, 10]'
judge fine '"template": "{answer_a} {answer_b}"'
cat > s.json << 'END'
{ "name": "s", "prompt": "{target}个字", "targets": [5, 50],
  "models": [ { "name": "exact", "provider": "sim" },
              { "name": "refuser", "provider": "sim" } ] }
END
lencurve run s.json -o r -q --no-curve
lencurve run s.json -o alone -q --no-curve --only exact
for name in half mixed scale fine; do
	lencurve judge r --with $name.json
done
lencurve judge alone --with fine.json
# Replies that name nobody: the template asks for no "winner", so scores come.
cat > s.json << 'END'
{ "name": "s", "prompt": "{target}个字", "targets": [5, 50, 60, 70],
  "models": [ { "name": "exact", "provider": "sim" },
              { "name": "short", "provider": "sim" } ] }
END
lencurve run s.json -o two -q --no-curve
lencurve judge two --with fine.json -q
echo "status $?"
lencurve check fine.json --dry-run | head -3
