"""Figures, tables and formulas that are larger than their place."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.conftest import at, fits, until

PAGE = "introduction/"


def test_a_figure_is_enlarged_and_the_reader_comes_back(page: Page, sample_address: str) -> None:
    page.goto(sample_address + PAGE)
    link = page.locator("#fig-workflow .sv-enlarge")
    width = "image => image.getBoundingClientRect().width"
    before = link.locator("img").evaluate(width)
    link.click()
    dialog = page.get_by_role("dialog", name="Figure 1.")
    expect(dialog).to_be_visible()
    expect(dialog.locator("figcaption")).to_have_text(page.locator("#fig-workflow figcaption").inner_text())
    until(page, lambda: dialog.locator("img").evaluate(width), lambda found: found > before)
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map(it => it.id)).size") == page.evaluate(
        "document.querySelectorAll('[id]').length"
    )
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    at(page, sample_address + PAGE)

    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    link.click()
    expect(dialog).to_be_visible()
    page.mouse.click(5, 5)
    expect(dialog).to_be_hidden()


def test_an_enlarged_figure_scrolls_on_a_phone(browser: Browser, sample_address: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 640}, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        held: list[Route] = []
        page.route("**/*.svg", lambda route: held.append(route))  # the size is known before the image has come
        page.goto(sample_address + PAGE, wait_until="domcontentloaded")
        page.locator("#fig-workflow .sv-enlarge").tap()
        dialog = page.get_by_role("dialog", name="Figure 1.")
        expect(dialog).to_be_visible()
        until(page, lambda: dialog.evaluate("it => it.scrollWidth > it.clientWidth"), bool)
        fits(page, 320)
        button = dialog.get_by_role("button", name="Close")
        assert button.evaluate("it => Math.min(it.offsetWidth, it.offsetHeight)") >= 44
        for route in held:
            route.continue_()


def test_an_image_opens_without_scripts_and_keeps_its_place(browser: Browser, sample_address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(sample_address + PAGE)
        image = page.locator("#fig-workflow img")
        expect(image).to_have_attribute("width", "900")
        expect(image).to_have_attribute("loading", "lazy")
        page.locator("#fig-workflow .sv-enlarge").click()
        expect(page).to_have_url(sample_address + "figures/workflow.svg")


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_too_wide_scrolls_by_the_keyboard_and_is_told(
    browser: Browser, sample_address: str, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 700}) as context:
        page = context.new_page()
        page.goto(sample_address + PAGE)
        table = page.locator("#tbl-arrangements .md-typeset__scrollwrap")
        if width == 1280:
            expect(table).to_be_visible()
            expect(page.locator("[tabindex='0'][aria-label='Table 1.']")).to_have_count(0)
            return
        expect(page.get_by_role("region", name="Table 1.")).to_have_count(1)
        table.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.activeElement.scrollLeft > 0")
        expect(page.get_by_role("group", name="Formula")).not_to_have_count(0)
        page.set_viewport_size({"width": 1280, "height": 700})
        expect(page.get_by_role("region", name="Table 1.")).to_have_count(0)
