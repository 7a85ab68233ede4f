"""The page for an address where there is none, as HTML."""

import pytest
from in_memory import survey_of
from lxml import html

from livingsurvey.render.not_found import with_way_on
from livingsurvey.render.pages import Pages

THEME = "<html><head><title>T</title></head><body {}><h1>404 - Not found</h1></body></html>"
SEARCH = 'data-md-component="search"'


def shown(settings: str, name: str = "404.html", theme: str = THEME.format(SEARCH)) -> str:
    return with_way_on(Pages(survey_of({"mkdocs.yml": settings, "docs/index.md": "# A\n"})), name, theme)


@pytest.mark.parametrize(
    ("settings", "home", "bibliography"),
    [
        ("site_name: T\n", "/", "/references/"),
        ("site_name: T\nsite_url: https://example.org/a b/c\n", "/a b/c/", "/a b/c/references/"),
        ("site_name: T\nuse_directory_urls: false\n", "/index.html", "/references/index.html"),
    ],
)
def test_links_count_from_the_root_of_the_server(settings: str, home: str, bibliography: str) -> None:
    tree = html.fromstring(shown(settings))
    assert tree.xpath("//li/a/@href") == [home, bibliography]
    assert tree.xpath("//form/@action") == [home]
    assert tree.xpath("//title/text()") == ["No page at this address - T"]


def test_a_site_without_search_offers_none() -> None:
    assert not html.fromstring(shown("site_name: T\n", theme=THEME.format(""))).xpath("//form")


def test_names_are_text() -> None:
    assert "<b>" not in shown('site_name: "<b>\\\\1"\n')


@pytest.mark.parametrize("name", ["sitemap.html", "404.html"])
def test_what_others_wrote_stays(name: str) -> None:
    theme = THEME.format("") if name != "404.html" else "<title>T</title><h1>Lost?</h1>"
    assert shown("site_name: T\n", name, theme) == theme
