"""BIB011."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.identity import identifiers_in_common, is_preprint, is_published, same_works
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("BIB011", severity="warning", scope="store")
def similar_work(survey: Survey) -> Iterator[Problem]:
    """Two entries have the same title and first author.

    One may be a duplicate of the other, which splits the citations of one work over two references, or another version
    of it. Case, accents, braces and punctuation do not count. Two versions that are both meant, such as a paper at a
    conference and its long form in a journal, can name each other in the field `related`; editions, volumes and parts
    are told apart by their fields. An identifier in common, and a preprint beside its published version, are told by
    rules of their own.

    Wrong:

        @inproceedings{lamport2001paxos, author = {Lamport, Leslie}, title = {Paxos Made Simple}, year = {2001}}
        @article{lamport2001simple, author = {L. Lamport}, title = {{P}axos made simple}, year = {2001}}

    Right:

        @article{lamport2001paxos, author = {Lamport, Leslie}, title = {Paxos Made Simple}, year = {2001}}
    """
    for works in same_works(survey.bibliography.typed):
        if any(map(is_published, works)):
            works = tuple(work for work in works if not is_preprint(work))
        for other in works[1:]:
            if identifiers_in_common(works[0], other):
                continue
            where = works[0].entry.key_span
            yield Problem(
                other.entry.key_span,
                f"`{other.key}` has the title and first author of `{works[0].key}` ({where})",
                f"merge them if they are duplicates, with ids = {{{other.key}}}; "
                f"if both are meant, add related = {{{works[0].key}}} here",
                related=(where,),
            )
