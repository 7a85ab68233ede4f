"""The signs of formulas in English words: letters of all alphabets, operators, fences, accents.

No two signs share their words: whoever only hears a formula must be able to write it down.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# What is said of a sign; what is not here has its name in Unicode.
_SIGNS = {
    "=": "equals", "≠": "is not equal to", "<": "is less than", ">": "is greater than",
    "≤": "is less than or equal to", "≥": "is greater than or equal to", "⩽": "is at most", "⩾": "is at least",
    "≪": "is much less than", "≫": "is much greater than", "≈": "is approximately", "≃": "is asymptotically equal to",
    "≅": "is congruent to", "≡": "is equivalent to", "≜": "is defined as", "≔": "is set to", "∝": "is proportional to",
    "∼": "tilde", "∈": "in", "∉": "not in", "∋": "contains", "⊂": "is a subset of", "⊆": "is a subset of or equal to",
    "⊊": "is a proper subset of", "⊃": "is a superset of", "⊇": "is a superset of or equal to",
    "+": "plus", "−": "minus", "-": "hyphen", "±": "plus or minus", "∓": "minus or plus", "×": "times", "⋅": "dot",
    "·": "middle dot", "/": "slash", "∕": "division slash", "÷": "divided by", "∗": "asterisk", "*": "star sign",
    "⋆": "star", "∘": "ring", "⊕": "circled plus", "⊗": "circled times", "⊙": "circled dot", "⊞": "boxed plus",
    "∖": "without", "\\": "backslash", "∪": "union", "∩": "intersection", "∅": "the empty set",
    "⌀": "diameter", "∧": "and", "∨": "or", "¬": "not", "∀": "for all", "∃": "there exists", "∄": "there is no",
    "⊤": "top", "⊥": "bottom", "⟂": "is perpendicular to", "∥": "is parallel to", "∣": "given",
    "|": "bar", "‖": "double bar",
    "→": "to", "←": "is assigned", "↔": "is interchanged with", "⇒": "gives", "⇐": "follows from",
    "⇔": "is equal in truth to",
    "⟶": "long arrow to", "⟵": "long arrow from", "⟹": "implies", "⟸": "is implied by", "⟺": "if and only if",
    "↦": "maps to", "∞": "infinity", "∂": "partial", "∇": "nabla", "′": "prime", "″": "double prime",
    "‴": "triple prime", "λ": "lambda", "Λ": "cap lambda", "𝛌": "bold lambda", "𝝀": "bold italic lambda",
    "ℓ": "ell", "ℏ": "h bar", "…": "dot dot dot", "⋯": "centred dots", "⋮": "vertical dots", "⋱": "diagonal dots",
    ",": "comma", ";": "semicolon", ":": "colon", ".": "point", "!": "factorial", "?": "question mark", "%": "percent",
    "$": "dollar", "#": "number sign", "&": "ampersand", "@": "at", "_": "underscore", "~": "wave",
    "(": "open paren", ")": "close paren", "[": "open bracket", "]": "close bracket", "{": "open brace",
    "}": "close brace", "⟨": "open angle", "⟩": "close angle", "⌊": "open floor", "⌋": "close floor",
    "⌈": "open ceiling", "⌉": "close ceiling", "⟦": "open double bracket", "⟧": "close double bracket",
    "∑": "the sum", "∏": "the product", "∐": "the coproduct", "∫": "the integral", "∬": "the double integral",
    "∭": "the triple integral", "∮": "the contour integral", "⋃": "the union", "⋂": "the intersection",
    "⨁": "the direct sum", "⨂": "the tensor product", "⋁": "the disjunction", "⋀": "the conjunction",
    "ℝ": "the reals", "ℤ": "the integers", "ℕ": "the naturals", "ℚ": "the rationals", "ℂ": "the complex numbers",
    "ϵ": "lunate epsilon", "ϕ": "phi", "φ": "curly phi", "ϑ": "curly theta", "ϱ": "curly rho", "ϖ": "curly pi",
    "ς": "final sigma", "ı": "dotless i", "ȷ": "dotless j", "ℎ": "h",
}  # fmt: skip
_ACCENTS = {
    "ˆ": "hat", "^": "hat", "̂": "wide hat", "˜": "tilde", "~": "tilde", "̃": "wide tilde", "¯": "bar", "‾": "line",
    "˙": "dot", "¨": "double dot", "⃛": "triple dot", "ˇ": "check", "˘": "breve", "´": "acute", "`": "grave",
    "˚": "ring", "→": "arrow", "⃗": "arrow", "←": "left arrow", "↔": "double arrow", "⏞": "brace", "⏟": "brace",
    "⎴": "bracket", "⎵": "bracket", "⏜": "arc", "⏝": "arc",
}  # fmt: skip
_LETTER = re.compile(r"(?:(?P<kind>.*) )?(?P<size>SMALL|CAPITAL)(?: LETTER)? (?P<letter>.+)")
_DIGIT = re.compile(r"MATHEMATICAL (?P<kind>.+) DIGIT .+")
_CHANCERY, _ROUNDHAND = "\ufe00", "\ufe01"


@cache
def sign(char: str) -> str:
    """What is said of one character."""
    if char in _SIGNS or (char.isascii() and (char.islower() or char.isdigit())):
        return _SIGNS.get(char, char)
    name = unicodedata.name(char, "")
    if digit := _DIGIT.fullmatch(name):
        return f"{digit['kind'].lower()} {unicodedata.digit(char)}"
    letter = _LETTER.fullmatch(name)
    if letter is None:
        return name.lower() or char
    kind = (letter["kind"] or "").lower()
    for silent in ("mathematical", "latin", "greek"):
        kind = kind.removeprefix(silent).strip()
    # A letter of a formula is slanted if nothing else is said.
    kind = kind.removeprefix("italic").strip()
    spoken = letter["letter"].removesuffix(" SYMBOL")
    spoken = spoken if len(spoken) == 1 and letter["size"] == "CAPITAL" else spoken.lower()
    return " ".join(filter(None, [kind, "cap" * (letter["size"] == "CAPITAL"), spoken]))


def word(text: str, variant: str = "") -> str:
    """What is said of an identifier: of a letter its alphabet and itself, of a name the name."""
    if text[1:] in (_CHANCERY, _ROUNDHAND) and text[1:]:
        letter = sign(unicodedata.normalize("NFKC", text[0]))
        return f"{'calligraphic' if text[1] == _CHANCERY else 'script'} {letter}"
    if len(text) == 1:
        # Capitals of Greek stand upright in TeX, and other signs have no other form.
        upright = variant == "normal" and text.isascii() and text.isalpha()
        return f"{'upright ' * upright}{sign(text)}"
    name = unicodedata.normalize("NFKC", text)
    if name != text and (kind := sign(text[0]).removesuffix(sign(name[0])).strip()):
        return f"{kind} {name}"
    return name if name.isascii() else " ".join(map(sign, name.replace(" ", "")))


def accent(mark: str) -> str:
    """What is said of a mark over or under letters; nothing where it is no mark."""
    return _ACCENTS.get(mark, "")
