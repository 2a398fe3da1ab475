"""Gradio's index page made ours: Chinese, without social tags, with our style and script, and a strict policy."""

import base64
import hashlib
import re
from html import escape

_OURS = """<meta name="xp-user" content="{user}" />
<title>星评顾问</title>
<meta name="description" content="GB/T 27922-2011 商品售后服务认证的问答：条款、评分、材料、流程、费用，句句有出处。" />
<meta name="color-scheme" content="light dark" />
<link rel="icon" type="image/svg+xml" href="./page/icon.svg" />
<script src="./page/early.js"></script>
<script src="./page/chat.js" defer></script>
<script src="./page/work.js" defer></script>
"""
_STYLE = '<link rel="stylesheet" href="./page/chat.css" /><link rel="stylesheet" href="./page/work.css" />'
_NOSCRIPT = "<noscript><p>本页面需要浏览器启用 JavaScript。</p></noscript>"

_SOCIAL = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*')
_MANIFEST = re.compile(r'<link rel="manifest"[^>]*>\s*')
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)

# Gradio compiles its component templates in the browser, hence 'unsafe-eval'; inline scripts run by hash only.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; media-src 'self'; worker-src 'self'; "
    "frame-src 'none'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
PLAIN_POLICY = _POLICY.format(hashes="").replace(" 'unsafe-eval'", "")


def ours(html: str, user: str = "") -> str:
    """The index page as we serve it to a user of that id, by which the browser keeps apart what it remembers."""
    html = _MANIFEST.sub("", _SOCIAL.sub("", html))
    html = html.replace('<html\n\tlang="en"', '<html\n\tlang="zh-CN"', 1)
    html = html.replace("<script>", f"{_OURS.format(user=escape(user))}<script>", 1)
    html = html.replace("</head>", f"{_STYLE}</head>", 1)  # last, so that ours wins over Gradio's of equal weight
    return html.replace("<gradio-app", f"{_NOSCRIPT}<gradio-app", 1)


def policy_for(html: str) -> str:
    """The Content-Security-Policy that lets exactly this page's inline scripts run."""
    hashes = (hashlib.sha256(script.encode("utf-8")).digest() for script in _INLINE_SCRIPT.findall(html))
    return _POLICY.format(hashes="".join(f" 'sha256-{base64.b64encode(one).decode()}'" for one in hashes))
