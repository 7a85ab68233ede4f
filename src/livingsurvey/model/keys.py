"""Citation keys made by a pattern, such as `{family}{year}{word}` for `mcmahan2017communication`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from livingsurvey.model.reference import Reference
from livingsurvey.syntax.key_pattern import PLACEHOLDER
from livingsurvey.syntax.letters import unaccented, words

# Words with which a title begins without telling anything, in the languages in which most references are written.
_STOP_WORDS = frozenset(
    # English
    "a an the and or but nor not no of in on at to from by for with without within into onto upon over under about as"
    " is are was were be been being am do does did can could may might must shall should will would has have had"
    " how what when where which who whom whose why whether if that this these those there here it its we our us you"
    " your they their i my he she his her some any all via toward towards between among through during against"
    # German
    " der die das den dem des ein eine einer eines einem einen und oder aber nicht von vom zu zum zur im ins am an auf"
    " aus bei beim mit nach seit über ueber uber unter für fuer fur gegen ohne um durch als wie was wer wo warum ist"
    " sind war zwischen"
    # French
    " le la les l un une des du de d et ou mais ne pas au aux en dans sur sous par pour avec sans entre vers chez"
    " comment pourquoi quand que qui quoi quel quelle est sont ce cet cette ces".split()
)
_BRACKETS = re.compile(r"[()\[\]{}]")  # (In)security is one word
_ARTICLE = re.compile(r"\b[ld]['’](?=\w)", re.I)  # French: l'apprentissage
_YEAR = re.compile(r"\d{4}")
_WORD = re.compile(r"[^\s:;,/–—]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "ø": "oe"})
_BODY_WORDS = 2  # of a longer body's name, the initials
_LETTERS = "[a-z]{0,2}"  # what tells keys apart that the pattern makes alike


def pattern_key(reference: Reference, pattern: str) -> str:
    """The key that a pattern without problems gives a reference; empty if it lacks a fact that the pattern needs.

    `{family}` is the first author's family name, else the first editor's, in lower case and ASCII, without particles
    and hyphens (`Warnat-Herresthal`: `warnatherresthal`); of a body its name (`golemproject`), or its initials where
    that has more than two words (`nist`). `{year}` has four digits. `{word}` is the title's first word that tells
    something, up to a hyphen or colon: `On the Communication-Efficient ...` gives `communication`.
    """
    chosen = {name: next(_choices(reference, name.lower()), "") for name in PLACEHOLDER.findall(pattern)}
    if not all(chosen.values()):
        return ""
    return PLACEHOLDER.sub(lambda mark: _cased(mark[1], chosen[mark[1]]), pattern)


def follows(reference: Reference, pattern: str) -> bool:
    """Whether a reference's key can have been made by the pattern, by hand and with judgement.

    Beside `pattern_key`, names may keep particles or only a part before the hyphen, umlauts be spelled out, the word be
    one that our list holds for empty, compounds be whole, and a letter or two tell keys apart (`ash2020first`,
    `ash2020afirst`, `ash2020firstb`).
    """
    parts, end = [], 0
    for mark in PLACEHOLDER.finditer(pattern):
        choices = {_cased(mark[1], choice) for choice in _choices(reference, mark[1].lower())}
        parts += [re.escape(pattern[end : mark.start()]), "(?:", "|".join(map(re.escape, sorted(choices))), ")"]
        parts += [_LETTERS] if mark[1] == "year" else []
        end = mark.end()
    parts += [re.escape(pattern[end:]), _LETTERS]
    return re.fullmatch("".join(parts), reference.key) is not None


def _cased(placeholder: str, text: str) -> str:
    return text[:1].upper() + text[1:] if placeholder[0].isupper() else text


def _choices(reference: Reference, placeholder: str) -> Iterator[str]:
    """What may stand for a placeholder, the preferred first."""
    match placeholder:
        case "family":
            yield from filter(None, _families(reference))
        case "year":
            yield from _YEAR.findall(reference.year)[:1]
        case "word":
            yield from filter(None, _title_words(reference.title))


def _families(reference: Reference) -> Iterator[str]:
    people = reference.authors.people or reference.editors.people
    if not people:
        return
    name = people[0]
    if not name.family:
        yield from _bodies(name.literal)
        return
    yield _joined(name.family)
    yield _joined(name.family.translate(_UMLAUTS))
    yield _joined(name.particle + name.family)
    yield _joined(name.given + name.particle + name.family)  # a body whose name lacks its braces
    yield from map(_joined, words(name.family))


def _bodies(name: str) -> Iterator[str]:
    parts = _WORD.findall(name)
    initials = "".join(part[0] for part in parts if part[0].isupper())
    if len(parts) > _BODY_WORDS and len(initials) > 1:
        yield _joined(initials)
    yield _joined(name)
    yield _joined(initials)
    yield from map(_joined, words(name)[:1])


def _title_words(title: str) -> Iterator[str]:
    """The first telling word; then what others may have taken for it: those before it, and its whole compound."""
    others = []
    for compound in _WORD.findall(_ARTICLE.sub(" ", _BRACKETS.sub("", title))):
        parts = words(compound)
        if not compound.isascii():
            parts = [part for part in map(_joined, parts) if part]
        if not parts:
            continue
        whole = "".join(parts)
        others += [whole, parts[0], _joined(compound.translate(_UMLAUTS))]
        if whole not in _STOP_WORDS:
            # Before a hyphen, a letter or an article tells nothing alone: k-anonymity, 1-bit, THE-X.
            yield whole if len(parts[0]) == 1 or parts[0] in _STOP_WORDS else parts[0]
            break
    yield from others


def _joined(text: str) -> str:
    """Lower-case ASCII letters and digits only."""
    return "".join(char for char in unaccented(text).lower() if char.isascii() and char.isalnum())
