// The field of the query: CodeMirror in a shadow root, over the textarea that the form sends.
// In a shadow root its styles are adopted style sheets, which a strict policy allows.

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionSource,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";

import { appearance } from "./appearance";
import { sparql } from "./language";
import { phrases, say } from "./texts";
import { typeOverSelection } from "./typing";

export interface Field {
  readonly view: EditorView;
  text(): string;
  write(text: string): void;
  /** Put the cursor before a character, and the focus into the field. */
  go(place: number): void;
}

interface Options {
  readonly sources: readonly CompletionSource[];
  readonly extensions: Extension;
  readonly run: () => void;
}

/** Replace `area` by an editor that keeps its value. */
export function fieldOver(area: HTMLTextAreaElement, options: Options): Field {
  const host = document.createElement("div");
  host.className = "editor-field";
  const root = host.attachShadow({ mode: "open" });
  area.after(host);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: area.value, extensions: extensions(area, options) }),
  });
  area.hidden = true;
  area.required = false;
  document.querySelector(`label[for="${area.id}"]`)?.addEventListener("click", () => view.focus());
  return {
    view,
    text: () => view.state.doc.toString(),
    write: (text) => {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    go: (place) => {
      const anchor = Math.min(place, view.state.doc.length);
      view.dispatch({ selection: { anchor }, scrollIntoView: true });
      view.focus();
    },
  };
}

function extensions(area: HTMLTextAreaElement, { sources, extensions: more, run }: Options) {
  const runs = (): boolean => {
    run();
    return true;
  };
  return [
    Prec.highest(keymap.of([{ key: "Mod-Enter", run: runs }])),
    EditorState.phrases.of(phrases),
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    history(),
    drawSelection(),
    EditorState.allowMultipleSelections.of(true),
    indentUnit.of("  "),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    autocompletion({ override: [...sources], icons: false, optionClass: ({ type }) => `option-${type}` }),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
    typeOverSelection,
    sparql,
    appearance,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": say("aria") }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) area.value = update.state.doc.toString();
    }),
    more,
  ];
}
