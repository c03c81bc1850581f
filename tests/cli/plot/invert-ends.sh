# Lines that end at one point: no name covers another, and the title says the
# least and the most of what is to be asked, of equals that they are.
. "$ROOT/tests/cli/verdict/make_run.bash"
said() {
	lencurve plot "$1" --chart invert --format svg -o plots > /dev/null 2>&1
	grep -E '^array (heading|label_[xy])\[' plots/invert-settings.gp
}
make_run same 0 m1 m2 m3 m4 m5 m6
said same
make_run apart 1 m1 m2 m3 m4
said apart
# Without a length that all can give the title says how far each gets; what its
# interval adds to the last asks does not push the lines down.
cat > s.json << 'END'
{ "name": "s", "prompt": "请写{target}个字", "targets": {"from": 20, "to": 700, "step": 20},
  "models": [ { "name": "base", "provider": "sim" } ], "sampling": {"temperature": [0.3, 0.99]} }
END
lencurve run s.json -o far -q --no-curve
said far
grep -E '^array (y1|x1)\[' plots/invert-settings.gp
for n in 20 40 60 80 100 120 140 160 180 200; do
	for m in low high; do
		t=$((n + (${#m} - 3) * 1000))
		printf '{"t":"%s","n":%s,"m":"%s"}\n' "$(printf '%0*d' "$t" 7)" "$t" "$m"
	done
done > split.jsonl
lencurve measure split.jsonl --text t --target n --group m -o split > /dev/null
said split
# Names stand in the order in which their lines end.
lencurve plot far --chart length --format svg -o plots > /dev/null
grep -E '^array label(_y|)\[' plots/length-settings.gp
# What a mark is stands beside rules, not on them, in all sizes.
cat > m.json << 'END'
{ "name": "m", "prompt": "生成{target}个字的春节场景", "targets": {"from": 5, "to": 700, "step": 5},
  "models": [ { "name": "base", "provider": "sim" }, { "name": "v2", "provider": "sim" } ] }
END
lencurve run m.json -o m -q --no-curve
for chart in length deviation; do
	lencurve plot m --chart $chart --format svg -o plots > /dev/null
	grep -E '^array (label|mark_x|x1|(label|narrow)_(x|y|left))\[' plots/$chart-settings.gp
done
