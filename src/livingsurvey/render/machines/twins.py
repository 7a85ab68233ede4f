"""Each document once more as Markdown that needs no survey: a twin beside its page, for programs that read text.

Citations are resolved and their works listed, links lead to other twins, and of raw HTML only what gives a text its
structure is left, so that a twin holds nothing that the page's sanitiser took out. Code and formulas stay as written.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.charts import Chart, Drawing, Timeline
from livingsurvey.model.targets import is_above, target
from livingsurvey.render.chapter_tools import work_text
from livingsurvey.render.cross_references import pieces
from livingsurvey.render.machines.chart_table import chart_table
from livingsurvey.render.machines.comparison_table import comparison_table
from livingsurvey.render.machines.data_words import worded
from livingsurvey.render.machines.evidence_table import evidence_table
from livingsurvey.render.machines.words import escaped
from livingsurvey.render.overview import mapped, numbers
from livingsurvey.render.pages import Pages
from livingsurvey.syntax.addresses import running, scheme
from livingsurvey.syntax.html import EMPTIED, SCHEMES
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.markdown.citations import CrossReference
from livingsurvey.syntax.markdown.generated_blocks import GeneratedBlock, generated_blocks
from livingsurvey.syntax.markdown.labels import captions
from livingsurvey.syntax.markdown.links import Link
from livingsurvey.syntax.markdown.mask import comments
from livingsurvey.syntax.source import Source, Span
from livingsurvey.syntax.tags import Tag

# A stretch of text between two offsets and what stands for it.
_Edit = tuple[int, int, str]

_STRUCTURE = frozenset(
    "b blockquote br caption code dd del details dl dt em figcaption h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q "
    "s samp sub summary sup table tbody td tfoot th thead tr u ul var".split()
)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.][A-Za-z_][^{}\r\n]*\}")
_ANGLE = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?|mailto):[^\s<>]+>)")
_BLOCK_END = re.compile(r"^[ \t]*/{3,}[ \t]*(?=\r?$)", re.M)
_LINE_END = re.compile(r"\r\n?")


def twin_address(pages: Pages, path: str) -> str:
    """Where the twin of a document's page stands: `privacy/attacks/index.html.md` for `privacy/attacks/`.

    That is where llmstxt.org has a reader look for it.
    """
    address = pages.addresses.page(path)
    return f"{address}index.html.md" if address.endswith("/") or not address else f"{address}.md"


def twins(pages: Pages) -> Iterator[Source]:
    """The twins of all documents, by their paths below the site's root.

    An engine would take them for documents, so they join the site when it is done.
    """
    survey = pages.survey
    works = {key: f"- {escaped(_plain(pages, key))}" for key in survey.references if key in survey.cited_by}
    for chapter in survey.chapters:
        yield Source(twin_address(pages, chapter.path), _twin(pages, chapter, works))


def _twin(pages: Pages, chapter: Chapter, works: Mapping[str, str]) -> str:
    """The text of one: its title, what it is about, where its page stands, the text itself, the works that it cites."""
    head = []
    if not any(heading.level == 1 for heading in chapter.headings):
        head.append(f"# {escaped(chapter.title)}")
    if chapter.description:
        head.append(f"> {escaped(chapter.description)}")
    if address := pages.addresses.whole(pages.addresses.page(chapter.path)):
        head.append(f"<{address}>")
    cited = [works[key] for key in pages.style.order(pages.survey.cited_in(chapter))]
    parts = [*head, _body(pages, chapter), *(["## References", "\n".join(cited)] if cited else [])]
    return "\n\n".join(filter(None, parts)) + "\n"


def _plain(pages: Pages, key: str) -> str:
    return " ".join(pages.style.listed(key).striptags().split())


def _body(pages: Pages, chapter: Chapter) -> str:
    text, document = chapter.source.text, chapter.document
    edits = [*_resolved(pages, chapter), *_captions(pages, chapter), *_links(pages, chapter), *_without_html(document)]
    edits += [*_overviews(pages, chapter), *_attributes(document)]
    edits += [(start, end, "") for start, end in comments(text, document.blocks)]
    edits += _angles(document)
    parts, at = [], document.body_start
    for start, end, shown in sorted(edits):
        if start >= at:  # else it stands in something that is replaced as a whole
            parts += [text[at:start], shown]
            at = end
    return _LINE_END.sub("\n", "".join([*parts, text[at:]])).strip("\n")


def _resolved(pages: Pages, chapter: Chapter) -> Iterator[_Edit]:
    """Citations and cross-references as the page words them."""
    document, others = chapter.document, pages.cross_references(chapter.path)
    groups = pages.survey.citation_groups(document)
    beside: dict[Span, list[CrossReference]] = {}
    for reference in document.cross_references:
        beside.setdefault(reference.whole, []).append(reference)
    for group in groups:
        text = pages.citations.text(group, others, beside.get(group.span, ()))
        yield group.span.start, group.span.end, escaped(text)
    for span, shown in pieces(document, document.cross_references, groups):
        text = shown if isinstance(shown, str) else others.text(shown)
        yield span.start, span.end, escaped(text)


def _captions(pages: Pages, chapter: Chapter) -> Iterator[_Edit]:
    """The marks of captions; where one has a number, that stands for them. A drawn table brings its own."""
    document, others = chapter.document, pages.cross_references(chapter.path)
    drawn = {block.span.start for block in generated_blocks(document)}
    ends = [end.span() for end in _BLOCK_END.finditer(document.masked)] if "///" in document.masked else []
    for caption in captions(document.source, document.masked):
        if caption.span.start in drawn:
            continue
        number = others.number(caption.label) if caption.label else ""
        shown = f"{escaped(pages.numbering.prefix(caption.block).format(number))}" if number else ""
        yield caption.span.start, caption.span.end, shown
        following = bisect_left(ends, (caption.span.end, 0))
        yield from ((start, end, "") for start, end in ends[following : following + 1])


def _overviews(pages: Pages, chapter: Chapter) -> Iterator[_Edit]:
    """What the survey tells of itself, as lines and lists; a twin needs no buttons."""
    for block in generated_blocks(chapter.document):
        if (text := _overview(pages, chapter, block)) is not None:
            yield block.span.start, block.span.end, text


def _overview(pages: Pages, chapter: Chapter, block: GeneratedBlock) -> str | None:
    match block.name:
        case "chapters":
            found = mapped(pages.survey, chapter.path, block.argument)
            return "\n".join(_item(pages, chapter, each) for each in found) if found else None
        case "numbers":
            told = (f"{label}: {Markup(number).striptags()}" for number, label, _ in numbers(pages, chapter.path))
            return escaped("; ".join(told)) + "."
        case "glossary" if chapter.path == pages.survey.terms.page and (glossary := pages.survey.glossary):
            terms = glossary.alphabetical
            return "\n".join(
                f"- **{escaped(term.title)}**: {worded(pages, chapter.path, term.definition)}" for term in terms
            )
        case "comparison" if table := pages.survey.tables.get(block.argument):
            return comparison_table(pages, chapter.path, table)
        case Chart.block | Timeline.block:
            drawing = pages.survey.data_files[block.name].get(block.argument)
            return chart_table(pages, chapter.path, drawing) if isinstance(drawing, Drawing) else ""
        case "evidence-map":
            return evidence_table(pages, block)
        case "cite":
            return escaped(" ".join(work_text(pages).striptags().split()))
        case _:
            return ""


def _item(pages: Pages, here: Chapter, chapter: Chapter) -> str:
    address = pages.addresses.between(here.path, twin_address(pages, chapter.path))
    behind = f": {escaped(chapter.description)}" if chapter.description else ""
    return f"- [{escaped(chapter.title)}]({address}){behind}"


def _links(pages: Pages, chapter: Chapter) -> Iterator[_Edit]:
    """The destinations, which count from a document, as they count from its twin."""
    for link in chapter.document.links:
        place = link.target_span
        yield place.start, place.end, _destination(pages, chapter, link)


def _destination(pages: Pages, chapter: Chapter, link: Link) -> str:
    survey = pages.survey
    if running(link.target) or (scheme(link.target) or "https") not in SCHEMES:
        return "#"  # the page has no such link
    path = target(chapter, link)
    if path is None or not link.path or is_above(path) or not posixpath.splitext(path)[1]:
        return link.target
    behind = f"#{link.fragment}" if link.fragment else ""
    if path in survey.chapter_by_path:
        return pages.addresses.between(chapter.path, twin_address(pages, path)) + behind
    address = pages.addresses.page(path) if path.endswith(".md") else path
    return pages.addresses.between(chapter.path, address) + behind


def _attributes(document: Document) -> Iterator[_Edit]:
    """Attribute lists, with the blanks before them."""
    for found in _ATTRIBUTES.finditer(document.wording):
        start = found.start()
        while document.source.text[start - 1 : start] in (" ", "\t"):
            start -= 1
        yield start, found.end(), ""


def _without_html(document: Document) -> Iterator[_Edit]:
    """Tags without their attributes, or gone; what only runs or draws is gone with all that it holds."""
    tags = document.tags
    ends = {name: [tag.end for tag in tags if tag.closing and tag.name == name] for name in EMPTIED}
    for tag in tags:
        if tag.name in EMPTIED:
            same = ends[tag.name]
            number = bisect_left(same, tag.end)  # of a closing tag, its own
            yield tag.start, same[number] if number < len(same) else len(tag.text), ""
        else:
            yield tag.start, tag.end, _bare(tag)


def _bare(tag: Tag) -> str:
    if tag.name in _STRUCTURE:
        return f"</{tag.name}>" if tag.closing else f"<{tag.name}>"
    return escaped(tag.value("alt") or "") if tag.name == "img" else ""


def _angles(document: Document) -> Iterator[_Edit]:
    """What might pass for a tag once the tags are gone: in prose it is escaped, in a formula set off by a blank."""
    apart = {tag.start for tag in document.tags} | {link.target_span.start - 1 for link in document.links}
    for found in _ANGLE.finditer(document.markup):
        if found.start() not in apart:
            yield found.start(), found.end(), "&lt;"
    for span, _, _ in document.formulas:
        for found in _ANGLE.finditer(document.source.text, span.start, span.end):
            yield found.start(), found.end(), "< "
