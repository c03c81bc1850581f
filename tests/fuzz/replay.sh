#!/bin/bash
# replay.sh BINARY_DIR: every fuzz target over its kept corpus.
set -u
cd "$(dirname "$0")/../.." || exit 2
passed=0 failed=0
for target in tests/fuzz/fuzz_*.c; do
	name=$(basename "$target" .c)
	name=${name#fuzz_}
	if out=$("$1/replay_$name" "tests/fuzz/corpus/$name" 2>&1); then
		passed=$((passed + 1))
	else
		echo "FAIL $target"
		printf '%s\n' "$out" | tail -n 40
		failed=$((failed + 1))
	fi
done
echo "tests/fuzz: $passed passed, $failed failed, 0 skipped"
[ $failed -eq 0 ]
