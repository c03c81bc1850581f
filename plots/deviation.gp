# Signed deviation per target: above zero too long, below it too short.
if (!exists("format")) format = "svg"
load "settings.gp"
title_of_chart = title_deviation
title_width = title_deviation_width
chart = "deviation"
tiled = 1
load "common.gp"
array ends[nseries + 1]
do for [i=1:nseries + 1] { ends[i] = end_deviation[i] }
array mark_y[nseries]
array mark_left[nseries]
if (nseries <= 3) {
	do for [i=1:nseries] {
		mark_y[i] = mark_y_deviation[i]
		mark_left[i] = mark_left_deviation[i]
	}
}
break_shown = 1
break_y(i) = break_length[i] - break_at[i]
load "marks.gp"

set xlabel axis_asked
set ylabel axis_deviation
set xrange [0:x_max]
set yrange [deviation_min:deviation_max]

# What the charts call close: no more than 15 off.
if (!text) {
	set object 1 rectangle from graph 0, first -15 to graph 1, first 15 \
		behind fc rgb near fs solid noborder
}

if (!ramped && !crowd) {
	plot \
		for [i=1:nband] data every ::first[i]::last[i] using "target": \
			(low(column("target"))):(high(column("target"))) \
			with filledcurves fc rgb shade_of(i) notitle, \
		0 with lines dt (8, 6) lc rgb grey title mark_asked, \
		for [i=1:!text] keyentry with boxes fs solid fc rgb near \
			title mark_within, \
		for [i=1:nbar] data every ::first[i]::last[i] using \
			"target":"bias_mean":(low(column("target"))): \
			(high(column("target"))) \
			with yerrorbars lc rgb hue_of(i) pt 0 notitle, \
		for [i=1:nseries] data every ::first[i]::last[i] using \
			"target":"bias_mean" \
			with linespoints lc rgb hue_of(i) dt dash_of(i) lw 1.1 \
			pt mark_of(i) ps size title name[i]
} else {
	what = "bias_mean"
	asked(x) = 0
	axis_of_y = axis_deviation
	y_lo = deviation_min
	y_hi = deviation_max
	shade_lo = -15
	shade_hi = 15
	load ramped ? "grid.gp" : "many.gp"
}
