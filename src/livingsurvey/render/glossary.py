"""The glossary on its page and in the book, and its terms where chapters first use them: links that explain."""

from __future__ import annotations

import json
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from livingsurvey.model.glossary import Glossary, Term
from livingsurvey.render.data_citations import DataCitations
from livingsurvey.render.pages import Pages
from livingsurvey.render.placed import Placed
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.source import Source, Span

# The name of the file with the terms' cards, which a script finds by the address of a term.
DEFINITIONS_FILE = "definitions.json"
_LINK = re.compile(r"""</?a\b(?:"[^"]*"|[^">])*>""")
# With more terms than these a page offers to jump to letters.
_MANY = 12


def use_id(glossary: Glossary, term: Term) -> str:
    """The id of a term's first use in a chapter's prose."""
    return f"use-{glossary.ids[term.name]}"


def term_at(pages: Pages, term: Term) -> str:
    """The address of a term's entry below the site's root; empty if no page lists the terms."""
    glossary, page = pages.survey.glossary, pages.survey.terms.page
    return f"{pages.addresses.page(page)}#{glossary.anchor(term)}" if glossary and page else ""


def explained(document: Document, pages: Pages, path: str) -> Iterator[tuple[Span, Placed]]:
    """What replaces the first use of each term in the text of the page at a path, each with its place."""
    glossary, page = pages.survey.glossary, pages.survey.terms.page
    if not glossary or not page or path == page:
        return
    listed = pages.addresses.between(path, pages.addresses.page(page))
    link = Markup('<a class="sv-gloss" id="{}" href="{}">{}</a>')
    for use in pages.survey.terms.first_uses(document):
        text, id_ = " ".join(use.span.text.replace(">", " ").split()), use_id(glossary, use.term)
        markup = link.format(id_, f"{listed}#{glossary.anchor(use.term)}", text)
        yield use.span, Placed(markup, text, text, use.span.text, label=id_)


def glossary_list(pages: Pages, path: str, for_book: bool, written: str) -> Placed:
    """The terms in place of a block, which is `written` so, on the page at a path, which lists them."""
    glossary = pages.survey.glossary
    assert glossary is not None
    cited = DataCitations(pages, path, glossary)
    entries = [_entry(cited, term) for term in glossary.alphabetical]
    letters = _letters(glossary) if len(entries) > _MANY else []
    markup = pages.render("glossary.html", terms=entries, letters=letters, for_book=for_book)
    return Placed(markup, "", "", written, tuple(cited.mentions()), block=True)


def definitions_json(pages: Pages) -> Source | None:
    """What the cards of terms say, in a file beside the page that lists them; `None` without such a page, and where a
    document has the file's place.

    The file is JSON: an object from the id of each entry to the term's title and its definition as HTML without links.
    """
    glossary, page = pages.survey.glossary, pages.survey.terms.page
    if not glossary or not page:
        return None
    cited = DataCitations(pages, page, glossary)
    told = {
        glossary.anchor(term): (term.title, _LINK.sub("", cited.text(term.definition)))
        for term in glossary.alphabetical
    }
    path = posixpath.join(posixpath.dirname(pages.addresses.page(page)), DEFINITIONS_FILE)
    if path in pages.survey.documents:
        return None
    return Source(path, json.dumps(told, ensure_ascii=False, separators=(",", ":")))


def _entry(cited: DataCitations[Glossary], term: Term) -> dict[str, object]:
    pages, path, glossary = cited.pages, cited.path, cited.file
    sent = dict.fromkeys(found for word in term.see if (found := glossary.by_word.get(word.text.casefold())))
    return {
        "id": glossary.anchor(term),
        "title": term.title,
        "definition": cited.text(term.definition),
        "also": [word.text for word in term.also],
        "see": [(other.name, f"#{glossary.anchor(other)}") for other in sent if other is not term],
        "used_in": list(_uses(pages, glossary, path, term)),
    }


def _uses(pages: Pages, glossary: Glossary, path: str, term: Term) -> Iterator[tuple[str, str]]:
    """The chapters that use a term, each with the address of the place."""
    for chapter, in_prose in pages.survey.terms.used_in.get(term.name, ()):
        page = pages.addresses.between(path, pages.addresses.page(chapter.path))
        yield chapter.title, f"{page}#{use_id(glossary, term)}" if in_prose else page


def _letters(glossary: Glossary) -> Sequence[tuple[str, str]]:
    """Where the terms of each first letter begin."""
    found: dict[str, str] = {}
    for term in glossary.alphabetical:
        letter = unicodedata.normalize("NFD", term.name)[0].upper()
        if letter.isalpha():
            found.setdefault(letter, glossary.anchor(term))
    return list(found.items())
