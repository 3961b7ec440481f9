"""Who sends a request: which site's page, and which address, behind how many proxies of our own.

A browser lets a page of any site send a form to any other. What writes is refused where the browser says that it comes
from another site: by Sec-Fetch-Site, or without it, in older browsers, by Origin beside the host that was asked. That
is the rule of Go's http.CrossOriginProtection. A program that is no browser sends neither, and is not refused.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from diple.errors import RequestError

SETTING = "DIPLE_PROXIES"
SAFE = ("GET", "HEAD", "OPTIONS")
_OWN = ("same-origin", "none")
_ONE_SUBSCRIBER = 64  # bits of an IPv6 address: the rest is the subscriber's to choose


def register(app: Flask) -> None:
    """Refuses what other sites write, and believes as many proxies as the settings name."""
    proxies = app.config[SETTING]
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0)  # type: ignore[method-assign]
    app.before_request(_from_our_own_pages)


def _from_our_own_pages() -> None:
    """Raises RequestError, CROSS_ORIGIN, where another site's page sends what writes."""
    if request.method in SAFE:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site in _OWN or (site is None and (origin is None or _host_of(origin) in _own_hosts())):
        return
    raise RequestError(
        "CROSS_ORIGIN",
        "The request comes from a page of another site.",
        "Send it from this service's own pages, or from a program; behind a proxy, set DIPLE_PUBLIC_URL.",
    )


def _host_of(address: str) -> str:
    """The host and port of an address; nothing where it has none, as `null`, or cannot be read."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def _own_hosts() -> tuple[str, ...]:
    public = current_app.config["DIPLE_PUBLIC_URL"]
    return (_host_of(public),) if public else (request.host.lower(),)


def is_loopback(address: str) -> bool | None:
    """Whether only programs of this machine have an address; None where it is none of the Internet Protocol."""
    try:
        found = ip_address(address)
    except ValueError:
        return None
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def sender() -> str:
    """Whom quotas count: an address, of IPv6 the part that a subscriber is given."""
    try:
        found = ip_address(request.remote_addr or "")
    except ValueError:
        return request.remote_addr or "unknown"
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, _ONE_SUBSCRIBER), strict=False))
