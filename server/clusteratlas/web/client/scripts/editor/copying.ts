// Buttons that put a text onto the clipboard.

import { say } from "./texts";

const TOLD = 2000;

/** A button that copies what `text` gives when it is pressed. */
export function copyButton(label: string, text: () => string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", async () => {
    await copy(text());
    button.textContent = say("copied");
    setTimeout(() => {
      button.textContent = label;
    }, TOLD);
  });
  return button;
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https browsers have no clipboard for scripts but this.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
