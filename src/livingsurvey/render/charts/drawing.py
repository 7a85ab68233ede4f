"""A chart or timeline as HTML: its SVG, and on the site its data a touch away, in the book its sources below.

Our own drawing, because no library at hand keeps texts at their size in a drawing as narrow as a phone, leaves colours
to the page's style sheet and costs less than the page around it.
"""

from __future__ import annotations

from livingsurvey.model.charts import Chart, Drawing, Timeline
from livingsurvey.model.numbering import FIGURE_CAPTION
from livingsurvey.render.charts.points import points
from livingsurvey.render.charts.rows import rows, timeline_rows
from livingsurvey.render.charts.sketch import Sketch
from livingsurvey.render.data_citations import DataCitations
from livingsurvey.render.pages import Pages
from livingsurvey.render.placed import Caption, Placed
from livingsurvey.render.title_block import day


def drawing(pages: Pages, path: str, drawn: Drawing, for_book: bool, written: str) -> Placed:
    """The drawing in place of a block, which is `written` so, on the page at a path."""
    cited = DataCitations(pages, path, drawn)
    sketch = sketched(drawn)
    lines = [
        {
            "group": group,
            "label": datum.label,
            "stated": datum.stated,
            "cited": cited.together(datum.groups),
            "note": cited.text(datum.note) if datum.note else "",
            "judgement": datum.judgement,
        }
        for group, datum in drawn.grouped
    ]
    facts = {
        "drawn": drawn,
        "lines": lines,
        "note": cited.text(drawn.note) if drawn.note else "",
        "as_of": day(drawn.as_of) if drawn.as_of else "",
        "for_book": for_book,
    }
    markup = pages.render(
        "chart.html",
        **facts,
        sketch=sketch,
        told=described(drawn),
        grouped=len({group for group, _ in drawn.grouped}) > 1,
        files=[] if for_book else _files(pages, path, drawn),
    )
    words = pages.render("chart_caption.html", **facts)
    title = Placed(words, drawn.title, drawn.title, drawn.title)
    caption = Caption(FIGURE_CAPTION, drawn.label, title)
    return Placed(markup, drawn.title, "", written, tuple(cited.mentions()), block=True, caption=caption)


def sketched(drawn: Drawing) -> Sketch:
    """The parts of the SVG."""
    if isinstance(drawn, Timeline):
        return timeline_rows(drawn)
    if not isinstance(drawn, Chart) or not drawn.axes:
        return Sketch()
    return rows(drawn) if len(drawn.axes) == 1 else points(drawn)


def described(drawn: Drawing) -> str:
    """What is seen, for those who do not see it: as the file says, or else how much there is of what."""
    if drawn.description:
        return drawn.description
    said = [datum.said for datum in drawn.data]
    counted = f"{len(said)} {'entry' if len(said) == 1 else 'entries'}"
    if isinstance(drawn, Timeline):
        return f"{counted}: {said[0]} to {said[-1]}." if said else ""
    return f"{counted}: {' against '.join(reversed(drawn.columns))}."


def _files(pages: Pages, path: str, drawn: Drawing) -> list[tuple[str, str, str]]:
    """What the downloads are called, where they are, and the names of their files."""
    return [
        (name, pages.addresses.between(path, file), file.rpartition("/")[2])
        for name, file in zip(("CSV", "JSON", "BibTeX"), drawn.files, strict=True)
    ]
