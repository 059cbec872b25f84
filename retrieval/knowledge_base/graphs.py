"""Recipes about graphs as adjacency dictionaries: traversal, shortest paths, ordering, components, trees."""

import heapq
from collections import deque


def breadth_first_search(graph: dict[str, list[str]], start: str) -> list[str]:
    """List the nodes reachable from a start in breadth-first (level) order, with a queue (BFS).

    >>> breadth_first_search({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, "a")
    ['a', 'b', 'c', 'd']
    >>> breadth_first_search({}, "a")
    ['a']
    """
    visited = [start]
    queue = deque([start])
    while queue:
        for neighbor in graph.get(queue.popleft(), []):
            if neighbor not in visited:
                visited.append(neighbor)
                queue.append(neighbor)
    return visited


def depth_first_search(graph: dict[str, list[str]], start: str) -> list[str]:
    """List the nodes reachable from a start in depth-first order, with a stack (DFS).

    >>> depth_first_search({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, "a")
    ['a', 'b', 'd', 'c']
    >>> depth_first_search({}, "a")
    ['a']
    """
    visited: list[str] = []
    stack = [start]
    while stack:
        node = stack.pop()
        if node not in visited:
            visited.append(node)
            stack.extend(reversed(graph.get(node, [])))
    return visited


def is_reachable(graph: dict[str, list[str]], start: str, goal: str) -> bool:
    """Check whether a path leads from one node of a graph to another.

    >>> is_reachable({"a": ["b"], "b": ["c"]}, "a", "c")
    True
    >>> is_reachable({"a": ["b"]}, "b", "a")
    False
    """
    seen, stack = {start}, [start]
    while stack:
        for neighbor in graph.get(stack.pop(), []):
            if neighbor not in seen:
                seen.add(neighbor)
                stack.append(neighbor)
    return goal in seen


def shortest_path(graph: dict[str, list[str]], start: str, goal: str) -> list[str] | None:
    """Return a path with the fewest edges between two nodes, or None, by breadth-first search.

    >>> shortest_path({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, "a", "d")
    ['a', 'b', 'd']
    >>> shortest_path({"a": []}, "a", "z") is None
    True
    """
    paths = deque([[start]])
    seen = {start}
    while paths:
        path = paths.popleft()
        if path[-1] == goal:
            return path
        for neighbor in graph.get(path[-1], []):
            if neighbor not in seen:
                seen.add(neighbor)
                paths.append([*path, neighbor])
    return None


def distances_from(graph: dict[str, list[str]], start: str) -> dict[str, int]:
    """Map every reachable node to its distance in edges from a start.

    >>> distances_from({"a": ["b"], "b": ["c"]}, "a")
    {'a': 0, 'b': 1, 'c': 2}
    >>> distances_from({}, "a")
    {'a': 0}
    """
    distances = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for neighbor in graph.get(node, []):
            if neighbor not in distances:
                distances[neighbor] = distances[node] + 1
                queue.append(neighbor)
    return distances


def all_paths(graph: dict[str, list[str]], start: str, goal: str) -> list[list[str]]:
    """List all paths between two nodes of a graph without cycles.

    >>> all_paths({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, "a", "d")
    [['a', 'b', 'd'], ['a', 'c', 'd']]
    >>> all_paths({}, "a", "b")
    []
    """
    if start == goal:
        return [[goal]]
    return [[start, *path] for node in graph.get(start, []) for path in all_paths(graph, node, goal)]


def dijkstra(graph: dict[str, dict[str, int]], start: str) -> dict[str, int]:
    """Map every reachable node to its shortest distance from a start by Dijkstra's algorithm.

    The graph maps each node to its neighbours and the non-negative lengths of the edges to them.

    >>> dijkstra({"a": {"b": 4, "c": 1}, "c": {"b": 2}}, "a")
    {'a': 0, 'c': 1, 'b': 3}
    >>> dijkstra({}, "a")
    {'a': 0}
    """
    distances: dict[str, int] = {}
    heap = [(0, start)]
    while heap:
        distance, node = heapq.heappop(heap)
        if node not in distances:
            distances[node] = distance
            for neighbor, length in graph.get(node, {}).items():
                heapq.heappush(heap, (distance + length, neighbor))
    return distances


