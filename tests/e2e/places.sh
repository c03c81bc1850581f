#!/bin/bash
# Where a server is and by what way: bundles of certificates by each of their
# variables, TLS where there is none and none where there is, proxies, and a
# server with fewer slots than requests. Each is told as what it is.
. "$ROOT/tests/e2e/lib.bash"
for tool in python3 openssl; do
	command -v $tool > /dev/null || { echo "no $tool here" >&2; exit 77; }
done
unset SSL_CERT_FILE CURL_CA_BUNDLE REQUESTS_CA_BUNDLE https_proxy HTTPS_PROXY \
	http_proxy all_proxy ALL_PROXY no_proxy NO_PROXY
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key.pem -out ca.pem \
	-subj /CN=localhost -addext subjectAltName=DNS:localhost,DNS:model.test \
	2> /dev/null || fail "no certificate"
cat key.pem ca.pem > both.pem
python3 "$ROOT/tests/e2e/places.py" both.pem > ports &
trap 'kill $!' EXIT
until [ -s ports ]; do sleep 0.05; done
read -r plain tls refuses tunnels gateway silent < ports

n=0
# expect STATUS WORDS BASE_URL [NAME=VALUE...]: by run and by check.
expect() {
	local want=$1 words=$2 url=$3 status
	shift 3
	n=$((n + 1))
	cat > sweep.json <<-END
	{ "name": "places", "prompt": "写{target}个字", "targets": [10],
	  "models": [{"name": "m", "provider": "llamacpp", "base_url": "$url"}],
	  "limits": {"retries": 0, "concurrency": 8} }
	END
	env "$@" lencurve run sweep.json -o "d$n" --no-plot -q > out.txt \
		2> err.txt
	status=$?
	[ "$status" = "$want" ] &&
		cat out.txt err.txt | tr -s '\n ' ' ' | grep -q -- "$words" ||
		fail "$url $*: status $status: $(cat err.txt)"
	[ "$want" = 0 ] && return
	env "$@" lencurve check sweep.json > out.txt 2>&1
	status=$?
	[ $status != 0 ] && tr -s '\n ' ' ' < out.txt | grep -q -- "$words" ||
		fail "check $url $*: status $status: $(cat out.txt)"
}
secure=https://localhost:$tls/v1
expect 0 '' "http://127.0.0.1:$plain/v1"
expect 4 'SSL_CERT_FILE' "$secure"
for name in SSL_CERT_FILE CURL_CA_BUNDLE REQUESTS_CA_BUNDLE; do
	expect 0 '' "$secure" "$name=$PWD/ca.pem"
	expect 4 "$PWD/none.pem" "$secure" "$name=$PWD/none.pem"
done
# The first that is set counts, and an empty one is not set.
expect 0 '' "$secure" SSL_CERT_FILE= "CURL_CA_BUNDLE=$PWD/ca.pem" \
	"REQUESTS_CA_BUNDLE=$PWD/none.pem"
expect 4 none.pem "$secure" "SSL_CERT_FILE=$PWD/none.pem" \
	"CURL_CA_BUNDLE=$PWD/ca.pem"
expect 4 'begin with http://' "https://localhost:$plain/v1"
expect 4 'speaks TLS wants https://' "http://localhost:$tls/v1"
expect 2 'HTTPS port' "http://localhost:$gateway/v1"
for name in https_proxy HTTPS_PROXY; do
	expect 4 "proxy's word; $name" https://model.test/v1 \
		"$name=http://127.0.0.1:$refuses"
	expect 0 '' https://model.test/v1 "$name=http://127.0.0.1:$tunnels" \
		"SSL_CERT_FILE=$PWD/ca.pem"
done
for name in https_proxy HTTPS_PROXY all_proxy ALL_PROXY; do
	expect 4 "connect to 127.0.0.1 port 9.*proxy which $name names" \
		https://model.test/v1 "$name=http://127.0.0.1:9"
	expect 4 "proxy which $name names" https://model.test/v1 \
		"$name=http://nowhere.invalid:9"
done
# A proxy that hangs up; one for another scheme.
expect 4 'https_proxy names a proxy, which may be what fails' \
	https://model.test/v1 "https_proxy=http://127.0.0.1:$silent"
expect 4 'no connection: [^(]*$' https://model.invalid/v1 \
	no_proxy=model.invalid https_proxy=http://127.0.0.1:9
expect 0 '' "http://127.0.0.1:$plain/v1" http_proxy=http://127.0.0.1:9

# Two slots for eight requests: known before they wait for one another.
sed "s|\"base_url\": \"[^\"]*\"|\"base_url\": \"http://127.0.0.1:$plain/v1\"|" \
	sweep.json > slots.json
lencurve check slots.json > out.txt 2>&1 || fail "slots: $(cat out.txt)"
tr -s '\n ' ' ' < out.txt |
	grep -q 'works on 2 at once and limits.concurrency is 8' ||
	fail "slots: $(cat out.txt)"
sed -i 's/"concurrency": 8/"concurrency": 2/' slots.json
lencurve check slots.json > out.txt 2>&1 || fail "two: $(cat out.txt)"
! grep -q 'at once' out.txt || fail "two slots are enough: $(cat out.txt)"
