"""Cards of citations as a reader meets them: with a mouse, with the keyboard alone, with a finger."""

import re
from collections.abc import Iterator

import pytest
from conftest import Project
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.conftest import CHAPTER, REFERENCE, at, fits, hold_time, in_view, served, until, visit

LONG_ENOUGH = 1000  # ms: whatever is planned for a pointer or a focus has come or gone
SECOND = "[id='cite-douillard2023diloco-2']"
LONG = " ".join(["Word after word fills the line."] * 12)
FORMS = f"""# Forms

{LONG}

A group [see @ash2020, pp. 3-4; also @beech2021], a story by @ash2020 [ch. 2], only the year [-@beech2021].

!!! note "In a title [@ash2020]"

    | In a table | |
    | --- | --- |
    | that is wide | [@beech2021] |

{LONG}

{LONG}

{LONG}
"""
STORE = r"""
@article{ash2020,
  author = {Ash, Ann}, title = {First with $n > 3$ <b>Peers</b>}, journal = {Firsts}, year = 2020,
  doi = {10.1145/1.2}, code = {https://example.org/code}, pdf = {https://example.org/first.pdf},
  abstract = {We say it first, for the first time.},
}
@misc{beech2021, author = {Beech, Bob}, title = {Second}, year = 2021, eprint = {2311.08105}, archiveprefix = {arXiv}}
"""


def settings(style: str, urls: str) -> str:
    return (
        f"site_name: Forms\nuse_directory_urls: {urls}\ntheme: {{name: material, font: false}}\n"
        "plugins: [search, survey]\nmarkdown_extensions: [admonition]\n"
        f"extra: {{generator: false, survey: {{style: {style}}}}}\n"
    )


@pytest.fixture(scope="module", params=[("author-year", "true", "forms/"), ("numeric", "false", "forms.html")], ids=str)
def forms(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A page with every form of citation in each style, at an address of either sort; and the style."""
    style, urls, address = request.param
    files = {"mkdocs.yml": settings(style, urls), "docs/index.md": "# Home\n\nNothing.\n", "docs/forms.md": FORMS}
    made = Project(tmp_path_factory.mktemp("forms"), files | {"bibliography/store.bib": STORE})
    made.build()
    with served(made.site) as root:
        yield root + address, style


@pytest.fixture
def card(page: Page) -> Locator:
    return page.locator("#sv-card")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 390, "height": 700}, is_mobile=True, has_touch=True) as context:
        yield context.new_page()


def box(element: Locator) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in the window."""
    left, top, right, bottom = element.evaluate(
        "element => { const box = element.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }"
    )
    return left, top, right, bottom


def apart(card: Locator, link: Locator) -> None:
    """That a card stands within the window, below the header, and not on the lines of its link."""
    stands = """(card, link) => {
        const [box, lines] = [card, link].map(it => it.getBoundingClientRect());
        return {
            left: box.left >= 0, right: box.right <= document.documentElement.clientWidth,
            bottom: box.bottom <= innerHeight,
            top: box.top >= document.querySelector(".md-header").getBoundingClientRect().bottom,
            apart: box.top >= lines.bottom || box.bottom <= lines.top,
        };
    }"""
    until(card.page, lambda: card.evaluate(stands, link.element_handle()), lambda found: all(found.values()))


def to_the_middle(link: Locator, block: str = "center") -> None:
    link.evaluate("(link, block) => link.scrollIntoView({block, behavior: 'instant'})", block)


def focused_by_keyboard(link: Locator) -> None:
    """Bring the focus to a link as the Tab key does."""
    page = link.page
    link.evaluate(
        """link => {
            const stops = [...document.querySelectorAll('.md-content :is(a[href], button)')];
            stops[stops.indexOf(link) - 1].focus({preventScroll: true});
        }"""
    )
    page.keyboard.press("Tab")
    expect(link).to_be_focused()


def test_pointer_at_rest_brings_a_card_with_all_that_is_known(page: Page, card: Locator, sample_address: str) -> None:
    visit(page, sample_address + CHAPTER)
    expect(card).to_have_count(0)
    to_the_middle(page.locator(SECOND))
    page.locator(SECOND).hover()
    expect(card).to_be_visible()
    expect(card).to_have_accessible_name("DiLoCo: Distributed Low-Communication Training of Language Models")
    expect(card).to_have_role("dialog")
    expect(card).to_contain_text("Arthur Douillard, Qixuan Feng")
    expect(card).to_contain_text("arXiv, 2023")
    expect(card.get_by_role("link", name="arXiv")).to_have_attribute("href", "https://arxiv.org/abs/2311.08105")
    expect(card.get_by_role("link", name="PDF")).to_have_attribute("href", "https://arxiv.org/pdf/2311.08105")
    expect(card).to_contain_text("2 of 4 here")
    expect(page.locator(SECOND)).to_have_attribute("aria-expanded", "true")
    expect(page.locator(SECOND)).to_have_attribute("aria-controls", "sv-card")
    apart(card, page.locator(SECOND))

    places = card.get_by_role("link", name=re.compile(r"Cited in \d+ places"))
    expect(places).to_have_text("Cited in 9 places")
    places.click()
    at(page, sample_address + REFERENCE)
    in_view(page, "#cited-in:target")
    expect(page.locator("a[href*='#cite-douillard2023diloco-']")).to_have_count(9)


def test_data_come_with_the_first_card_and_once(page: Page, card: Locator, sample_address: str) -> None:
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(sample_address)))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(sample_address + CHAPTER, wait_until="networkidle")
    ours = [url for url in asked if url.startswith(("assets/survey/", CHAPTER))]
    without_fonts = sorted(url for url in ours if not url.endswith(".woff2"))
    assert without_fonts == ["assets/survey/survey.css", "assets/survey/survey.js", CHAPTER]
    for link in page.locator("a.sv-cite").all()[:3]:
        to_the_middle(link)
        link.hover()
        expect(link).to_have_attribute("aria-expanded", "true")
    assert [url for url in asked if url.endswith("cards.json")] == [f"{CHAPTER}cards.json"]
    assert faults == []


