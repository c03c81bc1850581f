#!/bin/bash
# sweep.sh BUILD PART...: the rows of the sweep engine's benchmark.
set -eu
build=$1
shift
tls=$(mktemp -d)
trap 'rm -rf "$tls"' EXIT
bench/tls.sh "$tls"
BENCH_TLS=$tls LENCURVE=$build/lencurve "$build/bench_sweep" "$@"
