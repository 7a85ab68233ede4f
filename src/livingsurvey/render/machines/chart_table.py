"""The data of a chart or timeline as a table of Markdown, with the evidence in its last column."""

from __future__ import annotations

from livingsurvey.model.charts import Datum, Drawing
from livingsurvey.model.numbering import FIGURE_CAPTION
from livingsurvey.render.machines.data_words import captioned, ruled, worded
from livingsurvey.render.machines.words import escaped
from livingsurvey.render.pages import Pages


def chart_table(pages: Pages, path: str, drawing: Drawing) -> str:
    """The data on the page at a path, below the caption as the page numbers it; then the note."""
    many = len({group for group, _ in drawing.grouped}) > 1
    heads = [*(["Of"] if many else []), "", *drawing.columns, "Evidence"]
    lines = [list(map(escaped, heads)), ["---"] * len(heads)]
    for group, datum in drawing.grouped:
        said = [*([group] if many else []), datum.label, *datum.stated]
        lines.append([*map(escaped, said), _evidence(pages, path, datum)])
    caption = captioned(pages, path, FIGURE_CAPTION, drawing.label, drawing.title)
    return ruled(caption, lines, worded(pages, path, drawing.note) if drawing.note else "")


def _evidence(pages: Pages, path: str, datum: Datum) -> str:
    cited = (worded(pages, path, text) for text in (*datum.cite, *filter(None, [datum.note])))
    return " ".join([*(["The editors' judgement."] if datum.judgement else []), *cited])
