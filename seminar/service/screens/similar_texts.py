"""Finding texts that may be forms of the same word, for the facilitator to look at.

A stemmer cuts the ending off. In Norwegian it finds tillit, tilliten and tillits, but not that
leder and lederen belong together, and it takes trygg and trygghet for one word. So it only
proposes, and never puts anything together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from snowballstemmer import stemmer

from seminar.core.i18n import find_language
from seminar.service.view_models import Pending


def find_similar_texts(
    texts: Sequence[Pending], lang: str
) -> Iterator[tuple[Pending, ...]]:
    """Yield the texts that have the same stems, word for word; two or more at a time."""
    algorithm = find_language(lang).stemmer
    stem: Callable[[str], str] = stemmer(algorithm).stemWord if algorithm else str
    groups = defaultdict[tuple[str, ...], list[Pending]](list)
    for text in texts:
        if text.merges:
            words = re.findall(r"\w+", text.text.casefold())
            groups[tuple(map(stem, words))].append(text)
    yield from (
        tuple(group) for stems, group in groups.items() if stems and len(group) > 1
    )
