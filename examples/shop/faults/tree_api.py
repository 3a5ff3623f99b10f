"""Faults of what the shop's tests request of its API."""

from __future__ import annotations

from faults.trees import Tree, tree_fault


@tree_fault("api-route-untested", reds=("tests.api-endpoints-covered",))
def api_route_untested(tree: Tree) -> None:
    """Add a route to the API that no test requests."""
    tree.edit(
        "store/api_urls.py",
        "urlpatterns = [",
        'urlpatterns = [\n    path("v1/wishes/", api.orders, name="api-wishes"),',
    )


@tree_fault("api-method-untested", reds=("tests.api-endpoints-covered",))
def api_method_untested(tree: Tree) -> None:
    """Let a route take another method, which no test uses."""
    tree.edit("store/api.py", "@csrf_exempt\n@require_POST", '@csrf_exempt\n@require_http_methods(["POST", "DELETE"])')
    tree.edit("store/api.py", "import require_GET, require_POST", "import require_GET, require_http_methods")
