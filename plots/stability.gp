# How many targets get one and the same length in all repeats: near 100 % at
# a setting that holds still. A panel for each range of targets, a picture
# for each page.
chart = "stability"
settings = "effects-settings.gp"
each = 1
height = 400
load "common.gp"
load "panels.gp"
left0 = 0.13
top0 = 0.72
bottom0 = 0.17
gap_x = 0.025

percent(p, x) = sprintf(narrow(p) ? "%.0f" : "%.0f %%", 100 * x)
interval(lo, hi) = sprintf("(%.0f - %.0f)", 100 * lo, 100 * hi)
some(p, q) = in_page(p, q) && column("repeated") > 0
# From below: the settings outside of the grid, right across; then the lines.
row_of(p) = column("line") == 0 ? column("at") : column("line") + noutside[p]
middle(p) = column("line") == 0 ? (nat[p] + 1) / 2. : column("at")
half(p) = column("line") == 0 ? nat[p] / 2. : 0.5
dark = 1
# Where text of this colour goes.
text_at(p, q) = some(p, q) && (column("same_length") > 0.6) == dark \
	? middle(p) : NaN
narrow(p) = nat[p] * nparts > 9

set palette defined (0 night ? "#22272e" : "#ffffff", 1 night ? "#2473b5" : "#08519c")
set cbrange [0:1]
unset colorbox
unset grid
set style fill solid border rgb pale
do for [p=1:npages] {
	if (!has_same[p]) { continue }
	set output folder.file_of(p)
	bottom0 = slanted(p) ? 0.27 : 0.17
	eval grid_of(1, nparts)
	set xrange [0.5:nat[p] + 0.5]
	set yrange [0.5:nline[p] + noutside[p] + 0.5]
	top = stable_heading[p]
	set label 1 top
	eval heading_at(stable_heading_width[p], 0.935)
	below = with_runs(about[p].(narrow(p) ? word_percent : word_brackets))
	set label 2 below
	eval about_at(below, 0.865)
	set multiplot
	do for [q=1:nparts] {
		eval panel(1, q)
		set border 0
		set xtics () nomirror scale 0 font tic_font norotate center
		if (slanted(p)) { set xtics rotate by 25 right }
		set ytics () nomirror scale 0 font tic_font
		do for [k=1:nat[p]] { set xtics add (at_label[at0[p] + k] k) }
		do for [k=1:noutside[p]] {
			set ytics add ((q > 1 ? "" : \
				outside_label[outside0[p] + k]) k)
		}
		do for [k=1:nline[p]] {
			set ytics add ((q > 1 ? "" : \
				line_label[line0[p] + k]) k + noutside[p])
		}
		set title part_label[q] font pt(13) offset 0,-0.4 \
			textcolor rgb ink
		set xlabel x_title[p] font pt(12)
		plot NaN notitle, "effects.csv" using \
				(some(p, q) ? middle(p) : NaN):(row_of(p)): \
				(half(p)):(0.5):"same_length" \
				with boxxyerror fc palette notitle, \
			for [dark=0:1] "effects.csv" using \
				(text_at(p, q)):(row_of(p)): \
				(percent(p, column("same_length"))) with labels \
				offset 0,narrow(p) ? 0 : 0.45 \
				font pt(nat[p] * nparts > 24 ? 8 : 13) \
				textcolor rgb dark ? "white" : bright \
				notitle, \
			for [dark=0:1 - 2 * narrow(p)] "effects.csv" using \
				(text_at(p, q)):(row_of(p)): \
				(interval(column("same_length_lo"), \
				column("same_length_hi"))) \
				with labels offset 0,-0.55 font pt(9) \
				textcolor rgb dark ? "white" : ink \
				notitle
		unset label 1
		unset label 2
	}
	unset multiplot
}
