# Length against target: on the dashed line a model gives what it is asked.
if (!exists("format")) format = "svg"
load "settings.gp"
title_of_chart = title_length
title_width = title_length_width
chart = "length"
tiled = 1
load "common.gp"
array ends[nseries + 1]
do for [i=1:nseries + 1] { ends[i] = end_length[i] }
array mark_y[nseries]
array mark_left[nseries]
if (nseries <= 3) {
	do for [i=1:nseries] {
		mark_y[i] = mark_y_length[i]
		mark_left[i] = mark_left_length[i]
	}
}
break_shown = 1
break_y(i) = break_length[i]
load "marks.gp"

set xlabel axis_asked
set ylabel axis_measured
set xrange [0:x_max]
set yrange [0:length_max]

# Where an answer is missing, a cross on the axis; others fall below it.
lost(i) = column("measured") < column("planned") ? 0 : -1

if (!ramped && !crowd) {
	plot \
		for [i=1:nband] data every ::first[i]::last[i] using \
			"target":(low(0)):(high(0)) \
			with filledcurves fc rgb shade_of(i) notitle, \
		[target_min:target_max] x with lines dt (8, 6) lc rgb grey \
			title mark_asked, \
		for [i=1:nbar] data every ::first[i]::last[i] using \
			"target":"length_mean":(low(0)):(high(0)) \
			with yerrorbars lc rgb hue_of(i) pt 0 notitle, \
		for [i=1:nseries] data every ::first[i]::last[i] using \
			"target":"length_mean" \
			with linespoints lc rgb hue_of(i) dt dash_of(i) lw 1.1 \
			pt mark_of(i) ps size title name[i], \
		for [i=1:nlost] data every ::first[i]::last[i] using \
			"target":(lost(i)) \
			with points lc rgb hue_of(i) pt 2 ps 0.7 notitle, \
		for [i=1:unmeasured > 0] keyentry with points lc rgb grey pt 2 \
			ps 0.7 title mark_lost
} else {
	what = "length_mean"
	asked(x) = x
	axis_of_y = axis_measured
	y_lo = 0
	y_hi = length_max
	shade_lo = 0
	shade_hi = 0
	load ramped ? "grid.gp" : "many.gp"
}
