"""CIT001."""

import difflib
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem


@rule("CIT001")
def unknown_key(survey: Survey) -> Iterator[Problem]:
    r"""A citation names a key that no .bib file has.

    The reader would find no reference behind it. Correct the key, or add the entry to the store. A plain at sign is
    written `\@`.

    Wrong:

        Averaging works well [@mcmahan2017comunication].

    Right:

        Averaging works well [@mcmahan2017communication].
    """
    known = list(survey.references)
    by_case = {key.lower(): key for key in known}
    for key, mentions in survey.cited_by.items():
        if key in survey.references:
            continue
        close = [by_case[key.lower()]] if key.lower() in by_case else difflib.get_close_matches(key, known, 1, 0.75)
        for mention in mentions:
            span = mention.citation.key_span
            if close:
                fix = Fix((Edit(span, close[0]),))
                yield Problem(span, f"there is no entry `{key}`", f"did you mean `{close[0]}`?", fix=fix)
            else:
                yield Problem(span, f"there is no entry `{key}`", "add it to a .bib file, or write \\@ for an at sign")
