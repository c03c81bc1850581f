#!/bin/bash
# The Debian packages: installed into a root of their own by dpkg, run from
# there, purged, and nothing is left.
. "$ROOT/tests/e2e/lib.bash"
for tool in dpkg-deb objdump fold paste; do
	command -v $tool > /dev/null || { echo "no $tool" >&2; exit 77; }
done
bin=$(dirname "$(command -v lencurve)")
# How small they become is not what is asked here.
export DPKG_DEB_COMPRESSOR_TYPE=gzip DPKG_DEB_COMPRESSOR_LEVEL=1
env -u MAKEFLAGS -u MFLAGS make -s -o all -C "$ROOT" BUILD="$bin" deb > make.txt 2>&1 ||
	fail "make deb: $(cat make.txt)"

for name in lencurve liblencount0 liblencount-dev; do
	deb=$(echo "$bin/deb/${name}"_*.deb)
	[ "$(dpkg-deb -f "$deb" Package)" = $name ] || fail "$deb"
	[ "$(dpkg-deb -f "$deb" Version)" = \
		"$(lencurve --version | cut -d ' ' -f 2)" ] || fail "version"
	! dpkg-deb --ctrl-tarfile "$deb" | tar t | grep conffiles ||
		fail "$name has conffiles"
	dpkg-deb -x "$deb" "x-$name" && dpkg-deb -e "$deb" "e-$name" ||
		fail "$deb"
	(cd "x-$name" && md5sum --quiet -c "../e-$name/md5sums") ||
		fail "$name: md5sums"
	grep -q Expat "x-$name/usr/share/doc/$name/copyright" || fail "copyright"
	! grep -rl -e "$ROOT" "x-$name/usr/share" || fail "$name names our tree"
done
for lib in libc6 libcurl4 libcjson1 libmicrohttpd12 libxlsxwriter4; do
	dpkg-deb -f "$bin"/deb/lencurve_*.deb Depends | grep -q "$lib" ||
		fail "no dependency on $lib"
done

if [ "$(id -u)" -eq 0 ]; then
	mkdir -p root/var/lib/dpkg/{info,updates,triggers}
	touch root/var/lib/dpkg/{status,available}
	in_root() {
		dpkg --root="$PWD/root" --force-depends \
			--force-script-chrootless "$@" > dpkg.txt 2>&1 ||
			fail "dpkg $*: $(cat dpkg.txt)"
	}
	in_root -i "$bin"/deb/*.deb
	usr=$PWD/root/usr
	PATH=$usr/bin:$PATH lencurve run "$usr/share/lencurve/sweeps/smoke.json" \
		-q --no-plot -o run > said.txt 2>&1 || fail "$(cat said.txt)"
	in_root -P lencurve liblencount-dev liblencount0
	left=$(find root ! -type d ! -path '*/var/*')
	[ -z "$left" ] || fail "purged, but there is: $left"
	[ ! -e root/usr/share/lencurve ] || fail "purged, but a directory"
fi
if command -v lintian > /dev/null; then
	lintian --fail-on error "$bin"/deb/*.deb > said.txt 2>&1 ||
		fail "lintian: $(cat said.txt)"
fi
exit 0
