"""Recipes of classic dynamic programming: coins, knapsacks, edit distance, grids, partitions and stairs."""

from itertools import accumulate


def count_coin_change_ways(coins: list[int], amount: int) -> int:
    """Count the ways to make an amount from unlimited coins, the order of coins ignored (coin change).

    >>> count_coin_change_ways([1, 2, 5], 5)
    4
    >>> count_coin_change_ways([2], 3)
    0
    >>> count_coin_change_ways([], 0)
    1
    """
    ways = [1] + [0] * amount
    for coin in coins:
        for total in range(coin, amount + 1):
            ways[total] += ways[total - coin]
    return ways[amount]


def minimum_coins(coins: list[int], amount: int) -> int:
    """Return the smallest number of coins that make an amount, or -1 when it cannot be made.

    >>> minimum_coins([1, 5, 10], 18)
    5
    >>> minimum_coins([2], 3)
    -1
    >>> minimum_coins([], 0)
    0
    """
    unreachable = amount + 1
    fewest = [0] + [unreachable] * amount
    for total in range(1, amount + 1):
        fewest[total] = min((fewest[total - c] + 1 for c in coins if c <= total), default=unreachable)
    return fewest[amount] if fewest[amount] < unreachable else -1


def greedy_change(amount: int, denominations: list[int]) -> list[int]:
    """Make change greedily with the largest coins or notes first, which is optimal for usual currencies.

    >>> greedy_change(63, [1, 5, 10, 25])
    [25, 25, 10, 1, 1, 1]
    >>> greedy_change(0, [1])
    []
    """
    change = []
    for value in sorted(denominations, reverse=True):
        count, amount = divmod(amount, value)
        change += [value] * count
    return change


def knapsack(values: list[int], weights: list[int], capacity: int) -> int:
    """Return the largest total value of items within a capacity, each used at most once (0/1 knapsack).

    >>> knapsack([10, 7, 12], [4, 3, 6], 9)
    19
    >>> knapsack([], [], 10)
    0
    """
    best = [0] * (capacity + 1)
    for value, weight in zip(values, weights):
        for room in range(capacity, weight - 1, -1):
            best[room] = max(best[room], best[room - weight] + value)
    return best[capacity]


def unbounded_knapsack(values: list[int], weights: list[int], capacity: int) -> int:
    """Return the largest total value of items that fit into a capacity, each used as often as one likes.

    >>> unbounded_knapsack([7, 10], [3, 5], 11)
    24
    >>> unbounded_knapsack([], [], 10)
    0
    """
    best = [0] * (capacity + 1)
    for room in range(1, capacity + 1):
        fits = [best[room - weight] + value for value, weight in zip(values, weights) if weight <= room]
        best[room] = max(fits, default=0)
    return best[capacity]


def fractional_knapsack(values: list[float], weights: list[float], capacity: float) -> float:
    """Return the largest total value that fits into a capacity when items may be divided, by greedy choice.

    >>> fractional_knapsack([30, 20], [3, 4], 5)
    40.0
    >>> fractional_knapsack([], [], 10)
    0.0
    """
    total = 0.0
    for value, weight in sorted(zip(values, weights), key=lambda item: item[0] / item[1], reverse=True):
        taken = min(weight, capacity)
        total += value * taken / weight
        capacity -= taken
    return total


def rod_cutting(prices: list[int], length: int) -> int:
    """Return the largest revenue of cutting a rod, given the price of a piece of each length from 1.

    >>> rod_cutting([1, 5, 8, 9], 4)
    10
    >>> rod_cutting([], 0)
    0
    """
    best = [0]
    for size in range(1, length + 1):
        cuts = range(1, min(size, len(prices)) + 1)
        best.append(max((prices[cut - 1] + best[size - cut] for cut in cuts), default=0))
    return best[length]


def edit_distance(first: str, second: str) -> int:
    """Return the Levenshtein distance of two strings: the fewest insertions, deletions and substitutions.

    >>> edit_distance("kitten", "sitting")
    3
    >>> edit_distance("", "abc")
    3
    """
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        previous = row
        row = [i]
        for j, b in enumerate(second, start=1):
            row.append(min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b)))
    return row[-1]


def deletion_distance(first: str, second: str) -> int:
    """Return the fewest insertions and deletions, without substitutions, that turn one string into another.

    >>> deletion_distance("bread", "beard")
    2
    >>> deletion_distance("", "ab")
    2
    """
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        previous = row
        row = [i]
        for j, b in enumerate(second, start=1):
            row.append(previous[j - 1] if a == b else min(previous[j], row[j - 1]) + 1)
    return row[-1]