def test_pointer_moves_into_the_card_and_out_of_it(page: Page, card: Locator, sample_address: str) -> None:
    page.clock.install()
    visit(page, sample_address + CHAPTER)
    to_the_middle(page.locator(SECOND))
    page.locator(SECOND).hover()
    expect(card).to_be_visible()
    hold_time(page)
    place = box(card)
    left, _, right, bottom = place
    page.mouse.move((left + right) / 2, bottom - 20)
    page.clock.run_for(LONG_ENOUGH)
    expect(card).to_be_visible()
    assert box(card) == place
    page.mouse.move(5, 400)
    expect(card).to_be_visible()  # for a moment
    page.clock.run_for(LONG_ENOUGH)
    expect(card).to_be_hidden()
    expect(page.locator(SECOND)).not_to_have_attribute("aria-expanded", "true")


def test_pointer_that_passes_by_brings_none(page: Page, card: Locator, sample_address: str) -> None:
    page.clock.install()
    visit(page, sample_address + CHAPTER)
    to_the_middle(page.locator(SECOND))
    hold_time(page)
    with page.expect_response("**/cards.json"):
        page.locator(SECOND).hover()
    page.mouse.move(5, 400)
    page.clock.run_for(LONG_ENOUGH)
    expect(card).to_be_hidden()


def test_scrolling_away_closes(page: Page, card: Locator, sample_address: str) -> None:
    visit(page, sample_address + CHAPTER)
    to_the_middle(page.locator(SECOND))
    page.locator(SECOND).hover()
    expect(card).to_be_visible()
    top = box(card)[1]
    page.evaluate("scrollBy({top: 40, behavior: 'instant'})")
    until(page, lambda: box(card)[1], lambda found: found == pytest.approx(top - 40, abs=1))  # it goes with its line
    page.evaluate("scrollBy({top: 1200, behavior: 'instant'})")
    expect(card).to_be_hidden()


def test_link_that_slides_under_a_pointer_at_rest_gets_no_card(page: Page, card: Locator, sample_address: str) -> None:
    page.clock.install()
    visit(page, sample_address + CHAPTER)
    link = page.locator(SECOND)
    to_the_middle(link)
    link.hover()
    expect(card).to_be_visible()
    left, top, right, bottom = box(link)
    x, height = (left + right) / 2, (bottom - top) / 2
    free = "([x, ys]) => ys.find(y => !document.elementFromPoint(x, y).closest('a'))"
    y = page.evaluate(free, [x, [top - rise for rise in range(150, 250, 4)]])  # where there is text alone
    page.mouse.move(x, y)
    expect(card).to_be_hidden()
    hold_time(page)
    page.evaluate("by => scrollBy({top: by, behavior: 'instant'})", top + height / 2 - y)
    until(page, lambda: link.evaluate("link => link.matches(':hover')"), bool)
    page.clock.run_for(LONG_ENOUGH)
    expect(card).to_be_hidden()
    page.mouse.move(x + 3, y)
    page.clock.run_for(LONG_ENOUGH)
    expect(card).to_be_visible()


