"""Texts of data files looked at as chapters: places and fixes are told in the file, and no fix breaks its YAML."""

from __future__ import annotations

import pytest
from in_memory import STORE, survey_of

import livingsurvey
from livingsurvey.edit.fix import fix
from livingsurvey.syntax import yaml
from livingsurvey.syntax.source import Source


def mended(written: str) -> str:
    """The glossary with the definition that is written so, after all fixes of rules about citations."""
    survey = survey_of({"docs/index.md": "# Home\n", "docs/glossary.yml": written, "bibliography/a.bib": STORE})
    after = fix(survey, lambda survey: livingsurvey.check(survey, select=["CIT"]), unsafe=True).survey
    return next(source.text for source in after.sources if source.path == "docs/glossary.yml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Mean: As \\cite{ash2020} has it.\n", "Mean: As [@ash2020] has it.\n"),
        ("Mean: 'It''s \\citep{ash2020}'\n", "Mean: 'It''s [@ash2020]'\n"),
        ('Mean: "A \\"mean\\". [@ash2020]"\n', 'Mean: "A \\"mean\\". [@ash2020]"\n'),
        ('Mean: "It is a \\"mean\\". [@ash2020]"\n', 'Mean: "It is a \\"mean\\" [@ash2020]."\n'),
        ("Mean: |\n  \\citep{ash2020} has it.\n", "Mean: |\n  [@ash2020] has it.\n"),
        ("Mean: >-\n  So it\n  is. [@ash2020]\n", "Mean: >-\n  So it\n  is [@ash2020].\n"),
        ("Mean:\n  It averages well\n  [@ash2020;\n   @ash2020].\n", "Mean:\n  It averages well\n  [@ash2020].\n"),
        # Here YAML would take what is written for something else, so that it is left to the author.
        ("Mean: \\citep{ash2020} has it.\n", "Mean: \\citep{ash2020} has it.\n"),
        ("Mean: \\citet{ash2020} has it.\n", "Mean: \\citet{ash2020} has it.\n"),
        ('Mean: "It averages \\\\citep{ash2020}"\n', 'Mean: "It averages \\\\citep{ash2020}"\n'),
    ],
)
def test_a_fix_says_what_it_means_in_whichever_way_the_text_is_written(before: str, after: str) -> None:
    assert mended(before) == after
    assert yaml.parse(Source("docs/glossary.yml", after)) is not None


def test_a_finding_in_a_data_file_is_silenced_by_a_comment_of_yaml() -> None:
    told = "# survey: ignore CIT007: an interval\nMean: A mean in [12].\nMedian: One in [13].\n"
    files = {"docs/index.md": "# Home\n", "docs/glossary.yml": told}
    (found,) = livingsurvey.check(survey_of(files), select=["CIT"])
    assert str(found.problem.span) == "docs/glossary.yml:3:16"
