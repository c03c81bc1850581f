# The panels of a grid of settings: a row of panels for each model, one for
# each top_p, and in it a colour for each temperature. `what` is the column,
# asked(x) the dashed line, shade_lo to shade_hi what counts as close.
unset label 3
unset label 10
unset object 1
set multiplot
set lmargin at screen 0.02
set rmargin at screen 0.98
set tmargin at screen 0.87
set bmargin at screen 0.83
set border 0
unset tics
unset xlabel
unset ylabel
unset grid
set xrange [0:1]
set yrange [0:1]
set key at screen 0.02, screen 0.868 left top horizontal maxcols auto maxrows 1 samplen 1.4 \
	textcolor rgb ink
heats = 0
do for [i=1:nseries] { heats = heats + ramp_first(i) }
eval "set key font '".small(12, heats * (mark_setting_width + 12))."'"
set label 4 axis_asked at screen 0.5, screen 0.035 center font pt(13) \
	textcolor rgb ink
set label 5 axis_of_y at screen 0.018, screen 0.45 center rotate by 90 \
	font pt(13) textcolor rgb ink
plot NaN notitle, \
	for [i=1:nseries] keyentry with lines lc rgb hue_of(i) lw 3 \
		title ramp_first(i) ? sprintf("%s %g", mark_setting, heat[i]) : ""
unset key
unset label 1
unset label 2
unset label 4
unset label 5
set border 3 lc rgb ink lw 0.7
set grid y lt 1 lc rgb pale lw 0.5
set xrange [0:x_max]
set yrange [y_lo:y_hi]
if (shade_hi > shade_lo) {
	set object 1 rectangle from graph 0, first shade_lo to graph 1, \
		first shade_hi behind fc rgb near fs solid noborder
}
panel_font = across * width / 0.62 / panel_names_width / zoom
panel_font = panel_font > 13 ? 13 : panel_font < 6 ? 6 : panel_font
eval "set title '' font '".pt(panel_font)."' offset 0,-0.6 textcolor rgb ink"
eval "set xtics nomirror out font '".pt(11)."' textcolor rgb ink scale 0.6"
eval "set ytics nomirror out font '".pt(11)."' textcolor rgb ink scale 0.6"
set xtics tic_step(x_max * zoom / (across * width / 45. > 2 ? across * width / 45. : 2))
do for [p=1:npanel] {
	eval place(p)
	set format x (lowest(p) ? "%g" : "")
	set format y (column_of(p) == 0 ? "%g" : "")
	set title panel_name[p]
	plot asked(x) with lines dt (8, 6) lc rgb grey notitle, \
		for [i=1:nseries] data every ::first[i]::last[i] using \
			"target":(panel_of[i] == p ? column(what) : NaN) \
			with lines lc rgb hue_of(i) lw 1.1 notitle
}
unset multiplot
