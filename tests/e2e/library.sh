# The counting library as others use it: installed, found by pkg-config, linked
# shared and static, from C and from C++, with nothing but lencount_* in sight.
set -eu
command -v pkg-config > /dev/null || { echo "no pkg-config" >&2; exit 77; }
cc=${CC:-gcc}

env -u MAKEFLAGS -u MFLAGS make -s -C "$ROOT" BUILD="$PWD/build" PREFIX="$PWD/usr" install-lib
export PKG_CONFIG_PATH=$PWD/usr/lib/pkgconfig

cat > use.c << 'END'
#include <lencount.h>
#include <stdio.h>
#include <string.h>

int
main(void)
{
	const char *s = "\xe6\x98\xa5\xe8\x8a\x82 \xf0\x9f\x98\x80\n";
	struct lencount all;

	lencount_all(s, strlen(s), &all);
	printf("%d %d %d %s\n",
	       (int)lencount_one(LENCOUNT_EXCEL, s, strlen(s), NULL),
	       (int)all.n[LENCOUNT_GRAPHEME], (int)all.ill_formed,
	       lencount_name(LENCOUNT_WORD));
	return lencount_force("scalar");
}
END
cp use.c use.cc
want="4 5 0 word"
# shellcheck disable=SC2046
$cc -Wall -Werror -o shared use.c $(pkg-config --cflags --libs lencount)
# shellcheck disable=SC2046
$cc -static -o static use.c $(pkg-config --cflags --libs --static lencount)
[ "$(LD_LIBRARY_PATH=$PWD/usr/lib ./shared)" = "$want" ]
[ "$(./static)" = "$want" ]
if command -v g++ > /dev/null; then
	# shellcheck disable=SC2046
	g++ -Wall -Werror -o plus use.cc $(pkg-config --cflags --libs lencount)
	[ "$(LD_LIBRARY_PATH=$PWD/usr/lib ./plus)" = "$want" ]
fi

so=usr/lib/liblencount.so.0
if nm -D --defined-only "$so" | grep -v ' lencount_'; then
	echo "$so shows more than lencount_*"
	exit 1
fi
if nm -g --defined-only usr/lib/liblencount.a | grep ' [A-Z] ' |
	grep -v ' lencount_'; then
	echo "liblencount.a shows more than lencount_*"
	exit 1
fi
needed=$(readelf -d "$so" | grep NEEDED | grep -v 'libc\.so' || true)
[ -z "$needed" ] || { echo "$so needs $needed"; exit 1; }
ldd shared | grep -q "liblencount.so.0"
