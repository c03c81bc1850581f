# What two people gave, as one more judge: cells that are no score are counted,
# and the answers that judges see most otherwise are named.
sed 's/"name": "judge", "provider": "sim"/"name": "j", "provider": "sim", "model": "judge-long"/' \
	"$ROOT/sweeps/judge-zh.json" > long.json
lencurve run "$ROOT/sweeps/spring-festival.json" -o r -q --no-curve \
	--targets 50:700:50
lencurve judge r --with long.json -q > /dev/null
awk -F, 'BEGIN { print "id;score;who;reason" }
	NR > 1 && NR % 2 == 0 { printf "%s;%d;甲;好\n", $1, 6 + NR % 4 }
	NR > 1 && NR % 3 == 0 {
		printf "%s;%s;乙;\n", $1,
		    NR == 9 ? "" : NR == 12 ? "85" : NR == 15 ? "7-8" : 5 + NR % 4
	}' r/samples.csv > scores.csv
lencurve judge r --scores scores.csv --name 同事
lencurve judge r --lang zh | tail -5
lencurve judge r --json | jq -c '[.judges[].judge], .left, .agreement'
lencurve judge r --scores scores.csv --name 同事 --json |
	jq -c '.people, .agreement, .apart[0]'
head -2 r/judge/同事/people.jsonl
cut -d, -f1,9,11-16 r/judge/同事/scores.csv | sed -n '2p;9,13p'
# Refused, and nothing of it kept.
(cat scores.csv; echo 'nobody/1;3;甲;') > bad.csv
lencurve judge r --scores bad.csv --name x
printf 'a,b\n1,2\n' | lencurve judge r --scores - --name x
lencurve judge r --scores scores.csv --name judge-zh
lencurve judge r --scores scores.csv --name ../x
lencurve judge r --scores scores.csv --scale 10 --name x
lencurve judge r --scores scores.csv --with long.json
ls r/judge
# Two who scored no answer in common.
awk -F, 'NR == 2 || NR == 3 {
	printf "{\"id\":\"%s\",\"score\":%d,\"who\":\"p%d\"}\n", $1, NR + 4, NR
}' r/samples.csv | lencurve judge r --scores - --name two | grep '^2 judges'
