// Builds the styles and scripts of the pages: `node build.mjs [FOLDER]`, into ../static/built.
// Beside them stands licences.json: the packages that went in, each with its licence.

import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { licences } from "./licences.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const ENTRIES = [
  "styles/atlas.css",
  "scripts/atlas.ts",
  "scripts/picture.ts",
  "scripts/editor.ts",
  "scripts/form.ts",
];

const folder = resolve(process.argv[2] ?? resolve(HERE, "../static/built"));

const { metafile, outputFiles } = await build({
  absWorkingDir: HERE,
  entryPoints: ENTRIES.filter((entry) => existsSync(resolve(HERE, entry))),
  entryNames: "[name]",
  assetNames: "[name]-[hash]",
  outdir: folder,
  write: false,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  charset: "utf8",
  loader: { ".woff2": "file" },
  sourcemap: false,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) =>
  Object.entries(inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path),
);
const terms = `${JSON.stringify(await licences(HERE, bundled), null, 1)}\n`;
const files = new Map([
  ...outputFiles.map(({ path, contents }) => [basename(path), contents]),
  ["licences.json", terms],
]);

// A server may be reading the folder: each file is replaced in one step, what is left over goes last.
await mkdir(folder, { recursive: true });
for (const [name, contents] of files) {
  const unfinished = resolve(folder, `.${name}.${process.pid}`);
  await writeFile(unfinished, contents);
  await rename(unfinished, resolve(folder, name));
}
for (const name of await readdir(folder)) {
  if (!files.has(name)) await rm(resolve(folder, name), { force: true });
}
