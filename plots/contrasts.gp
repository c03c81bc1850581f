# What a factor does: the highest setting less the lowest, or a prompt less
# the first one, with its interval; a panel for each measure, a mark for each
# range of targets. A picture for each page.
chart = "contrasts"
settings = "effects-settings.gp"
each = 1
height = 420
load "common.gp"
load "panels.gp"
left0 = narrow_page ? 0.3 : 0.24
top0 = nparts > 3 ? 0.7 : 0.76
names_n = nparts
bottom0 = 0.17
gap_x = 0.035

beside(q) = (q - (nparts + 1) / 2.) * 0.62 / nparts
here(p, q) = in_page(p, q) ? column("slot") + beside(q) : NaN
# 0 always stands in the picture.
bound(p, name) = column("page") == p ? number(column(name)) : 0
array least[3]
array most[3]

do for [p=1:npages] {
	if (nslot[p] == 0) { continue }
	set output folder.file_of(p)
	cols = 2 + has_spread[p]
	eval grid_of(1, cols)
	set label 1 heading[p]
	eval heading_at(heading_width[p], 0.935)
	below = with_runs(about[p].note[p].contrast_about[p].word_bars)
	set label 2 below
	eval about_at(below, 0.868)
	set xrange [*:*]
	set yrange [*:*]
	do for [m=1:3] {
		stats "contrasts.csv" using (bound(p, measure(m)."_lo")): \
			(bound(p, measure(m)."_hi")) name "S" nooutput
		stats "contrasts.csv" using (bound(p, measure(m))) \
			name "V" nooutput
		least[m] = S_min_x < V_min ? S_min_x : V_min
		most[m] = S_max_y > V_max ? S_max_y : V_max
		if (least[m] == most[m]) { least[m] = -1; most[m] = 1 }
	}
	set multiplot
	eval legend_at(0.835)
	set xrange [0:1]
	set yrange [0:1]
	plot NaN notitle, \
		for [q=1:nparts] keyentry with points lc rgb hue_of(q) \
			pt mark_of(q) ps 0.9 title part_label[q]
	eval after_legend
	set yrange [nslot[p] + 0.5:0.5]
	col = 0
	do for [m=1:3] {
		if (!shown(p, m)) { continue }
		col = col + 1
		eval panel(1, col)
		set ytics () nomirror scale 0 font tic_font
		do for [k=1:nslot[p]] {
			set ytics add ((col > 1 ? "" : \
				slot_label[slot0[p] + k]) k)
		}
		x_lo = least[m]
		x_hi = most[m]
		set xrange [x_lo - 0.07 * (x_hi - x_lo): \
			x_hi + 0.07 * (x_hi - x_lo)]
		set xtics step_of(x_hi - x_lo) nomirror out font tic_font
		set xlabel word_change.measure_title(m) \
			font axis_font
		set arrow 1 from 0, graph 0 to 0, graph 1 nohead back \
			lc rgb grey lw 0.8
		plot NaN notitle, \
			for [q=1:nparts] "contrasts.csv" using \
				(column(measure(m))):(here(p, q)): \
				(column(measure(m)."_lo")): \
				(column(measure(m)."_hi")) \
				with xerrorbars lc rgb hue_of(q) lw 0.9 pt 0 \
				notitle, \
			for [q=1:nparts] "contrasts.csv" using \
				(column(measure(m))):(here(p, q)) \
				with points lc rgb hue_of(q) pt mark_of(q) \
				ps 0.9 notitle
	}
	unset arrow 1
	unset multiplot
}
