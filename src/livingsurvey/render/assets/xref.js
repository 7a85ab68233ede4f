// What a cross-reference points to, in the card: a float or how a section begins.

import { links, make, meet, title } from "./card.js";

const pages = new Map();

export const wanted = (link, event, held) => meet(link, event, content, held);

async function content(link) {
  const { pathname, search, hash } = new URL(link.href);
  const page = pathname === location.pathname ? document : await pageAt(pathname + search);
  const copies = shown(page.getElementById(decodeURIComponent(hash.slice(1)))).map((each) => copied(each, link.href));
  const last = links(make("a", { href: link.href }, `Go to ${link.textContent}`));
  const caption = copies[0]?.querySelector("figcaption");
  if (caption) caption.id = "sv-card-title";
  return [...(caption ? [] : [title(link.textContent)]), ...copies, last];
}

// Of a section, its first paragraph.
function shown(found) {
  if (!/^H\d$/.test(found.tagName)) return [found];
  do found = found.nextElementSibling;
  while (found && !/^(P|H\d)$/.test(found.tagName));
  return found?.tagName === "P" ? [found] : [];
}

// A copy without what may stand once on a page, without links, since the card has its own, and without tools.
function copied(node, from) {
  const copy = document.importNode(node, true);
  for (const tool of copy.querySelectorAll("button, label")) tool.remove();
  for (const each of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of ["id", "role", "aria-label", "tabindex"]) each.removeAttribute(name);
    if (each.hasAttribute("src")) each.src = new URL(each.getAttribute("src"), from).href;
    if (each.className === "md-typeset__scrollwrap") Object.assign(each, { tabIndex: 0, role: "group", ariaLabel: "Table" });
    if (each.localName === "a") each.replaceWith(...each.childNodes);
  }
  return copy;
}

async function pageAt(address) {
  if (!pages.has(address)) {
    const answer = await fetch(address);
    if (!answer.ok) throw answer.status;
    pages.set(address, new DOMParser().parseFromString(await answer.text(), "text/html"));
  }
  return pages.get(address);
}