def bellman_ford(edges: list[tuple[str, str, int]], start: str) -> dict[str, int]:
    """Map every reachable node to its shortest distance from a start; edges may be negative (Bellman-Ford).

    >>> bellman_ford([("a", "b", 4), ("a", "c", 5), ("c", "b", -3)], "a")
    {'a': 0, 'b': 2, 'c': 5}
    >>> bellman_ford([], "a")
    {'a': 0}
    """
    distances = {start: 0}
    for _ in range(len(edges)):
        for source, target, length in edges:
            if source in distances:
                candidate = distances[source] + length
                distances[target] = min(distances.get(target, candidate), candidate)
    return distances


def floyd_warshall(weights: list[list[float]]) -> list[list[float]]:
    """Return the shortest distances between all pairs of nodes of a weight matrix (Floyd-Warshall).

    >>> floyd_warshall([[0, 3, 9], [3, 0, 2], [9, 2, 0]])
    [[0, 3, 5], [3, 0, 2], [5, 2, 0]]
    >>> floyd_warshall([])
    []
    """
    distances = [list(row) for row in weights]
    for k, through in enumerate(distances):
        for row in distances:
            for j, onward in enumerate(through):
                row[j] = min(row[j], row[k] + onward)
    return distances


def topological_sort(graph: dict[str, list[str]]) -> list[str] | None:
    """Order the nodes of a directed graph so that every edge points forwards, or None for a cycle (Kahn).

    >>> topological_sort({"shirt": ["tie"], "tie": ["jacket"], "belt": ["jacket"]})
    ['shirt', 'belt', 'tie', 'jacket']
    >>> topological_sort({"a": ["b"], "b": ["a"]}) is None
    True
    """
    nodes = dict.fromkeys([*graph, *(target for targets in graph.values() for target in targets)])
    incoming = dict.fromkeys(nodes, 0)
    for targets in graph.values():
        for target in targets:
            incoming[target] += 1
    ready = deque(node for node in nodes if incoming[node] == 0)
    order = []
    while ready:
        node = ready.popleft()
        order.append(node)
        for target in graph.get(node, []):
            incoming[target] -= 1
            if incoming[target] == 0:
                ready.append(target)
    return order if len(order) == len(nodes) else None


def has_cycle(graph: dict[str, list[str]]) -> bool:
    """Check whether a directed graph contains a cycle, by depth-first search with colours.

    >>> has_cycle({"a": ["b"], "b": ["a"]})
    True
    >>> has_cycle({"a": ["b"], "b": []})
    False
    """
    done: set[str] = set()
    active: set[str] = set()

    def visit(node: str) -> bool:
        if node in active:
            return True
        if node in done:
            return False
        active.add(node)
        found = any(visit(neighbor) for neighbor in graph.get(node, []))
        active.remove(node)
        done.add(node)
        return found

    return any(visit(node) for node in graph)


def connected_components(graph: dict[str, list[str]]) -> list[list[str]]:
    """List the connected components of an undirected graph, the nodes of each sorted.

    >>> connected_components({"a": ["b"], "b": ["a"], "c": []})
    [['a', 'b'], ['c']]
    >>> connected_components({})
    []
    """
    components: list[list[str]] = []
    seen: set[str] = set()
    for start in graph:
        if start not in seen:
            component, stack = {start}, [start]
            while stack:
                for neighbor in graph.get(stack.pop(), []):
                    if neighbor not in component:
                        component.add(neighbor)
                        stack.append(neighbor)
            seen |= component
            components.append(sorted(component))
    return components


def is_bipartite(graph: dict[str, list[str]]) -> bool:
    """Check whether the nodes of an undirected graph can be coloured with two colours.

    >>> is_bipartite({"a": ["b"], "b": ["a", "c"], "c": ["b"]})
    True
    >>> is_bipartite({"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]})
    False
    """
    color: dict[str, int] = {}
    for start in graph:
        if start in color:
            continue
        color[start] = 0
        stack = [start]
        while stack:
            node = stack.pop()
            for neighbor in graph.get(node, []):
                if neighbor not in color:
                    color[neighbor] = 1 - color[node]
                    stack.append(neighbor)
                elif color[neighbor] == color[node]:
                    return False
    return True


