/*
 * The answers: a table of which only the rows in sight exist, and a pane with
 * one answer in full. What is shown is the state, and the state stands in the
 * address behind "#", so that a view can be sent.
 */
const state = { tab: "", q: "", run: "", model: "", variant: "", sampling: "",
	outcome: "", tell: "", from: "", to: "", sort: "", open: "", vs: "" };
const defaults = { ...state };
let view = [];       /* row numbers, filtered and sorted */
let active = -1;     /* place in view */
let grid = null;     /* its elements */

const distinct = name => [...new Set(S.map(s => s[name]))];
const several = { run: D.runs.length > 1, model: distinct("model").length > 1,
	variant: distinct("variant").length > 1,
	sampling: distinct("sampling").length > 1,
	repeat: repeat.some(k => k > 1) };

function preview(g) {
	const a = answer(g);
	if (a.text !== null)
		return visible(a.text.slice(0, 160).replace(/\s+/g, " "));
	return [el("em", {}, a.state === "none"
		? cell(g, "error") || W.TEXT_NONE : W["TEXT_" +
			a.state.toUpperCase()])];
}

/* What is not seen, or turns what is seen round, stands there by name. */
const unseen = new RegExp("[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f" +
	"\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff" +
	"\\ufff9-\\ufffb]|[\\u{e0000}-\\u{e007f}]", "gu");

/* A joiner that holds an emoji together, or letters of scripts that need it. */
const joins = new RegExp("[\\p{M}\\p{Extended_Pictographic}\\ufe0f" +
	["Arab", "Beng", "Deva", "Gujr", "Guru", "Khmr", "Knda", "Mlym",
		"Mong", "Sinh", "Taml", "Telu"].map(x => `\\p{sc=${x}}`)
		.join("") + "\\u{1f3fb}-\\u{1f3ff}]", "u");

function belongs(text, at) {
	const before = [...text.slice(Math.max(0, at - 2), at)].pop() ?? "";
	const after = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
	return text[at] === "\r" ? after === "\n"
		: /[\u200c\u200d]/.test(text[at]) && joins.test(before) &&
			joins.test(after);
}

function visible(text) {
	const list = [];
	let done = 0;
	for (const m of text.matchAll(unseen)) {
		if (belongs(text, m.index))
			continue;
		const name = "U+" + m[0].codePointAt(0).toString(16)
			.toUpperCase().padStart(4, "0");
		list.push(text.slice(done, m.index),
			el("span", { class: "unseen", title: name }, name));
		done = m.index + m[0].length;
	}
	list.push(text.slice(done));
	return list;
}

const badge = o => el("span", { class: "badge o" + o },
	W["OUTCOME_" + D.outcomes[o].toUpperCase()]);

const columns = [
	{ key: "run", head: W.COL_RUN, wide: 1, if: several.run,
		of: g => D.runs[runOf[g]].name, text: true },
	{ key: "model", head: W.COL_MODEL, wide: 1, of: g =>
		S[seriesOf[g]].model, text: true, dot: true },
	{ key: "variant", head: W.COL_VARIANT, wide: 0.8, text: true,
		if: several.variant, of: g => S[seriesOf[g]].variant },
	{ key: "sampling", head: W.COL_SAMPLING, wide: 0.8, text: true,
		if: several.sampling, of: g => S[seriesOf[g]].sampling },
	{ key: "target", head: W.COL_TARGET, px: 58, of: g => target[g] },
	{ key: "repeat", head: W.COL_REPEAT, px: 62, if: several.repeat,
		of: g => repeat[g] },
	{ key: "length", head: W.COL_LENGTH, px: 60, of: g => length[g] },
	{ key: "off", head: W.COL_OFF, px: 78, of: g => off[g], signed: true },
	{ key: "outcome", head: W.COL_OUTCOME, px: 92, of: g => outcome[g] },
	{ key: "score", head: W.COL_SCORE, px: 52, digits: 1,
		if: score.some(x => !Number.isNaN(x)), of: g => score[g] },
	{ key: "tells", head: W.COL_TELLS, wide: 0.7, text: true,
		if: tells.some(b => b > 0),
		of: g => bits(D.tells, tells[g]).join(", ") },
	{ key: "text", head: W.COL_TEXT, wide: 3, sort: false },
].filter(c => c.if !== false);

/* What stands in a column of names. */
const names = c => c.key === "tells" ? D.tells.filter((_, i) =>
	tells.some(b => b >> i & 1)).map(called) : c.key === "run"
	? D.runs.map(r => r.name) : distinct(c.key);

