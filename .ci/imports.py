#!/usr/bin/env python3
"""Holds the imports of the library to two rules: no two files import each other, not even by way of others, and no file
imports a folder that stands later in the order of modules.

    .ci/imports.py [SRC]     checks a tree, src by default; exits with 1 and lists what breaks a rule
    .ci/imports.py --list    prints every import as "importer -> imported"

It reads text: `use` and paths that begin with `crate`, `self` or `super`. Comments, strings and what is compiled for tests
alone do not count. A name that a `mod.rs` hands on belongs to the file that defines it.
"""

import re
import sys
from pathlib import Path

# Each uses only what stands before it. What stands on one line does not use each other.
ORDER = [
    ["budget", "printable"],
    ["message"],
    ["crypto"],
    ["report"],
    ["certificate"],
    ["tls"],
    ["container", "server_name"],
    ["path"],
    ["admission", "device", "profile"],
    ["upload"],
    ["second_certificate"],
    ["fleet"],
    ["catalogue"],
    ["ffi"],
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}

USE = re.compile(r"\b(?P<vis>pub(?:\([^)]*\))?\s+)?use\s+(?P<tree>[^;]+);")
PATH = re.compile(r"(?<![\w:])\$?[a-z]\w*(?:::\w+)+")
MODULE = re.compile(r"(?P<attributes>(?:#\[[^\]]*\]\s*)*)(?:pub(?:\([^)]*\))?\s+)?mod\s+(?P<name>\w+)\s*(?P<end>[;{])")


def without_comments(text):
    """The text with comments and the contents of strings left out."""
    token = re.compile(
        r"""//[^\n]*|/\*.*?\*/|b?r(?P<h>#*)".*?"(?P=h)|b?"(?:[^"\\]|\\.)*"|b?'(?:[^'\\]|\\.[^']*)'""", re.S
    )
    return token.sub(lambda m: '""' if m[0][-1] in "\"#" else " ", text)


def without_tests(text):
    """The text without modules and items that are compiled for tests alone, and the names of such modules in other files."""
    test_files = set()
    while match := re.search(r"#\[cfg\(test\)\]\s*(?:#\[[^\]]*\]\s*)*", text):
        rest = text[match.end() :]
        declared = re.match(r"(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*;", rest)
        if declared:
            test_files.add(declared[1])
        ends = re.search(r"[;{]", rest)
        end = ends.end() if ends else len(rest)
        if ends and ends[0] == "{":
            depth = 1
            while depth and end < len(rest):
                depth += {"{": 1, "}": -1}.get(rest[end], 0)
                end += 1
        text = text[: match.start()] + rest[end:]
    return text, test_files


def leaves(tree, prefix=()):
    """The paths of a use tree, each as a tuple of names, with the name under which it is known."""
    tree = tree.strip()
    if "{" in tree:
        head, _, body = tree.partition("{")
        inner, depth, part = body.rpartition("}")[0], 0, ""
        segments = prefix + tuple(s for s in re.split(r"::|\s+", head) if s)
        for c in inner + ",":
            depth += {"{": 1, "}": -1}.get(c, 0)
            if c == "," and depth == 0:
                if part.strip():
                    yield from leaves(part, segments)
                part = ""
            else:
                part += c
        return
    path, _, alias = tree.partition(" as ")
    segments = prefix + tuple(s.strip() for s in path.split("::") if s.strip())
    if segments[-1] == "self":
        segments = segments[:-1]
    yield segments, alias.strip() or segments[-1]


