"""Recipes about binary trees written as nested tuples (left, value, right), with None for the empty tree."""

from collections import deque
from typing import Any, TypeAlias

Tree: TypeAlias = tuple[Any, int, Any] | None


def tree_height(tree: Tree) -> int:
    """Return the height (depth) of a binary tree: the number of nodes on its longest path from the root.

    >>> tree_height(((None, 1, None), 2, None))
    2
    >>> tree_height(None)
    0
    """
    if tree is None:
        return 0
    left, _, right = tree
    return 1 + max(tree_height(left), tree_height(right))


def tree_size(tree: Tree) -> int:
    """Count the nodes of a binary tree.

    >>> tree_size(((None, 1, None), 2, (None, 3, None)))
    3
    >>> tree_size(None)
    0
    """
    if tree is None:
        return 0
    left, _, right = tree
    return tree_size(left) + 1 + tree_size(right)


def tree_sum(tree: Tree) -> int:
    """Add up the values of all nodes of a binary tree.

    >>> tree_sum(((None, 1, None), 2, (None, 3, None)))
    6
    >>> tree_sum(None)
    0
    """
    if tree is None:
        return 0
    left, value, right = tree
    return tree_sum(left) + value + tree_sum(right)


def count_leaves(tree: Tree) -> int:
    """Count the leaves of a binary tree: its nodes without children.

    >>> count_leaves(((None, 1, None), 2, (None, 3, None)))
    2
    >>> count_leaves(None)
    0
    """
    if tree is None:
        return 0
    left, _, right = tree
    if left is None and right is None:
        return 1
    return count_leaves(left) + count_leaves(right)


def inorder(tree: Tree) -> list[int]:
    """List the values of a binary tree in order: left subtree, node, right subtree.

    >>> inorder(((None, 1, None), 2, (None, 3, None)))
    [1, 2, 3]
    >>> inorder(None)
    []
    """
    if tree is None:
        return []
    left, value, right = tree
    return [*inorder(left), value, *inorder(right)]


def preorder(tree: Tree) -> list[int]:
    """List the values of a binary tree in preorder: node, left subtree, right subtree.

    >>> preorder(((None, 1, None), 2, (None, 3, None)))
    [2, 1, 3]
    >>> preorder(None)
    []
    """
    if tree is None:
        return []
    left, value, right = tree
    return [value, *preorder(left), *preorder(right)]


def postorder(tree: Tree) -> list[int]:
    """List the values of a binary tree in postorder: left subtree, right subtree, node.

    >>> postorder(((None, 1, None), 2, (None, 3, None)))
    [1, 3, 2]
    >>> postorder(None)
    []
    """
    if tree is None:
        return []
    left, value, right = tree
    return [*postorder(left), *postorder(right), value]


def levels(tree: Tree) -> list[list[int]]:
    """List the values of a binary tree level by level from the root (breadth first).

    >>> levels(((None, 1, None), 2, (None, 3, None)))
    [[2], [1, 3]]
    >>> levels(None)
    []
    """
    result = []
    level = [tree] if tree is not None else []
    while level:
        result.append([value for _, value, _ in level])
        level = [child for left, _, right in level for child in (left, right) if child is not None]
    return result


def mirror_tree(tree: Tree) -> Tree:
    """Mirror a binary tree: exchange the left and right child of every node (invert the tree).

    >>> mirror_tree(((None, 1, None), 2, None))
    (None, 2, (None, 1, None))
    >>> mirror_tree(None) is None
    True
    """
    if tree is None:
        return None
    left, value, right = tree
    return (mirror_tree(right), value, mirror_tree(left))


def is_symmetric_tree(tree: Tree) -> bool:
    """Check whether a binary tree is its own mirror image.

    >>> is_symmetric_tree(((None, 1, None), 2, (None, 1, None)))
    True
    >>> is_symmetric_tree(((None, 1, None), 2, None))
    False
    """
    return tree == mirror_tree(tree)


def is_balanced_tree(tree: Tree) -> bool:
    """Check whether the subtrees of every node of a binary tree differ in height by at most one.

    >>> is_balanced_tree(((None, 1, None), 2, None))
    True
    >>> is_balanced_tree((((None, 1, None), 2, None), 3, None))
    False
    """
    if tree is None:
        return True
    left, _, right = tree
    close = abs(tree_height(left) - tree_height(right)) <= 1
    return close and is_balanced_tree(left) and is_balanced_tree(right)


