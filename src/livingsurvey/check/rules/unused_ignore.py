"""CFG002."""

import re
from collections.abc import Iterable, Iterator

from livingsurvey.check.ignored import Ignored
from livingsurvey.check.naming import advice, is_known, meant
from livingsurvey.check.pages.line_start import is_first, is_word
from livingsurvey.check.rule import ignore_rule
from livingsurvey.check.silencing.withdrawal import without, without_code
from livingsurvey.config import PerFileIgnore
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.remark import Remark
from livingsurvey.syntax.source import Span

_CODE = re.compile(r"[A-Za-z0-9]*[0-9]|[A-Z]+|[a-z]+(?:[-_][a-z0-9]+)+")
_LONGEST = 7  # characters that a code has at most
_SUGGESTIONS = 100  # looking for a word like another costs time, and nobody reads more of them


@ignore_rule("CFG002", severity="warning", fix="safe")
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
    hints = iter(range(_SUGGESTIONS))
    for remark in ignored.remarks:
        repeated = set(_repeated(remark.codes))
        wrong = [number for number, code in enumerate(remark.codes) if not is_known(code.text.upper(), ignored.names)]
        if not remark.codes:
            yield Problem(remark.span, "this ignore names no rule", "name the code of a rule, or remove it")
        elif all(code in idle or code in repeated for code in remark.codes):
            edit = without(remark)
            fix = Fix((edit,), safe=not _ends_another(remark) and (remark.alone or not _joins(edit.span)))
            yield Problem(remark.span, "this ignore silences nothing", "remove it", fix=fix)
        elif wrong and not _CODE.fullmatch(remark.codes[wrong[0]].text):
            yield _reason(remark, wrong[0], wrong[-1])
        else:
            for code in (remark.codes[number] for number in wrong):
                hint = advice(code.text, ignored.names) if next(hints, None) is not None else ""
                known = meant(code.text, ignored.names)
                mended = Fix((Edit(code, known),), safe=True) if known else None
                yield Problem(code, f"no rule is called `{code.text}`", hint, fix=mended)
            for number, code in enumerate(remark.codes):
                if code in idle or code in repeated:
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


def _reason(remark: Remark, first: int, last: int) -> Problem:
    """Free words that stand where codes should, from one number among them to another."""
    words = remark.span.source.span(remark.codes[first].start, remark.codes[last].end)
    message = f"`{' '.join(words.text.split())}` names no rule"
    if not first:
        return Problem(words, message, "name the code of a rule, then a colon, then the reason")
    place = remark.span.source.span(remark.codes[first - 1].end)
    fix = Fix((Edit(place, ":"),), safe=True)
    return Problem(words, message, "put a colon in front of a reason", fix=fix)


def _ends_another(remark: Remark) -> bool:
    """Whether a comment opens before a remark that only the remark keeps from going on to the next one's end."""
    text, start = remark.span.source.text, remark.span.start
    return text.rfind("<!--", 0, start) > text.rfind("-->", 0, start)


def _joins(removed: Span) -> bool:
    """Whether what stands before and behind a place in a line might become one: a tag, a macro, a heading."""
    source, start, end = removed.source, removed.start, removed.end
    behind = source.text[end : end + 1]
    if behind in ("", "\r", "\n"):
        return False
    line = start - source.position(start)[1] + 1
    is_glued = start > line and source.text[start - 1] not in " \t" and behind not in " \t"
    first = end + (behind in " \t")
    return is_glued or (is_first(source.text, line, start) and not is_word(source.text, first))


def _repeated(codes: Iterable[Span]) -> Iterator[Span]:
    """The codes that name a rule of which one before them names the family, or the rule itself."""
    seen = set[str]()
    for span in codes:
        code = span.text.upper()
        if any(code[:length] in seen for length in range(1, _LONGEST + 1)):
            yield span
        seen.add(code)
