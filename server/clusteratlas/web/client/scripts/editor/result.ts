// The result as the server wrote it, with what a script adds to it.

import { copyButton } from "./copying";
import { enhanceTable } from "./table";
import { say } from "./texts";

/** Where a link within the result leads: another view, another page. */
export interface Way {
  readonly view: string;
  readonly page: string;
}

/** The result in `place`, which changes; `go` is told when another view or page is wanted. */
export class Result {
  constructor(
    private readonly place: HTMLElement,
    go: (way: Way) => void,
  ) {
    place.addEventListener("click", (event) => {
      const way = wayOf(event);
      if (!way) return;
      event.preventDefault();
      go(way);
    });
    this.#enhance();
  }

  /** Show another result. */
  show(html: string, link: string): void {
    this.place.innerHTML = html;
    this.#link(link);
    this.#enhance();
    this.place.dispatchEvent(new Event("clusteratlas:content", { bubbles: true }));
  }

  clear(): void {
    this.place.replaceChildren();
  }

  /** What the result says of itself: its query, its view, its rows in words. */
  get told(): DOMStringMap {
    return this.place.querySelector<HTMLElement>(".result")?.dataset ?? {};
  }

  #link(address: string): void {
    const link = this.place.querySelector<HTMLAnchorElement>(".result-link");
    if (link) link.href = address;
  }

  #enhance(): void {
    const table = this.place.querySelector<HTMLElement>(".result-table");
    if (table) enhanceTable(table);
    for (const sample of this.place.querySelectorAll(".sample")) {
      sample.before(copyButton(say("copy"), () => sample.textContent ?? ""));
    }
    const link = this.place.querySelector<HTMLAnchorElement>(".result-link");
    link?.after(copyButton(say("copyLink"), () => link.href));
  }
}

function wayOf(event: MouseEvent): Way | null {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const target = event.target instanceof Element ? event.target.closest("[data-view]") : null;
  if (!isPlain || !(target instanceof HTMLElement) || target.matches(".result")) return null;
  const { view = "", page = "" } = target.dataset;
  return { view, page };
}
