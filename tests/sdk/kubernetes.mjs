// The Job of a manifest, held against the types that are made of Kubernetes'
// own API description:
//
//   node kubernetes.mjs FILE
//
// A key that Kubernetes does not know, or a value of another kind, ends it with
// 1; so does one of those below that is not seen. Printed is the shell command
// of its container.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import ts from "typescript";

const text = readFileSync(process.argv[2], "utf8");
const mistakes = [
  ["backoffLimitPerIndex:", "backOffLimitPerIndex:"],
  ["completions: 16", 'completions: "16"'],
  ["mountPath", "mountpath"],
  ["persistentVolumeClaim", "persistentVolume"],
  ["envFrom:", "env:"],
];
const types = fileURLToPath(
  import.meta.resolve("kubernetes-types/package.json"));

function write(name, yaml) {
  writeFileSync(name, `import type { Job } from
  ${JSON.stringify(types.replace("package.json", "batch/v1"))};
export const job: Job = ${JSON.stringify(load(yaml), null, 1)};
`);
  return name;
}
const files = mistakes.map(([was, is], i) => {
  assert.ok(text.includes(was));
  return write(`wrong${i}.ts`, text.replace(was, is));
});
const program = ts.createProgram([write("job.ts", text), ...files], {
  noEmit: true, strict: true, skipLibCheck: true, types: [],
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
});
const wrong = (name) =>
  ts.getPreEmitDiagnostics(program, program.getSourceFile(name))
    .map((d) => ts.flattenDiagnosticMessageText(d.messageText, "\n"));
assert.deepEqual(wrong("job.ts"), []);
files.forEach((name, i) =>
  assert.notDeepEqual(wrong(name), [], `nobody sees ${mistakes[i][1]}`));

// What the API server asks beyond the types (batch/v1, JobSpec).
const { spec } = load(text);
const pod = spec.template.spec;
assert.equal(spec.completionMode, "Indexed");
assert.equal(pod.restartPolicy, "Never", "backoffLimitPerIndex needs it");
assert.ok(spec.maxFailedIndexes <= spec.completions);
assert.ok(spec.parallelism <= spec.completions);
const [{ command, args, volumeMounts }] = pod.containers;
assert.deepEqual(volumeMounts.map((m) => m.name).sort(),
  pod.volumes.map((v) => v.name).sort());
assert.deepEqual(command, ["/bin/sh", "-c"]);
// A kubelet puts in the value of $(NAME), and leaves what is no name.
assert.doesNotMatch(args[0], /\$\([A-Za-z_][\w.-]*\)/);
assert.match(args[0], new RegExp(`/${spec.completions} `));
console.log(args[0]);
