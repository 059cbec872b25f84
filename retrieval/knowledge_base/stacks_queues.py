"""Recipes that use a stack, a queue or a heap: brackets, expressions, next greater, schedules, Josephus."""

import heapq
import operator
from collections import Counter, deque


def is_balanced(text: str) -> bool:
    """Check whether the parentheses, brackets and braces of a text are balanced and well nested.

    >>> is_balanced("{[()]}()")
    True
    >>> is_balanced("([)]")
    False
    >>> is_balanced("")
    True
    """
    closing = {"(": ")", "[": "]", "{": "}"}
    expected: list[str] = []
    for char in text:
        if char in closing:
            expected.append(closing[char])
        elif char in closing.values() and (not expected or expected.pop() != char):
            return False
    return not expected


def are_parentheses_balanced(text: str) -> bool:
    """Check with a counter whether the round parentheses of a text are balanced.

    >>> are_parentheses_balanced("(a(b))")
    True
    >>> are_parentheses_balanced(")(")
    False
    """
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def maximum_nesting_depth(text: str) -> int:
    """Return how deeply the parentheses of a text are nested.

    >>> maximum_nesting_depth("(1 + (2 * (3)))")
    3
    >>> maximum_nesting_depth("")
    0
    """
    depth = deepest = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    return deepest


def split_balanced_groups(text: str) -> list[str]:
    """Split a text of parentheses into its outermost balanced groups.

    >>> split_balanced_groups("(())()")
    ['(())', '()']
    >>> split_balanced_groups("")
    []
    """
    groups, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            groups.append(text[start : i + 1])
            start = i + 1
    return groups


def brackets_to_balance(text: str) -> int:
    """Return the fewest parentheses to add so that a text of parentheses becomes balanced.

    >>> brackets_to_balance("())(")
    2
    >>> brackets_to_balance("")
    0
    """
    open_count = missing = 0
    for char in text:
        if char == "(":
            open_count += 1
        elif char == ")" and open_count:
            open_count -= 1
        elif char == ")":
            missing += 1
    return open_count + missing


def longest_balanced_length(text: str) -> int:
    """Return the length of the longest balanced substring of a text of parentheses.

    >>> longest_balanced_length(")()())")
    4
    >>> longest_balanced_length("")
    0
    """
    best, stack = 0, [-1]
    for i, char in enumerate(text):
        if char == "(":
            stack.append(i)
        else:
            stack.pop()
            if not stack:
                stack.append(i)
            best = max(best, i - stack[-1])
    return best


def next_greater_elements(numbers: list[int]) -> list[int]:
    """List for each number the next greater number to its right, or -1, with a stack.

    >>> next_greater_elements([2, 1, 3])
    [3, 3, -1]
    >>> next_greater_elements([])
    []
    """
    result = [-1] * len(numbers)
    waiting: list[int] = []
    for i, x in enumerate(numbers):
        while waiting and numbers[waiting[-1]] < x:
            result[waiting.pop()] = x
        waiting.append(i)
    return result


def previous_smaller_elements(numbers: list[int]) -> list[int]:
    """List for each number the nearest smaller number to its left, or -1, with a stack.

    >>> previous_smaller_elements([4, 2, 5, 3])
    [-1, -1, 2, 2]
    >>> previous_smaller_elements([])
    []
    """
    result: list[int] = []
    stack: list[int] = []
    for x in numbers:
        while stack and stack[-1] >= x:
            stack.pop()
        result.append(stack[-1] if stack else -1)
        stack.append(x)
    return result


def days_until_warmer(temperatures: list[int]) -> list[int]:
    """List for each day how many days pass until a warmer one, or 0.

    >>> days_until_warmer([20, 18, 21])
    [2, 1, 0]
    >>> days_until_warmer([])
    []
    """
    waits = [0] * len(temperatures)
    stack: list[int] = []
    for day, temperature in enumerate(temperatures):
        while stack and temperatures[stack[-1]] < temperature:
            earlier = stack.pop()
            waits[earlier] = day - earlier
        stack.append(day)
    return waits


def stock_spans(prices: list[int]) -> list[int]:
    """List for each day how many days up to it, in a row, had a price not above its own (stock span).

    >>> stock_spans([5, 3, 4, 6])
    [1, 1, 2, 4]
    >>> stock_spans([])
    []
    """
    spans: list[int] = []
    stack: list[int] = []
    for day, price in enumerate(prices):
        while stack and prices[stack[-1]] <= price:
            stack.pop()
        spans.append(day - stack[-1] if stack else day + 1)
        stack.append(day)
    return spans


def largest_rectangle_in_histogram(heights: list[int]) -> int:
    """Return the area of the largest rectangle inside a histogram, with a stack.

    >>> largest_rectangle_in_histogram([3, 4, 2, 1])
    6
    >>> largest_rectangle_in_histogram([])
    0
    """
    best = 0
    stack: list[tuple[int, int]] = []
    for i, height in enumerate([*heights, 0]):
        start = i
        while stack and stack[-1][1] >= height:
            start, taller = stack.pop()
            best = max(best, taller * (i - start))
        stack.append((start, height))
    return best


