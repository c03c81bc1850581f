# What is printed as a table is had as JSON too.
lencurve plan "$ROOT/sweeps/smoke.json" --json
lencurve plan "$ROOT/sweeps/smoke.json" --lang zh
lencurve check --list auths --json
lencurve check --list providers --json | head -12
lencurve sim --list faults --json | head -9
lencurve sim --list models --json | head -10
lencurve sim --list formula --json | head -12
mkdir -p results/baseline/nightly/v0001
echo '{}' > results/baseline/nightly/v0001/baseline.json
lencurve baseline show --json
