"""Laws of Markdown: what must hold for every text, tried on texts that hypothesis makes up."""

from __future__ import annotations

import itertools
import os
import re
from collections import Counter
from collections.abc import Callable

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from in_memory import REPOSITORY, Page, document, engine
from test_html import Acting

import livingsurvey
from livingsurvey.check.checker import count
from livingsurvey.syntax.bibtex.format import formatted
from livingsurvey.syntax.markdown.labels import kind_of
from livingsurvey.syntax.markdown.mask import mask

EFFORT = int(os.environ.get("SURVEY_EFFORT", "1"))
STORE = "".join(f"@misc{{k{number}, author={{N{number}, A}}, year=2020}}\n" for number in range(4))

# Signs that mean something to some parser, alone and as people use them.
SIGNS = st.sampled_from(
    "` `` ``` ~~~ \\ [ ] ( ) { } < > ! # * _ - + = | : ; @ & $ $$ ^ ~ / /// \" ' <!-- --> --- ... === !!! ??? 1. \t \n "
    "\r \r\n \n\n \n\n\x20\x20\x20\x20 \x0b \x00 \x02 \x03 \u2028 \ufeff é 日 👍 @k0 [@k1 @k2] [^1] [^1]: <b> </b> "
    "@fig-a [@tbl-b {#fig-a} {#eq-c "
    '<pre> </pre> <script> </script> <a href= javascript: <img onerror= title=" $x$ - > a b'.split(" ")
)
MIXTURE = st.lists(SIGNS | st.just(" ") | st.just("    "), max_size=40).map("".join)


def examples(number: int) -> Callable[..., None]:
    """So many examples, the same in every run; where there is time for more of them, new ones."""
    return settings(  # type: ignore[return-value]
        max_examples=number * EFFORT,
        derandomize=EFFORT == 1,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


# ---------------------------------------------------------------------------------- texts as people write them


def words() -> st.SearchStrategy[str]:
    """Inline text with citations, code, links and formulas in it."""
    pieces = [
        "word", "more", "[@k0]", "[see @k1, p. 3; @k2]", "@k0", "@k3 [p. 4]", "[-@k1]", "[@gone]", "`[@k0]`",
        "``@k1 ` @k2``", "`code`", "[text @k0](a.md)", "[[@k1]](a.md)", "![@k2](a.png)", "<b>@k0</b>",
        "<code>[@k0]</code>", "**[@k1]**",
        "$x_{@k0}$", "$5", "\\`", "<!-- [@k0] -->", '<img alt="[@k0]" src="a">', "<https://example.org/@k0>",
        "[note @k0][r]", "[@k2]", "*@k1*", "(@k2)", "[x][@k0]", "_[@k3]_",
        "@fig-a", "[@tbl-b; @eq-c]", "[@sec-d; @k0]", "[@k1, @fig-a]", "`@fig-a`", "[@fig-a](a.md)", "*w*{#fig-a}",
        "![x](a.png){#fig-b}", '<a id="tbl-c" href="a.md#fig-a">@fig-a</a>',
    ]  # fmt: skip
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=4).map(" ".join)


Lines = list[str]


def indented(lines: Lines, lead: str = "    ") -> Lines:
    return [lead + line if line else line for line in lines]


def quoted(lines: Lines) -> Lines:
    return [f"> {line}".rstrip() for line in lines]


LEAVES = st.one_of(
    words().map(lambda text: [text]),
    words().map(lambda text: ["", "    " + text]),
    st.tuples(words(), words()).map(list),
    words().map(lambda text: ["## " + text]),
    words().map(lambda text: [text, "---"]),
    st.just(["***"]),
    st.just(["$$", "x", "$$ {#eq-c}"]),
    st.tuples(st.sampled_from(["```", "~~~", "````", "```py", '``` {.py title="a"}']), words()).map(
        lambda made: [made[0], made[1], "", "[@k0]", re.match(r"`+|~+", made[0])[0]]  # type: ignore[index]
    ),
    st.tuples(words(), words()).map(lambda made: ["| a | b |", "|---|:-:|", f"| {made[0]} | {made[1]} |"]),
    st.sampled_from(["word", "[@k0]", "@k1 $x$", "<code>[@k0]</code>"]).map(
        lambda text: ["<div>", "", f"  <p>{text}</p>", "</div>"]
    ),
    words().map(lambda text: ["<!--", text, "", "x -->"]),
)


