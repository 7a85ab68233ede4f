// A comparison table: a column's head sorts it, a field filters its rows, and the evidence behind a cell comes in the
// card.

import { make, meet, title } from "./card.js";

const orders = new WeakMap(); // the rows of each table as they were

export function wanted(element, event, held) {
  if (element.matches(".sv-evidence")) meet(element, event, content, held);
  else if (element.matches(".sv-narrow")) {
    element.oninput = () => filter(element);
    if (event.type === "focusin") filter(element);
  } else if (event.type === "click") sort(element.parentElement);
}

// Upwards, downwards, and as it was. What says nothing comes last.
function sort(head) {
  const body = head.closest("table").tBodies[0];
  if (!orders.has(body)) orders.set(body, [...body.rows]);
  const next = { ascending: "descending", descending: "none" }[head.ariaSort] ?? "ascending";
  for (const each of head.parentElement.cells) each.removeAttribute("aria-sort");
  head.ariaSort = next;
  const up = next === "ascending" ? 1 : -1;
  const cell = (row) => row.cells[head.cellIndex];
  const blank = (row) => cell(row).matches(".sv-blank");
  const compare = (a, b) =>
    blank(a) - blank(b) || up * (cell(a).dataset.rank - cell(b).dataset.rank || text(cell(a)).localeCompare(text(cell(b))));
  const rows = [...orders.get(body)];
  body.append(...(next === "none" ? rows : rows.sort(compare)));
}

function filter(label) {
  const rows = [...label.parentElement.querySelector("tbody").rows];
  const words = label.querySelector("input").value.toLowerCase().split(/\s+/);
  for (const row of rows) row.hidden = !words.every((word) => text(row).toLowerCase().includes(word));
  label.querySelector("[role]").textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`;
}

async function content(link) {
  const cell = link.closest("td");
  const heads = [cell.parentElement.cells[0], cell.closest("table").tHead.rows[0].cells[cell.cellIndex]];
  const list = make("ul");
  for (const mark of link.children) {
    const letter = mark.lastChild.data.replace(",", "");
    const item = document.getElementById(`${link.hash.split(".")[0].slice(1)}.${letter}`).cloneNode(true);
    item.removeAttribute("id");
    item.firstElementChild.remove(); // the letter
    list.append(item);
  }
  const judged = cell.querySelector(".sv-judged");
  return [
    title(heads.map((head) => head.firstChild.data.trim()).join(" · ")),
    make("p", {}, text(cell)),
    ...(judged ? [make("p", {}, `The ${judged.title}.`)] : []),
    list,
  ];
}

// What a reader sees, without its letters.
function text(cell) {
  const copy = cell.cloneNode(true);
  for (const mark of copy.querySelectorAll(".sv-evidence, .sv-judged")) mark.remove();
  return copy.textContent.trim();
}
