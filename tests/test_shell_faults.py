"""What the theme puts around a page, mended for readers' aids."""

import re

import pytest
from conftest import Project
from lxml import html

from livingsurvey.render.shell_faults import mended

SEARCH = """<div class="md-search" data-md-component="search" role="dialog">
  <input type="text" class="md-search__input" name="query" aria-label="Suche" placeholder="Suche">
</div>"""


def test_search_is_named_in_the_language_of_the_site() -> None:
    assert '<div class="md-search" data-md-component="search" role="dialog" aria-label="Suche">' in mended(SEARCH)
    assert mended(mended(SEARCH)) == mended(SEARCH)


def test_what_opens_a_section_has_no_empty_tabindex() -> None:
    label = '<label class="md-nav__link md-nav__link--active" for="__nav_2" id="__nav_2_label" tabindex="{}">'
    assert mended(label.format("")) == label.replace(' tabindex="{}"', "")
    assert mended(label.format("0")) == label.format("0")


def test_a_section_of_the_navigation_has_the_name_of_its_title() -> None:
    section = '<nav class="md-nav" aria-labelledby="__nav_2_1{0}"><label class="md-nav__title" for="__nav_2_1"{1}>'
    assert mended(section.format("_label", "")) == section.format("_title", ' id="__nav_2_1_title"')
    assert mended(mended(section.format("_label", ""))) == mended(section.format("_label", ""))


def test_a_label_belongs_to_a_switch_that_is_there() -> None:
    label = '<label class="md-nav__title" for="__toc">'
    assert mended(label) == '<label class="md-nav__title">'
    assert mended('<input id="__toc">' + label) == '<input id="__toc">' + label


@pytest.mark.parametrize(
    "text",
    [
        '<p>A tag such as &lt;label class="md-nav__link" tabindex=""&gt; of the theme</p>',
        "<p>no shell at all</p>",
        '<div class="md-search" role="dialog"><p>a search without a field</p></div>',
        "",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize("page", ["index.html", "404.html", "foundations/index.html", "references/lamport1978time/"])
def test_every_kind_of_page_is_mended(small_built: Project, page: str) -> None:
    text = small_built.page(page)
    root = html.fromstring(text)
    assert root.xpath("//*[@role='dialog']/@aria-label") == ["Search"]
    assert root.xpath("//*[@tabindex='']") == []
    ids = {str(each.get("id")): each.text_content().strip() for each in root.xpath("//*[@id]")}
    assert all(ids[name] for name in root.xpath("//nav[contains(@class, 'md-nav')]/@aria-labelledby"))
    switches = set(root.xpath("//input/@id"))
    assert [label for label in root.xpath("//label/@for") if label not in switches] == []
    assert re.search(r'data-md-component="search" role="dialog"', text)
