"""What the cards of a chapter's citations say, as a file beside the chapter that comes with the first card.

The file is JSON: an object with one property for each work that the chapter cites, named by the slug that the ids of
its mentions and of its entry have:

    {"ash2020": {"title": "First <math>...", "by": "Ann Ash and Bob Beech", "where": "Journal of Firsts, 2020",
                 "abstract": "...", "links": [["DOI", "https://doi.org/..."]], "places": 3,
                 "page": "../references/ash2020/", "bibtex": "@article{..."}}

`title` is HTML, all else text. `page` counts from the file. What a work lacks is left out, but for `links`.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from livingsurvey.model.reference import Reference
from livingsurvey.render.dates import year
from livingsurvey.render.pages import Pages
from livingsurvey.render.people import creators, display, editing
from livingsurvey.render.reference_parts import full_title, title_html
from livingsurvey.render.work_links import work_links
from livingsurvey.syntax.source import Source

_NAMED = 6
_ABSTRACT = 600  # characters; a card shows some lines, the work's page has the rest


def cards(pages: Pages) -> Iterator[Source]:
    """The cards' data of every chapter that cites something, by the file's path below the documents' folder."""
    survey = pages.survey
    works: dict[str, dict[str, object]] = {}
    for path, file in pages.card_files.items():
        told = {}
        for key in survey.cited_in(survey.chapter_by_path.get(path) or survey.data_pages[path]):
            if key not in works:
                works[key] = _card(pages, key)
            told[pages.addresses.slugs[key]] = works[key] | {
                "page": pages.addresses.between(path, pages.addresses.reference(key))
            }
        yield Source(file, json.dumps(told, ensure_ascii=False, separators=(",", ":")))


def _card(pages: Pages, key: str) -> dict[str, object]:
    reference = pages.survey.references[key]
    texts = {
        "title": str(title_html(full_title(reference) or key)),
        "by": _by(reference),
        "where": ", ".join(part for part in (reference.venue, year(reference)) if part),
        "abstract": textwrap.shorten(reference["abstract"], _ABSTRACT, placeholder=" …"),
        "bibtex": pages.exported("bibtex", [key]).strip(),
    }
    return {name: text for name, text in texts.items() if text} | {
        "links": work_links(reference),
        "places": len(pages.survey.cited_by.get(key, ())),
    }


def _by(reference: Reference) -> str:
    """Who made it: some names, and how many more."""
    names, role = creators(reference)
    people = [display(name) for name in names.people]
    if len(people) > _NAMED + 1 or names.others:
        people = people[:_NAMED]
        more = len(names.people) - len(people)
        people.append("others" if names.others else f"{more} more")
    text = " and ".join([", ".join(people[:-1]), people[-1]]) if len(people) > 1 else "".join(people)
    return f"{text} ({editing(names)})" if role == "editor" else text
