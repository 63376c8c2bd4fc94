"""Numbers that only reach somebody: e-mail and web addresses, telephone and post codes."""

from __future__ import annotations

import re

LINKS = frozenset("@/._-—:=&#%?")
"""What stands before or after a number inside an address."""
_WITHIN = 60
"""Characters on each side that are looked at; an address is shorter."""
_BEFORE = re.compile(r"[!-~—]*$")
_AFTER = re.compile(r"[!-~—]*")
_SIGNS = re.compile(
    r"@[A-Za-z0-9-]+\.|://|(?<![A-Za-z])www\.|\.(?:com|cn|net|org|gov)(?![A-Za-z])", re.IGNORECASE
)
_TELEPHONE = re.compile(
    r"0[0-9]{2,3}[-—][0-9]{7,8}(?:-[0-9]{1,5})?|1[3-9][0-9]{9}|[48]00[-—][0-9]{3}[-—]?[0-9]{4,5}"
)
_CALLED = re.compile(
    r"(?:(?<!定)(?<!动)电话|热线|传真|手机(?:号码?)?|邮编|邮政编码|QQ群?|微信号?|联系方式|邮箱)[^，。；;\n一-龥]{0,16}$"
)


def is_address(text: str, start: int, end: int) -> bool:
    """Whether a number without unit is part of an address, or calls somebody.

    >>> is_address("信箱news@163.example.com", 7, 10), is_address("传真：0101-5550199", 8, 15)
    (True, True)
    >>> is_address("指数为100.5，", 3, 8)
    False
    """
    before = text[max(0, start - _WITHIN) : start]
    if _CALLED.search(before):
        return True
    run = _BEFORE.search(before)
    whole = (run.group() if run else "") + text[start:end]
    after = _AFTER.match(text, end, end + _WITHIN)
    whole += after.group() if after else ""
    return bool(_SIGNS.search(whole)) or bool(_TELEPHONE.fullmatch(whole.strip("().,:;-—")))
