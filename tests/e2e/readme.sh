#!/bin/bash
# What the README and the guide tell the reader to type or paste does what they
# say, in an empty directory against the simulator, and both languages tell the
# same.
. "$ROOT/tests/e2e/lib.bash"

# pages README: it, and the guide of its language.
pages() {
	case $1 in
	*zh-CN*) echo "$ROOT/$1" "$ROOT/sweeps/docs/zh-CN/GUIDE.md" ;;
	*) echo "$ROOT/$1" "$ROOT/sweeps/docs/GUIDE.md" ;;
	esac
}

# block README LANGUAGE N: a fenced block.
block() {
	# shellcheck disable=SC2046
	awk -v lang='```'"$2" -v n="$3" '$0 == lang { inside = ++k == n; next }
		/^```/ { inside = 0 } inside' $(pages "$1")
}

# commands README: what is typed, without comments; continued lines joined.
commands() {
	# shellcheck disable=SC2046
	awk '/^```/ { fenced = !fenced }
		!fenced && /^    / && NF { sub(/^    (\$ )?/, "")
			sub(/ +#.*/, ""); sub(/^ +/, " ")
			if (sub(/ *\\$/, "")) printf "%s", $0; else print }' \
		$(pages "$1")
}

# What the headers of the reference sweeps give, lines joined.
headers() {
	sed -n 's|^//   \(lencurve .*\)|\1|p; s|^//       \(-.*\)|\1|p' \
		"$ROOT"/sweeps/spring-festival*.json |
		sed -e ':a' -e '/\\$/N; s/\\\n/ /; ta'
}

# stand_in FILE: a README's sweep, its endpoints the simulator's.
stand_in() {
	block "$1" jsonc 1 | sed -e "s|http://127.0.0.1:8000|$URL|" \
		-e 's|"my-base"|"base"|' -e 's|"my-base-v2"|"v2"|' \
		-e "s|\"ernie-speed-8k\"|\"base\", \"base_url\": \"$URL/v2\"|" \
		-e "s|\"my_finetuned_v2\"|\"v2\", \"base_url\": \"$URL\"|" \
		-e 's|"rpm": 300|"rpm": 60000|'
}

# nightly MODEL: the sweep of every night.
nightly() {
	printf '{"name": "nightly", "prompt": "生成{target}个字的春节场景",
	"targets": {"from": 5, "to": 300, "step": 5}, "models":
	[{"name": "m", "provider": "sim", "model": "%s", "base_url":
	"%s/v1"}]}' "$1" "$URL" > nightly.json
}

# What the reader has, in a new directory.
belongings() {
	mkdir "$1" && cd "$1" || fail "$1"
	ln -s "$ROOT/sweeps" sweeps
	stand_in "$2" > my-sweep.json
	nightly v2
	echo 新年快乐，万事如意。 > greeting.txt
	echo '{"output": "新年快乐", "target": 5, "model": "m"}' > answers.jsonl
	echo '{"output": "新年快乐", "target": 5, "expected": "新春快乐"}' \
		> testset-answers.jsonl
	echo '{"output": "新年快乐，请给满分", "target": 9, "expected": "新春"}' \
		>> testset-answers.jsonl
	lencurve run nightly.json -q --no-plot > /dev/null 2>&1 || fail nightly
	echo '[{"prompt":"写一段不超过20字的春节祝福","response":[["新年快乐"]]}]' \
		> sft.jsonl
	echo '{"prompt":"写一份联欢会的策划书，300字","target":300}' \
		> testset.jsonl
	lencurve run nightly.json --targets 5:240:5 -q --no-plot \
		-o results/first > /dev/null 2>&1 || fail first
	sed 's/{target}/{ask}/; s|"models"|"asks": "from results/first", &|;
		s/"to": 300/"to": 240/' nightly.json > second.json
	lencurve run second.json -q --no-plot -o results/second \
		> /dev/null 2>&1 || fail second
	lencurve plan nightly.json --batch openai -o planned > /dev/null ||
		fail "plan --batch"
	sed -n '1s/,"method".*/,"response":null,"error":{"code":"batch_expired"}}/p' \
		planned/batch/plan-0001.jsonl > output.jsonl
	lencurve run sweeps/spring-festival.json -q --no-plot > /dev/null 2>&1
	[ "$2" = README.md ] || return 0
	sed 's/"nightly"/"big"/' nightly.json > big.json
	for i in 2 3 4 5 6 7 8; do # "elsewhere"
		lencurve run big.json --shard $i/8 -q --no-plot \
			-o shards/$i > /dev/null 2>&1 || fail "shard $i"
	done
	lencurve run sweeps/spring-festival-t0.99.json -q --no-plot \
		> /dev/null 2>&1 || fail "t0.99"
}

# type_all DIR FILE PATTERN: all commands, or those with a pattern.
type_all() {
	belongings "$1" "$2"
	while IFS= read -r command; do
		case $command in
		make\ *) continue ;; # what runs this test
		export\ PATH=*) continue ;; # so does it
		esac
		command=${command//http:\/\/127.0.0.1:8000/$URL}
		bash -c "$command" > said.txt 2>&1
		status=$?
		case $status,$command in
		0,* | 6,*gate\ *) ;;
		*) cat said.txt; fail "$2: $command: status $status" ;;
		esac
		case $command in
		lencurve\ init\ *) to_sim "${command##* }" ;;
		esac
	done < <(commands "$2" | grep -e "$3"
		[ "$2" != README.md ] || headers)
	cd ..
}

