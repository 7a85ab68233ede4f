"""What the fixes of single fields leave, word for word, and whether they are safe."""

from __future__ import annotations

import pytest

import livingsurvey
from livingsurvey.config import read_settings
from livingsurvey.edit.fix import fix
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import edited
from livingsurvey.syntax.source import Source

SETTINGS = read_settings(Source("mkdocs.yml", "site_name: Fixes\n"))


def mended(code: str, name: str, value: str) -> tuple[str, bool | None]:
    """The entry's fields with all fixes of a rule, and whether these are safe (`None` without any)."""
    source = Source("a.bib", f"@misc{{k, {name} = {value}}}")
    found = livingsurvey.check(Survey(SETTINGS, (source,)), select=[code])
    assert found, f"{code} finds nothing"
    fixes = [finding.problem.fix for finding in found if finding.problem.fix]
    after = edited(source, [edit for fix in fixes for edit in fix.edits]).text
    return after.removeprefix("@misc{k").removesuffix("}").lstrip(", "), all(
        fix.safe for fix in fixes
    ) if fixes else None


SAFE, UNSAFE, NONE = True, False, None


@pytest.mark.parametrize(
    ("code", "value", "after", "safe"),
    [
        ("BIB028", "Ash A. and van den Beech B. C.", "Ash, A. and van den Beech, B. C.", UNSAFE),
        ("BIB028", "Ash AN and Beech C and Cedar, D.", "Ash, AN and Beech, C and Cedar, D.", UNSAFE),
        ("BIB028", "Ash, Ann, Jr. and Beech Jr., Bob", "Ash, Jr., Ann and Beech, Jr., Bob", UNSAFE),
        ("BIB028", "Cedar, Cy III and Ludwig van Elm Sr.", "Cedar, III, Cy and van Elm, Sr., Ludwig", UNSAFE),
        ("BIB028", "Ann Ash, Jr.", "Ash, Jr., Ann", UNSAFE),
        ("BIB028", "{Ash, A. B.} and Elm, Eve", "Ash, A. B. and Elm, Eve", UNSAFE),
        ("BIB029", "Ash1,2, Ann and Bob Beech$^{2}$", "Ash, Ann and Bob Beech", UNSAFE),
        ("BIB029", "Cedar*, Cy and Dan Elm\\textsuperscript{3}", "Cedar, Cy and Dan Elm", UNSAFE),
        ("BIB029", "Area 51", "Area 51", NONE),
        ("BIB030", "Ash, Ann et al.", "Ash, Ann and others", SAFE),
        ("BIB030", "Ash, Ann, et al", "Ash, Ann and others", SAFE),
        ("BIB030", "Ash, Ann and {\\em et al.}", "Ash, Ann and others", SAFE),
        ("BIB030", "Ash, Ann, \\ldots", "Ash, Ann and others", SAFE),
        ("BIB030", "Ash, Ann and, et al.", "Ash, Ann and others", SAFE),
        ("BIB030", "et al.", "et al.", NONE),
        ("BIB031", "Ash, Ann and Ann Ash", "Ash, Ann and Ann Ash", NONE),
        ("BIB046", "Ash, Ann; Beech, Bob;Cedar, C.", "Ash, Ann and Beech, Bob and Cedar, C.", SAFE),
        ("BIB046", "Ash, Ann; and Beech, Bob;", "Ash, Ann and Beech, Bob", SAFE),
        ("BIB046", "Ash, Ann \\& Beech, Bob", "Ash, Ann and Beech, Bob", SAFE),
        ("BIB046", "Ash, A., Beech, B., & Cedar, C.", "Ash, A. and Beech, B. and Cedar, C.", UNSAFE),
        ("BIB046", "Ann Ash, Bob Beech, Cy Cedar", "Ann Ash and Bob Beech and Cy Cedar", UNSAFE),
        ("BIB046", "Ash A., Beech B.", "Ash A. and Beech B.", UNSAFE),
        ("BIB046", "Ash, Ann, and Beech, Bob,", "Ash, Ann and Beech, Bob", SAFE),
        ("BIB046", "and Ash, Ann and and Beech, Bob and", "Ash, Ann and Beech, Bob", SAFE),
        ("BIB046", "{Ash, Ann and Beech, Bob}", "Ash, Ann and Beech, Bob", UNSAFE),
        ("BIB046", "Ernst \\& Young", "Ernst \\& Young", NONE),
        ("BIB046", "Ash, Ann Beech, Bob", "Ash, Ann Beech, Bob", NONE),
        ("BIB057", "VAN DEN ASHTON, ANN JM", "van den Ashton, Ann JM", UNSAFE),
        ("BIB057", "O'BEECHER, B. and MCELMER, EVE", "O'Beecher, B. and McElmer, Eve", UNSAFE),
        ("BIB057", "ÅSTRÖM-ASHTON, ANN", "Åström-Ashton, Ann", UNSAFE),
        ("BIB058", "World Health Organization and Ash, Ann", "{World Health Organization} and Ash, Ann", UNSAFE),
        ("BIB058", "Team, Gemini", "{Gemini Team}", UNSAFE),
        ("BIB058", "University of Elms, Elmtown", "{University of Elms, Elmtown}", UNSAFE),
        ("BIB058", "Department of Health and Human Services", "Department of Health and Human Services", NONE),
    ],
)
def test_names(code: str, value: str, after: str, safe: bool | None) -> None:
    assert mended(code, "author", f"{{{value}}}") == (f"author = {{{after}}}", safe)