/* ---- the table ---- */

const phone = matchMedia("(max-width: 640px)");
const rowHeight = () => phone.matches ? 62 : 34;

/*
 * Widths of the columns: a name has what its longest takes; where the list is
 * too narrow for that the text gives way, then names.
 */
for (const c of columns.filter(x => x.text))
	c.least = Math.min(230, 24 + Math.max(...names(c).map(name =>
		[...name].reduce((n, x) => n + (x > "\u2e80" ? 14 : 7.5),
			0))));

function template() {
	const named = columns.slice(0, -1);
	const least = named.reduce((n, c) => n + (c.px ?? c.least) + 13, 0);
	const room = (grid?.scroll.clientWidth ?? 0) - least;
	const tight = !phone.matches && grid !== null && room < 90;
	grid?.scroll.classList.toggle("tight", tight);
	return (tight ? named : columns).map(c => c.px ? c.px + "px"
		: `minmax(${c.least === undefined ? 0 : room < 0 ? 60
			: c.least}px,${c.wide}fr)`).join(" ");
}

function makeCell(c, g, i) {
	const e = el("span", { role: "gridcell", "aria-colindex": i + 1,
		class: "c-" + c.key + (c.px && c.key !== "outcome" ? " n"
			: "") });
	if (c.key === "text") {
		e.append(el("bdi", { dir: "auto" }, ...preview(g)));
	} else if (c.key === "outcome") {
		e.append(badge(outcome[g]));
	} else if (c.text) {
		if (c.dot)
			e.append(swatch(seriesOf[g]));
		e.append(el("bdi", {}, ...visible(c.of(g))));
		e.title = c.of(g);
	} else {
		e.append(c.signed ? signed(c.of(g)) : fmt(c.of(g), c.digits));
		if (c.signed && Math.abs(off[g]) > 15)
			e.classList.add("far");
	}
	return e;
}

function makeRow(i) {
	const g = view[i];
	const row = el("div", { role: "row", "aria-rowindex": i + 2, id: "r" +
		g, class: "row" + (i === active ? " on" : ""),
	"aria-selected": String(i === active) },
	...columns.map((c, k) => makeCell(c, g, k)));
	row.style.top = i * rowHeight() + "px";
	row.style.gridTemplateColumns = phone.matches ? "" : grid.widths;
	return row;
}

/* Only rows in sight are there. */
function paint() {
	if (grid === null || grid.scroll.clientHeight === 0)
		return;
	const h = rowHeight(), from = grid.scroll.scrollTop;
	const a = Math.max(0, Math.floor(from / h) - 4);
	const b = Math.min(view.length, Math.ceil((from +
		grid.scroll.clientHeight) / h) + 4);
	const rows = [];
	grid.widths = template();
	grid.head.style.gridTemplateColumns = grid.widths;
	for (let i = a; i < b; i++)
		rows.push(makeRow(i));
	grid.body.replaceChildren(...rows);
	if (active >= a && active < b)
		grid.scroll.setAttribute("aria-activedescendant", "r" +
			view[active]);
	else
		grid.scroll.removeAttribute("aria-activedescendant");
}

/* The row that is open, in its place. */
function place() {
	const open = state.open === "" ? -1 : rowNamed(state.open);
	if (open >= 0)
		active = view[active] === open ? active : view.indexOf(open);
	if (active >= 0)
		reveal(active);
	paint();
}

function refresh() {
	active = -1;
	for (const b of grid.heads) {
		const key = b.dataset.key;
		b.parentNode.setAttribute("aria-sort", state.sort === key
			? "ascending" : state.sort === "-" + key
				? "descending" : "none");
	}
	for (const [key, e] of Object.entries(grid.filters))
		if (e !== document.activeElement || e.tagName === "SELECT")
			e.value = state[key];
	select(listView);
}

/* The view as it is by now. */
function listView() {
	grid.body.style.height = view.length * rowHeight() + "px";
	grid.scroll.setAttribute("aria-rowcount", view.length + 1);
	grid.none.hidden = view.length > 0;
	place();
	if (state.open !== "")
		fillPane();
}

function reveal(i) {
	const h = rowHeight(), top = grid.scroll.scrollTop;
	const room = grid.scroll.clientHeight - 36;
	if (i * h < top)
		grid.scroll.scrollTop = i * h;
	else if ((i + 1) * h > top + room)
		grid.scroll.scrollTop = (i + 1) * h - room;
}

function go(i) {
	if (view.length === 0)
		return;
	active = Math.max(0, Math.min(view.length - 1, i));
	reveal(active);
	if (state.open !== "")
		set({ open: nameOf(view[active]) });
	else
		paint();
}

