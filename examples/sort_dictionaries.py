def sort_dictionaries(items: list[dict[str, object]], key: str) -> list[dict[str, object]]:
    return sorted(items, key=lambda item: (key not in item, item.get(key)))
