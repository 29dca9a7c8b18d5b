// The page of the editor: the field, the run, the result, the history.

import { askedBy, askedByAddress, askedByFragment, fill, permalink } from "./editor/asked";
import { checking } from "./editor/checking";
import { completeTerms } from "./editor/completion";
import { fieldOver } from "./editor/field";
import { History } from "./editor/history";
import { showRemarks } from "./editor/remarks";
import { Result, type Way } from "./editor/result";
import { type Outcome, type Problem, Runner } from "./editor/running";
import { language, number, say } from "./editor/texts";
import { completeThings } from "./editor/things";
import { vocabularyAt } from "./editor/vocabulary";

const form = found<HTMLFormElement>("#editor");
const { page = "", service = "", suggest = "", longest = "8000" } = form.dataset;
const cancelButton = found<HTMLButtonElement>(".editor-cancel");
const clock = found<HTMLElement>(".editor-clock");
const remarks = found<HTMLElement>("#editor-remarks");
const status = found<HTMLElement>(".editor-status");
const view = form.elements.namedItem("view");

const vocabulary = vocabularyAt(`${service}/vocabulary`);
const field = fieldOver(found<HTMLTextAreaElement>("#query"), {
  sources: [completeTerms(vocabulary), completeThings(suggest, vocabulary)],
  extensions: checking(`${service}/check`, (told) => showRemarks(remarks, told, field.go)),
  run: () => void run(),
});
const runner = new Runner({ page, service, language, longest: Number(longest) });
const result = new Result(found("#editor-result"), (way) => void go(way));
const history_ = new History(found(".editor-history"), (query) => {
  field.write(query);
  field.go(0);
});

/** What the address asks that is shown. */
let address = String(askedByAddress());

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});
cancelButton.addEventListener("click", () => runner.cancel());
addEventListener("popstate", () => void reopen());

if (result.told["query"]) history_.add(result.told["query"]);
const shared = askedByFragment();
if (shared) void open(shared);

function found<E extends Element>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
}

/** Run what stands in the field, in the view that is shown. */
async function run(): Promise<void> {
  history_.add(field.text());
  await ask(askedBy(form, { view: result.told["view"] ?? "" }), true);
}

/** Show another view or page of the result that is there. */
async function go(way: Way): Promise<void> {
  const query = result.told["query"] ?? field.text();
  await ask(askedBy(form, { query, view: way.view, page: way.page }), true);
}

/** Do what an address asks. */
async function open(asked: URLSearchParams): Promise<void> {
  fill(form, asked);
  field.write(asked.get("query") ?? "");
  await ask(asked, false);
}

/** The address changed by going back or on; a link within the page changes nothing that is asked. */
async function reopen(): Promise<void> {
  const asked = askedByAddress();
  if (String(asked) === address) return;
  address = String(asked);
  if (asked) await open(asked);
  else result.clear();
}

async function ask(asked: URLSearchParams, isNew: boolean): Promise<void> {
  cancelButton.hidden = false;
  status.textContent = "";
  tick(0);
  const outcome = await runner.run(asked, tick);
  // A query that was ended by the next one has nothing to say.
  if (outcome.kind === "cancelled" && clock.dataset["of"] !== String(asked)) return;
  cancelButton.hidden = true;
  clock.textContent = "";
  tell(outcome, asked, isNew);

  function tick(seconds: number): void {
    clock.dataset["of"] = String(asked);
    clock.textContent = say("running", { seconds: number(seconds, 1) });
  }
}

function tell(outcome: Outcome, asked: URLSearchParams, isNew: boolean): void {
  const seconds = number(outcome.seconds, 2);
  if (outcome.kind === "cancelled") {
    status.textContent = say("cancelled", { seconds });
  } else if (outcome.kind === "problem") {
    result.clear();
    status.textContent = say("failed");
    tellProblem(outcome.problem);
  } else {
    const link = permalink(page, asked, Number(longest));
    result.show(outcome.html, link);
    if (view instanceof HTMLInputElement) view.remove();
    if (isNew && link !== location.href) history.pushState(null, "", link);
    address = String(askedByAddress());
    const { told = "" } = result.told;
    status.textContent = told ? say("done", { rows: told, seconds }) : say("doneTruth", { seconds });
  }
}

function tellProblem(problem: Problem | null): void {
  const { detail = say("offline"), hint = "", line = 0, column = 0 } = problem ?? {};
  const begin = line && line <= field.view.state.doc.lines ? field.view.state.doc.line(line).from : 0;
  const place = { line, column, begin: begin + Math.max(0, column - 1), end: 0 };
  showRemarks(
    remarks,
    [{ code: "problem", is_error: true, message: detail, hint, subject: "", ...place }],
    field.go,
  );
}
