"""At least one case for each concept: (name, arguments, expected value)."""

from __future__ import annotations

from tests.unit.language.concept_cases import lists, numbers, structures, texts

CASES = lists.CASES + numbers.CASES + structures.CASES + texts.CASES
