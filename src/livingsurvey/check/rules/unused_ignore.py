"""CFG002."""

import re
from collections.abc import Iterable, Iterator

from livingsurvey.check.ignored import Ignored
from livingsurvey.check.naming import advice, is_known, meant
from livingsurvey.check.rule import ignore_rule
from livingsurvey.check.withdrawal import without, without_code
from livingsurvey.config import PerFileIgnore
from livingsurvey.syntax.ignores import Remark
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span

_CODE = re.compile(r"[A-Za-z0-9]*[0-9]|[A-Z]+|[a-z]+(?:[-_][a-z0-9]+)+")
_SUGGESTIONS = 100  # looking for a word like another costs time, and nobody reads more of them


@ignore_rule("CFG002", severity="warning")
def unused_ignore(ignored: Ignored) -> Iterator[Problem]:
    """An ignore silences nothing, names no rule, or names one twice.

    An ignore is a promise that somebody has looked: `<!-- survey: ignore CIT008: our own count -->` in a chapter,
    `% survey: ignore BIB007` in a .bib file, `# survey: ignore DOC005` in front matter and other YAML. Behind text it
    is about that line; on a line of its own about the block below it, which is a paragraph, a table, a list up to its
    first blank line, a heading, or an entry of the store. What stands behind a colon is the reason. One that outlives
    its finding would hide the next mistake in the same place. Only ignores of rules that have run are judged.

    Among the lines of a paragraph or of a list, put it behind the text: on a line of its own that is not indented, it
    would end the paragraph or the list. In a .bib file it stands right above the entry, so that both stay together.

    Wrong:

        # Rounds <!-- survey: ignore CIT001 -->

        Models are averaged in rounds.

    Right:

        # Rounds

        Models are averaged in rounds.
    """
    idle = {ignore.span for ignore in ignored.idle}
    suggested = 0
    for remark in ignored.remarks:
        repeated = [code for number, code in enumerate(remark.codes) if _is_covered(code, remark.codes[:number])]
        wrong = [code for code in remark.codes if not is_known(code.text.upper(), ignored.names)]
        if not remark.codes:
            yield Problem(remark.span, "this ignore names no rule", "name the code of a rule, or remove it")
        elif all(code in idle or code in repeated for code in remark.codes):
            fix = Fix((without(remark),), safe=True)
            yield Problem(remark.span, "this ignore silences nothing", "remove it", fix=fix)
        elif wrong and not _CODE.fullmatch(wrong[0].text):
            yield _reason(remark, len(remark.codes) - len(wrong))
        else:
            for number, code in enumerate(remark.codes):
                if code in wrong:
                    suggested += 1
                    known = meant(code.text, ignored.names)
                    hint = advice(code.text, ignored.names) if suggested <= _SUGGESTIONS else ""
                    mended = Fix((Edit(code, known),), safe=True) if known else None
                    yield Problem(code, f"no rule is called `{code.text}`", hint, fix=mended)
                elif code in idle or code in repeated:
                    what = "is silent already" if code in repeated else "silences nothing"
                    fix = Fix((without_code(remark, number),), safe=True)
                    yield Problem(code, f"`{code.text}` {what}", "remove it from the ignore", fix=fix)
    for each in ignored.unmatched:
        hint = "correct the pattern, or remove it: paths count from the survey's folder"
        yield Problem(each.pattern_span, f"no file of the survey matches `{each.pattern}`", hint)
    for ignore in ignored.idle:
        if isinstance(ignore.origin, PerFileIgnore) and ignore.origin not in ignored.unmatched:
            message = f"`{ignore.code}` silences nothing in `{ignore.origin.pattern}`"
            yield Problem(ignore.span, message, "remove it here")


def _reason(remark: Remark, number: int) -> Problem:
    """Free words that stand where codes should, behind so many of these."""
    words = remark.span.source.span(remark.codes[number].start, remark.codes[-1].end)
    if not number:
        hint = "name the code of a rule, then a colon, then the reason"
        return Problem(words, f"`{words.text}` names no rule", hint)
    place = remark.span.source.span(remark.codes[number - 1].end)
    fix = Fix((Edit(place, ":"),), safe=True)
    return Problem(words, f"`{words.text}` names no rule", "put a colon in front of a reason", fix=fix)


def _is_covered(code: Span, others: Iterable[Span]) -> bool:
    """Whether others name the same rule or a family of it."""
    return any(code.text.upper().startswith(other.text.upper()) for other in others)
