# Without gnuplot the scripts are written, and the message says what to do.
echo '{"t":"xxxxx","n":5}' > in.jsonl
lencurve measure in.jsonl --text t --target n -o out 2> /dev/null
mkdir bin
ln -s "$(command -v lencurve)" bin/lencurve
PATH=$PWD/bin lencurve plot out
echo "status $?"
ls out/plots
