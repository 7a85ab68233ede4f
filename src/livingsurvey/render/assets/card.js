// The card beside a link: it tells what the link leads to. A page has one; a part fills it.
//
// It comes when the pointer rests on the link, when the keyboard brings the focus there, or by the first tap of a
// finger, on a phone as a sheet from below. It is a dialog that holds nobody: the pointer can move into it, Tab leads
// into it and on to what follows the link; Escape, leaving or scrolling away closes it.

const RESTS = 350; // ms until it comes under a pointer that rests,
const STAYS = 500; // or to a focus that stays;
const RETURNS = 350; // and until it goes, unless the pointer returns
const GAP = 8; // px between card and line, and to the edges of the window
const PHONE = "(max-width: 44.9844em)"; // as in Material

const card = document.createElement("div");
card.id = "sv-card";
card.className = "sv-card md-typeset";
card.tabIndex = -1;
card.hidden = true;
card.role = "dialog";
card.setAttribute("aria-labelledby", "sv-card-title");
card.innerHTML = '<button class="sv-card__close" aria-label="Close">×</button>';
const close = card.firstChild;
document.body.append(card);

let shown; // the link that it is about, while it shows
let by; // how it came: "pointer", "focus" or "finger"
let refused; // the link whose card was closed, and that gets the focus back
let coming, going; // timers
let slid; // the last time that a link came under a pointer at rest, since the page moved
let x, y; // where the pointer was seen last

const focused = () => document.activeElement;
const focus = (element) => element.focus({ preventScroll: true });
const on = (type, react, options) => document.addEventListener(type, react, options);

// What parts fill it with: elements, the line that names it, and a line of links.
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
export const title = (...children) => make("p", { id: "sv-card-title", className: "sv-card__title" }, ...children);
export const links = (...children) => make("p", { className: "sv-card__links" }, ...children);

// What happens at a link, as `survey.js` tells it; `held` is a tap that does not follow it. `fill(link)` promises the
// card's nodes, a title among them. Where the promise fails, the link is what it is without scripts.
export function meet(link, event, fill, held) {
  if (event.type === "click") {
    clearTimeout(coming);
    if (held) show(link, "finger", fill(link));
    else hide();
  } else if (event.type === "focusin") {
    if (link !== refused && link.matches(":focus-visible")) plan(link, "focus", fill, STAYS);
  } else if (event.pointerType !== "touch" && !event.buttons) {
    if (event !== slid) plan(link, "pointer", fill, RESTS, event.clientY);
    else link.addEventListener("pointermove", (moved) => meet(link, moved, fill, held), { once: true });
  }
}

// The card goes on to another link, and the focus to what `stop(card)` finds in it. Whoever follows such a step, of the
// class `sv-card__step`, keeps the card.
export async function follow(link, fill, stop) {
  link.scrollIntoView({ block: "nearest", behavior: "instant" });
  await show(link, by, fill(link));
  focus(stop(card));
}

function plan(link, how, fill, delay, y) {
  clearTimeout(coming);
  if (link === shown) return clearTimeout(going);
  const filled = fill(link); // what it needs is on its way while we wait
  filled.catch(() => {});
  coming = setTimeout(() => show(link, how, filled, y), delay);
}

async function show(link, how, filled, y) {
  const nodes = await filled.catch(() => how === "finger" && location.assign(link.href));
  const left = (how === "pointer" && !link.matches(":hover")) || (how === "focus" && focused() !== link);
  if (!nodes || (left && !card.contains(focused()))) return;
  hide();
  [shown, by] = [link, how];
  link.ariaExpanded = true;
  link.setAttribute("aria-controls", card.id);
  card.replaceChildren(close, ...nodes);
  card.removeAttribute("style");
  card.hidden = false;
  card.scrollTop = 0;
  if (card.classList.toggle("sv-card--sheet", how === "finger" && matchMedia(PHONE).matches)) uncover(link);
  else place(link, y);
  if (how === "finger") focus(card);
}

