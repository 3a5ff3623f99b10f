"""Small modules, small functions, a docstring everywhere, and no error swallowed."""

from __future__ import annotations

import ast

import pytest

from .source import Function, Module, definitions, functions, modules

MODULE_LINES = 400
FUNCTION_LINES = 40
PLUGIN_LINES = 150

EVERYTHING = {"Exception", "BaseException"}
#: Where everything may be caught, and why.
CATCHES_EVERYTHING = {
    "team.py:load_team": "a team's conftest.py may raise anything; it is told as the one message",
    "contracts/stage.py:Stage._removed": "what an adapter cannot remove is named as left",
    "contracts/stage.py:Stage._sweep": "an adapter may raise anything; contracts say that nobody looked for leftovers",
    "contracts/stage.py:Stage.close": "the run is over: what is left stays in the ledger",
    "contracts/suites/acts.py:at_once.act": "carried over to the thread of the contract and raised there",
    "contracts/trial.py:_ended": "a broken adapter is an error finding, which blocks",
    "facts/gather.py:_try": "whatever breaks a look ends as unverified with its reason",
    "checks/registry.py:_judge": "a broken check is an error finding, which blocks",
    "facts/together.py:_tried": "carried over to the caller's thread and raised there",
    "facts/inspector/base.py:Eye.look": "the application's own code may raise anything; it is told as the answer",
    "facts/inspector/flask_app.py:FlaskApp.start": "a Flask application may raise anything; it is told as the answer",
    "facts/inspector/base.py:Eye.safe": "a lazily translated text that cannot be translated is named instead",
    "facts/inspector/main.py:start": "the application's settings may raise anything; it is told as the answer",
    "facts/inspector/execution.py:begin_superusers": "a database or user model may raise anything; told with the part",
    "facts/inspector/execution.py:_static": "a team's own storage may raise anything; it is told as the answer",
    "facts/inspector/pages.py:_measured": "a page may raise anything; it is told as the answer",
    "facts/inspector/scratch.py:_migrate": "a migration may raise anything; it is told as the answer",
    "facts/inspector/scratch.py:_Scratch.drop": "whatever went wrong, people must hear of the database that is left",
    "facts/inspector/mails.py:_mail": "a template may raise anything; it is told as the answer",
    "facts/inspector/sending.py:_send": "a mail function or server may raise anything; it is told as the answer",
    "facts/inspector/models.py:_caps": "a team's own validator may raise anything about something else",
    "integrations/html.py:_never_raises.guarded": "an exception in a reporting hook would leave a report that lies",
    "reports/write.py:_write": "one broken report must not cost the others; it is handed back",
}


def test_modules_are_small() -> None:
    lines = {module.path: len(module.text.splitlines()) for module in modules()}
    wrong = [f"{path} has {count} lines" for path, count in lines.items() if count > MODULE_LINES]
    assert not wrong, f"a module over {MODULE_LINES} lines becomes a folder of the same name:\n" + "\n".join(wrong)


def test_plugin_is_a_table_of_contents() -> None:
    [plugin] = [module for module in modules() if module.path == "plugin.py"]
    count = len(plugin.text.splitlines())
    assert count <= PLUGIN_LINES, f"plugin.py has {count} lines; a hook is one call into the room that owns it"


def length(function: Function) -> int:
    """Lines from ``def`` to the end, without the docstring and without functions inside, which count alone."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        said = function.body[0]
        total -= (said.end_lineno or said.lineno) - said.lineno + 1
    inside = [node for node in function.body if isinstance(node, Function | ast.ClassDef)]
    return total - sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in inside)


def test_functions_are_small() -> None:
    wrong = [
        f"{module.path}:{function.lineno} {name} has {length(function)} lines"
        for module in modules()
        for name, function in functions(module)
        if length(function) > FUNCTION_LINES
    ]
    assert not wrong, f"a function has at most {FUNCTION_LINES} lines:\n" + "\n".join(wrong)


def is_stub(node: ast.AST) -> bool:
    """Whether a function has ``...`` for a body, as in a Protocol: its class says what it means."""
    return isinstance(node, Function) and isinstance(node.body[0], ast.Expr) and ast.unparse(node.body[0]) == "..."


def test_everything_public_has_a_docstring() -> None:
    wrong = [f"{module.path}:1 the module" for module in modules() if not ast.get_docstring(module.tree)]
    wrong += [
        f"{module.path}:{node.lineno} {name}"
        for module in modules()
        for name, node in definitions(module.tree)
        if not ast.get_docstring(node) and not is_stub(node)
    ]
    assert not wrong, "say in a docstring what it is for:\n" + "\n".join(wrong)


def is_suppress(function: ast.expr) -> bool:
    """Whether ``suppress``, by whatever name it was imported through, is called."""
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return str(name).endswith("suppress")


def catches_everything(function: Function) -> bool:
    """Whether the function itself (not one inside it) has ``except Exception``, ``BaseException`` or bare."""
    nodes = list(ast.iter_child_nodes(function))
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Call) and is_suppress(node.func) and {*map(ast.unparse, node.args)} & EVERYTHING:
            return True
        if isinstance(node, ast.ExceptHandler):
            if isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None:
                continue  # tidies up and passes it on
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(one is None or ast.unparse(one) in EVERYTHING for one in caught):
                return True
        if not isinstance(node, Function | ast.ClassDef):
            nodes += ast.iter_child_nodes(node)
    return False


def test_nothing_is_swallowed() -> None:
    found = {
        f"{module.path}:{name}"
        for module in modules()
        for name, function in functions(module)
        if catches_everything(function)
    }
    wrong = sorted(found - CATCHES_EVERYTHING.keys())
    assert not wrong, "name the errors that are meant, or list the place with its reason:\n" + "\n".join(wrong)
    gone = sorted(CATCHES_EVERYTHING.keys() - found)
    assert not gone, "nothing is caught here any more; take it off the list:\n" + "\n".join(gone)


def test_nothing_is_caught_at_module_level() -> None:
    wrong = [
        f"{module.path}:{node.lineno}" for module in modules() for node in module.tree.body if isinstance(node, ast.Try)
    ]
    assert not wrong, "optional dependencies are decided inside the function that needs them:\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("try:\n  x\n except Exception:\n  pass", True),
        ("try:\n  x\n except (ValueError, BaseException):\n  pass", True),
        ("try:\n  x\n except:\n  pass", True),
        ("with contextlib.suppress(Exception):\n  x", True),
        ("try:\n  x\n except ValueError:\n  pass", False),
        ("try:\n  x\n except BaseException:\n  y\n  raise", False),
        ("def inner():\n  try:\n   x\n  except Exception:\n   pass", False),
    ],
)
def test_the_rule_sees_what_it_should(code: str, expected: bool) -> None:
    text = f"def look():\n {code}\n"
    [(_, function), *_rest] = functions(Module("x.py", text, ast.parse(text)))
    assert catches_everything(function) is expected
