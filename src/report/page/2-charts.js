/*
 * Charts in the look of plots/common.gp, drawn from the columns. All share one
 * crosshair: pointer or arrow keys choose a target and a series, Enter or a
 * click opens the answer. Behind each is its table.
 */
const svg = (tag, attrs = {}, ...children) => {
	const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
	for (const [k, v] of Object.entries(attrs))
		e.setAttribute(k, v);
	e.append(...children);
	return e;
};
const hueOf = i => "var(--s" + (i % 7 + 1) + ")";
const dashOf = i => ["", "7 3", "2 3", "9 3 2 3"][Math.floor(i / 7) % 4];

function quantile(sorted, p) {
	const at = (sorted.length - 1) * p, i = Math.floor(at);
	return sorted[i] + (at - i) * ((sorted[i + 1] ?? sorted[i]) -
		sorted[i]);
}

const mean = list => list.reduce((a, b) => a + b, 0) / list.length;

/*
 * Of each series its targets, with the rows that were measured there. Where
 * the page has an excerpt of them, the figures of all stand beside it.
 */
const pointOf = ([t, planned, n, ...x]) => {
	const [mean, lo, hi, mald] = x.map(v => v ?? NaN);
	return [t, { t, rows: [], planned, n, mean, lo, hi, mald }];
};
const points = S.map(s => new Map((s.points ?? []).map(pointOf)));
for (let g = 0; g < N; g++) {
	const of = points[seriesOf[g]];
	let p = of.get(target[g]);
	if (p === undefined)
		of.set(target[g], p = { t: target[g], rows: [], planned: 0 });
	p.planned += p.n === undefined ? 1 : 0;
	if (outcome[g] === 0)
		p.rows.push(g);
}
const curve = points.map(of => [...of.values()].sort((a, b) => a.t - b.t)
	.map(p => {
		if (p.n !== undefined)
			return p;
		const l = p.rows.map(g => length[g]).sort((a, b) => a - b);
		const n = l.length;
		return Object.assign(p, {
			n,
			mean: n > 0 ? mean(l) : NaN,
			lo: n === 0 ? NaN : n >= 5 ? quantile(l, 0.25) : l[0],
			hi: n === 0 ? NaN : n >= 5 ? quantile(l, 0.75)
				: l[n - 1],
			mald: n > 0 ? mean(p.rows.map(g => Math.abs(off[g])))
				: NaN,
		});
	}));
const targets = [...new Set(curve.flat().map(p => p.t))]
	.sort((a, b) => a - b);
const mostRepeats = Math.max(0, ...curve.flat().map(p => p.n));
const hidden = new Set();

/*
 * More curves than colours: those that matter are drawn strong, the others
 * faint until they are chosen or pointed at. The first is what the others are
 * held against.
 */
const crowd = S.length > 7;
const missOf = i => mean(curve[i].map(p => p.mald)
	.filter(x => !Number.isNaN(x)));
const byMiss = S.map(s => s.index).filter(i => missOf(i) >= 0)
	.sort((a, b) => missOf(a) - missOf(b));
const strong = new Set([0, byMiss[0], byMiss[byMiss.length - 1]]
	.filter(i => i !== undefined));
const tint = i => crowd ? [...strong].indexOf(i) : i;
const curveHue = i => tint(i) < 0 ? "var(--soft)" : hueOf(tint(i));

/* Round numbers from lo to hi, about n of them. */
function ticks(lo, hi, n) {
	const raw = (hi - lo) / n || 1;
	const ten = 10 ** Math.floor(Math.log10(raw));
	const step = [1, 2, 5, 10].map(k => k * ten)
		.find(s => s >= raw * 0.999);
	const list = [];
	for (let x = Math.ceil(lo / step) * step; x <= hi + step * 1e-6;
		x += step)
		list.push(Math.abs(x) < step * 1e-6 ? 0 : x);
	return list;
}

