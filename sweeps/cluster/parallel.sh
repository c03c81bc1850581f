#!/bin/bash
# A sweep in shards by GNU parallel, over the hosts of a file or on this
# machine alone, then merged:
#   sweeps/cluster/parallel.sh SWEEP SHARDS DIR [HOSTFILE]
# lencurve, the sweep and the keys must be on every host; the shards' journals
# come back here.
set -eu
[ $# -ge 3 ] || { sed -n '2,6s/^# //p' "$0" >&2; exit 2; }
sweep=$(realpath "$1") shards=$2 dir=$3
file=${4:+$(realpath "$4")}
mkdir -p "$dir"
cd "$dir"
hosts=()
if [ $# -gt 3 ]; then
	hosts=(--sshloginfile "$file" --workdir ... --return 'shard-{}' --cleanup)
fi
seq "$shards" | parallel --retries 3 ${hosts[@]+"${hosts[@]}"} \
	lencurve run "$sweep" --shard "{}/$shards" -o 'shard-{}' -q
mapfile -t parts < <(seq -f 'shard-%.0f' "$shards")
[ ! -e whole ] || parts+=(whole)
lencurve merge "${parts[@]}" -o whole
