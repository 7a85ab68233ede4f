"""The page of all works."""

from __future__ import annotations

from markupsafe import Markup

from livingsurvey.model.downloads import EXPORTS, topic_downloads
from livingsurvey.render.exports import EXPORTERS
from livingsurvey.render.pages import Pages


def bibliography(pages: Pages, path: str) -> Markup:
    """Every work of the store, each a link to its page, with the number of places that cite it."""
    entries = [
        pages.entry(path, key) | {"places": len(pages.survey.cited_by.get(key, ()))}
        for key in pages.style.order(pages.survey.references)
    ]
    return pages.render(
        "bibliography.html",
        entries=entries,
        numeric=pages.style.numeric,
        downloads=[(EXPORTERS[form].label, pages.addresses.between(path, file)) for form, file in EXPORTS.items()],
        topics=[(topic, pages.addresses.between(path, file)) for topic, file in topic_downloads(pages.survey).items()],
    )
