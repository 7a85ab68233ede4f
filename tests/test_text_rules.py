"""What the fixes of the rules on an entry's texts leave, and that a safe one brings up nothing new."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from in_memory import survey_of

import livingsurvey
from livingsurvey.check.rule import Diagnostic
from livingsurvey.check.rules import RULES
from livingsurvey.model.bibliography import Bibliography
from livingsurvey.syntax.problem import edited
from livingsurvey.syntax.source import Source

EFFORT = int(os.environ.get("SURVEY_EFFORT", "1"))
CASES = Path(__file__).parent / "cases"
CODES = (
    "BIB007 BIB023 BIB024 BIB025 BIB026 BIB027 BIB033 BIB035 BIB036 BIB037 BIB042 BIB043 BIB047 BIB048 BIB051"
    " BIB053 BIB060"
).split()


def findings(text: str, *codes: str) -> tuple[Diagnostic, ...]:
    return livingsurvey.check(survey_of({"bibliography/a.bib": text}), select=codes)


def mended(text: str, *codes: str, unsafe: bool = True) -> str:
    """The text with the fixes of some rules applied."""
    fixes = [found.problem.fix for found in findings(text, *codes) if found.problem.fix]
    return edited(Source("a.bib", text), [edit for fix in fixes if unsafe or fix.safe for edit in fix.edits]).text


# The value of a field before and after the fix of a rule.
VALUES = [
    ("BIB024", "title", "A $100 Laptop", r"A \$100 Laptop"),
    ("BIB024", "title", "$a$ or $b", "$a$ or $b"),
    ("BIB025", "title", "BERT, GPT-4, LLaMA-7B and BERT", "{BERT}, {GPT-4}, {LLaMA-7B} and {BERT}"),
    ("BIB025", "title", "SGD-Based {A}BC for pH", "{SGD}-Based {A}{BC} for {pH}"),
    ("BIB027", "title", "Trees &amp; Leaves, {\\&}amp; Roots &amp;amp; Bark", r"Trees \& Leaves, \& Roots \& Bark"),
    ("BIB027", "title", "&eacute;&#233;&#xE9;&#8212;&nbsp;&#8203;", "éé\xe9—~"),
    ("BIB027", "title", "p &lt; 5&#37; and $a &lt; b$", r"p \textless{} 5\% and $a < b$"),
    ("BIB027", "title", "CO<sub>2</sub> <i>in <b>A</b></i>", r"CO\textsubscript{2} \emph{in \textbf{A}}"),
    ("BIB027", "title", "&lt;i&gt;Quercus&lt;/i&gt;", r"\emph{Quercus}"),
    ("BIB027", "title", r"{\textless}i{\textgreater}Quercus{\textless}/i{\textgreater}", r"\emph{Quercus}"),
    ("BIB027", "title", r"Trees \&\#38; Leaves", r"Trees \& Leaves"),
    ("BIB027", "title", "H<i>a</b>", "H<i>a</b>"),
    ("BIB027", "url", "https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&b=2"),
    ("BIB033", "journal", "NeurIPS 2020", "NeurIPS"),
    ("BIB033", "journal", "Trees (Oak '20)", "Trees (Oak)"),
    ("BIB033", "journal", "Trees (2020)", "Trees"),
    ("BIB033", "journal", "Trees, 2020", "Trees"),
    ("BIB033", "journal", "Trees 2019", "Trees 2019"),
    ("BIB042", "title", "Fed\u200berated~Learn\u00ading\u200e", "Federated~Learning"),
    ("BIB042", "title", "Trees\u00a0and\u2028Leaves", "Trees~and Leaves"),
    ("BIB047", "title", "{First}.", "{First}"),
    ("BIB047", "title", "{First and Last. }", "{First and Last }"),
    ("BIB047", "title", "And Then...,", "And Then..."),
    ("BIB047", "title", "Grove Inc.;", "Grove Inc."),
    ("BIB047", "journal", "J. Trees.,", "J. Trees."),
    ("BIB048", "title", "R&D at 100% of #1, a_b", r"R\&D at 100\% of \#1, a\_b"),
    ("BIB048", "title", "Caf&_eacute;", r"Caf\&\_eacute;"),
    ("BIB048", "title", "R&D; Trees &amp; Leaves", r"R\&D; Trees &amp; Leaves"),
    ("BIB048", "author", "{Ash & Sons} and Beech, Bob", r"{Ash \& Sons} and Beech, Bob"),
    ("BIB048", "title", r"x^2 \& $y^2$", r"x\textasciicircum{}2 \& $y^2$"),
    ("BIB051", "title", "ErdÅ‘s, MÃ¼ller â€œTreesâ€\x9d CafÃ©", "Erdős, Müller “Trees” Café"),
    ("BIB051", "title", "A\x92s ÐžÐ´Ð¸Ð½ æ—¥æœ¬", "A’s Один 日本"),
    ("BIB051", "title", "lost \ufffd Ã©", "lost \ufffd é"),
    ("BIB060", "title", "A Survey of of the\n the Trees", "A Survey of the Trees"),
]


@pytest.mark.parametrize(("code", "name", "before", "after"), VALUES)
def test_a_fix_mends_a_value(code: str, name: str, before: str, after: str) -> None:
    entry = "@misc{{ash2020,\n  {name} = {{{value}}},\n  year = {{2020}},\n}}\n"
    assert findings(entry.format(name=name, value=before), code)
    assert mended(entry.format(name=name, value=before), code) == entry.format(name=name, value=after)


ENTRIES = [
    (
        "BIB007",
        "@article{a, author = {A}, title = {T}, year = 1, eprint = {2001.00001}, archiveprefix = {arXiv}}",
        "@misc",
    ),
    ("BIB007", "@inproceedings{a, author = {A}, title = {T}, year = 1, journal = {J}}", "booktitle = {J}"),
    ("BIB035", "@misc{a, title = {T}, note = {}, year = 1}", "@misc{a, title = {T}, year = 1}"),
    ("BIB036", "@misc{a, auhtor = {A}}", "@misc{a, author = {A}}"),
    ("BIB036", "@misc{a, auhtor = {A}, author = {B}}", "@misc{a, auhtor = {A}, author = {B}}"),
    ("BIB037", "@artcle{a, title = {T}}", "@article{a, title = {T}}"),
    ("BIB037", "@leaflet{a, title = {T}}", "@leaflet{a, title = {T}}"),
    ("BIB053", "@misc{a, note = {\\url{https://a.org/x\\_y}}}", "@misc{a, url = {https://a.org/x\\_y}}"),
    ("BIB053", "@misc{a, note = {Available at https://a.org/.}}", "@misc{a, url = {https://a.org/}}"),
    (
        "BIB053",
        "@misc{a, note = {https://a.org/ (visited May 1)}}",
        "@misc{a, note = {https://a.org/ (visited May 1)}}",
    ),
    ("BIB027", '@misc{a, title = "A &quot;B&quot;"}', '@misc{a, title = "A {"}B{"}"}'),
]


@pytest.mark.parametrize(("code", "before", "after"), ENTRIES)
def test_a_fix_mends_an_entry(code: str, before: str, after: str) -> None:
    assert findings(before, code)
    assert after in mended(before, code)


@pytest.mark.parametrize("text", ["R&D at 100% of #1", "a_b", "x^2"])
def test_an_escaped_text_reads_as_before(text: str) -> None:
    entry = f"@misc{{ash2020, title = {{{text}}}}}\n"
    [before], [after] = (Bibliography((Source("a.bib", each),)).typed for each in (entry, mended(entry, "BIB048")))
    assert "\\" in after.raw("title")
    assert after.title == before.title


def test_the_commoner_name_of_a_venue_is_put_in_as_it_is_written_there() -> None:
    entries = [f"@article{{a{number}, journal = {{Annals of {{Trees}} \\& Roots}}}}\n" for number in range(3)]
    mixed = "".join(entries) + "@article{a3, journal = {Ann. Trees \\& Roots}}\n"
    assert mended(mixed, "BIB043") == "".join(entries) + entries[0].replace("a0", "a3")


def keys(text: str) -> list[str]:
    return [entry.key for entry in Bibliography((Source("a.bib", text),)).entries]


def first_store(code: str) -> str:
    [file] = CASES.glob(f"{code}-*.md")
    found = re.search(r'^```bib title="[^"]+"\n(.*?\n)```$', file.read_text("utf-8"), re.M | re.S)
    assert found
    return found[1]


@pytest.mark.parametrize("code", CODES)
def test_safe_fixes_remove_their_problems_add_none_and_change_nothing_when_run_again(code: str) -> None:
    text = first_store(code)
    before = findings(text, *CODES)
    fixable = [found for found in before if found.problem.fix and found.problem.fix.safe]
    after_text = mended(text, *CODES, unsafe=False)
    for _ in range(3):  # a fix that overlaps another waits for the next run
        after_text = mended(after_text, *CODES, unsafe=False)
    after = findings(after_text, *CODES)
    assert not [found for found in after if found.problem.fix and found.problem.fix.safe]
    assert len(after) <= len(before) - len(fixable)
    assert mended(after_text, *CODES, unsafe=False) == after_text
    assert keys(after_text) == keys(text)


def test_a_title_of_punctuation_alone_is_left_alone() -> None:
    assert not findings("@misc{ash2020, title = {{,}}}\n@misc{beech2021, title = {?}}\n", "BIB047")


def test_an_empty_url_is_none() -> None:
    store = "@misc{ash2020, note = {https://example.org/}, url = {}}\n"
    assert [found.problem.fix for found in findings(store, "BIB053")] == [None]  # a second `url` would be no help


def test_a_year_that_is_inherited_is_the_entrys_own() -> None:
    child = "@inproceedings{ash2020, crossref = {grove2020}, booktitle = {Grove 2020}}\n"
    store = child + "@proceedings{grove2020, title = {Grove}, year = {2020}}\n"
    assert mended(store, "BIB033").startswith(child.replace("Grove 2020", "Grove"))


def test_a_correction_may_empty_a_field() -> None:
    files = {
        "mkdocs.yml": "site_name: Test\nextra: {survey: {managed: [bibliography/zotero.bib]}}\n",
        "bibliography/zotero.bib": "@misc{ash2020, title = {First}, note = {Read}}\n",
        "bibliography/mine.bib": "@misc{ash2020, note = {}}\n@misc{beech2021, note = {}}\n",
    }
    found = livingsurvey.check(survey_of(files), select=["BIB035"])
    assert [str(one.problem.span) for one in found] == ["bibliography/mine.bib:2:18"]


def test_a_macro_is_reported_where_it_is_defined_and_not_where_it_is_used() -> None:
    store = "@string{rd = {R&D}}\n" + "".join(f"@misc{{a{number}, journal = rd}}\n" for number in range(3))
    [found] = findings(store, "BIB048")
    assert str(found.problem.span) == "bibliography/a.bib:1:16"


def test_every_rule_here_is_a_warning_that_says_what_to_do() -> None:
    assert set(CODES) <= {rule.code for rule in RULES}
    for code in CODES:
        for found in findings(first_store(code), code):
            assert found.rule.severity == "warning"
            assert found.problem.hint


_SCRAPS = [
    *r"""
    \{ \} { } {} $ \$ $$ \( \) \ \\ & \& &amp; &amp;amp; &#38; {\&}amp; &lt; % # _ ^ ~ . , ; : ... 2020 '20 (2020)
    vol. 3 pp. 3-4 <i> </i> <sub> </sub> &lt;i&gt; &lt;/i&gt; {\textless} \url{https://a.org/_} \emph{ https://a.org/%
    Ã© â€™ É BERT GPT-4 the the of OF {B}ERT Inc. J. A ' - /
    """.split(),
    *("\ufffd", "\u200b", "\xa0", "\xad", "\n"),
]
_NAMES = "title journal booktitle note url author publisher howpublished year abstract vol".split()
_VALUE = st.lists(st.sampled_from(_SCRAPS), max_size=8).flatmap(
    lambda scraps: st.sampled_from((" ", "")).map(lambda joint: joint.join(scraps))
)


@settings(max_examples=150 * EFFORT, derandomize=EFFORT == 1, deadline=None, database=None)
@given(st.dictionaries(st.sampled_from(_NAMES), _VALUE, min_size=1), st.sampled_from(("{}", '""')))
def test_law_4_safe_fixes_of_any_text(values: dict[str, str], quotes: str) -> None:
    """A safe fix removes its problem and adds none; every entry stays readable; a second run changes nothing."""
    opening, closing = quotes
    fields = "".join(f"  {name} = {opening}{value}{closing},\n" for name, value in values.items())
    text = f"@article{{ash2020,\n{fields}}}\n"
    assume(keys(text) == ["ash2020"])
    assume(not list(Bibliography((Source("a.bib", text),)).problems))
    before = findings(text, *CODES)
    assert not [found for found in before if "failed: " in found.problem.message]
    after_text = text
    for _ in range(4):
        after_text = mended(after_text, *CODES, unsafe=False)
    assert keys(after_text) == ["ash2020"]
    after = findings(after_text, *CODES)
    assert not [found for found in after if found.problem.fix and found.problem.fix.safe]
