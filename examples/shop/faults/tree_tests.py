"""Faults of the shop's own test suite, and of how it is delivered."""

from __future__ import annotations

from faults.trees import Tree, tree_fault

TESTS = "store/tests.py"


@tree_fault("failing-test", reds=("tests.suite-passes",))
def failing_test(tree: Tree) -> None:
    """Break what a test asks for."""
    tree.edit("store/validators.py", '".png", ', "")


@tree_fault("no-tests", reds=("tests.suite-passes",), also=("tests.coverage",))
def no_tests(tree: Tree) -> None:
    """Leave a module without a test in it."""
    tree.cut(TESTS, "class Minify", 'if __name__ == "__main__"')


@tree_fault("minify-tests-gone", reds=("tests.coverage",))
def minify_tests_gone(tree: Tree) -> None:
    """Delete the tests of a critical module."""
    tree.cut(TESTS, "class Minify", "class Validators")


SCRIPT = "deploy/deploy.sh"


@tree_fault("deploy-script-broken", reds=("release.deploy-script-valid",))
def deploy_script_broken(tree: Tree) -> None:
    """Leave an if without its end."""
    tree.edit(SCRIPT, "live() {", 'live() {\n    if [ -z "$1" ]; then')


@tree_fault("deploy-script-not-executable", reds=("release.deploy-script-valid",))
def deploy_script_not_executable(tree: Tree) -> None:
    """Take the permission to run it away."""
    (tree.root / SCRIPT).chmod(0o644)


@tree_fault("deploy-script-goes-on", reds=("release.deploy-script-valid",))
def deploy_script_goes_on(tree: Tree) -> None:
    """Let it go on after an error."""
    tree.edit(SCRIPT, "set -euo pipefail\n", "")


@tree_fault("deploy-script-wrong", reds=("release.deploy-script-valid",))
def deploy_script_wrong(tree: Tree) -> None:
    """Put spaces around an assignment."""
    tree.edit(
        SCRIPT, "tag=${2:?which tag?}", "tag=${2:?which tag?}\nif [[ $# < 2 && $ == 3 ]]; then exit 2; fi\necho ${tag[}"
    )


@tree_fault("deploy-script-no-rollback", reds=("release.deploy-script-valid",))
def deploy_script_no_rollback(tree: Tree) -> None:
    """Forget the sub-command that goes back."""
    tree.edit(SCRIPT, "deploy | rollback)", "deploy)")


@tree_fault("staging-of-another-commit", reds=("release.staging-run-passed",))
def staging_of_another_commit(tree: Tree) -> None:
    """Commit once more after the run on staging."""
    tree.add("store/assets/shop.css", "b { color: inherit }\n")