def evaluate_postfix(tokens: list[str]) -> int:
    """Evaluate an expression in postfix (reverse Polish) notation with integer operands.

    >>> evaluate_postfix(["2", "3", "+", "4", "*"])
    20
    >>> evaluate_postfix(["7"])
    7
    """
    operations = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.floordiv}
    stack: list[int] = []
    for token in tokens:
        if token in operations:
            right, left = stack.pop(), stack.pop()
            stack.append(operations[token](left, right))
        else:
            stack.append(int(token))
    return stack.pop()


def infix_to_postfix(tokens: list[str]) -> list[str]:
    """Convert an infix expression to postfix notation by the shunting-yard algorithm.

    >>> infix_to_postfix(["a", "+", "b", "*", "c"])
    ['a', 'b', 'c', '*', '+']
    >>> infix_to_postfix([])
    []
    """
    precedence = {"+": 1, "-": 1, "*": 2, "/": 2}
    output: list[str] = []
    operators: list[str] = []
    for token in tokens:
        if token == "(":
            operators.append(token)
        elif token == ")":
            while operators[-1] != "(":
                output.append(operators.pop())
            operators.pop()
        elif token in precedence:
            while operators and precedence.get(operators[-1], 0) >= precedence[token]:
                output.append(operators.pop())
            operators.append(token)
        else:
            output.append(token)
    return output + operators[::-1]


def remove_adjacent_duplicates(text: str) -> str:
    """Remove pairs of equal neighbouring characters again and again until none is left.

    >>> remove_adjacent_duplicates("abbaca")
    'ca'
    >>> remove_adjacent_duplicates("")
    ''
    """
    stack: list[str] = []
    for char in text:
        if stack and stack[-1] == char:
            stack.pop()
        else:
            stack.append(char)
    return "".join(stack)


def apply_backspaces(text: str, backspace: str = "#") -> str:
    """Return what a typed text shows when a character stands for the backspace key.

    >>> apply_backspaces("ab#c")
    'ac'
    >>> apply_backspaces("##")
    ''
    """
    shown: list[str] = []
    for char in text:
        if char != backspace:
            shown.append(char)
        elif shown:
            shown.pop()
    return "".join(shown)


def simplify_path(path: str) -> str:
    """Simplify an absolute Unix path: resolve single and double dots and repeated slashes.

    >>> simplify_path("/a/./b/../c//")
    '/a/c'
    >>> simplify_path("/..")
    '/'
    """
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def remove_digits_for_smallest(text: str, count: int) -> str:
    """Remove a number of digits so that the remaining number is as small as possible.

    >>> remove_digits_for_smallest("25317", 2)
    '217'
    >>> remove_digits_for_smallest("10", 2)
    '0'
    """
    stack: list[str] = []
    for digit in text:
        while count and stack and stack[-1] > digit:
            stack.pop()
            count -= 1
        stack.append(digit)
    return "".join(stack[: len(stack) - count]).lstrip("0") or "0"


def josephus_survivor(n: int, step: int) -> int:
    """Return the last of n people in a circle, numbered from 1, when every step-th is removed (Josephus).

    >>> josephus_survivor(7, 3)
    4
    >>> josephus_survivor(1, 5)
    1
    """
    survivor = 0
    for size in range(2, n + 1):
        survivor = (survivor + step) % size
    return survivor + 1


def josephus_order(n: int, step: int) -> list[int]:
    """List the order in which people in a circle, numbered from 1, are removed by counting off.

    >>> josephus_order(5, 2)
    [2, 4, 1, 5, 3]
    >>> josephus_order(0, 2)
    []
    """
    circle = deque(range(1, n + 1))
    order = []
    while circle:
        circle.rotate(1 - step)
        order.append(circle.popleft())
    return order


def minimum_merge_cost(sizes: list[int]) -> int:
    """Return the least total cost of joining pieces two at a time at the cost of their sum, with a heap.

    >>> minimum_merge_cost([4, 3, 2, 6])
    29
    >>> minimum_merge_cost([])
    0
    """
    heap = list(sizes)
    heapq.heapify(heap)
    total = 0
    while len(heap) > 1:
        joined = heapq.heappop(heap) + heapq.heappop(heap)
        total += joined
        heapq.heappush(heap, joined)
    return total


def huffman_code_lengths(text: str) -> dict[str, int]:
    """Map each character of a text to the length of its Huffman code.

    >>> huffman_code_lengths("aaabbc")
    {'a': 1, 'b': 2, 'c': 2}
    >>> huffman_code_lengths("")
    {}
    """
    lengths = dict.fromkeys(sorted(set(text)), 0)
    heap = [(count, char) for char, count in Counter(text).items()]
    heapq.heapify(heap)
    while len(heap) > 1:
        (a, first), (b, second) = heapq.heappop(heap), heapq.heappop(heap)
        for char in first + second:
            lengths[char] += 1
        heapq.heappush(heap, (a + b, first + second))
    return lengths


def running_medians(numbers: list[int]) -> list[float]:
    """List the median of the numbers seen so far at each position, with two heaps.

    >>> running_medians([5, 2, 8])
    [5.0, 3.5, 5.0]
    >>> running_medians([])
    []
    """
    low: list[int] = []
    high: list[int] = []
    medians = []
    for x in numbers:
        heapq.heappush(high, -heapq.heappushpop(low, -x))
        if len(high) > len(low):
            heapq.heappush(low, -heapq.heappop(high))
        medians.append(float(-low[0]) if len(low) > len(high) else (high[0] - low[0]) / 2)
    return medians
