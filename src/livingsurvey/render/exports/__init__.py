"""The formats in which references leave: each a function from references to a text."""

from collections.abc import Callable, Iterable, Mapping

from livingsurvey.model.reference import Reference
from livingsurvey.render.exports.bibtex import bibtex

EXPORTERS: Mapping[str, Callable[[Iterable[Reference]], str]] = {"bibtex": bibtex}
