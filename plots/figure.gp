# Pictures of panels with lines and, pale, the single answers behind them;
# loaded by the charts that say which (`chart`).
settings = chart."-settings.gp"
each = 1
load "common.gp"
csv = chart.".csv"
in_line(p, q, i, k) = column("page") == p && column("panel") == q && column("line") == line_at[i] && column("cloud") == k
x_in(p, q, i, k) = in_line(p, q, i, k) ? column("x") + (i - (nseries + 1) / 2.0) * apart : NaN
colour_of(i) = hue_of(int(hue_at[i]))
soft_of(i) = "#B0".substr(colour_of(i), 2, 7)
if (on_logarithm) { set logscale x }
if (asked_at == asked_at) {
	set arrow 1 from asked_at, graph 0 to asked_at, graph 1 nohead dt (8, 6) \
		lc rgb grey lw 1
}
if (level_at == level_at) {
	set arrow 2 from graph 0, first level_at to graph 1, first level_at \
		nohead dt (8, 6) lc rgb grey lw 1
}
if (nat > 0) {
	set xtics ()
	do for [k=1:nat] { set xtics add (at_label[k] at_x[k]) }
}

if (text) {
	set xlabel x_title
	set ylabel y_title[1]
	set xrange [x0[1]:x1[1]]
	set yrange [y0[1]:y1[1]]
	plot for [i=1:nseries] csv using (x_in(1, 1, i, 0)):"y" \
		with points lc rgb colour_of(i) pt mark_of(i) title name[i]
} else {
	load "panels.gp"
	file_of(p) = npages == 1 ? chart.kind_of_picture.".".format \
		: sprintf("%s-%d%s.%s", chart, p, kind_of_picture, format)
	cols = npanels <= 3 && !narrow_page ? npanels : npanels == 1 ? 1 : narrow_page && npanels <= 4 ? 2 : 3
	rows = (npanels + cols - 1) / cols
	gap_y = 0.09
	names_n = nseries
	bottom0 = narrow_page ? 0.22 : slide ? 0.185 : 0.165
	# Words along x that have no room beside one another stand aslant, and
	# names that have none in a line take more.
	at_words = 0
	do for [k=1:nat] { at_words = at_words + strlen(at_label[k]) * letter_places + 2 }
	aslant = at_words * cols > (narrow_page ? 60 : 120)
	bottom0 = bottom0 + (aslant ? 0.03 : 0)
	widest = 0
	do for [i=1:nseries] {
		if (name_width[i] > widest) { widest = name_width[i] }
	}
	names_rows = nseries > 1 ? ceil(nseries * (widest + 6) / room) : 1
	bar = narrow_page ? 0.5 : 0.9
	do for [p=1:npages] {
		set output file_of(p)
		set label 1 heading[p]
		eval heading_at(strlen(heading[p]) * letter_places, 0.955)
		set label 2 subtitle_all
		eval about_at(subtitle_all, 0.905)
		set label 3 note[p] at screen 0.98, screen 0.025 right \
			font small(11, strlen(note[p]) * letter_places) \
			textcolor rgb faint
		set multiplot
		top0 = (npanels > 1 ? 0.77 : 0.82) - 0.045 * (names_rows - 1)
		eval legend_at(0.875)
		set xrange [0.1:1]
		set yrange [0:1]
		unset arrow 1
		unset arrow 2
		names = nseries > 1 ? nseries : 0
		plot NaN notitle, for [i=1:names] keyentry with linespoints \
			lc rgb colour_of(i) pt mark_of(i) ps 0.8 lw 1.2 \
			title name[i]
		eval after_legend
		unset label 3
		if (asked_at == asked_at) {
			set arrow 1 from asked_at, graph 0 to asked_at, graph 1 \
				nohead dt (8, 6) lc rgb grey lw 1
		}
		if (level_at == level_at) {
			set arrow 2 from graph 0, first level_at to graph 1, \
				first level_at nohead dt (8, 6) lc rgb grey lw 1
		}
		set xrange [x0[p]:x1[p]]
		set yrange [y0[p]:y1[p]]
		do for [q=1:npanels] {
			r = (q - 1) / cols + 1
			c = (q - 1) % cols + 1
			eval grid_of(rows, cols)
			eval panel(r, c)
			set xtics nomirror out font tic_font textcolor rgb ink
			set ytics nomirror out font tic_font textcolor rgb ink
			if (nat > 0) {
				set xtics () norotate center
				if (aslant) { set xtics rotate by 25 right }
				do for [k=1:nat] {
					set xtics add (at_label[k] at_x[k])
				}
			}
			set title "".panel_title[q] font pt(13) offset 0,-0.6 \
				textcolor rgb ink
			set ylabel (c == 1 ? y_title[p] : "") font axis_font
			set xlabel (q + cols > npanels ? x_title : "") \
				font axis_font
			plot NaN notitle, \
				for [i=1:nseries] csv using \
					(x_in(p, q, i, 1)):"y" with points \
					lc rgb soft_of(i) pt 7 ps 0.35 notitle, \
				for [i=1:nseries] csv using \
					(x_in(p, q, i, 0)):"y":"lo":"hi" \
					with yerrorbars lc rgb colour_of(i) \
					lw bar pt 0 notitle, \
				for [i=1:joined * nseries] csv using \
					(x_in(p, q, i, 0)):"y" with lines \
					lc rgb colour_of(i) lw 1.3 notitle, \
				for [i=1:nseries] csv using \
					(x_in(p, q, i, 0)):"y" with points \
					lc rgb colour_of(i) pt mark_of(i) \
					ps 0.9 notitle
		}
		unset multiplot
	}
}
