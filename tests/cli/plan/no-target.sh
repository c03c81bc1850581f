#!/bin/bash
# A prompt without {target}.
echo "{\"name\":\"s\",\"prompt\":\"写春节\"}" > s.json
lencurve plan s.json
