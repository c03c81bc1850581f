/*
 * Charts that tabs bring as data (report/figure.h): panels of lines with
 * their intervals. A figure is one stop of the Tab key, as one with twenty
 * panels would be twenty; arrows walk the points of a line, then lines, then
 * panels, and the target they are at is seen in all of them. A point that is of
 * a series opens what it was computed from; behind all is a table.
 */
const plots = [];
const FEW = 20; /* points with bars; more have a band */

/* y, lo and hi of a point, without what is missing. */
const heights = p => p.slice(1, 4).filter(y => y !== null && y !== undefined);
const isDrawn = (fig, l) => !fig.hidden.has(l.look === "lost"
	? fig.panels.flatMap(p => p.lines).find(x => x.of === l.of).name
	: l.name);
const isBeside = l => l.look === "alarm" || l.look === "lost";
const walks = l => l.points.length > 0 && l.look !== "area" && !isBeside(l);

/* The colour of a line: the series' own, or the place of its name. */
function lineHue(fig, l) {
	if (l.look === "area" || l.look === "level")
		return "var(--soft)";
	return l.look === "alarm" ? "var(--bad)" : l.heat !== undefined
		? `color-mix(in srgb, var(--cold), var(--hot) ${l.heat}%)`
		: hueOf(l.of ?? fig.names.indexOf(l.name));
}

const lineDash = (fig, l) => l.look === "level" ? "5 4"
	: l.heat !== undefined ? ""
	: dashOf(l.of ?? fig.names.indexOf(l.name));

/* Lowest and highest of a panel, or of all that share its scale. */
function panelRange(fig, panel) {
	const mates = fig.panels.filter(p => p === panel || (p.scale > 0 &&
		p.scale === panel.scale));
	const ys = mates.flatMap(p => [...p.lines.filter(l => isDrawn(fig, l))
		.flatMap(l => l.points.flatMap(heights)), ...(p.zero ? [0]
		: p.same ? [panelAcross(p)[1]] : []),
	...(p.strip ?? []).slice(1)]);
	let y0 = 0, y1 = 0;
	if (ys.length > 0)
		[y0, y1] = [Math.min(...ys), Math.max(...ys)];
	if (y0 === y1)
		[y0, y1] = [y0 - 1, y1 + 1];
	const air = (y1 - y0) * 0.06;
	/* Lengths and distances begin at 0, where it is not far. */
	const floor = y0 >= 0 && y0 < y1 * 0.6;
	return [floor ? 0 : y0 - air, y1 + air];
}

function panelAcross(panel) {
	if (panel.ticks)
		return [-0.5, panel.ticks.length - 0.5];
	const xs = panel.lines.flatMap(l => l.points.map(p => p[0]));
	if (xs.length === 0)
		return [0, 1];
	const x0 = Math.min(...xs), x1 = Math.max(...xs);
	const air = (x1 - x0) * 0.04 || 0.5;
	return [panel.targets || panel.same ? 0 : x0 - air,
		x1 + (panel.targets || panel.same ? air / 2 : air)];
}

/* Names along x: as many as have room, slanted where they are long. */
function drawNames(fr, panel, slanted) {
	const step = Math.ceil(panel.ticks.length * (slanted ? 16 : 1) /
		(slanted ? fr.width - fr.left : panel.ticks.length));
	panel.ticks.forEach((name, i) => {
		if (i % step !== 0)
			return;
		const x = fr.X(i), y = fr.height - fr.bottom + 16;
		const text = name.length > 16 ? name.slice(0, 15) + "…" : name;
		fr.grid.append(svg("text", slanted
			? { class: "end", transform:
				`translate(${x + 4} ${y - 2}) rotate(-28)` }
			: { class: "mid", x, y: y + 2 }, text));
	});
}

function drawBars(fr, panel, l, hue, shift) {
	const band = l.look === "area" || (l.look !== "box" &&
		l.points.length > FEW);
	const ok = l.points.filter(p => typeof p[2] === "number" &&
		typeof p[3] === "number");
	const X = p => fr.X(p[0]) + shift;
	if (ok.length === 0 || l.look === "dots" || l.look === "level")
		return;
	if (band) {
		const side = (list, k) => list.map(p => X(p).toFixed(1) + " " +
			fr.Y(p[k]).toFixed(1)).join("L");
		fr.back.append(svg("path", { class: l.look === "area"
			? "limits" : "spread", fill: hue, d: "M" +
			side(ok, 2) + "L" + side([...ok].reverse(), 3) + "Z" }));
		return;
	}
	fr.layer.append(svg("path", { class: "bars", stroke: hue,
		d: ok.map(p => `M${X(p)} ${fr.Y(p[2])}V${fr.Y(p[3])}`)
			.join("") }));
}

