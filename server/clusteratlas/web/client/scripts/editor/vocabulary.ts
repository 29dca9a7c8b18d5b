// The classes, properties and prefixes of the version: fetched once, when the editor is first used.

import { language } from "./texts";

type Texts = Readonly<Record<string, string>>;

export interface Term {
  readonly iri: string;
  readonly name: string;
  readonly uses: number;
  readonly labels: Texts;
  readonly comments: Texts;
}

export interface ClassTerm extends Term {
  /** Places in the list of properties. */
  readonly properties: readonly number[];
}

export interface Vocabulary {
  readonly prefixes: Readonly<Record<string, string>>;
  readonly classes: readonly ClassTerm[];
  readonly properties: readonly Term[];
}

const NONE: Vocabulary = { prefixes: {}, classes: [], properties: [] };

/** Gives the vocabulary; asked for at most once, and again only where that failed. */
export function vocabularyAt(address: string): () => Promise<Vocabulary> {
  let asked: Promise<Vocabulary> | undefined;
  return () => {
    asked ??= load(address).catch(() => {
      asked = undefined;
      return NONE;
    });
    return asked;
  };
}

async function load(address: string): Promise<Vocabulary> {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()) as Vocabulary;
}

/** The text in the reader's language, else in English, else any. */
export function inLanguage(texts: Texts): string {
  return texts[language] ?? texts["en"] ?? Object.values(texts)[0] ?? "";
}

/** `text` without case and diacritics, for comparing. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/gi, "l").toLowerCase();
}

/** `iri` as it is written in a query that declares `declared`; other prefixes are those known. */
export function written(iri: string, declared: ReadonlyMap<string, string>, known: Vocabulary): string {
  const prefixes = [...declared, ...Object.entries(known.prefixes)];
  let best = "";
  let longest = 0;
  for (const [prefix, namespace] of prefixes) {
    const local = iri.slice(namespace.length);
    const fits = iri.startsWith(namespace) && /^[A-Za-z0-9_](?:[\w.-]*[\w-])?$/.test(local);
    if (fits && namespace.length > longest && (declared.get(prefix) ?? namespace) === namespace) {
      best = `${prefix}:${local}`;
      longest = namespace.length;
    }
  }
  return best || `<${iri}>`;
}
