"""Which HTML a page may hold: the elements, kinds of input and schemes of addresses that are let through.

The renderer takes everything else out, and the checker tells whoever wrote it; so both read it here. The lists hold no
`math`, `svg` or `style`: what we make ourselves goes in after the sanitiser.
"""

from __future__ import annotations

ELEMENTS = frozenset(
    "a abbr b bdi bdo blockquote br button caption cite code col colgroup dd del details dfn div dl dt em figcaption "
    "figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q rp rt ruby s samp small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
# What is taken out together with all that it holds.
EMPTIED = frozenset("script style template noscript svg math iframe object title".split())
# What is only taken off its text: of what a reader sees nothing is lost but a look or an outline.
BARED = frozenset(
    "acronym address article aside big center data dir font footer header hgroup main menu nav nobr rb rtc search "
    "section strike tt".split()
)
# Content tabs and task lists are made of these; any other kind of input asks readers for something.
INPUTS = frozenset({"checkbox", "radio"})
SCHEMES = frozenset({"http", "https", "mailto", "doi"})
# What HTML has besides (HTML standard, section 4, with what browsers still know of older ones and of SVG): it would run
# or load something, ask readers for something, or pose as the page itself.
ACTIVE = EMPTIED | frozenset(
    "animate animation applet audio base basefont bgsound body datalist dialog embed fieldset foreignobject form "
    "frame frameset head html image isindex keygen layer legend link listing map marquee meta meter noembed noframes "
    "optgroup option output param picture plaintext portal progress select set slot source textarea track use video "
    "xml xmp".split()
)
