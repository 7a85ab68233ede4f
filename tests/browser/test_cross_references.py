"""Cross-references as a reader meets them: what they point to shows beside them, from this page and from others."""

from collections.abc import Iterator

import pytest
from conftest import Project
from playwright.sync_api import Browser, Locator, Page, expect

from browser.conftest import at, fits, in_view, served, until, visit

LONG = " ".join(["Word after word fills the line."] * 60)
SETTINGS = """site_name: Targets
theme: {name: material, font: false}
plugins: [search, survey]
markdown_extensions: [attr_list, tables, {toc: {permalink: true}}, pymdownx.blocks.caption]
extra: {generator: false}
"""
HERE = f"""---
title: Here
---

See @fig-box, @tbl-numbers, @eq-sum, @sec-end, and elsewhere @fig-there. Both [@fig-box; @eq-sum].

{LONG}

![A box](box.svg){{#fig-box}}

| Name | Value |
|---|---|
| One [@ash2020] | 1 |

/// table-caption | #tbl-numbers
Numbers.
///

$$
a + b = c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v + w + x + y + z
$$ {{#eq-sum}}

## The end {{#sec-end}}

So it *ends*.

{LONG}
"""
THERE = """---
title: There
---

![Elsewhere](../box.svg)

/// figure-caption | #fig-there
A box on another page, as @sec-end tells.
///
"""
FILES = {
    "mkdocs.yml": SETTINGS,
    "docs/index.md": HERE,
    "docs/part/there.md": THERE,
    "docs/box.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>',
    "bibliography/store.bib": "@misc{ash2020, author = {Ash, Ann}, title = {First}, year = 2020}\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    made = Project(tmp_path_factory.mktemp("targets"), FILES)
    made.build()
    with served(made.site) as root:
        yield root


def link(page: Page, target: str) -> Locator:
    return page.locator(f".md-content a.sv-xref[href$='#{target}']").first


SHOWN = {
    "fig-box": ("Figure 1. A box", "img"),
    "tbl-numbers": ("Table 1. Numbers.", "td"),
    "eq-sum": ("Equation 1", "math"),
    "sec-end": ("Section “The end”", "em"),
    "fig-there": ("Figure 1. A box on another page, as Section “The end” in Targets tells.", "img"),
}


@pytest.mark.parametrize("target", SHOWN)
def test_the_pointer_sees_what_a_reference_points_to(page: Page, site: str, target: str) -> None:
    name, element = SHOWN[target]
    name = name.replace(" in Targets", " in Here")
    visit(page, site)
    link(page, target).hover()
    card = page.get_by_role("dialog", name=name)
    expect(card).to_be_visible()
    expect(card.locator(element).first).to_be_visible()
    for image in card.locator("img").all():
        until(page, lambda image=image: image.evaluate("it => it.complete && it.naturalWidth > 0"), bool)
    apart = """(card, link) => {
        const [box, line] = [card, link].map(it => it.getBoundingClientRect());
        return box.top >= line.bottom || box.bottom <= line.top;
    }"""
    until(page, lambda: card.evaluate(apart, link(page, target).element_handle()), bool)
    ids = page.locator("[id]").evaluate_all("all => all.map(it => it.id)")
    assert len(ids) == len(set(ids))
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_the_keyboard_sees_it_and_goes_there(page: Page, site: str) -> None:
    visit(page, site)
    link(page, "fig-box").focus()
    page.keyboard.press("Tab")
    card = page.get_by_role("dialog", name="Table 1.")
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    go = card.get_by_role("link")
    expect(go).to_have_count(1)
    expect(go).to_be_focused()
    page.keyboard.press("Enter")
    expect(card).to_be_hidden()
    in_view(page, "figure:target table")


def test_a_finger_sees_a_sheet_first(browser: Browser, site: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 640}, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        visit(page, site)
        fits(page, 320)
        link(page, "fig-there").tap()
        card = page.get_by_role("dialog", name="Figure 1.")
        expect(card).to_be_visible()
        edges = "it => [it.getBoundingClientRect().left, it.getBoundingClientRect().right]"
        until(page, lambda: card.evaluate(edges), lambda found: found == [0, 320])  # nothing shows beside it
        card.get_by_role("link").tap()
        at(page, site + "part/there/")
        in_view(page, "figure:target")


def test_without_scripts_links_lead_there_and_numbers_stand_at_the_margin(browser: Browser, site: str) -> None:
    for width in (1280, 320):
        with browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 700}) as context:
            page = context.new_page()
            visit(page, site)
            link(page, "eq-sum").click()
            equation = page.locator("#eq-sum")
            expect(equation).to_be_in_viewport()
            box, number = equation.bounding_box(), equation.get_by_text("(1)").bounding_box()
            assert box is not None
            assert number is not None
            assert number["x"] + number["width"] == pytest.approx(box["x"] + box["width"], abs=1)
            assert box["x"] + box["width"] <= width
            link(page, "fig-there").click()
            expect(page).to_have_url(site + "part/there/#fig-there")


def test_a_page_that_is_gone_leaves_the_link_what_it_is(page: Page, site: str) -> None:
    page.route("**/part/there/", lambda route: route.fulfill(status=404, body="gone"), times=1)
    visit(page, site)
    with page.expect_response("**/part/there/"):
        link(page, "fig-there").hover()
    link(page, "fig-there").click()
    expect(page).to_have_url(site + "part/there/#fig-there")
