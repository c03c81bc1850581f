# A chart in the terminal: braille, no gnuplot, no form feed, no blank line on
# top, no line wider than the screen, no name that moves the cursor.
cat > s.json << 'END'
{ "name": "s", "prompt": "写{target}个字",
  "targets": {"from": 20, "to": 600, "step": 20},
  "models": [{"name": "base", "provider": "sim"},
    {"name": "一个名字很长的模型服务", "provider": "sim", "model": "v2"}] }
END
lencurve run s.json -q --no-plot > /dev/null || exit
mkdir bin
ln -s "$(command -v lencurve)" bin/lencurve
export PATH=$PWD/bin:/usr/bin:/bin COLUMNS=60
lencurve plot results/s --terminal
lencurve plot results/s --terminal --chart deviation --lang zh
lencurve plot results/s --terminal --chart miss --color always | head -8 |
	sed 's/\x1b/ESC/g'
[ -e results/s/plots ] && echo plots
lencurve plot results/s results/s --terminal -o both | head -3
printf '{"t":"xxxxx","n":5,"m":"a\\u001b[2Jb"}\n{"t":"xxxx","n":9,"m":"a\\u001b[2Jb"}\n' |
	lencurve measure - --text t --target n --group m -o odd 2> /dev/null
COLUMNS=30 lencurve plot odd --terminal | sed 's/\x1b/ESC/g'
