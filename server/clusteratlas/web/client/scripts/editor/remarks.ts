// The list of remarks below the editor: read by screen readers, and a way to each place.

import { type Remark, sentence } from "./checking";
import { say } from "./texts";

/** Show `remarks` in `place`; `go` leads to the character where one begins. */
export function showRemarks(
  place: HTMLElement,
  remarks: readonly Remark[],
  go: (begin: number) => void,
): void {
  const list = document.createElement("ul");
  list.className = "editor-remarks";
  list.setAttribute("aria-label", say("remarks"));
  for (const remark of remarks) list.append(item(remark, go));
  place.replaceChildren(...(remarks.length ? [list] : []));
}

function item(remark: Remark, go: (begin: number) => void): HTMLElement {
  const element = document.createElement("li");
  element.className = remark.is_error ? "error" : "warning";
  const text = document.createElement("span");
  text.textContent = sentence(remark);
  // What the parser says is English on every page.
  if (remark.message) text.lang = "en";
  element.append(text, " ");
  if (remark.line) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = say("at", { line: remark.line, column: remark.column });
    button.addEventListener("click", () => go(remark.begin));
    element.append(button);
  }
  if (remark.hint) {
    const hint = document.createElement("p");
    hint.className = "meaning";
    hint.lang = "en";
    hint.textContent = remark.hint;
    element.append(hint);
  }
  return element;
}
