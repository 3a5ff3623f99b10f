"""What the models declare (tables, indexes, upload fields) and whether static files are collected."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from typing import Any

from pytest_golive.facts.inspector.base import Eye, dotted, load


def see_tables(_eye: Eye) -> Any:
    """Each table with the indexes, unique constraints and foreign keys its model declares."""
    told = []
    for model in load("django.apps:apps").get_models(include_auto_created=True):
        meta = model._meta
        if meta.proxy or meta.swapped:
            continue
        told.append(
            {
                "name": meta.db_table,
                "model": meta.label,
                "managed": bool(meta.managed),
                "in_default": _in_default(model),
                "columns": [field.column for field in meta.local_fields if field.column],
                "indexes": _indexes(meta),
                "unique": _unique(meta),
                "foreign_keys": [field.column for field in meta.local_fields if field.remote_field and field.column],
            }
        )
    return told


def _in_default(model: Any) -> bool:
    """Whether `migrate` makes its table in the default database: a router may send it elsewhere."""
    router, meta = load("django.db:router"), model._meta
    # What stands between two models is made with the one that declares it.
    is_made = (meta.auto_created or model)._meta.can_migrate(load("django.db:connections")["default"])
    return bool(is_made and router.db_for_write(model) == "default" and router.allow_migrate_model("default", model))


def _columns(meta: Any, names: Any) -> list[str]:
    return [meta.get_field(str(name).lstrip("-")).column for name in names]


def _indexes(meta: Any) -> list[dict[str, Any]]:
    told = [{"name": index.name, "columns": _columns(meta, index.fields)} for index in meta.indexes]
    told += [{"name": "", "columns": _columns(meta, names)} for names in getattr(meta, "index_together", ()) or ()]
    told += [
        {"name": "", "columns": [field.column]}
        for field in meta.local_fields
        if field.db_index and not field.unique and field.column
    ]
    return told


def _unique(meta: Any) -> list[dict[str, Any]]:
    kind = load("django.db.models:UniqueConstraint")
    told = [
        {"name": item.name, "columns": _columns(meta, item.fields)}
        for item in meta.constraints
        if isinstance(item, kind)
    ]
    told += [{"name": "", "columns": _columns(meta, names)} for names in meta.unique_together]
    told += [{"name": "", "columns": [field.column]} for field in meta.local_fields if field.unique and field.column]
    return told


class _Upload:
    """A pretended uploaded file of a given size."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.name = "golive.jpg"
        self.content_type = "image/jpeg"
        self.file = self

    def __str__(self) -> str:
        return self.name


def see_uploads(_eye: Eye) -> Any:
    """Every upload field of the project's models and forms, and whether its validators cap the size."""
    told: list[Any] = []
    for model in load("django.apps:apps").get_models():
        told.extend(
            {"field": f"{dotted(model)}.{field.name}", "capped": _caps(field.validators)}
            for field in model._meta.local_fields
            if isinstance(field, load("django.db.models:FileField")) and _is_own(model)
        )
    for form in _subclasses(load("django.forms.forms:BaseForm")):
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, load("django.forms:FileField")) and _is_own(form) and not hasattr(form, "_meta"):
                # A clean method may measure the file; only a real upload would show it.
                unknown = hasattr(form, "clean_" + name)
                told.append(
                    {
                        "field": f"{dotted(form)}.{name}",
                        "capped": _caps(field.validators) or (None if unknown else False),
                    }
                )
    return told


def _is_own(thing: Any) -> bool:
    """Whether a class belongs to the project, not to a package it uses."""
    path = getattr(load(thing.__module__), "__file__", "") or ""
    return "site-packages" not in path and "dist-packages" not in path


def _subclasses(kind: Any) -> list[Any]:
    found = []
    for sub in kind.__subclasses__():
        found += [sub, *_subclasses(sub)]
    return found


def _caps(validators: Any) -> bool:
    """Whether a validator takes a small file and refuses a huge one of the same name."""
    problem = load("django.core.exceptions:ValidationError")
    for validate in validators:
        try:
            validate(_Upload(1))
        except Exception:  # noqa: BLE001, S112 - a validator about something else than size
            continue
        try:
            validate(_Upload(1 << 45))
        except problem:
            return True
        except Exception:  # noqa: BLE001, S112 - it did not say that the file is too large
            continue
    return False


def see_static(_eye: Eye) -> Any:
    """Which source files are not, or not as they are now, in STATIC_ROOT."""
    settings = load("django.conf:settings")
    if "django.contrib.staticfiles" not in settings.INSTALLED_APPS:
        return {"error": "django.contrib.staticfiles is not in INSTALLED_APPS"}
    storage = load("django.contrib.staticfiles.storage:staticfiles_storage")
    if not isinstance(storage, load("django.core.files.storage:FileSystemStorage")):
        return {"remote": True, "files": 0, "missing": [], "stale": [], "unlisted": []}
    told: dict[str, Any] = {"remote": False, "files": 0, "missing": [], "stale": [], "unlisted": []}
    seen = set()
    for finder in load("django.contrib.staticfiles.finders").get_finders():
        for path, source in finder.list([]):
            name = os.path.join(source.prefix, path) if getattr(source, "prefix", None) else path
            if name in seen or os.path.basename(name).startswith("."):
                continue
            seen.add(name)
            told["files"] += 1
            with source.open(path) as file:
                problem, which = _collected(storage, name.replace(os.sep, "/"), file.read())
            if problem:
                told[problem].append(which)
    return told


def _collected(storage: Any, name: str, content: bytes) -> tuple[str, str]:
    """What is wrong with one collected file, ``missing``, ``stale``, ``unlisted`` or nothing, and with which."""
    root, manifest = str(storage.location or ""), getattr(storage, "hashed_files", None)
    copy, listed = os.path.join(root, name), (manifest or {}).get(name)
    if not root or (listed and not os.path.isfile(os.path.join(root, listed))):
        return "missing", listed or name
    if os.path.isfile(copy):
        with open(copy, "rb") as collected:
            if collected.read() != content:
                return "stale", name
    elif not listed:  # WhiteNoise may keep the hashed copies only.
        return "missing", name
    if listed and not _is_rewritten(storage, name, content):
        whole = load("django.core.files.base:ContentFile")(content)
        if storage.hashed_name(name, whole) != listed:
            return "stale", listed
    return ("unlisted" if manifest is not None and not listed else ""), name


def _is_rewritten(storage: Any, name: str, content: bytes) -> bool:
    """Whether the hash in a listed name is not that of the source: its addresses are replaced, or it is minified."""
    if storage.post_process.__module__.partition(".")[0] not in {"django", "whitenoise"}:
        return True
    rules = [rule for glob, rules in storage._patterns.items() if fnmatch(name, glob) for rule, _ in rules]
    text = content.decode("utf-8", "replace")
    return any(rule.search(text) for rule in rules)