def minimum_spanning_tree(edges: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Choose the edges (weight, node, node) of a minimum spanning tree by Kruskal's algorithm (union-find).

    >>> minimum_spanning_tree([(1, "a", "b"), (3, "a", "c"), (2, "b", "c")])
    [(1, 'a', 'b'), (2, 'b', 'c')]
    >>> minimum_spanning_tree([])
    []
    """
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    tree = []
    for weight, a, b in sorted(edges):
        if find(a) != find(b):
            parent[find(a)] = find(b)
            tree.append((weight, a, b))
    return tree


def adjacency_from_edges(edges: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Build the adjacency dictionary of an undirected graph from its edges.

    >>> adjacency_from_edges([("a", "b"), ("b", "c")])
    {'a': ['b'], 'b': ['a', 'c'], 'c': ['b']}
    >>> adjacency_from_edges([])
    {}
    """
    graph: dict[str, list[str]] = {}
    for a, b in edges:
        graph.setdefault(a, []).append(b)
        graph.setdefault(b, []).append(a)
    return graph


def node_degrees(edges: list[tuple[str, str]]) -> dict[str, int]:
    """Count the edges at every node of an undirected graph: the degrees of its nodes.

    >>> node_degrees([("a", "b"), ("b", "c")])
    {'a': 1, 'b': 2, 'c': 1}
    >>> node_degrees([])
    {}
    """
    degrees: dict[str, int] = {}
    for edge in edges:
        for node in edge:
            degrees[node] = degrees.get(node, 0) + 1
    return degrees


def reverse_graph(graph: dict[str, list[str]]) -> dict[str, list[str]]:
    """Reverse the direction of every edge of a directed graph: its transpose.

    >>> reverse_graph({"a": ["b"], "b": []})
    {'a': [], 'b': ['a']}
    >>> reverse_graph({})
    {}
    """
    reverse: dict[str, list[str]] = {node: [] for node in graph}
    for node, neighbors in graph.items():
        for neighbor in neighbors:
            reverse.setdefault(neighbor, []).append(node)
    return reverse


def count_islands(grid: list[list[int]]) -> int:
    """Count the islands of a grid: groups of ones joined above, below, left or right (flood fill).

    >>> count_islands([[1, 1, 0], [0, 0, 0], [0, 0, 1]])
    2
    >>> count_islands([])
    0
    """
    land = {(i, j) for i, row in enumerate(grid) for j, cell in enumerate(row) if cell}
    islands = 0
    while land:
        islands += 1
        stack = [land.pop()]
        while stack:
            i, j = stack.pop()
            for cell in ((i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)):
                if cell in land:
                    land.remove(cell)
                    stack.append(cell)
    return islands


def flood_fill(grid: list[list[int]], row: int, column: int, color: int) -> list[list[int]]:
    """Recolour the connected area of equal cells around a cell of a grid: the paint bucket.

    >>> flood_fill([[1, 1], [0, 1]], 0, 0, 5)
    [[5, 5], [0, 5]]
    >>> flood_fill([[2]], 0, 0, 2)
    [[2]]
    """
    filled = [list(line) for line in grid]
    old = grid[row][column]
    stack = [(row, column)] if old != color else []
    while stack:
        i, j = stack.pop()
        if 0 <= i < len(filled) and 0 <= j < len(filled[i]) and filled[i][j] == old:
            filled[i][j] = color
            stack += [(i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)]
    return filled


def shortest_maze_path(maze: list[list[int]]) -> int:
    """Return the steps of the shortest path from the top left to the bottom right of a maze, or -1.

    A cell of 1 is a wall; steps go up, down, left and right.

    >>> shortest_maze_path([[0, 0], [1, 0]])
    2
    >>> shortest_maze_path([[0, 1], [1, 0]])
    -1
    """
    goal = (len(maze) - 1, len(maze[-1]) - 1)
    steps = {(0, 0): 0} if maze[0][0] == 0 else {}
    queue = deque(steps)
    while queue:
        i, j = queue.popleft()
        for a, b in ((i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)):
            if 0 <= a <= goal[0] and 0 <= b <= goal[1] and maze[a][b] == 0 and (a, b) not in steps:
                steps[a, b] = steps[i, j] + 1
                queue.append((a, b))
    return steps.get(goal, -1)
