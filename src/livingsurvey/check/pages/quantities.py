"""Quantities in prose: shares, factors, measured amounts and counts, as surveys write them.

What only has digits in it is none: years and dates, places in a text ("Section 3"), names ("GPT-4", "SHA-256"),
versions, and numbers that enumerate. A number is judged with the words around it, so that a bare one never counts.
"""

from __future__ import annotations

import re
from itertools import islice

from livingsurvey.syntax.source import Span

_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]{3,5})?|a hundred|a thousand"
)
_WORDS = rf"(?i:{_ONES})\b"
_LARGE = "hundred|thousand|million|billion|trillion"
# A number that begins a word and is no value of a letter: `k=3`, `GPT-4` and `2024-05-01` hold none, nor does 2.1.3.
# Chinese and Japanese have no spaces between words.
_BEGIN = r"(?<![^\W\u3040-\u30ff\u4e00-\u9fff])(?<![.,/^=-])(?<!= )"
_NUMBER = rf"{_BEGIN}(?:\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+|\d+)(?:\.\d+)?(?:\^\{{?\d{{1,3}}\}}?)?(?![.,]?\d)"
_RANGE = r"(?:\s?(?:-|–|—|to|and|or)\s?\d+(?:[.,]\d+)*)?"
_SCALE = rf"(?:[ \u00a0-](?:{_LARGE}))*"
_FIGURES = rf"{_NUMBER}{_RANGE}{_SCALE}"
_AMOUNT = rf"(?:{_NUMBER}{_RANGE}|\b{_WORDS}){_SCALE}"

_UNITS = "|".join(
    (
        r"(?:[kKMGT]i?)?(?:b|B|bit|byte)s?(?:/s|ps| per second)",
        r"[kKMGTPE]i?(?:B|bit|byte)s?|(?:kilo|mega|giga|tera|peta)(?:byte|bit)s?|bits|bytes",
        r"[mµμn]s|(?:milli|micro|nano)?seconds?|minutes?|hours?|days?|weeks?",
        r"[kMGT]?W(?:h|att-hours?)?|(?:kilo|mega|giga|tera)?watts?(?:[ -]hours?)?|[kMG]?J|joules?|[kMG]?Hz|dB|°C",
        r"[kKMGTPEZ]?(?:FLOP|OP|flop)[Ss]?(?:/s)?|tokens?/s|tonnes?|tons?|kg|km|metres?|kilometres?",
        r"dollars?|euros?|cents?|pounds|USD|EUR|GBP|CHF|ETH|BTC",
    )
)
_SPELLED_UNITS = r"(?:milli|micro)?seconds?|minutes?|hours?|dollars?|euros?|(?:kilo|mega|giga|tera)(?:bytes?|bits?)"
_SHARES = "third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth|millionth|[0-9]+th"
_METRIC = (
    r"(?:accurac(?:y|ies)|precision|recall|F1|AUC|AUROC|BLEU|ROUGE(?:-\w+)?|perplexity|scores?|loss|errors?|"
    r"correlation|utili[sz]ation|efficiency|coefficient|entropy)"
)
_CHANGE = (
    r"(?:rises?|rose|risen|falls?|fell|fallen|drops?|dropped|increase[sd]?|decrease[sd]?|improve[sd]?|grows?|grew|"
    r"grown|raise[sd]?|reduce[sd]?|lowers?|lowered|climbs?|climbed|went|goes|down|up)"
)
_SHARE_SIGNS = "third|quarter|ifth|ixth|venth|ighth|inth|enth|dth|ionth|0th|1th|2th|3th|4th|5th|6th|7th|8th|9th"
# What is behind a percentage that was chosen and not measured: "a 95% confidence interval".
_LEVEL = (
    r"[\s-](?:(?:confidence|credible|credibility|prediction|predictive|posterior|uncertainty|significance|[a-z]+-density)"
    r"\s)?(?:intervals?|CIs?|quantiles?|percentiles?|levels?)\b"
)
_METRIC_SIGNS = (
    "accurac|precision|recall|F1|AUC|AUROC|BLEU|ROUGE|perplexity|score|loss|error|correlation|utili|efficiency|"
    "coefficient|entropy"
)
# Before "tenfold" and the like: what is varied ("each tenfold increase"), or a number of aspects ("is twofold").
_NO_INPUT = "".join(f"(?<!{word} )" for word in ("each", "every", "any", "is", "are", "was"))
# Behind these "doubled" and the like say of which kind a thing is: "in doubled braces".
_NO_ADJECTIVE = "".join(rf"(?<!\b{word} )" for word in ("in", "a", "the", "with", "of"))
_NO_THINGS = (
    # What ends in s and names no things; parts of texts, of lists and of time; what is set rather than found.
    "is|was|has|its|this|as|us|does|thus|less|plus|versus|across|perhaps|always|times|unless|yes|"
    "chapters|sections|subsections|tables|figures|rows|columns|cells|pages|lines|questions|steps|parts|points|kinds|"
    "types|classes|categories|groups|families|dimensions|layers|levels|items|answers|reasons|aspects|years|months|"
    "decades|centuries|references|rules|conditions|criteria|bits|bytes|series|words|terms|ways|stages|phases"
)
_LINKING = (
    "of|in|and|or|to|for|is|are|was|were|be|the|a|an|at|on|by|with|from|as|that|which|who|per|it|its|than|but|if|when|"
    "has|have|had|do|does|not|we|they|this|these|those|will|can|may|must|under|over|into|between|where|while"
)
# A plural behind at most three words that may stand before it.
_THINGS = (
    rf"(?:(?!(?:{_LINKING})\b)[A-Za-z][\w-]*\s+){{0,3}}?(?!(?:{_NO_THINGS})\b)"
    r"(?:[A-Za-z][\w-]*[A-Za-z]s|people|data|children|women|men|media|phenomena|matrices)(?![\w-])"
)

