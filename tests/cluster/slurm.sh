#!/bin/bash
# The ready file for Slurm, on a cluster of four nodes that are all this
# machine: eight shards, two of the nodes killed in the middle with all that ran
# there; their shards are queued again, the merge waits for the last of them,
# and what it makes is one run.
. "$ROOT/tests/e2e/lib.bash"
skip() {
	echo "$*" >&2
	exit 77
}
[ "$(id -u)" = 0 ] || skip "a cluster is brought up by root alone"
PATH=$PATH:/usr/sbin
for tool in munged slurmctld slurmd sbatch; do
	command -v $tool > /dev/null || skip "no $tool here (make test-slurm" \
		"installs it: slurmctld, slurmd, slurm-client, munge)"
done
NODES=4
pids=()

# Every process that was begun here, and what those have begun.
down() {
	local pid

	if [ ${#pids[@]} -gt 0 ]; then
		kill -9 "${pids[@]}"
		wait "${pids[@]}"
	fi 2> /dev/null
	for pid in $(pgrep -x 'slurmstepd|lencurve-net|lencurve'); do
		[[ "$(readlink "/proc/$pid/cwd")" = "$PWD"* ]] &&
			kill -9 "$pid" 2> /dev/null
	done
}

# Five ports that nobody listens at.
ports() {
	python3 -c 'import socket
s = [socket.socket() for _ in range(5)]
for x in s: x.bind(("127.0.0.1", 0))
print(*[x.getsockname()[1] for x in s])'
}

up() {
	local at i

	read -ra at <<< "$(ports)"
	mkdir -p state log spool-n{1..4}
	head -c 128 /dev/urandom > munge.key && chmod 600 munge.key
	munged --foreground --force --socket "$PWD/munge" --key-file \
		"$PWD/munge.key" --log-file "$PWD/log/munge" --pid-file \
		"$PWD/munge.pid" --seed-file "$PWD/munge.seed" \
		2> log/munge.err &
	pids+=($!)
	cat > slurm.conf <<-END
	ClusterName=here
	SlurmctldHost=$(hostname)(127.0.0.1)
	SlurmUser=root
	SlurmctldPort=${at[0]}
	SlurmctldPidFile=$PWD/slurmctld.pid
	SlurmctldTimeout=5
	SlurmdPidFile=$PWD/%n.pid
	SlurmdSpoolDir=$PWD/spool-%n
	SlurmdTimeout=3
	StateSaveLocation=$PWD/state
	AuthInfo=socket=$PWD/munge,cred_expire=5
	CredType=cred/munge
	ProctrackType=proctrack/linuxproc
	TaskPlugin=task/none
	JobAcctGatherType=jobacct_gather/none
	SelectType=select/linear
	SwitchType=switch/none
	MpiDefault=none
	ReturnToService=2
	MinJobAge=300
	MessageTimeout=2
	TCPTimeout=1
	KillWait=1
	SchedulerParameters=sched_interval=2,batch_sched_delay=0
	SlurmdParameters=config_overrides
	NodeName=n1 NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=${at[1]}
	NodeName=n2 NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=${at[2]}
	NodeName=n3 NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=${at[3]}
	NodeName=n4 NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=${at[4]}
	PartitionName=all Nodes=ALL Default=YES MaxTime=10 State=UP
	END
	echo CgroupPlugin=cgroup/v1 > cgroup.conf
	export SLURM_CONF=$PWD/slurm.conf
	for i in $(seq 50); do [ -S munge ] && break; sleep 0.1; done
	slurmctld -D -L log/ctld 2> log/ctld.err &
	pids+=($!)
	for i in $(seq $NODES); do
		slurmd -D -N "n$i" -L "log/n$i" 2> "log/n$i.err" &
		pids+=($!)
		node[i]=$!
	done
	for i in $(seq 200); do
		[ "$(sinfo -hN -t idle -o %N 2> /dev/null | wc -l)" = $NODES ] &&
			return
		sleep 0.1
	done
	fail "no cluster: $(sinfo 2>&1; tail -n 5 log/*)"
}

# A node loses its power: nothing that runs there says a last word.
kill_node() {
	local job step

	job=$(squeue -hw "n$1" -t R -o %A)
	step=$(pgrep -f "^slurmstepd: \\[$job\\.batch\\]")
	[ -n "$step" ] || fail "nothing runs on n$1: $(squeue)"
	mapfile -t step < <(echo "$step"; pgrep -P "$step")
	kill -9 "${node[$1]}" "${step[@]}"
	wait "${node[$1]}" 2> /dev/null
}

# All jobs are over.
ended() {
	for i in $(seq 600); do
		[ -n "$(squeue -h 2> /dev/null)" ] || return 0
		sleep 0.1
	done
	fail "they do not end: $(squeue; tail shards/*.log)"
}

# lines SHARD: answers in its journal.
lines() {
	local file=shards/shard-$1/journal.jsonl

	if [ -e "$file" ]; then grep -c '"id"' "$file"; else echo 0; fi
}

start_sim --delay-ms 100
trap 'down; stop_sim' EXIT
write_sweep sweep.json '"concurrency": 1'
lencurve run sweep.json -c 64 -o one -q --no-curve || fail "one run"
lencurve measure one > out.txt 2>&1 || fail "measure"
timeless one > one.csv
before=$(count answers)
up
ln -s "$ROOT/sweeps" sweeps
grep -m 1 '^    sweeps/cluster/slurm.sh' sweeps/cluster/README.md > said.sh
. ./said.sh > jobs.txt || fail "slurm.sh"
for i in $(seq 100); do
	{ [ "$(lines 0)" -gt 4 ] && [ "$(lines 1)" -gt 4 ]; } && break
	sleep 0.1
done
kill_node 1
kill_node 2
for i in 0 1; do
	{ [ "$(lines $i)" -gt 0 ] && [ "$(lines $i)" -lt 30 ]; } ||
		fail "shard $i was killed with $(lines $i) answers"
done
ended
scontrol show jobs > jobs.txt
restarts=$(grep -c "Restarts=1 " jobs.txt)
[ "$restarts" = 2 ] || fail "$restarts shards were queued again, not 2"
grep -q "Every planned answer is there" shards/merge.log ||
	fail "merge: $(cat shards/merge.log)"
asked=$(($(count answers) - before))
{ [ $asked -ge 280 ] && [ $asked -le 282 ]; } ||
	fail "$asked answers were bought for 280 cells, two of them in flight"
timeless shards/whole | diff one.csv - > diff.txt || fail "$(head -4 diff.txt)"

# A shard that cannot be finished: there is no merge, and nothing waits for one.
sed "s|$URL|http://127.0.0.1:9|; s/\"limits\": {/&\"retries\": 0, /" sweep.json \
	> deaf.json
bash "$ROOT/sweeps/cluster/slurm.sh" deaf.json 2 deaf > jobs.txt || fail deaf
ended
[ ! -e deaf/whole ] || fail "shards that are not finished were merged"
grep -q "again to resume" deaf/shard-0.log || fail "shard: $(cat deaf/shard-0.log)"
echo "8 shards on 4 nodes, 2 of them killed: $asked answers for 280 cells" >&2
