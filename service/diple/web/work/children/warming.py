"""What a process loads when it first compares, loaded once before it forks: its children share it."""

from __future__ import annotations

import gc

from flask import Flask

_PAIR = ("The Parties shall meet on 3 May 2031.", "The Parties should meet on 4 May 2031.")


def warm(app: Flask) -> None:
    """Compares a pair as a request and as a page does, and lets the collector of garbage pass over what is loaded."""
    from diple.grammar.model import languages, model_of
    from diple.lexicon import Lexicon
    from diple.mark.weigh.coefficients import shipped

    Lexicon.default()
    shipped()
    for language in languages():
        model_of(language)
    old, new = _PAIR
    for mode in ("revision", "succession"):
        with app.test_request_context(
            "/api/v1/comparisons", method="POST", json={"old": old, "new": new, "mode": mode}
        ):
            Flask.dispatch_request(app)
    with app.test_request_context("/compare", method="POST", data={"old_text": old, "new_text": new}):
        Flask.dispatch_request(app)
    import diple.archive.jobs
    import diple.archive.receipts  # noqa: F401 (what is kept is kept by a child)

    gc.collect()
    gc.freeze()
