# Charts by name, for a slide or a column, light or dark, in three formats.
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
cat > s.json <<'END'
{ "name": "s", "prompt": "写{target}个字",
  "targets": {"from": 20, "to": 600, "step": 20},
  "models": [{"name": "base", "provider": "sim"},
    {"name": "v2", "provider": "sim"}],
  "sampling": ["min", {"temperature": 0.3, "top_p": 0.5},
    {"temperature": 0.9, "top_p": 0.5}, {"temperature": 0.3, "top_p": 1},
    {"temperature": 0.9, "top_p": 1}] }
END
lencurve run s.json -q --no-plot -o grid > /dev/null || exit
lencurve plot grid --chart deviation --chart miss --format svg
grep -E '^array (panels|side_by_side|part|entry|entry_hue|strip_hi)\[' \
	grid/plots/deviation-settings.gp
lencurve plot grid --chart bands --chart length --size column --theme dark \
	--format png,pdf,svg --lang zh -o out
grep -c '要求长度' out/length-column-dark.svg
cp out/length-column-dark.svg first.svg
lencurve plot grid --chart length --size column --theme dark --format svg \
	--lang zh -o out > /dev/null
cmp first.svg out/length-column-dark.svg && echo the same bytes
# What cannot be drawn is said before anything is.
lencurve plot grid --chart heights -o none; echo $?
lencurve plot grid --format svg,gif -o none; echo $?
lencurve plot grid --size poster -o none; echo $?
ls none
# The charts of other verbs, by name; of two runs where they are about one.
lencurve plot grid --chart compare --chart length --chart contrasts \
	--chart invert --format svg -o named
grep -oE '<text>[^<]*nearer than [^<]*|v2 t0.3-p0.5' named/compare.svg | sort -u
lencurve plot grid grid grid --chart history --format pdf -o named
lencurve plot grid grid --chart invert -o none; echo $?
lencurve plot grid grid --chart effects -o none; echo $?
lencurve plot grid --chart compare --terminal; echo $?
lencurve plot grid --chart effects --terminal | head -9
lencurve plot grid --chart contrasts --terminal --lang zh | head -9
lencurve plot grid --chart stability --terminal; echo $?
lencurve plot grid --chart effects --chart bands --sixel | grep -ac "$(printf '\033P')"
COLUMNS=50 lencurve plot grid grid grid --chart history -t | head -9
# More than six series have a panel each.
cat > many.json <<'END'
{ "name": "many", "prompt": "写{target}个字", "targets": {"from": 20,
  "to": 600, "step": 20}, "sampling": {"temperature": 0.9},
  "models": [{"name": "a", "provider": "sim", "model": "base"},
    {"name": "b", "provider": "sim", "model": "v2"},
    {"name": "c", "provider": "sim", "model": "v2"},
    {"name": "d", "provider": "sim", "model": "v2"},
    {"name": "e", "provider": "sim", "model": "v2"},
    {"name": "f", "provider": "sim", "model": "v2"},
    {"name": "g", "provider": "sim", "model": "v2"},
    {"name": "a name that is far too long to stand above its own panel",
      "provider": "sim", "model": "v2"}] }
END
lencurve run many.json -q --no-plot -o many > /dev/null || exit
lencurve plot many --chart compare --chart invert --format svg -o many
lencurve plot many --chart length --format svg -o many
grep "^array heading\[" many/length-settings.gp
grep -c 'a name that is far too long to stand above' many/compare.svg
grep -oE 'a name[^<]*…[^<]*' many/compare.svg many/invert.svg
