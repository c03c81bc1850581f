#!/bin/bash
# CSV and JSON lines have every request, each once.
lencurve plan "$ROOT/sweeps/spring-festival.json" --repeats 40 -f csv | tail -n +2 | cut -d, -f2 | sort -u | wc -l
lencurve plan "$ROOT/sweeps/spring-festival.json" --repeats 40 -f jsonl | jq -r .id | sort -u | wc -l
