"""How much, as data files write it: a number, a range, about how much."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.model.data_fields import NUMBER, text
from livingsurvey.syntax import yaml


@dataclass(frozen=True)
class Amount:
    """How much, as it is written: a number, a range, which may lack either bound, or `about` how much."""

    least: str
    most: str
    about: bool = False

    def __str__(self) -> str:
        """`5–10`, `at least 5`, `about 500`."""
        if self.least == self.most:
            return f"about {self.least}" if self.about else self.least
        if self.least and self.most:
            return f"{self.least}–{self.most}"
        return f"at least {self.least}" if self.least else f"at most {self.most}"

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """The least and the most as numbers; `None` for a bound that a range lacks."""
        return _number(self.least), _number(self.most)

    @property
    def reversed(self) -> bool:
        """Whether it is a range from more to less."""
        least, most = self.bounds
        return least is not None and most is not None and least > most


def range_of(node: yaml.Node) -> Amount | None:
    """What `from` and `to`, or `about`, say of a value."""
    bounds = {name: text(node, name) for name in ("from", "to", "about")}
    if any(bound and not NUMBER.fullmatch(bound) for bound in bounds.values()) or not any(bounds.values()):
        return None
    if bounds["about"]:
        return Amount(bounds["about"], bounds["about"], about=True)
    return Amount(bounds["from"], bounds["to"])


def _number(written: str) -> float | None:
    return float(written.replace(",", "").replace("−", "-")) if written else None
