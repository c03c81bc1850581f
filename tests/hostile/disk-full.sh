#!/bin/bash
# A disk that fills up: 4, said so, nothing lost, resumed when there is room.
. "$ROOT/tests/e2e/lib.bash"
start_sim
write_sweep sweep.json
status=$( (ulimit -f 60; run_status out) )
[ "$status" = 4 ] || fail "status $status: $(cat err.txt)"
grep -qi 'file too large\|no space' err.txt || fail "$(cat err.txt)"
kept=$(grep -c '"outcome":"ok"' out/journal.jsonl)
[ "$kept" -gt 10 ] || fail "only $kept kept"
before=$(count answers)
[ "$(run_status out)" = 0 ] || fail "$(cat err.txt)"
asked=$(($(count answers) - before))
[ $asked = $((280 - kept)) ] || fail "$asked asked with $kept kept"
lencurve run sweep.json -o whole --no-plot -q > /dev/null
timeless whole > whole.csv
timeless out > out.csv
cmp whole.csv out.csv || fail "samples.csv differs"

# gnuplot notices nothing: a chart that is not whole is none, is told, and the
# one before it stays.
if command -v gnuplot > /dev/null; then
	lencurve run sweep.json -o few --targets 100,300 --no-plot -q > out.txt
	lencurve plot few > /dev/null && cp -r few/plots before
	for format in svg png; do
		lencurve plot few --format $format > /dev/null || fail "plot"
		cp "few/plots/length.$format" before/
		(ulimit -f 20; lencurve plot few --format $format \
			> out.txt 2> err.txt)
		[ $? = 4 ] || fail "plot, $format: $(cat err.txt)"
		grep -q "cannot write all of it" err.txt || fail "$(cat err.txt)"
		cmp "few/plots/length.$format" "before/length.$format" ||
			fail "half a chart"
	done
	[ -z "$(find few -name '.draw*')" ] || fail "something is left"
fi

# Nor does the library that writes workbooks.
lencurve export few -o few.xlsx > /dev/null || fail "export"
for k in 5 7 8 9 10; do
	cp few.xlsx book.xlsx
	(ulimit -f $k; lencurve export few -o book.xlsx > out.txt 2> err.txt)
	case $? in
	0) [ "$(unzip -p book.xlsx | wc -c)" = "$(unzip -p few.xlsx | wc -c)" ] ||
		fail "export, $k: half a workbook" ;;
	4) cmp -s book.xlsx few.xlsx || fail "export, $k: the old one is gone" ;;
	*) fail "export, $k: $(cat err.txt)" ;;
	esac
done

# No room even for a directory: 4 as well. Needs a file system of one's own.
if mkdir small && mount -t tmpfs -o size=64k,nr_inodes=2 none small 2> /dev/null
then
	: > small/last
	status=$(run_status small/out)
	umount small
	[ "$status" = 4 ] || fail "without inodes: status $status: $(cat err.txt)"
fi

# A small file system under each verb: 4, the sentence, nothing half.
(ulimit -f 20; lencurve baseline accept out --root bl > out.txt 2> err.txt)
[ $? = 4 ] || fail "baseline: $(cat err.txt)"
grep -q "lencurve curve" err.txt && fail "baseline: $(cat err.txt)"
mkdir -p tiny
lencurve run sweep.json -o s1 --shard 1/2 --no-plot -q > out.txt || fail "shard"
lencurve run sweep.json -o s2 --shard 2/2 --no-plot -q > out.txt || fail "shard"
for line in "merge s1 s2 -o tiny/m" "baseline accept out --root tiny/b" \
	"report out -o tiny/p.html" "export out -o tiny/p.csv" \
	"compare out -o tiny/c" "pack tiny/d" "measure tiny/d"; do
	mount -t tmpfs -o size=448k none tiny 2> /dev/null || break
	mkdir tiny/d && cp out/manifest.json out/journal.jsonl tiny/d
	head -c 60000 /dev/zero > tiny/filler
	find tiny -type f -exec sha256sum {} + > before.sum
	# shellcheck disable=SC2086
	lencurve $line > out.txt 2> err.txt
	status=$?
	[ $status = 0 ] || sha256sum --quiet -c before.sum > sum.txt ||
		fail "$line: $(cat sum.txt)"
	left=$(find tiny -name '*.tmp')
	umount tiny
	[ $status = 0 ] || [ $status = 4 ] || fail "$line: $status: $(cat err.txt)"
	[ $status = 0 ] || grep -q 'make room' err.txt ||
		fail "$line: $(cat err.txt)"
	[ -z "$left" ] || fail "$line: left $left"
done

# An import from a pipe without end stops where nothing more can be written.
if mount -t tmpfs -o size=2m none tiny 2> /dev/null; then
	line='{"n":10,"text":"除夕夜里家家户户挂起红灯"}'
	yes "$line" | timeout 60 lencurve measure - -o tiny/in --text text \
		--target n > out.txt 2> err.txt
	status=$?
	left=$(find tiny -type f)
	umount tiny
	[ $status = 4 ] || fail "pipe: status $status: $(cat err.txt)"
	grep -q 'make room' err.txt || fail "pipe: $(cat err.txt)"
	[ -z "$left" ] || fail "pipe: left $left"
fi
