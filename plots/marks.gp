# What stands on the charts of a run: names at the ends of lines, horizons and
# breaks, and panels for a grid of settings; loaded after common.gp.

# Names at the ends; ends are worked out so that none covers another.
if (ended && !text) {
	do for [i=1:nseries] {
		if (ends[i] == ends[i]) {
			set label 20 + i name[i] at graph 1.01, first ends[i] left \
				textcolor rgb hue_of(i) font pt(13)
		}
	}
	if (ends[nseries + 1] == ends[nseries + 1]) {
		set label 20 + nseries + 1 mark_asked at graph 1.01, \
			first ends[nseries + 1] left textcolor rgb grey font pt(12)
	}
}

# Horizons are lines from top to bottom, breaks squares on the curve; what
# they are stands beside the line, where it was worked out to be free.
mark_said(i) = said_horizon[i].(said_horizon[i] ne "" && said_break[i] ne "" ? "\n" : "").said_break[i]
mark_x(i) = horizon[i] == horizon[i] ? horizon[i] : break_at[i]
if (!text && nseries <= 3) {
	do for [i=1:nseries] {
		if (horizon[i] == horizon[i]) {
			set arrow 40 + i from first horizon[i], graph 0 to \
				first horizon[i], graph 1 nohead back \
				lc rgb hue_of(i) lw 0.5
		}
		if (break_at[i] == break_at[i] && break_shown) {
			set label 60 + i "" at first break_at[i], \
				first break_y(i) point pt 4 ps 1.6 \
				lc rgb hue_of(i) lw 1.6
		}
		if (mark_said(i) ne "" && mark_left[i]) {
			set label 40 + i mark_said(i) at first mark_x(i), \
				graph mark_y[i] offset -0.6,0 right \
				font pt(11) textcolor rgb hue_of(i)
		}
		if (mark_said(i) ne "" && !mark_left[i]) {
			set label 40 + i mark_said(i) at first mark_x(i), \
				graph mark_y[i] offset 0.6,0 left \
				font pt(11) textcolor rgb hue_of(i)
		}
	}
}

# Panels side by side, a row for each model where they fit.
ncol = panel_columns
nrow = (npanel + ncol - 1) / ncol
gap_x = 0.03
gap_y = 0.09
left0 = narrow_page ? 0.13 : 0.085
bottom0 = narrow_page ? 0.16 : 0.13
top0 = 0.755
across = (0.975 - left0 - gap_x * (ncol - 1)) / ncol
down = (top0 - bottom0 - gap_y * (nrow - 1)) / nrow
column_of(p) = (p - 1) % ncol
row_of(p) = (p - 1) / ncol
panel_left(p) = left0 + column_of(p) * (across + gap_x)
panel_top(p) = top0 - row_of(p) * (down + gap_y)
place(p) = sprintf("set lmargin at screen %.4f; set rmargin at screen %.4f; set tmargin at screen %.4f; set bmargin at screen %.4f", panel_left(p), panel_left(p) + across, panel_top(p), panel_top(p) - down)
lowest(p) = p + ncol > npanel
# The settings of the ramp, each once, from cold to hot.
ramp_first(i) = i == 1 ? 1 : ramp_new(i, 1)
ramp_new(i, k) = k == i ? 1 : heat[k] == heat[i] ? 0 : ramp_new(i, k + 1)