function drawLine(fig, fr, panel, l) {
	const hue = lineHue(fig, l), n = l.points.length;
	const beside = panel.lines.filter(x => x.look === l.look &&
		isDrawn(fig, x));
	const few = n <= FEW, box = l.look === "box"
		? (fr.X(1) - fr.X(0)) * Math.min(0.4, 0.8 / beside.length) : 0;
	const shift = (beside.indexOf(l) - (beside.length - 1) / 2) * (box ||
		(l.look === "points" ? 9 : l.look === "line" && few ? 4 : 0));
	const X = p => fr.X(p[0]) + shift;
	drawBars(fr, panel, l, hue, shift);
	if (l.look === "area")
		return;
	const ok = l.points.filter(p => p[1] !== null);
	if (isBeside(l)) {
		fr.layer.append(...ok.map(p => l.look === "alarm"
			? svg("circle", { cx: X(p), cy: fr.Y(p[1]), r: 7,
				class: "alarm" })
			: svg("path", { stroke: hue, class: "lost",
				d: `M${X(p) - 3} ${fr.Y(p[1]) - 3}l6 6m0 -6` +
					"l-6 6" })));
		return;
	}
	if (box > 0) {
		const half = Math.min(18, box * 0.4);
		fr.layer.append(...ok.flatMap(p => [svg("rect", { fill: hue,
			class: "box", x: X(p) - half, width: 2 * half,
			y: fr.Y(p[6]), height: Math.max(1, fr.Y(p[5]) -
				fr.Y(p[6])) }),
		svg("path", { class: "median", d: `M${X(p) - half} ${
			fr.Y(p[1])}h${2 * half}` })]));
		return;
	}
	if (l.look === "line" || l.look === "level")
		fr.layer.append(svg("path", { class: l.look === "level"
			? "curve thin" : "curve", stroke: hue,
		"stroke-dasharray": lineDash(fig, l),
		d: l.points.map((p, i) => p[1] === null ? ""
			: (i > 0 && l.points[i - 1][1] !== null ? "L" : "M") +
				X(p).toFixed(1) + " " + fr.Y(p[1]).toFixed(1))
			.join("") }));
	if (l.look !== "level" && (few || l.look === "dots"))
		fr.layer.append(svg("path", { fill: hue, d: ok.map(p =>
			mark(l.look === "dots" ? 0
				: l.of ?? fig.names.indexOf(l.name), X(p),
			fr.Y(p[1]), l.look === "dots" ? 1.3 : 3.4))
			.join("") }));
}

/* Each with its words in a row of its own above the lines, those that end at
 * theirs below those that begin there, so that few cross a text. */
function drawMarks(fig, fr, panel, marks) {
	const ends = ([, x]) => fr.X(x) > fr.width * 0.62;
	const rows = [...marks.filter(m => !ends(m)),
		...marks.filter(ends).reverse()];
	const hue = m => lineHue(fig, panel.lines[m[0]]);
	rows.forEach((m, i) => fr.layer.append(svg("line", { x1: fr.X(m[1]),
		x2: fr.X(m[1]), y1: 2 + 14 * i, y2: fr.Y(m[2] ?? fr.y0),
		stroke: hue(m), "stroke-dasharray": m[2] === null ? "5 3"
			: "1.5 3", class: "landmark" }),
	m[2] === null ? "" : svg("path", { class: "landmark", stroke: hue(m),
		d: mark(1, fr.X(m[1]), fr.Y(m[2]), 5) })));
	rows.forEach((m, i) => fr.layer.append(svg("text", {
		x: fr.X(m[1]) + (ends(m) ? -5 : 5), y: 10 + 14 * i,
		class: ends(m) ? "end note" : "note", fill: hue(m) }, m[3])));
}

