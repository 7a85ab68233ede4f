"""BIB041."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.keys import follows, pattern_key
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.key_pattern import pattern_problem
from livingsurvey.syntax.problem import Problem


@rule("BIB041", severity="warning", scope="store")
def key_off_pattern(survey: Survey) -> Iterator[Problem]:
    """A key does not follow the pattern that the settings ask for (`key-pattern` under `extra.survey`).

    Keys of one make can be guessed, and two people who add a work give it the same. The pattern holds `{family}`,
    `{year}`, `{word}` (the first telling word of the title), `{Family}` and `{Word}`. A letter or two may tell apart
    what it makes alike, and words that tell little may be taken or left. Entries that lack what the pattern needs are
    not looked at. Keep the old key in `ids` when you rename: citations of it go on working.

    Wrong:

        # with key-pattern: "{family}{year}{word}"
        @article{paxos, author = {Lamport, Leslie}, title = {The Part-Time Parliament}, year = {1998}}

    Right:

        @article{lamport1998part, author = {Lamport, Leslie}, title = {The Part-Time Parliament}, year = {1998},
          ids = {paxos}}
    """
    pattern = survey.settings.key_pattern
    if not pattern or pattern_problem(pattern):
        return  # of a pattern that cannot be read, the settings tell
    for reference in survey.bibliography.typed:
        expected = pattern_key(reference, pattern)
        if expected and expected != reference.key and not follows(reference, pattern):
            yield Problem(
                reference.entry.key_span,
                f"the key `{reference.key}` does not follow the pattern `{pattern}`",
                f"rename it, for example to `{expected}`, and keep the old one: ids = {{{reference.key}}}",
            )
