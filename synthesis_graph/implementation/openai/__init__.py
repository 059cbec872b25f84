"""The openai engine: any endpoint that speaks OpenAI's chat protocol, through the official client.

The client is imported by `writer`, when it connects.
"""
