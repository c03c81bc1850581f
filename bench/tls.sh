#!/bin/bash
# tls.sh DIR: a CA of our own and a certificate for 127.0.0.1; one.pem holds
# that CA alone, all.pem the system's bundle and it.
set -eu
cd "$1"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
	-subj "/CN=bench CA" -keyout ca.key -out one.pem 2> /dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	-subj "/CN=127.0.0.1" -keyout server.key -out server.csr 2> /dev/null
printf 'subjectAltName=IP:127.0.0.1\n' > san.cnf
openssl x509 -req -days 2 -in server.csr -CA one.pem -CAkey ca.key \
	-CAcreateserial -extfile san.cnf -out server.pem 2> /dev/null
cat /etc/ssl/certs/ca-certificates.crt one.pem > all.pem
