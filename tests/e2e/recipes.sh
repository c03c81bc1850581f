#!/bin/bash
# The recipes do what they say, in an empty directory that has what a reader
# has, servers played by the simulator; both languages have the same commands
# and the same files.
. "$ROOT/tests/e2e/lib.bash"

# commands FILE: as readme.sh reads them.
commands() {
	awk '/^```/ { fenced = !fenced }
		!fenced && /^    / && NF { sub(/^    /, "")
			sub(/ +#.*/, ""); sub(/^ +/, " ")
			if (sub(/ *\\$/, "")) printf "%s", $0; else print }' "$1"
}

# files FILE: its jsonc blocks, each into the file that its first line names.
files() {
	awk '/^```jsonc/ { inside = 1; name = ""; next }
		/^```/ { inside = 0 }
		inside && name == "" { name = $2; next }
		inside { print > name }' "$1"
}

belongings() {
	ln -s "$ROOT/sweeps" sweeps
	printf '{"name": "nightly", "prompt": "生成{target}个字的春节场景",
	"targets": {"from": 5, "to": 300, "step": 5}, "models":
	[{"name": "m", "provider": "sim", "model": "v2"}]}' > nightly.json
	for model in old new; do
		for target in 20 40 60 80; do
			printf '{"question": "写一段%d字的祝福", "words_asked": %d, "model": "%s", "id": "q/%d", "answer": "%s"}\n' \
				$target $target $model $target \
				"$(yes 福 | head -$((target - 3)) | tr -d '\n')"
		done
	done > mine.jsonl
}

start_sim
export QIANFAN_AK=sim-ak QIANFAN_SK=sim-sk
doc=$ROOT/sweeps/docs/RECIPES.md
other=$ROOT/sweeps/docs/zh-CN/RECIPES.md
diff <(commands "$doc") <(commands "$other") || fail "other commands in Chinese"
mkdir place there && cd place || fail place
files "$doc"
(cd ../there && files "$other")
diff -r . ../there || fail "other files in Chinese"
belongings
have_gnuplot=$(command -v gnuplot)
while IFS= read -r command; do
	case $command in
	export\ * | vllm\ serve\ * | llama-server\ *) continue ;; # the reader's
	*gnuplot* | *plot*) [ -n "$have_gnuplot" ] || continue ;;
	esac
	command=${command//http:\/\/127.0.0.1:8000/$URL}
	bash -c "$command" > said.txt 2>&1 || fail "$command: $(cat said.txt)"
	case $command in
	lencurve\ init\ *) to_sim "${command##* }" ;;
	esac
done < <(commands "$doc")
for file in pair.html pair.xlsx gate.xml gate.md; do
	[ -s "$file" ] || fail "no $file"
done
# The recipe for 300 sharp is worth something: more of the fresh answers are
# close than were when the length itself was asked for.
lencurve invert results/spring-festival --proof results/sharp |
	awk '/Observed/ { n++;
		sub(/.*fresh answers: /, ""); now = $1
		sub(/.*itself gave /, ""); if ($1 + 20 > now) bad = 1 }
		END { exit bad || n != 2 }' || fail "the corrected asks are no better"
[ -z "$have_gnuplot" ] || for file in results/spring-festival/plots/length-column.pdf \
	figures/compare-column.pdf figures/invert-column.pdf; do
	[ -s "$file" ] || fail "no $file"
done
