// page.mjs DIR CHROMIUM HOSTILE: what a reader does, done by a program.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [dir, executablePath, hostile] = process.argv.slice(2);
const profile = mkdtempSync(join(dir, "profile-"));
const context = await chromium.launchPersistentContext(profile, {
	executablePath, headless: true, viewport: { width: 1280, height: 860 },
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic",
		"--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync"],
});
context.setDefaultTimeout(15000);
const url = name => pathToFileURL(join(dir, name)).href;

// A page with everything that would be wrong with it.
async function open(name, hash = "") {
	const page = await context.newPage();
	const wrong = [];
	page.on("dialog", d => {
		wrong.push("dialog " + d.message());
		d.dismiss();
	});
	page.on("pageerror", e => wrong.push("error " + e.message));
	page.on("console", m => {
		if (m.type() === "error")
			wrong.push("console " + m.text());
	});
	page.on("request", r => {
		if (r.url().split("#")[0] !== url(name))
			wrong.push("request " + r.url());
	});
	await page.addInitScript(() => {
		window.violations = [];
		document.addEventListener("securitypolicyviolation", e =>
			window.violations.push(e.violatedDirective));
	});
	await page.goto(url(name) + hash);
	page.close2 = async () => {
		wrong.push(...await page.evaluate(() => window.violations));
		assert.deepEqual(wrong, []);
		await page.close();
	};
	return page;
}

const text = (page, where) => page.locator(where).first().innerText();
const fits = page => page.evaluate(() =>
	document.documentElement.scrollWidth <= innerWidth);
const hash = page => page.evaluate(() => location.hash);

