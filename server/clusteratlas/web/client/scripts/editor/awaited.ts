// What may stand at a place in a query: the position in a triple, an expression, a clause.

import { tokens, type Token } from "./tokens";
import { CLAUSES, FUNCTIONS, PATTERNS } from "./words";

export type Slot =
  | "clause" | "subject" | "predicate" | "object" | "class" | "expression" | "graph" | "prefix";

export interface Awaited {
  readonly slot: Slot;
  /** The subject of the triple as it is written, "" where there is none yet. */
  readonly subject: string;
}

interface Group {
  readonly opened: "" | "{" | "[" | "(";
  slot: Slot | "end";
  subject: string;
  predicate: string;
  /** Whether VALUES was read and its block comes, or the group is such a block. */
  isData: boolean;
}

const TYPE = new Set(["a", "rdf:type"]);
const BEFORE_EXPRESSION = new Set(["filter", "bind", "having", "by"]);
const CALLED = new Set(FUNCTIONS.map((name) => name.toLowerCase()));
const BEGINNINGS = new Set(
  [...PATTERNS, ...CLAUSES].flatMap((words) => words.toLowerCase().split(" ")),
);

/** What is awaited behind `before`, the text up to the word that is being written. */
export function awaited(before: string): Awaited {
  const groups: Group[] = [group("")];
  for (const token of tokens(before)) read(token, groups);
  const inner = groups.at(-1) ?? group("");
  if (inner.slot === "object" && TYPE.has(inner.predicate)) {
    return { slot: "class", subject: inner.subject };
  }
  return { slot: inner.slot === "end" ? "clause" : inner.slot, subject: inner.subject };
}

/** The classes that the query gives its subjects by `a`, by the subject as it is written. */
export function classesOf(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const groups: Group[] = [group("")];
  for (const token of tokens(text)) {
    const inner = groups.at(-1);
    const isClass = inner?.slot === "object" && TYPE.has(inner.predicate);
    if (isClass && (token.kind === "name" || token.kind === "iri")) {
      found.set(inner.subject, [...(found.get(inner.subject) ?? []), token.text]);
    }
    read(token, groups);
  }
  return found;
}

function group(opened: Group["opened"]): Group {
  const slot = opened === "{" ? "subject" : opened === "[" ? "predicate" : "clause";
  return {
    opened,
    slot: opened === "(" ? "expression" : slot,
    subject: "",
    predicate: "",
    isData: false,
  };
}

function read(token: Token, groups: Group[]): void {
  const inner = groups.at(-1);
  if (!inner || token.kind === "comment") return;
  if (token.kind === "sign") readSign(token.text, inner, groups);
  else if (token.kind === "word" && !TYPE.has(token.text)) readWord(token.text.toLowerCase(), inner);
  else if (token.kind !== "tag") advance(inner, token.text);
}

function readSign(sign: string, inner: Group, groups: Group[]): void {
  if (sign === "{" || sign === "[" || sign === "(") {
    const opened = group(sign);
    // Parentheses in the place of a property hold a path.
    if (sign === "(" && inner.slot === "predicate") opened.slot = "predicate";
    if (inner.isData) Object.assign(opened, { slot: "object", isData: true });
    if (sign === "{" && inner.opened !== "(") inner.isData = false;
    groups.push(opened);
  } else if (sign === "}" || sign === "]" || sign === ")") {
    if (groups.length > 1) groups.pop();
    const outer = groups.at(-1);
    if (!outer) return;
    if (sign === "}") outer.slot = outer.opened === "{" ? "subject" : "clause";
    else if (sign === "]" || outer.slot === "predicate") advance(outer, sign);
    else if (outer.slot === "expression" && outer.opened === "{") outer.slot = "subject";
  } else if (inner.opened === "{" || inner.opened === "[") {
    if (sign === ".") inner.slot = "subject";
    else if (sign === ";") inner.slot = "predicate";
    else if (sign === ",") inner.slot = "object";
    else if ("/|^".includes(sign) && inner.slot === "object") inner.slot = "predicate";
  }
}

function readWord(word: string, inner: Group): void {
  if (word === "prefix" || word === "base") inner.slot = "prefix";
  else if (word === "graph" || word === "service") inner.slot = "graph";
  else if (BEFORE_EXPRESSION.has(word)) inner.slot = "expression";
  else if (word === "values") Object.assign(inner, { slot: "expression", isData: true });
  else if (CALLED.has(word)) return;
  else if (inner.opened === "{" && BEGINNINGS.has(word)) inner.slot = "subject";
  else if (inner.opened === "" && word === "select") inner.slot = "expression";
  else if (inner.opened === "" && BEGINNINGS.has(word)) inner.slot = "clause";
  else advance(inner, word);
}

/** A term was read. */
function advance(inner: Group, text: string): void {
  if (inner.isData || (inner.opened === "(" && inner.slot === "expression")) return;
  switch (inner.slot) {
    case "subject":
      inner.slot = "predicate";
      inner.subject = text;
      break;
    case "predicate":
      if (inner.opened === "(") return;
      inner.slot = "object";
      inner.predicate = text;
      break;
    case "object":
      inner.slot = "end";
      break;
    case "prefix":
      if (text.startsWith("<")) inner.slot = "clause";
      break;
    case "graph":
      inner.slot = "clause";
  }
}