function drawPanel(fig, panel) {
	const width = panel.box.clientWidth || 320;
	const height = Math.round(Math.max(210, Math.min(fig.columns === 1 ||
		fig.columns === 2 ? 360 : 270, width * 0.62)));
	const marks = panel.marks.filter(m => isDrawn(fig,
		panel.lines[m[0]])).sort((a, b) => a[1] - b[1]);
	const [x0, x1] = panelAcross(panel), [y0, y1] = panelRange(fig, panel);
	const letters = (panel.ticks ?? []).reduce((n, s) => Math.max(n,
		s.length), 0);
	const slanted = letters * (panel.ticks ?? []).length * 7.5 > width - 70;
	const fr = panel.frame = frame(panel.root, width, height, x0, x1, y0,
		y1, { x: panel.x ?? "", y: panel.y ?? "",
			ticks: panel.at ?? !panel.ticks, rows: marks.length,
			bottom: slanted ? 44 + Math.min(16, letters) * 3 : 44 });
	if (panel.ticks)
		drawNames(fr, panel, slanted);
	const right = fr.width - fr.right;
	const most = Math.min(x1, y1);
	if (panel.strip)
		fr.back.append(svg("rect", { class: "near", x: fr.left,
			width: right - fr.left, y: fr.Y(panel.strip[2]),
			height: fr.Y(panel.strip[1]) - fr.Y(panel.strip[2]) }));
	if (panel.same && !panel.zero)
		fr.layer.append(svg("path", { class: "asked", d: `M${
			fr.X(x0)} ${fr.Y(x0)}L${fr.X(most)} ${fr.Y(most)}` }));
	if (panel.zero && y0 < 0 && y1 > 0)
		fr.layer.append(svg("path", { class: "asked", d: `M${
			fr.left} ${fr.Y(0)}H${right}` }));
	drawMarks(fig, fr, panel, marks);
	for (const l of panel.lines)
		if (isDrawn(fig, l))
			drawLine(fig, fr, panel, l);
	panel.cross = svg("g", { class: "cross" });
	panel.root.append(panel.cross);
}

function drawPlot(fig) {
	for (const panel of fig.panels)
		if (panel.box.clientWidth > 0)
			drawPanel(fig, panel);
	drawAt(fig);
}

/* ---- pointer and keys ---- */

const figureText = (panel, x) => typeof x !== "number" ? "–"
	: fmt(x, panel.digits).replace("-", "−");
const between = (panel, p) => typeof p[2] === "number" &&
	typeof p[3] === "number" ? figureText(panel, p[2]) + " … " +
		figureText(panel, p[3]) : "";
const placeText = (panel, x) => panel.ticks ? panel.ticks[x] ?? ""
	: String(+x.toPrecision(6));

/* Of a measured length its deviation, of a deviation the length. */
const other = (panel, p) => !panel.same || !panel.targets || p[1] === null ? ""
	: panel.zero ? figureText(panel, p[0] + p[1])
		: signed(p[1] - p[0], panel.digits);
const otherName = panel => panel.zero ? W.COL_LENGTH : W.COL_OFF;

function drawAt(fig) {
	for (const panel of fig.panels) {
		const on = fig.at !== null && fig.at.panel === panel;
		panel.tip.hidden = !on;
		panel.cross?.replaceChildren();
		if (fig.at === null || panel.frame === undefined ||
			(!on && !(panel.targets && fig.at.panel.targets)))
			continue;
		const fr = panel.frame, l = fig.at.line;
		const at = l.points[fig.at.k][0], x = fr.X(at);
		const p = on ? l.points[fig.at.k] : panel.lines.filter(m =>
			m.name === l.name && m.look !== "dots")
			.flatMap(m => m.points).find(q => q[0] === at);
		panel.cross.append(svg("line", { x1: x, x2: x, y1: fr.top,
			y2: fr.height - fr.bottom }));
		if (p !== undefined && p[1] !== null)
			panel.cross.append(svg("circle", { cx: x,
				cy: fr.Y(p[1]), r: 5.5, fill: lineHue(fig, l) }));
		if (on)
			tellPoint(fig, panel, at, x);
	}
}

function tellPoint(fig, panel, at, x) {
	const rows = panel.lines.filter(l => isDrawn(fig, l) &&
		!isBeside(l)).flatMap(l => l.points
		.filter(p => p[0] === at).map(p => el("tr",
			{ class: l === fig.at.line ? "on" : null },
			el("td", {}, hueSwatch(lineHue(fig, l)),
				el("bdi", {}, l.name)),
			el("td", { class: "n" }, figureText(panel, p[1])),
			el("td", { class: "n" }, between(panel, p)),
			el("td", { class: "n" }, other(panel, p)))));
	panel.tip.replaceChildren(el("table", {}, el("thead", {}, el("tr", {},
		el("th", { colspan: 3 }, (panel.ticks ? ""
			: shortName(panel.x ?? "", 200) + ": ") +
			placeText(panel, at)),
		panel.same && panel.targets ? el("th", { class: "n" },
			otherName(panel)) : null)),
	el("tbody", {}, ...rows)),
	opensAt(fig.at) ? el("p", {}, panel.targets ? W.TIP_HINT
		: W.TIP_ANSWERS) : "");
	/* It may reach over the panels beside, not out of the figure. */
	const w = panel.tip.offsetWidth;
	const before = panel.box.getBoundingClientRect().left -
		fig.box.getBoundingClientRect().left;
	const room = fig.box.clientWidth - before;
	panel.tip.style.left = Math.max(-before, Math.min(room - w,
		x + 14 + w > room ? x - 14 - w : x + 14)) + "px";
}

