# Above, the curves; below, how much nearer than A each came, with its
# interval.
title_of_chart = "The curves, and how much nearer each came than A"
chart = "compare"
settings = chart."-settings.gp"
load "common.gp"

of(i, column_name) = column("pair") == i ? column(column_name) : NaN

spread = "above 0: nearer than A; ".spread
unset label 3
set multiplot layout 2,1
set tmargin 5.2
set lmargin 9
set rmargin 3
set key at graph 0, screen 0.882 left top horizontal
set bmargin 1.5
set xrange [0:target_max * 1.02]
set format x ""
set ylabel "length (".unit.")"
plot sample \
	[0:target_max] x with lines dt (8, 6) lc rgb grey title "as asked", \
	"compare.csv" every ::::last_row using (of(1, "target")):"length_a" \
		with linespoints lc rgb hue_of(1) lw 1.1 pt mark_of(1) \
		ps size title name[1], \
	for [i=1:nseries - 1] "compare.csv" every ::::last_row \
		using (of(i, "target")):"length_b" \
		with linespoints lc rgb hue_of(i + 1) lw 1.1 \
		pt mark_of(i + 1) ps size title name[i + 1]

unset label 1
unset label 2
set label 3 spread at graph 1, screen 0.025 right font ",11" \
	textcolor rgb "#666666"
unset key
set format x "%g"
set tmargin 1.5
set bmargin 4.8
set xlabel "length asked for (".unit.")"
set ylabel "nearer by (".scale.")"
plot \
	for [i=1:nseries - 1] "compare.csv" every ::::last_row \
		using (of(i, "target")):"lo":"hi" \
		with filledcurves fc rgb shade_of(i + 1) notitle, \
	[0:target_max] 0 with lines lc rgb grey notitle, \
	for [i=1:nseries - 1] "compare.csv" every ::::last_row using (of(i, "target")):"d" \
		with points lc rgb hue_of(i + 1) pt mark_of(i + 1) \
		ps 0.3 notitle, \
	for [i=1:nseries - 1] "compare.csv" every ::::last_row using (of(i, "target")):"smooth" \
		with lines lc rgb hue_of(i + 1) lw 1.6 notitle
unset multiplot
