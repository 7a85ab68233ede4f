"""BIB034."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.identity import identifiers_in_common, is_preprint, is_published, same_works
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("BIB034", severity="warning", scope="store")
def published_preprint(survey: Survey) -> Iterator[Problem]:
    """A preprint's published version is in the store, too.

    Readers should be led to the version that was reviewed, and one work should have one reference. Move what only the
    preprint has (its `eprint`) to the published entry, name the preprint's key in its `ids`, and delete the preprint:
    chapters that cite it keep working. If both are meant, let one name the other in `related`.

    Wrong:

        @misc{kingma2014method, author = {Kingma, Diederik P.}, title = {Adam: A Method for Stochastic Optimization},
          eprint = {1412.6980}, archiveprefix = {arXiv}}
        @inproceedings{kingma2015adam, author = {Kingma, Diederik P.},
          title = {Adam: A Method for Stochastic Optimization}, booktitle = {ICLR}}

    Right:

        @inproceedings{kingma2015adam, author = {Kingma, Diederik P.},
          title = {Adam: A Method for Stochastic Optimization}, booktitle = {ICLR},
          eprint = {1412.6980}, archiveprefix = {arXiv}, ids = {kingma2014method}}
    """
    for works in same_works(survey.bibliography.typed):
        published = next(filter(is_published, works), None)
        if published is None:
            continue
        for preprint in filter(is_preprint, works):
            if identifiers_in_common(preprint, published):
                continue
            where = published.entry.key_span
            yield Problem(
                preprint.entry.key_span,
                f"`{preprint.key}` is a preprint of `{published.key}` ({where})",
                f"cite the published version: add ids = {{{preprint.key}}} to it, and delete this entry",
                related=(where,),
            )
