// The table of a result: sorted, filtered and copied as it is shown.

import { copyButton } from "./copying";
import { language, number, say } from "./texts";
import { folded } from "./vocabulary";

const collator = new Intl.Collator(language, { numeric: true });

/** Give the table in `region` its buttons and its filter. */
export function enhanceTable(region: HTMLElement): void {
  const table = region.querySelector("table");
  const body = table?.tBodies[0];
  if (!table || !body) return;
  table.querySelectorAll("thead th").forEach((head, column) => {
    if (head instanceof HTMLTableCellElement) makeSortable(head, column, body);
  });
  const tools = document.createElement("div");
  tools.className = "result-tools";
  tools.append(filter(body), copyButton(say("copyTable"), () => asTsv(table)));
  region.before(tools);
}

function makeSortable(head: HTMLTableCellElement, column: number, body: HTMLTableSectionElement): void {
  const name = head.textContent?.trim() ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "result-sort";
  button.textContent = name;
  button.title = say("sort", { column: name });
  const isNumeric = body.rows[0]?.cells[column]?.classList.contains("number") ?? false;
  if (isNumeric) head.classList.add("number");
  button.addEventListener("click", () => {
    const descends = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentElement?.children ?? []) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descends ? "descending" : "ascending");
    sort(body, column, descends ? -1 : 1, isNumeric);
  });
  head.replaceChildren(button);
}

function sort(body: HTMLTableSectionElement, column: number, sign: 1 | -1, isNumeric: boolean): void {
  const text = (row: HTMLTableRowElement) => row.cells[column]?.textContent?.trim() ?? "";
  const compare = isNumeric
    ? (a: string, b: string) => Number(a) - Number(b)
    : (a: string, b: string) => collator.compare(a, b);
  const rows = [...body.rows].sort((a, b) => {
    const [one, other] = [text(a), text(b)];
    // What is empty stands last, however the rest is sorted.
    if (!one || !other) return Number(!one) - Number(!other);
    return sign * compare(one, other);
  });
  body.append(...rows);
}

function filter(body: HTMLTableSectionElement): HTMLElement {
  const label = document.createElement("label");
  const input = document.createElement("input");
  const told = document.createElement("span");
  input.type = "search";
  told.className = "quiet";
  told.setAttribute("role", "status");
  label.append(say("filter"), " ", input);
  input.addEventListener("input", () => {
    const wanted = folded(input.value.trim());
    let count = 0;
    for (const row of body.rows) {
      row.hidden = !folded(row.textContent ?? "").includes(wanted);
      if (!row.hidden) count += 1;
    }
    const values = { count: number(count), total: number(body.rows.length) };
    told.textContent = wanted ? say("filtered", values) : "";
  });
  const element = document.createElement("div");
  element.className = "result-filter";
  element.append(label, told);
  return element;
}

/** The rows that are shown, as spreadsheets take them. */
function asTsv(table: HTMLTableElement): string {
  return [...table.rows]
    .filter((row) => !row.hidden)
    .map((row) =>
      [...row.cells].map((cell) => (cell.textContent ?? "").trim().replace(/\s+/g, " ")).join("\t"),
    )
    .join("\n");
}
