"""Addresses and identifiers as LaTeX writes them: what is typography elsewhere means itself there."""

from __future__ import annotations

import re

from livingsurvey.syntax.latex.tables import ADDRESS_TEXTS

_ADDRESS_TOKEN = re.compile(
    r"\\href\s*\{([^{}]+)\}\s*\{.*\Z|\\(?:url|path|nolinkurl|burl)\b\s*|\$\\?([a-z]+|<|>|_|\^|~)\$"
    r"|\\([a-z]+)(?:\s+|\{\})?|\\([&%_#$~{}^])(?:\{\})?|[{}]",
    re.DOTALL,
)


def address(value: str) -> str:
    r"""A BibTeX value that is an address or identifier (`url`, `doi`, `eprint`) as Unicode text. Never raises.

    Braces, `\_` and the like are undone; `~`, `--` and `%20` are what they are.
    """
    return _ADDRESS_TOKEN.sub(_address_part, value)


def _address_part(token: re.Match[str]) -> str:
    target, formula, macro, symbol = token.groups()
    if target or symbol:
        return address(target) if target else str(symbol)
    if formula:
        return ADDRESS_TEXTS.get(formula, token[0] if formula.isalpha() else formula)
    return ADDRESS_TEXTS.get(macro, token[0]) if macro else ""
