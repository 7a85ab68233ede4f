"""What the theme's search looks through: each work, and what one may type for a page without its accents.

A search for words weighs a work by where they stand: in its name, as "DiLoCo" is one; in its title with authors and
year, which is shown; and in what is shown below that. Words that one may search for and that are not shown, such as the
second author's family, weigh as much as a title's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markupsafe import escape

from livingsurvey.model.reference import Reference
from livingsurvey.render.pages import Pages
from livingsurvey.render.people import creators, display, family
from livingsurvey.render.reference_parts import full_title
from livingsurvey.syntax.letters import unaccented, words

Entry = Mapping[str, object]
# Fields of an index beside `title` and `text`, and how much more than a title's each one's words weigh.
FIELDS = {"name": 10.0, "words": 1.0}
# A chapter whose title or heading holds the words comes before the works whose titles do.
_BOOST = 0.3
# Authors that are shown; the families of all can be searched for.
_SHOWN = 8
_WORD = re.compile(r"\w+")
_INNER_CAPITAL = re.compile(r"\w[A-Z]")
_DIGIT = re.compile(r"[A-Za-z].*\d|\d.*[A-Za-z]")


def search_entries(pages: Pages) -> Iterator[Entry]:
    """An entry of Material's search index for each work: `title` and `text` are HTML, and so told by `escape`."""
    for key, reference in pages.survey.references.items():
        title = f"{full_title(reference) or key} ({_label(pages, key)})"
        text = f"<p>{escape(_shown(reference))} <code>{escape(key)}</code></p>"
        entry: dict[str, object] = {
            "location": pages.addresses.reference(key),
            "title": str(escape(title)),
            "text": text,
            "boost": _BOOST,
        }
        if name := system_name(reference):
            entry["name"] = name
        people = (*reference.authors.people, *reference.editors.people)
        unshown = [*words(" ".join(name.literal or family(name) for name in people)), *words(reference["ids"])]
        if found := " ".join(dict.fromkeys([*unshown, *plain(f"{title} {text}").split()])):
            entry["words"] = found
        yield entry


def plain(text: str) -> str:
    """The words of a text that have accents, without them: what is typed where a keyboard has none."""
    accented = (word.lower() for word in _WORD.findall(text) if not word.isascii()) if not text.isascii() else ()
    return " ".join(dict.fromkeys(bare for word in accented if (bare := unaccented(word)) != word and bare.isascii()))


def system_name(reference: Reference) -> str:
    """The name of what a work presents, as far as its title tells it: `DiLoCo: ...`, `SWARM Parallelism: ...`, `GPT-4
    Technical Report`; and its short title.
    """
    head, colon, _ = reference.title.partition(":")
    parts = head.split()
    if not (colon and (len(parts) == 1 or (len(parts) == 2 and any(map(_INNER_CAPITAL.search, parts))))):
        parts = [part for part in parts[:1] if _DIGIT.search(part)]
    return unaccented(" ".join([*parts, *reference["shorttitle"].split()]))


def _label(pages: Pages, key: str) -> str:
    label = pages.style.labels[key]
    return f"{label.who}, {label.year}" if creators(pages.survey.references[key])[0].people else label.year


def _shown(reference: Reference) -> str:
    names, _ = creators(reference)
    people = ", ".join(display(name) for name in names.people[:_SHOWN])
    if people and (names.others or len(names.people) > _SHOWN):
        people += " et al."
    where = f"arXiv:{reference.arxiv}" if reference.arxiv else reference.doi
    venue = "" if where == f"{reference.venue}:{reference.arxiv}" else reference.venue
    return " · ".join(part for part in (people, venue, where) if part)
