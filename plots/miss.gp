# How far off answers are, without its sign: dots are single targets, the line
# their mean around each target, the band the middle half of the answers there.
if (!exists("format")) format = "svg"
load "settings.gp"
title_of_chart = title_miss
title_width = title_miss_width
chart = "miss"
tiled = 1
load "common.gp"
array ends[nseries + 1]
do for [i=1:nseries + 1] { ends[i] = end_miss[i] }
array mark_y[nseries]
array mark_left[nseries]
if (nseries <= 3) {
	do for [i=1:nseries] {
		mark_y[i] = mark_y_miss[i]
		mark_left[i] = mark_left_miss[i]
	}
}
break_shown = 0
break_y(i) = NaN
load "marks.gp"
if (!text) {
	set label 3 (unanswered.(unanswered eq "" ? "" : "; ").mark_smooth) \
		font small(11, mark_smooth_width + strlen(unanswered))
	set bmargin 4.8
}

set xlabel axis_asked
set ylabel axis_miss
set xrange [0:x_max]
set yrange [0:miss_max]
if (!text) {
	set object 1 rectangle from graph 0, first 0 to graph 1, first 15 \
		behind fc rgb near fs solid noborder
	set label 10 mark_within at graph 0.01, first 15 offset 0,0.5 left \
		font pt(11) textcolor rgb faint
}
of(i, name) = column("series") == i ? column(name) : NaN

if (!ramped && !crowd) {
	plot \
		for [i=1:nseries > 3 ? 0 : nseries] "miss.csv" using \
			(of(i, "target")):"q1":"q3" \
			with filledcurves fc rgb shade_of(i) notitle, \
		for [i=1:nseries > 6 ? 0 : nseries] "miss.csv" using \
			(of(i, "target")):"miss" \
			with points lc rgb hue_of(i) pt 7 ps 0.25 notitle, \
		for [i=1:nseries] "miss.csv" using \
			(of(i, "target")):(column("smooth") == column("smooth") ? \
			column("smooth") : npoint < 20 ? column("miss") : NaN) \
			with lines lc rgb hue_of(i) dt dash_of(i) lw 1.7 \
			title name[i]
} else {
	what = "mald"
	asked(x) = 15
	axis_of_y = axis_miss
	y_lo = 0
	y_hi = miss_max
	shade_lo = 0
	shade_hi = 15
	load ramped ? "grid.gp" : "many.gp"
}
