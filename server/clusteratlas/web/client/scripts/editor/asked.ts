// What is asked, as the parameters of an address: in the query, or in the fragment where it is long.

const LASTING = ["labels", "timeout"];

/** The parameters that the form and the last result say. `page` and `view` may be changed. */
export function askedBy(form: HTMLFormElement, changed: Record<string, string>): URLSearchParams {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value && name !== "view") asked.append(name, value);
  }
  // The last of the times is that which holds for every query.
  const timeout = form.elements.namedItem("timeout");
  if (timeout instanceof HTMLSelectElement && timeout.selectedIndex === timeout.length - 1) {
    asked.delete("timeout");
  }
  for (const [name, value] of Object.entries(changed)) {
    if (value) asked.set(name, value);
  }
  if (asked.get("page") === "1") asked.delete("page");
  return asked;
}

/** The address that shows what is asked to whoever opens it. */
export function permalink(page: string, asked: URLSearchParams, longest: number): string {
  const address = new URL(`${page}?${asked}`, location.href);
  if (address.href.length <= longest) return address.href;
  return new URL(`${page}#${asked}`, location.href).href;
}

/** What the fragment of this page's address asks; null where it asks nothing. */
export function askedByFragment(): URLSearchParams | null {
  const asked = new URLSearchParams(location.hash.slice(1));
  return asked.has("query") ? asked : null;
}

/** What this page's address asks, in its query or its fragment; null where it asks nothing. */
export function askedByAddress(): URLSearchParams | null {
  const asked = askedByFragment() ?? new URLSearchParams(location.search);
  return asked.has("query") ? asked : null;
}

/** Let the form say what is asked, but for its query. */
export function fill(form: HTMLFormElement, asked: URLSearchParams): void {
  for (const name of LASTING) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLInputElement) control.checked = asked.has(name);
    if (control instanceof HTMLSelectElement) {
      const chosen = [...control.options].findIndex(({ value }) => value === asked.get(name));
      control.selectedIndex = chosen < 0 ? control.length - 1 : chosen;
    }
  }
}
