"""The font for formulas: STIX Two Math, cut down to the signs that a survey shows, with the licence that lets us do so.

Browsers lay out MathML by a font's MATH table (OpenType), which few readers' fonts have. The whole font is 0.4 MB
compressed; what the formulas of a survey need is a tenth of that. Cutting takes a second, so that the result is kept.
"""

from __future__ import annotations

import io
import logging
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from livingsurvey.model.survey import Survey
from livingsurvey.render.math_signs import math_signs

FONT = "assets/survey/math.woff2"
LICENCE = "assets/survey/math-licence.txt"
_SIGNATURE = b"wOF2"  # how such a file begins (WOFF 2.0, 4.1)
# Of the font's features those that MathML asks for: forms for scripts, dotless letters, flat accents.
_FEATURES = ("ssty", "dtls", "flac")
# Of its names whose it is, what it is called, and its licence, which has to stay with it.
_NAMES = (0, 1, 2, 3, 4, 5, 6, 7, 13, 14)
_PACKAGES = ("ziamath", "fonttools", "brotli")
# The text of the licence stands among those of the tool that cuts, whose own tests have such fonts.
_LICENCES, _BEGIN, _END = "licenses/LICENSE.external", "SIL OPEN FONT LICENSE", "DEALINGS IN THE FONT SOFTWARE."


def math_files(survey: Survey, cache: Path) -> Mapping[str, bytes]:
    """The font and its licence by their paths below the site's root, but for those that somebody put there themselves;
    none for a survey without formulas. `cache` is the folder where the font is kept for the next time.
    """
    signs = math_signs(survey)
    if not signs or FONT in survey.documents:
        return {}
    return {FONT: _kept(signs, cache), LICENCE: _licence().encode()}


def _kept(signs: str, cache: Path) -> bytes:
    versions = " ".join(f"{package} {metadata.version(package)}" for package in _PACKAGES)
    named_after = f"{versions}\0{_FEATURES}{_NAMES}\0{signs}".encode()
    file = cache / f"math-{blake2b(named_after, digest_size=16).hexdigest()}.woff2"
    with suppress(OSError):
        if (kept := file.read_bytes()).startswith(_SIGNATURE):
            return kept
    made = cut(signs)
    with suppress(OSError):  # a folder that cannot be written makes it slower, and nothing else
        cache.mkdir(parents=True, exist_ok=True)
        for old in cache.glob("math-*.woff2"):
            old.unlink()
        with tempfile.NamedTemporaryFile(dir=cache, prefix="math-", suffix=".new", delete=False) as new:
            new.write(made)
        Path(new.name).replace(file)
    return made


def cut(signs: str) -> bytes:
    """The font as WOFF2 with these signs, all their sizes, and all that is needed to lay them out."""
    from fontTools.subset import Options, Subsetter  # a survey without formulas does not need them
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    font = TTFont(_font(), recalcTimestamp=False)  # else the bytes would tell when they were made
    options = Options(
        layout_features=list(_FEATURES),
        name_IDs=list(_NAMES),
        hinting=False,
        notdef_outline=True,
        recalc_timestamp=False,
    )
    options.drop_tables += ["DSIG"]  # a signature of what is no longer there
    subsetter = Subsetter(options)
    subsetter.populate(text=signs)
    subsetter.subset(font)
    font.flavor = "woff2"
    result = io.BytesIO()
    font.save(result)
    return result.getvalue()


def _font() -> Path:
    """The font in its package, which need not run for that."""
    package = find_spec("ziamath")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"


def _licence() -> str:
    """Whose the font is and the text of its licence; where that is not at hand, its address as the font tells it."""
    from fontTools.ttLib import TTFont

    with TTFont(_font(), lazy=True) as font:
        told = [str(font["name"].getDebugName(number)) for number in (0, 13)]
    all_licences = metadata.distribution("fonttools").read_text(_LICENCES) or ""
    _, begin, behind = all_licences.partition(_BEGIN)
    text, end, _ = behind.partition(_END)
    return "\n\n".join([*told, *([begin + text + end] if end else [])]) + "\n"
