"""Texts with a form: extracting numbers, quotes and brackets, checking addresses and dates."""

# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import re

from synthesis_graph.language.operations import concept


@concept(6, "number numbers integer integers extract find digit text")
def extract_integers(text: str) -> list[int]:
    """The whole numbers in the text, as integers without sign."""
    return [int(n) for n in re.findall(r"[0-9]+", text)]


@concept(7, "number numbers extract find digit text string")
def extract_number_strings(text: str) -> list[str]:
    """The whole numbers in the text, as they stand."""
    return re.findall(r"[0-9]+", text)


@concept(8, "number numbers float decimal extract find negative")
def extract_decimals(text: str) -> list[float]:
    """The numbers in the text, with sign and decimals."""
    return [float(n) for n in re.findall(r"-?[0-9]+(?:\.[0-9]+)?", text)]


@concept(6, "quote quoted quotation extract between double")
def extract_quoted(text: str) -> list[str]:
    """The stretches of the text between double quotes."""
    return re.findall(r'"(.*?)"', text)


@concept(6, "bracket parenthesis parentheses between inside extract")
def text_in_parentheses(text: str) -> list[str]:
    """The stretches of the text between round brackets."""
    return re.findall(r"\((.*?)\)", text)


@concept(7, "bracket parenthesis parentheses remove delete area")
def remove_parenthesized(text: str) -> str:
    """The text without round brackets and what they hold, and without spaces before them."""
    return re.sub(r" ?\([^)]*\)", "", text)


@concept(7, "between two substring extract marker delimiter")
def text_between(text: str, start: str, end: str) -> str:
    """The text after the first start marker up to the next end marker."""
    return text.partition(start)[2].partition(end)[0]


@concept(6, "email mail address valid check validate")
def is_email(text: str) -> bool:
    """Whether the text has the form of an e-mail address."""
    return re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}", text) is not None


@concept(7, "email mail address extract find")
def extract_emails(text: str) -> list[str]:
    """The e-mail addresses in the text."""
    return re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)


@concept(7, "url link web address valid check validate")
def is_url(text: str) -> bool:
    """Whether the text has the form of an http or https address."""
    return re.fullmatch(r"https?://[\w-]+(\.[\w-]+)*(:\d+)?([/?#]\S*)?", text) is not None


@concept(7, "url link web address extract find")
def extract_urls(text: str) -> list[str]:
    """The http and https addresses in the text."""
    return re.findall(r"https?://[^\s<>\"]+", text)


@concept(7, "ip ipv4 address valid check validate")
def is_ipv4(text: str) -> bool:
    """Whether the text is four numbers from 0 to 255 joined by dots, without leading zeros."""
    parts = text.split(".")
    return len(parts) == 4 and all(
        re.fullmatch("0|[1-9][0-9]{0,2}", part) and int(part) < 256 for part in parts
    )


@concept(8, "leading zero zeroes remove strip ip address")
def remove_leading_zeros(text: str) -> str:
    """The text with the leading zeros of each number in it removed."""
    return re.sub(r"\b0+(?=[0-9])", "", text)


@concept(8, "hex hexadecimal color colour valid check")
def is_hex_color(text: str) -> bool:
    """Whether the text is a hash sign and three or six hexadecimal digits."""
    return re.fullmatch(r"#([0-9A-Fa-f]{3}){1,2}", text) is not None


@concept(7, "number numeric decimal valid check string")
def is_number(text: str) -> bool:
    """Whether the text is a decimal number with optional sign and decimals."""
    return re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text) is not None


@concept(6, "balanced bracket parenthesis parentheses valid matching")
def is_balanced(text: str) -> bool:
    """Whether every round, square and curly bracket in the text is matched."""
    closing, open_brackets = {")": "(", "]": "[", "}": "{"}, []
    for c in text:
        if c in "([{":
            open_brackets.append(c)
        elif c in closing and (not open_brackets or open_brackets.pop() != closing[c]):
            return False
    return not open_brackets


@concept(8, "nesting nested depth bracket parenthesis parentheses maximum level")
def bracket_depth(text: str) -> int:
    """How deeply round brackets are nested in the text."""
    depth = deepest = 0
    for c in text:
        depth += (c == "(") - (c == ")")
        deepest = max(deepest, depth)
    return deepest


@concept(7, "start begin end same character check first last")
def starts_and_ends_same(text: str) -> bool:
    """Whether the text begins and ends with the same character."""
    return text != "" and text[0] == text[-1]


@concept(8, "word words start starting begin letter find")
def words_starting_with(text: str, prefix: str) -> list[str]:
    """The words of the text that begin with the prefix."""
    return [word for word in re.findall(r"\w+", text) if word.startswith(prefix)]


@concept(8, "html tag tags remove strip markup")
def remove_tags(text: str) -> str:
    """The text without markup tags."""
    return re.sub(r"<[^>]+>", "", text)


@concept(7, "letter number digit both contain check alphanumeric")
def has_letter_and_digit(text: str) -> bool:
    """Whether the text contains both a letter and a digit."""
    return any(c.isalpha() for c in text) and any(c.isdigit() for c in text)


@concept(8, "password strong valid check validate uppercase lowercase digit special")
def is_strong_password(text: str) -> bool:
    """Whether the text has 8 characters or more, among them a capital, a small letter, a digit and a symbol."""
    return len(text) >= 8 and all(re.search(p, text) for p in ("[A-Z]", "[a-z]", "[0-9]", r"[^\w\s]"))
