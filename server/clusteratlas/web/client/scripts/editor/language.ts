// SPARQL for CodeMirror: colours, indentation, brackets, comments.

import { StreamLanguage, type StringStream } from "@codemirror/language";

import { FUNCTIONS, KEYWORDS } from "./words";

interface State {
  /** The quotes that end the long string which the line begins in, "" outside of one. */
  quotes: string;
  depth: number;
}

const keywords = new Set(KEYWORDS);
const functions = new Set(FUNCTIONS);
const constants = new Set(["TRUE", "FALSE", "A"]);

function readString(stream: StringStream, state: State): string {
  while (!stream.eol()) {
    if (stream.match(state.quotes)) {
      state.quotes = "";
      break;
    }
    if (stream.next() === "\\") stream.next();
  }
  return "string";
}

function readWord(word: string): string | null {
  const upper = word.toUpperCase();
  if (word === "a" || (constants.has(upper) && upper !== "A")) return "atom";
  if (keywords.has(upper)) return "keyword";
  return functions.has(upper) ? "name.standard" : null;
}

function token(stream: StringStream, state: State): string | null {
  if (state.quotes) return readString(stream, state);
  if (stream.eatSpace()) return null;
  if (stream.match(/^#.*/)) return "comment";
  for (const quotes of ['"""', "'''"]) {
    if (stream.match(quotes)) {
      state.quotes = quotes;
      return readString(stream, state);
    }
  }
  if (stream.match(/^"(?:[^"\\]|\\.)*"?|^'(?:[^'\\]|\\.)*'?/)) return "string";
  if (stream.match(/^<[^<>"{}|^`\\\s]*>/)) return "url";
  if (stream.match(/^[?$][\p{L}\p{N}_]+/u)) return "variableName";
  if (stream.match(/^(?:\p{L}[\p{L}\p{N}_\-.]*)?:(?:[\p{L}\p{N}_\-·:%\\]|\.(?=[\p{L}\p{N}_]))*/u)) {
    return "propertyName";
  }
  if (stream.match(/^@[A-Za-z]+(?:-[A-Za-z0-9]+)*/)) return "labelName";
  if (stream.match(/^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/)) return "number";
  if (stream.match(/^[\p{L}\p{N}_]+/u)) return readWord(stream.current());
  const sign = stream.next() ?? "";
  if ("{[(".includes(sign)) state.depth += 1;
  if ("}])".includes(sign)) state.depth = Math.max(0, state.depth - 1);
  return "{}[]()".includes(sign) ? "bracket" : "operator";
}

/** SPARQL 1.1 and 1.2. */
export const sparql = StreamLanguage.define<State>({
  name: "sparql",
  startState: () => ({ quotes: "", depth: 0 }),
  token,
  indent: (state, after, context) =>
    state.quotes ? null : Math.max(0, state.depth - (/^[}\])]/.test(after) ? 1 : 0)) * context.unit,
  languageData: {
    commentTokens: { line: "#" },
    closeBrackets: { brackets: ["(", "[", "{", '"', "'"] },
    indentOnInput: /^\s*[}\])]$/,
  },
});
