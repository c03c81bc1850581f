/*
 * The data of the page. Columns are read at once; texts stand in blocks of
 * their own and are read when something is to be shown of them. A row is
 * called by its number g over all runs.
 */
"use strict";

const $ = id => document.getElementById(id);
const D = JSON.parse($("data").textContent);
const W = D.words;

/* words.h's little language: {name}, {name?one|many}, [left out if missing]. */
function say(text, args = {}) {
	const missing = v => v === undefined || v === null ||
		Number.isNaN(v);
	const put = s => s.replace(/\{(\w+)(?:\?([^|}]*)\|([^}]*))?\}/g,
		(_, name, one, many) => one === undefined
			? String(args[name] ?? "")
			: args[name] === 1 ? one : many);
	return put(text.replace(/\[([^\]]*)\]/g, (_, inner) =>
		[...inner.matchAll(/\{(\w+)/g)].some(m => missing(args[m[1]]))
			? "" : inner));
}

/* An element with attributes and children; texts are only ever texts. */
function el(tag, attrs = {}, ...children) {
	const e = document.createElement(tag);
	for (const [k, v] of Object.entries(attrs)) {
		if (k.startsWith("on"))
			e.addEventListener(k.slice(2), v);
		else if (v !== false && v !== null && v !== undefined)
			e.setAttribute(k, v === true ? "" : v);
	}
	e.append(...children.filter(c => c !== null && c !== undefined));
	return e;
}

const fmt = (x, digits = 0) => Number.isNaN(x) ? "–"
	: x.toFixed(digits).replace(/^-(0(\.0*)?)$/, "$1");
const signed = (x, digits = 0) => (x > 0 ? "+" : "") + fmt(x, digits)
	.replace("-", "−");
const grouped = n => String(n).replace(/\B(?=(\d{3})+$)/g, " ");

const N = D.runs.reduce((n, r) => n + r.rows, 0);
const first = [];        /* row number of each run's first */
const S = [];            /* series over all runs */
const runOf = new Uint16Array(N);
const seriesOf = new Uint32Array(N);
const target = new Float64Array(N);
const repeat = new Float64Array(N);
const outcome = new Uint8Array(N);
const length = new Float64Array(N);
const off = new Float64Array(N);
const score = new Float64Array(N);
const tells = new Uint32Array(N);

/* A column of one run as a function of the row in it; a name: it is as that. */
function column(run, name) {
	const c = D.runs[run].columns[name];
	return typeof c === "string" ? column(run, c)
		: Array.isArray(c) ? i => c[i] : () => c;
}

(function gather() {
	let g = 0;
	D.runs.forEach((run, r) => {
		const names = ["series", "target", "repeat", "outcome",
			"length", "tells", "score"];
		const [s, t, k, o, l, b, j] = names.map(n => column(r, n));
		const before = S.length;
		first.push(g);
		for (const x of run.series)
			S.push(Object.assign(x, { run: r, unit: run.unit }));
		for (let i = 0; i < run.rows; i++, g++) {
			const x = l(i);
			runOf[g] = r;
			seriesOf[g] = before + s(i);
			target[g] = t(i);
			repeat[g] = k(i);
			outcome[g] = o(i);
			length[g] = x === null ? NaN : x;
			off[g] = length[g] - target[g];
			tells[g] = b(i);
			score[g] = j(i) ?? NaN;
		}
	});
	S.forEach((x, i) => {
		x.index = i;
		x.label = D.runs.length > 1
			? x.name + " · " + D.runs[x.run].name : x.name;
	});
})();

/* A cell of row g; of a column of words the word, or "". */
function cell(g, name) {
	const r = runOf[g];
	const v = column(r, name)(g - first[r]);
	const list = D.runs[r].columns[name + "_names"];
	return list === undefined ? v : v > 0 ? list[v - 1] : "";
}

/* The count of row g in a unit; -1 where nobody counted. */
function count(g, unit) {
	const n = cell(g, "n_" + unit);
	return unit === D.units[0] || unit === "token" ? n
		: n + cell(g, "n_" + D.units[0]);
}

/* What people call a tell, a part taken off or a note. */
const called = name => W["NAME_" + name.toUpperCase().replaceAll("-", "_")] ??
	name;
const bits = (names, set) => names.filter((_, i) =>
	set >> i & 1).map(called);

/* ---- texts ---- */

const blocks = new Map();

function entry(g) {
	const r = runOf[g], i = g - first[r], c = Math.floor(i / D.chunk);
	const id = "t" + r + "-" + c;
	let list = blocks.get(id);
	if (list === undefined) {
		const e = $(id);
		/* The page is still on its way. */
		if (e === null ||
			(document.readyState === "loading" &&
				e.nextElementSibling === null))
			return null;
		list = JSON.parse(e.textContent);
		e.remove();
		blocks.set(id, list);
	}
	return list[i % D.chunk];
}

/*
 * text: as it came, or null. state: "kept", "none", "lost", "changed",
 * "loading". kept: from, to ... of what was counted, or null for all of it.
 */
function answer(g) {
	const x = entry(g);
	if (x === null)
		return { text: null, state: "loading", prompt: null,
			reached: null, kept: null, reasoning: null,
			judged: [] };
	const [text, prompt, reached, kept, reasoning, judged] = x;
	const state = typeof text === "string" ? "kept" : text === null
		? "none" : text ? "changed" : "lost";
	return {
		text: state === "kept" ? text : null, state,
		prompt: typeof prompt === "number"
			? answer(first[runOf[g]] + prompt).prompt
			: typeof prompt === "string" ? [["user", prompt]]
				: prompt ?? null,
		reached: reached ?? null, kept: kept ?? null,
		reasoning: reasoning ?? null, judged: judged ?? [],
	};
}

/* What answers the same question: row numbers, the row's own first. */
const question = g => [S[seriesOf[g]].variant, cell(g, "item"), target[g],
	repeat[g]].join("\u0001");
let questions = null;

function siblings(g) {
	if (questions === null) {
		questions = new Map();
		for (let i = 0; i < N; i++) {
			const q = question(i);
			const list = questions.get(q);
			if (list === undefined)
				questions.set(q, [i]);
			else
				list.push(i);
		}
	}
	return questions.get(question(g));
}