class Tree:
    """The modules of a crate: which file holds each, and what each hands on."""

    def __init__(self, root):
        self.root = Path(root)
        self.files = {}
        self.texts = {}
        self.handed_on = {}
        self._read((), self.root / "lib.rs")

    def _read(self, module, file):
        text, test_files = without_tests(without_comments(file.read_text()))
        # `pub(in crate::profile)` names a module and imports nothing.
        text = re.sub(r"pub\(in [\w:]+\)", "pub(crate)", text)
        self.files[module] = file
        self.texts[module] = text
        self.handed_on[module] = {}
        for match in USE.finditer(text):
            if match["vis"]:
                for segments, name in leaves(match["tree"]):
                    self.handed_on[module][name] = segments
        folder = file.parent if file.name in ("lib.rs", "mod.rs") else file.with_suffix("")
        for match in MODULE.finditer(text):
            if match["end"] == ";" and match["name"] not in test_files:
                places = [folder / f"{match['name']}.rs", folder / match["name"] / "mod.rs"]
                for place in filter(Path.exists, places):
                    self._read(module + (match["name"],), place)

    def absolute(self, module, segments):
        """A path as it is written in a module, from the root of the crate. None if it leads out of the crate."""
        first, *rest = segments
        if first.lstrip("$") == "crate":
            return tuple(rest)
        if first == "self":
            return module + tuple(rest)
        if first == "super":
            base = module
            while rest and first == "super":
                base, first = base[:-1], rest[0]
                if first == "super":
                    rest = rest[1:]
            return base + tuple(rest)
        if module + (first,) in self.files:
            return module + tuple(segments)
        return None

    def home(self, path, seen=()):
        """The module that defines what a path from the root names."""
        for length in range(len(path), -1, -1):
            module, rest = path[:length], path[length:]
            if module not in self.files:
                continue
            if not rest:
                return module
            handed = self.handed_on[module]
            further = handed.get(rest[0])
            if further is None and "*" in handed:
                further = handed["*"][:-1] + rest[:1]
            if further is not None and (module, rest[0]) not in seen:
                target = self.absolute(module, further)
                if target is None:
                    return None
                return self.home(target + rest[1:], (*seen, (module, rest[0])))
            return module
        return None

    def imports(self):
        """Pairs of modules: who imports whom."""
        for module, text in self.texts.items():
            names, paths = {}, []
            for match in USE.finditer(text):
                for segments, name in leaves(match["tree"]):
                    target = self.absolute(module, [s for s in segments if s != "*"])
                    if target is not None:
                        names[name] = target
                        if not match["vis"]:
                            paths.append(target)
            for match in PATH.finditer(USE.sub(" ", text)):
                first, *rest = match[0].split("::")
                target = self.absolute(module, [first, *rest])
                if target is None and first in names:
                    target = names[first] + tuple(rest)
                if target is not None:
                    paths.append(target)
            for target in paths:
                home = self.home(target)
                # A file that only declares modules and hands names on is a list of contents.
                if home is not None and home != module and not self._is_contents(home):
                    yield module, home

    def _is_contents(self, module):
        if self.files[module].name not in ("lib.rs", "mod.rs"):
            return False
        text = USE.sub(" ", MODULE.sub(" ", self.texts[module]))
        return not re.search(r"\b(fn|struct|enum|trait|const|static|type|impl|macro_rules)\b", text)


def circles(edges):
    """Groups of files that reach each other, by Tarjan's algorithm."""
    graph = {}
    for a, b in edges:
        graph.setdefault(a, set()).add(b)
        graph.setdefault(b, set())
    order, low, stack, found = {}, {}, [], []

    def visit(node):
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in order:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], order[other])
        if low[node] == order[node]:
            group = []
            while not group or group[-1] != node:
                group.append(stack.pop())
            if len(group) > 1:
                found.append(sorted(group))

    sys.setrecursionlimit(10_000)
    for node in sorted(graph):
        if node not in order:
            visit(node)
    return found


def faults(root):
    """What breaks a rule, a sentence each."""
    tree = Tree(root)
    edges = sorted(set(tree.imports()))
    name = lambda module: str(tree.files[module].relative_to(tree.root))
    for group in circles(edges):
        yield "these files import each other: " + ", ".join(map(name, group))
        for a, b in edges:
            if a in group and b in group:
                yield f"    {name(a)} -> {name(b)}"
    for a, b in edges:
        if a and b and a[0] != b[0]:
            for module in (a[0], b[0]):
                if module not in RANK:
                    yield f"{module} has no place in the order of modules, in .ci/imports.py"
            if RANK.get(a[0], 0) <= RANK.get(b[0], 0):
                yield f"{name(a)} imports {name(b)}, which stands beside it or later in the order of modules"


def main():
    root = next((argument for argument in sys.argv[1:] if not argument.startswith("-")), "src")
    if "--list" in sys.argv:
        tree = Tree(root)
        for a, b in sorted(set(tree.imports())):
            print(f"{tree.files[a]} -> {tree.files[b]}")
        return
    found = list(dict.fromkeys(faults(root)))
    for fault in found:
        print(f"imports: {fault}")
    if found:
        sys.exit(1)
    print("imports: no circle, and every folder uses only what stands before it")


if __name__ == "__main__":
    main()
