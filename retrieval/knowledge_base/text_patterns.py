"""Recipes with regular expressions: checking a form, extracting, replacing and splitting."""

import re


def extract_integers(text: str) -> list[int]:
    """Extract all integers from a text, a minus sign directly before the digits included.

    >>> extract_integers("from -3 to 12 degrees")
    [-3, 12]
    >>> extract_integers("none")
    []
    """
    return [int(number) for number in re.findall(r"-?\d+", text)]


def extract_decimal_numbers(text: str) -> list[float]:
    """Extract all numbers, with or without decimals, from a text.

    >>> extract_decimal_numbers("2 apples cost 3.50")
    [2.0, 3.5]
    >>> extract_decimal_numbers("")
    []
    """
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def extract_words(text: str) -> list[str]:
    """Extract the words of a text: its runs of letters.

    >>> extract_words("Hello, big-world 42!")
    ['Hello', 'big', 'world']
    >>> extract_words("")
    []
    """
    return re.findall(r"[A-Za-z]+", text)


def extract_quoted(text: str) -> list[str]:
    """Extract the parts of a text between double quotation marks.

    >>> extract_quoted('say "yes" or "no"')
    ['yes', 'no']
    >>> extract_quoted("nothing")
    []
    """
    return re.findall(r'"([^"]*)"', text)


def extract_parenthesized(text: str) -> list[str]:
    """Extract the parts of a text between parentheses that hold no other parentheses.

    >>> extract_parenthesized("f(x) = (x + 1)")
    ['x', 'x + 1']
    >>> extract_parenthesized("")
    []
    """
    return re.findall(r"\(([^()]*)\)", text)


def remove_parenthesized(text: str) -> str:
    """Remove the parts of a text in parentheses, with the spaces before them.

    >>> remove_parenthesized("python (3.12) code")
    'python code'
    >>> remove_parenthesized("none")
    'none'
    """
    return re.sub(r"\s*\([^()]*\)", "", text)


def extract_emails(text: str) -> list[str]:
    """Extract the email addresses of a text.

    >>> extract_emails("write to ann@site.org or bob.b@mail.net")
    ['ann@site.org', 'bob.b@mail.net']
    >>> extract_emails("")
    []
    """
    return re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)


def extract_urls(text: str) -> list[str]:
    """Extract the web addresses of a text that begin with http or https.

    >>> extract_urls("see https://a.org/x and http://b.net")
    ['https://a.org/x', 'http://b.net']
    >>> extract_urls("none")
    []
    """
    return re.findall(r"https?://\S+", text)


def extract_hashtags(text: str) -> list[str]:
    """Extract the hashtags of a text without the number sign.

    >>> extract_hashtags("a #sunny day in #May")
    ['sunny', 'May']
    >>> extract_hashtags("")
    []
    """
    return re.findall(r"#(\w+)", text)


def extract_date_parts(text: str) -> list[tuple[str, str, str]]:
    """Extract the year, month and day of every date of the form YYYY-MM-DD in a text.

    >>> extract_date_parts("from 2020-01-31 on")
    [('2020', '01', '31')]
    >>> extract_date_parts("")
    []
    """
    return re.findall(r"\b(\d{4})-(\d{2})-(\d{2})\b", text)


def parse_key_values(text: str) -> dict[str, str]:
    """Read pairs of the form key=value, separated by anything else, into a dictionary.

    >>> parse_key_values("width=10; color=red")
    {'width': '10', 'color': 'red'}
    >>> parse_key_values("")
    {}
    """
    return dict(re.findall(r"(\w+)=(\w+)", text))


def matches_pattern(text: str, pattern: str) -> bool:
    """Check whether a whole text matches a regular expression.

    >>> matches_pattern("abbb", "ab+")
    True
    >>> matches_pattern("abc", "ab+")
    False
    """
    return re.fullmatch(pattern, text) is not None


def find_pattern(text: str, pattern: str) -> tuple[int, int] | None:
    """Return the start and end of the first match of a regular expression in a text, or None.

    >>> find_pattern("the fox", "f.x")
    (4, 7)
    >>> find_pattern("the dog", "f.x") is None
    True
    """
    match = re.search(pattern, text)
    return match.span() if match else None


def pattern_positions(text: str, pattern: str) -> list[tuple[str, int, int]]:
    """List every match of a regular expression in a text with its start and end.

    >>> pattern_positions("a1b22", "[0-9]+")
    [('1', 1, 2), ('22', 3, 5)]
    >>> pattern_positions("", "a")
    []
    """
    return [(match.group(), match.start(), match.end()) for match in re.finditer(pattern, text)]


def is_word_in_text(text: str, word: str) -> bool:
    """Check whether a text contains a word as a whole word, upper and lower case treated alike.

    >>> is_word_in_text("The cat sat", "CAT")
    True
    >>> is_word_in_text("concatenate", "cat")
    False
    """
    return re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) is not None


