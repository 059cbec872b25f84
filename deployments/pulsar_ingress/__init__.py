"""Requests from Apache Pulsar: at least once, deduplicated by `request_id`.

In the order of the path: `client` (connection), `ledger` (what is known of each request), `delivery` (what to do with a
message, pure), `ingress` (doing it), `backlog` (what waits), `deployment` (all of it as a Serve deployment).
"""
