// The bibliography: search, facets, order. The page's address holds what is chosen. The works come as works.json (see
// render/works.py) when the page is idle or somebody begins.

import { selection } from "./selection.js";

const ROWS = 50; // at first, and with each "more"
const VALUES = 100; // of a facet; more are for the search

const plain = (html) => html.replace(/<[^>]*>|&#?\w+;/g, " ");

/** A text as it is searched: small letters without accents, one blank for whatever is no letter or number. */
const folded = (text) =>
  ` ${text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;

/** What a query asks for: words that may stand anywhere, and whole words where it has quotation marks. */
const terms = (query) =>
  (query.match(/"[^"]*|[^\s"]+/g) ?? [])
    .map((part) => (part[0] === '"' ? folded(part) : folded(part).trim()))
    .filter((term) => term.trim());

const title = ({ html }) => folded(plain(html.match(/<a>(.*?)<\/a>/)[1])).replace(/^ (an?|the) /, " ");
const ORDERS = {
  author: (a, b) => a.author - b.author,
  year: (a, b) => a.age - b.age,
  cited: (a, b) => b.cited - a.cited,
  title: (a, b) => ((a.title ??= title(a)) < (b.title ??= title(b)) ? -1 : 1),
};

/** Show these children; what is there already stays untouched, and what has the focus keeps it. */
function fill(parent, children) {
  if (parent.children.length === children.length && children.every((child, at) => child === parent.children[at])) return;
  const focused = document.activeElement;
  parent.replaceChildren(...children);
  if (focused.isConnected) focused.focus({ preventScroll: true });
}

function browse(root, data) {
  const part = (name) => root.querySelector(`.sv-${name}`);
  const [form, list, more] = [part("find"), part("bibliography ol"), part("more")];
  const { find, sort } = form.elements; // `q` in an address is for the search of the theme
  const clone = (name) => part(name).content.firstElementChild.cloneNode(true);
  const say = (number) => number.toLocaleString("en");
  let limit = list.children.length;
  let typing = false;
  let shown;

  const facets = data.facets.map(([name, label, values], at) => {
    const box = clone("facet");
    box.firstElementChild.textContent = label;
    part("close").before(box);
    return { name, at, box, list: box.querySelector("ul"), values: values.map((value) => [value].flat()), rows: [] };
  });
  const year = facets.find(({ name }) => name === "year")?.at;
  const works = data.works.map(([key, html, words, cited, of, slug, bib, author], at) => ({
    key, html, cited, of, slug: slug || key, bib: bib || key, author: author ?? at, age: of[year]?.[0],
    text: folded(`${plain(html)} ${words} ${key}`),
  }));
  const chosen = selection(root, works);

  function option({ name, values, rows }, at) {
    if (!rows[at]) {
      const [value, label = value] = values[at];
      rows[at] = clone("value");
      Object.assign(rows[at].querySelector("input"), { name, value });
      rows[at].querySelector("span").textContent = label;
    }
    return rows[at];
  }

  /** The values of a facet that works have, each with the number of works. */
  function offer(facet) {
    const there = facet.values.map((_, at) => at).filter((at) => facet.counts[at] || facet.chosen.has(at));
    facet.box.hidden = !there.length;
    fill(facet.list, there.filter((at, place) => place < VALUES || facet.chosen.has(at)).map((at) => {
      const row = option(facet, at);
      row.querySelector("input").checked = facet.chosen.has(at);
      row.querySelector("b").textContent = say(facet.counts[at]);
      return row;
    }));
  }

  /** The works that fit; a facet counts what there would be if it had no say itself. */
  function matches(works, wanted) {
    const narrow = facets.filter((facet) => facet.chosen.size);
    return works.filter(({ text, of }) => {
      if (!wanted.every((term) => text.includes(term))) return false;
      const missed = narrow.filter((facet) => !of[facet.at].some((value) => facet.chosen.has(value)));
      if (missed.length > 1) return false;
      for (const facet of missed.length ? missed : facets) for (const value of of[facet.at]) facet.counts[value]++;
      return !missed.length;
    });
  }

  /** A row as the page's own list has it. The HTML was made and escaped when the site was built. */
  function entry({ html, slug, cited }) {
    const row = clone("row");
    row.insertAdjacentHTML("afterbegin", `${html} `);
    Object.assign(row.querySelector("a:not([href])"), { className: "sv-work", href: slug + data.page });
    row.lastElementChild.textContent = cited ? `cited in ${cited} place${cited > 1 ? "s" : ""}` : "not cited";
    return row;
  }

  function rows() {
    fill(list, shown.slice(0, limit).map((work) =>
      (work.row ??= chosen.row(work, document.getElementById(`ref-${work.slug}`) ?? entry(work)))));
    more.hidden = shown.length <= limit;
  }

  function show(state) {
    for (const facet of facets) {
      const wanted = state.getAll(facet.name);
      facet.counts = new Uint32Array(facet.values.length);
      facet.chosen = new Set(facet.values.map((_, at) => at).filter((at) => wanted.includes(facet.values[at][0])));
    }
    const order = ORDERS[sort.value];
    shown = matches(order ? [...works].sort(order) : works, terms(find.value));
    const narrow = [...state.keys()].some((name) => name !== "sort");
    root.classList.toggle("sv-browse--own", state.size > 0);
    facets.forEach(offer);
    rows();
    const all = `${say(works.length)} work${works.length === 1 ? "" : "s"}`;
    part("count").textContent = narrow ? `${say(shown.length)} of ${all}` : all;
    part("clear").hidden = !narrow;
    chosen.offer(shown);
  }

  /** Take the state from the address. */
  function read() {
    const state = new URLSearchParams(location.search);
    // As links had it before there was a taxonomy: `topic=challenges:privacy`.
    for (const topic of state.getAll("topic")) state.append(...`${topic}:`.split(":", 2));
    find.value = state.get("find") ?? "";
    sort.value = state.get("sort") ?? "";
    if (sort.selectedIndex < 0) sort.selectedIndex = 0;
    if (state.size) limit = ROWS;
    typing = false;
    show(state);
  }

  /** Show what the form says and put it into the address; what is typed in one go is one step back. */
  function changed(byKeys) {
    const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    limit = ROWS;
    show(state);
    history[byKeys && typing ? "replaceState" : "pushState"](null, "", state.size ? `?${state}` : location.pathname);
    typing = byKeys;
  }

  form.onsubmit = (event) => event.preventDefault();
  form.oninput = ({ target }) => target.name && changed(target === find);
  part("clear").onclick = () => {
    find.value = "";
    for (const box of form.querySelectorAll(":checked[name]")) box.checked = box.selected = false;
    changed(false);
    find.focus();
  };
  more.onclick = () => {
    limit += ROWS;
    rows();
    list.children[limit - ROWS].querySelector("a").focus({ preventScroll: true });
  };
  for (const bar of root.querySelectorAll("[data-year]")) bar.setAttribute("href", `?year=${bar.dataset.year}`);
  root.querySelector(".sv-years svg")?.setAttribute("role", "group"); // an image has no links
  addEventListener("popstate", read);
  const typed = find.value; // before the works were there
  read();
  if (typed && typed !== find.value) {
    find.value = typed;
    changed(true);
  }
}

export function start(page) {
  const root = page.querySelector(".sv-browse");
  let begun;
  const begin = () => (begun ??= load(root));
  root.classList.add("sv-browse--live");
  root.addEventListener("focusin", begin);
  if (location.search) begin();
  else (window.requestIdleCallback ?? setTimeout)(begin);
}

async function load(root) {
  browse(root, await (await fetch(root.querySelector("form").dataset.works)).json());
  root.classList.add("sv-browse--ready");
}
