# A night a point: on the left the miss with its interval, and what it was held
# against; on the right the CUSUM of the same nights. A row for each model
# and range of targets; on a slide in blocks of up to four rows side by side.
chart = "history"
settings = "history-settings.gp"
load "history-settings.gp"
height = 215 + 210 * nseries
column_height = 130 + 150 * nseries
load "common.gp"
load "panels.gp"

tall = height / (zoom + 0.)
top0 = 1 - 158 / tall
bottom0 = 100 / tall
gap_y = 40 / tall
left0 = narrow_page ? 0.14 : 0.09
gap_x = narrow_page ? 0.1 : 0.065
share = 0.62 # of the width, for the left panel
of(i, name) = column("line") == i ? column(name) : NaN
alarm_at(i) = column("line") == i && column("alarm") == 1 ? column("night") : NaN
gap_at(i) = column("line") == i && strcol("signal") eq "incomplete" \
	? column("night") : NaN
nblock = slide ? (nseries + 3) / 4 : 1
nrow = (nseries + nblock - 1) / nblock
row_of(i) = (i - 1) % nrow + 1
left_of(i) = lower((i - 1) / nrow + 1)
beside(i) = left_of(i) + share * (across - gap_x)
wide_panel(i) = place_at(left_of(i), beside(i), upper(row_of(i)), \
	upper(row_of(i)) - down)
side_panel(i) = place_at(beside(i) + gap_x, left_of(i) + across, \
	upper(row_of(i)), upper(row_of(i)) - down)
eval grid_of(nrow, nblock)
red = night ? "#FF6B6B" : "#B2182B"
pale_limits = night ? "#3a4149" : "#dddddd"

set label 1 title_of_chart
eval heading_at(title_of_chart_width, 1 - 28 / tall)
set label 2 with_runs(subtitle)
eval about_at(with_runs(subtitle), 1 - 56 / tall)
set multiplot
names_n = 5
eval legend_at(1 - 72 / tall)
set xrange [0:1]
set yrange [0:1]
plot NaN notitle, \
	keyentry with linespoints lc rgb hue_of(1) pt 7 ps 0.7 \
		title mark_night, \
	keyentry with lines lc rgb grey lw 1.2 title mark_centre, \
	keyentry with boxes fs solid fc rgb pale_limits title mark_limits, \
	keyentry with points lc rgb red pt 6 ps 1.6 lw 1.4 title mark_signal, \
	for [i=1:incomplete > 0] keyentry with points lc rgb grey pt 2 \
		title mark_gap
eval after_legend

set xrange [0.5:npoint + 0.5]
do for [i=1:nseries] {
	do for [side=1:2] {
		if (side == 1) { eval wide_panel(i) } else { eval side_panel(i) }
		last = row_of(i) == nrow || i == nseries
		step = ceil(npoint * nblock / (side == 1 ? 12. : 7.) * (narrow_page ? 2 : 1))
		set xtics () nomirror out font tic_font norotate center
		if (last) { set xtics rotate by 30 right }
		do for [k=1:npoint:step] {
			set xtics add ((last ? run_name[k] : "") k)
		}
		set ytics tic_step((side == 1 ? most[i] : 2 * decision) / \
			(slide ? 2.5 : 4.)) nomirror out font tic_font
		set title side == 1 ? name[i].(slide ? "" : \
			", ".miss_word.word_units) \
			: row_of(i) == 1 ? word_cusum : "" font pt(slide ? 11 : 13) offset 0,-0.6 textcolor rgb ink
		if (side == 1) {
			set yrange [0:*]
			plot 0 lc rgb ink lw 0.3 notitle, "history.csv" every ::::last_row using \
				(of(i, "night")):"lower":"upper" \
				with filledcurves fc rgb pale_limits notitle, \
				"history.csv" every ::::last_row using (of(i, "night")):"centre" \
				with lines lc rgb grey lw 1.2 notitle, \
				"history.csv" every ::::last_row using \
				(of(i, "night")):miss_key:miss_key."_lo":miss_key."_hi" \
				with yerrorbars lc rgb hue_of(1) pt 0 lw 0.7 \
				notitle, \
				"history.csv" every ::::last_row using (of(i, "night")):miss_key \
				with linespoints lc rgb hue_of(1) pt 7 ps 0.6 \
				notitle, \
				"history.csv" every ::::last_row using (alarm_at(i)):miss_key \
				with points lc rgb red pt 6 ps 1.6 lw 1.4 \
				notitle, \
				"history.csv" every ::::last_row using (gap_at(i)):(0) \
				with points lc rgb grey pt 2 notitle
		} else {
			set yrange [*<-1.15 * decision:1.15 * decision<*]
			plot 0 lc rgb ink lw 0.6 notitle, \
				decision dt (6, 5) lc rgb red lw 0.9 notitle, \
				-decision dt (6, 5) lc rgb red lw 0.9 notitle, \
				"history.csv" every ::::last_row using (of(i, "night")): \
				"cusum_up" with lines lc rgb hue_of(1) \
				lw 1.3 notitle, \
				"history.csv" every ::::last_row using (of(i, "night")): \
				(-column("cusum_down")) with lines \
				lc rgb hue_of(1) lw 1.3 notitle
		}
	}
}
unset multiplot
