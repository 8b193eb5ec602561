"""The HTML of the login pages. Each says that it is a stand-in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from wizard.practice.login.asked import Answer

LABEL = "Practice stand-in for Amazon Cognito: not Amazon, and not for real passwords"
"""What every page says on top."""

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f5f7;color:#16191f}"
    "header{background:#7a4b00;color:#fff;padding:.5rem 1rem;text-align:center}"
    "main{max-width:24rem;margin:3rem auto;background:#fff;padding:1.5rem 2rem;border-radius:8px}"
    "label{display:block;margin-top:1rem}input{box-sizing:border-box;width:100%;padding:.5rem;font:inherit}"
    "button{margin-top:1.5rem;padding:.5rem 1.25rem;font:inherit}.alert{color:#a11}code{overflow-wrap:anywhere}"
)


def page(status: int, title: str, body: str, *headers: tuple[str, str]) -> Answer:
    """A whole page; `body` is HTML."""
    text = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} (practice stand-in)</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><header>{LABEL}</header><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
    policy = ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    return Answer(status, text, headers=(policy, ("Cache-Control", "no-store"), *headers))


def message(status: int, *lines: str) -> Answer:
    """A page that says something and asks nothing."""
    return page(status, lines[0], "".join(f"<p>{escape(line)}</p>" for line in lines[1:]))


def error_page() -> Answer:
    """The page behind `/error`."""
    return message(400, "Error", "An error was encountered with the requested page.")


def form(
    title: str,
    fields: Iterable[tuple[str, str, str]],
    hidden: Mapping[str, str],
    button: str,
    *,
    alert: str | None = None,
    before: str = "",
) -> str:
    """A form that is sent to its own address. `fields` are (name, label, type), `before` is HTML above them."""
    told = f'<p class="alert" role="alert">{escape(alert)}</p>' if alert else ""
    rows = "".join(
        f'<label>{escape(label)}<input name="{escape(name)}" type="{kind}" autocomplete="off" required></label>'
        for name, label, kind in fields
    )
    kept = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in hidden.items()
    )
    inside = f"{kept}{rows}<button>{escape(button)}</button>"
    return f'{told}{before}<form method="post" aria-label="{escape(title)}">{inside}</form>'
