#!/bin/bash
# study on 24 run directories with factors in their labels takes less than 5
# seconds, finds the valley that the simulated recipes have, and its main
# effects and their intervals are those of normal equations solved elsewhere.
. "$ROOT/tests/e2e/lib.bash"
command -v python3 > /dev/null || { echo "no python3 here" >&2; exit 77; }

for method in lora full; do
	for lr in 1e-4 8e-4 6e-3; do
		for epoch in 3 15; do
			for seed in 1 2; do
				name=$method-$lr-$epoch-$seed
				cat > one.json <<-END
				{ "name": "$name", "prompt": "写{target}个字",
				  "targets": {"from": 50, "to": 400, "step": 10},
				  "sampling": {"temperature": 1, "name": "t1"},
				  "models": [{"name": "m", "provider": "sim",
				  "model": "trained:$method:lr=$lr:epoch=$epoch:seed=$seed"}] }
				END
				lencurve run one.json -q --no-curve -o "runs/$name" \
					--label method=$method --label lr=$lr \
					--label epoch=$epoch --label seed=$seed \
					> out.txt 2>&1 || fail "$name: $(cat out.txt)"
				echo "{\"dir\": \"runs/$name\"}"
			done
		done
	done
done | paste -sd, > dirs.txt
cat > study.json <<END
{ "name": "labels", "factors": {"method": {}, "lr": {"scale": "log"},
  "epoch": {"scale": "log"}, "seed": {"repeat": true}},
  "runs": [$(cat dirs.txt)] }
END
start=$(date +%s%N)
lencurve study study.json -o out > said.txt 2>&1 || fail "study: $(cat said.txt)"
took=$((($(date +%s%N) - start) / 1000000))
[ $took -lt 5000 ] || fail "24 directories took $took ms"
grep -q "All 12 cells" said.txt || fail "the grid is full"
grep -q "Best MALD: method lora, lr 8e-4" said.txt || fail "$(head -5 said.txt)"

cat > check.py <<'END'
import csv, math
rows = [r for r in csv.DictReader(open("out/runs.csv")) if r["response"] == "mald"]
assert len(rows) == 24, len(rows)
y = [float(r["value"]) for r in rows]
kv = [dict(p.split("=") for p in r["recipe"].split()) for r in rows]
centred = lambda v: [x - sum(v) / len(v) for x in v]
lr = centred([math.log10(float(k["lr"])) for k in kv])
epoch = centred([math.log10(float(k["epoch"])) for k in kv])
full = [1.0 if k["method"] == "full" else 0.0 for k in kv]
main = [[1.0] * 24, full, lr, [x * x for x in lr], epoch]

def fit(cols):
    """Normal equations by Gauss and Jordan: b, and the inverse's diagonal."""
    p = len(cols)
    a = [[sum(u * v for u, v in zip(cols[i], cols[j])) for j in range(p)] +
         [1.0 * (i == j) for j in range(p)] for i in range(p)]
    for i in range(p):
        k = max(range(i, p), key=lambda r: abs(a[r][i]))
        a[i], a[k] = a[k], a[i]
        a[i] = [x / a[i][i] for x in a[i]]
        for r in range(p):
            if r != i:
                a[r] = [x - a[r][i] * z for x, z in zip(a[r], a[i])]
    inverse = [r[p:] for r in a]
    xy = [sum(u * v for u, v in zip(c, y)) for c in cols]
    return ([sum(m * v for m, v in zip(r, xy)) for r in inverse],
            [inverse[i][i] for i in range(p)])

recipe = {}
for k, v in zip(rows, y):
    recipe.setdefault(k["recipe"], []).append(v)
ss = sum((v - sum(g) / len(g)) ** 2 for g in recipe.values() for v in g)
t = 2.178812829667228  # qt(.975, 12)
found = [r for r in csv.DictReader(open("out/effects.csv")) if r["response"] == "mald"]

def near(row, b, scale):
    half = t * math.sqrt(ss / 12 * scale)
    for key, want in (("value", b), ("lo", b - half), ("hi", b + half)):
        assert abs(float(row[key]) - want) < 1e-6 * max(1, abs(want)), (row, want)

b, scale = fit(main)
for i, row in enumerate(found[:4]):
    near(row, b[i + 1], scale[i + 1])
pairs = [(full, lr), (full, epoch), (lr, epoch)]
for (u, v), row in zip(pairs, found[4:]):
    b, scale = fit(main + [[p * q for p, q in zip(u, v)]])
    near(row, b[-1], scale[-1])
assert len(found) == 7, len(found)
assert found[2]["curvature"] == "1" and float(found[2]["lo"]) > 0, "no valley"
END
python3 check.py > checked.txt 2>&1 || fail "$(cat checked.txt)"
