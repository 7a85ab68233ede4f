// The works that a reader has chosen in the bibliography: kept while the tab is open, saved as one file.

/** The exports of the whole survey cut into works, with their keys; and how some are put together again. */
const FORMS = {
  bib: {
    *cut(text) {
      let [depth, start] = [0, 0];
      for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
        depth += brace === "{" ? 1 : -1;
        if (depth) continue;
        const entry = text.slice(start, index + 1).trim();
        yield [entry.match(/{([^,}\s]*)/)[1], entry];
        start = index + 1;
      }
    },
    join: (entries) => entries.map((entry) => `${entry}\n\n`).join(""),
  },
  ris: {
    cut: (text) => text.split(/(?<=\r\n\r\n)/).map((record) => [record.match(/^ID {2}- (.*)/m)?.[1], record]),
    join: (records) => records.join(""),
  },
  json: {
    cut: (text) => JSON.parse(text).map((item) => [item.id, item]),
    join: (items) => JSON.stringify(items, null, 2),
  },
};

export function selection(root, works) {
  const bar = root.querySelector(".sv-selection");
  const status = bar.querySelector("[role=status]");
  const all = root.querySelector(".sv-all");
  const place = `survey-selection ${location.pathname}`;
  const keys = new Set(JSON.parse(sessionStorage.getItem(place) ?? "[]"));
  const chosen = () => works.filter(({ key }) => keys.has(key));
  let shown = works;

  function offer(these) {
    shown = these;
    all.hidden = shown.every(({ key }) => keys.has(key));
    all.textContent = shown.length < works.length ? `Select these ${shown.length.toLocaleString("en")}` : "Select all";
  }

  function changed() {
    sessionStorage.setItem(place, JSON.stringify([...keys]));
    for (const { box, key } of works) if (box) box.checked = keys.has(key);
    offer(shown);
    const number = chosen().length;
    bar.hidden = !number;
    status.textContent = `${number.toLocaleString("en")} selected`;
  }

  /** A work's row, with a box to choose it. */
  function row(work, element) {
    const label = root.querySelector(".sv-box").content.firstElementChild.cloneNode(true);
    const box = label.firstElementChild;
    box.ariaLabel = `Select ${element.querySelector(".sv-work").textContent}`;
    box.checked = keys.has(work.key);
    box.onchange = () => {
      keys[box.checked ? "add" : "delete"](work.key);
      changed();
    };
    element.prepend(label);
    work.box = box;
    return element;
  }

  async function save(address) {
    const form = address.split(".").pop();
    try {
      const pieces = new Map(FORMS[form].cut(await (await fetch(address)).text()));
      const wanted = chosen().map(({ key, bib }) => pieces.get(form === "bib" ? bib : key));
      if (wanted.includes(undefined)) throw new Error(`${address} is not of this page's age`);
      const href = URL.createObjectURL(new Blob([FORMS[form].join(wanted)]));
      Object.assign(document.createElement("a"), { href, download: `selection.${form}` }).click();
      URL.revokeObjectURL(href);
    } catch {
      status.textContent = "The file could not be made. Please reload the page.";
    }
  }

  all.onclick = () => {
    for (const { key } of shown) keys.add(key);
    changed();
  };
  bar.querySelector(".sv-none").onclick = () => {
    keys.clear();
    changed();
    all.focus();
  };
  for (const button of bar.querySelectorAll("[data-export]")) button.onclick = () => save(button.dataset.export);
  changed();
  return { offer, row };
}
