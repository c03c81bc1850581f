#!/bin/bash
# A key pasted where its variable belongs is not repeated.
echo "{\"models\":[{\"key_env\":\"sk-planted-0123456789\"}]}" > s.json
lencurve plan s.json