@pytest.mark.parametrize(
    ("value", "after", "safe"),
    [
        ("{(2019)}", "year = {2019}", SAFE),
        ("{2019.}", "year = {2019}", SAFE),
        ("{2019a}", "year = {2019}", UNSAFE),
        ("{2o19}", "year = {2019}", UNSAFE),
        ("{ca. 1920}", "year = {1920}", UNSAFE),
        ("{12 May 2019}", "year = {2019}, month = {5}", UNSAFE),
        ("{2019-05-01}", "date = {2019-05-01}", UNSAFE),
        ("{in press}", "pubstate = {inpress}", UNSAFE),
        ("{n.d.}", "", UNSAFE),
        ("{1990--1993}", "year = {1990--1993}", NONE),
        ("19", "year = 19", NONE),
    ],
)
def test_years(value: str, after: str, safe: bool | None) -> None:
    assert mended("BIB017", "year", value) == (after, safe)


@pytest.mark.parametrize(
    ("value", "after", "safe"),
    [
        ("{January}", "jan", SAFE),
        ('"Sept."', "sep", SAFE),
        ("{dec}", "dec", SAFE),
        ("{Jan/Feb}", 'jan # "/" # feb', SAFE),
        ("{November--December}", 'nov # "--" # dec', SAFE),
        ("{May 12-15}", 'may # "~12--15"', UNSAFE),
        ("{3 June}", '"3~" # jun', UNSAFE),
        ("{13}", "{13}", NONE),
    ],
)
def test_months(value: str, after: str, safe: bool | None) -> None:
    assert mended("BIB019", "month", value) == (f"month = {after}", safe)


@pytest.mark.parametrize(
    ("code", "value", "after", "safe"),
    [
        ("BIB020", "pp. 12--34, p.~40", "12--34, 40", SAFE),
        ("BIB020", "pp12", "12", SAFE),
        ("BIB020", "12--", "12", UNSAFE),
        ("BIB020", "1,234--1,250", "1234--1250", UNSAFE),
        ("BIB020", "345--12", "345--12", NONE),
        ("BIB032", "12-34, 40 – 42", "12--34, 40--42", SAFE),
        ("BIB032", "S1---S3", "S1--S3", SAFE),
        ("BIB032", "pp. 12\\textendash{}34", "pp. 12--34", SAFE),
    ],
)
def test_pages(code: str, value: str, after: str, safe: bool | None) -> None:
    assert mended(code, "pages", f"{{{value}}}") == (f"pages = {{{after}}}", safe)


