#!/bin/bash
# deb.sh BUILD VERSION: lencurve, liblencount0 and liblencount-dev as Debian
# packages in BUILD/deb. dpkg-deb alone, from what `make install` puts into a
# directory: debhelper would add a second description of the same files. What
# they depend on is asked of the linked libraries' own packages.
set -eu
build=$(realpath "$1") version=$2
out=$build/deb arch=$(dpkg --print-architecture)
multi=$(gcc -print-multiarch)
who="${DEBFULLNAME:-lencurve authors} <${DEBEMAIL:-maintainers@example.org}>"
rm -rf "$out" && mkdir -p "$out"

# needs FILE...: the packages that own the libraries they are linked with.
needs() {
	local lib
	for lib in $(objdump -p "$@" | awk '$1 == "NEEDED" { print $2 }' |
		sort -u); do
		# Where /lib is a link, dpkg may know either name of a file.
		dpkg -S "*/$lib" 2> /dev/null | sed -n "s/^\([^:]*\):$arch: .*/\1/p" |
			grep -v -- '-dev$' | head -n 1
	done | sort -u | while read -r p; do
		echo "$p (>= $(dpkg-query -W -f '${Version}' "$p" |
			sed 's/^\([0-9]*:\)\{0,1\}\([0-9.]*[0-9]\).*/\1\2/'))"
	done | paste -sd, | sed 's/,/, /g'
}

# pack NAME SECTION DEPENDS RECOMMENDS SHORT LONG [CONTROL LINE...]
pack() {
	local name=$1 root=$out/$1 doc=$out/$1/usr/share/doc/$1
	mkdir -p "$root/DEBIAN" "$doc"
	{
		echo 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/'
		echo 'Upstream-Name: lencurve'
		echo
		echo 'Files: *'
		sed -n 's/^Copyright (c) /Copyright: /p' LICENSE
		echo 'License: Expat'
		sed -n '/^Permission/,$p' LICENSE | sed 's/^$/./; s/^/ /'
	} > "$doc/copyright"
	echo "lencurve ($version) unstable; urgency=low

  * See the README for what it does.

 -- $who  $(date -Rud "@${SOURCE_DATE_EPOCH:-$(stat -c %Y LICENSE)}")" |
		gzip -9n > "$doc/changelog.gz"
	{
		echo "Package: $name"
		echo "Source: lencurve"
		echo "Version: $version"
		echo "Architecture: $arch"
		echo "Maintainer: $who"
		echo "Installed-Size: $(du -ks --exclude=DEBIAN "$root" | cut -f 1)"
		[ -z "$3" ] || echo "Depends: $3"
		[ -z "$4" ] || echo "Recommends: $4"
		[ $# -lt 7 ] || printf '%s\n' "${@:7}"
		echo "Section: $2"
		echo "Priority: optional"
		echo "Description: $5"
		fold -s -w 76 <<< "$6" | sed 's/ *$//; s/^/ /'
	} > "$root/DEBIAN/control"
	find "$root" -type d -exec chmod 755 {} +
	(cd "$root" && find usr -type f | sort | xargs md5sum > DEBIAN/md5sums)
	chmod 644 "$root"/DEBIAN/*
	[ ! -e "$root/DEBIAN/postinst" ] || chmod 755 "$root/DEBIAN/postinst"
	dpkg-deb --root-owner-group -b "$root" "$out/${name}_${version}_$arch.deb"
	rm -r "$root"
}

into() {
	env -u MAKEFLAGS -u MFLAGS make -s -o all BUILD="$build" PREFIX=/usr \
		DESTDIR="$out/$1" "$2" > /dev/null
}

into lencurve install
usr=$out/lencurve/usr
strip --strip-unneeded "$usr/bin/lencurve" "$usr/libexec/lencurve/lencurve-net"
gzip -9n "$usr/share/man/man1/lencurve.1"
rm "$usr/share/doc/lencurve/LICENSE"
mv "$usr/share/zsh/site-functions" "$usr/share/zsh/vendor-completions"
pack lencurve science \
	"$(needs "$usr/bin/lencurve" "$usr/libexec/lencurve/lencurve-net")" \
	'ca-certificates, gnuplot-nox, fonts-wqy-microhei' \
	'measures how well language models keep to a length' \
	'Asks a model for texts of many lengths, counts what comes back and draws the curve; compares models, sampling and prompts, and guards a model every night.'

into all install-lib
usr=$out/all/usr
for name in liblencount0 liblencount-dev; do
	mkdir -p "$out/$name/usr/lib/$multi"
done
mv "$usr"/lib/liblencount.so.0 "$out/liblencount0/usr/lib/$multi/"
strip --strip-unneeded "$out/liblencount0/usr/lib/$multi/liblencount.so.0"
chmod 644 "$out/liblencount0/usr/lib/$multi/liblencount.so.0"
mkdir -p "$out/liblencount0/DEBIAN"
echo 'activate-noawait ldconfig' > "$out/liblencount0/DEBIAN/triggers"
echo 'liblencount 0 liblencount0' > "$out/liblencount0/DEBIAN/shlibs"
pack liblencount0 libs \
	"$(needs "$out/liblencount0/usr/lib/$multi/liblencount.so.0")" '' \
	'counts the characters of texts in every unit' \
	'What Excel, Word, readers and benchmarks call the length of a text, each in one pass over its bytes.' \
	'Multi-Arch: same'
sed -i "s|^libdir=.*|libdir=\${prefix}/lib/$multi|" "$usr/lib/pkgconfig/lencount.pc"
mv "$usr"/lib/* "$out/liblencount-dev/usr/lib/$multi/"
mv "$usr/include" "$out/liblencount-dev/usr/"
rm -r "${out:?}/all"
pack liblencount-dev libdevel "liblencount0 (= $version)" '' \
	'counts the characters of texts: header and static library' \
	'What programs that count with liblencount are built with.' \
	'Multi-Arch: same'