export function hide() {
  clearTimeout(going);
  if (!shown) return;
  shown.ariaExpanded = null;
  shown.removeAttribute("aria-controls");
  if (card.contains(focused())) {
    refused = shown;
    shown.addEventListener("focusout", () => (refused = undefined), { once: true });
    focus(shown);
  }
  shown = undefined;
  card.hidden = true;
}

// Below the link's last line or above its first one, which can still be read; inside the window.
function place(link, y) {
  const lines = [...link.getClientRects()];
  const line = lines.find((each) => y >= each.top && y <= each.bottom) ?? lines[0];
  const [top, bottom] = [lines[0].top, lines.at(-1).bottom];
  const [above, below] = [top - header() - 2 * GAP, innerHeight - bottom - 2 * GAP];
  const under = card.offsetHeight <= below || below >= above;
  card.style.maxHeight = `${under ? below : above}px`;
  const right = document.documentElement.clientWidth - card.offsetWidth - GAP;
  const origin = card.offsetParent.getBoundingClientRect(); // it moves with the text
  card.style.left = `${Math.max(GAP, Math.min(line.left, right)) - origin.left}px`;
  card.style.top = `${(under ? bottom + GAP : top - GAP - card.offsetHeight) - origin.top}px`;
}

// The text moves up where the sheet would cover the line.
function uncover(link) {
  const covered = link.getBoundingClientRect().bottom + GAP + card.offsetHeight - innerHeight;
  if (covered > 0) scrollBy({ top: covered, behavior: "instant" });
}

function header() {
  return Math.max(0, document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0);
}

const holds = (node) => shown.contains(node) || card.contains(node);

function leave() {
  if (by !== "pointer" || card.contains(focused())) return;
  clearTimeout(going);
  going = setTimeout(hide, RETURNS);
}

function tab(event) {
  const at = focused();
  const stops = [...card.querySelectorAll("a, button")].filter((stop) => stop.offsetParent);
  if (at === shown && !event.shiftKey) {
    event.preventDefault();
    stops[0].focus();
  } else if (event.shiftKey ? at === stops[0] || at === card : at === stops.at(-1)) {
    focus(shown); // from where Tab leads on to what follows the link
    if (event.shiftKey) event.preventDefault();
  }
}

on("pointerover", (event) => event.clientX === x && event.clientY === y && (slid = event), true);
on("pointermove", (event) => ([x, y] = [event.clientX, event.clientY]), true);

// While a card shows:
const REACTIONS = {
  pointerover(event) {
    if (event.pointerType === "touch") return;
    if (!holds(event.target)) return leave();
    clearTimeout(going);
    if (card.contains(event.target)) clearTimeout(coming); // of a link on the way
  },
  pointerdown: (event) => holds(event.target) || hide(),
  focusout: (event) => holds(event.target) && event.relatedTarget && !holds(event.relatedTarget) && hide(),
  keydown: (event) => (event.key === "Escape" ? hide() : event.key === "Tab" && tab(event)),
  scroll(event) {
    const { top, bottom } = shown.getBoundingClientRect();
    const away = event.target !== document || bottom < header() || top > innerHeight;
    if (away && !card.contains(event.target)) hide();
  },
};
for (const [type, react] of Object.entries(REACTIONS)) {
  on(type, (event) => shown && react(event), { capture: true, passive: type === "scroll" });
}
document.documentElement.addEventListener("pointerleave", () => shown && leave());
for (const type of ["pointerdown", "keydown"]) on(type, () => clearTimeout(coming));
addEventListener("resize", hide);
addEventListener("popstate", () => requestAnimationFrame(() => shown && location.hash !== `#${shown.id}` && hide()));
card.addEventListener("click", (event) => {
  if (event.target === close || event.target.closest("a:not(.sv-card__step)")) hide();
});
