#!/bin/sh
# setup.sh PACKAGE...: installs the Debian packages that are missing, as root
# or through sudo. On a system without apt it only checks, and says once what
# to install.
set -eu

if ! command -v apt-get > /dev/null; then
	missing=
	command -v cc > /dev/null || missing="a C compiler"
	command -v pkg-config > /dev/null || missing="$missing pkg-config"
	for lib in libcurl libcjson libmicrohttpd libcrypto xlsxwriter; do
		pkg-config --exists "$lib" 2> /dev/null || missing="$missing $lib"
	done
	if [ -n "$missing" ]; then
		echo "This is not a Debian system. Please install, with their" \
			"headers: $missing; and gnuplot for the charts" \
			"(Debian's names: $*)." >&2
		exit 2
	fi
	exit 0
fi

missing=
for package; do
	state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2> /dev/null) ||
		state=none
	[ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "Installing:$missing" >&2
sudo=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo > /dev/null; then
		echo "Not root and no sudo here. As root, run:" \
			"apt-get install$missing" >&2
		exit 2
	fi
	sudo=sudo
fi
# shellcheck disable=SC2086
if ! { $sudo apt-get update -qq &&
	DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq \
		--no-install-recommends $missing > /dev/null; } < /dev/null; then
	echo "apt-get could not install:$missing" >&2
	exit 2
fi
