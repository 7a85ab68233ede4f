// What a citation's card says. The data of a chapter's works come with the first one: `cards.json`, written by
// `render/cards.py`.

import { follow, hide, links, make, meet, title } from "./card.js";

const stores = new Map(); // what each address has given, or will give

export function wanted(citation, event, held) {
  meet(citation, event, content, held);
}

function works(address) {
  if (!stores.has(address)) {
    const store = fetch(address).then((answer) => answer.json());
    store.catch(() => stores.delete(address)); // to be tried again
    stores.set(address, store);
  }
  return stores.get(address);
}

async function content(citation) {
  const address = new URL(document.querySelector("[data-cards]").dataset.cards, document.baseURI).href;
  const work = (await works(address))[citation.hash.slice("#ref-".length)];
  const page = new URL(work.page, address).href;
  const name = make("a", { href: page, innerHTML: work.title }); // made by us, and escaped there
  const copy = make("button", { className: "sv-copy" }, "Copy BibTeX");
  copy.dataset.copy = work.bibtex;
  return [
    title(name),
    make("p", {}, work.by ?? ""),
    make("p", { className: "sv-card__where" }, work.where ?? "", ...steps(citation)),
    make("p", { className: "sv-card__abstract" }, work.abstract ?? ""),
    links(...work.links.map(([name, href]) => make("a", { href }, name)), copy),
    links(
      make("a", { href: citation.href }, "Go to entry"),
      make("a", { href: page }, "Open page"),
      make("a", { href: `${page}#cited-in` }, `Cited in ${work.places} ${work.places === 1 ? "place" : "places"}`),
    ),
  ];
}

// To the chapter's other mentions of the work, if there are any.
function steps(citation) {
  const mentions = [...document.querySelectorAll(`a.sv-cite[href="${citation.getAttribute("href")}"]`)];
  const at = mentions.indexOf(citation);
  const step = (by, name, mark) => {
    const mention = mentions.at((at + by) % mentions.length);
    const link = make("a", { href: `#${mention.id}`, className: "sv-card__step", title: name, ariaLabel: name }, mark);
    link.onclick = (event) => walk(event, mention, name);
    return link;
  };
  if (mentions.length === 1) return [];
  const place = `${at + 1} of ${mentions.length} here`;
  const walking = [step(-1, "Previous mention", "‹"), place, step(1, "Next mention", "›")];
  return [make("span", { className: "sv-card__walk" }, ...walking)];
}

// The card comes along with the page, unless it would appear away from a mouse.
function walk(event, mention, name) {
  if (!plain(event)) return;
  if (event.detail > 0 && matchMedia("(hover: hover)").matches) hide();
  else requestAnimationFrame(() => follow(mention, content, (card) => card.querySelector(`[title="${name}"]`)));
}

// Who comes back by the browser's history comes to the mention that led away, and sees it marked.
function leaving(event) {
  const citation = event.target.closest("a.sv-cite");
  if (citation && plain(event) && !event.defaultPrevented) history.replaceState(history.state, "", `#${citation.id}`);
}
document.addEventListener("click", leaving, true);

const plain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey);