const kinds = {
	length: { title: W.CHART_LENGTH, y: W.AXIS_LENGTH,
		of: p => p.mean, lo: p => p.lo, hi: p => p.hi },
	deviation: { title: W.CHART_DEVIATION, y: W.AXIS_DEVIATION,
		of: p => p.mean - p.t, lo: p => p.lo - p.t,
		hi: p => p.hi - p.t, band: [-15, 15] },
	distance: { title: W.CHART_DISTANCE, y: W.AXIS_DISTANCE,
		of: p => p.mald, band: [0, 15] },
};
const figures = [];
let cursor = null; /* { series, at }: at counts in targets */

function mark(shape, x, y, size) {
	const r = size, paths = [
		`M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 *
			r} 0`,
		`M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
		`M${x} ${y - r * 1.2}l${r * 1.2} ${r * 2.1}h${-2.4 * r}z`,
		`M${x} ${y + r * 1.2}l${r * 1.2} ${-r * 2.1}h${-2.4 * r}z`,
		`M${x} ${y - r * 1.3}l${r * 1.3} ${r * 1.3}l${-r * 1.3} ${r *
			1.3}l${-r * 1.3} ${-r * 1.3}z`,
	];
	return paths[shape % paths.length];
}

/* A name of an axis where it has room, without its unit where not. */
function shortName(name, room) {
	const most = Math.floor(room / 6.4);
	if (name.length <= most)
		return name;
	const bare = name.replace(/ \([^(]*\)$|（[^（]*）$/, "");
	return bare.length <= most ? bare : bare.slice(0, most - 1) + "…";
}

/* Axes, grid and names of a chart; gives the two scales and the layer. */
function frame(root, width, height, x0, x1, y0, y1, names) {
	const left = 54, right = 14, top = 12 + 14 * (names.rows ?? 0);
	const bottom = names.bottom ?? 44;
	const X = x => left + (x - x0) / (x1 - x0) * (width - left - right);
	const Y = y => height - bottom - (y - y0) / (y1 - y0) *
		(height - top - bottom);
	root.replaceChildren();
	root.setAttribute("viewBox", `0 0 ${width} ${height}`);
	root.setAttribute("height", height);
	const back = svg("g"), grid = svg("g", { class: "grid" });
	const layer = svg("g");
	for (const y of ticks(y0, y1, height / 50)) {
		grid.append(svg("line", { x1: left, x2: width - right,
			y1: Y(y), y2: Y(y) }),
		svg("text", { x: left - 8, y: Y(y) + 4, class: "end" },
			String(+y.toPrecision(6)).replace("-", "−")));
	}
	if (names.ticks !== false)
		for (const x of names.ticks?.length ? names.ticks
			: ticks(x0, x1, width / 90))
			grid.append(svg("line", { class: "tic", x1: X(x),
				x2: X(x), y1: height - bottom,
				y2: height - bottom + 4 }),
			svg("text", { x: X(x), y: height - bottom + 18,
				class: "mid" }, String(+x.toPrecision(6))));
	grid.append(svg("path", { class: "axis", d: `M${left} ${top}V${height -
		bottom}H${width - right}` }),
	svg("text", { class: "mid name", x: (left + width - right) / 2,
		y: height - 6 }, shortName(names.x, width - left)),
	svg("text", { class: "mid name", transform: `translate(13 ${(top +
		height - bottom) / 2}) rotate(-90)` },
	shortName(names.y, height - bottom)));
	root.append(back, grid, layer);
	return { X, Y, left, right, top, bottom, width, height, back, layer,
		grid };
}

const shown = () => S.filter(s => !hidden.has(s.index));
const isStrong = s => tint(s.index) >= 0;
const told = () => shown().filter(s => isStrong(s) ||
	s.index === cursor?.series);
const unitsDrawn = [...new Set(D.runs.map(r => r.counts))].join(", ");
const axis = text => say(text, { unit: unitsDrawn });

function line(list, f, X, Y) {
	let d = "", pen = false;
	for (const p of list) {
		const y = f(p);
		d += Number.isNaN(y) ? "" : (pen ? "L" : "M") +
			X(p.t).toFixed(1) + " " + Y(y).toFixed(1);
		pen = !Number.isNaN(y);
	}
	return d;
}

/* Where curves leave the band, and where they bend: place, words, dashes. */
function landmarks(list) {
	return list.flatMap(s => [
		s.horizon > 0 && [s, s.horizon, say(W.MARK_HORIZON,
			{ k: s.k, x: s.horizon }), "5 3"],
		s.break > 0 && [s, s.break, say(W.MARK_BREAK,
			{ x: fmt(s.break) }), "1.5 3"],
	]).filter(Boolean).sort((a, b) => a[1] - b[1]);
}

/* Each in a line of its own above the curves, those that end at theirs below
 * those that begin there, so that few cross a text; none hides it. */
function drawLandmarks(fr, marks) {
	const ends = ([, t]) => fr.X(t) > fr.width * 0.62;
	const list = [...marks.filter(m => !ends(m)),
		...marks.filter(ends).reverse()];
	list.forEach(([s, t, , dash], i) => fr.layer.append(svg("line", {
		x1: fr.X(t), x2: fr.X(t), y1: 2 + 14 * i,
		y2: fr.height - fr.bottom, stroke: curveHue(s.index),
		"stroke-dasharray": dash, class: "landmark" })));
	list.forEach(([s, t, text], i) => fr.layer.append(svg("text", {
		x: fr.X(t) + (ends([s, t]) ? -5 : 5), y: 10 + 14 * i,
		class: ends([s, t]) ? "end note" : "note",
		fill: curveHue(s.index) }, text)));
}

function drawCurve(fig) {
	const k = kinds[fig.kind], list = shown();
	const all = list.flatMap(s => curve[s.index]);
	const ys = all.flatMap(p => [k.of(p), k.lo ? k.lo(p) : NaN,
		k.hi ? k.hi(p) : NaN]).filter(y => !Number.isNaN(y));
	const most = Math.max(1, ...targets);
	const ref = fig.kind === "length" ? [0, most] : k.band;
	let y0 = Math.min(...ref, ...ys), y1 = Math.max(...ref, ...ys);
	const air = (y1 - y0) * 0.06;
	y0 = y0 < 0 ? y0 - air : 0;
	y1 += air;
	const width = fig.box.clientWidth || 640;
	const height = Math.round(Math.max(270, Math.min(400,
		width * 0.6)));
	const main = list.filter(isStrong);
	const marks = main.length <= 3 && fig.kind !== "distance"
		? landmarks(main) : [];
	const fr = fig.frame = frame(fig.root, width, height, 0,
		most * 1.02, y0, y1, { x: axis(W.AXIS_TARGET),
			y: axis(k.y), rows: marks.length });
	const { X, Y, layer } = fr;
	if (k.band)
		fr.back.append(svg("rect", { class: "near", x: fr.left,
			width: width - fr.left - fr.right, y: Y(k.band[1]),
			height: Y(k.band[0]) - Y(k.band[1]) }));
	if (fig.kind !== "distance")
		layer.append(svg("path", { class: "asked",
			d: fig.kind === "length"
				? `M${X(0)} ${Y(0)}L${X(most)} ${Y(most)}`
				: `M${X(0)} ${Y(0)}H${width - fr.right}` }));
	drawLandmarks(fr, marks);
	for (const s of list)
		if (!isStrong(s))
			layer.append(svg("path", { class: "curve faint",
				d: line(curve[s.index], k.of, X, Y) }));
	for (const s of main) {
		const c = curve[s.index], hue = curveHue(s.index);
		if (k.lo && mostRepeats > 1 && main.length <= 6) {
			const ok = c.filter(p => !Number.isNaN(p.mean));
			if (ok.length > 0)
				layer.append(svg("path", { class: "spread",
					fill: hue, d: line(ok, k.hi, X, Y) +
					line([...ok].reverse(), k.lo, X, Y)
						.replace("M", "L") + "Z" }));
		}
		layer.append(svg("path", { class: "curve", stroke: hue,
			"stroke-dasharray": dashOf(tint(s.index)),
			d: line(c, k.of, X, Y) }));
		if (c.length * main.length <= 1200)
			layer.append(svg("path", { fill: hue,
				d: c.filter(p => !Number.isNaN(p.mean))
					.map(p => mark(tint(s.index), X(p.t),
						Y(k.of(p)), c.length > 60
							? 1.8 : 2.8))
					.join("") }));
		if (fig.kind === "length")
			for (const p of c)
				if (p.n < p.planned)
					layer.append(lost(X(p.t), Y(0), hue));
	}
	fig.cross = svg("g", { class: "cross" });
	fig.root.append(fig.cross);
	drawCursor(fig);
}

/* Where an answer is missing, a cross on the axis. */
const lost = (x, y, hue) => svg("path", { stroke: hue, class: "lost",
	d: `M${x - 3} ${y - 3}l6 6m0 -6l-6 6` });

/* Deviations in each band as boxes: middle half, median, 5 to 95 %. */
function drawBands(fig) {
	const list = shown().filter(isStrong);
	const groups = bandGroups(list);
	const ys = groups.flatMap(b => b.boxes.flatMap(x => x.q ?? []));
	let y0 = Math.min(-15, ...ys), y1 = Math.max(15, ...ys);
	const air = (y1 - y0) * 0.06;
	y0 -= air;
	y1 += air;
	const width = fig.box.clientWidth || 640;
	const height = Math.round(Math.max(270, Math.min(400,
		width * 0.6)));
	const fr = frame(fig.root, width, height, 0, groups.length || 1, y0,
		y1, { x: axis(W.AXIS_TARGET), y: axis(W.AXIS_DEVIATION),
			ticks: false });
	const { X, Y, back, layer, grid } = fr;
	back.append(svg("rect", { class: "near", x: fr.left,
		width: width - fr.left - fr.right, y: Y(15),
		height: Y(-15) - Y(15) }));
	layer.append(svg("path", { class: "asked",
		d: `M${X(0)} ${Y(0)}H${width - fr.right}` }));
	groups.forEach((b, i) => {
		grid.append(svg("text", { class: "mid", x: X(i + 0.5),
			y: height - fr.bottom + 18 }, b.name));
		const step = 0.8 / Math.max(1, b.boxes.length);
		b.boxes.forEach((x, j) => {
			if (x.q === null)
				return;
			const mid = X(i + 0.1 + step * (j + 0.5));
			const half = Math.min(18, (X(step) - X(0)) * 0.36);
			const hue = curveHue(x.s.index);
			layer.append(svg("path", { class: "curve",
				stroke: hue, d: `M${mid} ${Y(x.q[0])}V${
					Y(x.q[4])}` }),
			svg("rect", { class: "box", fill: hue,
				x: mid - half, width: 2 * half, y: Y(x.q[3]),
				height: Math.max(1, Y(x.q[1]) - Y(x.q[3])) }),
			svg("path", { class: "median", d: `M${mid - half} ${
				Y(x.q[2])}h${2 * half}` }));
		});
	});
}

function bandGroups(list) {
	const keys = [...new Set(list.flatMap(s => s.bands.map(b =>
		b.join("–"))))];
	return keys.map(name => {
		const [lo, hi] = name.split("–").map(Number);
		return { name, boxes: list.map(s => {
			const box = s.boxes?.[s.bands.findIndex(b =>
				b.join("–") === name)];
			if (s.boxes)
				return { s, n: box?.[0] ?? 0, q: box?.[0] > 0
					? box.slice(1) : null };
			const e = curve[s.index].filter(p => p.t >= lo &&
				p.t <= hi).flatMap(p => p.rows.map(g =>
				off[g])).sort((a, b) => a - b);
			return { s, n: e.length, q: e.length === 0 ? null
				: [0.05, 0.25, 0.5, 0.75, 0.95].map(p =>
					quantile(e, p)) };
		}) };
	}).filter(b => b.boxes.some(x => x.q !== null));
}

/* ---- pointer and keys ---- */

function pointAt(s, t) {
	return points[s].get(t);
}

function drawCursor(fig) {
	const { cross, frame: fr } = fig;
	if (cross === undefined)
		return;
	cross.replaceChildren();
	fig.tip.hidden = cursor === null || cursor.fig !== fig;
	if (cursor === null)
		return;
	const k = kinds[fig.kind], x = fr.X(cursor.t);
	cross.append(svg("line", { x1: x, x2: x, y1: fr.top,
		y2: fr.height - fr.bottom }));
	for (const s of told()) {
		const p = pointAt(s.index, cursor.t);
		if (!isStrong(s))
			cross.append(svg("path", { class: "curve",
				stroke: "var(--ink)", d: line(curve[s.index],
					k.of, fr.X, fr.Y) }));
		if (p === undefined || Number.isNaN(p.mean))
			continue;
		cross.append(svg("circle", { cx: x, cy: fr.Y(k.of(p)),
			r: s.index === cursor.series ? 6 : 3.5,
			fill: curveHue(s.index) }));
	}
	if (!fig.tip.hidden)
		fillTip(fig, x);
}

function fillTip(fig, x) {
	const rows = told().filter(s => pointAt(s.index, cursor.t))
		.map(s => {
			const p = pointAt(s.index, cursor.t);
			return el("tr", { class: s.index === cursor.series
				? "on" : null },
			el("td", {}, hueSwatch(curveHue(s.index)),
				el("bdi", {}, s.label)),
			el("td", { class: "n" }, fmt(p.mean,
				p.n > 1 ? 1 : 0)),
			el("td", { class: "n" }, signed(p.mean - p.t,
				p.n > 1 ? 1 : 0)));
		});
	fig.tip.replaceChildren(el("table", {}, el("thead", {}, el("tr", {},
		el("th", {}, say(W.TIP_TARGET, { x: cursor.t })),
		el("th", { class: "n" }, W.COL_LENGTH),
		el("th", { class: "n" }, W.COL_OFF))),
	el("tbody", {}, ...rows)), el("p", {}, W.TIP_HINT));
	const w = fig.tip.offsetWidth, room = fig.box.clientWidth;
	fig.tip.style.left = Math.max(0, Math.min(room - w,
		x + 14 + w > room ? x - 14 - w : x + 14)) + "px";
}

const hueSwatch = hue => {
	const e = el("i", { class: "swatch", "aria-hidden": "true" });
	e.style.background = hue;
	return e;
};
const swatch = i => hueSwatch(hueOf(i));

function moveCursor(fig, t, series) {
	cursor = { fig, t, series };
	figures.forEach(drawCursor);
	const p = pointAt(series, t), s = S[series];
	$("heard").textContent = p === undefined ? "" : say(W.HEARD_POINT, {
		name: s.label, target: t, length: fmt(p.mean, 1),
		off: signed(p.mean - t, 1), n: p.n });
}

function leaveCursor() {
	cursor = null;
	figures.forEach(drawCursor);
}

function pointerAt(fig, event) {
	const box = fig.root.getBoundingClientRect(), fr = fig.frame;
	const scale = fr.width / box.width;
	const px = (event.clientX - box.left) * scale;
	const py = (event.clientY - box.top) * scale;
	const near = (list, f) => list.reduce((a, b) => f(b) < f(a) ? b : a);
	if (targets.length === 0 || shown().length === 0)
		return;
	const t = near(targets, x => Math.abs(fr.X(x) - px));
	const k = kinds[fig.kind];
	const s = near(shown(), x => {
		const p = pointAt(x.index, t);
		const y = p === undefined ? NaN : k.of(p);
		return Number.isNaN(y) ? 1e9 : Math.abs(fr.Y(y) - py);
	});
	moveCursor(fig, t, s.index);
}

function keyAt(fig, event) {
	const list = shown();
	if (targets.length === 0 || list.length === 0)
		return;
	const at = cursor ? targets.indexOf(cursor.t) : -1;
	const row = Math.max(0, cursor ? list.findIndex(s =>
		s.index === cursor.series) : 0);
	const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0],
		PageUp: [-10, 0], PageDown: [10, 0], Home: [-1e9, 0],
		End: [1e9, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
	if (event.key === "Enter" && cursor) {
		event.preventDefault();
		openPoint(cursor.series, cursor.t);
	} else if (event.key === "Escape") {
		leaveCursor();
	} else if (event.key in step) {
		const [dx, dy] = step[event.key];
		event.preventDefault();
		moveCursor(fig, targets[Math.max(0, Math.min(targets.length -
			1, at + (at < 0 && dx > 0 ? 1 : dx)))] ?? targets[0],
		list[(row + dy + list.length) % list.length].index);
	}
}

/* ---- putting them into the page ---- */

/* A row for each series and a column for each band; or for each target a row. */
function tableBehind(kind) {
	const list = S, k = kinds[kind];
	const number = text => el("td", { class: "n" }, text);
	const named = s => el("bdi", {}, s.label);
	const row = (name, cells) => el("tr", {}, el("th", { scope: "row" },
		name), ...cells);
	const groups = kind === "bands" ? bandGroups(list) : [];
	const head = kind === "bands" ? groups.map(b => b.name)
		: list.map(named);
	const body = kind === "bands" ? list.map((s, i) => row(named(s),
		groups.map(({ boxes }) => number(boxes[i].q === null ? "–"
			: boxes[i].q.map(y => signed(y)).join(" / ")))))
		: targets.map(t => row(String(t), list.map(s => {
			const p = pointAt(s.index, t);
			return number(p === undefined ? "–"
				: fmt(k.of(p), p.n > 1 ? 1 : 0));
		})));
	return el("div", { class: "wide tall", tabindex: 0 }, el("table", {},
		el("thead", {}, el("tr", {}, el("th", {}, kind === "bands"
			? W.COL_MODEL : W.COL_TARGET), ...head.map(h => el("th",
			{ class: "n" }, h)))), el("tbody", {}, ...body)));
}

function addFigure(kind, title) {
	const root = svg("svg", { role: "img", tabindex: "0",
		"aria-label": title + ". " + W.CHART_KEYS });
	const tip = el("div", { class: "tip", "aria-hidden": "true" });
	const box = el("div", { class: "plot" }, root, tip);
	const fig = { kind, root, box, tip,
		draw: kind === "bands" ? drawBands : drawCurve };
	const behind = el("details", { class: "behind", ontoggle: () => {
		if (behind.open && behind.children.length < 2)
			behind.append(tableBehind(kind));
	} }, el("summary", {}, W.CHART_TABLE));
	tip.hidden = true;
	if (kind !== "bands") {
		root.addEventListener("pointermove", e => pointerAt(fig, e));
		root.addEventListener("pointerleave", leaveCursor);
		root.addEventListener("click", e => {
			pointerAt(fig, e);
			if (cursor)
				openPoint(cursor.series, cursor.t);
		});
		root.addEventListener("keydown", e => keyAt(fig, e));
		root.addEventListener("blur", leaveCursor);
	}
	figures.push(fig);
	return el("figure", { id: "chart-" + kind }, el("figcaption", {},
		title), box, behind);
}

function addCharts(section) {
	if (!curve.flat().some(p => p.n > 0))
		return;
	const swatches = [];
	const press = (button, s) => {
		const list = crowd ? strong : hidden;
		if (!list.delete(s.index))
			list.add(s.index);
		button.setAttribute("aria-pressed", String(list.has(s.index) ===
			crowd));
		swatches.forEach((e, i) => e.style.background = curveHue(i));
		drawCharts();
	};
	const chip = s => el("button", { type: "button", class: "chip",
		"aria-pressed": String(isStrong(s)), onclick: event =>
			press(event.currentTarget, s) },
	swatches[s.index] = hueSwatch(curveHue(s.index)),
	el("bdi", {}, s.label));
	const legend = el("div", { class: crowd ? "legend crowd" : "legend",
		role: "group", "aria-label": W.LEGEND },
	crowd ? el("span", { class: "note" }, W.CROWD) : null, ...S.map(chip),
	el("span", { class: "key" }, el("i", { class: "swatch dashes" }),
		W.AS_ASKED),
	el("span", { class: "key" }, el("i", { class: "swatch band" }),
		W.WITHIN_15));
	const charts = el("div", { class: "charts" },
		...Object.entries(kinds).map(([kind, k]) =>
			addFigure(kind, k.title)),
		addFigure("bands", W.CHART_BANDS));
	section.querySelector("h2").after(legend, charts);
	new ResizeObserver(drawCharts).observe(charts);
}

function drawCharts() {
	for (const fig of figures)
		if (fig.box.clientWidth > 0)
			fig.draw(fig);
	for (const fig of plots)
		if (fig.box.clientWidth > 0)
			drawPlot(fig);
}