def blocks_around(inner: st.SearchStrategy[Lines]) -> st.SearchStrategy[Lines]:
    """Blocks that stand beside one another, and in lists, panels, tabs and quotations."""
    items = st.tuples(st.sampled_from(["- ", "* ", "1. "]), words(), inner).map(
        lambda made: [made[0] + made[1], "", *indented(made[2])]
    )
    panels = st.tuples(st.sampled_from(["!!! note", '??? tip "On @k0"', '=== "T [@k1]"']), inner).map(
        lambda made: [made[0], "", *indented(made[1])]
    )
    return st.lists(st.one_of(inner, items, panels, inner.map(quoted)), min_size=1, max_size=3).map(
        lambda several: [line for lines in several for line in ["", *lines]]
    )


DOCUMENTS = st.recursive(LEAVES, blocks_around, max_leaves=6).map(
    lambda lines: "\n".join([*lines, "", "[^1]: Foot @k0.", "", "[r]: a.md", "", "Note[^1].", ""])
)


# ------------------------------------------------------------------------------------------------------- the laws


@examples(300)
@given(MIXTURE | DOCUMENTS)
def test_law_2_mask_keeps_every_offset(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(now in (was, " ") for was, now in zip(text, masked, strict=True))
    assert [place for place, char in enumerate(text) if char in "\r\n"] == [
        place for place, char in enumerate(masked) if char in "\r\n"
    ]


@examples(300)
@given(MIXTURE | DOCUMENTS)
def test_law_places_lie_in_their_text_and_in_order(text: str) -> None:
    read = document(text)
    assert len(read.prose) == len(text)
    end = 0
    for group in read.citation_groups:
        assert end <= group.span.start < group.span.end <= len(text)
        end = group.span.end
        for citation in group.citations:
            assert citation.key_span.text == citation.key
            assert group.span.holds(citation.span)
            assert citation.span.holds(citation.key_span)
    places = [reference.span for reference in read.cross_references]
    for reference in read.cross_references:
        assert reference.span.holds(reference.label_span)
        assert reference.label_span.text in (reference.label, reference.label[0].upper() + reference.label[1:])
        assert reference.whole.holds(reference.span)
        assert kind_of(reference.label)
    for several in (places, [label.span for label in read.ids]):
        assert all(first.end <= second.start for first, second in itertools.pairwise(several))
    for label in read.ids:
        assert label.span.text == label.name
    assert set(read.labels) <= set(read.ids)
    assert {label.name for label in read.ids} <= read.anchors
    for link in (*read.links, *read.html_links):
        assert link.span.holds(link.target_span)
        assert link.target_span.text == link.target
    end = 0
    for span, tex, display in read.formulas:
        assert end <= span.start
        end = span.end
        assert span.text == (f"$${tex}$$" if display else f"${tex}$")
    anchors = [heading.anchor for heading in read.headings]
    assert all(anchors)


@examples(200)
@given(MIXTURE | DOCUMENTS)
def test_law_a_name_behind_an_at_sign_is_a_citation_or_a_cross_reference_and_never_both(text: str) -> None:
    cited = [citation.key_span for group in document(text).citation_groups for citation in group.citations]
    referred = [reference.label_span for reference in document(text).cross_references]
    assert not any(kind_of(span.text) for span in cited)
    # As citations, cross-references would stand at the same places.
    renamed = document(re.sub(r"@(fig|tbl|eq|sec)-", r"@\1_", text))
    keys = [citation.key_span for group in renamed.citation_groups for citation in group.citations]
    assert sorted(span.start for span in cited + referred) == [span.start for span in keys]


@examples(100)
@given(DOCUMENTS)
def test_law_6_what_the_checker_counts_the_renderer_links_and_nothing_else(text: str) -> None:
    page = Page(text, STORE)
    counted = Counter(mention.citation.key for mention in page.survey.mentions)
    ids = page.values("//a[@class='sv-cite']/@id")
    linked = Counter(re.sub(r"cite-(\w+)-\d+", r"\1", each) for each in ids)
    unknown = Counter(found.removeprefix("?") for found in page.texts("//*[@class='sv-unknown']"))
    assert linked + Counter({"gone": unknown["gone"]}) == counted
    assert len(ids) == len(set(ids))
    links = [link for link in page.values("//section//a/@href") if link.startswith("#cite-")]
    assert sorted(links) == sorted(f"#{each}" for each in ids)
    # What is left as written stands in code, in a link or in a formula.
    for element in page.tree.xpath("//code | //pre | //a[@href] | //math | //comment()"):
        element.drop_tree() if element.getparent() is not None else None
    assert re.findall(r"@k\d", page.tree.text_content()) == []


@examples(100)
@given(DOCUMENTS)
def test_law_6_cross_references_too_are_linked_where_the_checker_counts_them_and_nowhere_else(text: str) -> None:
    page = Page(text, STORE)
    headings = [heading.span for heading in page.chapter.headings]
    counted = Counter(
        reference.label
        for reference in page.chapter.document.cross_references
        # A heading holds no links, but shows what is unknown.
        if reference.label not in page.survey.labels or not any(each.holds(reference.span) for each in headings)
    )
    linked = Counter(link.removeprefix("#") for link in page.values("//a[@class='sv-xref']/@href"))
    unknown = Counter(found.removeprefix("?") for found in page.texts("//*[@class='sv-unknown']"))
    assert linked + Counter({name: count for name, count in unknown.items() if kind_of(name)}) == counted
    assert page.tree.xpath("//a//a") == []
    for element in page.tree.xpath("//code | //pre | //a[@href] | //math | //comment()"):
        element.drop_tree() if element.getparent() is not None else None
    assert re.findall(r"@(?:fig|tbl|eq|sec)-", page.tree.text_content()) == []


@examples(150)
@given(DOCUMENTS)
def test_law_code_is_what_python_markdown_sets_as_code(text: str) -> None:
    numbers = iter(range(len(text)))
    text = re.sub(r"\b(?:word|more)\b", lambda _: f"w{next(numbers)}w", text)
    tree = lxml.html.fromstring(f"<div>{engine().convert(text)}</div>")
    code = " ".join(" ".join(map(str, each.itertext())) for each in tree.xpath("//pre | //code"))
    shown = set(re.findall(r"w\d+w", tree.text_content()))
    hidden = set(re.findall(r"w\d+w", text)) - set(re.findall(r"w\d+w", mask(text)))
    assert hidden & shown == set(re.findall(r"w\d+w", code))


@examples(100)
@given(DOCUMENTS)
def test_law_headings_have_the_anchors_of_the_page(text: str) -> None:
    page = Page(text, STORE)
    made = page.values("//*[self::h1 or self::h2][not(ancestor::header) and not(ancestor::section)]/@id")
    assert [heading.anchor for heading in page.chapter.headings] == made


@examples(150)
@given(MIXTURE)
def test_law_no_mixture_of_signs_can_act(text: str) -> None:
    assert Acting(Page(f"x\n\n{text}\n", STORE).html).found == []


def test_law_10_our_own_survey_passes_its_checks() -> None:
    survey = livingsurvey.load(REPOSITORY)
    assert count(livingsurvey.check(survey), "error") == 0
    assert [source.path for source in survey.bibliography.sources if formatted(source).text != source.text] == []


@pytest.mark.parametrize("path", sorted(f"{path.parent.name}/{path.name}" for path in REPOSITORY.glob("docs/*/*.md")))
def test_law_6_holds_for_our_own_chapters(path: str) -> None:
    store = "\n".join(each.read_text("utf-8") for each in sorted((REPOSITORY / "bibliography").glob("*.bib")))
    page = Page((REPOSITORY / "docs" / path).read_text("utf-8"), store)
    counted = Counter(mention.citation.key for mention in page.survey.mentions)
    assert len(page.values("//a[@class='sv-cite']/@id")) == counted.total()
