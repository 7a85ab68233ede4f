// What every page of a living survey loads: little, and the rest when somebody wants it. Each part is a module beside
// this one, named after what it serves. Without scripts all text, links and downloads are there, and nothing shows
// that does nothing.

// Parts that a page with such an element needs at once: `start(root)` makes the elements work.
const PARTS = {
  ".sv-browse": "./bibliography.js",
};

// Parts that wait until the pointer or the focus comes to such an element, or it is clicked. Then, and each time after,
// `wanted(element, event, held)` is called; `held` tells of a finger's first click on a link, which does not follow it.
const WANTED = {
  "a.sv-cite": "./citation.js",
  "a.sv-xref": "./xref.js",
  "a.sv-gloss": "./gloss.js",
  ".sv-evidence, .sv-sort, .sv-narrow": "./comparison.js",
  ".sv-copy": "./copy.js",
  ".sv-enlarge": "./figures.js",
};

function start() {
  for (const [selector, module] of Object.entries(PARTS)) {
    if (document.querySelector(selector)) import(module).then((part) => part.start(document));
  }
  const scripted = ".sv-sort, .sv-narrow, button.sv-copy";
  for (const each of document.querySelectorAll(scripted)) each.hidden = false;
  document.querySelectorAll(".sv-due time").forEach(tellOverdue);
  for (const box of document.querySelectorAll(WIDE)) widths.observe(box);
  // Around each code's button Material puts a landmark, all without a name.
  for (const tools of document.querySelectorAll(".md-code__nav")) tools.role = "none";
}

// What may be wider than the text: while it is, it scrolls by the keyboard, too, and is told by its name.
const WIDE = ".md-typeset__scrollwrap, .sv-matrix, .sv-formula, p:has(> math[display=block])";
const widths = new ResizeObserver((boxes) => {
  for (const { target } of boxes) {
    const caption = target.closest("figure")?.querySelector(".caption-prefix")?.textContent;
    const name = caption ?? (target.querySelector("table") ? "Table" : "Formula");
    const told = { tabindex: 0, role: caption ? "region" : "group", "aria-label": name };
    for (const [attribute, value] of Object.entries(told)) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute(attribute, value);
      else target.removeAttribute(attribute);
    }
  }
});

// A search of the literature is overdue by the reader's clock: the site is the same whenever it is built.
function tellOverdue(due) {
  const today = new Date().toLocaleDateString("sv"); // Swedes write dates as 2026-03-01
  if (due.dateTime >= today || document.querySelector(".sv-overdue")) return;
  const notice = document.createElement("p");
  notice.className = "sv-notice sv-overdue";
  notice.textContent = `The literature search of this chapter has been due since ${due.textContent}.`;
  due.closest(".sv-facts").after(notice);
}

function want(event) {
  for (const [selector, module] of Object.entries(WANTED)) {
    const element = event.target.closest?.(selector);
    if (!element) continue;
    // A finger cannot hover: its first click shows what the pointer would have seen, the next one follows the link.
    const asks = element.matches(".sv-enlarge")
      ? !(event.ctrlKey || event.metaKey || event.shiftKey)
      : element.href && element.ariaExpanded !== "true" && byFinger(event);
    const held = event.type === "click" && asks;
    if (held) {
      event.preventDefault();
      event.stopPropagation(); // Material's `navigation.instant` would follow it all the same
    }
    import(module).then(
      (part) => part.wanted(element, event, held),
      () => held && location.assign(element.href),
    );
  }
}

// A click by the keyboard has no detail; not every browser tells what else made it.
function byFinger(event) {
  if (event.detail === 0) return false;
  return event.pointerType === "touch" || (!event.pointerType && matchMedia("(hover: none)").matches);
}

// Material's search looks for words that begin with what is typed; those that are just that shall come first. The query
// is told so on its way to the search's worker.
const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function (message, ...rest) {
  const query = document.forms.search?.query?.value;
  const asks = query && message?.type === 2 && message.data === query;
  postMessage.call(this, asks ? { ...message, data: exactly(query) } : message, ...rest);
};

function exactly(query) {
  if (/[~^*]|\w:\w/.test(query)) return query; // lunr's own language
  const words = query.match(/[\p{L}\p{N}]+([._'’][\p{L}\p{N}]+)*/gu) ?? [];
  return [query, ...words.map((word) => `${word}^9`)].join(" ");
}

for (const type of ["pointerover", "focusin", "click"]) document.addEventListener(type, want, true);

// Material loads pages in place if `navigation.instant` is on, and tells so by this observable.
if (window.document$) window.document$.subscribe(start);
else start();
