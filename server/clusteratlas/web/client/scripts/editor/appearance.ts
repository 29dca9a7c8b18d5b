// How the editor looks: the tokens of the page's design, so that it follows the theme.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: tags.standard(tags.name), color: "var(--series-5)" },
  { tag: [tags.string, tags.labelName], color: "var(--good)" },
  { tag: tags.url, color: "var(--series-2)" },
  { tag: tags.propertyName, color: "var(--series-2)" },
  { tag: tags.variableName, color: "var(--series-6)" },
  { tag: [tags.number, tags.atom], color: "var(--series-3)" },
]);

const surface = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--raised)", fontSize: "var(--step--1)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    lineHeight: "1.55",
    maxHeight: "70vh",
  },
  ".cm-content, .cm-gutter": { minHeight: "14rem" },
  ".cm-content": { padding: "0.5rem 0", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { background: "color-mix(in oklab, var(--accent) 24%, transparent)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in oklab, var(--panel) 55%, transparent)" },
  ".cm-gutters": {
    backgroundColor: "var(--panel)",
    color: "var(--quiet)",
    border: "0",
    borderInlineEnd: "1px solid var(--line)",
  },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--accent-ground)",
    outline: "1px solid var(--accent)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    border: "1px solid var(--edge)",
    borderRadius: "var(--radius)",
    fontFamily: "var(--sans)",
    maxWidth: "min(32rem, 90vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--sans)",
    fontSize: "var(--step--1)",
    maxHeight: "18rem",
    minWidth: "min(22rem, 80vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    padding: "0.15rem 0.6rem",
    minHeight: "1.75rem",
    display: "flex",
    gap: "0.75rem",
    alignItems: "center",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--accent)",
    color: "var(--on-accent)",
  },
  ".cm-completionLabel": { fontFamily: "var(--mono)" },
  ".option-thing .cm-completionLabel": { fontFamily: "var(--sans)" },
  ".cm-completionDetail": {
    fontStyle: "normal",
    marginInlineStart: "auto",
    color: "var(--quiet)",
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "650" },
  ".cm-tooltip.cm-completionInfo": { padding: "0.5rem 0.75rem", fontSize: "var(--step--1)" },
  ".cm-completionInfo p": { margin: "0 0 0.35rem" },
  ".cm-diagnostic": { padding: "0.4rem 0.75rem" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--bad)" },
  ".cm-diagnostic-warning": { borderLeft: "4px solid var(--caution)" },
  ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--ink)" },
  ".cm-panel.cm-search": { padding: "0.5rem", fontFamily: "var(--sans)" },
  ".cm-panel.cm-search input, .cm-panel.cm-search button": { minHeight: "1.75rem" },
  ".cm-panel.cm-search label": {
    display: "inline-flex",
    alignItems: "center",
    minHeight: "1.75rem",
    fontSize: "var(--step--2)",
  },
  ".cm-panel.cm-search [name=close]": { minWidth: "1.75rem", fontSize: "1.1rem" },
  ".cm-textfield": {
    backgroundColor: "var(--raised)",
    color: "inherit",
    border: "1px solid var(--edge)",
  },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--raised)", border: "1px solid var(--edge)", color: "inherit" },
  ".cm-searchMatch": { backgroundColor: "var(--caution-ground)", outline: "1px solid var(--caution)" },
});

export const appearance = [surface, syntaxHighlighting(colours)];
