/*
 * Which answers are seen, in which order. Texts are searched a moment at a
 * time: of fifty thousand the first are there at once, and typing goes on. An
 * expression that a text could hold up for ever is told and not begun, as a
 * browser has no way to stop one, and a worker that could be stopped would
 * need a policy that lets scripts be made.
 */
/*
 * Whether an expression repeats what can itself be cut in several ways, as
 * (a+)+ and (a|ab)* do: where it fails it may try for longer than anybody
 * waits, and nothing can stop it.
 */
function endless(source) {
	const groups = [{ many: false, begins: [""], row: [] }];
	const more = /^(?:[*+]|\{\d+,\}|\{\d+,\d{2,}\}|\{\d{2,}\})/;
	for (let i = 0; i < source.length; i++) {
		const from = i, c = source[i], top = groups[groups.length - 1];
		let begin = c;
		if (c === "(") {
			const kind = /^\(\?(?:[:=!]|<[=!]|<[^>]*>)/.exec(
				source.slice(i))?.[0] ?? "(";
			i += kind.length - 1;
			groups.push({ many: false, begins: [""], row: [] });
			continue;
		} else if (c === "|") {
			top.begins.push("");
			top.row = [];
			continue;
		} else if (c === "\\") {
			i++;
			begin = ".";
		} else if (c === "[") {
			while (++i < source.length && source[i] !== "]")
				i += source[i] === "\\" ? 1 : 0;
			begin = ".";
		}
		let inner = false, last = groups[groups.length - 1];
		if (c === ")" && groups.length > 1) {
			const { many, begins } = groups.pop();
			last = groups[groups.length - 1];
			inner = many || (begins.length > 1 &&
				(begins.some(x => x === "" || x === ".") ||
				new Set(begins.map(x => x.toLowerCase()))
					.size < begins.length));
			begin = ".";
		}
		const at = last.begins.length - 1;
		if (last.begins[at] === "" && !/[\^$]/.test(c))
			last.begins[at] = begin;
		const atom = source.slice(from, i + 1);
		const rest = source.slice(i + 1);
		const often = more.test(rest);
		/* .*.* and \w+\w+ cut one stretch in as many ways. */
		if (often && (inner || last.row.at(-1) === atom ||
			(last.row.length > 0 && (atom === "." ||
				last.row.includes(".")))))
			return true;
		last.many ||= inner || often || rest[0] === "?";
		last.row = often ? [...last.row, atom] : rest[0] === "?"
			? last.row : [];
		i += /^(?:[*+?]|\{\d+(?:,\d*)?\})?\??/.exec(rest)[0].length;
	}
	return false;
}

/* A word or /expression/flags as an expression, or the word for what is wrong
 * with it. */
function pattern(q) {
	const m = /^\/(.+)\/([a-z]*)$/su.exec(q);
	try {
		const re = m ? new RegExp(m[1], m[2].replace(/[gy]/g, ""))
			: new RegExp(q.replace(/[.*+?^${}()|[\]\\\/]/g,
				"\\$&"), "iu");
		return m && endless(m[1]) ? W.SEARCH_ENDLESS : re;
	} catch {
		return W.SEARCH_WRONG;
	}
}

const SLICE = 40;    /* ms that a search takes of each moment */
const TOO_LONG = 400; /* ms for one text: that expression is given up */
let search = 0;      /* the number of the last one begun */

/* Says what was found so far; "" or a word for why that is not all. */
function tell(wrong, busy = false) {
	const e = grid.filters.q;
	e.setAttribute("aria-invalid", String(wrong !== ""));
	e.title = wrong;
	grid.scroll.setAttribute("aria-busy", String(busy));
	grid.count.textContent = [wrong, say(W.SHOWN, { n: grouped(
		view.length), all: grouped(N) })].filter(Boolean).join(" · ") +
		(busy ? " …" : "");
}

/*
 * The view: rows that pass the filters, in order. Texts are searched for a
 * moment at a time, so that typing goes on; `done` is called each time there
 * is more of it. most: ms of the first moment.
 */
function select(done = () => {}, most = SLICE) {
	const test = [], mine = ++search;
	const same = (key, of) => {
		if (state[key] !== "")
			test.push(g => of(g) === state[key]);
	};
	same("run", g => D.runs[runOf[g]].name);
	for (const key of ["model", "variant", "sampling"])
		same(key, g => S[seriesOf[g]][key]);
	same("outcome", g => D.outcomes[outcome[g]]);
	if (state.tell !== "") {
		const bit = 1 << D.tells.indexOf(state.tell);
		test.push(g => (tells[g] & bit) !== 0);
	}
	if (state.from !== "")
		test.push(g => target[g] >= +state.from);
	if (state.to !== "")
		test.push(g => target[g] <= +state.to);
	const rows = [];
	for (let g = 0; g < N; g++)
		if (test.every(f => f(g)))
			rows.push(g);
	const re = state.q === "" ? null : pattern(state.q);
	let i = 0;
	const end = wrong => {
		sortView();
		tell(wrong);
		done();
	};
	const look = room => {
		const began = performance.now();
		let now = began;
		if (mine !== search)
			return;
		for (; i < rows.length && now - began < room; i++) {
			const t = answer(rows[i]).text, before = now;
			if (t !== null && re.test(t))
				view.push(rows[i]);
			now = performance.now();
			if (now - before > TOO_LONG && t !== null &&
				/^\/.+\//s.test(state.q)) {
				end(W.SEARCH_ENDLESS);
				return;
			}
		}
		if (i === rows.length) {
			end("");
			return;
		}
		tell("", true);
		done();
		setTimeout(look, 0, SLICE);
	};
	view = re instanceof RegExp ? [] : rows;
	if (re instanceof RegExp)
		look(most);
	else
		end(re ?? "");
}

function sortView() {
	const down = state.sort.startsWith("-");
	const key = state.sort.replace("-", "");
	const c = columns.find(x => x.key === key && x.sort !== false);
	if (c === undefined)
		return;
	const value = c.key === "off" ? g => Math.abs(off[g]) : c.of;
	const order = c.text
		? (a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0
		: (a, b) => a[0] - b[0];
	/* What is missing stands last, either way. */
	const keyed = view.map(g => [value(g), g]);
	const have = keyed.filter(x => !Number.isNaN(x[0])).sort((a, b) =>
		(down ? -order(a, b) : order(a, b)) || a[1] - b[1]);
	view = [...have, ...keyed.filter(x => Number.isNaN(x[0]))]
		.map(x => x[1]);
}