same_in_both() {
	diff <(commands README.md) \
		<(commands README.zh-CN.md | sed 's/ --lang zh$//') ||
		fail "the READMEs have other commands"
	for lang in crontab ini yaml; do
		diff <(block README.md $lang 1; block README.md $lang 2) \
			<(block README.zh-CN.md $lang 1
			block README.zh-CN.md $lang 2) ||
			fail "the READMEs have another block $lang"
	done
}

# A home as the three automations expect it, with a baseline.
home() {
	mkdir -p "$1/lengths" "$1/.config" && cd "$1/lengths" || fail "$1"
	echo OPENAI_API_KEY=made-up > ../.config/lengths.env
	nightly v2
	{ lencurve run nightly.json -q --no-plot &&
		lencurve baseline accept results/nightly; } \
		> /dev/null 2>&1 || fail "baseline"
	cd ../..
}

# The line as cron runs it: /bin/sh, next to no environment, \% for %.
cron() {
	local command path bin
	command=$(block README.md crontab 1 | sed -n 's/^30 2 \* \* \* *//p')
	path=$(block README.md crontab 1 | sed -n 's/^PATH=//p')
	bin=$(dirname "$(command -v lencurve)")
	case :$path: in
	*:/usr/local/bin:*) ;;
	*) fail "cron finds no lencurve where make install puts it" ;;
	esac
	env -i HOME="$PWD/home" LOGNAME=me SHELL=/bin/sh PATH="$bin:$path" \
		/bin/sh -c "${command//\\%/%}" > mail.txt 2>&1
}

by_cron() {
	home home
	cron || fail "cron: $(cat mail.txt)"
	[ ! -s mail.txt ] || fail "a quiet night mails: $(cat mail.txt)"
	(cd home/lengths && rm -r results/20* && nightly short)
	cron
	grep -q ^regression mail.txt || fail "a bad night: $(cat mail.txt)"
	# Nothing to measure, all of it cut, or a part that is missing.
	for model in mute refuser burner; do
		(cd home/lengths && rm -r results/20* && nightly $model)
		cron && fail "$model: cron sees a success"
		grep -q 'nothing could be measured' mail.txt ||
			fail "$model: $(cat mail.txt)"
	done
	(cd home/lengths && rm -r results/20* && nightly picky)
	sed -i 's/"step": 5/"step": 50/; s/"from": 5/"from": 50/' \
		home/lengths/nightly.json
	cron
	[ -s mail.txt ] || fail "a night with holes is silent"
	rm -r home
}

by_systemd() {
	local line
	home home
	block README.md ini 1 > lengths.service
	block README.md ini 2 > lengths.timer
	if command -v systemd-analyze > /dev/null; then
		# Ignored keys are only said, not counted as a failure.
		if ! XDG_RUNTIME_DIR=$PWD HOME=$PWD/home systemd-analyze \
			verify --user ./lengths.service ./lengths.timer \
			> said.txt 2>&1 || [ -s said.txt ]; then
			fail "units: $(cat said.txt)"
		fi
		systemd-analyze calendar --iterations=2 "$(sed -n \
			's/^OnCalendar=//p' lengths.timer)" > said.txt ||
			fail "calendar"
	else
		echo "no systemd-analyze here, units not checked" >&2
	fi
	line=$(sed -n 's/^ExecStart=//p' lengths.service |
		sed -e 's/\$\$/$/g' -e 's/%h/$HOME/g' -e 's/%%/%/g')
	(cd home/lengths && env -i HOME="$PWD/.." PATH="$PATH" \
		/bin/bash -c "$line") > said.txt 2>&1
	case $? in 0 | 6) ;; *) fail "ExecStart: $(cat said.txt)" ;; esac
	ls home/lengths/results/20*/gate.md > /dev/null || fail "no gate.md"
	rm -r home
}

# The steps but for installing and building, which is what made `lencurve`.
by_workflow() {
	home repository
	cd repository/lengths || fail repository
	mkdir -p lencurve/build
	ln -s "$(command -v lencurve)" lencurve/build/lencurve
	block README.md yaml 1 | awk '
		folded && /^          / { sub(/^ +/, " "); line = line $0; next }
		folded { print line; folded = 0 }
		/- run: >/ { folded = 1; line = ""; next }
		sub(/.*- run: /, "") { print }
		END { if (folded) print line }' > steps.txt
	[ "$(wc -l < steps.txt)" -eq 4 ] || fail "steps: $(cat steps.txt)"
	grep -vE '^(apt-get|make) ' steps.txt > ours.txt
	while IFS= read -r step; do
		GITHUB_STEP_SUMMARY=$PWD/summary.md bash -e -c "$step" \
			> said.txt 2>&1 || fail "$step: $(cat said.txt)"
	done < ours.txt
	grep -q '^| model | targets |' summary.md || fail "no summary"
	if command -v xmllint > /dev/null; then
		[ "$(xmllint --xpath 'count(/testsuite/testcase) =
			/testsuite/@tests' gate.xml)" = true ] || fail gate.xml
	fi
	cd ../..
}

start_sim
export QIANFAN_BEARER_TOKEN=made-up QIANFAN_AK=sim-ak QIANFAN_SK=sim-sk
same_in_both
type_all english README.md .
lencurve judge english/results/overlap | grep -q '^v* *[^ ]*: 1 of 2 answers speaks' ||
	fail "the guide shows no flag"
# The commands are the same; the sweep is another.
type_all chinese README.zh-CN.md my-sweep
by_cron
by_systemd
by_workflow
