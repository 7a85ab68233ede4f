"""Makes .bib files of any size for the other benchmarks: invented works of the shape that real stores have.

About nine fields an entry; braces and accents in some values, an abstract in every fourth entry; laid out as three
kinds of programs do it (`survey fmt`, DBLP with aligned names and folded values, Zotero with tabs and abstracts).
The same number of entries gives the same text, and a longer store begins with the shorter one.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from itertools import count

FIRST = "Ann Ben Clara David Eva Felix Greta Hugo Iris Jan Kim Lea Mia Nils Olga Paul Rosa Sam Tom Uma Vera Wu".split()
TREE = (
    "Ash Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ivy Juniper Kapok Larch Maple Nutmeg Oak Pine Quince Rowan Spruce "
    "Teak Umbrella Walnut Yew Zelkova Šimek Łukasz Çelik"
).split()
FAMILY = [*TREE, "van der Lime", r"M{\"u}ller", r"Erd{\H o}s", r"H{\aa}kan", r"Jos{\'e}", r"Bj{\o}rk"]
ASCII = str.maketrans("ŠŁÇ", "SLC")
WORD = (
    "sparse robust federated private secure distributed decentralized asynchronous adaptive verifiable learning "
    "averaging gradients consensus incentives markets ledgers networks models clients proofs audits attacks defences "
    "privacy compression communication aggregation governance inference optimisation convergence bounds estimation"
).split()
ACRONYM = ["{SGD}", "{FedAvg}", "{GPU}s", "{ADMM}", "{B}yzantine", "{DiLoCo}", "{P2P}", "$k$-means", "{LLM}s"]
JOURNAL = ["Journal of Trees", "Annals of Leaves", "Transactions on Roots {\\&} Branches", "Letters in Bark"]
MEETING = ["Conference on Trees", "Symposium on Leaves", "Workshop on Roots and Branches", "International Seed Meeting"]
PUBLISHER = ["Forest Press", "Grove {\\&} Sons", "Meadow Verlag"]
MONTH = "jan feb mar apr may jun jul aug sep oct nov dec".split()

Fields = dict[str, str]


def store(entries: int) -> str:
    """The text of a .bib file with so many entries."""
    return "\n".join(text for text, _ in zip(_entries(random.Random(1)), range(entries), strict=False))


def _entries(dice: random.Random) -> Iterator[str]:
    taken: set[str] = set()
    for number in count():
        kind, fields = _work(dice, number)
        layout = dice.choice((_formatted, _formatted, _aligned, _tabbed))
        yield layout(kind, _key(fields, taken), fields)


def _work(dice: random.Random, number: int) -> tuple[str, Fields]:
    """The type and the fields of an invented work."""
    kind = dice.choices(("article", "inproceedings", "misc", "book", "phdthesis"), (40, 35, 18, 4, 3))[0]
    year = dice.randint(2015 if kind == "misc" else 1990, 2025)
    fields = {"author": " and ".join(_person(dice) for _ in range(1 if kind == "phdthesis" else dice.randint(1, 7)))}
    fields |= {"title": _title(dice, number), "year": str(year)}
    first = dice.randint(1, 900)
    if kind == "article":
        fields |= {
            "journal": dice.choice(JOURNAL),
            "volume": str(dice.randint(1, 60)),
            "number": str(dice.randint(1, 12)),
        }
    elif kind == "inproceedings":
        fields |= {"booktitle": f"Proceedings of the {dice.choice(MEETING)}", "publisher": dice.choice(PUBLISHER)}
    elif kind == "misc":
        fields |= {"eprint": f"{year % 100:02}{dice.randint(1, 12):02}.{number % 100_000:05}", "archiveprefix": "arXiv"}
        fields |= {"primaryclass": dice.choice(("cs.LG", "cs.DC", "cs.CR"))}
    elif kind == "book":
        fields |= {"publisher": dice.choice(PUBLISHER), "isbn": _isbn(number), "address": "Freiburg im Breisgau"}
    else:
        fields |= {"school": "University of the Woods", "address": 'Malm{\\"o}', "type": "{PhD} thesis"}
    if kind in ("article", "inproceedings"):
        fields |= {"pages": f"{first}--{first + dice.randint(4, 30)}", "doi": f"10.5555/{number}.{year}"}
        fields |= {"month": dice.choice(MONTH)} if dice.random() < 0.5 else {}
    if dice.random() < 0.4:
        fields |= {"url": f"https://example.org/~trees/{number}?v={year}%20a"}
    if dice.random() < 0.3:
        fields |= {"keywords": ", ".join(dice.sample(WORD, 5))}
    if dice.random() < 0.25:
        fields |= {"abstract": " ".join(_sentence(dice) for _ in range(dice.randint(4, 10)))}
    return kind, fields


def _person(dice: random.Random) -> str:
    middle = f" {dice.choice('ABCDEFGH')}." if dice.random() < 0.3 else ""
    return f"{dice.choice(FAMILY)}, {dice.choice(FIRST)}{middle}"


def _title(dice: random.Random, number: int) -> str:
    """Distinct for each number, so that no two works look like one."""
    words = dice.sample(WORD, dice.randint(3, 6))
    if dice.random() < 0.5:
        words.insert(dice.randint(1, len(words)), dice.choice(ACRONYM))
    return f"{words[0].title()} {' '.join(words[1:])}, part {number}"


def _sentence(dice: random.Random) -> str:
    return f"We show {' '.join(dice.choices(WORD, k=dice.randint(8, 20)))} (up to {dice.randint(2, 99)}\\%)."


def _isbn(number: int) -> str:
    """An ISBN-13 with its check digit."""
    digits = f"978{number % 10**9:09}"
    check = -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10
    return f"{digits}{check}"


def _key(fields: Fields, taken: set[str]) -> str:
    """`ash2020sparse`, with a number behind it where that is taken."""
    family = re.sub(r"\\H |\\\w+|\W", "", fields["author"].partition(",")[0].translate(ASCII)).lower()
    key = f"{family}{fields['year']}{fields['title'].partition(' ')[0].lower()}"
    if key in taken:
        key = next(other for number in count(2) if (other := f"{key}{number}") not in taken)
    taken.add(key)
    return key


def _formatted(kind: str, key: str, fields: Fields) -> str:
    lines = [f"  {name} = {_value(name, value)}," for name, value in fields.items()]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _aligned(kind: str, key: str, fields: Fields) -> str:
    folded = {name: value.replace(" and ", " and\n" + 18 * " ") for name, value in fields.items()}
    lines = [f"  {name:12} = {_value(name, value)}" for name, value in folded.items()]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _tabbed(kind: str, key: str, fields: Fields) -> str:
    lines = [f"\t{name} = {_value(name, value)}," for name, value in fields.items()]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _value(name: str, value: str) -> str:
    return value if name == "month" else f"{{{value}}}"


if __name__ == "__main__":
    sys.stdout.write(store(int(sys.argv[1])))
