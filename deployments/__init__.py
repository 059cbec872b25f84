"""The Ray Serve surface: the four stages, the synthesizer and the ingresses as deployments of one application."""