const nameOf = g => D.runs.length > 1
	? runOf[g] + "." + (g - first[runOf[g]] + 1)
	: String(g + 1);

function rowNamed(name) {
	const m = /^(?:(\d+)\.)?(\d+)$/.exec(name);
	const r = m && m[1] !== undefined ? +m[1] : 0;
	return m && r < D.runs.length && +m[2] >= 1 &&
		+m[2] <= D.runs[r].rows ? first[r] + +m[2] - 1 : -1;
}

/* The first answer of a series at a target, if the page has one. */
function openPoint(series, t) {
	const s = S[series], g = seriesOf.findIndex((x, i) => x === series &&
		target[i] === t && outcome[i] === 0);
	if (g < 0)
		return false;
	set({ tab: "answers", open: nameOf(g), q: "", outcome: "", tell: "",
		run: several.run ? D.runs[s.run].name : "", sort: "",
		model: s.model, from: "", to: "",
		variant: several.variant ? s.variant : "",
		sampling: several.sampling ? s.sampling : "" }, true);
	$("pane-title").focus();
	return true;
}

/* ---- filters ---- */

function choice(key, label, values, names = values) {
	const e = el("select", { "aria-label": label, onchange: () =>
		set({ [key]: e.value }) }, el("option", { value: "" },
		label + ": " + W.ALL), ...values.map((v, i) =>
		el("option", { value: v }, names[i])));
	return [key, e];
}

function addAnswers(section) {
	const present = [...new Set(outcome)].sort((a, b) => a - b);
	const told = D.tells.filter((_, i) => tells.some(b => b >> i & 1));
	const input = el("input", { type: "search", placeholder: W.SEARCH,
		"aria-label": W.SEARCH, spellcheck: "false", dir: "auto" });
	let wait = 0;
	input.addEventListener("input", () => {
		clearTimeout(wait);
		wait = setTimeout(() => set({ q: input.value }), 60);
	});
	const number = (key, label) => {
		const e = el("input", { type: "number", min: "1",
			inputmode: "numeric", "aria-label": label,
			placeholder: label, oninput: () =>
				set({ [key]: e.value }) });
		return [key, e];
	};
	const filters = Object.fromEntries([["q", input],
		several.run && choice("run", W.COL_RUN, D.runs.map(r =>
			r.name)),
		several.model && choice("model", W.COL_MODEL,
			distinct("model")),
		several.variant && choice("variant", W.COL_VARIANT,
			distinct("variant")),
		several.sampling && choice("sampling", W.COL_SAMPLING,
			distinct("sampling")),
		present.length > 1 && choice("outcome", W.COL_OUTCOME,
			present.map(o => D.outcomes[o]), present.map(o =>
				W["OUTCOME_" + D.outcomes[o].toUpperCase()])),
		told.length > 0 && choice("tell", W.COL_TELLS, told,
			told.map(called)),
		number("from", W.FROM), number("to", W.TO)].filter(Boolean));
	const heads = columns.map(c => c.sort === false ? null : el("button",
		{ type: "button", "data-key": c.key, onclick: () =>
			set({ sort: state.sort === c.key ? "-" + c.key
				: state.sort === "-" + c.key ? "" : c.key }) },
		c.head));
	const head = el("div", { role: "row", class: "head",
		"aria-rowindex": 1 }, ...columns.map((c, i) => el("span",
		{ role: "columnheader", "aria-colindex": i + 1,
			class: "c-" + c.key + (c.px && c.key !== "outcome"
				? " n" : "") }, heads[i] ?? c.head)));
	const body = el("div", { class: "rows", role: "rowgroup" });
	const scroll = el("div", { class: "grid", role: "grid", tabindex: 0,
		"aria-label": W.TAB_ANSWERS, "aria-colcount": columns.length,
		onscroll: () => requestAnimationFrame(paint) },
	el("div", { role: "rowgroup", class: "heads" }, head), body);
	const count = el("span", { class: "count", role: "status" });
	const none = el("p", { class: "none" }, W.NOTHING);
	const clear = el("button", { type: "button", class: "quiet",
		onclick: () => set({ ...defaults, tab: "answers" }) },
	W.CLEAR);
	grid = { scroll, head, body, count, none, filters,
		heads: heads.filter(Boolean) };
	body.addEventListener("click", event => {
		const row = event.target.closest(".row");
		if (row === null || getSelection().toString() !== "")
			return;
		set({ open: nameOf(+row.id.slice(1)) }, true);
	});
	scroll.addEventListener("keydown", gridKey);
	section.append(el("div", { class: "filters", role: "search" },
		...Object.values(filters), clear, count),
	el("div", { class: "split" }, el("div", { class: "list" }, scroll,
		none), makePane()));
	phone.addEventListener("change", refresh);
	new ResizeObserver(paint).observe(scroll);
}

