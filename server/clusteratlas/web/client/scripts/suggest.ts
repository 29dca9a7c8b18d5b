// Suggestions under a search box: the combobox with a list box of the ARIA Authoring Practices.
// The form works without it; a suggestion leads to its thing, Enter without one searches.
// Other inputs can suggest too, and say themselves what becomes of a suggestion that is chosen.

export interface Suggestion {
  readonly iri: string;
  readonly href: string;
  readonly label: string;
  readonly kind: string;
  readonly kindLabel: string;
  readonly also: string;
  readonly note: string;
}

const PAUSE = 120;
const SHORTEST = 2;
const MARKS = /\p{M}/gu;

let lists = 0;

/** Adds suggestions to every search box of the page: a form with `data-suggest`. */
export function installSuggestions(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-suggest]")) {
    const input = form.querySelector<HTMLInputElement>('input[type="search"]');
    if (input) attachSuggestions(input);
  }
}

/** Adds suggestions to `input`, asked at the address in its form's `data-suggest`. */
export function attachSuggestions(input: HTMLInputElement): void {
  const form = input.form;
  const address = form?.dataset["suggest"];
  if (!form || !address) return;
  suggestThings(input, {
    address,
    box: form,
    kinds: () => new FormData(form).getAll("kind").map((kind) => `${kind}`),
    choose: ({ href }) => window.location.assign(href),
  });
}

/** Where suggestions come from and what becomes of them; the list stands at the end of `box`. */
export interface Place {
  readonly address: string;
  readonly box: HTMLElement;
  readonly kinds: () => readonly string[];
  readonly choose: (suggestion: Suggestion) => void;
}

/** Makes `input` a combobox that suggests things. */
export function suggestThings(input: HTMLInputElement, place: Place): void {
  new Suggestions(input, place).attach();
}

class Suggestions {
  readonly #input: HTMLInputElement;
  readonly #place: Place;
  readonly #list = document.createElement("div");
  readonly #status = document.createElement("span");
  #options: readonly HTMLElement[] = [];
  #offered: readonly Suggestion[] = [];
  #chosen = -1;
  #asked: AbortController | undefined;
  #timer = 0;

  constructor(input: HTMLInputElement, place: Place) {
    this.#input = input;
    this.#place = place;
  }

