// A query under way: its time runs, it can be cancelled. The server stops when the connection ends.

export interface Problem {
  readonly detail: string;
  readonly hint?: string;
  readonly line?: number;
  readonly column?: number;
}

export type Outcome =
  | { readonly kind: "result"; readonly html: string; readonly seconds: number }
  | { readonly kind: "problem"; readonly problem: Problem | null; readonly seconds: number }
  | { readonly kind: "cancelled"; readonly seconds: number };

interface Addresses {
  /** Of the page in the reader's language, and of the service. */
  readonly page: string;
  readonly service: string;
  readonly language: string;
  readonly longest: number;
}

/** Asks one query at a time: a new one ends the one before. */
export class Runner {
  #abort: AbortController | null = null;

  constructor(private readonly addresses: Addresses) {}

  /** End the query under way. */
  cancel(): void {
    this.#abort?.abort();
  }

  /** Ask; `tick` is told the seconds while it runs. */
  async run(asked: URLSearchParams, tick: (seconds: number) => void): Promise<Outcome> {
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    const clock = setInterval(() => tick(seconds()), 100);
    try {
      const answer = await this.#ask(asked, abort.signal);
      const body = await answer.text();
      if (answer.ok) return { kind: "result", html: body, seconds: seconds() };
      return { kind: "problem", problem: parsed(body), seconds: seconds() };
    } catch {
      if (abort.signal.aborted) return { kind: "cancelled", seconds: seconds() };
      return { kind: "problem", problem: null, seconds: seconds() };
    } finally {
      clearInterval(clock);
      if (this.#abort === abort) this.#abort = null;
    }
  }

  #ask(asked: URLSearchParams, signal: AbortSignal): Promise<Response> {
    const { page, service, language, longest } = this.addresses;
    const address = `${page}/result?${asked}`;
    // Problems come as JSON: only a page is asked for as HTML.
    const headers = { Accept: "*/*" };
    if (address.length <= longest) return fetch(address, { headers, signal });
    const method = "POST";
    return fetch(`${service}/result?lang=${language}`, { method, headers, body: asked, signal });
  }
}

function parsed(body: string): Problem | null {
  try {
    return JSON.parse(body) as Problem;
  } catch {
    return null;
  }
}
