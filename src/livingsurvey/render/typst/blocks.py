"""A chapter's HTML to typst: blocks. What they contain side by side is written by `Inline`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from livingsurvey.render.elements import drop, has_class, plain, tag
from livingsurvey.render.typst import table as typst_table
from livingsurvey.render.typst.inline import Inline
from livingsurvey.render.typst.math import math
from livingsurvey.render.typst.text import label, string

# Deeper than this only the text is kept: typst stops at 64 levels of show rules, of which a container takes up to five.
_DEPTH, _BOXES = 40, 9
_NUMBERED_DEPTH = 2
_TRANSPARENT = frozenset(
    "address article aside body center div fieldset footer form header hgroup html main nav search section"
    " tbody td tfoot th thead tr li dt dd figcaption caption summary".split()
)
_EQUATION_NUMBER = re.compile(r"\([\w.\-–]{1,8}\)")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-)([\w+#.-]+)")
_ENUMERATIONS = ("a", "A", "i", "I")


class Blocks(Inline):
    """Writes block elements.

    Headings get levels below `level`, that of the chapter, and numbers that start with the chapter's `number`.
    """

    def __init__(
        self,
        path: str,
        resolve: Callable[[str], str | None],
        notes: Mapping[str, etree._Element],
        level: int,
        number: str,
    ) -> None:
        super().__init__(path, resolve, notes)
        self._level, self._last_level, self._number = level, level, number
        self._counts = [0] * _NUMBERED_DEPTH
        self._depth = self._boxes = 0
        self._late: list[str] = []

    def chapter(self, tree: etree._Element) -> str:
        """All of a chapter; the tables that need a page on its side come last."""
        return "\n\n".join(filter(None, [self.flow(tree), *self._late]))

    def flow(self, parent: etree._Element, glue: str = "\n\n") -> str:
        """The content of an element: its blocks, and a paragraph for each run of text between them."""
        if self._depth > _DEPTH or self._boxes > _BOXES:
            return self.line([plain(parent)])
        self._depth += 1
        parts: list[str] = []
        run: list[str | etree._Element] = [parent.text or ""]
        for child in parent:
            if _is_block(child):
                parts += [self.line(run), self._block(child)]
                run = []
            else:
                run.append(child)
            run.append(child.tail or "")
        self._depth -= 1
        return glue.join(filter(None, [*parts, self.line(run)]))

    def boxed(self, parent: etree._Element, glue: str = "\n\n") -> str:
        """The content of an element for a container, in which nothing can float or have a page of its own."""
        self._boxes += 1
        written = self.flow(parent, glue)
        self._boxes -= 1
        return written

    def _block(self, node: etree._Element) -> str:
        name = tag(node)
        if number := _equation_number(node):
            anchors = "".join(self.anchor(child.get("id", "")) for child in node.iter())
            return f"{anchors}#{math(next(node.iter('math')), number)}"
        if name in _LABELLED:
            return _LABELLED[name](self, node)
        return self.anchor(node.get("id", "")) + _BLOCKS.get(name, Blocks._container)(self, node)

    def _container(self, node: etree._Element) -> str:
        if tag(node) not in _TRANSPARENT and not self.knows(tag(node)):
            self.unknown[tag(node)] = None
        for name, write in _KINDS.items():
            if has_class(node, name):
                return write(self, node)
        return self.flow(node)

    def _paragraph(self, node: etree._Element) -> str:
        pictures = [child for child in node if tag(child) == "img"]
        if pictures and len(pictures) == len(node) and not plain(node):
            return "\n\n".join(f"#{self.picture(child)}" for child in pictures)
        return self._title(node)

    def _title(self, node: etree._Element) -> str:
        """All of an element as one line, without its own anchor."""
        return self.line([node.text or "", *(part for child in node for part in (child, child.tail or ""))])

    def _heading(self, node: etree._Element) -> str:
        before, self._in_title = dict(self._title_notes), True
        title = self._title(node)
        self._in_title = False
        notes = [note for name, note in self._title_notes.items() if name not in before]
        if not title:
            return "".join(self.anchor(child.get("id", "")) for child in node.iter())
        wanted = self._level + max(int(tag(node)[1]) - 1, 1)
        # Readers of the outline, and PDF/UA, want no level left out on the way down.
        level = self._last_level = min(wanted, self._last_level + 1)
        depth, number = level - self._level, ""
        if self._number and depth <= _NUMBERED_DEPTH:
            self._counts[depth - 1] += 1
            self._counts[depth:] = [0] * (_NUMBERED_DEPTH - depth)
            number = ".".join([self._number, *map(str, self._counts[:depth])])
        call = f"#section({level}, {depth}, {string(number)}, {string(self.label(node.get('id', '')))})[{title}]"
        # What is inside a title comes again in the contents, so anchors stand before it and notes below it.
        anchors = "".join(self.anchor(child.get("id", "")) for child in node.iterdescendants())
        return "\n\n".join([anchors + call, *notes])

    def _figure(self, node: etree._Element) -> str:
        """A figure, or a table that has a caption; the caption keeps the number that the HTML gives it."""
        target = self.label(node.get("id", ""))
        captions = [child for child in node if tag(child) in ("figcaption", "caption")]
        caption, words = "\n\n".join(filter(None, map(self.boxed, captions))), " ".join(map(plain, captions))
        for child in captions:
            drop(child)
        tables = list(node.iter("table"))
        if tables and (tables[0] is node or (len(node) == 1 and node[0] is tables[0])):
            place, inner = self._set_table(tables[0], free=bool(caption) and not self._boxes)
        else:
            place = "text" if tables or self._boxes else "float"
            inner = self.boxed(node)
        if place == "turned" and not target:
            target = f"turned:{label(self._path, str(len(self._late)))}"
        call = f'#captioned({string(target)}, "{place}", {"true" if tables else "false"}, [{caption}])[{inner}]'
        if place != "turned":
            return call
        # A page on its side would leave the page before it half empty, unless the chapter is at its end.
        self._late.append(call)
        return f"#elsewhere({string(target)}, {string(words)})"

    def _table(self, node: etree._Element) -> str:
        if any(tag(child) == "caption" for child in node):
            return self._figure(node)
        place, inner = self._set_table(node, free=False)
        anchor = self.anchor(node.get("id", ""))
        return f'{anchor}#placed("{place}")[{inner}]' if inner else anchor

    def _set_table(self, node: etree._Element, free: bool) -> tuple[str, str]:
        """Where a table stands, and the table itself."""
        grid = typst_table.grid(node)
        if not grid.width:
            return "text", self.boxed(node)
        settled = typst_table.layout(grid, free)
        outside, self._in_table = self._in_table, True
        written = typst_table.write(grid, settled, self._cell)
        self._in_table = outside
        return settled.place, f"#{written}"

    def _cell(self, node: etree._Element) -> str:
        parent = node.getparent()
        in_head = parent is not None and tag(parent.getparent()) == "thead"
        self._boxes += 1
        inner = self.anchor(node.get("id", "")) + self.boxed(node)
        self._boxes -= 1
        return f"#strong[{inner}]" if tag(node) == "th" and inner and not in_head else inner

    def _list(self, node: etree._Element) -> str:
        items = [child for child in node if tag(child) == "li"]
        if not items:
            return self.flow(node)
        tight = not any(tag(child) == "p" for item in items for child in item)
        written = [self._item(item, "\n" if tight else "\n\n") for item in items]
        settings = f"tight: {'true' if tight else 'false'}"
        if tag(node) == "ol":
            kind = node.get("type", "1")
            settings += f', start: {_whole(node.get("start"), 1)}, numbering: "{kind if kind in _ENUMERATIONS else 1}."'
            return self._spaced(f"enum({settings}, {', '.join(written)})")
        if all(any(child.get("type") == "checkbox" for child in item.iter("input")) for item in items):
            settings += ", marker: []"
        return self._spaced(f"list({settings}, {', '.join(written)})")

    def _spaced(self, call: str) -> str:
        """A list, set off from the text around it unless it is part of another block."""
        return f"#{call}" if self._boxes else f"#spaced({call})"

    def _item(self, item: etree._Element, glue: str) -> str:
        inner = f"[{self.anchor(item.get('id', ''))}{self.boxed(item, glue)}]"
        value = _whole(item.get("value"), -1)
        return f"enum.item({value}){inner}" if value >= 0 and tag(item.getparent()) == "ol" else inner

    def _definitions(self, node: etree._Element) -> str:
        blank = "\n\n"
        groups: list[tuple[list[str], list[str]]] = []
        for child in [child for child in node.iter("dt", "dd") if next(child.iterancestors("dl")) is node]:
            if (tag(child) == "dt" and (not groups or groups[-1][1])) or not groups:
                groups.append(([], []))
            inner = self.anchor(child.get("id", "")) + self.boxed(child)
            groups[-1][tag(child) == "dd"].append(inner)
        items = [f"terms.item([{', '.join(terms)}], [{blank.join(texts)}])" for terms, texts in groups]
        return self._spaced(f"terms(tight: false, {', '.join(items)})") if items else self.flow(node)

    def _quotation(self, node: etree._Element) -> str:
        return f"#quote(block: true)[{self.boxed(node)}]"

    def _code(self, node: etree._Element) -> str:
        listing = next(node.iter("pre"), node)
        language = next((found[1] for part in _listing_classes(node) if (found := _LANGUAGE.search(part))), "")
        text = "".join(map(str, listing.itertext())).strip("\n")
        titles = [plain(child) for child in node.iter("span", "th") if has_class(child, "filename")]
        return f"#listing({string(language)}, {string(''.join(titles))}, {string(text)})"

    def _admonition(self, node: etree._Element) -> str:
        """An admonition, or details, which a book cannot fold: the title is what comes first."""
        kind = next((name for name in node.get("class", "").split() if name != "admonition"), "note")
        titles = [child for child in node if tag(child) == "summary" or has_class(child, "admonition-title")]
        title = self._title(titles[0]) if titles else ""
        for child in titles[:1]:
            drop(child)
        return f"#admonition({string(kind)}, [{title}])[{self.boxed(node)}]"

    def _tabs(self, node: etree._Element) -> str:
        """Tabs one after another, each below its label."""
        own = [child for part in node for child in (part, *part) if tag(part) == "div" or child is part]
        labels = [child for child in own if tag(child) == "label"]
        blocks = [child for child in own if has_class(child, "tabbed-block")]
        blocks = blocks or [child for child in own if has_class(child, "tabbed-content")]
        written = [
            f"#tab([{self._title(name)}])[{self.boxed(block)}]" for name, block in zip(labels, blocks, strict=False)
        ]
        return "\n\n".join(written) if len(labels) == len(blocks) else self.flow(node)

    def _separator(self, _: etree._Element) -> str:
        return "#separator"


def _is_block(node: etree._Element) -> bool:
    """Whether an element is set apart: a block, or something else that holds one."""
    names = (tag(child) for child in node.iter()) if tag(node) != "math" else ()
    return any(name in _BLOCKS or name in _LABELLED or name in _TRANSPARENT for name in names)


def _equation_number(node: etree._Element) -> str:
    """The number in an element that holds nothing but a displayed formula and its number."""
    formulas = [child for child in node.iter("math") if child.get("display") == "block"]
    if len(formulas) != 1 or tag(node) == "math":
        return ""
    inside = plain(formulas[0])
    number = plain(node).replace(inside, "", 1).strip()
    return number if _EQUATION_NUMBER.fullmatch(number) else ""


def _listing_classes(node: etree._Element) -> list[str]:
    return [part.get("class", "") for part in node.iter("div", "pre", "code")]


def _whole(value: str | None, default: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else default


_LABELLED: dict[str, Callable[[Blocks, etree._Element], str]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Blocks._heading),
    "figure": Blocks._figure,
    "table": Blocks._table,
}
_BLOCKS: dict[str, Callable[[Blocks, etree._Element], str]] = {
    "p": Blocks._paragraph,
    "ul": Blocks._list,
    "ol": Blocks._list,
    "menu": Blocks._list,
    "dl": Blocks._definitions,
    "blockquote": Blocks._quotation,
    "pre": Blocks._code,
    "details": Blocks._admonition,
    "hr": Blocks._separator,
}
# What a `<div>` is by its class.
_KINDS: dict[str, Callable[[Blocks, etree._Element], str]] = {
    "admonition": Blocks._admonition,
    "highlight": Blocks._code,
    "tabbed-set": Blocks._tabs,
}
