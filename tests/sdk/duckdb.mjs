// The queries of a document, in DuckDB: duckdb.mjs FILE.md
//
// Prints each result as a line of JSON.
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const db = await (await DuckDBInstance.create(":memory:")).connect();
const text = readFileSync(process.argv[2], "utf8");
for (const [, sql] of text.matchAll(/^```sql\n([^]*?)^```/gm))
  console.log(JSON.stringify(
    (await db.runAndReadAll(sql)).getRowObjectsJson()));