# What quantities look like, each with what stands in all that look so, one or the other: most sentences are not
# searched for most of them.
_QUANTITY = tuple(
    (re.compile(pattern), tuple(signs.split("|")))
    for pattern, signs in (
        (
            rf"{_AMOUNT}\s?(?:\\?%(?! attacks?\b|(?<=100%) (?:an?|the|sure)\b)|[％٪‰]|per ?cent\b|percentage points?\b)"
            rf"(?!{_LEVEL})",
            "%|％|٪|‰|cent",
        ),
        # But `x + 4x = 8` is a formula without its dollar signs.
        (rf"(?<![-+*/−] ){_FIGURES}\s?(?:x\b|×)(?!\s?[\d+=*/^])", "x|×"),
        (rf"{_AMOUNT}\s+times\s+(?:as|the|that|its|those|what|more|less|fewer|[a-z]+er)\b", "times"),
        (rf"{_NO_INPUT}(?:{_NUMBER}|\b(?!one )(?:{_ONES}|hundred|thousand|many))[ -]?fold\b(?! cross)", "fold"),
        (rf"\b(?:factors? (?:of|between) (?:[a-z]+ ){{0,2}}?|a factor ){_AMOUNT}", "factor"),
        (r"\b[Tt]wice (?:as|the|that|its|what)\b", "wice"),
        (
            rf"{_NO_ADJECTIVE}\b(?:[Dd]oubl|[Tt]ripl|[Qq]uadrupl|[Hh]alv)e[sd]\b(?! (?:as|down|spend))",
            "oubl|ripl|uadrupl|alve",
        ),
        (r"\b(?:doubl|tripl|quadrupl|halv)ing (?:of|the|its|their)\b", "doubl|tripl|quadrupl|halv"),
        (rf"\b(?:{_AMOUNT}|an?|several|many|some) orders? of magnitude\b", "magnitude"),
        (r"\bby (?:[a-z]+ ){0,2}?half\b|\bin half\b", "half"),
        (
            r"(?<!first )(?<!second )(?<!other )(?<!latter )(?<!former )(?<!each )\b[Hh]alf (?:of|the|its|their|as)\b",
            "alf",
        ),
        (
            rf"\b[Aa]n?[ -](?:{_SHARES}) of\b|\b[Oo]ne[ -](?:{_SHARES})\b(?! part)|\b{_WORDS}[ -](?:{_SHARES})s\b",
            _SHARE_SIGNS,
        ),
        (rf"{_NUMBER} (?:percentage )?points (?:of|in|above|below|better|worse|higher|lower|ahead|behind)\b", "points"),
        (
            rf"(?:{_NUMBER}|\b{_WORDS}) (?:in|out of|of every) (?!one\b|two\b|(?:19|20)\d\d)(?:{_NUMBER}|{_WORDS})\b",
            " in | of ",
        ),
        (rf"\b{_WORDS} [a-z]+ (?:in|out of) (?!one\b|two\b)(?:{_WORDS}|\d+0\b)(?!\s+[a-z-]+s\b)", " in | of "),
        (rf"{_NUMBER} (?:out )?of (?:(?:the|its|all|these|those) )?{_NUMBER}\b\s+(?!(?:{_NO_THINGS})\b)\w+", " of "),
        (rf"\b(?!(?i:one|two)\b){_WORDS} of (?:the|all) {_WORDS}\s+(?!(?:{_NO_THINGS})\b)\w+", " of "),
        (rf"(?<!units of )(?<!units of [$€£¥]){_FIGURES}\s?(?:{_UNITS})(?![\w-])", "0|1|2|3|4|5|6|7|8|9"),
        (rf"(?<![\w-]){_WORDS}{_SCALE}\s(?:{_SPELLED_UNITS})(?![\w-])", "second|minute|hour|dollar|euro|byte|bit"),
        (
            rf"(?<!units of )(?:[$€£¥]|\b(?:USD|EUR|GBP|CHF))\s?\d+(?:[.,]\d+)*(?:\s?(?:{_LARGE}|[kKMB]n?\b))?",
            "$|€|£|¥|USD|EUR|GBP|CHF",
        ),
        # "A million phones" stands for many, "several hundred" were counted.
        (rf"(?:{_NUMBER}|\b{_WORDS}|\b(?:several|some|many))(?:\s(?:{_LARGE}))+\s+{_THINGS}", _LARGE),
        (
            rf"{_NUMBER}-(?:node|client|worker|GPU|device|machine|core|peer|user|validator)\b",
            "-node|-client|-worker|-GPU|-device|-machine|-core|-peer|-user|-validator",
        ),
        (
            rf"\b(?:takes?|took|lasts?|lasted|needs?|needed) (?:[a-z]+ ){{0,2}}?{_AMOUNT} (?:month|year|week|day)s?\b",
            " month| year| week| day",
        ),
        (r"\b(?:[Tt]ens|[Hh]undreds) of (?:thousands|millions|billions)\b", "ens of |undreds of "),
        (
            rf"\b{_METRIC}\s+(?:(?:[\w-]+\s+){{0,3}}?(?:of|to|at|above|below|is|was|over|under|between|=)\s+)?\d*\.\d+",
            _METRIC_SIGNS,
        ),
        (r"\bfrom \d+\.\d+ (?:[a-z]+ )?to \d+(?:\.\d+)?", "from "),
        (
            r"(?<![\w.])\d*\.\d+ (?:against|versus|vs\.?|compared (?:to|with)|instead of|rather than) \d",
            "against|versus|vs|compared|instead|rather",
        ),
        (rf"\b{_CHANGE}\s+(?:[a-z]+\s+)?(?:by|from)\s+(?!(?:19|20)\d\d\b)(?P<number>{_NUMBER})", "by|from"),
    )
)
# One of these stands in every quantity, or else a digit. Looking for all of them takes less than one of the patterns.
_SIGNS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion "
    "thousands millions billions third quarter fifth sixth seventh eighth ninth tenth hundredth thousandth millionth "
    "half twice doubled doubles doubling tripled triples tripling quadrupled quadruples quadrupling halved halves "
    "halving magnitude".split()
)
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile("[a-z]+")
# Counts, which look most like what is none.
_COUNT = re.compile(rf"(?P<number>{_NUMBER}){_RANGE}[kKMBT]?\s+{_THINGS}")
_WORD_BEFORE = re.compile(r"(\S+)\s+$")
_FAR = 40
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = frozenset(
    "section sections chapter chapters figure figures table tables equation equations page pages step steps phase "
    "phases version versions layer layers level levels line lines row rows column columns item items part parts "
    "question questions rule rules article articles volume issue number numbers no. round rounds position port code "
    "paragraph appendix theorem lemma algorithm release tier type stage stages class top = < > ≤ ≥ ≈".split()
)
# Words with a capital that are no names: those that begin sentences.
_OPENING = frozenset(
    "About Above Across After All Almost Among An And Around As At Before Below Beyond But By Even Every Exactly For "
    "Fewer From Here In Its Just Less Merely More Nearly Of On Only Or Over Per Roughly Since So Some Than That The "
    "Their These They Through To Under Up Well While With Within Yet".split()
)
_KNOWN = frozenset(("the", "these", "those", "all", "every"))
_APPROXIMATE = frozenset("about around approximately roughly some nearly almost over than least most to".split())
_SMALLEST_COUNT = 10