def is_search_tree(tree: Tree) -> bool:
    """Check whether a binary tree is a binary search tree: its values in order strictly increase.

    >>> is_search_tree(((None, 1, None), 2, (None, 3, None)))
    True
    >>> is_search_tree(((None, 5, None), 2, None))
    False
    """
    values = inorder(tree)
    return all(a < b for a, b in zip(values, values[1:]))


def insert_into_search_tree(tree: Tree, value: int) -> Tree:
    """Return a binary search tree with a value added; a value it has is not added again.

    >>> insert_into_search_tree((None, 2, None), 1)
    ((None, 1, None), 2, None)
    >>> insert_into_search_tree(None, 1)
    (None, 1, None)
    """
    if tree is None:
        return (None, value, None)
    left, root, right = tree
    if value < root:
        return (insert_into_search_tree(left, value), root, right)
    if value > root:
        return (left, root, insert_into_search_tree(right, value))
    return tree


def search_tree_contains(tree: Tree, value: int) -> bool:
    """Check whether a binary search tree contains a value, going left or right at each node.

    >>> search_tree_contains(((None, 1, None), 2, (None, 3, None)), 3)
    True
    >>> search_tree_contains(None, 3)
    False
    """
    while tree is not None and tree[1] != value:
        tree = tree[0] if value < tree[1] else tree[2]
    return tree is not None


def tree_from_sorted(values: list[int]) -> Tree:
    """Build a balanced binary search tree from a sorted list.

    >>> tree_from_sorted([1, 2, 3])
    ((None, 1, None), 2, (None, 3, None))
    >>> tree_from_sorted([]) is None
    True
    """
    if not values:
        return None
    middle = len(values) // 2
    return (tree_from_sorted(values[:middle]), values[middle], tree_from_sorted(values[middle + 1 :]))


def root_to_leaf_paths(tree: Tree) -> list[list[int]]:
    """List the values along every path from the root of a binary tree to a leaf.

    >>> root_to_leaf_paths(((None, 1, None), 2, (None, 3, None)))
    [[2, 1], [2, 3]]
    >>> root_to_leaf_paths(None)
    []
    """
    if tree is None:
        return []
    left, value, right = tree
    below = root_to_leaf_paths(left) + root_to_leaf_paths(right)
    return [[value, *path] for path in below] or [[value]]


def maximum_path_to_leaf(tree: Tree) -> int:
    """Return the largest sum of values along a path from the root of a binary tree to a leaf.

    >>> maximum_path_to_leaf(((None, 1, None), 2, (None, 3, None)))
    5
    >>> maximum_path_to_leaf(None)
    0
    """
    return max(map(sum, root_to_leaf_paths(tree)), default=0)


def tree_diameter(tree: Tree) -> int:
    """Return the number of nodes on the longest path between any two nodes of a binary tree.

    >>> tree_diameter(((None, 1, None), 2, (None, 3, None)))
    3
    >>> tree_diameter(None)
    0
    """
    if tree is None:
        return 0
    left, _, right = tree
    through_root = tree_height(left) + 1 + tree_height(right)
    return max(through_root, tree_diameter(left), tree_diameter(right))


def tree_minimum_depth(tree: Tree) -> int:
    """Return the number of nodes on the shortest path from the root of a binary tree to a leaf.

    >>> tree_minimum_depth(((None, 1, None), 2, ((None, 4, None), 3, None)))
    2
    >>> tree_minimum_depth(None)
    0
    """
    queue = deque([(tree, 1)] if tree is not None else [])
    while queue:
        node, depth = queue.popleft()
        children = [child for child in (node[0], node[2]) if child is not None]
        if not children:
            return depth
        queue.extend((child, depth + 1) for child in children)
    return 0


def tree_maximum(tree: Tree) -> int | None:
    """Return the largest value of a binary tree, or None when it is empty.

    >>> tree_maximum(((None, 7, None), 2, (None, 3, None)))
    7
    >>> tree_maximum(None) is None
    True
    """
    return max(inorder(tree), default=None)


def is_max_heap(values: list[int]) -> bool:
    """Check whether a list holds a max heap: no node is smaller than its children at 2i + 1 and 2i + 2.

    >>> is_max_heap([9, 5, 8, 1])
    True
    >>> is_max_heap([1, 2])
    False
    """
    return all(values[(i - 1) // 2] >= values[i] for i in range(1, len(values)))
