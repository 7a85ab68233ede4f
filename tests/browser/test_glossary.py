"""Terms of the glossary as a reader meets them: with a mouse, the keyboard, a finger, and without scripts."""

from playwright.sync_api import Browser, Page, expect

from browser.conftest import CHAPTER, at, in_view, visit

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


def test_the_pointer_sees_what_a_term_means_and_nothing_is_fetched_before(page: Page, sample_address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(sample_address + CHAPTER, wait_until="networkidle")
    assert not [url for url in asked if url.endswith(("definitions.json", "gloss.js"))]
    page.locator(TERM).hover()
    card = page.locator("#sv-card")
    expect(card).to_contain_text(MEANING)
    expect(card.get_by_text("Gossip", exact=True)).to_be_visible()
    expect(card).to_contain_text("(Koloskova et al., 2020)")
    assert asked.count(f"{sample_address}{GLOSSARY}definitions.json") == 1
    card.get_by_role("link", name="Open the glossary").click()
    at(page, sample_address + GLOSSARY)
    in_view(page, "#term-gossip:target")


def test_the_keyboard_sees_it_and_goes_there(page: Page, sample_address: str) -> None:
    visit(page, sample_address + CHAPTER)
    focused(page)
    expect(page.locator("#sv-card")).to_contain_text(MEANING)
    page.keyboard.press("Escape")
    expect(page.locator("#sv-card")).to_be_hidden()
    expect(page.locator(TERM)).to_be_focused()
    page.keyboard.press("Enter")
    at(page, sample_address + GLOSSARY)
    in_view(page, "#term-gossip:target")


def test_a_finger_sees_a_sheet_first(browser: Browser, sample_address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 700}, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        visit(page, sample_address + CHAPTER)
        page.locator(TERM).tap()
        expect(page.locator(".sv-card--sheet")).to_contain_text(MEANING)
        at(page, sample_address + CHAPTER)
        page.locator(TERM).tap()
        at(page, sample_address + GLOSSARY)
        in_view(page, "#term-gossip:target")


def test_without_scripts_a_term_leads_to_its_entry_and_that_back_to_the_place(
    browser: Browser, sample_address: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        visit(page, sample_address + CHAPTER)
        page.locator(TERM).click()
        in_view(page, "#term-gossip")
        facts = page.locator("#term-gossip ~ .sv-facts").first
        facts.get_by_role("link", name="Local updating").click()
        at(page, sample_address + CHAPTER)
        in_view(page, "#use-gossip:target")


def test_where_the_definitions_are_gone_a_term_is_a_link(page: Page, sample_address: str) -> None:
    page.route("**/definitions.json", lambda route: route.abort())
    visit(page, sample_address + CHAPTER)
    page.locator(TERM).hover()
    page.locator(TERM).click()
    at(page, sample_address + GLOSSARY)
    in_view(page, "#term-gossip:target")


def test_letters_lead_to_the_first_of_their_terms(page: Page, sample_address: str) -> None:
    page.goto(sample_address + GLOSSARY)
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="Z").click()
    in_view(page, "#term-zero-knowledge-proof:target")
