"""Footnotes in a browser: there and back, with and without scripts."""

import pytest
from conftest import Project
from playwright.sync_api import Browser

from browser.conftest import in_view, served


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_footnote_leads_there_and_back(browser: Browser, small_built: Project, scripts: bool, width: int) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 400})
    page = context.new_page()
    with served(small_built.site) as root:
        page.goto(f"{root}foundations/time/")
        page.locator("a.footnote-ref").focus()
        page.keyboard.press("Enter")
        in_view(page, r"#fn\:1:target")
        page.locator("a.footnote-backref").click()
        in_view(page, r"#fnref\:1:target")
    context.close()
