"""The migration files against the models, and against every database that a router sends tables to."""

from __future__ import annotations

import sys
from typing import Any

from pytest_golive.facts.inspector.base import Eye, load


def see_changes(_eye: Eye) -> Any:
    """Model changes that no migration makes (as ``makemigrations --check``, without a database), and the files."""
    loader = load("django.db.migrations.loader:MigrationLoader")(None, ignore_no_migrations=True)
    state = load("django.db.migrations.state:ProjectState").from_apps(load("django.apps:apps"))
    finder = load("django.db.migrations.autodetector:MigrationAutodetector")(loader.project_state(), state)
    conflicts = loader.detect_conflicts()
    changes = {} if conflicts else finder.changes(graph=loader.graph)
    files = {str(getattr(sys.modules.get(one.__module__), "__file__", "")) for one in loader.disk_migrations.values()}
    return {
        "conflicts": {app: sorted(names) for app, names in conflicts.items()},
        "changes": [
            f"{app}: {operation.describe()}"
            for app, found in changes.items()
            for migration in found
            for operation in migration.operations
        ],
        "files": sorted(name for name in files if "site-packages" not in name and "dist-packages" not in name),
    }


def see_migrations(_eye: Eye) -> Any:
    """Migrations that a database lacks, or that conflict."""
    connections = load("django.db:connections")
    executor_of = load("django.db.migrations.executor:MigrationExecutor")
    executor = executor_of(connections["default"])
    loader = executor.loader
    unapplied, disorder = _lacking(executor, loader.graph.leaf_nodes()), _disorder(executor)
    for alias, apps in _elsewhere(loader.migrated_apps).items():
        leaves = [node for node in loader.graph.leaf_nodes() if node[0] in apps]
        other = executor_of(connections[alias])
        unapplied += [f"{alias}: {name}" for name in _lacking(other, leaves)]
        disorder += _disorder(other)
    return {
        "recorded": executor.recorder.has_table(),
        "applied": len(loader.applied_migrations),
        "unapplied": unapplied,
        "disorder": disorder,
        "conflicts": {app: sorted(names) for app, names in loader.detect_conflicts().items()},
    }


def _lacking(executor: Any, leaves: Any) -> list[str]:
    """What a database lacks of these migrations and those before them."""
    return [f"{migration.app_label}.{migration.name}" for migration, _ in executor.migration_plan(leaves)]


def _disorder(executor: Any) -> list[str]:
    """Why `migrate` would refuse to begin: a migration is recorded, and one before it is not."""
    inconsistent = load("django.db.migrations.exceptions:InconsistentMigrationHistory")
    try:
        executor.loader.check_consistent_history(executor.connection)
    except inconsistent as error:
        return [str(error).rstrip(".")]
    return []


def _elsewhere(migrated: Any) -> dict[str, set[str]]:
    """For each database beside the default one the apps whose tables a router sends there, or lets in by its own word.

    That no router objects is no word: a database of somebody else may be read beside.
    """
    router = load("django.db:router")
    found: dict[str, set[str]] = {}
    for model in load("django.apps:apps").get_models(include_auto_created=True):
        meta = model._meta
        if meta.proxy or meta.swapped or not meta.managed or meta.app_label not in migrated:
            continue
        sent = {router.db_for_read(model), router.db_for_write(model)}
        for alias in load("django.db:connections"):
            is_named = alias in sent or _is_let_in(router, alias, model)
            if alias != "default" and is_named and router.allow_migrate_model(alias, model):
                found.setdefault(alias, set()).add(meta.app_label)
    return found


def _is_let_in(router: Any, alias: str, model: Any) -> bool:
    meta = model._meta
    asked = [one.allow_migrate for one in router.routers if hasattr(one, "allow_migrate")]
    return any(allow(alias, meta.app_label, model_name=meta.model_name, model=model) for allow in asked)
