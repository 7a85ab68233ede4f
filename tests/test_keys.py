"""Citation keys by a pattern: what a reference's key would be, and which keys can have been made by it."""

import pytest

from livingsurvey.config import read_settings
from livingsurvey.model.keys import follows, pattern_key
from livingsurvey.model.reference import Reference
from livingsurvey.syntax.bibtex import scan
from livingsurvey.syntax.key_pattern import PLACEHOLDERS, pattern_problem
from livingsurvey.syntax.source import Source

PATTERN = "{family}{year}{word}"


def reference(author: str, title: str, year: str = "2020", key: str = "k", field: str = "author") -> Reference:
    entry = scan(Source("a.bib", f"@misc{{{key}, {field} = {{{author}}}, title = {{{title}}}, year = {{{year}}}}}"))
    return Reference(entry.entries[0])


@pytest.mark.parametrize(
    ("author", "family"),
    [
        ("Ash, Ann and Beech, Bob", "ash"),
        ("Stefanie Warnat-Herresthal", "warnatherresthal"),
        ("van der Maaten, Laurens", "maaten"),
        ("D'Angelo, Ann", "dangelo"),
        (r"G{\"o}del, Kurt", "godel"),
        (r"{\O}rsted, Hans and Beech, Bob", "orsted"),
        ("Straßburger, Lutz", "strassburger"),
        ("Ben Sasson, Eli", "bensasson"),
        ("{Golem Project}", "golemproject"),
        ("{National Institute of Standards and Technology}", "nist"),
    ],
)
def test_the_family_name_is_plain_letters(author: str, family: str) -> None:
    assert pattern_key(reference(author, "First"), "{family}") == family


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("FedAvg: Averaging of Models", "fedavg"),
        ("On the {Communication-Efficient} Learning of Networks", "communication"),
        ("A $k$-anonymity Model", "kanonymity"),
        ("1-bit Adam", "1bit"),
        ("THE-X: Inference", "thex"),
        ("Don't Use Large Mini-Batches", "dont"),
        ("On the (In)security of Learning", "insecurity"),
        ("Wie funktioniert Föderation?", "funktioniert"),
        ("Die Öffnung", "offnung"),
        ("L'apprentissage fédéré", "apprentissage"),
        ("GPT-4 Technical Report", "gpt"),
        ("``Do'' It", "do"),  # nothing else is there
    ],
)
def test_the_word_is_the_first_that_tells_something(title: str, word: str) -> None:
    assert pattern_key(reference("Ash, Ann", title), "{word}") == word


def test_text_between_and_capitals() -> None:
    assert pattern_key(reference("Ash, Ann", "the first"), "{Family}:{year}-{Word}_x") == "Ash:2020-First_x"
    assert pattern_key(reference("Ash, Ann", "First", field="editor"), PATTERN) == "ash2020first"


@pytest.mark.parametrize(
    ("author", "title", "year"), [("", "First", "2020"), ("Ash, Ann", "", "2020"), ("Ash, Ann", "First", "n. d.")]
)
def test_without_a_fact_there_is_no_key(author: str, title: str, year: str) -> None:
    assert pattern_key(reference(author, title, year), PATTERN) == ""
    assert pattern_key(reference("山田, 太郎", "First"), PATTERN) == ""


@pytest.mark.parametrize(
    ("key", "author", "title"),
    [
        ("ash2020first", "Ash, Ann", "The First"),
        ("ash2020firstb", "Ash, Ann", "The First"),
        ("ash2020afirst", "Ash, Ann", "The First"),
        ("ash2020the", "Ash, Ann", "The First"),
        ("ash2020firsthand", "Ash, Ann", "First-Hand Reports"),
        ("vandermaaten2020first", "van der Maaten, Laurens", "First"),
        ("goedel2020first", "Gödel, Kurt", "First"),
        ("warnat2020first", "Warnat-Herresthal, Stefanie", "First"),
        ("golemproject2020first", "Golem Project", "First"),
        ("national2020first", "{National Institute of Standards}", "First"),
    ],
)
def test_keys_made_with_judgement_follow_the_pattern(key: str, author: str, title: str) -> None:
    assert follows(reference(author, title, key=key), PATTERN)


@pytest.mark.parametrize("key", ["ash2021first", "beech2020first", "ash2020second", "Ash2020First", "ash2020", "2020"])
def test_other_keys_do_not_follow_it(key: str) -> None:
    assert not follows(reference("Ash, Ann", "The First", key=key), PATTERN)


def test_what_is_special_in_expressions_stands_for_itself() -> None:
    assert follows(reference("Ash, Ann", "First", key="ash.2020+"), "{family}.{year}+")
    assert not follows(reference("Ash, Ann", "First", key="ashx2020+"), "{family}.{year}+")


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{familiy}{year}", "did you mean `{family}`?"),
        ("{journal}", "known are"),
        ("{family}{year", "no partner"),
        ("key", "no placeholder"),
        ("{family} {year}", "` `"),
    ],
)
def test_a_pattern_that_cannot_work_is_told(pattern: str, told: str) -> None:
    problem = pattern_problem(pattern)
    assert problem
    assert told in " ".join(problem)


def test_good_patterns_have_no_problem() -> None:
    assert pattern_problem("") is None
    assert pattern_problem(PATTERN) is None
    assert pattern_problem("".join(f"{{{name}}}:" for name in PLACEHOLDERS)) is None
    assert (
        read_settings(Source("mkdocs.yml", f'extra: {{survey: {{key-pattern: "{PATTERN}"}}}}')).key_pattern == PATTERN
    )
