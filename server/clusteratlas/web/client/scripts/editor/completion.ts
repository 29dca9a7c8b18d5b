// Completion: words, variables, and classes and properties by name or label in any language.

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";

import { awaited, classesOf, type Slot } from "./awaited";
import { number, say } from "./texts";
import { tokens } from "./tokens";
import { folded, inLanguage, type Term, type Vocabulary } from "./vocabulary";
import { CLAUSES, FUNCTIONS, PATTERNS } from "./words";

/** The most that the manifests of old versions count. */
const COUNTED = 10_000;
const MOST = 60;

/** The word that is being written. */
export const WORD = /[\p{L}\p{N}_:·.-]*$/u;

/** The source of everything but things. */
export function completeTerms(vocabulary: () => Promise<Vocabulary>) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { state, pos } = context;
    const text = state.doc.toString();
    const variable = context.matchBefore(/[?$][\p{L}\p{N}_]*/u);
    if (variable) return found(variable.from, variables(text, variable.from), folded(variable.text));
    if (isInText(text, pos)) return null;
    const word = context.matchBefore(WORD);
    const from = word?.from ?? pos;
    const typed = text.slice(from, pos);
    if (!typed && !context.explicit) return null;
    const { slot, subject } = awaited(text.slice(0, from));
    const known = await vocabulary();
    const options = [...terms(slot, subject, text, known), ...words(slot)];
    if (context.explicit) options.push(...variables(text, from));
    return found(from, options, folded(typed));
  };
}

/** Whether the place is inside of a comment, a string or an IRI. */
export function isInText(text: string, place: number): boolean {
  for (const { kind, text: written, from } of tokens(text)) {
    if (from >= place) return /<[^\s>{]*$/.test(text.slice(0, place));
    const end = from + written.length;
    if (kind === "comment" && end >= place) return true;
    if ((kind === "string" || kind === "iri") && end > place) return true;
  }
  return /<[^\s>{?]*$/.test(text.slice(0, place));
}

function terms(slot: Slot, subject: string, text: string, known: Vocabulary): Completion[] {
  if (slot === "class") return known.classes.map((term) => option(term, "class", 0));
  if (slot !== "predicate") return prefixes(slot, known);
  const ofSubject = new Set<number>();
  const classes = new Set(classesOf(text).get(subject) ?? []);
  for (const term of known.classes) {
    if (!classes.has(term.name) && !classes.has(`<${term.iri}>`)) continue;
    for (const place of term.properties) ofSubject.add(place);
  }
  return [
    ...known.properties.map((term, place) => option(term, "property", ofSubject.has(place) ? 50 : 0)),
    { label: "a", type: "keyword", detail: "rdf:type", boost: 20 },
  ];
}

function option(term: Term, type: "class" | "property", boost: number): Completion {
  const label = inLanguage(term.labels);
  return {
    label: term.name,
    detail: label,
    type,
    boost: boost + Math.log10(term.uses + 1),
    info: () => description(term, say(type)),
  };
}

function description(term: Term, kind: string): Node {
  const info = document.createElement("div");
  const uses =
    term.uses === 0
      ? say("unused")
      : term.uses === COUNTED + 1
        ? say("usesMore", { count: number(COUNTED) })
        : say("uses", { count: number(term.uses) });
  const labels = Object.entries(term.labels).map(([tag, label]) => `${label} (${tag})`);
  for (const line of [labels.join(" · "), `${kind}, ${uses}`, inLanguage(term.comments)]) {
    if (!line) continue;
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    info.append(paragraph);
  }
  return info;
}

function prefixes(slot: Slot, known: Vocabulary): Completion[] {
  if (slot === "clause" || slot === "prefix") return [];
  return Object.entries(known.prefixes).map(([prefix, namespace]) => ({
    label: `${prefix}:`,
    type: "namespace",
    detail: namespace,
    boost: -40,
  }));
}

function words(slot: Slot): Completion[] {
  const keyword = (label: string): Completion => ({ label, type: "keyword", boost: -10 });
  if (slot === "subject") return PATTERNS.map(keyword);
  if (slot === "clause") return [...CLAUSES, ...PATTERNS].map(keyword);
  if (slot !== "expression") return [];
  return [
    ...FUNCTIONS.map((label): Completion => ({
      label, type: "function", detail: say("function"), apply: `${label}(`, boost: -5,
    })),
    ...["DISTINCT", "AS", "NOT EXISTS", "EXISTS", "IN", "WHERE", "DESC", "ASC"].map(keyword),
  ];
}

function variables(text: string, except: number): Completion[] {
  const names = new Set<string>();
  for (const { kind, text: name, from } of tokens(text)) {
    if (kind === "variable" && from !== except) names.add(name);
  }
  return [...names].map((label) => ({ label, type: "variable", detail: say("variable"), boost: 5 }));
}

/** The options that fit what is typed, the best first. */
function found(from: number, options: Completion[], typed: string): CompletionResult | null {
  const fitting = options
    .map((one) => ({ one, score: score(one, typed) }))
    .filter(({ score: value }) => value > 0)
    .sort((a, b) => b.score + (b.one.boost ?? 0) - a.score - (a.one.boost ?? 0))
    .slice(0, MOST)
    .map(({ one }, place) => ({ ...one, boost: 99 - place }));
  return fitting.length ? { from, options: fitting, filter: false } : null;
}

function score(option: Completion, typed: string): number {
  if (!typed) return 1;
  const name = folded(option.label);
  const local = name.slice(name.indexOf(":") + 1);
  const label = folded(option.detail ?? "");
  if (name.startsWith(typed)) return 300;
  if (local.startsWith(typed)) return 260;
  if (label.startsWith(typed)) return 240;
  if (label.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed))) return 160;
  return typed.length > 1 && (local.includes(typed) || label.includes(typed)) ? 80 : 0;
}
