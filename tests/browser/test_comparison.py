"""A comparison table as a reader uses it: sorted, filtered, its evidence opened and followed; all there without JS."""

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.conftest import CHAPTER, fits, in_view, until

TABLE = "[id='tbl-low-communication-training']"
PAGE = "tables/low-communication-training/"


NAMES = ["Local SGD", "SlowMo", "DiLoCo", "DiPaCo", "NoLoCo", "DiLoCoX", "Decoupled DiLoCo", "SparseLoCo"]


def rows(page: Page) -> Locator:
    """The names of the rows that show."""
    return page.locator(f"{TABLE} tbody th").filter(visible=True)


def test_a_column_sorts_upwards_downwards_and_as_it_was(page: Page, sample_address: str) -> None:
    page.goto(sample_address + CHAPTER)
    expect(rows(page)).to_contain_text(NAMES)
    head = page.locator(f"{TABLE} thead th").filter(has_text="Largest model")
    sort = head.get_by_role("button", name="Sort by Largest model")
    sort.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    upwards = ["DiPaCo", "NoLoCo", "DiLoCo", "SparseLoCo", "DiLoCoX"]
    na, unknown = ["Local SGD"], ["SlowMo", "Decoupled DiLoCo"]  # what says nothing stays behind
    expect(rows(page)).to_contain_text([*upwards, *na, *unknown])
    sort.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(rows(page)).to_contain_text([*reversed(upwards), *unknown, *na])
    sort.press("Enter")
    expect(head).not_to_have_attribute("aria-sort", "descending")
    expect(rows(page)).to_contain_text(NAMES)


def test_rows_are_filtered_by_words(page: Page, sample_address: str) -> None:
    page.goto(sample_address + PAGE)
    page.get_by_label("Filter").fill("outer nothing")
    expect(page.get_by_role("status").filter(has_text="rows")).to_have_text("0 of 8 rows")
    expect(rows(page)).to_have_count(0)
    page.get_by_label("Filter").fill("diloco quorum")
    expect(rows(page)).to_contain_text(["Decoupled DiLoCo"])
    expect(rows(page)).to_have_count(1)


def test_the_evidence_behind_a_cell_opens_and_is_followed(page: Page, sample_address: str) -> None:
    page.goto(sample_address + CHAPTER)
    evidence = page.locator(f"{TABLE} tbody tr:nth-child(3) td").nth(2).locator(".sv-evidence")
    evidence.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.locator("#sv-card")
    expect(card).to_contain_text("DiLoCo · Largest model")
    expect(card.get_by_role("listitem")).to_have_text(["Jaghouar et al., 2024a", "In INTELLECT-1."])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card).to_be_hidden()
    in_view(page, "#ref-jaghouar2024intellect:target")


def test_a_finger_opens_the_evidence_as_a_sheet(browser: Browser, sample_address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(sample_address + CHAPTER)
    page.locator(f"{TABLE} .sv-evidence").first.tap()
    expect(page.locator("#sv-card")).to_contain_text("Local SGD · ")
    fits(page, 390)
    context.close()


def test_the_first_column_stays_while_the_table_scrolls(browser: Browser, sample_address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(sample_address + CHAPTER)
    expect(page.locator(f"{TABLE} thead th").nth(3)).not_to_be_in_viewport()
    page.locator(f"{TABLE} .md-typeset__scrollwrap").evaluate("box => box.scrollBy({left: 200, behavior: 'instant'})")
    edges = """table => {
        const [name, cell] = table.querySelectorAll("tbody tr:first-child > *");
        const [place, its, next] = [table.parentElement, name, cell].map(it => it.getBoundingClientRect());
        return {stays: its.left - place.left >= 0, covers: next.left < its.right};
    }"""
    until(page, lambda: page.locator(f"{TABLE} table").evaluate(edges), lambda found: all(found.values()))
    context.close()


def test_without_scripts_a_table_is_whole_and_shows_no_button(browser: Browser, sample_address: str) -> None:
    context: BrowserContext = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(sample_address + CHAPTER)
    table = page.locator(TABLE)
    expect(table.locator("button:visible, input:visible")).to_have_count(0)
    table.locator("tbody .sv-evidence").first.click()
    expect(page).to_have_url(f"{sample_address}{CHAPTER}#tbl-low-communication-training.a")
    source = table.locator("li").first.get_by_role("link").first
    entry = source.get_attribute("href")
    assert entry
    assert entry.startswith("#ref-")
    source.click()
    expect(page).to_have_url(f"{sample_address}{CHAPTER}{entry}")
    context.close()
