"""Which env file is production's, and what can be told from it. Values are read and never handed on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path

from pytest_golive.data import dataclass
from pytest_golive.facts.dotenv import Dotenv, read_dotenv
from pytest_golive.facts.redact import learn_all
from pytest_golive.init.launch import Launch
from pytest_golive.init.tree import Tree, name_of

ENV_FILES = (".env", ".env.*", ".env-*", ".env_*", "*.env", "env.*")
EXAMPLE = re.compile(r"(?:^|[._/-])(?:example|sample|template|dist|tpl|skeleton)(?:$|[._/-])")
PRODUCTION = re.compile(r"(?:^|[._/-])(?:prod|production|live|deploy|deployment)(?:$|[._/-])")
DEVELOPMENT = re.compile(
    r"(?:^|[._/-])(?:dev|develop|development|local|tests?|testing|ci|stag|staging|demo)(?:$|[._/-])"
)
NO_ENV_FILE = re.compile(r"\.(?:py|js|ts|mjs|cjs|json|toml|ya?ml|sh|md|rb|ini|txt|html|enc|gpg|age|sops|vault)$")


@dataclass(frozen=True, kw_only=True)
class EnvFiles:
    """The env files of a project, the most likely one of production first."""

    path: str = ""
    """Production's, as golive.toml names it; empty when there is none."""
    why: str = ""
    """Why it is taken for production's."""
    others: tuple[str, ...] = ()
    example: str = ""
    missing: tuple[str, ...] = ()
    """Files that something which starts the application names, and that are not on this machine."""
    dotenv: Dotenv = field(default_factory=Dotenv, repr=False)
    """What production's holds: its values go nowhere."""
    example_dotenv: Dotenv = field(default_factory=Dotenv, repr=False)

    @property
    def names(self) -> frozenset[str]:
        """Variables that production's file or the example has."""
        return frozenset({*self.dotenv.values, *self.example_dotenv.values})


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    path: str
    named_by: str = ""

    @property
    def rank(self) -> tuple[int, int, str]:
        name = self.path.lower()
        if DEVELOPMENT.search(name_of(name)):
            kind = 3
        elif PRODUCTION.search(name):
            kind = 0
        else:
            kind = 1 if self.named_by.endswith(".service") else 2
        return kind, self.path.count("/"), self.path

    @property
    def why(self) -> str:
        kind = self.rank[0]
        if kind == 3:
            return "it looks like a development machine's: name production's own here"
        if self.named_by:
            return f"{self.named_by} names it"
        return "by its name" if kind == 0 else "the only kind there is: is it production's?"


def find_env_files(tree: Tree, launch: Launch) -> EnvFiles:
    """Look for them in the tree, and where the files that start the application say."""
    lying = [path for path in tree.named(*ENV_FILES) if not NO_ENV_FILE.search(path)]
    examples = [path for path in lying if EXAMPLE.search(name_of(path).lower())]
    named = {said.what: said.where for said in launch.env_files}
    found = [_Candidate(path=path, named_by=named.get(path, "")) for path in lying if path not in examples]
    found += _named_only(tree, named, {one.path for one in found})
    found = sorted((one for one in found if _read(tree, one.path).values), key=lambda one: one.rank)
    known = {one.path for one in found}
    best = found[0] if found else None
    example = min(examples, key=lambda path: (path.count("/"), path), default="")
    return EnvFiles(
        path=best.path if best else "",
        why=best.why if best else "",
        others=tuple(one.path for one in found[1:]),
        example=example,
        missing=tuple(_missing(tree, named, known)),
        dotenv=_read(tree, best.path) if best else Dotenv(),
        example_dotenv=_read(tree, example) if example else Dotenv(),
    )


def _named_only(tree: Tree, named: dict[str, str], known: set[str]) -> Iterator[_Candidate]:
    """Files that are named and have no usual name: ``/etc/shop/environment``, or its copy in the tree."""
    for path, where in named.items():
        if path not in known and tree.has(path) and not EXAMPLE.search(name_of(path).lower()):
            yield _Candidate(path=path, named_by=where)
        elif path.startswith("/"):
            copies = [one for one in tree.files if name_of(one) == name_of(path) and one not in known]
            yield from (_Candidate(path=one, named_by=where) for one in copies[:1] if not EXAMPLE.search(one.lower()))


def _missing(tree: Tree, named: dict[str, str], known: Iterable[str]) -> Iterator[str]:
    names = {name_of(path) for path in known}
    for path, where in named.items():
        if not tree.has(path) and name_of(path) not in names:
            yield f"{path} (named by {where})"


def _read(tree: Tree, path: str) -> Dotenv:
    found = read_dotenv(Path(tree.root, path))
    learn_all(found.values)
    return found