const tests = {
	async "the head says what was found, and of what"() {
		const page = await open("five.html");
		assert.match(await text(page, ".verdict"), /v2 is better than base/);
		assert.match(await text(page, ".outcomes"), /1400 ok/);
		assert.match(await text(page, ".facts-line"),
			/temperature min.*top_p.*seed for each cell.*base, v2/s);
		await page.close2();
	},

	async "of several comparisons the head says how many are what"() {
		const kinds = await open("kinds.html");
		assert.match(await text(kinds, ".verdict"),
			/^Against base: 2 better \(v2 essay, v2 plan\); 1 eq/);
		const tabs = await kinds.locator("[role=tab]").evaluateAll(l =>
			l.map(b => b.dataset.tab));
		assert.ok(!tabs.includes("effects"), "one sampling, no effect");
		await kinds.close2();
		const apart = await open("apart.html");
		assert.match(await text(apart, ".verdict"), new RegExp(
			"^base in small .+\nv2 in small .+\n" +
			"base greeting in kinds .+\\.$"));
		await apart.close2();
	},

	async "where nothing was measured no empty chart stands"() {
		const page = await open("none.html");
		assert.equal(await page.locator("#curve svg").count(), 0);
		assert.match(await text(page, "#curve .says"),
			/mute has no measured answer/);
		await page.click("#tab-compare");
		assert.equal(await page.locator("#compare svg").count(), 0);
		await page.click("#tab-answers");
		await page.click(".row >> nth=1");
		assert.match(await text(page, "article.now"), /filtered/);
		await page.close2();
	},

	async "1400 answers are there in a second"() {
		const page = await open("five.html");
		const paint = await page.waitForFunction(() => performance
			.getEntriesByName("first-paint")[0]?.startTime);
		const ms = await paint.jsonValue();
		console.log(`    first paint after ${Math.round(ms)} ms`);
		// Three times that: the machine may have other work.
		assert.ok(ms < 3000, `${ms} ms`);
		await page.close2();
	},

	async "a click on a point opens its answer"() {
		const page = await open("five.html");
		const chart = page.locator("#curve .panel svg >> nth=1");
		const box = await chart.boundingBox();
		await chart.hover({ position: { x: box.width * 0.7, y: 150 } });
		const told = await text(page, "#curve .tip:visible");
		const target = /: (\d+)\s+Length\n/.exec(told)[1];
		assert.match(told, /v2\s+−\d+\.\d\s+−.+ … −.+\s\d+\.\d\n/);
		assert.equal(await page.locator("#curve .cross line").count(),
			3, "the target is seen in all charts of targets");
		await chart.click({ position: { x: box.width * 0.7, y: 150 } });
		assert.match(await text(page, "#pane-title"),
			new RegExp(`Target ${target}\\b`));
		await page.goBack();
		assert.ok(await page.locator("#curve").isVisible());
		await page.close2();
	},

	async "arrow keys walk the curve and are heard"() {
		const page = await open("five.html");
		await page.focus("#curve .panels");
		for (let i = 0; i < 3; i++)
			await page.keyboard.press("ArrowRight");
		assert.match(await page.textContent("#heard"), new RegExp(
			"^base, 15: measured length \\(.*\\) 1\\d.* \\(1.*\\), " +
			"Deviation [+−]\\d"));
		await page.keyboard.press("ArrowDown");
		assert.match(await page.textContent("#heard"), /^v2, 15:/);
		await page.keyboard.press("ArrowDown");
		assert.match(await page.textContent("#heard"),
			/^Mean deviation .*: base, 15: .*, Length 1\d/);
		await page.keyboard.press("Enter");
		assert.match(await text(page, "#pane-title"), /Target 15/);
		assert.equal(await page.evaluate(() =>
			document.activeElement.id), "pane-title");
		await page.close2();
	},

	async "a series can be put out, and a chart has its table"() {
		const page = await open("five.html");
		const first = page.locator("#curve .panel").first();
		assert.equal(await first.locator(".curve").count(), 2);
		assert.match(await first.innerText(),
			/^Within 15 .*break 125.*horizon 165.*horizon 295/s);
		await page.click(".chip >> nth=0");
		assert.equal(await first.locator(".curve").count(), 1);
		assert.doesNotMatch(await first.innerText(), /horizon 165/);
		assert.equal(await page.locator("#curve .box").count(), 2);
		await page.click("#curve .behind summary");
		await page.waitForSelector("#curve .behind tbody tr");
		assert.deepEqual(await page.locator("#curve .behind table")
			.evaluateAll(l => l.map(t => t.tBodies[0].rows.length)),
		[140, 140, 140, 2]);
		await page.close2();
	},

	async "many series are a panel for each model and top_p"() {
		const page = await open("grid.html");
		const length = page.locator("#curve .plotted").first();
		assert.deepEqual(await length.locator(".panel > p")
			.allInnerTexts(), ["base", "v2"].flatMap(m =>
			["未发送 top_p", "top_p 0.5", "top_p 0.9", "top_p 1"]
				.map(p => m + "，" + p)));
		assert.deepEqual(await length.locator(".chip").allInnerTexts(),
			["0", "0.3", "0.7", "0.99"].map(t => "temperature " + t));
		assert.equal(await length.locator(".curve").count(), 20);
		await page.close2();
	},

	async "an excerpt of the answers has the charts of all"() {
		const tables = {};
		for (const name of ["five.html", "excerpt.html"]) {
			const page = await open(name);
			await page.click("#curve .behind summary");
			await page.waitForSelector("#curve .behind tbody tr");
			tables[name] = await page.locator("#curve .behind")
				.innerText();
			await page.close2();
		}
		assert.deepEqual(tables["excerpt.html"], tables["five.html"]);
		const page = await open("excerpt.html", "#tab=answers");
		assert.match(await text(page, "p.sim >> nth=1"),
			/100 of 1400 answers are on this page/);
		assert.equal(await text(page, ".count"), "100 of 100");
		await page.close2();
	},

	async "filters, search and order make the view, and the address it"() {
		const page = await open("five.html");
		await page.click("#tab-answers");
		assert.equal(await text(page, ".count"), "1 400 of 1 400");
		await page.selectOption(".filters select >> nth=0", "v2");
		assert.equal(await text(page, ".count"), "700 of 1 400");
		await page.fill(".filters input[type=number] >> nth=0", "600");
		assert.equal(await text(page, ".count"), "105 of 1 400");
		await page.fill("input[type=search]", "饺子");
		await page.waitForFunction(() =>
			location.hash.includes("q="));
		const some = await text(page, ".count");
		assert.notEqual(some, "105 of 1 400");
		await page.click("[data-key=off]");
		await page.click("[data-key=off]");
		const first = await text(page, ".row .c-off");
		const second = await open("five.html", await hash(page));
		assert.equal(await text(second, ".count"), some);
		assert.equal(await text(second, ".row .c-off"), first);
		assert.equal(await second.inputValue("input[type=search]"),
			"饺子");
		await second.close2();
		await page.click(".filters .quiet");
		assert.equal(await text(page, ".count"), "1 400 of 1 400");
		await page.close2();
	},

	async "a judge has its tab, its chart and the chart's table"() {
		const page = await open("judged.html");
		await page.click("#tab-score");
		const chart = page.getByRole("figure",
			{ name: "Score by how far answers are" });

		assert.ok(await chart.isVisible());
		assert.ok(await page.getByRole("figure",
			{ name: /^Points that answers 10 % longer/ }).isVisible());
		assert.ok(await chart.locator("circle").count() > 1);
		assert.match(await chart.locator("circle title").first()
			.textContent(), /^base: deviation -?[\d.]+, score/);
		assert.equal(await chart.locator("td").first().isVisible(),
			false);
		await chart.locator("summary").click();
		assert.ok(await chart.locator("td").first().isVisible());
		assert.match(await text(page, "#score"), /differ most/);
		await page.click("#tab-answers");
		await page.click("[data-key=score]");
		const scores = await page.locator(".row .c-score")
			.allInnerTexts();
		assert.deepEqual(scores, [...scores].sort((a, b) => a - b));
		assert.equal(scores.length, 8);
		await page.click(".row >> nth=0");
		const judged = await text(page, "article.now .judged");
		assert.match(judged, new RegExp(
			`^Judged\\s+judge-zh\\s+${+scores[0]}\\b.*[^\\d\\s]`));
		await page.keyboard.press("Escape");
		await page.setViewportSize({ width: 360, height: 800 });
		assert.ok(await fits(page));
		await page.close2();
	},

	async "an expression is one, and a wrong one is told"() {
		const page = await open("five.html");
		await page.keyboard.press("/");
		await page.keyboard.type("/^.{5}$/s");
		await page.waitForFunction(() => document.querySelector(
			".count").textContent !== "1 400 of 1 400");
		const rows = await page.locator(".row .c-text").allInnerTexts();
		assert.ok(rows.length > 0);
		for (const r of rows)
			assert.equal([...r].length, 5, r);
		await page.fill("input[type=search]", "/(/");
		await page.waitForSelector("[aria-invalid=true]");
		assert.match(await text(page, ".count"), /no such expression/);
		for (const q of ["(.+)+$", "(a|a)*b", "(?:\\S+\\s*)+!!",
			"(a?){30}b", "((.{2,})){3,}!", ".*.*.*=", "[^a]+.*?!"]) {
			await page.fill("input[type=search]", "年");
			await page.waitForSelector("[aria-invalid=false]");
			await page.fill("input[type=search]", `/${q}/`);
			await page.waitForSelector("[aria-invalid=true]");
			assert.match(await text(page, ".count"),
				/search for ever/, q);
		}
		for (const q of ["(年|雪)+", "[(a+)+]+|年", "年.*年",
			"(?=.*年)(?=.*雪).*"]) {
			await page.fill("input[type=search]", `/${q}/`);
			await page.waitForFunction(x => new URLSearchParams(
				location.hash.slice(1)).get("q") === `/${x}/`, q);
			assert.match(await text(page, ".count"), /^[\d ]+ of/);
		}
		await page.close2();
	},

	async "J, K, Enter and Esc read one after the other"() {
		const page = await open("five.html");
		await page.click("#tab-answers");
		await page.keyboard.press("j");
		await page.keyboard.press("j");
		await page.keyboard.press("Tab");
		await page.focus("[role=grid]");
		await page.keyboard.press("Enter");
		assert.equal(await hash(page), "#tab=answers&open=2");
		await page.keyboard.press("j");
		assert.equal(await hash(page), "#tab=answers&open=3");
		await page.keyboard.press("k");
		await page.keyboard.press("k");
		assert.equal(await hash(page), "#tab=answers&open=1");
		await page.keyboard.press("Escape");
		assert.ok(await page.locator("#pane").isHidden());
		assert.equal(await page.evaluate(() =>
			document.activeElement.getAttribute("role")), "grid");
		await page.close2();
	},

	async "the pane has prompt, whole text, mark, counts, the other model"() {
		const page = await open("five.html", "#tab=answers&open=101");
		assert.match(await text(page, ".prompt"), /生成\d+个字的春节场景/);
		assert.equal(await page.locator("article").count(), 2);
		for (const a of await page.locator("article").all()) {
			const shown = await a.locator(".text").textContent();
			const counted = +await a.locator(".counts tr.on td")
				.textContent();
			assert.equal(shown.replace(/[ \r\n]/g, "").length,
				counted);
			const mark = await a.locator(".reached").count();
			const [, n, of] = /(\d+) of (\d+)/.exec(await a
				.locator(".figures").textContent());
			assert.equal(mark, +n >= +of ? 1 : 0);
			if (mark === 0)
				continue;
			const before = await a.locator(".text").evaluate(e => {
				const r = document.createRange();
				r.setStart(e, 0);
				r.setEndBefore(e.querySelector(".reached"));
				return r.toString();
			});
			assert.equal(before.replace(/[ \r\n]/g, "").length,
				+of);
		}
		await page.selectOption("#pane select", "none");
		assert.equal(await page.locator("article").count(), 1);
		await page.close2();
	},

	async "what was taken off is struck out, and the mark is beyond it"() {
		const page = await open("off.html", "#tab=answers&open=1");
		assert.deepEqual(await page.locator(".text del")
			.allTextContents(), ["<think>数一数</think>**", "**",
			"（5字）"]);
		assert.deepEqual(await page.locator(".text > *").evaluateAll(
			l => l.map(e => e.className || e.tagName)), ["DEL",
			"SPAN", "DEL", "SPAN", "reached", "SPAN", "DEL"]);
		assert.equal(await text(page, ".text span:nth-child(4)"), "世");
		await page.close2();
	},

	async "only the rows in sight are there"() {
		const page = await open("five.html");
		await page.click("#tab-answers");
		assert.ok(await page.locator(".row").count() < 80);
		await page.evaluate(() => {
			const g = document.querySelector("[role=grid]");
			g.scrollTop = g.scrollHeight;
		});
		await page.waitForSelector(".row[aria-rowindex='1401']");
		await page.close2();
	},

	async "tabs for each verdict; arrow keys go through them"() {
		const page = await open("grid.html");
		assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
		const tabs = await page.locator("[role=tab]").evaluateAll(l =>
			l.map(b => b.dataset.tab));
		assert.deepEqual(tabs, ["curve", "figures", "answers",
			"compare", "effects", "invert", "units"]);
		await page.focus("#tab-curve");
		await page.keyboard.press("ArrowRight");
		assert.ok(await page.locator("#figures").isVisible());
		assert.ok(await page.locator("#curve").isHidden());
		await page.click("#tab-effects");
		assert.ok(await page.locator("#effects table").count() > 0);
		await page.click("#tab-answers");
		assert.match(await page.getAttribute("input[type=search]",
			"placeholder"), /搜索/);
		await page.close2();
	},

	async "compare has its chart: pointer, keys, table, series put out"() {
		const page = await open("five.html", "#tab=compare");
		const panels = page.locator("#compare .panel svg");
		assert.equal(await panels.count(), 2);
		const box = await panels.nth(1).boundingBox();
		await panels.nth(1).hover({ position: { x: box.width * 0.8,
			y: box.height * 0.4 } });
		const told = await text(page, "#compare .tip:visible");
		assert.match(told, /v2\s+\d+\.\d\s+\d+\.\d … \d+\.\d/);
		const target = /: (\d+)/.exec(told)[1];
		await page.mouse.move(0, 0);
		await page.focus("#compare .panels");
		await page.keyboard.press("Home");
		await page.keyboard.press("ArrowRight");
		assert.match(await page.textContent("#heard"),
			/^base, 10: measured length \(characters\) \d/);
		await page.keyboard.press("ArrowDown");
		assert.match(await page.textContent("#heard"), /^v2, 10:/);
		await page.keyboard.press("ArrowDown");
		assert.match(await page.textContent("#heard"),
			/^v2, 10: nearer than base/);
		await page.keyboard.press("Enter");
		assert.match(await text(page, "#pane-title"), /Target 10\b/);
		await page.goBack();
		await panels.nth(1).click({ position: { x: box.width * 0.8,
			y: box.height * 0.4 } });
		assert.match(await text(page, "#pane-title"),
			new RegExp(`Target ${target}\\b`));
		await page.goBack();
		const curves = page.locator("#compare .curve");
		assert.equal(await curves.count(), 3);
		await page.click("#compare .chip >> nth=0");
		assert.equal(await curves.count(), 2);
		await page.click("#compare .behind summary");
		await page.waitForSelector("#compare .behind tbody tr");
		assert.equal(await page.locator("#compare .behind tbody tr")
			.count(), 280);
		await page.close2();
	},

	async "effects, history and what to ask for have theirs"() {
		const grid = await open("grid.html", "#tab=effects");
		const row = grid.locator("#effects .plotted").first();
		assert.ok(await row.locator(".panel").count() >= 6);
		assert.match(await row.locator(".legend").innerText(),
			/top_p 0\.5/);
		await row.locator(".panels").focus();
		await grid.keyboard.press("ArrowRight");
		assert.match(await grid.textContent("#heard"), /top_p 0\.5/);
		await grid.keyboard.press("Enter");
		const some = await text(grid, ".count");
		assert.match(some, /^\d+ \/ \d+$/);
		assert.match(await hash(grid), /tab=answers.*sampling=t0\.3/);
		await grid.close2();
		const three = await open("three.html", "#tab=history");
		assert.ok(await three.locator("#history .panel").count() >= 2);
		await three.focus("#history .panels");
		await three.keyboard.press("End");
		assert.match(await three.textContent("#heard"), /small/);
		await three.close2();
		const five = await open("five.html", "#tab=invert");
		assert.equal(await five.locator("#invert .curve").count(), 2);
		await five.click("#invert .behind summary");
		await five.waitForSelector("#invert .behind tbody tr");
		assert.match(await five.locator("#invert .behind tbody tr")
			.nth(20).innerText(), /\d+ \(\d+ … \d+\)/);
		await five.close2();
	},

	async "several runs: history, and which run a row is of"() {
		const page = await open("three.html");
		assert.match(await text(page, ".verdict"),
			/^Against small: 4 equivalent \(/);
		await page.click("#tab-history");
		assert.deepEqual(await page.locator("#history .chip")
			.allInnerTexts(), []);
		assert.ok(await page.locator("#history table").count() > 0);
		await page.click("#tab-answers");
		assert.equal(await text(page, ".count"), "24 of 24");
		await page.close2();
	},

	async "texts stay texts"() {
		const payloads = readFileSync(hostile, "utf8").trim()
			.split("\n").map(l => JSON.parse(l));
		const page = await open("hostile.html");
		for (const tab of await page.locator("[role=tab]").all())
			await tab.click();
		await page.click("#tab-answers");
		for (let i = 0; i < payloads.length; i++) {
			await page.evaluate(n => location.hash =
				"#tab=answers&vs=none&open=" + n, i + 1);
			await page.waitForFunction(n => document.querySelector(
				".row.on")?.id === "r" + (n - 1), i + 1);
			const shown = await page.locator("article .text")
				.first().evaluate(e => {
					for (const u of e.querySelectorAll(
						".unseen"))
						u.replaceWith(String
							.fromCodePoint(parseInt(
								u.title.slice(2), 16)));
					return e.textContent;
				});
			assert.equal(shown, payloads[i], "payload " + (i + 1));
		}
		await page.fill("input[type=search]", "<script>");
		await page.waitForFunction(() => location.hash
			.includes("script"));
		const strange = await page.evaluate(() => document
			.querySelectorAll("img,iframe,base,link,form,object," +
				"embed,a,style~style,math,template,noscript," +
				"[onerror],[onload],[onmouseover],[ontoggle]")
			.length);
		assert.equal(strange, 0);
		await page.emulateMedia({ media: "print" });
		await page.evaluate(() => dispatchEvent(new Event(
			"beforeprint")));
		await page.close2();
	},

	async "names, and what judges say, stay texts"() {
		const payloads = readFileSync(hostile, "utf8").trim()
			.split("\n").map(l => JSON.parse(l));
		const page = await open("names.html");
		assert.match(await page.title(), /run<img src=x onerror=/);
		for (const tab of await page.locator("[role=tab]").all())
			await tab.click();
		await page.click("#tab-answers");
		await page.click(".row >> nth=2");
		assert.ok(payloads.includes(await page.locator(
			"article.now .judged td >> nth=1").textContent()));
		for (const key of ["model", "off", "score"])
			await page.click(`[data-key=${key}]`);
		for (const hash of ["sort=constructor&tell=toString&vs=__proto__",
			"tab=__proto__&open=9.9&from=1e999", "q=/(/&model=%3Cx%3E"])
			await page.evaluate(h => location.hash = h,
				"tab=answers&" + hash);
		await page.evaluate(() => dispatchEvent(new Event(
			"beforeprint")));
		assert.equal(await page.locator("img,svg svg,script~svg,form," +
			"iframe,a,[onerror],[onload],[onmouseover]").count(), 0);
		await page.close2();
	},

	async "the mark is beyond what is seen as one; joiners have no name"() {
		const page = await open("marks.html");
		const family = "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}";
		for (const [i, before, named] of [[1, "e\u0301", []],
			[2, family, []], [3, "a\r\n", []],
			[4, "\u0645", []], [5, "a\u200d", ["U+200D"]]]) {
			await page.evaluate(n => location.hash =
				"#tab=answers&open=" + n, i);
			await page.waitForSelector(`.row.on#r${i - 1}`);
			const seen = await page.locator("article .text")
				.evaluate(e => {
					const r = document.createRange();
					const u = [...e.querySelectorAll(".unseen")]
						.map(x => x.textContent);
					e.querySelectorAll(".unseen").forEach(x =>
						x.textContent = "\u200d");
					r.setStart(e, 0);
					r.setEndBefore(e.querySelector(".reached"));
					return [r.toString(), u];
				});
			assert.deepEqual(seen, [before, named], "text " + i);
		}
		await page.close2();
	},

	async "what turns text round is seen, and turns nothing else"() {
		const page = await open("hostile.html",
			"#tab=answers&vs=none&open=26");
		assert.deepEqual(await page.locator("article .text .unseen")
			.allInnerTexts(), ["U+202E", "U+2066", "U+2069",
			"U+200B", "U+0007"]);
		await page.close2();
	},

	async "a phone: nothing is cut at 360 pixels"() {
		for (const name of ["five.html", "hostile.html", "grid.html",
			"three.html"]) {
			const page = await open(name);
			await page.setViewportSize({ width: 360, height: 740 });
			for (const tab of await page.locator("[role=tab]")
				.all()) {
				await tab.click();
				assert.ok(await fits(page), name + " " +
					await tab.innerText());
				assert.deepEqual(await page.evaluate(() =>
					[...document.querySelectorAll(".wide")]
						.filter(w => w.scrollWidth > w.clientWidth)
						.map(w => w.innerText.slice(0, 80))), [], name);
			}
			await page.click("#tab-answers");
			await page.click(".row >> nth=1");
			assert.ok(await fits(page), name + " pane");
			await page.close2();
		}
	},

	async "dark by the system's wish, or by the button"() {
		const page = await open("five.html");
		const paper = () => page.evaluate(() => getComputedStyle(
			document.body).backgroundColor);
		const light = await paper();
		await page.emulateMedia({ colorScheme: "dark" });
		const dark = await paper();
		assert.notEqual(dark, light);
		await page.emulateMedia({ colorScheme: "light" });
		await page.click("#theme");
		assert.equal(await paper(), light);
		await page.click("#theme");
		assert.equal(await paper(), dark);
		await page.click("#theme");
		await page.close2();
	},

	async "paper has everything open"() {
		const page = await open("five.html");
		await page.emulateMedia({ media: "print" });
		await page.evaluate(() => dispatchEvent(new Event(
			"beforeprint")));
		for (const id of ["curve", "figures", "answers", "compare",
			"invert", "units"])
			assert.ok(await page.locator("#" + id).isVisible(), id);
		assert.equal(await page.locator("details:not([open])").count(),
			0);
		assert.equal(await page.locator("#paper tbody tr").count(),
			500);
		await page.evaluate(() => dispatchEvent(new Event(
			"afterprint")));
		assert.equal(await page.locator("#paper tr").count(), 0);
		await page.close2();
	},

	async "without scripts it is one page with all of it"() {
		const browser = await chromium.launch({ executablePath,
			args: ["--no-sandbox", "--disable-gpu"] });
		const c = await browser.newContext({ javaScriptEnabled: false });
		const page = await c.newPage();
		await page.goto(url("five.html"));
		for (const id of ["curve", "figures", "answers", "compare",
			"invert", "units"])
			assert.ok(await page.locator("#" + id).isVisible(), id);
		assert.equal(await page.locator("#curve svg .curve").count(), 4);
		assert.ok(await page.locator("#answers td.t").count() > 5);
		await browser.close();
	},
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
	try {
		await test();
		console.log("ok  " + name);
	} catch (e) {
		failed++;
		console.log("FAIL " + name + "\n" + String(e.stack)
			.split("\n").slice(0, 12).join("\n"));
	}
}
await context.close();
rmSync(profile, { recursive: true, force: true });
process.exit(failed > 0 ? 1 : 0);
