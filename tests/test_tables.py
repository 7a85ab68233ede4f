import datetime

import pytest
from in_memory import STORE, survey_of

from livingsurvey.model.amounts import Amount
from livingsurvey.model.data_text import data_text
from livingsurvey.model.table_reading import read_table
from livingsurvey.model.tables import shown
from livingsurvey.syntax import yaml
from livingsurvey.syntax.source import Source

TABLE = """\
title: Ways to average
as-of: 2026-11-25
note: |
  Sought in vain: a third way.
  See [@beech2021, ch. 2].
scales:
  cost: [low, high]
columns:
  - {id: size, label: Size, type: number, unit: GB}
  - {id: cost, label: Cost, type: rating, scale: cost}
  - {id: open, label: Open, type: yes-no}
  - {id: says, label: Says, type: text}
rows:
  - id: plain
    label: Plain mean
    works: [ash2020]
    cells:
      size: 1.50 [@ash2020, p. 4]
      cost: {value: low, judgement: true}
      open: yes [@ash2020]
      says: "It is \\"plain\\" [see @ash2020; @beech2021]"
  - id: median
    label: Median
    cells:
      size: {from: 5, to: 10, cite: ["[@beech2021]", "[@ash2020]"], note: 'Ash''s runs [@ash2020, p. 9].'}
      cost: unknown
      open: no [@beech2021]
      says: n/a
"""
CHAPTER = "# Averages\n\n@ash2020 averages. See @tbl-ways.\n\n/// comparison | ways\n///\n"


def table(text: str = TABLE):
    return read_table(Source("docs/tables/ways.yml", text))


def survey(text: str = TABLE, chapter: str = CHAPTER):
    return survey_of({"docs/averages.md": chapter, "docs/tables/ways.yml": text, "bibliography/store.bib": STORE})


def test_a_table_is_read_with_types():
    found = table()
    assert found.problems == ()
    assert (found.id, found.label, found.as_of) == ("ways", "tbl-ways", datetime.date(2026, 11, 25))
    assert [(row.id, column.id, shown(cell)) for row, column, cell in found.cells()] == [
        ("plain", "size", "1.50"),
        ("plain", "cost", "low"),
        ("plain", "open", "yes"),
        ("plain", "says", 'It is "plain"'),
        ("median", "size", "5–10"),
        ("median", "cost", "unknown"),
        ("median", "open", "no"),
        ("median", "says", "n/a"),
    ]
    plain, median = found.rows
    assert median.cells["size"].amount == Amount("5", "10")
    assert plain.cells["cost"].judgement
    assert median.cells["cost"].blank
    assert median.cells["says"].blank


def test_the_citations_of_a_table_are_those_of_its_text_with_their_places():
    text = TABLE
    citations = [each for passage in table().passages for group in passage.groups for each in group.citations]
    assert [(each.key, each.suffix) for each in citations] == [
        ("ash2020", ""),
        ("ash2020", "p. 4"),
        ("ash2020", ""),
        ("ash2020", ""),
        ("beech2021", ""),
        ("beech2021", ""),
        ("ash2020", ""),
        ("ash2020", "p. 9"),
        ("beech2021", ""),
        ("beech2021", "ch. 2"),
    ]
    assert all(text[each.key_span.start : each.key_span.end] == each.key for each in citations)
    assert citations[3].prefix == "see"


@pytest.mark.parametrize(
    ("scalar", "said"),
    [
        ("plain [@a]", "plain [@a]"),
        ("plain\n  on [@a]", "plain\non [@a]"),
        ("'it''s [@a]'", "it's [@a]"),
        ('"a \\"b\\" \\\\ \\\n   c [@a]"', 'a "b" \\ c [@a]'),
        (">-\n    folded\n    [@a]\n", "folded\n[@a]"),
        ("|2\n  kept [@a]\n\n", "kept [@a]"),
    ],
)
def test_a_text_of_any_style_knows_where_it_stands(scalar: str, said: str):
    root = yaml.parse(Source("docs/x.yml", f"key: {scalar}"))
    assert root
    found = data_text(root.get("key"))
    assert found.text == said
    (group,) = found.groups
    assert (group.span.text, group.citations[0].key_span.text) == ("[@a]", "a")


def test_whoever_shows_a_table_cites_its_works():
    found = survey()
    chapter = found.chapter_by_path["averages.md"]
    assert found.cited_in(chapter) == ("ash2020", "beech2021")
    mentions = found.cited_by["ash2020"]
    assert [mention.number for mention in mentions] == [1, 2, 3, 4, 5, 6, 7]
    assert [mention.chapter.path for mention in mentions] == ["averages.md"] * 7
    assert mentions[0].shown is None
    assert mentions[1].shown
    assert mentions[1].shown.title == "Ways to average"


def test_a_table_that_no_chapter_shows_has_its_own_page():
    found = survey(chapter="# Averages\n")
    assert {mention.chapter.path for mention in found.mentions} == {"tables/ways/index.md"}