def is_identifier(text: str) -> bool:
    """Check whether a text is a valid name of a variable: letters, digits and underscores, no digit first.

    >>> is_identifier("item_2")
    True
    >>> is_identifier("2nd")
    False
    """
    return re.fullmatch(r"[A-Za-z_]\w*", text) is not None


def is_alphanumeric_only(text: str) -> bool:
    """Check whether a text consists of letters and digits only.

    >>> is_alphanumeric_only("abc123")
    True
    >>> is_alphanumeric_only("a b")
    False
    """
    return bool(re.fullmatch(r"[A-Za-z0-9]+", text))


def starts_with_vowel(text: str) -> bool:
    """Check whether a text begins with a vowel.

    >>> starts_with_vowel("Apple")
    True
    >>> starts_with_vowel("berry")
    False
    """
    return re.match(r"[aeiou]", text, re.IGNORECASE) is not None


def replace_whitespace(text: str, replacement: str) -> str:
    """Replace every run of whitespace by another string.

    >>> replace_whitespace("a  b c", "_")
    'a_b_c'
    >>> replace_whitespace("", "_")
    ''
    """
    return re.sub(r"\s+", replacement, text)


def replace_characters(text: str, characters: str, replacement: str) -> str:
    """Replace every one of several characters by another string.

    >>> replace_characters("a,b;c", ",;", ":")
    'a:b:c'
    >>> replace_characters("", ",", ":")
    ''
    """
    return re.sub(f"[{re.escape(characters)}]", lambda _: replacement, text)


def replace_first_occurrences(text: str, old: str, new: str, count: int) -> str:
    """Replace the first few occurrences of a string in a text.

    >>> replace_first_occurrences("a-b-c-d", "-", "+", 2)
    'a+b+c-d'
    >>> replace_first_occurrences("", "-", "+", 1)
    ''
    """
    return text.replace(old, new, count)


def remove_leading_zeros(text: str) -> str:
    """Remove the leading zeros of every number in a text.

    >>> remove_leading_zeros("007 and 010")
    '7 and 10'
    >>> remove_leading_zeros("000")
    '0'
    """
    return re.sub(r"\b0+(?=\d)", "", text)


def mask_digits(text: str, mask: str = "*") -> str:
    """Replace every digit of a text by a mask character.

    >>> mask_digits("pin 1234")
    'pin ****'
    >>> mask_digits("")
    ''
    """
    return re.sub(r"\d", mask, text)


def insert_space_before_capitals(text: str) -> str:
    """Put a space before every capital letter inside a text: split joined words.

    >>> insert_space_before_capitals("TheQuickFox")
    'The Quick Fox'
    >>> insert_space_before_capitals("")
    ''
    """
    return re.sub(r"(?<=\w)([A-Z])", r" \1", text)


def split_at_capitals(text: str) -> list[str]:
    """Split a text before every capital letter.

    >>> split_at_capitals("aPythonList")
    ['a', 'Python', 'List']
    >>> split_at_capitals("")
    []
    """
    return re.findall(r"[A-Z][^A-Z]*|^[^A-Z]+", text)


def split_letters_and_digits(text: str) -> list[str]:
    """Split a text into its runs of digits and its runs of other characters.

    >>> split_letters_and_digits("abc12d3")
    ['abc', '12', 'd', '3']
    >>> split_letters_and_digits("")
    []
    """
    return re.findall(r"\d+|\D+", text)


def split_with_separators(text: str, separators: str) -> list[str]:
    """Split a text at several separator characters and keep the separators as items.

    >>> split_with_separators("a+b-c", "+-")
    ['a', '+', 'b', '-', 'c']
    >>> split_with_separators("", "+")
    []
    """
    return [part for part in re.split(f"([{re.escape(separators)}])", text) if part]


def reformat_date(text: str) -> str:
    """Rewrite every date of the form YYYY-MM-DD in a text as DD.MM.YYYY.

    >>> reformat_date("due 2024-03-01")
    'due 01.03.2024'
    >>> reformat_date("none")
    'none'
    """
    return re.sub(r"(\d{4})-(\d{2})-(\d{2})", r"\3.\2.\1", text)


def strip_tags(text: str) -> str:
    """Remove the tags of a piece of HTML or XML and keep the text between them.

    >>> strip_tags("<p>Hello <b>you</b></p>")
    'Hello you'
    >>> strip_tags("")
    ''
    """
    return re.sub(r"<[^>]+>", "", text)


def slugify(text: str) -> str:
    """Turn a title into a slug: lower-case words of letters and digits joined by hyphens.

    >>> slugify("Hello, World! Part 2")
    'hello-world-part-2'
    >>> slugify("")
    ''
    """
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def tokenize_expression(text: str) -> list[str]:
    """Split an arithmetic expression into numbers, names, operators and parentheses.

    >>> tokenize_expression("2*(x1 + 10)")
    ['2', '*', '(', 'x1', '+', '10', ')']
    >>> tokenize_expression("")
    []
    """
    return re.findall(r"\d+(?:\.\d+)?|[A-Za-z_]\w*|[^\s\w]", text)