function gridKey(event) {
	const page = Math.floor(grid.scroll.clientHeight / rowHeight()) - 1;
	const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page,
		PageUp: -page, Home: -1e9, End: 1e9 }[event.key];
	if (step !== undefined) {
		event.preventDefault();
		go(active + step);
	} else if (event.key === "Enter" && active >= 0) {
		event.preventDefault();
		set({ open: nameOf(view[active]) }, true);
		$("pane-title").focus();
	}
}

/* ---- the pane ---- */

function makePane() {
	return el("aside", { id: "pane", hidden: true, role: "region",
		"aria-labelledby": "pane-title" });
}

/* Where the target was reached, behind the whole of what is seen there. */
function markOf(a) {
	if (a.reached === null || !Intl.Segmenter)
		return a.reached;
	const seen = new Intl.Segmenter().segment(a.text)
		.containing(a.reached);
	return seen === undefined || seen.index === a.reached ? a.reached
		: seen.index + seen.segment.length;
}

/* Pieces of a text: what was counted, what was not, the place of the mark. */
function textOf(a) {
	const mark = markOf(a);
	const cuts = a.kept === null ? [0, a.text.length] : a.kept;
	const parts = [];
	let at = 0;
	const put = (to, off) => {
		if (to <= at)
			return;
		const piece = text => off
			? el("del", { title: W.TAKEN_OFF }, ...visible(text))
			: el("span", {}, ...visible(text));
		if (!off && a.reached > at && a.reached <= to) {
			const end = Math.min(mark, to);
			parts.push(piece(a.text.slice(at, end)),
				el("span", { class: "reached", role: "img",
					title: W.REACHED,
					"aria-label": W.REACHED }));
			at = end;
		}
		if (to > at)
			parts.push(piece(a.text.slice(at, to)));
		at = to;
	};
	for (let i = 0; i < cuts.length; i += 2) {
		put(cuts[i], true);
		put(cuts[i + 1], false);
	}
	put(a.text.length, true);
	return parts;
}

function copyButton(text) {
	const b = el("button", { type: "button", class: "quiet",
		onclick: async () => {
			try {
				await navigator.clipboard.writeText(text);
			} catch {
				const t = el("textarea", { class: "gone" });
				t.value = text;
				document.body.append(t);
				t.select();
				document.execCommand("copy");
				t.remove();
			}
			b.textContent = W.COPIED;
			setTimeout(() => b.textContent = W.COPY, 1500);
		} }, W.COPY);
	return b;
}

function oneAnswer(g, now) {
	const a = answer(g), s = S[seriesOf[g]];
	const body = a.text !== null ? el("div", { class: "text", dir: "auto",
		tabindex: 0, "aria-label": W.COL_TEXT }, ...textOf(a))
		: el("p", { class: "none" }, a.state === "none"
			? cell(g, "error") || W.TEXT_NONE
			: W["TEXT_" + a.state.toUpperCase()]);
	return el("article", { class: now ? "now" : null,
		"aria-current": now ? "true" : null },
	el("header", {}, swatch(s.index),
		el("b", {}, el("bdi", {}, s.label)),
		badge(outcome[g]), el("span", { class: "figures" },
			say(W.PANE_LENGTH, { length: fmt(length[g]),
				target: fmt(target[g]),
				off: signed(off[g]) })),
		a.text === null ? null : copyButton(a.text)), body,
	a.reasoning === null ? null : el("details", { class: "reasoning" },
		el("summary", {}, W.REASONING), el("div", { class: "text",
			dir: "auto" }, ...visible(a.reasoning))),
	judgedOf(a), facts(g));
}

/* What judges and people said of it. */
function judgedOf(a) {
	return a.judged.length === 0 ? null : el("table", { class: "judged" },
		el("caption", {}, W.JUDGED), el("tbody", {}, ...a.judged.map(
			([judge, score, reason]) => el("tr", {},
				el("th", { scope: "row" }, el("bdi", {},
					...visible(judge))),
				el("td", { class: "n" }, score ?? "–"),
				el("td", {}, el("bdi", { dir: "auto" },
					...visible(reason ?? "")))))));
}