def test_pages_that_are_none_go_with_their_field() -> None:
    assert mended("BIB020", "pages", "{??}") == ("", UNSAFE)


@pytest.mark.parametrize(
    ("value", "after", "safe"),
    [
        ("{2nd edition}", "{2nd}", SAFE),
        ('"Edition 2"', '"2"', SAFE),
        ("{Third, revised ed.}", "{Third, revised}", SAFE),
        ("{{2nd} ed.}", "{2nd}", SAFE),
        ("{2. Auflage}", "{2}", UNSAFE),
        ("{ed.}", "{ed.}", NONE),
    ],
)
def test_editions(value: str, after: str, safe: bool | None) -> None:
    assert mended("BIB021", "edition", value) == (f"edition = {after}", safe)


@pytest.mark.parametrize(
    ("value", "after", "safe"),
    [
        ("2019/05/01", "2019-05-01", SAFE),
        ("2019.5.1", "2019-05-01", SAFE),
        ("May 2019", "2019-05", SAFE),
        ("Accessed: May 1st, 2020.", "2020-05-01", SAFE),
        ("Last visited on 1 Sept. 2020", "2020-09-01", SAFE),
        ("Mon, 12 May 2019", "2019-05-12", SAFE),
        ("May 12--15, 2019", "2019-05-12/2019-05-15", SAFE),
        ("12-15 May 2019", "2019-05-12/2019-05-15", SAFE),
        ("May/June 2019", "2019-05/2019-06", SAFE),
        ("2019--2021", "2019/2021", SAFE),
        ("2019-2021", "2019/2021", SAFE),
        ("2019-05-01 to 2019-05-04", "2019-05-01/2019-05-04", SAFE),
        ("25/12/2019", "2019-12-25", SAFE),
        ("12/25/2019", "2019-12-25", SAFE),
        ("c. 1920", "1920~", SAFE),
        ("2019-05-01 12:30:00", "2019-05-01T12:30:00", SAFE),
        ("01.05.2019", "2019-05-01", UNSAFE),
        ("2019/05", "2019-05", UNSAFE),
        ("20190501", "2019-05-01", UNSAFE),
        ("2019-05-01T12:30:00.000+02:00", "2019-05-01", UNSAFE),
        ("05/01/2019", "05/01/2019", NONE),
        ("2019-20", "2019-20", NONE),
        ("2019-02-30", "2019-02-30", NONE),
        ("May 32, 2019", "May 32, 2019", NONE),
        ("2021--2019", "2021--2019", NONE),
        ("some day", "some day", NONE),
    ],
)
def test_dates(value: str, after: str, safe: bool | None) -> None:
    assert mended("BIB018", "urldate", f"{{{value}}}") == (f"urldate = {{{after}}}", safe)


@pytest.mark.parametrize("name", ["author", "year", "date", "month", "pages", "edition"])
@pytest.mark.parametrize(
    "text", ["1" * 5000, "m" * 5000, "1-" * 5000, "A, " * 5000, "and " * 5000, "?" * 5000, "ed. " * 5000]
)
def test_values_of_any_length_are_judged(name: str, text: str) -> None:
    source = Source("a.bib", f"@misc{{k, {name} = {{{text}}}}}")
    found = livingsurvey.check(Survey(SETTINGS, (source,)), select=["BIB"])
    assert not [finding for finding in found if "failed" in finding.problem.message]


def test_of_two_names_of_a_venue_that_are_used_alike_one_with_a_comma_is_not_the_better() -> None:
    entries = "@article{a, journal = {J. Trees.,}}\n@article{b, journal = {J. Trees}}\n"
    survey = Survey(SETTINGS, (Source("a.bib", entries),))
    after = fix(survey, lambda survey: livingsurvey.check(survey, ["BIB043", "BIB047"]), unsafe=True)
    assert not after.barred
    assert not after.left
