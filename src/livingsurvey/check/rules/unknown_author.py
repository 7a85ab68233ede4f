"""DOC005."""

from collections.abc import Iterator

from livingsurvey.check.guesses import Guesses
from livingsurvey.check.rule import rule
from livingsurvey.model.authors import AUTHORS_FILE, Authors
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.yaml import Node


@rule("DOC005", fix="safe")
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
    guesses = Guesses(alike=0.6)  # ids are short
    for chapter in survey.chapters:
        named = chapter.front_matter.get("authors") if chapter.front_matter else None
        for node in named.value if named and isinstance(named.value, tuple) else ():
            if isinstance(node.value, str) and node.value not in authors.people:
                yield _problem(node, authors, guesses)


def _problem(node: Node, authors: Authors, guesses: Guesses) -> Problem:
    wanted = node.value.casefold()
    named = (id_ for id_, author in authors.people.items() if wanted in (id_.casefold(), author.name.casefold()))
    near = next(named, None) or guesses.near(node.value, tuple(authors.people))
    message = f"there is no author `{node.value}` in {AUTHORS_FILE}"
    if not near:
        return Problem(node.span, message, f"add a line `{node.value}: ...` with the name to {authors.source.path}")
    return Problem(node.span, message, f"did you mean `{near}`?", fix=Fix((Edit(node.span, near),)))
