#!/bin/bash
# A temperature the provider does not take.
cat > s.json <<"END"
{
  "name": "s", "prompt": "{target}", "targets": [5],
  "models": [{"name": "m", "provider": "qianfan"}],
  "sampling": {"temperature": 1.5}
}
END
lencurve plan s.json
