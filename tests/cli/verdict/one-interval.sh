# The mean miss of one part has one interval, whichever verb prints it.
. "$ROOT/tests/cli/verdict/make_run.bash"
command -v jq > /dev/null || { echo "no jq here" >&2; exit 77; }
make_run run 17 m
number='[.[] | . * 1e6 | round]'
lencurve curve run --band 5-150 --json | jq -c \
	"[.series[0].intervals | .overall, .bands[0] | .mald | $number]"
lencurve history run --band 5-150 --json | jq -c \
	"[.. | .mald_interval? // empty | $number]"
lencurve effects run --band 5-150 --json | jq -c \
	"[.grids[0].cells[].mald.interval | $number]"
