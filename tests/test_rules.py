"""Every rule on its case: a survey in miniature, the diagnostics that it must get, and one that must stay silent."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import livingsurvey
from livingsurvey.check import checker, rules
from livingsurvey.check.explanation import explanation
from livingsurvey.check.reporters import text
from livingsurvey.check.rule import AnyRule, Rule
from livingsurvey.check.rules import RULES
from livingsurvey.config import read_settings
from livingsurvey.edit.fix import fix
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown.mask import body_start
from livingsurvey.syntax.problem import Problem, SurveyError, edited
from livingsurvey.syntax.source import Source

CASES = Path(__file__).parent / "cases"
FAMILIES = ("BIB", "CIT", "REF", "DOC", "TAB", "TEX", "SEC", "LIV", "A11Y", "CFG")
TODAY = datetime.date(2026, 11, 25)
SETTINGS = "site_name: Case\nplugins: [survey]\n"
_BLOCK = re.compile(r'^```(?P<kind>\w+) title="(?P<title>[^"]+)"\n(?P<text>.*?)\n?^```$', re.M | re.S)


def examples() -> Iterator[object]:
    for file in sorted(CASES.glob("*.md")):
        files: dict[str, tuple[str, str]] = {}
        number = 0
        for block in _BLOCK.finditer(file.read_text("utf-8")):
            if block["title"] == "expected":
                number += 1
                yield pytest.param(file.stem.split("-")[0], files, block["text"], id=f"{file.stem}-{number}")
                files = {}
            else:
                files[block["title"]] = (block["kind"], block["text"] + "\n")


def survey_of(folder: Path, files: dict[str, tuple[str, str]]) -> Survey:
    files = {"mkdocs.yml": ("yaml", SETTINGS), **files}
    (folder / "docs").mkdir()
    for path, (kind, content) in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if kind == "link":  # a symbolic link, and what it leads to
            file.symlink_to(content.strip())
            continue
        file.write_bytes(content.encode("cp1252" if kind == "cp1252" else "utf-8"))
    return livingsurvey.load(folder, TODAY)


@pytest.mark.parametrize(("code", "files", "expected"), list(examples()))
def test_a_rule_finds_what_its_case_says(
    code: str, files: dict[str, tuple[str, str]], expected: str, tmp_path: Path
) -> None:
    fixed = {path.removeprefix("fixed "): block[1] for path, block in files.items() if path.startswith("fixed ")}
    survey = survey_of(tmp_path, {path: block for path, block in files.items() if not path.startswith("fixed ")})
    assert text(livingsurvey.check(survey, select=[code])) == expected
    if fixed:
        mended = fix(survey, lambda survey: livingsurvey.check(survey, select=[code]), unsafe=True).survey
        assert {source.path: source.text for source in mended.sources if source.path in fixed} == fixed


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Problem]]:
    """What each rule finds in its case."""
    found = defaultdict(list)
    for case in examples():
        code, files, _ = case.values
        given = {path: block for path, block in files.items() if not path.startswith("fixed ")}
        survey = survey_of(tmp_path_factory.mktemp("case"), given)
        found[code] += [each.problem for each in livingsurvey.check(survey, select=[code])]
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_its_fixes_are(rule: AnyRule, findings: Mapping[str, list[Problem]]) -> None:
    safe = {problem.fix.safe for problem in findings[rule.code] if problem.fix}
    assert rule.fix == ("safe" if True in safe else "unsafe" if safe else None)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_explanation_shows_the_comment_that_silences_each_finding(
    rule: AnyRule, findings: Mapping[str, list[Problem]]
) -> None:
    shown = explanation(rule, {}, 100)
    for problem in findings[rule.code]:
        source = problem.span.source
        mark = {".bib": "%", ".yml": "#", ".md": "<!--", ".svg": "<!--"}.get(Path(source.path).suffix)
        if mark == "<!--" and problem.span.start < body_start(source.text):
            mark = "#"
        assert mark is None or f"    {mark} survey: ignore {rule.code}: why" in shown, problem.span


def test_every_case_file_has_a_finding_and_a_silent_survey() -> None:
    for file in CASES.glob("*.md"):
        expected = [block["text"] for block in _BLOCK.finditer(file.read_text("utf-8")) if block["title"] == "expected"]
        assert expected[0], file.name
        assert expected[-1] == "", file.name


def test_rules_files_and_cases_are_the_same_set() -> None:
    modules = {file.stem for file in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}
    assert modules == {rule.find.__name__ for rule in RULES}
    assert {file.stem for file in CASES.glob("*.md")} == {f"{rule.code}-{rule.name}" for rule in RULES}


def test_codes_are_unique_and_of_a_known_family() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(rf"(?:{'|'.join(FAMILIES)})\d{{3}}", code) for code in codes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_explained_with_wrong_and_right(rule: AnyRule) -> None:
    assert rule.summary.endswith(".")
    assert rule.documentation.count("Wrong:") == rule.documentation.count("Right:") == 1


def test_a_rule_that_fails_is_one_finding_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(survey: Survey) -> Iterator[Problem]:
        raise ZeroDivisionError("no luck")
        yield

    monkeypatch.setattr(checker, "RULES", (Rule("TAB999", "error", failing), *RULES))
    found = livingsurvey.check(survey_of(tmp_path, {"docs/index.md": ("md", "[@nobody]\n")}))
    assert [finding.rule.code for finding in found] == ["DOC002", "CIT001", "TAB999"]
    assert "`failing` failed: ZeroDivisionError: no luck" in found[-1].problem.message


def test_select_and_ignore_take_codes_and_their_beginnings(tmp_path: Path) -> None:
    survey = survey_of(tmp_path, {"docs/index.md": ("md", "[@nobody] [x](gone.md) $\\frac{$\n")})
    codes = [finding.rule.code for finding in livingsurvey.check(survey, select=["CIT", "REF001"])]
    assert codes == ["CIT001", "REF001"]
    assert "CIT001" not in [finding.rule.code for finding in livingsurvey.check(survey, ignore=["C"])]
    with pytest.raises(SurveyError, match="ZZZ"):
        livingsurvey.check(survey, select=["ZZZ"])


def test_findings_are_the_same_from_run_to_run(tmp_path: Path) -> None:
    survey = survey_of(tmp_path, {"docs/index.md": ("md", "[@nobody] [x](gone.md)\n\n[@a; @b; @c]\n")})
    assert livingsurvey.check(survey) == livingsurvey.check(livingsurvey.load(tmp_path))


def test_the_fix_of_an_unknown_key_writes_a_citation_that_is_read(tmp_path: Path) -> None:
    bib = "@misc{odd'key2020a, title = {A}}\n"
    survey = survey_of(
        tmp_path, {"docs/index.md": ("md", "[see -@oddkey2020a, p. 3]\n"), "bibliography/a.bib": ("bib", bib)}
    )
    [finding] = livingsurvey.check(survey, select=["CIT001"])
    assert finding.problem.fix
    mended = edited(survey.chapters[0].source, finding.problem.fix.edits)
    assert mended.text == "[see -@{odd'key2020a}, p. 3]\n"
    [uncited] = livingsurvey.check(survey, select=["BIB003"])
    assert "[@{odd'key2020a}]" in uncited.problem.hint


def test_what_cannot_be_written_without_a_loss_gets_no_fix() -> None:
    entry = "@misc{a, title = {Caf}, year = {2020}, note = {}}\n"
    sound = Source.decode("bibliography/a.bib", entry.encode())
    lossy = Source.decode("bibliography/a.bib", entry.replace("Caf", "Caf\x81").encode("latin-1"))
    assert (sound.lost, lossy.lost is None) == (None, False)
    settings = read_settings(Source("mkdocs.yml", SETTINGS))
    for source, fixed in ((sound, True), (lossy, False)):
        [finding] = livingsurvey.check(Survey(settings, (source,)), select=["BIB035"])
        assert (finding.problem.fix is not None) == fixed


def test_the_readme_knows_how_many_rules_there_are() -> None:
    said = Path(__file__).parent.parent.joinpath("README.md").read_text("utf-8")
    of_the_store = [each for each in RULES if each.code.startswith("BIB")]
    assert re.findall(r"(\d+) rules (read|look)", said) == [(str(len(of_the_store)), "look"), (str(len(RULES)), "read")]
