"""What is wrong with an address of the web or of mail, as a link writes it (RFC 3986, RFC 6068)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

_DOUBLED = re.compile(
    r"(?P<outer>https?):?//(?:(?:dx\.)?doi\.org/(?=https?://(?:dx\.)?doi\.org/))?(?P<inner>https?)(?::/{0,2}|//)(?=\w)",
    re.I,
)
_SCHEME = re.compile(r"(?P<scheme>[a-z]{3,8})(?P<mark>[:;][/\\]{0,3}|[/\\]{2,3})", re.I)
_HTTP = re.compile(r"h*t+p*s*|h+p+t*p*s*", re.I)  # `htps`, `ttp`, `hhtp`, `hppt`; `hxxp` is no slip
_HOST = re.compile(r"(?:[\w%-]+\.)+[^\W\d_][\w-]+\.?|localhost|(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:.]+\]", re.I)
_AUTHORITY = re.compile(r"(?:[^/?#@]*@)?(?P<host>\[[^\]/?#]*\]|[^/?#:]*)(?P<port>:[^/?#]*)?")
# Hosts that authors name without a scheme: `www` and whatever has a domain that is no ending of a file's name.
_BARE = re.compile(r"www\.[\w-]+\.[\w.-]+(?:[:/?#].*)?|(?:[\w-]+\.)+(?:org|com|net|edu|gov)/.*", re.I | re.S)
_MAIL = re.compile(r"[^\s@/?#:]+@(?:[\w-]+\.)+[a-z]{2,}", re.I)
_DOI = re.compile(r"doi:\s*(?P<doi>10\.\d{4,9}/\S+)", re.I)


@dataclass(frozen=True)
class Fault:
    """What is wrong with an address and what to do; `mended` is the address that was meant if one can tell."""

    message: str
    hint: str
    mended: str | None = None
    safe: bool = False


def fault(address: str) -> Fault | None:
    """What is wrong with the target of a link; `None` if it is sound, or no address of the web or of mail."""
    if not address:
        return Fault("the link leads nowhere", "write an address between its parentheses, or remove the link")
    if "{{" in address:
        return None  # what a macro makes of it, nobody here can know
    if address[:7].lower() == "mailto:":
        return _mail(address[7:])
    if _MAIL.fullmatch(address):
        return _mended("an e-mail address without `mailto:`", f"mailto:{address}", safe=True)
    if doi := _DOI.fullmatch(address):
        return _mended("no browser opens an address with `doi:`", f"https://doi.org/{doi['doi']}", safe=True)
    if _BARE.fullmatch(address):
        return _mended("the address has no scheme, and so would lead to a page of this site", f"https://{address}")
    return _scheme(address)


def _scheme(address: str) -> Fault | None:
    if doubled := _DOUBLED.match(address):
        rest = f"{doubled['inner'].lower()}://{address[doubled.end() :]}"
        same = doubled["outer"].lower() == doubled["inner"].lower()
        return _mended("the scheme stands here twice", rest, safe=same and not _web(address[doubled.end() :]))
    found = _SCHEME.match(address)
    if not found:
        return None
    scheme, rest = found["scheme"].lower(), address[found.end() :]
    if scheme in ("http", "https"):
        if found["mark"] != "://" and not _web(rest):
            return _mended(f"`{found[0]}` begins no address", f"{scheme}://{rest}", safe=True)
        return _web(rest if found["mark"] == "://" else address[len(scheme) :].lstrip(":;"))
    if found["mark"] in ("://", ":/", "//", ";//") and _HTTP.fullmatch(scheme):
        sound = f"http{'s' * ('s' in scheme)}://{rest}"
        return _mended(f"`{found[0]}` is no scheme", sound, safe="s" in scheme and not _web(rest))
    return None


def _web(rest: str) -> Fault | None:
    """What is wrong behind `https://`."""
    authority = _AUTHORITY.match(rest)
    host, port = (authority["host"], authority["port"] or ":") if authority else ("", ":")
    if re.search(r"\s", rest):
        return Fault("a blank in the address", "remove it, or write `%20`; a title behind it stands in quotes")
    if not host or rest.startswith(("/", "\\")):
        return Fault("the address has no host", "write `https://host/path`")
    if not _HOST.fullmatch(host):
        return Fault(f"`{host}` is no host", "write the whole name of the host, such as `example.org`")
    if port[1:] and not port[1:].isdigit():
        return Fault(f"`{port[1:]}` is no port", f"write a `/` behind `{host}`, or a number behind the colon")
    if rest.count("(") != rest.count(")"):
        return Fault("a parenthesis in the address has no partner", "write `%28` for `(` and `%29` for `)`")
    return None


def _mail(rest: str) -> Fault | None:
    receivers, asked, _ = unquote(rest).partition("?")
    if not receivers and asked:
        return None  # a letter without an address, which the sender writes
    if re.search(r"\s", receivers):
        return Fault("a blank in the e-mail address", "remove it")
    if not receivers:
        return Fault("`mailto:` without an address", "write `mailto:name@example.org`")
    if not all(re.fullmatch(r"[^@/;]+@[^@/;]+", receiver) for receiver in receivers.split(",")):
        return Fault(f"`{receivers}` is no e-mail address", "write `mailto:name@example.org`")
    return None


def _mended(message: str, mended: str, safe: bool = False) -> Fault:
    return Fault(message, f"write `{mended}`", mended, safe)
