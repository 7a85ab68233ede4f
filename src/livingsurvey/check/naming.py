"""How people name rules, and which one they mean."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

_LIST = "`survey explain` lists them all"


def is_known(code: str, names: Mapping[str, str]) -> bool:
    """Whether a code, or the beginning of several, is one of a rule; `names` are the rules' names by code."""
    return bool(code) and any(each.startswith(code) for each in names)


def meant(given: str, names: Mapping[str, str]) -> str | None:
    """The code of the rule, or the family, that somebody named by its name or in lower case."""
    if is_known(given.upper(), names):
        return given.upper()
    by_name = {name: code for code, name in names.items()}
    return by_name.get(given.lower().replace("_", "-"))


def advice(given: str, names: Mapping[str, str]) -> str:
    """What to write in place of a code that no rule has."""
    if known := meant(given, names):
        return f"write `{known}`"
    by_name = {name: code for code, name in names.items()}
    codes = names if re.search("[0-9]", given) else _families(names)
    if close := difflib.get_close_matches(given.upper(), codes, 1, 0.7):
        return f"did you mean `{close[0]}`?"
    if close := difflib.get_close_matches(given.lower().replace("_", "-"), by_name, 1, 0.7):
        return f"did you mean `{by_name[close[0]]}` ({close[0]})?"
    return _LIST


def _families(names: Mapping[str, str]) -> dict[str, None]:
    return dict.fromkeys(code[:-3] for code in names)
