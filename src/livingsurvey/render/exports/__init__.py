"""The formats in which references leave: each a function from references to a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from livingsurvey.model.reference import Reference
from livingsurvey.render.exports.bibtex import bibtex
from livingsurvey.render.exports.csl_json import csl_json
from livingsurvey.render.exports.csv import csv
from livingsurvey.render.exports.made import Made
from livingsurvey.render.exports.ris import ris
from livingsurvey.syntax.problem import SurveyError


@dataclass(frozen=True)
class Exporter:
    """A format: its name as people write it, what its files end in, and who writes it."""

    label: str
    extension: str
    write: Callable[..., str]
    has_latex: bool = False

    def __call__(self, references: Iterable[Reference], made: Made | None = None, *, latex: bool = False) -> str:
        """The references in this format, in the given order, as the text of a file in UTF-8.

        `made` keeps works' records in this format from one text to the next. `latex` asks for LaTeX instead of
        characters beyond ASCII. Raises `SurveyError` where the format has none.
        """
        if latex and not self.has_latex:
            raise SurveyError(f"{self.label} holds plain text; only BibTeX can be written with LaTeX escapes")
        return self.write(references, made, latex=True) if latex else self.write(references, made)


EXPORTERS: Mapping[str, Exporter] = {
    "bibtex": Exporter("BibTeX", ".bib", bibtex, has_latex=True),
    "ris": Exporter("RIS", ".ris", ris),
    "csl-json": Exporter("CSL-JSON", ".json", csl_json),
    "csv": Exporter("CSV", ".csv", csv),
}
"""The formats by the names that `survey export --format` takes."""
