"""A comparison table as a reader uses it: sorted, filtered, its evidence opened and followed; all there without JS."""

from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import CHAPTER

TABLE = "[id='tbl-low-communication-training']"
PAGE = "tables/low-communication-training/"


def column(page: Page, number: int) -> list[str]:
    """The texts of a column without its letters, from top to bottom, of the rows that show."""
    cells = page.locator(f"{TABLE} tbody tr:visible > :nth-child({number})").all()
    return [cell.inner_text().split("\n")[0].strip() for cell in cells]


def ranks(page: Page, number: int) -> list[float]:
    cells = page.locator(f"{TABLE} tbody tr > :nth-child({number})[data-rank]").all()
    return [float(cell.get_attribute("data-rank") or "") for cell in cells]


def test_a_column_sorts_upwards_downwards_and_as_it_was(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    before = column(page, 1)
    head = page.locator(f"{TABLE} thead th").nth(3)
    sort = head.get_by_role("button", name="Sort by Largest model")
    sort.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    upwards = ranks(page, 5)
    assert upwards == sorted(upwards)
    assert upwards[0] < upwards[-1]
    assert set(column(page, 5)[-2:]) <= {"unknown", "n/a"}
    sort.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert ranks(page, 5) == sorted(upwards, reverse=True)
    assert set(column(page, 5)[-2:]) <= {"unknown", "n/a"}
    sort.press("Enter")
    expect(head).not_to_have_attribute("aria-sort", "descending")
    assert column(page, 1) == before


def test_rows_are_filtered_by_words(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    page.get_by_label("Filter").fill("outer nothing")
    rows = page.locator(f"{TABLE} tbody tr").count()
    expect(page.get_by_role("status").filter(has_text=f"of {rows} rows")).to_have_text(f"0 of {rows} rows")
    page.get_by_label("Filter").fill("diloco quorum")
    expect(page.locator(f"{TABLE} tbody tr:visible")).to_have_count(1)
    assert column(page, 1) == ["Decoupled DiLoCo"]


def test_the_evidence_behind_a_cell_opens_and_is_followed(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    evidence = page.locator(f"{TABLE} tbody tr:nth-child(4) td").nth(3).locator(".sv-evidence")
    evidence.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.locator("#sv-card")
    expect(card).to_contain_text("DiLoCo · Largest model")
    expect(card.get_by_role("listitem")).to_have_text(["Jaghouar et al., 2024a", "In INTELLECT-1."])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}{CHAPTER}#ref-jaghouar2024intellect")
    expect(card).to_be_hidden()
    expect(page.locator("#ref-jaghouar2024intellect")).to_be_in_viewport()


def test_a_finger_opens_the_evidence_as_a_sheet(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + CHAPTER)
    page.locator(f"{TABLE} .sv-evidence").first.tap()
    expect(page.locator("#sv-card")).to_contain_text("Local SGD · ")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_the_first_column_stays_while_the_table_scrolls(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + CHAPTER)
    head = page.locator(f"{TABLE} tbody th").first
    before = head.bounding_box()
    page.locator(f"{TABLE} .md-typeset__scrollwrap").evaluate("box => box.scrollBy({left: 200, behavior: 'instant'})")
    after = head.bounding_box()
    assert before
    assert after
    assert abs(after["x"] - before["x"]) < 16
    assert page.locator(f"{TABLE} tbody td").first.bounding_box()["x"] < after["x"] + after["width"]  # type: ignore
    context.close()


def test_without_scripts_a_table_is_whole_and_shows_no_button(browser: Browser, address: str) -> None:
    context: BrowserContext = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + CHAPTER)
    table = page.locator(TABLE)
    expect(table.locator("button:visible, input:visible")).to_have_count(0)
    table.locator("tbody .sv-evidence").first.click()
    expect(page).to_have_url(f"{address}{CHAPTER}#tbl-low-communication-training.a")
    source = table.locator("li").first.get_by_role("link").first
    entry = source.get_attribute("href")
    assert entry
    assert entry.startswith("#ref-")
    source.click()
    expect(page).to_have_url(f"{address}{CHAPTER}{entry}")
    context.close()
