// What the script says, in the reader's language: the page carries it as JSON.

type Texts = Readonly<Record<string, string>>;

const texts = read("#editor-texts");

/** What CodeMirror says itself, by its own words for it. */
export const phrases = read("#editor-phrases");

function read(selector: string): Texts {
  return JSON.parse(document.querySelector(selector)?.textContent ?? "{}") as Texts;
}

/** The text of that name, with each {place} filled in. */
export function say(name: string, values: Record<string, string | number> = {}): string {
  return (texts[name] ?? name).replace(/\{(\w+)\}/g, (place, key: string) =>
    String(values[key] ?? place),
  );
}

/** The language of the page. */
export const language = document.documentElement.lang || "en";

/** A number as the reader writes it. */
export function number(value: number, decimals = 0): string {
  return value.toLocaleString(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}
