"""Terms of the glossary as a reader meets them: with a mouse, the keyboard, a finger, and without scripts."""

import re

from playwright.sync_api import Browser, Page, expect

from browser.conftest import CHAPTER, in_view

GLOSSARY = "introduction/terminology/"
TERM = "a.sv-gloss[href$='#term-gossip']"
MEANING = "Averaging with one neighbour"


def focused(page: Page) -> None:
    """Bring the focus to the term as the Tab key does."""
    page.locator(TERM).evaluate(
        """link => {
            const stops = [...document.querySelectorAll('.md-content :is(a[href], button)')];
            stops[stops.indexOf(link) - 1].focus();
        }"""
    )
    page.keyboard.press("Tab")


def test_the_pointer_sees_what_a_term_means_and_nothing_is_fetched_before(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + CHAPTER)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(("definitions.json", "gloss.js"))]
    page.locator(TERM).hover()
    card = page.locator("#sv-card")
    expect(card).to_contain_text(MEANING)
    expect(card.get_by_text("Gossip", exact=True)).to_be_visible()
    expect(card).to_contain_text("(Koloskova et al., 2020)")
    assert asked.count(f"{address}{GLOSSARY}definitions.json") == 1
    card.get_by_role("link", name="Open the glossary").click()
    expect(page).to_have_url(re.compile(f"{GLOSSARY}#term-gossip$"))
    in_view(page, "#term-gossip")


def test_the_keyboard_sees_it_and_goes_there(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    focused(page)
    expect(page.locator("#sv-card")).to_contain_text(MEANING)
    page.keyboard.press("Escape")
    expect(page.locator("#sv-card")).to_be_hidden()
    expect(page.locator(TERM)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{GLOSSARY}#term-gossip$"))


def test_a_finger_sees_a_sheet_first(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 700}, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        page.goto(address + CHAPTER)
        page.locator(TERM).tap()
        expect(page.locator(".sv-card--sheet")).to_contain_text(MEANING)
        assert CHAPTER in page.url  # and, as the theme has it, the heading that is being read
        page.locator(TERM).tap()
        expect(page).to_have_url(re.compile(f"{GLOSSARY}#term-gossip$"))


def test_without_scripts_a_term_leads_to_its_entry_and_that_back_to_the_place(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + CHAPTER)
        page.locator(TERM).click()
        in_view(page, "#term-gossip")
        facts = page.locator("#term-gossip ~ .sv-facts").first
        facts.get_by_role("link", name="Local updating").click()
        expect(page).to_have_url(re.compile(f"{CHAPTER}#use-gossip$"))
        in_view(page, "#use-gossip")


def test_where_the_definitions_are_gone_a_term_is_a_link(page: Page, address: str) -> None:
    page.route("**/definitions.json", lambda route: route.abort())
    page.goto(address + CHAPTER)
    page.locator(TERM).hover()
    page.locator(TERM).click()
    expect(page).to_have_url(re.compile(f"{GLOSSARY}#term-gossip$"))


def test_letters_lead_to_the_first_of_their_terms(page: Page, address: str) -> None:
    page.goto(address + GLOSSARY)
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="Z").click()
    in_view(page, "#term-zero-knowledge-proof")
