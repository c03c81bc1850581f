/*
 * The page itself: tabs made of its sections, the state in the address, keys,
 * the theme, and what is opened for paper.
 */
const root = document.documentElement;
const sections = [...document.querySelectorAll("section[id]")];
const PRINT_ROWS = 500, PHONE_PLACES = 48;

function readHash() {
	const p = new URLSearchParams(location.hash.slice(1));
	const next = { ...defaults };
	for (const key of Object.keys(defaults))
		next[key] = p.get(key) ?? "";
	if (!sections.some(s => s.id === next.tab))
		next.tab = sections[0].id;
	return next;
}

function writeHash(push) {
	const p = new URLSearchParams();
	for (const [key, v] of Object.entries(state))
		if (v !== "" && !(key === "tab" && v === sections[0].id))
			p.set(key, v);
	const hash = "#" + p.toString();
	if (hash === location.hash || (hash === "#" && location.hash === ""))
		return;
	try {
		history[push ? "pushState" : "replaceState"](null, "", hash);
	} catch {
		location.hash = hash;
	}
}

/* The one way to change what is seen. push: Back undoes it. */
function set(change, push = false) {
	const before = { ...state };
	Object.assign(state, change);
	writeHash(push);
	show(before);
}

function show(before) {
	const changed = keys => before === null ||
		keys.some(k => before[k] !== state[k]);
	if (changed(["tab"])) {
		for (const s of sections)
			s.classList.toggle("off", s.id !== state.tab);
		for (const b of document.querySelectorAll("[role=tab]")) {
			const on = b.dataset.tab === state.tab;
			b.setAttribute("aria-selected", String(on));
			b.tabIndex = on ? 0 : -1;
			if (on && before !== null)
				b.scrollIntoView({ block: "nearest",
					inline: "nearest" });
		}
		plots.forEach(drawPlot);
	}
	const { tab, open, vs, ...filters } = defaults;
	const sifted = changed(Object.keys(filters));
	if (state.tab === "answers" && (sifted || changed(["tab"])))
		refresh();
	else if (state.tab === "answers" && changed(["open"]))
		place();
	if (sifted || changed(["open", "vs", "tab"]))
		fillPane();
}

function addTabs() {
	const nav = $("tabs");
	for (const s of sections) {
		const h = s.querySelector("h2");
		s.setAttribute("role", "tabpanel");
		s.setAttribute("aria-labelledby", "tab-" + s.id);
		nav.append(el("button", { type: "button", role: "tab",
			id: "tab-" + s.id, "data-tab": s.id,
			"aria-controls": s.id, onclick: () => {
				set({ tab: s.id }, true);
				if (s.id === "answers")
					nav.scrollIntoView();
			} }, h.textContent, " ",
		s.id === "answers" ? el("span", { class: "many" },
			grouped(N)) : null));
	}
	nav.addEventListener("keydown", event => {
		const all = [...nav.querySelectorAll("[role=tab]")];
		const at = all.indexOf(event.target);
		const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
		if (step === undefined || at < 0)
			return;
		event.preventDefault();
		const b = all[(at + step + all.length) % all.length];
		set({ tab: b.dataset.tab });
		b.focus();
	});
}

/* ---- theme ---- */

function addTheme() {
	const order = ["auto", "light", "dark"];
	let now = "auto";
	try {
		now = localStorage.getItem("lencurve-theme") ?? "auto";
	} catch {
		/* A page from the disk may have no storage. */
	}
	if (!order.includes(now))
		now = "auto";
	const b = el("button", { type: "button", class: "quiet", id: "theme" });
	const put = () => {
		root.dataset.theme = now;
		b.textContent = W["THEME_" + now.toUpperCase()];
		b.setAttribute("aria-label", W.THEME + ": " + b.textContent);
	};
	b.addEventListener("click", () => {
		now = order[(order.indexOf(now) + 1) % order.length];
		try {
			localStorage.setItem("lencurve-theme", now);
		} catch {
			/* It lasts as long as the page, then. */
		}
		put();
	});
	put();
	document.querySelector("header.top").append(el("div",
		{ class: "tools" }, el("button", { type: "button",
			class: "quiet", onclick: () => print() }, W.PRINT), b));
}

