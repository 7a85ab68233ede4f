"""Buttons that copy: what comes to the clipboard, what is said, and that nothing shows without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from browser.conftest import REFERENCE, hold_time

BUTTONS = """
<p id="about">Ash &amp; Beech,
  2020</p>
<button type="button" class="sv-copy" data-copy="#about" hidden>Copy the text</button>
<button type="button" class="sv-copy" data-copy="@misc{ash2020, note = {1 &lt; 2}}" hidden>Copy the entry</button>
<textarea aria-label="Pasted"></textarea>
"""


@pytest.fixture
def with_buttons(sample_address: str) -> Callable[[Page], None]:
    """Open a page of the site to which such buttons are added."""

    def open_page(page: Page) -> None:
        def answer(route: Route) -> None:
            route.fulfill(body=route.fetch().text().replace("</article>", BUTTONS + "</article>", 1), status=200)

        page.route(sample_address + REFERENCE, answer)
        page.goto(sample_address + REFERENCE)

    return open_page


@pytest.mark.parametrize(
    ("name", "text"),
    [("Copy the text", "Ash & Beech,\n  2020"), ("Copy the entry", "@misc{ash2020, note = {1 < 2}}")],
)
@pytest.mark.parametrize("allowed", [True, False], ids=["with the clipboard", "the older way"])
def test_button_copies_and_says_so(
    context: BrowserContext, page: Page, with_buttons: Callable[[Page], None], name: str, text: str, allowed: bool
) -> None:
    if allowed:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.clock.install()
    with_buttons(page)
    button = page.get_by_role("button", name=name)
    button.focus()
    width = button.evaluate("button => button.offsetWidth")
    hold_time(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    expect(page.locator("button:focus")).to_have_text("Copied")
    assert page.locator("button:focus").evaluate("button => button.offsetWidth") >= width
    page.clock.run_for(3000)
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(0)
    expect(button).to_have_text(name)

    page.get_by_role("textbox", name="Pasted").focus()
    page.keyboard.press("Control+V")
    expect(page.get_by_role("textbox", name="Pasted")).to_have_value(text)


def test_text_that_may_not_be_copied_is_selected(page: Page, with_buttons: Callable[[Page], None]) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false"
    )
    with_buttons(page)
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_role("button", name="Selected")).to_be_visible()
    assert page.evaluate("getSelection().toString()").split() == ["Ash", "&", "Beech,", "2020"]


def test_nothing_shows_that_does_nothing(browser: Browser, with_buttons: Callable[[Page], None]) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        with_buttons(page)
        expect(page.locator("#about")).to_be_visible()
        for button in page.locator(".sv-copy").all():
            expect(button).to_be_hidden()
