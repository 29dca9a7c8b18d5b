// Completion of things by what they are called, in any language and misspelled: the search knows.

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";

import { awaited } from "./awaited";
import { isInText } from "./completion";
import { language } from "./texts";
import { tokens } from "./tokens";
import { type Vocabulary, written } from "./vocabulary";
import { FUNCTIONS, KEYWORDS } from "./words";

interface Suggestion {
  readonly iri: string;
  readonly label: string;
  readonly kindLabel?: string;
  readonly note?: string;
}

const LEAST = 3;
const SLOTS = new Set(["subject", "object", "expression", "graph"]);
const NAME = /(?:[\p{L}\p{N}_-]+:)?[\p{L}\p{N}_.-]+$/u;
// Names have spaces. What goes before the last word belongs to it where no query could have it.
const WORDS = /(?:(?<=^|[\s{(,;.])[\p{L}\p{N}_-]+ ){0,4}$/u;
const RESERVED = new Set([...KEYWORDS, ...FUNCTIONS, "A", "TRUE", "FALSE"]);

/** The source of things, which asks `address` what may be meant. */
export function completeThings(address: string, vocabulary: () => Promise<Vocabulary>) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const text = context.state.doc.toString();
    const word = nameBefore(context);
    if (!word || isInText(text, context.pos)) return null;
    if (!SLOTS.has(awaited(text.slice(0, word.from)).slot)) return null;
    const known = await vocabulary();
    const declared = declaredIn(text);
    const [prefix, local] = parted(word.text);
    const namespace = declared.get(prefix) ?? known.prefixes[prefix] ?? "";
    if (local.length < LEAST) return null;
    const abort = new AbortController();
    context.addEventListener("abort", () => abort.abort());
    const suggestions = await suggest(address, local, abort.signal);
    const options = suggestions
      .filter(({ iri }) => iri.startsWith(namespace))
      .map((one, place): Completion => {
        const name = written(one.iri, declared, known);
        const detail = [one.kindLabel, one.note].filter(Boolean).join(" · ");
        return { label: name, displayLabel: one.label, detail, type: "thing", boost: 60 - place, info: name };
      });
    return options.length ? { from: word.from, options, filter: false } : null;
  };
}

/** The name that is being written: the last word, and the bare words before it. */
function nameBefore(context: CompletionContext): { from: number; text: string } | null {
  const word = context.matchBefore(NAME);
  if (!word || word.text.includes(":")) return word;
  const line = context.state.doc.lineAt(word.from);
  const before = (WORDS.exec(line.text.slice(0, word.from - line.from)) ?? [""])[0].split(" ");
  before.pop();
  const reserved = before.map((one) => RESERVED.has(one.toUpperCase())).lastIndexOf(true);
  const text = [...before.slice(reserved + 1), word.text].join(" ");
  return { from: context.pos - text.length, text };
}

/** The prefixes that a query declares, with their namespaces. */
export function declaredIn(text: string): Map<string, string> {
  const read = [...tokens(text)].filter(({ kind }) => kind !== "comment");
  const declared = new Map<string, string>();
  read.forEach((token, place) => {
    const [name, iri] = [read[place + 1], read[place + 2]];
    const isDeclaration = token.kind === "word" && token.text.toLowerCase() === "prefix";
    if (isDeclaration && name?.kind === "name" && iri?.kind === "iri") {
      declared.set(name.text.slice(0, -1), iri.text.slice(1, -1));
    }
  });
  return declared;
}

function parted(word: string): [string, string] {
  const colon = word.indexOf(":");
  return colon < 0 ? ["", word] : [word.slice(0, colon), word.slice(colon + 1)];
}

async function suggest(address: string, name: string, signal: AbortSignal): Promise<Suggestion[]> {
  const asked = new URLSearchParams({ q: name.replace(/[_-]+/g, " "), lang: language });
  try {
    const answer = await fetch(`${address}?${asked}`, {
      headers: { Accept: "application/json" },
      signal,
    });
    return answer.ok ? ((await answer.json()) as Suggestion[]) : [];
  } catch {
    return [];
  }
}
