# Runs in two units are not drawn together.
echo '{"t":"春节","n":5}' > in.jsonl
lencurve measure in.jsonl --text t --target n -o a
lencurve measure in.jsonl --text t --target n -o b --unit byte
lencurve plot a b; echo "$?"
lencurve plot a b -o both; echo "$?"
