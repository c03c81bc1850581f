. "$ROOT/tests/cli/verdict/make_run.bash"
make_run monday 6 m
make_run tuesday 40 m
lencurve curve monday > /dev/null
lencurve baseline accept monday --name nightly
lencurve baseline accept monday --name nightly
lencurve baseline show
lencurve baseline show nightly
lencurve gate --baseline results/baseline/nightly monday --all
echo "status $?"
lencurve gate --baseline results/baseline/nightly tuesday --junit j.xml --markdown g.md
echo "status $?"
sed 's/time="[0-9]*\.[0-9]*"/time="..."/' j.xml
cat g.md
lencurve gate --baseline monday tuesday --margin 10 > /dev/null
echo "status $?"
lencurve gate --baseline monday tuesday --margin 10 --on-inconclusive pass > /dev/null
echo "status $?"
lencurve gate --baseline nowhere monday

# A wrong path, or a run without its summary, leaves nothing behind, and a
# version that some interrupted program left empty is none.
lencurve baseline accept nowhere --root kept --name n
lencurve baseline accept tuesday --root kept --name n
ls -A kept 2>&1
mkdir -p results/baseline/nightly/v0003
lencurve gate --baseline results/baseline/nightly monday > /dev/null
echo "status $?"
lencurve baseline accept monday --name nightly
# How many nights are enough is said where one is accepted, planned with, and
# held against: by a night that cannot be told, not by one that grew.
make_run noisy 10 m
lencurve gate --baseline monday noisy --all | grep -A1 'nights in'
lencurve gate --baseline monday noisy --all --lang zh | grep '基线一般'
