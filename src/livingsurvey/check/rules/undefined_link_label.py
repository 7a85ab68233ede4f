"""REF009."""

import re
from collections.abc import Iterator

from livingsurvey.check.guesses import Guesses
from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.yaml import Opaque

# A pair of brackets behind another; behind a word they are an index, as in `a[i][j]`, and so without a word in them.
_PAIR = re.compile(r"\[(?<![\w\])\\]\[)(?P<text>[^\[\]]+)\]\[(?P<label>[^\[\]]*)\](?![(\[:])")
_WORD = re.compile(r"[^\W\d_]{3}")
_DEFINED = re.compile(r"^[ \t>]*\[(?P<label>[^\[\]\r\n^@][^\]\r\n]*)\]:", re.M)
_NOTE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+\.)[ \t]+)?(?P<mark>\[\^(?P<label>[^\[\]\r\n]+)\]):", re.M)
_MENTION = re.compile(r"\[(?<!\\\[)\^(?P<label>[^\[\]\s]+)\]")
_NO_SET = re.compile(r"\d+|(?!\w-\w)[\w-]{2,}")  # unlike the `[^a-z]` of a regular expression
_INCLUDED = "--8<--"


@rule("REF009", severity="warning", scope="chapter", fix="unsafe")
def undefined_link_label(survey: Survey) -> Iterator[Problem]:
    """A link in two pairs of brackets has a label without a definition, or a footnote lacks its text or its mark.

    The page shows such brackets as they are written, and a footnote that nothing refers to is read by nobody. Labels
    and footnotes are those of their page. Pages that include others' text (`--8<--`) are not looked into.

    Wrong:

        The [project][home] has moved.[^1]

        [hom]: https://example.org/

    Right:

        The [project][home] has moved.[^1]

        [home]: https://example.org/
        [^1]: In 2025.
    """
    if _is_appended(survey):
        return
    for chapter in survey.chapters:
        if _INCLUDED not in chapter.source.text:
            yield from _labels(chapter)
            yield from _footnotes(chapter)


def _is_appended(survey: Survey) -> bool:
    """Whether the settings put a text with definitions behind every page."""
    options = dict(survey.settings.extensions).get("pymdownx.snippets")
    return isinstance(options, Opaque) or bool(options and options.get("auto_append"))


def _labels(chapter: Chapter) -> Iterator[Problem]:
    document = chapter.document
    defined = {_compared(found["label"]): found["label"] for found in _DEFINED.finditer(document.wording)}
    taken = [link.span for link in (*document.links, *document.html_links)]
    links = {span.start for span in taken} | {use.span.start for use in document.link_uses}
    guesses = Guesses()
    for pair in _PAIR.finditer(document.wording):
        place = "label" if pair["label"].strip() else "text"
        label = pair[place]
        if (
            _compared(label) in defined
            or not _WORD.search(pair["text"])
            or pair["text"].startswith("^")
            or "@" in pair[0]
            or pair[0] != chapter.source.text[pair.start() : pair.end()]  # code in them, which is blanked
            or {pair.start(), pair.start() - 1} & links
            or not document.inline_at(pair.start()).text
        ):
            continue
        span = chapter.source.span(*pair.span(place))
        message = f"there is no definition of the link label `{' '.join(label.split())}`"
        if near := guesses.near(_compared(label), sorted(defined)):
            fix = Fix((Edit(span, defined[near]),)) if place == "label" else None
            yield Problem(span, message, f"did you mean `{defined[near]}`?", fix=fix)
        else:
            yield Problem(span, message, "add one to this page, `[label]: address`, or write `[text](address)`")


def _footnotes(chapter: Chapter) -> Iterator[Problem]:
    document = chapter.document
    texts = {note.start("mark"): note for note in _NOTE.finditer(document.masked)}
    written = {note["label"] for note in texts.values()}
    mentions = [mention for mention in _MENTION.finditer(document.wording) if mention.start() not in texts]
    for mention in mentions:
        label = mention["label"]
        if label not in written and _NO_SET.fullmatch(label) and document.inline_at(mention.start()).text:
            hint = f"add `[^{label}]: ...` to this page, or remove the mark"
            yield Problem(chapter.source.span(*mention.span()), f"the footnote `[^{label}]` has no text", hint)
    mentioned = {mention["label"] for mention in mentions}
    for note in texts.values():
        if note["label"] not in mentioned:
            mark = chapter.source.span(*note.span("mark"))
            hint = f"put `{mark.text}` where it belongs, or remove the footnote"
            yield Problem(mark, f"nothing refers to the footnote `{mark.text}`", hint)


def _compared(label: str) -> str:
    """A label as Python-Markdown compares it."""
    return " ".join(label.lower().split())
