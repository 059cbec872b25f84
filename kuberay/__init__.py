"""The served graph on Kubernetes: the manifests, and the client that renders, checks, applies, watches and explains them.

`base`, `components` and `overlays` are plain kustomize, usable without this client. The client reads them with
`kustomize`, completes them in `rendering`, checks what the server's schema cannot in `checks`, talks to the API server
in `cluster` only, and explains what it sees in `causes`. Knows nothing of `deployments`: a Serve configuration is data.
"""
