# A night a point: MALD with its interval, centre and three-sigma limits.
title_of_chart = "MALD, night after night"
chart = "history"
settings = chart."-settings.gp"
load "common.gp"

of(i, column_name) = column("line") == i ? column(column_name) : NaN

set xlabel "run"
set ylabel "MALD (".unit.")"
set xrange [0.5:npoint + 0.5]
set yrange [0:*]
step = npoint > 24 ? ceil(npoint / 12.0) : 1
set xtics rotate by -35
set bmargin 6
plot \
	for [i=1:nseries] "history.csv" using (of(i, "night")):"lower" \
		with lines lc rgb hue_of(i) dt (2, 4) lw 0.7 notitle, \
	for [i=1:nseries] "history.csv" using (of(i, "night")):"upper" \
		with lines lc rgb hue_of(i) dt (2, 4) lw 0.7 notitle, \
	for [i=1:nseries] "history.csv" using (of(i, "night")):"centre" \
		with lines lc rgb hue_of(i) lw 0.7 notitle, \
	for [i=1:nseries] "history.csv" \
		using (of(i, "night")):"mald":"mald_lo":"mald_hi" \
		with yerrorbars lc rgb hue_of(i) pt 0 lw 0.8 notitle, \
	for [i=1:nseries] "history.csv" using (of(i, "night")):"mald": \
		xtic(int(column("night")) % step == 0 || \
		npoint <= 24 ? strcol("run") : "") \
		with linespoints lc rgb hue_of(i) pt mark_of(i) ps 0.8 \
		title name[i], \
	"history.csv" using (column("alarm") == 1 ? \
		column("night") : NaN):"mald" with points lc rgb "#D55E00" \
		pt 6 ps 2 title "signal"
