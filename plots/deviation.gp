# Signed deviation per target: above zero too long, below it too short.
title_of_chart = "Deviation from the length asked for"
chart = "deviation"
load "common.gp"

set xlabel "length asked for (".unit.")"
set ylabel "measured - asked (".unit.")"
set xrange [0:x_max]
set yrange [deviation_min:deviation_max]

# What the charts call close: no more than 15 off.
if (!text) {
	set object 1 rectangle from graph 0, first -15 to graph 1, first 15 \
		behind fc rgb near fs solid noborder
}

plot \
	for [i=1:nband] data every ::first[i]::last[i] using "target": \
		(low(column("target"))):(high(column("target"))) \
		with filledcurves fc rgb shade_of(i) notitle, \
	0 with lines dt (8, 6) lc rgb grey title "as asked", \
	for [i=1:!text] keyentry with boxes fs solid fc rgb near \
		title "within 15", \
	for [i=1:nbar] data every ::first[i]::last[i] using \
		"target":"bias_mean":(low(column("target"))): \
		(high(column("target"))) \
		with yerrorbars lc rgb hue_of(i) pt 0 notitle, \
	for [i=1:nseries] data every ::first[i]::last[i] using \
		"target":"bias_mean" \
		with linespoints lc rgb hue_of(i) dt dash_of(i) lw 1.1 \
		pt mark_of(i) ps size title name[i]