def can_make_subset_sum(numbers: list[int], target: int) -> bool:
    """Check whether some subset of a list adds up to a target (the subset sum problem).

    >>> can_make_subset_sum([8, 6, 3, 11], 14)
    True
    >>> can_make_subset_sum([3, 5], 4)
    False
    >>> can_make_subset_sum([], 0)
    True
    """
    reachable = {0}
    for x in numbers:
        reachable |= {total + x for total in reachable}
    return target in reachable


def count_subsets_with_sum(numbers: list[int], target: int) -> int:
    """Count the subsets of a list of non-negative numbers that add up to a target.

    >>> count_subsets_with_sum([1, 2, 3, 3], 6)
    3
    >>> count_subsets_with_sum([], 0)
    1
    """
    ways = [1] + [0] * target
    for x in numbers:
        for total in range(target, x - 1, -1):
            ways[total] += ways[total - x]
    return ways[target]


def can_partition_equally(numbers: list[int]) -> bool:
    """Check whether a list can be split into two subsets of equal sum (the partition problem).

    >>> can_partition_equally([2, 7, 4, 1])
    True
    >>> can_partition_equally([1, 2, 5])
    False
    """
    half, odd = divmod(sum(numbers), 2)
    reachable = {0}
    for x in numbers:
        reachable |= {total + x for total in reachable}
    return not odd and half in reachable


def minimum_partition_difference(numbers: list[int]) -> int:
    """Return the smallest difference between the sums of two parts of a list of non-negative numbers.

    >>> minimum_partition_difference([3, 9, 4, 7])
    1
    >>> minimum_partition_difference([])
    0
    """
    reachable = {0}
    for x in numbers:
        reachable |= {total + x for total in reachable}
    total = sum(numbers)
    return min(abs(total - 2 * part) for part in reachable)


def count_grid_paths(rows: int, columns: int) -> int:
    """Count the paths from the top left to the bottom right cell of a grid, moving right or down.

    >>> count_grid_paths(3, 3)
    6
    >>> count_grid_paths(1, 5)
    1
    """
    ways = [1] * columns
    for _ in range(rows - 1):
        ways = list(accumulate(ways))
    return ways[-1]


def count_grid_paths_with_obstacles(grid: list[list[int]]) -> int:
    """Count the right-and-down paths through a grid in which 1 marks a blocked cell.

    >>> count_grid_paths_with_obstacles([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    2
    >>> count_grid_paths_with_obstacles([[1]])
    0
    """
    ways = [1] + [0] * (len(grid[0]) - 1)
    for row in grid:
        for j, blocked in enumerate(row):
            if blocked:
                ways[j] = 0
            elif j > 0:
                ways[j] += ways[j - 1]
    return ways[-1]


def minimum_path_sum(grid: list[list[int]]) -> int:
    """Return the smallest sum of a path from the top left to the bottom right, moving right or down.

    >>> minimum_path_sum([[2, 1, 4], [3, 9, 1], [1, 1, 2]])
    9
    >>> minimum_path_sum([[5]])
    5
    """
    best = list(accumulate(grid[0]))
    for row in grid[1:]:
        best[0] += row[0]
        for j in range(1, len(row)):
            best[j] = row[j] + min(best[j], best[j - 1])
    return best[-1]


def minimum_path_cost_with_diagonals(grid: list[list[int]], row: int, column: int) -> int:
    """Return the smallest cost of a path from the top left to a cell, moving right, down or diagonally.

    >>> minimum_path_cost_with_diagonals([[1, 2], [4, 8]], 1, 1)
    9
    >>> minimum_path_cost_with_diagonals([[3]], 0, 0)
    3
    """
    cost: dict[tuple[int, int], int] = {}
    for i in range(row + 1):
        for j in range(column + 1):
            before = [cost[p] for p in ((i - 1, j), (i, j - 1), (i - 1, j - 1)) if p in cost]
            cost[i, j] = grid[i][j] + min(before, default=0)
    return cost[row, column]


def maximum_triangle_path_sum(triangle: list[list[int]]) -> int:
    """Return the largest sum of a path from the top of a number triangle to its base.

    >>> maximum_triangle_path_sum([[3], [7, 4], [2, 4, 6]])
    14
    >>> maximum_triangle_path_sum([])
    0
    """
    best: list[int] = []
    for row in reversed(triangle):
        below = best or [0] * (len(row) + 1)
        best = [x + max(a, b) for x, a, b in zip(row, below, below[1:])]
    return best[0] if best else 0


