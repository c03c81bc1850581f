#!/bin/bash
# A sweep in shards on Slurm, eight at a time, then merged:
#   sweeps/cluster/slurm.sh SWEEP SHARDS DIR
# DIR is on a file system that all nodes share. A shard that fails is asked
# again by running this again: what is in its journal is not asked twice.
set -eu
if [ -z "${SLURM_JOB_ID:-}" ]; then
	[ $# -eq 3 ] || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
	mkdir -p "$3"
	array=$(sbatch --parsable --job-name=lencurve --array="0-$(($2 - 1))%8" \
		--requeue --output="$3/shard-%a.log" "$0" shard "$1" "$2" "$3")
	sbatch --parsable --job-name=lencurve-merge --output="$3/merge.log" \
		--dependency="afterok:${array%%;*}" "$0" merge "$2" "$3"
	exit
fi
case $1 in
shard)
	exec lencurve run "$2" --shard "$((SLURM_ARRAY_TASK_ID + 1))/$3" \
		-o "$4/shard-$SLURM_ARRAY_TASK_ID" -q
	;;
merge)
	shards=()
	for ((i = 0; i < $2; i++)); do
		shards+=("$3/shard-$i")
	done
	lencurve merge "${shards[@]}" -o "$3/whole"
	lencurve measure "$3/whole"
	exec lencurve curve "$3/whole"
	;;
esac