def test_click_follows_to_the_entry_and_the_browsers_history_back_to_the_mention(
    page: Page, card: Locator, sample_address: str
) -> None:
    visit(page, sample_address + CHAPTER)
    to_the_middle(page.locator(SECOND))
    page.locator(SECOND).hover()
    expect(card).to_be_visible()
    page.locator(SECOND).click()
    in_view(page, "li:target")
    expect(card).to_be_hidden()
    page.go_back()
    expect(page.locator("a.sv-cite:target")).to_have_attribute("id", "cite-douillard2023diloco-2")
    in_view(page, "a.sv-cite:target")


def test_keyboard_alone(context: BrowserContext, page: Page, card: Locator, sample_address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, sample_address + CHAPTER)
    link = page.locator(SECOND)
    to_the_middle(link)
    focused_by_keyboard(link)
    expect(card).to_be_visible()
    expect(link).to_be_focused()
    apart(card, link)

    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()

    focused_by_keyboard(link)
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(card.get_by_role("link", name="DiLoCo: Distributed")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(link).to_be_focused()
    names = []
    page.keyboard.press("Tab")
    while card.evaluate("card => card.contains(document.activeElement)"):
        focus = page.locator("#sv-card :focus")
        names.append(focus.get_attribute("aria-label") or focus.inner_text())
        if names[-1] == "Copy BibTeX":
            page.keyboard.press("Enter")
            expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
        page.keyboard.press("Tab")
    assert names.pop().startswith("Cited in ")
    assert names[1:] == [
        "Previous mention", "Next mention", "arXiv", "PDF", "Copy BibTeX", "Go to entry", "Open page",
    ]  # fmt: skip
    expect(card).to_be_hidden()
    after = link.evaluate(
        """link => {
            const stops = [...document.querySelectorAll('.md-content :is(a[href], button)')];
            return stops.indexOf(document.activeElement) - stops.indexOf(link);
        }"""
    )
    assert after == 1  # what follows the citation, as if there had been no card
    assert page.evaluate("navigator.clipboard.readText()").startswith(
        "@misc{douillard2023diloco,\n  author = {Douillard"
    )


def test_escape_in_the_card_gives_the_focus_back(page: Page, card: Locator, sample_address: str) -> None:
    page.clock.install()
    visit(page, sample_address + CHAPTER)
    link = page.locator(SECOND)
    to_the_middle(link)
    focused_by_keyboard(link)
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(card.locator(":focus")).to_have_count(1)
    hold_time(page)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()
    page.clock.run_for(LONG_ENOUGH)
    expect(card).to_be_hidden()


def test_keyboard_walks_from_mention_to_mention(page: Page, card: Locator, sample_address: str) -> None:
    visit(page, sample_address + CHAPTER)
    mentions = page.locator("a.sv-cite[href='#ref-douillard2023diloco']")
    # In reading order: those in a table count behind those of the text.
    ids = mentions.evaluate_all("links => links.map((link) => link.id)")
    to_the_middle(mentions.first)
    focused_by_keyboard(mentions.first)
    expect(card).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
    for number, identity in [*list(enumerate(ids, 1))[1:], (1, ids[0])]:
        expect(card.get_by_label("Next mention")).to_be_focused()
        page.keyboard.press("Enter")
        mention = page.locator(f"[id='{identity}']")
        expect(mention).to_have_attribute("aria-expanded", "true")
        expect(card).to_contain_text(f"{number} of {len(ids)} here")
        in_view(page, f"a.sv-cite:target[id='{identity}']")
        apart(card, mention)
    page.keyboard.press("Escape")
    expect(mentions.first).to_be_focused()


def test_mouse_walks_to_a_mention_and_leaves_the_card(page: Page, card: Locator, sample_address: str) -> None:
    visit(page, sample_address + CHAPTER)
    to_the_middle(page.locator(SECOND))
    page.locator(SECOND).hover()
    card.get_by_label("Previous mention").click()
    in_view(page, "a.sv-cite:target[id='cite-douillard2023diloco-1']")
    expect(card).to_be_hidden()


def test_first_tap_opens_a_sheet_and_the_second_follows(phone: Page, sample_address: str) -> None:
    card, link = phone.locator("#sv-card"), phone.locator(SECOND)
    visit(phone, sample_address + CHAPTER)
    to_the_middle(link, "end")
    link.tap()
    expect(card).to_be_visible()
    left, top, right, _ = until(phone, lambda: box(card), lambda found: found[3] == 700)
    assert (left, right) == (0, 390)
    until(phone, lambda: box(link)[3], lambda found: found <= top)  # the line can be read
    in_view(phone, SECOND)
    small = card.locator("button, .sv-card__links a, .sv-card__walk a").evaluate_all(
        "all => all.map(it => [it.textContent, it.offsetWidth, it.offsetHeight]).filter(([, w, h]) => w < 44 || h < 44)"
    )
    assert small == []

    link.tap()
    expect(card).to_be_hidden()
    in_view(phone, "#ref-douillard2023diloco:target")


def test_sheet_leads_to_the_entry_and_closes(phone: Page, sample_address: str) -> None:
    card, link = phone.locator("#sv-card"), phone.locator(SECOND)
    visit(phone, sample_address + CHAPTER)
    link.tap()
    card.get_by_role("button", name="Close").tap()
    expect(card).to_be_hidden()
    link.tap()
    expect(card).to_be_visible()
    phone.locator(".md-header__title").tap()
    expect(card).to_be_hidden()
    link.tap()
    card.get_by_label("Next mention").tap()
    expect(card).to_contain_text("3 of 4 here")
    third = phone.locator("[id='cite-douillard2023diloco-3']:target")
    until(phone, lambda: (box(third)[3], box(card)[1]), lambda found: found[0] <= found[1])
    card.get_by_role("link", name="Go to entry").tap()
    expect(card).to_be_hidden()
    in_view(phone, "li:target")


def test_tap_follows_where_no_data_come(phone: Page, sample_address: str) -> None:
    phone.route("**/cards.json", lambda route: route.abort())
    visit(phone, sample_address + CHAPTER)
    phone.locator(SECOND).tap()
    in_view(phone, "li:target")


@pytest.mark.parametrize("width", [320, 1280])
def test_card_stays_within_the_window_wherever_its_citation_is(
    page: Page, card: Locator, sample_address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    visit(page, sample_address + CHAPTER)
    links = page.locator("a.sv-cite")
    edges = links.evaluate_all("links => links.map(link => Math.max(...[...link.getClientRects()].map(b => b.right)))")
    rightmost = links.nth(edges.index(max(edges)))
    for link in (rightmost, links.first):
        for block in ("start", "end"):
            page.mouse.move(150, 20)  # on the header
            expect(card.locator("visible=true")).to_have_count(0)
            to_the_middle(link, block)
            link.hover()
            expect(link).to_have_attribute("aria-expanded", "true")
            apart(card, link)
            fits(page, width)


def test_card_is_never_printed(page: Page, card: Locator, sample_address: str) -> None:
    visit(page, sample_address + CHAPTER)
    page.locator(SECOND).hover()
    expect(card).to_be_visible()
    page.emulate_media(media="print")
    expect(card).to_be_hidden()


def test_reduced_motion_is_respected(page: Page, card: Locator, sample_address: str) -> None:
    for wish, names in (("no-preference", "sv-card"), ("reduce", "none")):
        page.emulate_media(reduced_motion=wish)  # type: ignore[arg-type]
        visit(page, sample_address + CHAPTER)
        to_the_middle(page.locator(SECOND))
        page.locator(SECOND).hover()
        expect(card).to_be_visible()
        expect(card).to_have_css("animation-name", names)


def test_every_form_of_citation_has_its_card(page: Page, card: Locator, forms: tuple[str, str]) -> None:
    address, style = forms
    visit(page, address)
    links = page.locator("a.sv-cite")
    expect(links).to_have_count(6)
    first, second = ("1", "2") if style == "numeric" else ("Ash, 2020", "Beech, 2021")
    for place, label in ((0, first), (1, second), (-1, second)):
        expect(links.nth(place)).to_have_text(label)
    for index, work in enumerate(["First", "Second", "First", "Second", "First", "Second"]):
        to_the_middle(links.nth(index))
        links.nth(index).hover()
        expect(links.nth(index)).to_have_attribute("aria-expanded", "true")
        expect(card).to_have_accessible_name(re.compile(work))
        apart(card, links.nth(index))
    links.first.hover()
    expect(card).to_have_css("background-color", "rgb(255, 255, 255)")  # without a palette
    expect(card).to_contain_text("We say it first, for the first time.")
    expect(card).to_contain_text("<b>Peers</b>")
    expect(card.locator("math")).to_be_visible()
    hrefs = card.locator(".sv-card__links a").evaluate_all("all => all.slice(0, 3).map(it => [it.text, it.href])")
    assert hrefs == [
        ["DOI", "https://doi.org/10.1145/1.2"],
        ["PDF", "https://example.org/first.pdf"],
        ["Code", "https://example.org/code"],
    ]
    card.get_by_role("link", name="Open page").click()
    expect(page).to_have_url(re.compile("/name/references/ash2020"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("First with")


def test_without_scripts_a_citation_is_a_link_to_its_entry(browser: Browser, sample_address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        visit(page, sample_address + CHAPTER)
        expect(page.locator(".md-content [aria-expanded], #sv-card, .sv-copy:visible")).to_have_count(0)
        page.locator(SECOND).click()
        in_view(page, "li:target")
