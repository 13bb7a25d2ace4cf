"""Describe a browser for the list of logins: its family and that of its system, and no more."""

from __future__ import annotations

BROWSERS = (
    # Nearly every browser also claims to be those below it, so the order decides.
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""A sign in the header `User-Agent`, and the browser's name."""

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
"""A sign in the header `User-Agent`, and the system's name."""


def describe_device(user_agent: str) -> str:
    """Return the families that a `User-Agent` tells of; empty where it tells of none.

    Versions, models and builds are left out: they would tell one colleague's laptop from
    another's. A table of fifteen rows is enough for that, and no library is kept up to date for it.

    >>> describe_device("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0")
    'Firefox, Linux'
    >>> describe_device("curl/8.5.0")
    ''
    """
    families = (
        next((name for sign, name in table if sign in user_agent), "")
        for table in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, families))
