# No name breaks a script, or runs anything.
command -v gnuplot > /dev/null || { echo "no gnuplot here" >&2; exit 77; }
for name in "it's" "'" "''.system('touch pwned').''" 'say \"hi\"' 'back\\slash\\' '`touch pwned`' \
	'$(touch pwned)' '@macro ^{up}_{low} & ~x' 'line\nbreak' '春节' \
	"'; system('touch pwned'); '" '%d %s {/=40 big}' '\"1.5'; do
	printf '{"t":"xxxxx","n":5,"m":"%s"}\n' "$name"
	printf '{"t":"xxxxxxxx","n":9,"m":"%s"}\n' "$name"
done > in.jsonl
lencurve measure in.jsonl --text t --target n --group m -o out || exit
lencurve plot out
find . -name pwned
grep -E '^array part\[' out/plots/length-settings.gp
(cd out/plots && gnuplot length.gp 2> /dev/null) || echo "cannot be rerun"
