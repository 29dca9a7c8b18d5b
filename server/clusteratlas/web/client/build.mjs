// Builds the styles and scripts of the pages: `node build.mjs [FOLDER]`, into ../static/built.
// Beside them stands licences.json: the packages that went in, each with its licence.

import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { licences } from "./licences.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const ENTRIES = ["theme", "atlas", "picture", "editor", "form"];
const FIRST_STYLES = ["tokens.css", "frame.css", "forms.css", "tables.css"];

/** All of styles/ as atlas.css: what all pages share first, the parts of the site over it. */
const everyStyle = {
  name: "every style",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^every-style$/ }, () => ({ path: "every-style", namespace: "styles" }));
    onLoad({ filter: /.*/, namespace: "styles" }, async () => {
      const names = (await readdir(resolve(HERE, "styles"))).filter((name) => name.endsWith(".css"));
      const parts = names.filter((name) => !FIRST_STYLES.includes(name)).sort();
      const lines = [
        "@layer shared, parts;",
        ...FIRST_STYLES.map((name) => `@import "./styles/${name}" layer(shared);`),
        ...parts.map((name) => `@import "./styles/${name}" layer(parts);`),
      ];
      return { contents: lines.join("\n"), loader: "css", resolveDir: HERE };
    });
  },
};

const folder = resolve(process.argv[2] ?? resolve(HERE, "../static/built"));

const { metafile, outputFiles } = await build({
  absWorkingDir: HERE,
  entryPoints: [
    { in: "every-style", out: "atlas" },
    ...ENTRIES.map((name) => ({ in: `scripts/${name}.ts`, out: name })).filter(({ in: script }) =>
      existsSync(resolve(HERE, script)),
    ),
  ],
  plugins: [everyStyle],
  entryNames: "[name]",
  assetNames: "[name]-[hash]",
  outdir: folder,
  write: false,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome123", "firefox120", "safari17.5"],
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
