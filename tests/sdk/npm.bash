# Sourced with $here set: the pinned packages, in node_modules beside
# this file (ignored by git), or exit 77 with the reason. Two scripts run at a
# time: the second waits until the first has installed them.
# shellcheck shell=bash
node_major() { node -p 'process.versions.node.split(".")[0]' 2> /dev/null; }
if ! command -v npm > /dev/null || [ "$(node_major)" -lt "${node_least:=20}" ]; then
	echo "needs npm and Node.js $node_least or newer" >&2
	exit 77
fi
exec {lock}< "$here/package.json"
flock "$lock"
if ! cmp -s "$here/package.json" "$here/node_modules/.installed"; then
	if ! npm install --prefix "$here" --no-package-lock --ignore-scripts \
		--no-audit --no-fund --loglevel=error \
		--fetch-timeout=30000 --fetch-retries=1 \
		--fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=2000 \
		> npm.log 2>&1; then
		cat npm.log
		echo "npm cannot install the clients (no network?)" >&2
		exit 77
	fi
	cp "$here/package.json" "$here/node_modules/.installed"
fi
exec {lock}<&-
