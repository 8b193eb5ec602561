"""Takes secrets out of a raw error text before anybody sees it."""

from __future__ import annotations

import re

DOTS = "•" * 12

_NAMES = (
    r"(?:aws[_-]?)?secret(?:[_-]?access)?[_-]?key|(?:aws[_-]?)?(?:session|security)[_-]?token|x-amz-(?:security-token|"
    r"signature|credential)|signature|(?:idp[_-]?)?client[_-]?secret(?:value)?|(?:shared|cookie)[_-]?secret|"
    r"(?:temporary|proposed|previous)?password|passphrase|secret[_-]?hash|(?:access|id|refresh)[_-]?token"
)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), shown)
    for pattern, shown in (
        # a whole header: name, scheme and what follows up to a quote, a brace or the end of the line
        (r"((?:proxy-)?authorization['\"]?\s*[:=]\s*['\"]?)[^'\"\r\n}]+", rf"\1{DOTS}"),
        (r"\b(bearer|basic)\s+[\w.~+/=-]{8,}", rf"\1 {DOTS}"),
        # name: value, name=value, "name": "value", --name value
        (rf"((?:\b|_)(?:{_NAMES})\\?['\"]?\s*[:=]\s*b?)(\\?['\"])(?:(?!\2).)*\2", rf"\1\2{DOTS}\2"),
        (rf"((?:\b|_)(?:{_NAMES})\s*[:=]\s*)(?!['\"\\])[^\s,;&}}\])<]+", rf"\1{DOTS}"),
        (r"(--(?:client-|temporary-)?(?:secret|password|passphrase)[ =])\S+", rf"\1{DOTS}"),
        (r"(value\s+')[^']*('\s+at\s+'[^']*(?:secret|password|token)[^']*')", rf"\1{DOTS}\2"),
        (r"(parameter\s+[\w.\[\]]*(?:secret|password|token)\w*,\s+value:\s+)\S+?(,|\s|$)", rf"\1{DOTS}\2"),
        (r"(://[^\s/@:'\"]*:)[^\s/@'\"]+(@)", rf"\1{DOTS}\2"),
        (r"([?&]code=)[^&\s'\"]+", rf"\1{DOTS}"),
        (r"\beyJ[\w-]{8,}\.[\w-]+\.[\w.-]*", DOTS),
    )
)
_ACCESS_KEY = re.compile(r"\b(A(?:KI|SI)A)[A-Z0-9]{12,}\b")
_SECRET_KEY = re.compile(
    r"(?<![\w/+=.-])(?=[\w/+]*[a-z])(?=[\w/+]*[A-Z])(?=[\w/+]*\d)[A-Za-z0-9+][A-Za-z0-9/+]{39}(?![\w/+=.-])"
)
_CLIENT_SECRET = re.compile(r"\b(?=[a-z0-9]*[g-z])(?=[a-z0-9]*\d)[a-z0-9]{48,64}\b")


def masked(text: str) -> str:
    """`text` with what looks like a secret, token, password or key as 12 dots; names and the rest stay.

    Catches values by the name beside them, and by their form: AWS access keys and secret keys (40 characters),
    JSON web tokens, Cognito's own client secrets (about 52 small letters and digits).
    """
    for pattern, shown in _RULES:
        text = pattern.sub(shown, text)
    text = _ACCESS_KEY.sub(rf"\1{DOTS}", text)
    text = _SECRET_KEY.sub(DOTS, text)
    return _CLIENT_SECRET.sub(DOTS, text)
