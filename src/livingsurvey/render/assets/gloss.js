// What a term means, in the card. All definitions come with the first: `definitions.json` beside the page that lists them,
// written by `render/glossary.py`.

import { meet } from "./card.js";

let terms;

export const wanted = (link, event, held) => meet(link, event, content, held);

async function content(link) {
  terms ??= fetch(new URL("definitions.json", link.href)).then((answer) => answer.json());
  terms.catch(() => (terms = undefined)); // to be tried again
  const [name, definition] = (await terms)[link.hash.slice(1)];
  const last = make("p", { className: "sv-card__links" });
  last.append(make("a", { href: link.href, textContent: "Open the glossary" }));
  return [
    make("p", { id: "sv-card-title", className: "sv-card__title", textContent: name }),
    make("p", { innerHTML: definition }), // made by us, and escaped there
    last,
  ];
}

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
