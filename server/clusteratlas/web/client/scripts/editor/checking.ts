// Errors where they are: the server's own parser reads the query, without asking it.

import { type Diagnostic, linter, lintGutter } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";

import { say } from "./texts";

export interface Remark {
  readonly code: string;
  readonly is_error: boolean;
  readonly message: string;
  readonly hint: string;
  readonly subject: string;
  readonly line: number;
  readonly column: number;
  readonly begin: number;
  readonly end: number;
}

interface Checked {
  readonly remarks: readonly Remark[];
  /** What declares the prefixes that are missing and known, and where it goes. */
  readonly added: { readonly at: number; readonly text: string } | null;
}

const DELAY = 450;

/** Underlines what is wrong, tells `listen` of it, and adds the prefixes that are missing. */
export function checking(address: string, listen: (remarks: readonly Remark[]) => void) {
  const source = async (view: EditorView): Promise<readonly Diagnostic[]> => {
    const doc = view.state.doc;
    const checked = doc.toString().trim() ? await check(address, doc.toString()) : null;
    // What was written meanwhile is checked anew.
    if (!checked || !view.state.doc.eq(doc)) return [];
    if (checked.added) {
      const { at, text } = checked.added;
      view.dispatch({ changes: { from: at, insert: text }, userEvent: "input.prefix" });
      return [];
    }
    listen(checked.remarks);
    return checked.remarks.map((remark) => diagnostic(remark, doc.length));
  };
  return [linter(source, { delay: DELAY }), lintGutter()];
}

/** What a remark says. */
export function sentence(remark: Remark): string {
  return remark.message || say(remark.code, { subject: remark.subject });
}

function diagnostic(remark: Remark, length: number): Diagnostic {
  const to = Math.min(Math.max(remark.end, remark.begin), length);
  const from = Math.min(remark.begin === to && to > 0 ? to - 1 : remark.begin, to);
  return {
    from,
    to,
    severity: remark.is_error ? "error" : "warning",
    message: [sentence(remark), remark.hint].filter(Boolean).join(" "),
  };
}

async function check(address: string, text: string): Promise<Checked | null> {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/sparql-query" },
      body: text,
    });
    return answer.ok ? ((await answer.json()) as Checked) : null;
  } catch {
    return null;
  }
}
