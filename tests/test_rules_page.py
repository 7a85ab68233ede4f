"""The page of all rules: on every site, complete, and led to by links that work."""

from __future__ import annotations

from collections.abc import Callable

from conftest import MINIMAL, Project
from lxml import html
from site_links import broken_links

from livingsurvey.build.rules_page import FAMILIES, rules_page
from livingsurvey.check.rules import RULES
from livingsurvey.config import read_settings
from livingsurvey.model.targets import RULES_PAGE
from livingsurvey.syntax.source import Source

Make = Callable[..., Project]


def test_every_rule_has_its_section_with_wrong_and_right(minimal: Project) -> None:
    minimal.build()
    page = html.fromstring(minimal.page("contribute/rules"))
    sections = [heading.text_content().rstrip("¶").strip() for heading in page.xpath("//article//h3")]
    assert sorted(sections) == sorted(f"{rule.code} {rule.name}" for rule in RULES)
    assert len(page.xpath("//article//strong[.='Wrong:']")) == len(page.xpath("//article//strong[.='Right:']"))
    assert len(page.xpath("//article//strong[.='Right:']")) == len(RULES)
    assert sorted(page.xpath("//article//td[1]/a/text()")) == sorted(rule.code for rule in RULES)
    mended = {row.xpath("string(td[1])"): row.xpath("string(td[4])") for row in page.xpath("//article//tbody/tr")}
    assert (mended["BIB032"], mended["CIT001"], mended["CIT008"]) == ("--fix", "--unsafe-fixes", "")
    assert broken_links(minimal.site) == []
    code = "\n".join(block.text_content() for block in page.xpath("//article//pre"))
    assert "Averaging works well [@mcmahan2017comunication]." in code
    assert page.xpath("//a[starts-with(@href, '#cite-')]") == []


def test_every_family_has_a_title() -> None:
    assert {rule.code.rstrip("0123456789") for rule in RULES} <= set(FAMILIES)


def test_a_page_of_the_survey_in_its_place_stays(minimal: Project) -> None:
    minimal.write({f"docs/{RULES_PAGE}": "---\ntitle: Our own rules\n---\nBe kind.\n"})
    minimal.build()
    assert "Be kind." in minimal.page("contribute/rules")
    assert "CIT001" not in minimal.page("contribute/rules")


def test_a_navigation_may_name_it_and_need_not(project: Make) -> None:
    named = project({**MINIMAL, "mkdocs.yml": MINIMAL["mkdocs.yml"] + "nav: [index.md, contribute/rules.md]\n"})
    done = named.build()
    assert "contribute" not in done.err
    assert named.page("").count("Rules of the checker") >= 1


def test_snippets_show_the_examples_and_do_not_carry_them_out() -> None:
    plain = rules_page(read_settings(Source("mkdocs.yml", "")))
    with_snippets = rules_page(read_settings(Source("mkdocs.yml", "markdown_extensions: [pymdownx.snippets]")))
    assert plain.text.count("--8<--") == with_snippets.text.count(";--8<--")
    assert ";--8<--" not in plain.text
