# The first bad line stops, names itself and says what to do.
printf '%s\n' '{"t":"x","n":3}' '{"t":"x","n":"many"}' '{"t":' > in.jsonl
lencurve measure in.jsonl --text t --target n -o out
echo "status $?"
ls out
lencurve measure in.jsonl --text t --target n -o out --skip-bad
echo "status $?"
