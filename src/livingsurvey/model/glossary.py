"""The terms that a survey defines: what `glossary.yml` in the documents' folder says.

The file maps a term to its definition: to a text alone, or to `definition` and, where there are any, `also`, a list of
other words for it, abbreviations among them. A definition is a paragraph of Markdown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from livingsurvey.config import written
from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

GLOSSARY_FILE = "glossary.yml"


@dataclass(frozen=True)
class Term:
    """A term, its definition, and other words for it; `span` is where the term stands, `text_span` its definition."""

    name: str
    definition: str
    span: Span
    text_span: Span
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Glossary:
    """The terms in the file's order, and what is wrong with it. A term without a definition is not among them."""

    source: Source
    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def read_glossary(source: Source) -> Glossary:
    """The terms that a glossary.yml defines."""
    try:
        root = yaml.parse(source)
    except yaml.YamlError as error:
        return Glossary(source, problems=(error.problem,))
    problems: list[Problem] = []
    if root and root.value is not None and not isinstance(root.value, dict):
        problems.append(Problem(root.span, "terms are listed by name", "write `DeAI: what it means` on each line"))
    found = (_term(name, span, node, problems) for name, span, node in root.items()) if root else ()
    return Glossary(source, tuple(term for term in found if term), tuple(problems))


def _term(name: str, span: Span, node: yaml.Node, problems: list[Problem]) -> Term | None:
    """A term; what is wrong with it is added to the problems."""
    text = node.get("definition") if isinstance(node.value, dict) else node
    definition = written(text).strip() if text and isinstance(text.value, str) else ""
    if text is None or not definition:
        problems.append(Problem(span, f"the term `{name}` has no definition", f"write `{name}: what it means`"))
        return None
    return Term(name, " ".join(definition.split()), span, text.span, _also(node, problems))


def _also(node: yaml.Node, problems: list[Problem]) -> tuple[str, ...]:
    given = node.get("also")
    if given is None or given.value is None:
        return ()
    words = given.value if isinstance(given.value, tuple) else (given,)
    if any(not isinstance(word.value, str) for word in words):
        problems.append(Problem(given.span, "`also` is a list of words", "write `also: [one, two]`"))
    return tuple(word.value for word in words if isinstance(word.value, str))
