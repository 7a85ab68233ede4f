"""Rules that cry wolf are switched off: on well-kept stores they have next to nothing to say."""

from __future__ import annotations

from pathlib import Path

import livingsurvey
from livingsurvey.check.checker import count
from livingsurvey.check.rule import Diagnostic
from livingsurvey.config import read_settings
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import scan
from livingsurvey.syntax.source import Source

TESTS = Path(__file__).parent
STORE = read_settings(Source("mkdocs.yml", "site_name: Clean\n"))


def found(sources: tuple[Source, ...]) -> tuple[Diagnostic, ...]:
    return livingsurvey.check(Survey(STORE, sources), select=["BIB"], ignore=["BIB003"])


def sources(folder: Path, pattern: str) -> tuple[Source, ...]:
    return tuple(Source.read(file, folder) for file in sorted(folder.glob(pattern)))


def shown(diagnostics: tuple[Diagnostic, ...]) -> str:
    return "\n".join(
        f"{diagnostic.problem.span} {diagnostic.rule.code} {diagnostic.problem.message}" for diagnostic in diagnostics
    )


def test_a_clean_store_of_many_forms_has_no_error_and_at_most_a_finding_in_ten_entries() -> None:
    store = sources(TESTS / "stores", "clean.bib")
    entries = sum(len(scan(source).entries) for source in store)
    diagnostics = found(store)
    assert entries >= 60
    assert count(diagnostics, "error") == 0, shown(diagnostics)
    assert len(diagnostics) <= entries / 10, shown(diagnostics)


def test_our_own_store_has_at_most_a_finding_in_ten_entries() -> None:
    store = sources(TESTS.parent / "bibliography", "*.bib")
    entries = sum(len(scan(source).entries) for source in store)
    diagnostics = found(store)
    assert entries
    assert count(diagnostics, "error") == 0, shown(diagnostics)
    assert len(diagnostics) <= entries / 10, shown(diagnostics)
