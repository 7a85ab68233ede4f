"""SARIF logs: loaded by a reader of others, and held against what the specification demands.

Section numbers are those of "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", OASIS Standard.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from in_memory import survey_of
from sarif_pydantic import Sarif

import livingsurvey
from livingsurvey.check.reporters import sarif
from livingsurvey.check.rule import Diagnostic, Rule
from livingsurvey.check.rules import RULES
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source

FAULTY = {
    "docs/index.md": "---\ntitle: Home\n---\n\n👍é [@ash2021; @nobody] and [x](gone.md)\r\n\r\nSee [@ash2020].\n",
    "docs/a b/ü: 100%.md": "Text [@nobody].\n",
    "bibliography/a.bib": "@article{ash2020, author = {Ash, Ann}, title = {First}, year = 2020}\n"
    "@misc{ash2020, title = {Second {GPU}}, year = 20201}\n",
}


def log(diagnostics: tuple[Diagnostic, ...]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(sarif(diagnostics))
    return loaded


@pytest.fixture(scope="module")
def diagnostics() -> tuple[Diagnostic, ...]:
    found = livingsurvey.check(survey_of(FAULTY))
    assert {"CIT001", "REF001", "BIB002"} <= {each.rule.code for each in found}
    assert any(each.problem.fix for each in found)
    assert any(each.problem.related for each in found)
    return found


@pytest.fixture(scope="module")
def run(diagnostics: tuple[Diagnostic, ...]) -> dict[str, Any]:
    (only,) = log(diagnostics)["runs"]
    return dict(only)


def within(value: Any, name: str) -> Iterator[Any]:
    """What stands under a name anywhere in a value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == name:
                yield inner
            yield from within(inner, name)
    elif isinstance(value, list):
        for item in value:
            yield from within(item, name)


def test_a_reader_of_others_loads_it(diagnostics: tuple[Diagnostic, ...]) -> None:
    loaded = Sarif.model_validate_json(sarif(diagnostics))
    (run,) = loaded.runs
    assert loaded.version == "2.1.0"
    declared = [(rule.id, (rule.properties or {})["fix"]) for rule in run.tool.driver.rules or ()]
    assert declared == sorted((rule.code, rule.fix) for rule in RULES)
    assert len(run.results or ()) == len(diagnostics)
    for result, found in zip(run.results or (), diagnostics, strict=True):
        place = (result.locations or [])[0].physical_location
        assert place
        assert place.region
        assert place.artifact_location
        line, column = found.problem.span.position
        assert (place.region.start_line, place.region.start_column) == (line, column)
        assert unquote(place.artifact_location.uri or "") == found.problem.span.source.path
        assert result.rule_id == found.rule.code


def test_the_log_names_its_version_and_schema(diagnostics: tuple[Diagnostic, ...]) -> None:
    found = log(diagnostics)
    assert found["version"] == "2.1.0"  # 3.13.2
    assert found["$schema"].endswith("/sarif-schema-2.1.0.json")  # 3.13.3
    assert log(())["runs"][0]["results"] == []  # 3.14.23: an empty array where there is nothing to tell


