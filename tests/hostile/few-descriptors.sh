#!/bin/bash
# Out of file descriptors: fewer connections, and where there is room for
# none, the right sentence; never a word about the server.
. "$ROOT/tests/e2e/lib.bash"

start_sim
write_sweep sweep.json '"concurrency": 64'
for n in $(seq 8 20) 40; do
	(ulimit -n "$n" && run_status "d$n" > status)
	status=$(cat status)
	[ "$status" = 0 ] && continue
	[ "$status" = 4 ] || [ "$status" = 2 ] ||
		fail "$n descriptors: status $status: $(cat err.txt)"
	grep -qE 'no file descriptor|Too many open files' err.txt ||
		fail "$n descriptors: $(cat err.txt)"
	grep -q 'cannot be reached' err.txt && fail "$n: $(cat err.txt)"
	[ "$n" -lt 20 ] || fail "$n descriptors are enough: $(cat err.txt)"
	# What was left open is asked where there is room.
	[ "$(run_status "d$n")" = 0 ] || fail "again: $(cat err.txt)"
done
[ "$(count answers)" = $((14 * 280)) ] || fail "asked $(count answers)"

# So do the verbs that ask once.
for n in $(seq 6 14); do
	(ulimit -n "$n" && lencurve check sweep.json > out.txt 2> err.txt)
	status=$?
	[ $status -le 4 ] || fail "check, $n descriptors: status $status"
	grep -hq 'cannot be reached' out.txt err.txt &&
		fail "check, $n descriptors: $(cat out.txt err.txt)"
done

# With the simulator inside nobody waits for a connection that cannot be.
cat > in.json <<- 'END'
	{ "name": "in", "prompt": "{target}", "targets": [5, 50, 100],
	  "models": [{ "name": "base", "provider": "sim" }] }
END
for n in 7 9 11 13 $(seq 14 22) 64; do
	(ulimit -n "$n" && timeout 20 lencurve run in.json -o "in$n" --no-plot \
		-q > out.txt 2> err.txt)
	status=$?
	[ $status = 0 ] || [ $status = 4 ] ||
		fail "inside, $n descriptors: status $status: $(cat err.txt)"
	[ $status = 0 ] || grep -q 'ulimit -n' err.txt ||
		fail "inside, $n descriptors: $(cat err.txt)"
	(ulimit -n "$n" && timeout 20 lencurve check in.json > out.txt 2>&1)
	checked=$?
	[ $checked = 0 ] || [ $checked = 4 ] ||
		fail "check inside, $n: status $checked: $(cat out.txt)"
done
[ $status = 0 ] || fail "inside: 64 are enough: $(cat err.txt)"

# A workbook says so instead of ending in its library, or it is whole; how
# many it takes depends on what this script's caller left open.
refused=0
for n in $(seq 5 20) 64; do
	rm -f book.xlsx
	(ulimit -n "$n" && lencurve export d20 -o book.xlsx > out.txt 2> err.txt)
	status=$?
	case $status in
	0) unzip -tq book.xlsx > out.txt || fail "export, $n: $(cat out.txt)" ;;
	4)
		refused=$((refused + 1))
		grep -q 'book.xlsx' err.txt || fail "export, $n: $(cat err.txt)"
		[ ! -e book.xlsx ] || fail "export, $n: a file was left"
		;;
	*) fail "export, $n descriptors: $status: $(cat err.txt)" ;;
	esac
done
[ "$refused" -gt 0 ] && [ "$status" = 0 ] ||
	fail "export: $refused refused, $status at 64"
