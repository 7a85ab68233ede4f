"""LaTeX in BibTeX values as Unicode text, and back."""

from livingsurvey.syntax.latex.address import address
from livingsurvey.syntax.latex.decoded import Decoded, decoded, plain, undecoded

__all__ = ["Decoded", "address", "decoded", "plain", "undecoded"]