def test_every_rule_is_declared(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "livingsurvey"  # 3.19.8
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", run["tool"]["driver"]["semanticVersion"])  # 3.19.12
    assert [rule["id"] for rule in rules] == sorted(rule.code for rule in RULES)
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")  # 3.50.3
        assert rule["shortDescription"]["text"].endswith(".")  # 3.49.9: a single sentence
        assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
        assert "Wrong:" not in rule["fullDescription"]["text"]
        assert "Wrong:" in rule["help"]["text"]  # 3.49.13
        assert "helpUri" not in rule


def test_results_refer_to_their_rules(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]  # 3.27.6
        assert result["level"] in ("warning", "error")  # 3.27.10
        assert result["message"]["text"]  # 3.27.11
        assert len(result["locations"]) == 1  # 3.27.12
        assert re.fullmatch(r"[0-9a-f]{16}:[1-9][0-9]*", result["partialFingerprints"]["livingsurvey/v1"])  # 3.27.17
    marks = [result["partialFingerprints"]["livingsurvey/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)


def test_places_count_code_points_from_one(run: dict[str, Any]) -> None:
    assert run["columnKind"] == "unicodeCodePoints"  # 3.14.27
    assert run["newlineSequences"].index("\r\n") < run["newlineSequences"].index("\r")  # 3.14.26
    for name in ("region", "deletedRegion"):
        for region in within(run, name):
            start, end = ((region[f"{part}Line"], region[f"{part}Column"]) for part in ("start", "end"))
            assert (1, 1) <= start <= end  # 3.30.5 to 3.30.8; both are equal for a point of insertion (3.30.2)
            assert min(region.values()) >= 1
    (place,) = [
        result["locations"][0]["physicalLocation"]["region"]
        for result in run["results"]
        if "`nobody`" in result["message"]["text"] and "index.md" in str(result["locations"])
    ]
    assert place == {"startLine": 5, "startColumn": 16, "endLine": 5, "endColumn": 22}


def test_files_are_named_relative_to_the_survey(run: dict[str, Any]) -> None:
    locations = list(within(run, "artifactLocation"))
    for location in locations:
        parts = urlsplit(location["uri"])
        assert (parts.scheme, parts.netloc) == ("", "")
        assert not parts.path.startswith("/")  # 3.4.3
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", location["uri"])  # RFC 3986, section 2
        assert location["uriBaseId"] in run["originalUriBaseIds"]  # 3.4.4
    assert "uri" not in str(run["originalUriBaseIds"]["SRCROOT"])  # 3.14.14: no path of a machine
    assert "docs/a%20b/%C3%BC%3A%20100%25.md" in {location["uri"] for location in locations}


def test_fixes_change_each_file_once(run: dict[str, Any]) -> None:
    fixes = [fix for result in run["results"] for fix in result.get("fixes", ())]
    assert fixes
    for fix in fixes:
        assert fix["description"]["text"]  # 3.55.2
        files = [change["artifactLocation"]["uri"] for change in fix["artifactChanges"]]
        assert len(set(files)) == len(files) >= 1  # 3.55.3
        for change in fix["artifactChanges"]:
            assert change["replacements"]  # 3.56.3
            assert all(set(each) == {"deletedRegion", "insertedContent"} for each in change["replacements"])  # 3.57
        assert isinstance(fix["properties"]["safe"], bool)


def test_related_places_have_ids_of_their_own(run: dict[str, Any]) -> None:
    (both,) = [result["relatedLocations"] for result in run["results"] if result["ruleId"] == "BIB002"]
    assert [location["id"] for location in both] == [1]  # 3.28.2
    assert both[0]["physicalLocation"]["region"]["startLine"] == 1


def result_of(words: str, path: str = "docs/a.md") -> dict[str, Any]:
    def some_rule(*_: object) -> None:
        """Stands for a rule."""

    source = Source(path, "x")
    fix = Fix((Edit(source.span(), "y"), Edit(Source("docs/b.md", "x").span(), "z"), Edit(source.span(1), "y")))
    rule = Rule("CIT999", "error", some_rule)  # type: ignore[arg-type]
    return dict(log((Diagnostic(rule, Problem(source.span(), words, fix=fix)),))["runs"][0]["results"][0])


def test_contributed_words_are_neither_links_nor_placeholders() -> None:
    # 3.11.6: `[text](target)` in a message is a link; 3.11.5: `{0}` stands for an argument.
    assert result_of("see [x](javascript:y) and {0}, {GPU}")["message"]["text"] == (
        r"see [x\](javascript:y) and {{0}}, {GPU}"
    )


def test_a_file_outside_the_survey_has_a_whole_address() -> None:
    location = result_of("x", "/home/ann/a b.bib")["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "file:///home/ann/a%20b.bib"}  # 3.4.4: then there is no uriBaseId


def test_edits_of_one_file_are_one_change() -> None:
    (fix,) = result_of("x")["fixes"]
    assert [len(change["replacements"]) for change in fix["artifactChanges"]] == [2, 1]
