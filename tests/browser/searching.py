"""The theme's search as a reader uses it."""

import re

from playwright.sync_api import Locator, Page, expect

RESULT = ".md-search-result__link"
META = ".md-search-result__meta"


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Search", exact=True)


def ask(page: Page, query: str) -> None:
    """Ask in the open search, and wait until it answers this question and none before."""
    field(page).fill("")
    field(page).press("End")  # the theme asks when a key is released
    expect(page.locator(META)).to_have_text("Type to start searching")
    field(page).fill(query)
    field(page).press("End")
    expect(page.locator(META)).to_have_text(re.compile("matching document"))


def found(page: Page, query: str) -> list[str]:
    """The addresses of what a query finds, below the site's own and without the words to be marked there."""
    field(page).click()
    ask(page, query)
    links: list[str] = page.locator(RESULT).evaluate_all("links => links.map(link => link.href)")
    return [re.sub(r"\?[^#]*", "", link.partition("/name/")[2]) for link in links]
