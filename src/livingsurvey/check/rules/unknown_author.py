"""DOC005."""

import difflib
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.authors import AUTHORS_FILE, Authors
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.yaml import Node

# Each guess compares an id with all others; who has more unknown ones than this lacks a whole list.
_GUESSED = 100


@rule("DOC005")
def unknown_author(survey: Survey) -> Iterator[Problem]:
    """A page names an author whom `authors.yml` does not have, or that file describes one badly.

    Where the documents' folder holds an `authors.yml`, it says who an id in `authors` stands for: it maps the id to a
    name, or to `name`, `url`, `affiliation` and `orcid`. Whoever is missing there gets no credit for the page. Without
    the file, authors may be named in any way.

    Wrong:

        authors: [ahs]

    Right:

        authors: [ash]
    """
    if not (authors := survey.authors):
        return
    yield from authors.problems
    guessed = 0
    for chapter in survey.chapters:
        named = chapter.front_matter.get("authors") if chapter.front_matter else None
        for node in named.value if named and isinstance(named.value, tuple) else ():
            if isinstance(node.value, str) and node.value not in authors.people:
                guessed += 1
                yield _problem(node, authors, guessed <= _GUESSED)


def _problem(node: Node, authors: Authors, guess: bool) -> Problem:
    wanted = node.value.casefold()
    near = next(
        (id_ for id_, author in authors.people.items() if wanted in (id_.casefold(), author.name.casefold())), ""
    )
    if not near and guess:
        near = next(iter(difflib.get_close_matches(node.value, authors.people, 1)), "")
    message = f"there is no author `{node.value}` in {AUTHORS_FILE}"
    if not near:
        return Problem(node.span, message, f"add a line `{node.value}: ...` with the name to {authors.source.path}")
    return Problem(node.span, message, f"did you mean `{near}`?", fix=Fix((Edit(node.span, near),)))
