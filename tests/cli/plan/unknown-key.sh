#!/bin/bash
# A slip in a key: file, line, place and the nearest name.
cat > s.json <<"END"
// A sweep
{
  "name": "s",
  "prompt": "{target}",
  "targets": [5],
  "models": [
    {"name": "a", "provider": "sim"},
    {"name": "b", "provider": "sim",
     "key_evn": "K"}
  ]
}
END
lencurve plan s.json
