"""What runs on the far side of the sandbox: the helper program, the confinement layers and the value codec.

`helper.py` is run by its path in a bare interpreter, so these files use the standard library and one another only.
`codec` is shared: the parent reads with it what the confined code wrote.
"""
