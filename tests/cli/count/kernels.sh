# Every kernel there is counts a large file alike, mapped or read.
for i in $(seq 6000); do
	printf '愿新的一年里，%d 个努力都不被辜负。It’s “fine” 😀\r\n' "$i"
done > text
[ "$(wc -c < text)" -gt 300000 ] || echo "too small to be mapped"
for kernel in avx512 avx2 neon scalar; do
	for unit in excel word grapheme; do
		n=$(LENCURVE_KERNEL=$kernel lencurve count --unit $unit text) ||
			continue
		m=$(LENCURVE_KERNEL=$kernel lencurve count --unit $unit < text)
		[ "$n" = "$m text" ] || echo "$kernel $unit: $n, read: $m"
		echo "$unit $n"
	done
done 2> /dev/null | sort -u