function goTo(fig, panel, l, k) {
	const entered = fig.at?.panel !== panel;
	fig.at = { panel, line: l, k };
	drawAt(fig);
	const p = l.points[k];
	$("heard").textContent = say(W.HEARD_PANEL, { name: l.name,
		panel: entered ? panel.title : null,
		at: placeText(panel, p[0]), y: panel.y,
		value: figureText(panel, p[1]),
		between: between(panel, p) || null,
		called: otherName(panel), other: other(panel, p) || null });
}

function leavePlot(fig) {
	fig.at = null;
	drawAt(fig);
}

const nearest = (points, d) => points.reduce((a, p, i) =>
	d(p) < d(points[a]) ? i : a, 0);

function pointerIn(fig, panel, event) {
	const box = panel.root.getBoundingClientRect(), fr = panel.frame;
	const lines = panel.lines.filter(l => walks(l) && isDrawn(fig, l));
	if (fr === undefined || lines.length === 0)
		return;
	const px = (event.clientX - box.left) * fr.width / box.width;
	const py = (event.clientY - box.top) * fr.width / box.width;
	const far = p => Math.abs(fr.X(p[0]) - px) * 1000 +
		Math.abs(fr.Y(p[1] ?? 0) - py);
	const [l, k] = lines.map(x => [x, nearest(x.points, far)])
		.reduce((a, b) => far(b[0].points[b[1]]) <
			far(a[0].points[a[1]]) ? b : a);
	goTo(fig, panel, l, k);
}

function keyIn(fig, event) {
	const all = fig.panels.flatMap(panel => panel.lines.filter(l =>
		walks(l) && isDrawn(fig, l)).map(l => [panel, l]));
	const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10,
		Home: -1e9, End: 1e9 }[event.key];
	const turn = { ArrowUp: -1, ArrowDown: 1 }[event.key];
	if (all.length === 0)
		return;
	if (event.key === "Enter" && fig.at !== null && opensAt(fig.at)) {
		event.preventDefault();
		openAt(fig.at);
	} else if (event.key === "Escape") {
		leavePlot(fig);
	} else if (step !== undefined || turn !== undefined) {
		event.preventDefault();
		const now = fig.at === null ? 0 : Math.max(0, all.findIndex(
			([, l]) => l === fig.at.line));
		const [panel, l] = all[(now + (turn ?? 0) + all.length) %
			all.length];
		const x = fig.at?.line.points[fig.at.k][0];
		const k = fig.at === null ? 0 : turn !== undefined
			? nearest(l.points, p => Math.abs(p[0] - x))
			: Math.max(0, Math.min(l.points.length - 1,
				fig.at.k + step));
		goTo(fig, panel, l, k);
	}
}

/* The series that a point was computed from, or undefined. */
const opensAt = at => S[at.line.points[at.k][4] ?? at.line.of];

function openAt(at) {
	const s = opensAt(at), x = at.line.points[at.k][0];
	if (s === undefined)
		return;
	if (at.panel.targets && openPoint(s.index, x))
		return;
	const [from, to] = at.panel.range ?? ["", ""];
	set({ ...defaults, tab: "answers", model: s.model,
		run: several.run ? D.runs[s.run].name : "",
		variant: several.variant ? s.variant : "",
		sampling: several.sampling ? s.sampling : "",
		from: String(from), to: String(to) }, true);
	grid.scroll.focus();
}

/* ---- putting them into the page ---- */

