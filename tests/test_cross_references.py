"""Figures, tables, equations and sections: how they are numbered, and what a cross-reference to them shows."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_memory import SETTINGS, STORE, Page, survey_of
from markdown import Markdown
from pypdf import PdfReader
from test_laws import examples

from livingsurvey.build.pdf import pdf
from livingsurvey.model.numbering import Numbering
from livingsurvey.render.book import book
from livingsurvey.render.html import LivingSurvey, chapter_html
from livingsurvey.render.pages import Pages
from livingsurvey.render.reference_page import reference_pages
from livingsurvey.render.volume import BookChapter, BookMeta

FIGURE = "![A curve](a.png)\n\n/// figure-caption\n    attrs: {id: fig-a}\nCurves.\n///\n\n"
TABLE = "| a |\n|---|\n| b |\n\n/// table-caption | #tbl-b\nRows.\n///\n\n"
EQUATION = "$$\nx\n$$ {#eq-c}\n\n"
SECTION = "## What *follows* {#sec-d}\n\n"
ALL = FIGURE + TABLE + EQUATION + SECTION

FORMS = {
    "@fig-a": "Figure 1",
    "@Fig-a": "Figure 1",
    "@{fig-a}": "Figure 1",
    "[@fig-a]": "Figure 1",
    "[-@fig-a]": "1",
    "(@tbl-b)": "(Table 1)",
    "@eq-c": "Equation 1",
    "[Eqs. @eq-c]": "Eqs. 1",
    "[Figure @fig-a]": "Figure 1",
    "[fig. @fig-a]": "fig. 1",
    "[see @fig-a]": "see Figure 1",
    "[see @fig-a, left; @tbl-b]": "see Figure 1, left, Table 1",
    "[@fig-a; @tbl-b; and @eq-c]": "Figure 1, Table 1, and Equation 1",
    "[*both* @fig-a and @tbl-b]": "both Figure 1 and Table 1",
    "@sec-d": "Section “What follows”",
    "[-@sec-d]": "What follows",
    "[Section @sec-d]": "Section “What follows”",
    "[@fig-a; @ash2020]": "(Figure 1; Ash, 2020)",
    "[@ash2020; @fig-a]": "(Ash, 2020; Figure 1)",
    "[@ash2020, p. 3; @fig-a; @beech2021]": "(Ash, 2020, p. 3; Figure 1; Beech and Cedar, 2021)",
    "[see @fig-a and @ash2020, p. 3; also -@tbl-b]": "(see Figure 1 and Ash, 2020, p. 3; also 1)",
    "[@ash2020, see @fig-a]": "(Ash, 2020, see Figure 1)",
    "@ash2020 [see @fig-a]": "Ash (2020) see Figure 1",
    "@fig-gone": "?fig-gone",
    "[@gone; @fig-a]": "(?gone; Figure 1)",
    "`@fig-a` \\@fig-a": "@fig-a @fig-a",
    "[the table](#tbl-b)": "the table",
    '<a href="#x">@fig-a</a>': "@fig-a",
    "- @fig-a\n\n    > @tbl-b": "Figure 1 Table 1",
}


def shown(text: str, more: str = ALL) -> str:
    """The words that a page has before other text."""
    page = Page(f"{text}\n\n<hr>\n\n{more}", path="one/page.md")
    return " ".join(lxml.html.fromstring(f"<div>{page.body.partition('<hr>')[0]}</div>").text_content().split())


@pytest.mark.parametrize("text", FORMS)
def test_cross_references_name_what_they_point_to(text: str) -> None:
    assert shown(text) == FORMS[text]


def test_each_leads_to_the_very_place() -> None:
    page = Page(f"@fig-a @tbl-b @eq-c @sec-d\n\n{ALL}")
    links = page.values("//a[@class='sv-xref']/@href")
    assert links == ["#fig-a", "#tbl-b", "#eq-c", "#sec-d"]
    assert [page.values(f"//*[@id='{link[1:]}']/@id") for link in links] == [[link[1:]] for link in links]
    assert page.texts("//*[@id='fig-a']//*[@class='caption-prefix']") == ["Figure 1."]
    assert page.texts("//*[@id='tbl-b']//*[@class='caption-prefix']") == ["Table 1."]


def test_a_word_and_its_number_stay_on_one_line() -> None:
    assert "Figure\u00a01</a>" in Page(f"@fig-a\n\n{FIGURE}").html


def test_a_heading_holds_no_links_and_its_address_no_number() -> None:
    page = Page(f"## As @fig-a and [@tbl-b] show\n\n{FIGURE}{TABLE}")
    assert page.texts("//h2[1]") == ["As Figure 1 and Table 1 show¶"]
    assert page.values("//h2[1]//a/@class") == ["headerlink"]
    assert page.values("//h2[1]/@id") == ["as-and-show"] == [page.chapter.headings[0].anchor]


def test_a_labelled_equation_has_its_number_and_others_have_none() -> None:
    page = Page("$$a$$\n\n> $$b$$ {#eq-b}\n\nwe have\n$$c$$\n{: #eq-c }\nwhere @eq-b and @eq-c\n\n$d$ {#eq-d}")
    assert page.values("//span[@class='sv-equation']/@id") == ["eq-b", "eq-c"]
    assert page.texts("//span[@class='sv-equation-number']") == ["(1)", "(2)"]
    assert page.texts("//a[@class='sv-xref']") == ["Equation 1", "Equation 2"]
    assert len(page.tree.xpath("//math")) == 4
    assert "{#eq-b}" not in page.html


def test_nobody_else_has_the_id_of_an_equation() -> None:
    page = Page('<b id="eq-c">x</b>\n\n' + EQUATION)
    assert page.values("//*[@id='eq-c']/@class") == ["sv-equation"]


def test_an_image_with_a_label_is_a_figure_with_a_number() -> None:
    lone = '![Alt](x.png "A *title*"){#fig-x}\n\n![Losses fall](y.png){: #fig-y .wide }\n\n'
    page = Page(f"See @fig-x, @fig-y, @fig-a.\n\n{lone}{FIGURE}word ![inline](z.png){{#fig-z}} @fig-z @Fig-z")
    assert page.texts("//a[@class='sv-xref']") == ["Figure 1", "Figure 2", "Figure 3", "the figure", "The figure"]
    assert page.texts("//figcaption") == ["Figure 1. A *title*", "Figure 2. Losses fall", "Figure 3. Curves."]
    assert page.values("//figure/@id") == ["fig-x", "fig-y", "fig-a"]
    assert page.values("//figure//img/@alt") == ["Alt", "Losses fall", "A curve"]
    assert page.values("//*[@id='fig-y']//img/@class") == ["wide"]


def test_the_image_of_a_caption_may_have_the_label() -> None:
    page = Page("@fig-x\n\n![Alt](x.png){#fig-x}\n\n/// figure-caption\nWords.\n///\n")
    assert page.texts("//a[@class='sv-xref']") == ["Figure 1"]
    assert page.texts("//figcaption") == ["Figure 1. Words."]


def without_captions(text: str) -> Pages:
    settings = "site_name: T\nmarkdown_extensions: [attr_list]\n"
    return Pages(survey_of({"mkdocs.yml": settings, "docs/index.md": text}))


def test_images_are_numbered_without_the_extension_for_captions() -> None:
    pages = without_captions("![One](x.png){#fig-x}\n\n![Two](x.png){#fig-y}\n\n[@fig-y; @fig-x]\n")
    tree = lxml.html.fromstring(f"<div>{chapter_html(pages, pages.survey.chapters[0])}</div>")
    assert [each.text_content() for each in tree.xpath("//figcaption")] == ["Figure 1. One", "Figure 2. Two"]
    assert [each.text for each in tree.xpath("//a")] == ["Figure\u00a02", "Figure\u00a01"]


def test_the_words_are_those_that_the_settings_give_to_captions() -> None:
    types = "[{name: figure-caption, prefix: 'Abb. {}:'}, {name: table-caption, prefix: '<b>{}</b>'}, note-caption]"
    settings = f"site_name: T\nmarkdown_extensions: [attr_list, tables, pymdownx.blocks.caption: {{types: {types}}}]\n"
    text = f"@fig-a @fig-x @tbl-b\n\n{FIGURE}![X](x.png){{#fig-x}}\n\n{TABLE}"
    pages = Pages(survey_of({"mkdocs.yml": settings, "docs/index.md": text}))
    tree = lxml.html.fromstring(f"<div>{chapter_html(pages, pages.survey.chapters[0])}</div>")
    assert [each.text_content() for each in tree.xpath("//a")] == ["Abb.\u00a01", "Abb.\u00a02", "Table\u00a01"]
    assert [each.text_content() for each in tree.xpath("//figcaption")][:2] == ["\nAbb. 1: Curves.\n", "Abb. 2: X"]


# ----------------------------------------------------------------------------------------------- from page to page


def two_pages(directory_urls: bool = True) -> Pages:
    settings = SETTINGS + f"\nuse_directory_urls: {str(directory_urls).lower()}\n"
    return Pages(
        survey_of(
            {
                "mkdocs.yml": settings,
                "docs/one.md": "---\ntitle: One\n---\n\nSee @fig-a, [-@fig-a], [@eq-c], @sec-d.\n\n## On @fig-a\n",
                "docs/part/two.md": f"---\ntitle: Two & more\n---\n\n{ALL}\n\nBack to @sec-e [@ash2020].\n",
                "docs/part/three.md": "---\ntitle: Three\n---\n\n## End {#sec-e}\n\n"
                "[@fig-a, left] [@ash2020; @fig-a]\n",
                "bibliography/store.bib": STORE,
            }
        )
    )


def links(pages: Pages, path: str) -> list[tuple[str, str]]:
    ours = LivingSurvey(pages=pages, path=path)
    chapter = pages.survey.chapter_by_path[path]
    markup = Markdown(extensions=["attr_list", "toc", ours]).convert(chapter.source.text[chapter.document.body_start :])
    found = lxml.html.fromstring(f"<div>{markup}</div>").xpath("//a[@class='sv-xref']")
    return [(link.text_content().replace("\u00a0", " "), link.get("href")) for link in found]


def test_to_another_page_the_reference_names_the_page() -> None:
    assert links(two_pages(), "one.md") == [
        ("Figure 1 in Two & more", "../part/two/#fig-a"),
        ("1", "../part/two/#fig-a"),
        ("Equation 1 in Two & more", "../part/two/#eq-c"),
        ("Section “What follows” in Two & more", "../part/two/#sec-d"),
    ]
    assert links(two_pages(directory_urls=False), "part/two.md") == [
        ("Section “End” in Three", "three.html#sec-e"),
    ]


def test_a_sentence_quoted_on_another_page_names_what_its_chapter_has() -> None:
    (page,) = [page for page in reference_pages(two_pages()) if page.title == "First"]
    words = " ".join(lxml.html.fromstring(f"<div>{page.body}</div>").text_content().split())
    assert "Figure 1 in Two & more, left (Ash, 2020; Figure 1 in Two & more)" in words
    assert "Back to Section “End” in Three (Ash, 2020)." in words


def test_the_book_has_the_same_words_and_its_links_lead_to_the_figures_page() -> None:
    pages = two_pages()
    chapters = [
        BookChapter(chapter.path, None, chapter.title, "", "chapter", chapter_html(pages, chapter))
        for chapter in pages.survey.chapters
    ]
    read = PdfReader(BytesIO(pdf(book(BookMeta("T"), chapters), Path(__file__).parent, 0, warn=lambda _: None)))
    texts = [" ".join(page.extract_text().split()) for page in read.pages]
    (first,) = [number for number, text in enumerate(texts) if "See Figure 1 in" in text]
    (second,) = [number for number, text in enumerate(texts) if "Figure 1. Curves." in text]
    words = "See Figure 1 in Two & more, 1, Equation 1 in Two & more, Section “What follows” in Two & more."
    assert words in texts[first]
    assert "1.1 On Figure 1 in Two & more" in texts[first]
    assert "(1)" in texts[second]
    annotations = [annotation.get_object() for annotation in read.pages[first]["/Annots"]]
    places = [each["/Dest"] for each in annotations]
    leads = [read.named_destinations[each].page if isinstance(each, str) else each[0] for each in places]
    assert [read.get_page_number(page.get_object()) for page in leads] == [second] * 4


# ----------------------------------------------------------------------------------------------------------- a law

HEADS = st.sampled_from(["", " | 5", " | 2.1", " | ^1", " | ^2", " | < 3", " | > #fig-{}", " | 7 #fig-{}.wide"])
CAPTIONS = st.tuples(st.sampled_from(["figure-caption", "table-caption", "caption"]), HEADS)
IMAGES = st.sampled_from(["![x](a.png){{#fig-{}}}", "word ![x](a.png){{#fig-{}}}", "![x](a.png)"])


@examples(100)
@given(st.lists(CAPTIONS | IMAGES, max_size=8))
def test_law_numbers_are_those_that_the_page_prints(made: list[tuple[str, str] | str]) -> None:
    blocks = []
    for place, each in enumerate(made):
        if isinstance(each, str):
            blocks.append(each.format(place))
        else:
            head = each[1].format(place)
            option = "" if "#" in head else f"\n    attrs: {{id: fig-{place}}}"
            blocks.append(f"Before.\n\n/// {each[0]}{head}{option}\nWords.\n///")
    page = Page("\n\n".join(blocks))
    numbering = Numbering(page.survey)
    for place in range(len(made)):
        target = numbering.target(f"fig-{place}")
        printed = page.texts(f"//*[@id='fig-{place}']//*[@class='caption-prefix']")
        assert ([f"{target.word} {target.number}."] if target and target.number else []) == printed
