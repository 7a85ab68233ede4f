"""BIB010."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import repeated
from livingsurvey.model.identity import book_isbn_of, doi_of, sharing
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("BIB010", scope="store")
def duplicate_isbn(survey: Survey) -> Iterator[Problem]:
    """Two whole books have the same ISBN.

    Either both entries are one book, or one of the ISBNs is wrong: another edition has another ISBN. Chapters carry
    that of their book, and volumes may carry that of the whole work: neither is meant.

    Wrong:

        @book{knuth1997art, title = {The Art of Computer Programming}, volume = {1}, isbn = {0-201-89683-4}}
        @book{knuth1998art, title = {Fundamental Algorithms}, volume = {1}, isbn = {978-0-201-89683-1}}

    Right:

        @book{knuth1997art, title = {The Art of Computer Programming}, volume = {1}, isbn = {978-0-201-89683-1}}
    """
    for first, other in sharing(survey.bibliography.typed, book_isbn_of):
        told_by_doi = doi_of(other) and doi_of(other) == doi_of(first)
        if not told_by_doi:
            yield repeated(first, other, "ISBN", "isbn")
