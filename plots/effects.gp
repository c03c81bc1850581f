# Bias, spread and miss of each setting, in a panel for each measure and range
# of targets: temperature along x and a line for each top_p, or the samplings
# or prompts side by side. A picture for each page.
chart = "effects"
settings = "effects-settings.gp"
each = 1
height = 720
column_height = 560
load "common.gp"
load "panels.gp"
# Nine panels on a slide are low.
if (slide) {
	axis_font = pt(9.5)
	tic_font = pt(9)
}

on_line(p, q, i) = in_page(p, q) && column("line") == i
x_of(p, i) = at_x[at0[p] + int(column("at"))] + (i - (nline[p] + 1) / 2.) * step
point(p, q, i) = on_line(p, q, i) ? x_of(p, i) : NaN
# Outside of the grid: a level line right across.
aside(p, q, i) = on_line(p, q, 0) && column("at") == i ? x_lo : NaN

do for [p=1:npages] {
	set output folder.file_of(p)
	rows = 2 + has_spread[p]
	bottom0 = slanted(p) ? 0.16 : slide ? 0.125 : 0.105
	eval grid_of(rows, nparts)
	x_first = at_x[at0[p] + 1]
	x_last = at_x[at0[p] + nat[p]]
	span = x_last > x_first ? x_last - x_first : 1
	side = joined[p] ? 0.09 * span : 0.5
	x_lo = x_first - side
	x_hi = x_last + side
	step = nline[p] > 1 ? 0.022 * span : 0
	set label 1 heading[p]
	eval heading_at(heading_width[p], 0.962)
	below = with_runs(about[p].note[p].word_bars)
	set label 2 below
	eval about_at(below, 0.922)
	set multiplot
	names_n = nline[p] + noutside[p]
	eval legend_at(0.9)
	names = nline[p] + noutside[p] > 1 ? nline[p] : 0
	set xrange [x_lo:x_hi]
	set yrange [0:1]
	plot NaN notitle, \
		for [i=1:names] keyentry with linespoints lc rgb hue_of(i) \
			dt line_dash_of(i) lw 1.2 pt mark_of(i) ps 0.8 \
			title line_label[line0[p] + i], \
		for [i=1:noutside[p]] keyentry with lines lc rgb grey \
			dt (6, 5) lw 1.3 title outside_label[outside0[p] + i]
	eval after_legend
	set ytics nomirror out font tic_font
	row = 0
	do for [m=1:3] {
		if (!shown(p, m)) { continue }
		row = row + 1
		set xtics () nomirror out font tic_font norotate center
		if (slanted(p)) { set xtics rotate by 25 right }
		do for [k=1:nat[p]] {
			set xtics add ((row < rows ? "" : at_label[at0[p] + k]) \
				at_x[at0[p] + k])
		}
		do for [q=1:nparts] {
			eval panel(row, q)
			set title row == 1 ? part_label[q] : "" \
				font pt(13) offset 0,-0.6 textcolor rgb ink
			set ylabel q == 1 ? measure_title(m) : "" font axis_font
			set xlabel row == rows ? x_title[p] : "" font axis_font
			if (m == 1) { set yrange [*:*] } else { set yrange [0:*] }
			plot 0 with lines lc rgb grey lw 0.8 notitle, \
				for [i=1:noutside[p]] "effects.csv" using \
					(aside(p, q, i)):(column(measure(m))): \
					(x_hi - x_lo):(0) with vectors nohead \
					dt (6, 5) lc rgb grey lw 1.3 notitle, \
				for [i=1:nline[p]] "effects.csv" using \
					(point(p, q, i)):(column(measure(m))): \
					(column(measure(m)."_lo")): \
					(column(measure(m)."_hi")) \
					with yerrorbars lc rgb hue_of(i) lw 0.9 \
					pt 0 notitle, \
				for [i=1:joined[p] * nline[p]] "effects.csv" \
					using (point(p, q, i)): \
					(column(measure(m))) \
					with lines lc rgb hue_of(i) \
					dt line_dash_of(i) lw 1.2 notitle, \
				for [i=1:nline[p]] "effects.csv" using \
					(point(p, q, i)):(column(measure(m))) \
					with points lc rgb hue_of(i) \
					pt mark_of(i) ps 0.8 notitle
		}
	}
	unset multiplot
}