/* ---- keys ---- */

document.addEventListener("keydown", event => {
	const typing = event.target.closest("input, select, textarea");
	if (event.ctrlKey || event.metaKey || event.altKey)
		return;
	if (event.key === "Escape" && state.open !== "" &&
		state.tab === "answers") {
		event.preventDefault();
		closePane();
	} else if (!typing && event.key === "/") {
		event.preventDefault();
		set({ tab: "answers" });
		grid.filters.q.focus();
	} else if (!typing && state.tab === "answers" &&
		/^[jk]$/i.test(event.key)) {
		event.preventDefault();
		go(active + (event.key.toLowerCase() === "j" ? 1 : -1));
	} else if (!typing && state.tab === "answers" && active >= 0 &&
		event.key === "Enter" && event.target === document.body) {
		set({ open: nameOf(view[active]) }, true);
	}
});

/* ---- paper ---- */

const opened = [];

addEventListener("beforeprint", () => {
	select(undefined, Infinity);
	for (const d of document.querySelectorAll("details:not([open])")) {
		opened.push(d);
		d.open = true;
	}
	for (const d of document.querySelectorAll("details.behind"))
		d.dispatchEvent(new Event("toggle"));
	root.classList.add("paper");
	plots.forEach(drawPlot);
	const list = view.slice(0, PRINT_ROWS);
	$("paper").replaceChildren(el("p", { class: "note" },
		say(W.PRINTED, { n: list.length, all: N })),
	el("table", {}, el("thead", {}, el("tr", {}, ...columns.map(c =>
		el("th", {}, c.head)))), el("tbody", {}, ...list.map(g =>
		el("tr", {}, ...columns.map((c, i) => {
			const a = c.key === "text" ? answer(g) : null;
			return el("td", { class: c.px && c.key !== "outcome"
				? "n" : c.key === "text" ? "t" : null },
			...(a && a.text !== null ? [el("bdi",
				{ dir: "auto" }, ...textOf(a))]
				: makeCell(c, g, i).childNodes));
		}))))));
});

addEventListener("afterprint", () => {
	for (const d of opened.splice(0))
		d.open = false;
	root.classList.remove("paper");
	$("paper").replaceChildren();
	plots.forEach(drawPlot);
});

/* Places that a text takes in a row; two for what is as wide as it is high. */
const places = s => [...s].reduce((n, c) => n + (c >= "\u1100" ? 2 : 1), 0);

/* A row without room on a narrow screen is a list there: to each its head. */
function addHeads(table) {
	const rows = [...table.rows].map(r => [...r.cells]);
	const [head, ...below] = rows;
	const wide = head.reduce((n, _, i) => n + 2 +
		Math.max(...rows.map(r => places(r[i].textContent))), 0);
	if (wide <= PHONE_PLACES)
		return;
	table.classList.add("listed");
	for (const row of below)
		row.forEach((cell, i) => {
			cell.dataset.head = head[i].textContent;
		});
}

/* ---- beginning ---- */

addTheme();
addTabs();
document.querySelectorAll(".numbers").forEach(addHeads);
document.querySelectorAll("script.chart").forEach(addPlot);
addAnswers($("answers"));
$("answers").append(el("div", { id: "paper" }));
Object.assign(state, readHash());
show(null);
addEventListener("hashchange", () => {
	const before = { ...state };
	Object.assign(state, readHash());
	show(before);
});
addEventListener("popstate", () => {
	const before = { ...state };
	Object.assign(state, readHash());
	show(before);
});
/* Texts that were not there yet. */
document.addEventListener("DOMContentLoaded", () => {
	if (state.tab === "answers") {
		refresh();
		fillPane();
	}
});
root.classList.add("ready");
