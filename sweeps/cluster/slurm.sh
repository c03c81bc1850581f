#!/bin/bash
# A sweep in shards on Slurm, eight at a time, then merged:
#   sweeps/cluster/slurm.sh SWEEP SHARDS DIR
# DIR is on a file system that all nodes share. A shard whose node dies is queued
# again by Slurm; one that fails keeps the merge from running, and this again
# goes on with it: what is in a journal is not asked twice.
set -eu
if [ -z "${SLURM_JOB_ID:-}" ]; then
	[ $# -eq 3 ] || { sed -n '2,6s/^# //p' "$0" >&2; exit 2; }
	mkdir -p "$3"
	array=$(sbatch --parsable --job-name=lencurve --array="0-$(($2 - 1))%8" \
		--requeue --output="$3/shard-%a.log" "$0" shard "$1" "$2" "$3")
	sbatch --parsable --job-name=lencurve-merge --output="$3/merge.log" \
		--dependency="afterok:${array%%;*}" --kill-on-invalid-dep=yes \
		"$0" merge "$2" "$3"
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
	[ ! -e "$3/whole" ] || shards+=("$3/whole")
	lencurve merge "${shards[@]}" -o "$3/whole"
	lencurve measure "$3/whole"
	exec lencurve curve "$3/whole"
	;;
esac
