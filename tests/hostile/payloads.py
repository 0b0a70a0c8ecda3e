"""Texts that would be code, markup or a formula wherever somebody forgot to escape them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

EVIL: Final = "evil.example"
"""The host that every picture, link and script of a payload names: nothing may ever ask it."""

PAYLOADS: Final = (
    f"![picture](http://{EVIL}/a.png)",
    f"![picture](//{EVIL}/b.png 'title')",
    f"[link](http://{EVIL}/c)",
    "[link](javascript:window.pwned=1)",
    f"<http://{EVIL}/d> and <a@{EVIL}>",
    f"http://{EVIL}/e www.{EVIL} mail@{EVIL}",
    f"[ref]: http://{EVIL}/f",
    f'<img src=x onerror="window.pwned=1"><img src=http://{EVIL}/g.png>',
    "<script>window.pwned=1</script>",
    f'<svg onload="window.pwned=1"><image href="http://{EVIL}/h.svg"/></svg>',
    f'<iframe src="http://{EVIL}/i"></iframe>',
    f'<form action="http://{EVIL}/j"><input name=x><button>Go</button></form>',
    f"<style>* {{display: none; background: url(http://{EVIL}/k)}}</style>",
    f'<a href="http://{EVIL}/l" onclick="window.pwned=1">a link</a>',
    '"><script>window.pwned=1</script>',
    "' onmouseover='window.pwned=1' x='",
    f'<meta http-equiv="refresh" content="0;url=http://{EVIL}/m">',
    f'<base href="http://{EVIL}/"><link rel=stylesheet href=n.css>',
    "&lt;b&gt; &#58;smile&#58; &nbsp;&amp;",
    "$x^2 + \\frac{1}{2}$ and $$\\href{javascript:window.pwned=1}{y}$$",
    "\\(a\\) \\[b\\] \\begin{x}",
    ":red[loud] :blue-background[x] :rainbow[y] :small[z]",
    ":material/home: :material/delete: :streamlit:",
    ":smile: :+1: :heart:",
    ":red-badge[new] :shortcut[Ctrl+K]",
    "# a heading",
    "- a list",
    "1. a numbered list",
    "> a quotation",
    "    four spaces are code",
    "```python",
    "`code` **bold** __bold__ *slanted* _slanted_ ~~gone~~",
    "---",
    "| a | b |",
    "[^1] and [x] and [ ] done",
    "a -> b <- c <-> d >= e <= f != g -- h ~=",
    "back\\slash \\* \\n \\u0041",
    "{{7*7}} ${7*7} #{7*7} %s %(x)s {0} {x!r}",
    "plan \u202egnp.exe",
    "\u2067right\u2069 to left \u2066left",
    "\u2069\u2069 closed \u202c twice",
    "zero\u200bwidth\u200djoined\ufeffmarked\u00adsoft",
    "Z\u0337\u0327a\u0334l\u0335g\u0336o",
    "\u0645\u0631\u062d\u0628\u0627 (1) 123",
    "x" * 400,
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd",
    "-2+3",
    "@SUM(1+1)",
    "'=1+1",
    "\uff1d1+1",
    "Robert'); drop table projects; --",
    '" or ""="',
    "$$; select 1; $$ x'41' /* y */",
    "../../../../etc/passwd",
    "C:\\Windows\\System32",
    "[ab]*?{x,y}",
    "datum.x ? 'javascript:window.pwned=1' : 1",
    "\x1b]0;owned\x07 \x1b[2J \x9b31m red",
    "NULL",
    "true",
)

NO_FILE_NAME: Final = str.maketrans(
    {"/": "\u2215", "\\": "\u2216", '"': "\u201d", "\x07": None, "\x1b": None}
)
"""Signs that browsers and file systems do not let through in names, and what stands in for them."""


def naughty(real: Path) -> list[str]:
    """The big list of naughty strings, without those that are nothing but blank."""
    path = real / "csv_torture_small" / "blns" / "blns.json"
    return [text for text in json.loads(path.read_text(encoding="utf-8")) if text.strip()]
