# Called by chart.sh with form ("svg" or "png"), rows and out.
height = 120 + 20 * rows
if (form eq "svg") {
	set terminal svg size 1100,height noenhanced font "sans-serif,12" background "white"
} else {
	set terminal pngcairo size 1100,height noenhanced font "sans-serif,11"
}
set output sprintf("%s/targets.%s", out, form)
set datafile separator "\t"
set title "Each benchmark against its target: 1 is the target, right of it is better"
unset key
set logscale x 2
set xrange [0.2:16]
set xtics ("1/4" 0.25, "1/2" 0.5, "target" 1, "2" 2, "4" 4, "8" 8)
set yrange [-0.7:rows - 0.3]
set ytics scale 0
set grid xtics lc rgb "#dddddd"
set border 1 lc rgb "#888888"
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lc rgb "#444444" lw 1.5 front
set lmargin 58
set tics textcolor rgb "#222222"
plot sprintf("%s/targets.tsv", out) \
	using (1):0:(1):($2 > 16 ? 16 : $2 < 0.2 ? 0.2 : $2):($0 - 0.35):($0 + 0.35):($2 < 1 ? 0xD55E00 : 0x0072B2):ytic(1) \
	with boxxyerror fill solid 1 noborder lc rgb variable
