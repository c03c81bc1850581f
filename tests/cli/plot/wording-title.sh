# Where prompts ask for a limit and their base for a length there is no miss to
# compare: a title says what becomes of the bias.
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
cat > s.json <<'END2'
{ "name": "s", "targets": {"from": 20, "to": 400, "step": 20},
  "prompts": {"plain": "写{target}个字",
    "most": {"text": "不超过{target}个字", "relation": "at_most"},
    "least": {"text": "至少{target}个字", "relation": "at_least"}},
  "models": [{"name": "base", "provider": "sim"}] }
END2
lencurve run s.json -q --no-plot -o r > /dev/null || exit
for language in en zh; do
	lencurve plot r --chart effects --chart contrasts --format svg \
		--lang "$language" -o out > /dev/null
	grep -h '^array heading' out/effects-settings.gp \
		out/contrasts-settings.gp
done