def first_quantity(text: str, place: Span) -> Span | None:
    """The first quantity in a place of a text, which is that of the place's source with parts blanked."""
    words = text[place.start : place.end]
    if not may_hold_quantity(words):
        return None
    patterns = (pattern for pattern, signs in _QUANTITY if any(sign in words for sign in signs))
    matches = filter(None, (pattern.search(text, place.start, place.end) for pattern in patterns))
    found = [match.span("number" if match.re.groups else 0) for match in matches]
    counts = (count for count in _COUNT.finditer(text, place.start, place.end) if _counts(count, text, place.start))
    found += [count.span() for count in islice(counts, 1)]
    first = min(found, key=lambda span: (span[0], -span[1]), default=None)
    return place.source.span(*first) if first else None


def may_hold_quantity(text: str) -> bool:
    """A quick test, which spares most texts a closer look."""
    lowered = text.lower()
    return bool(_DIGIT.search(text)) or "fold" in lowered or not _SIGNS.isdisjoint(_LETTERS.findall(lowered))


def _counts(found: re.Match[str], text: str, start: int) -> bool:
    """Whether a number before things says how many there are, and not which."""
    before = _WORD_BEFORE.search(text[max(start, found.start() - _FAR) : found.start()])
    word = before[1].strip("(\"'“*_") if before else ""
    if word.lower() in _NUMBERED or (word[:1].isupper() and word not in _OPENING):
        return False  # "round 12", "Llama 3 models"
    if word.lower() in _KNOWN:
        return False  # "the 12 systems": told before; "every 12 rounds": set
    number = found["number"]
    if _YEAR.fullmatch(number):
        return word.lower() in _APPROXIMATE
    return not number.isdigit() or int(number) >= _SMALLEST_COUNT