function facts(g) {
	const s = S[seriesOf[g]], unit = D.runs[s.run].unit;
	const list = [];
	const add = (name, value) => {
		if (value !== "" && value !== null && value !== undefined &&
			value !== -1 && !Number.isNaN(value))
			list.push(el("dt", {}, name), el("dd", {},
				el("bdi", {}, ...visible(String(value)))));
	};
	const remarks = bits(D.removed, cell(g, "removed")).join(", ");
	add(W.FACT_REMOVED, remarks);
	add(W.COL_TELLS, bits(D.tells, tells[g]).join(", "));
	add(W.FACT_CLAIMED, cell(g, "claimed"));
	add(W.FACT_NOTES, bits(D.notes, cell(g, "notes")).join(", "));
	add(W.FACT_FINISH, cell(g, "finish"));
	add(W.FACT_SERVED, cell(g, "served"));
	const spent = [cell(g, "prompt_tokens"), cell(g, "n_token")];
	if (spent.some(n => n >= 0))
		add(W.FACT_TOKENS, spent.map(n => n < 0 ? "–" : n)
			.join(" → "));
	const ms = cell(g, "latency_ms");
	add(W.FACT_LATENCY, ms < 0 ? "" : fmt(ms / 1000, 2) + " s");
	const tries = cell(g, "attempts");
	add(W.FACT_ATTEMPTS, tries > 1 ? tries : "");
	add(W.FACT_ERROR, cell(g, "error"));
	const counts = D.units.map(u => [u, count(g, u)])
		.filter(([, n]) => n >= 0);
	return el("div", { class: "facts" }, counts.length === 0 ? null
		: el("table", { class: "counts" },
		el("caption", {}, W.COUNTS), el("tbody", {}, ...counts.map(
			([u, n]) => el("tr", { class: u === unit ? "on"
				: null }, el("th", { scope: "row" }, u),
			el("td", { class: "n" }, String(n)))))),
	el("dl", {}, ...list));
}

function promptOf(g) {
	const p = answer(g).prompt;
	return p === null ? null : el("div", { class: "prompt" },
		...p.map(([role, content]) => el("p", {}, el("span",
			{ class: "role" }, role), el("bdi", { dir: "auto" },
			...visible(content)))));
}

/* The one beside it: the other that is chosen, or the next in line. */
function beside(g) {
	const others = siblings(g).filter(x => x !== g);
	if (others.length === 0 || state.vs === "none")
		return { others, other: -1 };
	const wanted = others.find(x => S[seriesOf[x]].label === state.vs);
	return { others, other: wanted ?? others[0] };
}

function fillPane() {
	const pane = $("pane");
	const g = state.open === "" ? -1 : rowNamed(state.open);
	pane.hidden = g < 0 || state.tab !== "answers";
	document.documentElement.classList.toggle("opened", !pane.hidden);
	if (pane.hidden) {
		pane.replaceChildren();
		return;
	}
	const at = view.indexOf(g);
	const button = (text, name, f, off = false) => el("button", {
		type: "button", class: "quiet", "aria-label": name,
		title: name, onclick: f, disabled: off }, text);
	const { others, other } = beside(g);
	const pick = others.length === 0 ? null : el("select", {
		"aria-label": W.BESIDE, onchange: e =>
			set({ vs: e.currentTarget.value }) },
	el("option", { value: "none" }, W.BESIDE_NONE),
	...others.map(x => el("option", { value: S[seriesOf[x]].label },
		S[seriesOf[x]].label)));
	if (pick !== null)
		pick.value = other < 0 ? "none" : S[seriesOf[other]].label;
	pane.replaceChildren(el("div", { class: "bar" },
		el("h3", { id: "pane-title", tabindex: -1 },
			say(W.PANE_TITLE, { target: fmt(target[g]),
				repeat: several.repeat ? fmt(repeat[g])
					: null })),
		pick === null ? null : el("label", {}, W.BESIDE, " ", pick),
		el("span", { class: "grow" }),
		button("↑", W.PREVIOUS, () => go(at - 1), at <= 0),
		button("↓", W.NEXT, () => go(at + 1), at < 0 ||
			at >= view.length - 1),
		button("✕", W.CLOSE, closePane)),
	promptOf(g) ?? "", el("div", { class: other < 0 ? "pair one"
		: "pair" }, ...[g, other].filter(x => x >= 0)
		.sort((a, b) => seriesOf[a] - seriesOf[b])
		.map(x => oneAnswer(x, x === g && other >= 0))),
	el("p", { class: "note keys" }, W.PANE_KEYS));
}

function closePane() {
	set({ open: "" });
	grid.scroll.focus();
}
