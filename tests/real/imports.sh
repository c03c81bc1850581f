#!/bin/bash
# Every file of other programs and encodings imports, or is refused by name;
# the batch examples give three planned cells with the right outcomes.
set -eu
data=$ROOT/../shared/data
[ -d "$data/servers/F01-encodings" ] || { echo "no $data here" >&2; exit 77; }

# expect "LENGTHS AND OUTCOMES" ARGUMENT...
expect() {
	want=$1
	shift
	rm -rf out
	lencurve measure "$@" -o out
	found=$(tail -n +2 out/samples.csv | cut -d, -f7,9,11 | tr '\n' ' ')
	echo "$*: $found, expected $want"
	[ "$found" = "$want " ]
}
refuse() {
	! lencurve measure "$@" -o none 2> said && grep -q encoding said
}

cd "$data/servers/F01-encodings" && here=$PWD && cd - > /dev/null
fields="--text output --target target"
for f in crlf.jsonl utf8.jsonl utf8bom.jsonl array.json array1.json \
	pretty.json bom.csv semi.csv utf16.csv utf8.csv; do
	# shellcheck disable=SC2086
	expect "2,ok,2 4,ok,4 6,ok,6" "$here/$f" $fields
done
# shellcheck disable=SC2086
expect "2,ok,2 4,ok,4" "$here/trail.jsonl" $fields
for f in gbk.jsonl gbk.csv; do
	# shellcheck disable=SC2086
	refuse "$here/$f" $fields
	# shellcheck disable=SC2086
	expect "2,ok,2 4,ok,4 6,ok,6" "$here/$f" $fields --encoding gb18030
done

cd "$data/servers/F02-jsonl-shapes" && here=$PWD && cd - > /dev/null
expect "10,ok,10 20,failed, 30,failed, 40,truncated," \
	"$here/openai-batch.jsonl" --target-pattern '/([0-9]+)/'
expect "10,ok,10 20,ok,10" "$here/qianfan-batch.jsonl"
expect "10,ok,10" "$here/qianfan-batch2.jsonl"
expect "10,ok,10 10,ok,4" "$here/sharegpt.jsonl"
expect "10,ok,10" "$here/alpaca.jsonl"
expect "10,ok,10" "$here/lmeval.jsonl"
expect "300,ok,1" "$here/target-words.jsonl" --text o --target t
expect "2,ok,2" "$here/dotkey.jsonl" --text model.output --target t
expect "4,ok,4" "$here/array-text.jsonl" --text o --target t

cd "$data/frontier/batch" && here=$PWD && cd - > /dev/null
number='c([0-9]+)r'
expect "10,ok,11 5,ok,5 15,failed," "$here/openai_out.jsonl" \
	"$here/openai_err.jsonl" --target-pattern "$number"
expect "10,ok,11 5,ok,5 15,failed," "$here/openai_out.jsonl" \
	"$here/openai_err_http.jsonl" --target-pattern "$number"
expect "10,ok,11 5,failed, 15,failed," "$here/anthropic_results.jsonl" \
	--target-pattern "$number"
expect "5,ok,5 10,failed, 15,failed," "$here/vllm_out.jsonl" \
	--target-pattern "$number"
expect "10,ok,11" "$here/qianfan_bos_out.jsonl"

# Threads change no byte, several files keep their order.
f=$data/complexbench_length_zh.jsonl
for j in 1 2; do
	lencurve measure "$f" "$f" --text output --target target --id id \
		--relation relation --group model -j $j -o j$j
done
cmp j1/samples.csv j2/samples.csv
cmp j1/answers.jsonl j2/answers.jsonl

# What others parsed of ComplexBench's prompts: number and relation of whole
# answers. One question differs: 少于500字, which they take for a limit that
# includes its number.
lencurve measure "$f" --text output --prompt instruction --id id \
	--target-from-prompt --group model --where scope=whole --skip-bad \
	-o prompts
lencurve measure "$f" --text output --target target --id id \
	--relation relation --group model --where scope=whole -o theirs
all=$(tail -n +2 theirs/samples.csv | wc -l)
same=$(comm -12 <(cut -d, -f1,6,7 theirs/samples.csv | sort) \
	<(cut -d, -f1,6,7 prompts/samples.csv | sort) | wc -l)
echo "$same of $all agree"
[ $((same * 100)) -ge $((all * 95)) ]
