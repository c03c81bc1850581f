# Each verb that draws takes what plot takes, says in the title what was found,
# and names what it wrote.
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
grep_settings() {
	grep -E '^(runs|array heading.*) = ' "$1" |
		sed -E 's/(, |，)20[0-9]{2}-[0-9]{2}-[0-9]{2}//g'
}
cat > grid.json << 'END'
{"name": "grid", "prompt": "写{target}字",
 "targets": {"from": 10, "to": 400, "step": 10}, "repeats": 2,
 "models": [{"name": "base", "provider": "sim", "model": "base"},
            {"name": "v2", "provider": "sim", "model": "v2"}],
 "sampling": {"temperature": [0.3, 0.9]}}
END
lencurve run grid.json -q --no-plot > /dev/null 2>&1
lencurve compare results/grid --under-test model -o c --format pdf \
	--size slide > /dev/null
grep_settings c/compare-settings.gp
lencurve compare results/grid --lang zh --base base -o c --format png \
	--theme dark > /dev/null
grep_settings c/compare-settings.gp
lencurve effects results/grid -o e --chart effects --chart stability \
	--format svg --size column > /dev/null
grep_settings e/effects-settings.gp
grep_settings e/stability-settings.gp
lencurve invert results/grid --targets 100,200 -o i --format svg,png > /dev/null
grep_settings i/invert-settings.gp
lencurve history results/grid results/grid --lang zh -o h --format svg \
	--theme dark > /dev/null
grep_settings h/history-settings.gp
ls c e i h
lencurve effects results/grid -o e --chart heights
lencurve compare results/grid -o e --format gif
