"""Requests from Apache Pulsar: at least once, deduplicated by `request_id`.

In the order of the path: `client` (the library's options), `threads` and `connection` (one client, its threads, one loop),
`ledger` (what is known of each request), `delivery` (what to do with a message, pure), `outlet` (what leaves), `ingress`
(doing it), `admin` (what waits at the broker), `deployment` (all of it as a Serve deployment).
"""
