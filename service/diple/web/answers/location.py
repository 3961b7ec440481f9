"""Where this service is found, for the links that leave it: feeds, oEmbed, and what a page says of itself.

The Host header is written by whoever asks, so no link is built from it. `DIPLE_PUBLIC_URL` says the address. Without
it, a service that listens on this machine alone knows its own address; any other gives links without a host.
"""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from flask import current_app, request, url_for

SETTING = "DIPLE_PUBLIC_URL"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_USUAL_PORT = "80"


def root() -> str | None:
    """The address of the start page without a slash at its end; None where it is not known for certain."""
    configured: str | None = current_app.config[SETTING]
    return configured or _on_this_machine()


def _on_this_machine() -> str | None:
    """The address at which the service listens, for who reached it by a name of this machine."""
    name, port = _host(request.host), request.environ["SERVER_PORT"]
    if name not in _LOOPBACK or request.environ["SERVER_NAME"] not in _LOOPBACK:
        return None
    written = f"[{name}]" if ":" in name else name
    return f"http://{written}{'' if port == _USUAL_PORT else f':{port}'}{request.script_root}"


def _host(written: str) -> str:
    """The name in a Host header, without its port."""
    return written[1:].partition("]")[0] if written.startswith("[") else written.partition(":")[0]


def outward(path: str) -> str:
    """The address of a path of this service, with its host where that is known."""
    known = root()
    return path if known is None else known + path.removeprefix(request.script_root)


def link(endpoint: str, **values: object) -> str:
    """The address of an endpoint, with its host where that is known."""
    return outward(url_for(endpoint, **values))  # type: ignore[arg-type]


def local(address: str) -> SplitResult | None:
    """What an address names within this service, its path below the start page's; None where it is another's.

    The host may be the service's own, the one that was asked, or none.
    """
    parts = urlsplit(address)
    for own in (root() or "", request.host_url.rstrip("/") + request.script_root, request.script_root):
        known = urlsplit(own)
        if known[:2] == parts[:2] and parts.path.startswith(f"{known.path}/"):
            return parts._replace(path=parts.path.removeprefix(f"{known.path}/"))
    return None
