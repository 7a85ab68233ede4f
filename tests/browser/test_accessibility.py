"""Every type of page, and what opens on it, by axe-core: no violation, light and dark, on a phone and on a desk."""

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from browser.conftest import PAGES
from browser.opening import OPENED, PHONE

OF_COLOUR = ["color-contrast", "link-in-text-block"]  # what else axe looks at is the same in the dark
STILL = "*, ::before, ::after { transition: none !important; animation: none !important; }"


MANY = {  # one thing many times: what is left out of a page, where hundreds of them take axe half a minute
    "rules": ".md-content__inner > :nth-child(n + 40)",
    "glossary": ".md-content__inner > :nth-child(n + 40):not(.sv-references), .sv-references li:nth-child(n + 12)",
    "bibliography": ".md-content li:nth-child(n + 12)",
    "chapter": ".sv-references li:nth-child(n + 12)",
}


def violations(page: Page, rules: list[str], within: str = "html") -> list[str]:
    """What is wrong with a page as it stands: the rule, the element, what to do."""
    page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    found = page.evaluate("([within, options]) => axe.run(within, options)", [within, options])["violations"]
    return [f"{each['id']}: {node['html'][:200]} {node['failureSummary']}" for each in found for node in each["nodes"]]


def shown(
    browser: Browser, address: str, scheme: str, act: Callable[[Page], None] | None, within: str = "html"
) -> list[str]:
    """All violations in one colour scheme, on a phone and on a desk."""
    found = []
    with browser.new_context(color_scheme="dark" if scheme == "dark" else "light") as context:
        page = context.new_page()
        for width in (PHONE, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto("about:blank")  # nothing stays open
            page.goto(address)
            page.add_style_tag(content=STILL)
            expect(page.locator("body")).to_have_attribute(
                "data-md-color-scheme", "slate" if scheme == "dark" else "default"
            )
            if act:
                act(page)
            found += [f"{width}: {each}" for each in violations(page, OF_COLOUR if scheme == "dark" else [], within)]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_page_has_no_violation(browser: Browser, known_address: str, kind: str, scheme: str) -> None:
    def a_few(page: Page) -> None:
        if kind == "bibliography":
            expect(page.locator(".sv-browse--ready")).to_be_attached()  # its script has written the list anew
        page.locator(MANY[kind]).evaluate_all("them => them.forEach(it => it.remove())")

    assert shown(browser, known_address + PAGES[kind], scheme, a_few if kind in MANY else None) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("what", OPENED)
def test_what_opens_has_no_violation(browser: Browser, known_address: str, what: str, scheme: str) -> None:
    page, act, within = OPENED[what]
    assert shown(browser, known_address + page, scheme, act, within) == []


def test_violations_are_found(page: Page) -> None:
    page.set_content("<!doctype html><title>A page</title><main><h1>A page</h1><img src='data:,'></main>")
    assert [each.split(":")[0] for each in violations(page, [])] == ["html-has-lang", "image-alt"]
    page.set_content("<p style='color: #999; background: #fff'>Pale</p>")
    assert [each.split(":")[0] for each in violations(page, OF_COLOUR)] == ["color-contrast"]
