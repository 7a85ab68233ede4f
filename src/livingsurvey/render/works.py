"""`references/works.json`: the works of a survey for the script that searches and narrows the bibliography.

The object has a `version` (1); `page`, what follows a work's name in the address of its page; `facets`, each a list of
name, label and values (a text, or a list of the text in the page's address and the one to show); and `works` in the
order of the list. A work is a list: its key; the HTML of its text, in which the title's link has no address yet; words
that one may search for and that do not stand in the text; the number of places that cite it; for each facet the
numbers of its values; where they are not the key, the name of its page and its key in BibTeX (or `""`); and in the
numeric style its place among the authors' names. Lists, because 10,000 works would repeat each name 10,000 times.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from unicodedata import normalize

from livingsurvey.model.reference import Reference
from livingsurvey.model.targets import BIBLIOGRAPHY_PAGE
from livingsurvey.render.exports.clean_keys import clean_keys
from livingsurvey.render.facets import facets
from livingsurvey.render.pages import Pages
from livingsurvey.render.people import display
from livingsurvey.syntax.letters import words

_VERSION = 1
_TAG = re.compile(r"<[^>]*>|&#?\w+;")
# As the script reads a text: without accents, and only letters and numbers are words.
_MARKS = re.compile(r"[\u0300-\u036f]")
_NEITHER = re.compile(r"[\W_]+")
_HERE = "here"  # stands for the address of a work's page


def works_json(pages: Pages) -> str:
    """All works as compact JSON."""
    survey, style = pages.survey, pages.style
    references, narrowed = survey.references, facets(survey)
    keys = clean_keys(references)
    number = [{value: place for place, value in enumerate(facet.values)} for facet in narrowed]
    by_author = {key: place for place, key in enumerate(style.by_author(references))}
    works = []
    for key in pages.order:
        text = str(style.text(key, _HERE))
        slug = pages.addresses.slugs[key]
        work = [
            key,
            _listed(pages, key, text),
            _unseen(references[key], text),
            len(survey.cited_by.get(key, ())),
            [[known[value] for value in facet.of[key]] for facet, known in zip(narrowed, number, strict=True)],
            slug if slug != key else "",
            keys[key] if keys[key] != key else "",
            *([by_author[key]] if style.numeric else []),
        ]
        while work[-1] == "":
            work.pop()
        works.append(work)
    return json.dumps(
        {
            "version": _VERSION,
            "page": _behind_name(pages),
            "facets": [[facet.name, facet.label, _values(facet.values)] for facet in narrowed],
            "works": works,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _listed(pages: Pages, key: str, text: str) -> str:
    number = f'<span class="sv-number">[{pages.style.labels[key].number}]</span> ' if pages.style.numeric else ""
    return number + text.replace(f'<a class="sv-work" href="{_HERE}">', "<a>", 1)


def _unseen(work: Reference, text: str) -> str:
    """Names in full, venue, and keys that it had, as far as they do not stand in the text; ASCII for letters such as ø,
    which the script cannot take apart.
    """
    told = _TAG.sub(" ", text)
    people = (display(name) for name in (*work.authors.people, *work.editors.people))
    wanted = words(" ".join((told, *people, work.venue, work["shorttitle"], work["ids"])))
    seen = frozenset(_NEITHER.split(_MARKS.sub("", normalize("NFKD", told.lower()))))
    return " ".join(dict.fromkeys(word for word in wanted if word not in seen))


def _behind_name(pages: Pages) -> str:
    return pages.addresses.page(BIBLIOGRAPHY_PAGE).removeprefix("references") or "/"


def _values(values: Mapping[str, str]) -> list[str | list[str]]:
    return [value if value == shown else [value, shown] for value, shown in values.items()]
