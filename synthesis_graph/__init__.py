"""From a specification to a verified function: the library behind every surface (command, HTTP, broker)."""
