// The tokens of a SPARQL text: one regular expression for highlighting and for completion.

export type Kind =
  | "comment" | "string" | "iri" | "variable" | "name" | "tag" | "number" | "word" | "sign";

export interface Token {
  readonly kind: Kind;
  readonly text: string;
  readonly from: number;
}

const NAME = "[\\p{L}\\p{N}_\\-·]";
const TOKEN = new RegExp(
  [
    "(?<comment>#[^\\n]*)",
    "(?<string>\"\"\"[^]*?(?:\"\"\"|$)|'''[^]*?(?:'''|$)|\"(?:[^\"\\\\\\n]|\\\\.)*\"?|'(?:[^'\\\\\\n]|\\\\.)*'?)",
    "(?<iri><[^<>\"{}|^`\\\\\\u0000-\\u0020]*>)",
    "(?<variable>[?$][\\p{L}\\p{N}_]+)",
    `(?<name>(?:\\p{L}(?:[\\p{L}\\p{N}_\\-.]*${NAME})?)?:(?:(?:${NAME}|[:%\\\\])(?:[\\p{L}\\p{N}_\\-·:%\\\\.]*(?:${NAME}|[:%]))?)?)`,
    "(?<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
    "(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)",
    "(?<word>[\\p{L}\\p{N}_]+)",
    "(?<sign>[^\\s])",
  ].join("|"),
  "gu",
);

/** The tokens of `text`, without white space. */
export function* tokens(text: string): Generator<Token> {
  for (const match of text.matchAll(TOKEN)) {
    const kind = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined);
    if (kind) yield { kind: kind[0] as Kind, text: match[0], from: match.index };
  }
}
