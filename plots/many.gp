# One panel for each of many series of a run; the same settings as grid.gp.
unset object 1
unset label 10
do for [i=0:nseries] { unset label 20 + i }
tile_below = axis_asked
tile_beside = axis_of_y
load "tiles.gp"
unset xlabel
unset ylabel
set xrange [0:x_max]
set yrange [y_lo:y_hi]
set xtics tic_few(x_max)
set ytics tic_few(y_hi - y_lo)
if (shade_hi > shade_lo) {
	set object 1 rectangle from graph 0, first shade_lo to graph 1, \
		first shade_hi behind fc rgb near fs solid noborder
}
set multiplot
do for [k=1:nseries] {
	eval tile(k)
	set label 10 tile_name(k) at graph 0, graph 1 offset 0.3,0.55 left \
		font tile_font textcolor rgb hue_of(k)
	plot asked(x) with lines dt (8, 6) lc rgb grey notitle, \
		data every ::first[k]::last[k] using "target":(column(what)) \
		with lines lc rgb hue_of(k) lw 1.2 notitle
	do for [i=1:6] { unset label i }
}
unset multiplot
