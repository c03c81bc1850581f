# Sourced by the scripts here: a simulator of one's own, and a sweep on it.
set -u

# What is looked for in a sentence is not to be broken by the screen.
export COLUMNS=500

fail() {
	echo "FAIL: $*" >&2
	exit 1
}

# start_sim OPTION...: leaves its address in $URL and its process in $SIM.
start_sim() {
	: > sim.url # the address of one before is not this one's
	lencurve sim "$@" > sim.url 2> sim.err &
	SIM=$!
	trap 'kill "$SIM" 2> /dev/null; wait "$SIM" 2> /dev/null' EXIT
	for _ in $(seq 200); do
		URL=$(grep -om1 'http://127\.0\.0\.1:[0-9]*' sim.url) && return
		kill -0 "$SIM" 2> /dev/null || fail "no simulator: $(cat sim.err)"
		sleep 0.05
	done
	fail "the simulator does not start"
}

# to_sim FILE: a sweep that `init` wrote asks it; it knows two models.
to_sim() {
	sed -i -e "s|\"provider\": \"qianfan-v1\"|&, \"base_url\": \"$URL\"|" \
		-e "s|\"provider\": \"llamacpp\"|&, \"base_url\": \"$URL/v1\"|" \
		-e 's,"model": "\(ernie_speed\|Qwen/[^"]*\|default\)","model": "base",' \
		-e 's|"model": "my[_-][a-z]*"|"model": "v2"|' \
		-e 's|"rpm": 60 |"rpm": 60000 |' "$1"
}

stop_sim() {
	kill "$SIM" 2> /dev/null
	wait "$SIM" 2> /dev/null
	trap - EXIT
}

# write_sweep FILE [LIMITS]: both models, 5 to 700, at $URL.
write_sweep() {
	cat > "$1" <<-END
	{ "name": "e2e", "prompt": "生成{target}个字的春节场景",
	  "targets": {"from": 5, "to": 700, "step": 5},
	  "models": [
	    {"name": "base", "provider": "sim", "base_url": "$URL/v1"},
	    {"name": "v2", "provider": "sim", "base_url": "$URL/v1"}],
	  "limits": {${2:-"\"concurrency\": 8"}} }
	END
}

# count NAME: a counter of the simulator, without curl.
count() {
	exec 3<> "/dev/tcp/127.0.0.1/${URL##*:}" || fail "no simulator"
	printf 'GET /sim/counts HTTP/1.0\r\n\r\n' >&3
	tr -d '\r' <&3 | grep -oE "\"$1\": ?[0-9]+" | grep -oE '[0-9]+$'
	exec 3>&-
}

# until_records N FILE: waits for so many in a journal that is being written.
until_records() {
	for _ in $(seq 3000); do
		[ "$(grep -c '"id"' "$2" 2> /dev/null)" -ge "$1" ] && return
		sleep 0.02
	done 2> /dev/null
	fail "no $1 records in $2"
}

# timeless DIR: samples.csv without what depends on the clock.
timeless() {
	awk -F, 'NR == 1 { for (i = 1; i <= NF; i++)
			if ($i ~ /^(asked_at|latency_ms)$/) drop[i] = 1 }
		{ line = ""; for (i = 1; i <= NF; i++)
			if (!(i in drop)) line = line "," $i; print line }' \
		"$1/samples.csv"
}

# run_status DIR [OPTION...]: a run whose status is printed.
run_status() {
	local dir=$1
	shift
	lencurve run sweep.json -o "$dir" --no-plot -q "$@" > out.txt 2> err.txt
	echo $?
}
