// The form of a saved query: things are picked by name.
//
// An input with `data-things` holds what the server reads: an IRI or its short form. Here it is
// hidden, and beside it stands a box that shows the thing's name and suggests others. What is typed
// and not picked is sent as it is: the server looks names up too.

import { suggestThings } from "./suggest";

const LINE = "\n";

for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-things]")) {
  if (field instanceof HTMLInputElement) pickOne(field);
  else addSeveral(field);
}

/** The box takes the field's place, with its label and all that is said about it. */
function pickOne(field: HTMLInputElement): void {
  const box = field.cloneNode() as HTMLInputElement;
  const name = field.dataset["label"] ?? "";
  box.removeAttribute("name");
  box.value = name || field.value;
  field.type = "hidden";
  field.removeAttribute("id");
  field.before(box);
  let picked = { label: box.value, value: field.value };
  box.addEventListener("input", () => {
    field.value = box.value === picked.label ? picked.value : box.value.trim();
  });
  suggestIn(box, field, (label, iri) => {
    picked = { label, value: iri };
    box.value = label;
    field.value = iri;
  });
}

/** A box above the field adds a line to it for each thing that is picked. */
function addSeveral(field: HTMLTextAreaElement): void {
  const box = document.createElement("input");
  box.type = "text";
  box.autocomplete = "off";
  box.placeholder = field.dataset["add"] ?? "";
  box.setAttribute("aria-label", field.dataset["add"] ?? "");
  field.before(box);
  suggestIn(box, field, (_label, iri) => {
    const lines = field.value.split(LINE).filter(Boolean);
    field.value = [...lines, iri].join(LINE);
    box.value = "";
  });
}

function suggestIn(
  box: HTMLInputElement,
  field: HTMLInputElement | HTMLTextAreaElement,
  pick: (label: string, iri: string) => void,
): void {
  const around = document.createElement("div");
  const kind = field.dataset["kind"];
  const address = field.closest<HTMLElement>("[data-suggest-at]")?.dataset["suggestAt"];
  if (!address) return;
  box.replaceWith(around);
  around.append(box);
  suggestThings(box, {
    address,
    box: around,
    kinds: () => (kind ? [kind] : []),
    choose: ({ label, iri }) => pick(label, iri),
  });
}
