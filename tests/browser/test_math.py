"""Formulas in a browser: set in the font for them, which no other page loads."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import fits, until, visit
from livingsurvey.syntax.tex import mathml

MATH = "network/local-updating/"
PLAIN = "introduction/definition/"


def _fonts(page: Page, sample_address: str) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "font" else None)
    page.goto(sample_address, wait_until="networkidle")
    return asked


def test_a_page_with_formulas_loads_the_font_once(page: Page, sample_address: str) -> None:
    assert _fonts(page, sample_address + MATH) == [f"{sample_address}assets/survey/math.woff2"]
    loaded = "[...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family)"
    until(
        page,
        lambda: page.evaluate(loaded),
        lambda names: [name.strip('"').lower() for name in names] == ["survey math"],
    )


def test_a_page_without_formulas_loads_no_font(page: Page, sample_address: str) -> None:
    assert _fonts(page, sample_address + PLAIN) == []
    expect(page.locator("math")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
def test_every_sign_of_a_formula_is_in_the_font(
    context: BrowserContext, page: Page, sample_address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, sample_address + MATH)
    devtools = context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    found = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": ".md-typeset math"})["nodeIds"]
    used = {
        (font["familyName"], font["isCustomFont"])
        for node in found
        for font in devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    }
    assert used == {("STIX Two Math", True)}
    fits(page, width)


@pytest.mark.parametrize(
    ("tex", "drawn"),
    [
        (r"\boxed{x}", "style.borderTopStyle === 'solid' && style.borderLeftStyle === 'solid'"),
        (r"\cancel{x}", "style.backgroundImage.startsWith('linear-gradient')"),
        (r"\xcancel{x}", "style.backgroundImage.split('linear-gradient').length === 3"),
        (r"\bcancel{x}", "style.backgroundImage.includes('to left bottom')"),
    ],
)
def test_what_is_round_or_across_a_formula_is_drawn(page: Page, sample_address: str, tex: str, drawn: str) -> None:
    visit(page, sample_address + MATH)
    script = f"""(markup) => {{
      document.querySelector('article p').innerHTML = markup;
      const style = getComputedStyle(document.querySelector('article menclose'));
      return {drawn};
    }}"""
    assert page.evaluate(script, mathml(tex, True))
