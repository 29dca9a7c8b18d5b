// What a script adds to the pictures that the server draws: zooming and moving, neighbours that
// light up, a line of detail at the pointer or the focus, finding by name, nodes that can be moved.

import { drag } from "d3-drag";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomBehavior, type D3ZoomEvent } from "d3-zoom";

const STEP = 1.5;
const MOVE = 60;
const MOST_ZOOM = 24;
const DURATION = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200;

enhanceAll(document);
// The editor puts results into its page after it was loaded.
document.addEventListener("clusteratlas:content", ({ target }) => {
  if (target instanceof Element) enhanceAll(target);
});

function enhanceAll(place: ParentNode): void {
  for (const figure of place.querySelectorAll<HTMLElement>("[data-picture]")) enhance(figure);
}

function enhance(figure: HTMLElement): void {
  const svg = figure.querySelector<SVGSVGElement>("svg.pic");
  const view = figure.querySelector<HTMLElement>(".picture-view");
  if (!svg || !view) return;
  tell(svg, view);
  const plane = svg.querySelector<SVGGElement>("[data-zoom]");
  const tools = figure.querySelector<HTMLElement>(".picture-tools");
  if (!plane || !tools) return;
  const neighbours = linksOf(plane);
  light(plane, neighbours);
  if (neighbours.size > 0) movable(plane);
  zoomable(svg, plane, view, tools);
  findable(plane, tools);
  tools.hidden = false;
  bringIntoView(plane, view);
}

/** Where the picture is wider than its window, begin in the middle of what it shows. */
function bringIntoView(plane: SVGGElement, view: HTMLElement): void {
  const middles = [...plane.querySelectorAll("a")]
    .map((mark) => mark.getBoundingClientRect())
    .map(({ left, width }) => left + width / 2);
  if (!middles.length || view.scrollWidth <= view.clientWidth) return;
  const middle = middles.reduce((sum, each) => sum + each, 0) / middles.length;
  const window_ = view.getBoundingClientRect();
  view.scrollLeft += middle - (window_.left + window_.width / 2);
}

/** Zooming by wheel with a modifier or pinch, by keys and buttons; dragging moves the plane. */
function zoomable(
  svg: SVGSVGElement,
  plane: SVGGElement,
  view: HTMLElement,
  tools: HTMLElement,
): void {
  const { width, height } = svg.viewBox.baseVal;
  const behaviour: ZoomBehavior<SVGSVGElement, unknown> = zoom<SVGSVGElement, unknown>()
    .extent([[0, 0], [width, height]])
    .translateExtent([[0, 0], [width, height]])
    .scaleExtent([1, MOST_ZOOM])
    .duration(DURATION)
    // The wheel alone scrolls the page, unless the picture is what the reader works with.
    // Likewise one finger, as long as all of the picture is seen.
    .filter(
      (event: Event) =>
        !isButtonOfMouse(event) &&
        (!isWheel(event) || wantsZoom(event, view)) &&
        (!isOneFinger(event) || svg.classList.contains("is-zoomed")),
    )
    .on("zoom", ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => {
      plane.setAttribute("transform", transform.toString());
      svg.classList.toggle("is-zoomed", transform.k > 1);
      // Marks and letters grow more slowly than what lies between them.
      plane.style.setProperty("--smaller", String(1 / transform.k ** 0.7));
    });
  const chosen = select(svg);
  chosen.call(behaviour).on("dblclick.zoom", null);
  svg.classList.add("pic-zoomable");
  const by = (factor: number) => behaviour.scaleBy(chosen, factor);
  button(tools, "+", tools.dataset.in, () => by(STEP));
  button(tools, "−", tools.dataset.out, () => by(1 / STEP));
  button(tools, "⤢", tools.dataset.reset, () => behaviour.transform(chosen, zoomIdentity));
  const keys: Record<string, () => void> = {
    "+": () => by(STEP),
    "=": () => by(STEP),
    "-": () => by(1 / STEP),
    "0": () => behaviour.transform(chosen, zoomIdentity),
    ArrowLeft: () => behaviour.translateBy(chosen, MOVE, 0),
    ArrowRight: () => behaviour.translateBy(chosen, -MOVE, 0),
    ArrowUp: () => behaviour.translateBy(chosen, 0, MOVE),
    ArrowDown: () => behaviour.translateBy(chosen, 0, -MOVE),
  };
  view.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
}

type Neighbours = Map<string, SVGLineElement[]>;

/** The links of each node, by the numbers that the server gave them. */
function linksOf(plane: SVGGElement): Neighbours {
  const links: Neighbours = new Map();
  for (const line of plane.querySelectorAll<SVGLineElement>("line[data-ends]")) {
    for (const end of ends(line)) links.set(end, [...(links.get(end) ?? []), line]);
  }
  return links;
}

/** The thing under the pointer or the focus, its links and what they lead to stand out. */
function light(plane: SVGGElement, links: Neighbours): void {
  const show = (event: Event) => {
    const item = (event.target as Element).closest<SVGElement>("[data-node]");
    if (!item?.dataset.node) return;
    clear(plane);
    const near = new Set([item.dataset.node]);
    for (const line of links.get(item.dataset.node) ?? []) {
      line.classList.add("is-lit");
      for (const end of ends(line)) near.add(end);
    }
    for (const one of plane.querySelectorAll<SVGElement>("[data-node]")) {
      one.classList.toggle("is-lit", near.has(one.dataset.node ?? ""));
    }
    plane.classList.add("is-lit");
  };
  for (const begin of ["pointerover", "focusin"]) plane.addEventListener(begin, show);
  for (const end of ["pointerout", "focusout"]) plane.addEventListener(end, () => clear(plane));
}

