# One page that needs nothing else; names and answers are text in it.
for n in 5 10 15; do
	printf '{"t":"%0*d","n":%d,"m":"<script>alert(1)</script>"}\n' \
		$((n + 2)) 0 "$n"
done > in.jsonl
lencurve measure in.jsonl --text t --target n --group m -o out || exit
lencurve report out 2> /dev/null
grep -oE '<script[^>]*>' out/report.html
grep -c '&lt;script&gt;' out/report.html
grep -oE '(src|href)="?(http|//)[^ ]*' out/report.html
tail -n 1 out/report.html
cp out/report.html first.html
lencurve report out > /dev/null 2>&1
cmp out/report.html first.html
