# What is missing, misspelt or out of place.
mkdir run
echo '{"t":"x","n":3}' > in.jsonl
lencurve measure; echo "$?"
lencurve measure in.jsonl; echo "$?"
lencurve measure in.jsonl --text t --target n -o out --unit exel; echo "$?"
lencurve measure in.jsonl --text t --target n -o out --strip all; echo "$?"
lencurve measure in.jsonl --text t --target n -o out --where x; echo "$?"
lencurve measure in.jsonl --text t. --target n -o out; echo "$?"
lencurve measure none.jsonl --text t --target n -o out; echo "$?"
lencurve measure run; echo "$?"
lencurve measure run --text t; echo "$?"
