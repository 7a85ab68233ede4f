"""A comparison table as HTML: on the site with what scripts and readers need, in the book as a plain table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from livingsurvey.model.numbering import TABLE_CAPTION
from livingsurvey.model.tables import YES_NO, Cell, Column, Table, shown
from livingsurvey.model.targets import term_page
from livingsurvey.render.comparison.amounts import aligned
from livingsurvey.render.comparison.evidence import Evidence, Mark
from livingsurvey.render.comparison.page import around
from livingsurvey.render.pages import Pages
from livingsurvey.render.placed import Caption, Placed
from livingsurvey.render.title_block import day

_FULL, _HALF, _EMPTY = "●", "◐", "○"


@dataclass(frozen=True)
class ShownRow:
    """What the template shows of a row: its name, the works that it stands for, and its cells."""

    id: str
    label: str
    works: Markup
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownCell:
    """What the template shows of a cell: `signs` come before its text for the eye alone, `rank` orders it."""

    text: Markup | str
    signs: str = ""
    rank: str = ""
    marks: tuple[Mark, ...] = ()
    judgement: bool = False
    amount: bool = False
    blank: bool = False


def comparison(pages: Pages, path: str, table: Table, for_book: bool, written: str) -> Placed:
    """The table in place of a block, which is `written` so."""
    evidence = Evidence(pages, path, table)
    rows = drawn_rows(evidence)
    markup = pages.render(
        "comparison.html",
        table=table,
        rows=rows,
        items=[(letter, item) for item, letter in evidence.items.items()],
        note=evidence.text(table.note) if table.note else "",
        judged=any(cell.judgement for row in rows for cell in row.cells),
        as_of=day(table.as_of) if table.as_of else "",
        page="" if for_book or path == table.page else pages.addresses.between(path, pages.addresses.page(table.page)),
        for_book=for_book,
    )
    if path == table.page:
        markup = around(pages, table, markup)
    title = Placed(Markup.escape(table.title), table.title, table.title, table.title)
    caption = None if path == table.page else Caption(TABLE_CAPTION, table.label, title)
    return Placed(markup, table.title, "", written, tuple(evidence.mentions()), block=True, caption=caption)


def drawn_rows(evidence: Evidence) -> tuple[ShownRow, ...]:
    """The rows as the template shows them, from top to bottom."""
    table = evidence.file
    amounts = {column.id: _amounts(table, column) for column in table.columns}
    return tuple(
        ShownRow(
            row.id,
            row.label,
            evidence.together(row.works),
            tuple(
                _cell(evidence, column, row.cells[column.id], amounts[column.id].get(row.id, ""))
                if column.id in row.cells
                else ShownCell("", blank=True)
                for column in table.columns
            ),
        )
        for row in table.rows
    )


def _amounts(table: Table, column: Column) -> Mapping[str, str]:
    """The numbers of a column as they stand below one another, by row."""
    found = {
        row.id: cell.amount
        for row in table.rows
        if (cell := row.cells.get(column.id)) and cell.amount and column.type == "number"
    }
    return dict(zip(found, aligned(list(found.values())), strict=True))


def _cell(evidence: Evidence, column: Column, cell: Cell, amount: str) -> ShownCell:
    marks = tuple(evidence.marks(cell))
    if cell.blank:
        return ShownCell(cell.value, marks=marks, judgement=cell.judgement, blank=True)
    text: Markup | str = amount or shown(cell)
    signs = rank = ""
    if cell.amount:
        rank = (cell.amount.least or cell.amount.most).replace(",", "").replace("−", "-")
    elif column.type == "yes-no" and cell.value in YES_NO:
        step = YES_NO.index(cell.value)
        signs, rank = (_FULL, _HALF, _EMPTY)[step], str(2 - step)
    elif column.type == "rating" and column.scale:
        words = evidence.file.scales.get(column.scale.text, ())
        if cell.value in words:
            step = words.index(cell.value)
            signs, rank = _FULL * (step + 1) + _EMPTY * (len(words) - step - 1), str(step)
    elif column.type == "term" and column.facet:
        text = Markup(", ").join(_term(evidence, f"{column.facet.text}:{value.text}") for value in cell.values)
    elif column.type in ("text", "reference"):
        text = Markup("; ").join(map(evidence.text, cell.values))
    return ShownCell(text, signs, rank, marks, cell.judgement, bool(amount))


def _term(evidence: Evidence, keyword: str) -> Markup:
    """A term by its label, leading to its page; one that the taxonomy lacks as it is written."""
    taxonomy, addresses = evidence.pages.survey.taxonomy, evidence.pages.addresses
    term = taxonomy.term(keyword) if taxonomy else None
    if term is None:
        return Markup.escape(keyword.partition(":")[2])
    href = addresses.between(evidence.path, addresses.page(term_page(term)))
    return Markup('<a href="{}">{}</a>').format(href, term.label)
