"""A store as years of copying and pasting leave it."""

from __future__ import annotations

import random

# What people do to an entry, by what they call it; `{n}` is the entry's number.
MISTAKES = {
    "none": "@article{{ash{n}, author={{Ash, Ann}}, title={{Report {n}}}, journal={{Woods}}, year={{2019}}}}",
    "comma": "@article{{comma{n},\n  author = {{Ash, Ann}}\n  title = {{Paper {n}}},\n  year = 2019\n}}",
    "brace": "@article{{brace{n},\n  author = {{Ash, Ann,\n  title = {{Paper {n}}},\n  year = {{2019}}\n}}",
    "quote": '@article{{quote{n},\n  author = "Ash, Ann",\n  title = "The "good" one {n}",\n  year = "2019"\n}}',
    "no key": "@article{{author = {{Ash, Ann}}, title = {{Paper {n}}}, year = 2019}}",
    "twice": "@misc{{same, title = {{One of many {n}}}}}",
    "macro": "@article{{macro{n}, title = {{Paper {n}}}, journal = tpami, year = 2019}}",
    "doi": "@article{{doi{n}, title = {{Paper {n}}}, author = {{Beech, Bo}}, doi = {{https://doi.org/10.1000/x{n}}}}}",
    "bad doi": "@article{{baddoi{n}, title = {{Paper {n}}}, author = {{Beech, Bo}}, journal = {{J}}, doi = {{x{n}}}}}",
    "same doi": "@article{{samedoi{n}, title = {{Paper {n}}}, author = {{Beech, Bo}}, doi = {{10.1000/same}}}}",
    "et al": "@inproceedings{{etal{n}, author = {{Ash, Ann and et al.}}, title = {{Paper {n}}}, booktitle = {{W}}}}",
    "ampersand": "@inproceedings{{amp{n}, author = {{Ash, Ann & Beech, Bo}}, title = {{R&amp;D {n}}}}}",
    "capitals": "@misc{{caps{n}, author = {{ASH, ANN}}, title = {{A PAPER ON TREES {n}}}, year = {{May 2019}}}}",
    "arxiv": "@article{{arxiv{n}, title = {{Paper {n}}}, journal = {{arXiv preprint arXiv:1901.{n:05}}}}}",
    "pages": "@article{{pages{n}, author={{Elm, E}}, title={{Paper {n}}}, journal={{J}}, pages={{{n}-{n}}}}}",
    "month": "@article{{month{n}, author = {{Elm, Eve}}, title = {{Paper {n}}}, month = {{January}}, yaer = {{2019}}}}",
    "empty": "@book{{empty{n}, author = {{}}, title = {{Book {n}}}, isbn = {{978-3-16-148410-1}}, year = {{2019}}}}",
    "entities": "@misc{{ent{n}, title = {{Caf&eacute; and CafÃ© {n}}}, url = {{www.example.org/{n}}}, year = 19}}",
    "type": "@artcle{{type{n}, author = {{Fir, F}}, title = {{Paper {n}}}, year = {{2019}}}}",
    "latex": '@misc{{latex{n}, author = {{M\\"uller, J}}, title = {{\\weird {n}}}, year = 2019, year = 2020}}',
    "prose": "These are the papers that {n} sent me, me@example.org",
}


def messy(entries: int) -> str:
    """A .bib file of so many pieces, the same for the same number."""
    chance = random.Random(2019)
    kinds = [kind for kind in MISTAKES if kind != "none"]
    weights = [3 if kind in ("pages", "ampersand", "month") else 1 for kind in kinds]
    made = [
        MISTAKES["none" if chance.random() < 0.4 else chance.choices(kinds, weights)[0]].format(n=number)
        for number in range(entries)
    ]
    return "\n\n".join(made) + "\n"
