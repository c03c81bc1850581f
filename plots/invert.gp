# What to ask for over what is wanted, with the interval of the ask; where a
# curve ends, more cannot be had.
title_of_chart = "What to ask for, to get a length"
chart = "invert"
settings = chart."-settings.gp"
load "common.gp"

of(i, column_name) = column("series") == i ? column(column_name) : NaN

set xrange [0:target_max * 1.02]
set yrange [0:target_max * 1.06]
set xlabel "length that is wanted (".unit.")"
set ylabel "ask for (".unit.")"
plot sample \
	[0:target_max] x with lines dt (8, 6) lc rgb grey \
		title "the same number", \
	for [i=1:nband] "invert.csv" every ::::last_row \
		using (of(i, "target")):"ask_lo":"ask_hi" \
		with filledcurves fc rgb shade_of(i) notitle, \
	for [i=1:nseries] "invert.csv" every ::::last_row using (of(i, "target")):"ask" \
		with lines lc rgb hue_of(i) lw 1.6 dt dash_of(i) \
		title name[i]
