# What cannot be judged, and by whom.
cat > s.json << 'END'
{ "name": "s", "prompt": "{target}个字", "targets": [5],
  "models": [ { "name": "mute", "provider": "sim" } ] }
END
cat > bare.json << 'END'
{ "name": "b", "judge": { "template": "Score this." },
  "models": [ { "name": "judge", "provider": "sim" } ] }
END
cat > both.json << 'END'
{ "name": "b", "judge": { "template": "{answer}" }, "targets": [5],
  "models": [ { "name": "judge", "provider": "sim" } ] }
END
cat > scale.json << 'END'
{ "name": "b", "judge": { "template": "{answer}", "scale": [10, 1] },
  "models": [ { "name": "judge", "provider": "sim" } ] }
END
cat > slip.json << 'END'
{ "name": "b", "judge": { "template": "{answer} {qestion} {\"score\": 1}" },
  "models": [ { "name": "judge", "provider": "sim" } ] }
END
lencurve run s.json -o r -q --no-curve
lencurve run "$ROOT/sweeps/judge-zh.json" 2>&1 | sed "s|$ROOT/||g"
lencurve judge r
lencurve judge nothing-here
lencurve judge r --with s.json
lencurve judge r --with bare.json
lencurve judge r --with slip.json
lencurve judge r --with both.json
lencurve judge r --with scale.json
lencurve judge r --with "$ROOT/sweeps/judge-zh.json"
lencurve judge r --with "$ROOT/sweeps/judge-zh.json" --targets 50
