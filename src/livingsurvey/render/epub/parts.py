"""What a page shows in a way that a book cannot: tabs, folded boxes, boxes to tick, notes, code, wide tables.

Each function changes a tree in place.
"""

from __future__ import annotations

from lxml import etree

from livingsurvey.render.elements import drop, has_class, plain, tag, unwrap

# A table of more columns is shown row by row, unless a reader has room for it.
_MANY = 4
_PADS = "\u2007\u2008"  # blanks as wide as a figure and as a point
_DONE, _OPEN = "☑", "☐"


def adapt(root: etree._Element) -> None:
    """Give every part of a text its form in a book."""
    for change in (_frame, _notes, _tabs, _tasks, _boxes, _code, _maps, _tables):
        change(root)


def _frame(root: etree._Element) -> None:
    """Links to the place where one is, and the anchors of lines of code."""
    for link in list(root.iter("a")):
        if has_class(link, "headerlink"):
            drop(link)
        elif link.get("name", link.get("id", "")).startswith("__"):
            unwrap(link)


def _notes(root: etree._Element) -> None:
    """Footnotes as readers know them: shown where they are referred to, or at the chapter's end (EPUB SSV 1.1)."""
    for section in _all(root, "div", "footnote"):
        section.tag = "section"
        section.set("epub:type", "footnotes")
        for line in list(section.iter("hr")):
            drop(line)
        for around in [child for child in section if tag(child) == "ol"]:
            for number, note in enumerate([child for child in around if tag(child) == "li"], 1):
                note.tag = "aside"
                note.set("epub:type", "footnote")
                note.set("role", "doc-footnote")
                _lead_back(note, str(number))
            unwrap(around)
    for link in _all(root, "a", "footnote-ref"):
        link.set("epub:type", "noteref")
        link.set("role", "doc-noteref")


def _lead_back(note: etree._Element, number: str) -> None:
    """Number a note; its number leads to where it is referred to, and so do the arrows of further such places."""
    first, *further = _all(note, "a", "footnote-backref") or [etree.Element("a")]
    target = first.get("href", "")
    drop(first)
    for back in further:
        back.set("role", "doc-backlink")
    start = note[0] if len(note) and tag(note[0]) == "p" and not (note.text or "").strip() else note
    mark = etree.Element("a", href=target, role="doc-backlink") if target else etree.Element("span")
    mark.text, mark.tail, start.text = f"{number}.", f" {(start.text or '').lstrip()}", None
    start.insert(0, mark)


def _tabs(root: etree._Element) -> None:
    """Tabs one after another, each below its label (pymdownx.tabbed, in both its styles)."""
    for tabs in _all(root, "div", "tabbed-set"):
        own = [child for part in tabs for child in (part, *part) if tag(part) == "div" or child is part]
        labels = [child for child in own if tag(child) == "label"]
        blocks = [child for child in own if has_class(child, "tabbed-block")]
        blocks = blocks or [child for child in own if has_class(child, "tabbed-content")]
        for label, block in zip(labels, blocks, strict=False):
            label.tag, label.tail = "p", None
            label.set("class", "tab-label")
            block.insert(0, label)
            label.tail, block.text = block.text, None
        for around in [child for child in tabs if has_class(child, "tabbed-labels")]:
            drop(around)


def _tasks(root: etree._Element) -> None:
    """Boxes as signs; whatever else asks readers for something goes."""
    for box in list(root.iter("input")):
        if box.get("type") != "checkbox":
            drop(box)
            continue
        done = box.get("checked") is not None
        box.tag = "span"
        box.attrib.clear()
        box.set("role", "img")
        box.set("aria-label", "done" if done else "to do")
        box.text = _DONE if done else _OPEN
        box.tail = f" {(box.tail or '').lstrip()}"
    for sign in _all(root, "span", "task-list-indicator"):
        drop(sign)
    for node in list(root.iter("label", "button")):
        if tag(node) == "label" and has_class(node, "tab-label"):
            continue
        unwrap(node)