function clear(plane: SVGGElement): void {
  plane.classList.remove("is-lit");
  for (const lit of plane.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
}

/** Nodes can be dragged out of a knot; their links and labels follow. */
function movable(plane: SVGGElement): void {
  const byNode = (node: string) =>
    plane.querySelectorAll<SVGElement>(`[data-node="${CSS.escape(node)}"]`);
  const behaviour = drag<SVGAElement, unknown>()
    .clickDistance(4)
    .container(() => plane)
    .on("drag", function (this: SVGAElement, event: { dx: number; dy: number }) {
      const node = this.dataset.node ?? "";
      const x = Number(this.dataset.x ?? 0) + event.dx;
      const y = Number(this.dataset.y ?? 0) + event.dy;
      this.dataset.x = String(x);
      this.dataset.y = String(y);
      for (const part of byNode(node)) {
        part.style.translate = `${x}px ${y}px`;
      }
      for (const line of plane.querySelectorAll<SVGLineElement>("line[data-ends]")) {
        const [source, target] = ends(line);
        if (source === node) shift(line, "1", event.dx, event.dy);
        if (target === node) shift(line, "2", event.dx, event.dy);
      }
    });
  select(plane).selectAll<SVGAElement, unknown>("a[data-node]").call(behaviour);
}

function shift(line: SVGLineElement, end: "1" | "2", dx: number, dy: number): void {
  line.setAttribute(`x${end}`, String(Number(line.getAttribute(`x${end}`)) + dx));
  line.setAttribute(`y${end}`, String(Number(line.getAttribute(`y${end}`)) + dy));
}

/** A field that keeps only what is called so in view. */
function findable(plane: SVGGElement, tools: HTMLElement): void {
  const field = document.createElement("input");
  const said = document.createElement("output");
  field.type = "search";
  field.placeholder = tools.dataset.find ?? "";
  field.setAttribute("aria-label", field.placeholder);
  field.addEventListener("input", () => {
    const wanted = plainLetters(field.value);
    clear(plane);
    said.textContent = "";
    if (!wanted) return;
    const found = [...plane.querySelectorAll<SVGElement>("a.pic-item")].filter((item) =>
      plainLetters(item.getAttribute("aria-label") ?? "").includes(wanted),
    );
    const numbers = new Set(found.map((item) => item.dataset.node));
    for (const item of found) item.classList.add("is-lit");
    for (const label of plane.querySelectorAll<SVGElement>("text[data-node]")) {
      label.classList.toggle("is-lit", numbers.has(label.dataset.node));
    }
    plane.classList.add("is-lit");
    said.textContent = (tools.dataset.found ?? "{count}").replace("{count}", String(found.length));
  });
  tools.prepend(field, said);
}

/** What the thing under the pointer or the focus is: the title that it has anyway, at once. */
function tell(svg: SVGSVGElement, view: HTMLElement): void {
  const tip = document.createElement("div");
  tip.className = "pic-tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  view.append(tip);
  for (const title of svg.querySelectorAll("a > title")) title.remove();
  const show = (event: Event) => {
    const item = (event.target as Element).closest<SVGAElement>("a.pic-item");
    if (!item) return;
    tip.textContent = item.getAttribute("aria-label");
    tip.hidden = false;
    const box = (item.querySelector(".pic-mark, .pic-fill, .pic-hollow, .pic-area") ?? item).getBoundingClientRect();
    const around = view.getBoundingClientRect();
    const left = box.left - around.left + view.scrollLeft + box.width / 2 - tip.offsetWidth / 2;
    const most = view.scrollLeft + view.clientWidth - tip.offsetWidth - 4;
    tip.style.left = `${Math.max(view.scrollLeft + 4, Math.min(left, most))}px`;
    const above = box.top - around.top - tip.offsetHeight - 8;
    tip.style.top = `${above > 0 ? above : box.bottom - around.top + 8}px`;
  };
  const hide = () => { tip.hidden = true; };
  for (const begin of ["pointerover", "focusin"]) svg.addEventListener(begin, show);
  for (const end of ["pointerout", "focusout"]) svg.addEventListener(end, hide);
  view.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

function button(tools: HTMLElement, sign: string, label: string | undefined, act: () => void): void {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", label ?? sign);
  made.title = label ?? "";
  made.addEventListener("click", act);
  tools.insertBefore(made, tools.querySelector(".picture-hint"));
}

function ends(line: SVGLineElement): [string, string] {
  const [source = "", target = ""] = (line.dataset.ends ?? "").split(" ");
  return [source, target];
}

function plainLetters(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[łŁ]/g, "l").toLowerCase().trim();
}

function isWheel(event: Event): event is WheelEvent {
  return event.type === "wheel";
}

function isButtonOfMouse(event: Event): boolean {
  return event instanceof MouseEvent && event.button !== 0;
}

function isOneFinger(event: Event): boolean {
  return "touches" in event && (event as TouchEvent).touches.length < 2;
}

function wantsZoom(event: WheelEvent, view: HTMLElement): boolean {
  return event.ctrlKey || event.metaKey || view.contains(document.activeElement);
}
