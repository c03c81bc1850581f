/*
 * What charts are drawn with: marks, dashes, axes, in the look of
 * plots/common.gp.
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
	return { X, Y, y0, left, right, top, bottom, width, height, back,
		layer, grid };
}

const hueSwatch = hue => {
	const e = el("i", { class: "swatch", "aria-hidden": "true" });
	e.style.background = hue;
	return e;
};
const swatch = i => hueSwatch(hueOf(i));
