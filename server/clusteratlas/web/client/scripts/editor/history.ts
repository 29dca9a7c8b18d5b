// The queries that were run in this browser, the last first. Nobody else is told of them.

import { language, say } from "./texts";

interface Entry {
  readonly query: string;
  readonly when: string;
}

const KEY = "sparql-history";
const MOST = 50;
const SHOWN = 90;

/** The list in `place`, a details element; `open` is given the query that is chosen. */
export class History {
  constructor(
    private readonly place: HTMLElement,
    private readonly open: (query: string) => void,
  ) {
    place.hidden = false;
    this.#show();
  }

  /** Remember that `query` was run. */
  add(query: string): void {
    const others = read().filter((entry) => entry.query !== query);
    keep([{ query, when: new Date().toISOString() }, ...others].slice(0, MOST));
    this.#show();
  }

  #show(): void {
    const entries = read();
    const list = document.createElement("ol");
    list.append(...entries.map((entry) => this.#item(entry)));
    const end = document.createElement(entries.length ? "button" : "p");
    end.textContent = say(entries.length ? "historyClear" : "historyEmpty");
    if (end instanceof HTMLButtonElement) {
      end.type = "button";
      end.addEventListener("click", () => {
        keep([]);
        this.#show();
      });
    } else {
      end.className = "meaning";
    }
    const summary = this.place.querySelector("summary");
    this.place.replaceChildren(...(summary ? [summary] : []), list, end);
    list.hidden = !entries.length;
  }

  #item(entry: Entry): HTMLElement {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = beginning(entry.query);
    button.title = say("historyOpen");
    button.addEventListener("click", () => this.open(entry.query));
    const when = document.createElement("time");
    when.dateTime = entry.when;
    when.textContent = new Date(entry.when).toLocaleString(language, {
      dateStyle: "medium",
      timeStyle: "short",
    });
    item.append(button, " ", when);
    return item;
  }
}

/** What tells a query from others: its text without the prologue. */
function beginning(query: string): string {
  const text = query
    .replace(/^\s*(?:PREFIX\s+\S+\s+<[^>]*>|BASE\s+<[^>]*>|#.*$)/gim, "")
    .replace(/\s+/g, " ")
    .trim();
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function read(): readonly Entry[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(found: unknown): found is Entry {
  const { query, when } = (found ?? {}) as Partial<Entry>;
  return typeof query === "string" && typeof when === "string";
}

function keep(entries: readonly Entry[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // Nothing can be kept: the page works without.
  }
}
