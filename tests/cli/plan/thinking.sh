# What a model may think with is part of its ceiling, by name; without a
# ceiling there is nothing to add it to.
cat > s.json <<'END'
{ "name": "thinks", "prompt": "写{target}个字", "targets": [50, 300],
  "models": [{ "name": "a", "provider": "sim", "model": "v2",
               "thinking": 4000 },
             { "name": "b", "provider": "sim", "model": "v2" }] }
END
lencurve plan s.json | sed -n '/thinking/,/^ *4 /p'
lencurve check s.json --dry-run | sed -n '/To be known/,/^$/p'
lencurve --lang zh check s.json --dry-run | grep thinking
sed 's/"targets"/"token_budget": null, "targets"/' s.json > none.json
lencurve plan none.json 2>&1
sed 's/"token_budget": null, //; s/4000/-1/' none.json > less.json
lencurve plan less.json 2>&1
