// What a term means, in the card. All definitions come with the first: `definitions.json` beside the page that lists
// them, written by `render/glossary.py`.

import { links, make, meet, title } from "./card.js";

let terms;

export const wanted = (link, event, held) => meet(link, event, content, held);

async function content(link) {
  terms ??= fetch(new URL("definitions.json", link.href)).then((answer) => answer.json());
  terms.catch(() => (terms = undefined)); // to be tried again
  const [name, definition] = (await terms)[link.hash.slice(1)];
  return [
    title(name),
    make("p", { innerHTML: definition }), // made by us, and escaped there
    links(make("a", { href: link.href }, "Open the glossary")),
  ];
}
