"""Makes surveys of any size for the other benchmarks: invented chapters of the shape that real ones have.

A chapter has front matter, about 2,400 words and 30 citations, headings, lists, a table, an admonition, formulas, code,
footnotes, a figure with its caption, and links to other chapters. The store is `stores.py`'s. The same numbers give the
same survey.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from stores import WORD, store

WORDS = 2_400
CITATIONS = 30
SECTIONS = 6
# Chapters in a part, and .bib files in the store.
PART = 25
FILES = 10
SMALL = "the of and in to a for with that is as by on from which we each its than under between when most all".split()
LINK = "the bound|an earlier result|this comparison|the protocol|its proof".split("|")
SETTINGS = """\
site_name: Benchmark
theme: {name: material}
plugins: [survey]
markdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables, pymdownx.arithmatex, pymdownx.superfences]
nav:
  - index.md
"""


def survey(folder: Path, chapters: int, entries: int) -> None:
    """Write a survey with so many chapters and entries into an empty folder."""
    (folder / "docs").mkdir(parents=True)
    (folder / "bibliography").mkdir()
    works = re.split(r"\n\n(?=@)", store(entries))
    for number in range(FILES):
        (folder / f"bibliography/{number}.bib").write_text("\n\n".join(works[number::FILES]).strip() + "\n", "utf-8")
    keys = [work.partition("{")[2].partition(",")[0] for work in works]
    names = [f"part-{number // PART}/chapter-{number}.md" for number in range(chapters)]
    nav = [f"  - Part {first // PART}:" + "".join(f"\n      - {name}" for name in names[first : first + PART])
           for first in range(0, chapters, PART)]  # fmt: skip
    (folder / "mkdocs.yml").write_text(SETTINGS + "\n".join(nav) + "\n", "utf-8")
    (folder / "docs/index.md").write_text("---\ntitle: A benchmark\n---\n\nAll of it is invented.\n", "utf-8")
    (folder / "docs/figure.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>\n', "utf-8")
    for number, name in enumerate(names):
        file = folder / "docs" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(_Chapter(number, names, keys).text(), "utf-8")


class _Chapter:
    """Writes the text of one chapter."""

    def __init__(self, number: int, names: Sequence[str], keys: Sequence[str]) -> None:
        self._dice = random.Random(number)
        self._number = number
        self._names = names
        # By turns, so that every entry is cited as long as there are enough chapters.
        self._keys = [keys[(number * CITATIONS + turn) % len(keys)] for turn in range(CITATIONS)]

    def text(self) -> str:
        """Front matter and body."""
        front = f"---\ntitle: Chapter {self._number} on {self._words(3)}\ndescription: {self._words(15)}.\n"
        front += "status: draft\nsearched: 2026-01-31\n---\n"
        blocks = [block for section in range(SECTIONS) for block in self._section(section)]
        rest = "; ".join(f"@{key}" for key in self._keys)
        return "\n".join([front, *blocks, f"See also [{rest}].\n" if rest else ""])

    def _section(self, section: int) -> Iterator[str]:
        yield f"## {self._words(4).capitalize()} {section}\n"
        for _ in range(4):
            yield self._paragraph()
        if section == 0:
            yield f"$$\nw_{{t+1}} = w_t - \\eta \\sum_{{k=1}}^{{{self._number + 2}}} \\frac{{n_k}}{{n}} g_k\n$$\n"
            yield f'!!! note "{self._words(3)}"\n\n    {self._folded(30, "    ")}\n'
        elif section == 1:
            yield "".join(f"- *{self._words(2)}*: {self._folded(12, '  ')}\n" for _ in range(5))
        elif section == 2:
            rows = (f"| {self._words(2)} | {self._dice.randint(1, 99)} % | {self._words(4)} |\n" for _ in range(6))
            yield "| Method | Share | What it does |\n| --- | --- | --- |\n" + "".join(rows)
        elif section == 3:
            yield f"A remark[^1] on `rounds = {self._number}`.\n\n[^1]: {self._folded(15, '    ')}\n"
        elif section == 4:
            yield "```python\nfor step in range(rounds):\n    model = average(clients)  # [@nobody]\n```\n"
        else:
            yield f"![{self._words(5).capitalize()}](../figure.svg)\n"
            yield f"### {self._words(3).capitalize()} at last\n\n{self._paragraph()}"

    def _paragraph(self) -> str:
        return "\n".join(self._lines([self._sentence() for _ in range(5)])) + "\n"

    def _lines(self, sentences: Sequence[str], width: int = 120) -> Iterator[str]:
        line = ""
        for word in " ".join(sentences).split(" "):
            if len(line) + len(word) >= width:
                yield line
                line = ""
            line = f"{line} {word}".strip()
        yield line

    def _sentence(self) -> str:
        """A sentence of about 15 words; by turns with a citation, a link, a formula or emphasis."""
        words = [
            self._dice.choice(SMALL if self._dice.random() < 0.5 else WORD) for _ in range(self._dice.randint(10, 21))
        ]
        words[0] = words[0].capitalize()
        chance = self._dice.random()
        if chance < 0.24 and self._keys:
            cited = f"@{self._keys.pop()}"
            if chance < 0.03 and self._keys:
                cited += f"; see also @{self._keys.pop()}, pp. 3-{self._number + 4}"
            words.append(f"[{cited}]")
        elif chance < 0.27:
            target = self._dice.choice(self._names).split("/")
            words.insert(5, f"[{self._dice.choice(LINK)}](../{'/'.join(target)})")
        elif chance < 0.40:
            words.insert(4, f"$f_{{{self._dice.randint(1, 9)}}}(x) \\le {self._dice.randint(2, 99)}$")
        elif chance < 0.50:
            words[3] = f"*{words[3]}*"
        return " ".join(words) + "."

    def _folded(self, number: int, indent: str) -> str:
        return f"\n{indent}".join(self._lines([self._words(number).capitalize() + "."], 100))

    def _words(self, number: int) -> str:
        return " ".join(self._dice.choices(WORD, k=number))
