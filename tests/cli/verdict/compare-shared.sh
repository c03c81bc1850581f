# A run of some of a file's questions is held against one of all of them by
# what both asked, where that is the same.
for i in $(seq 12); do
	echo "{\"id\":\"q$i\",\"prompt\":\"写$((i * 10))字，题目$i\",\"target\":$((i * 10)),\"kind\":\"essay\"}"
done > all.jsonl
sed -n '3,10p' all.jsonl | tac > some.jsonl
sed 's/题目5/别的题目/' some.jsonl > other.jsonl
sed 's/"q/"p/' some.jsonl > unlike.jsonl
for set in all some other unlike; do
	printf '{"name":"%s","questions":"%s.jsonl","models":[{"name":"%s","provider":"sim","model":"base"}]}\n' \
		"$set" "$set" "$([ $set = all ] && echo v1 || echo v2)" > $set.json
	lencurve run $set.json -o $set > /dev/null 2>&1
done
lencurve compare all some
lencurve compare all some --common
lencurve compare all some --common --json | grep -E '"(unmatched|planned)"' | head -n 2
lencurve compare some all/samples.csv --common --json | grep -c '"unmatched": 4'
lencurve compare all other --common
lencurve compare all unlike --common
lencurve compare all some other --common
# A gate by the same rule, against one night.
for set in some other; do
	sed 's/"v2"/"v1"/' $set.json > now.json
	lencurve run now.json -o now-$set > /dev/null 2>&1
done
lencurve gate -b all now-some
lencurve gate -b all now-some --common --json |
	grep -E '"(planned|pairs)"' | head -n 2
lencurve gate -b all now-some/samples.csv --common | head -n 1
lencurve gate -b all now-other --common
cp -r all again
lencurve baseline accept all again --name two --root base > /dev/null
lencurve gate -b base/two now-some --common
lencurve gate -b base/two now-some --common --lang zh
rm all/manifest.json
lencurve compare all some --common