def _boxes(root: etree._Element) -> None:
    """Folded boxes are open."""
    for box in root.iter("details"):
        box.tag = "div"
        box.set("class", f"admonition {box.get('class', '')}".strip())
    for title in root.iter("summary"):
        title.tag = "p"
        title.set("class", "admonition-title")
    for box in _all(root, "div", "admonition"):
        box.set("role", "note")


def _code(root: etree._Element) -> None:
    """Code without numbers of lines, its title above it."""
    for table in _all(root, "table", "highlighttable"):
        cell = next((cell for cell in table.iter("td") if has_class(cell, "code")), None)
        if cell is None:
            continue
        titles = [title for title in table.iter("span") if has_class(title, "filename")]
        tail = table.tail
        table.clear()
        table.tag, table.tail = "div", tail
        table.extend([*titles[:1], *cell])
    for numbers in [node for node in root.iter("span", "div") if has_class(node, "linenos")]:
        drop(numbers)
    for title in _all(root, "span", "filename"):
        title.tag = "p"
        title.set("class", "code-title")


def _maps(root: etree._Element) -> None:
    """The evidence map's shades, which show through on a page of any colour."""
    for cell in root.iter("td"):
        if share := cell.attrib.pop("data-share", ""):
            cell.set("style", f"background-color:rgba(11,110,110,{int(share) * 0.005:.3g})")
            next(cell.iterancestors("table")).set("class", "map")


def _tables(root: etree._Element) -> None:
    for table in list(root.iter("table")):
        _foot(table)
        _heads(table)


def _foot(table: etree._Element) -> None:
    """What a table's foot says in one cell across stands below the table."""
    for foot in [child for child in table if tag(child) == "tfoot"]:
        cells = list(foot.iter("td", "th"))
        if len(cells) != 1:
            continue
        drop(foot)
        note = cells[0]
        note.tag = "div"
        note.attrib.clear()
        note.set("class", "table-notes")
        note.tail, table.tail = table.tail, None
        table.addnext(note)


def _heads(table: etree._Element) -> None:
    """Say which cells are heads; where there are many columns, say beside each cell of which it is."""
    rows = list(table.iter("tr"))
    head = rows[0] if rows and tag(rows[0].getparent()) == "thead" else None
    if head is None or any(cell.get("colspan") or cell.get("rowspan") for cell in table.iter("td", "th")):
        return
    names = [plain(cell) for cell in head]
    for name, cell in zip(names, head, strict=True):
        if name:
            cell.set("scope", "col")
        else:
            cell.tag = "td"
    for row in rows[1:]:
        first = row[0] if len(row) and names and not names[0] else None
        if first is not None and not first.text and len(first) and tag(first[0]) == "strong":
            first.tag = "th"
            first.set("scope", "row")
    if len(names) > _MANY and not has_class(table, "map"):
        _widen(table, rows[1:], names)


def _widen(table: etree._Element, rows: list[etree._Element], names: list[str]) -> None:
    """Let a table be shown row by row, each cell behind the name of its column."""
    around = etree.Element("div")
    around.set("class", "wide")
    table.addprevious(around)
    around.tail, table.tail = table.tail, None
    around.append(table)
    for row in rows:
        for name, cell in zip(names, row, strict=False):
            if name and tag(cell) == "td":
                cell.set("data-label", name)
                _set_apart_pads(cell)


def _set_apart_pads(cell: etree._Element) -> None:
    """Mark the blanks by which numbers stand below one another, which a row alone does not need."""
    text = cell.text or ""
    words = text.strip(_PADS)
    if words == text:
        return
    before, _, behind = text.partition(words)
    cell.text, pads = None, (etree.Element("span"), etree.Element("span"))
    for pad, blanks in zip(pads, (before, behind), strict=True):
        pad.set("class", "pad")
        pad.text = blanks
    pads[0].tail = words
    cell[:0] = pads


def _all(root: etree._Element, name: str, kind: str) -> list[etree._Element]:
    return [node for node in root.iter(name) if has_class(node, kind)]