function panelTable(fig, panel) {
	const lines = panel.lines.filter(l => !isBeside(l));
	const xs = [...new Set(lines.flatMap(l => l.points.map(p => p[0])))]
		.sort((a, b) => a - b);
	const of = lines.map(l => new Map(l.points.map(p => [p[0], p])));
	const value = p => p === undefined ? "–" : typeof p[1] !== "number"
		? between(panel, p) : figureText(panel, p[1]) +
			(between(panel, p) && " (" + between(panel, p) + ")");
	return el("table", {}, el("caption", {}, [panel.title, panel.y]
		.filter(Boolean).join(" · ")),
	el("thead", {}, el("tr", {}, el("th", {}, panel.x ?? ""),
		...lines.map(l => el("th", { class: "n" },
			el("bdi", {}, l.name))))),
	el("tbody", {}, ...xs.map(x => el("tr", {}, el("th",
		{ scope: "row" }, placeText(panel, x)), ...of.map(m =>
		el("td", { class: "n" }, value(m.get(x))))))));
}

function plotLegend(fig) {
	const chip = name => {
		const l = fig.panels.flatMap(p => p.lines).find(x =>
			x.name === name);
		return el("button", { type: "button", class: "chip",
			"aria-pressed": "true", onclick: event => {
				const on = fig.hidden.delete(name);
				if (!on)
					fig.hidden.add(name);
				event.currentTarget.setAttribute(
					"aria-pressed", String(on));
				leavePlot(fig);
				drawPlot(fig);
			} }, hueSwatch(lineHue(fig, l)), el("bdi", {}, name));
	};
	const lines = fig.panels.flatMap(p => p.lines.filter(l =>
		l.points.some(x => heights(x).length > 0)));
	const drawn = fig.names.filter(name => lines.some(l => l.name === name &&
		l.look !== "lost"));
	const apart = fig.panels.every(p => p.lines.every(l =>
		l.name === p.title || isBeside(l)));
	const key = (swatch, name) => name && el("span", { class: "key" },
		el("i", { class: "swatch " + swatch, "aria-hidden": "true" },
			swatch === "cross" ? "×" : ""), name);
	const keys = [key("dashes", fig.panels.find(p => p.same)?.same),
		key("band", fig.panels.find(p => p.strip)?.strip[0]),
		key("cross", lines.find(l => l.look === "lost")?.name)]
		.filter(Boolean);
	const chips = drawn.length < 2 || apart ? [] : drawn.map(chip);
	return chips.length + keys.length === 0 ? null : el("div",
		{ class: "legend", role: "group", "aria-label": W.LEGEND },
		...chips, ...keys);
}

function addPanel(fig, panel) {
	panel.root = svg("svg", { "aria-hidden": "true" });
	panel.tip = el("div", { class: "tip", "aria-hidden": "true" });
	panel.tip.hidden = true;
	panel.box = el("div", { class: "plot" }, panel.root, panel.tip);
	panel.root.addEventListener("pointermove", e =>
		pointerIn(fig, panel, e));
	panel.root.addEventListener("pointerleave", () => leavePlot(fig));
	panel.root.addEventListener("click", e => {
		pointerIn(fig, panel, e);
		if (fig.at !== null)
			openAt(fig.at);
	});
	return el("div", { class: "panel" }, panel.title === null ? null
		: el("p", {}, el("bdi", {}, panel.title)), panel.box,
	panel.note && el("p", { class: "note" }, panel.note));
}

function addPlot(block) {
	const fig = { ...JSON.parse(block.textContent), hidden: new Set(),
		at: null };
	fig.names = [...new Set(fig.panels.flatMap(p => p.lines.map(l =>
		l.name)))];
	fig.box = el("div", { class: "panels", role: "application", tabindex: 0,
		"aria-label": fig.title + ". " + W.PANEL_KEYS,
		onkeydown: e => keyIn(fig, e), onblur: () => leavePlot(fig) },
	...fig.panels.map(p => addPanel(fig, p)));
	if (fig.columns > 0 && fig.columns <= 4)
		fig.box.classList.add("c" + fig.columns);
	const behind = el("details", { class: "behind", ontoggle: () => {
		if (behind.open && behind.children.length < 2)
			behind.append(el("div", { class: "wide tall",
				tabindex: 0 }, ...fig.panels.map(p =>
				panelTable(fig, p))));
	} }, el("summary", {}, W.CHART_TABLE));
	block.replaceWith(el("figure", { class: "plotted" },
		el("figcaption", {}, el("bdi", {}, fig.title)),
		plotLegend(fig), fig.box, fig.note && el("p",
			{ class: "note" }, fig.note), behind));
	plots.push(fig);
	new ResizeObserver(() => drawPlot(fig)).observe(fig.box);
}