def count_stair_ways(steps: int, longest_step: int = 2) -> int:
    """Count the ways to climb a staircase taking between one and a largest number of steps at a time.

    >>> count_stair_ways(4)
    5
    >>> count_stair_ways(4, 3)
    7
    >>> count_stair_ways(0)
    1
    """
    ways = [1]
    for _ in range(steps):
        ways.append(sum(ways[-longest_step:]))
    return ways[steps]


def minimum_jumps(jumps: list[int]) -> int:
    """Return the fewest jumps from the first to the last position, each limited by its number, or -1.

    >>> minimum_jumps([3, 1, 2, 1, 1, 5])
    3
    >>> minimum_jumps([0, 1])
    -1
    >>> minimum_jumps([0])
    0
    """
    count = end = farthest = 0
    for i, jump in enumerate(jumps[:-1]):
        farthest = max(farthest, i + jump)
        if i == end:
            if farthest == i:
                return -1
            count, end = count + 1, farthest
    return count


def matrix_chain_cost(dimensions: list[int]) -> int:
    """Return the fewest multiplications for a chain of matrices, the i-th of size dimensions[i-1] x [i].

    >>> matrix_chain_cost([2, 3, 4, 5])
    64
    >>> matrix_chain_cost([10, 20])
    0
    """
    n = len(dimensions) - 1
    cost = [[0] * (n + 1) for _ in range(n + 1)]
    for length in range(2, n + 1):
        for i in range(n - length + 1):
            k = i + length
            cost[i][k] = min(
                cost[i][j] + cost[j][k] + dimensions[i] * dimensions[j] * dimensions[k]
                for j in range(i + 1, k)
            )
    return cost[0][n]


def egg_drop_trials(eggs: int, floors: int) -> int:
    """Return the fewest trials that find the critical floor in the worst case (the egg dropping puzzle).

    >>> egg_drop_trials(2, 36)
    8
    >>> egg_drop_trials(1, 5)
    5
    """
    covered = [0] * (eggs + 1)
    trials = 0
    while covered[eggs] < floors:
        trials += 1
        for k in range(eggs, 0, -1):
            covered[k] += covered[k - 1] + 1
    return trials


def can_segment(text: str, dictionary: set[str]) -> bool:
    """Check whether a string can be cut into words of a dictionary (the word break problem).

    >>> can_segment("applepie", {"apple", "pie"})
    True
    >>> can_segment("applepi", {"apple", "pie"})
    False
    """
    reachable = {0}
    for end in range(1, len(text) + 1):
        if any(start in reachable and text[start:end] in dictionary for start in range(end)):
            reachable.add(end)
    return len(text) in reachable


def count_squares_needed(n: int) -> int:
    """Return the fewest perfect squares that add up to a number (Lagrange's four-square theorem bounds it).

    >>> count_squares_needed(12)
    3
    >>> count_squares_needed(0)
    0
    """
    fewest = [0]
    for total in range(1, n + 1):
        fewest.append(1 + min(fewest[total - k * k] for k in range(1, int(total**0.5) + 1)))
    return fewest[n]


def count_domino_tilings(length: int) -> int:
    """Count the ways to tile a board two squares high with dominoes.

    >>> count_domino_tilings(4)
    5
    >>> count_domino_tilings(0)
    1
    """
    a, b = 1, 1
    for _ in range(length):
        a, b = b, a + b
    return a


def largest_square_of_ones(matrix: list[list[int]]) -> int:
    """Return the side of the largest square of ones in a binary matrix.

    >>> largest_square_of_ones([[1, 1, 0], [1, 1, 1], [0, 1, 1]])
    2
    >>> largest_square_of_ones([])
    0
    """
    best = 0
    sides: dict[tuple[int, int], int] = {}
    for i, row in enumerate(matrix):
        for j, cell in enumerate(row):
            if cell:
                neighbours = ((i - 1, j), (i, j - 1), (i - 1, j - 1))
                sides[i, j] = 1 + min(sides.get(p, 0) for p in neighbours)
                best = max(best, sides[i, j])
    return best


def minimum_palindrome_insertions(text: str) -> int:
    """Return the fewest characters to insert, or to delete, to make a string a palindrome.

    >>> minimum_palindrome_insertions("abca")
    1
    >>> minimum_palindrome_insertions("")
    0
    """
    row = [0] * (len(text) + 1)
    for a in text:
        previous = row
        row = [0]
        for j, b in enumerate(reversed(text)):
            row.append(previous[j] + 1 if a == b else max(previous[j + 1], row[j]))
    return len(text) - row[-1]
