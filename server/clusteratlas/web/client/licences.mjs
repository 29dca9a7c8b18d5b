// Which npm packages stand behind bundled files, and on what terms.

import { readdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";

const PACKAGE = /^node_modules\/(?:.*\/node_modules\/)?((?:@[^/]+\/)?[^/]+)\//;
const LICENCE_FILE = /^(licen[cs]e|copying)/i;

/**
 * The packages that `files` (paths relative to `folder`) come from, by name:
 * `{name, version, licence, homepage, text}`. A package without the text of its licence is an error.
 */
export async function licences(folder, files) {
  const homes = new Set(files.map((file) => PACKAGE.exec(file)?.[0]).filter(Boolean));
  const found = await Promise.all([...homes].map((home) => terms(resolve(folder, home))));
  return found.sort((one, other) => one.name.localeCompare(other.name, "en"));
}

async function terms(home) {
  const about = JSON.parse(await readFile(resolve(home, "package.json"), "utf8"));
  const file = (await readdir(home)).find((name) => LICENCE_FILE.test(name));
  if (!file || !about.license) {
    throw new Error(`${about.name} ${about.version} does not say its licence`);
  }
  const { name, version, license: licence, homepage = "" } = about;
  return { name, version, licence, homepage, text: await readFile(resolve(home, file), "utf8") };
}