  attach(): void {
    lists += 1;
    this.#list.id = `suggestions-${lists}`;
    this.#list.className = "suggestions";
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", this.#input.getAttribute("aria-label") ?? "");
    this.#list.hidden = true;
    this.#status.className = "visually-hidden";
    this.#status.setAttribute("role", "status");
    this.#place.box.classList.add("suggesting");
    this.#place.box.append(this.#list, this.#status);
    const said: Record<string, string> = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.#list.id,
    };
    for (const [name, value] of Object.entries(said)) this.#input.setAttribute(name, value);
    this.#input.addEventListener("input", () => this.#askSoon());
    this.#input.addEventListener("keydown", (event) => this.#onKey(event));
    this.#input.addEventListener("blur", () => this.#close());
    // Pressing on a suggestion must not take the focus, or it would close before it is chosen.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#onClick(event));
  }

  #askSoon(): void {
    window.clearTimeout(this.#timer);
    this.#asked?.abort();
    const text = this.#input.value.trim();
    if (text.length < SHORTEST) this.#close();
    else this.#timer = window.setTimeout(() => void this.#ask(text), PAUSE);
  }

  async #ask(text: string): Promise<void> {
    const asked = new AbortController();
    this.#asked = asked;
    const parameters = new URLSearchParams({ q: text });
    for (const kind of this.#place.kinds()) parameters.append("kind", kind);
    try {
      const answer = await fetch(`${this.#place.address}?${parameters}`, {
        headers: { Accept: "application/json" },
        signal: asked.signal,
      });
      if (answer.ok) this.#show((await answer.json()) as Suggestion[], text);
      else this.#close();
    } catch {
      // Asked anew meanwhile, or offline: the form still searches.
      if (!asked.signal.aborted) this.#close();
    }
  }

  #show(suggestions: readonly Suggestion[], text: string): void {
    if (document.activeElement !== this.#input || !suggestions.length) {
      this.#close();
      return;
    }
    const groups = byKind(suggestions);
    this.#offered = groups.flat();
    this.#options = this.#offered.map((each, at) => optionFor(each, text, `${this.#list.id}-${at}`));
    let next = 0;
    this.#list.replaceChildren(
      ...groups.map((group) => {
        const options = this.#options.slice(next, next + group.length);
        next += group.length;
        return groupOf(group[0]?.kindLabel ?? "", options);
      }),
    );
    this.#choose(-1);
    this.#list.hidden = false;
    this.#list.scrollTop = 0;
    this.#input.setAttribute("aria-expanded", "true");
    this.#status.textContent = `${this.#list.getAttribute("aria-label")}: ${this.#options.length}`;
  }

  #close(): void {
    window.clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#choose(-1);
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#status.textContent = "";
  }

  #choose(at: number): void {
    this.#options[this.#chosen]?.setAttribute("aria-selected", "false");
    this.#chosen = at;
    const option = this.#options[at];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.#input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.#input.removeAttribute("aria-activedescendant");
    }
  }

  #onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const isOpen = !this.#list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (isOpen) this.#move(step);
      else this.#askSoon();
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Enter" && isOpen && this.#chosen >= 0) {
      event.preventDefault();
      this.#take(this.#chosen);
    }
  }

  /** To the next or previous suggestion; from the last one back to what was typed. */
  #move(step: number): void {
    const places = this.#options.length + 1;
    this.#choose(((this.#chosen + 1 + step + places) % places) - 1);
  }

  #onClick(event: MouseEvent): void {
    const target = event.target;
    const option = target instanceof Element ? target.closest<HTMLElement>('[role="option"]') : null;
    if (option) this.#take(this.#options.indexOf(option));
  }

  #take(at: number): void {
    const suggestion = this.#offered[at];
    if (!suggestion) return;
    this.#close();
    this.#place.choose(suggestion);
  }
}

/** The suggestions kind by kind, the kind of the likeliest first. */
function byKind(suggestions: readonly Suggestion[]): readonly (readonly Suggestion[])[] {
  const groups = new Map<string, Suggestion[]>();
  for (const each of suggestions) groups.set(each.kind, [...(groups.get(each.kind) ?? []), each]);
  return [...groups.values()];
}

function groupOf(label: string, options: readonly HTMLElement[]): HTMLElement {
  const group = document.createElement("div");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", label);
  const heading = document.createElement("div");
  heading.setAttribute("role", "presentation");
  heading.textContent = label;
  group.append(heading, ...options);
  return group;
}

function optionFor(suggestion: Suggestion, text: string, id: string): HTMLElement {
  const option = document.createElement("div");
  option.id = id;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.append(line(suggestion.label, text, ""));
  if (suggestion.also) option.append(line(suggestion.also, text, "suggestion-note"));
  if (suggestion.note) option.append(line(suggestion.note, "", "suggestion-note"));
  return option;
}

/** A line in which the words that were typed are marked where words begin so. */
function line(label: string, text: string, style: string): HTMLElement {
  const made = document.createElement("span");
  made.className = style;
  const typed = folded(text).split(/\s+/).filter(Boolean);
  for (const [piece] of label.matchAll(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu)) {
    const begun = typed
      .filter((word) => folded(piece).startsWith(word))
      .reduce((longest, word) => Math.max(longest, word.length), 0);
    if (begun) {
      const mark = document.createElement("mark");
      mark.textContent = piece.slice(0, begun);
      made.append(mark, piece.slice(begun));
    } else {
      made.append(piece);
    }
  }
  return made;
}

/** Letters without marks, so that what was typed plainly is found; each letter stays one letter. */
function folded(text: string): string {
  return text.normalize("NFD").replace(MARKS, "").toLowerCase().replaceAll("ł", "l").replaceAll("ø", "o");
}
