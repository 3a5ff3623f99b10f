"""Static files, media and uploads of a Django project: failed and unverified."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.facts.app_model import (
    Files,
    StaticState,
    Storage,
    UploadField,
)
from tests.checks.django.cases import FOLDER, Case, app, judge, proofs

REMOTE = Files(
    storages=(
        Storage(alias="default", backend="S3Storage", local=False),
        Storage(alias="staticfiles", backend="S3StaticStorage", local=False),
    )
)

IN_MEMORY = Storage(alias="default", backend="InMemoryStorage", local=False, in_memory=True)


def stored(media: str, static: str) -> Files:
    """Uploads and static files in these folders."""
    folders = (media, static)
    storages = (
        replace(storage, folder=folder, place=os.path.normpath(folder))
        for storage, folder in zip(FOLDER.storages, folders, strict=True)
    )
    return replace(FOLDER, storages=tuple(storages))


FAILED: list[Case] = [
    ("static-root", {"application": app(STATIC_ROOT=None)}, "STATIC_ROOT is not set"),
    ("static-root", {"application": app(STATIC_ROOT="static")}, "STATIC_ROOT is the relative path static"),
    (
        "static-root",
        {"application": app(STATIC_ROOT="/srv/site/shop/static/all")},
        "STATIC_ROOT /srv/site/shop/static/all lies in the source folder /srv/site/shop/static",
    ),
    (
        "static-root",
        {"application": app(STATIC_ROOT="/srv/media")},
        "STATIC_ROOT and MEDIA_ROOT are the same folder, /srv/media",
    ),
    (
        "static-root",
        {"application": app(files=stored("/srv/media/", "/srv/static/../media"), STATIC_ROOT="/srv/static/../media")},
        "STATIC_ROOT and MEDIA_ROOT are the same folder, /srv/static/../media",
    ),
    (
        "static-root",
        {"application": app(files=stored("/srv/media", "/srv/x/../site/shop/static"))},
        "STATIC_ROOT /srv/x/../site/shop/static lies in the source folder /srv/site/shop/static",
    ),
    ("static-root", {"application": app(files=Files())}, "django.contrib.staticfiles is not in INSTALLED_APPS"),
    ("media-root", {"application": app(MEDIA_ROOT="")}, "MEDIA_ROOT is not set"),
    ("media-root", {"application": app(MEDIA_ROOT="media")}, "MEDIA_ROOT is the relative path media"),
    (
        "media-root",
        {"application": app(MEDIA_ROOT="/srv/static/media")},
        "MEDIA_ROOT /srv/static/media lies in STATIC_ROOT /srv/static",
    ),
    (
        "media-root",
        {"application": app(files=replace(FOLDER, media_package="/srv/site/shop"))},
        "MEDIA_ROOT /srv/media lies in the Python package /srv/site/shop",
    ),
    (
        "media-root",
        {"application": app(files=stored("/srv/static/up", "/srv/static"))},
        "MEDIA_ROOT /srv/static/up lies in STATIC_ROOT /srv/static",
    ),
    (
        "media-root",
        {"application": app(files=Files(storages=(IN_MEMORY,)))},
        "InMemoryStorage keeps uploads in the memory of one process",
    ),
    ("media-root", {"application": app(MEDIA_URL="")}, "MEDIA_URL is ''"),
    ("media-root", {"application": app(MEDIA_URL="/static/")}, "MEDIA_URL is '/static/', the same as STATIC_URL"),
    (
        "media-root",
        {"application": app(files=replace(FOLDER, media_exists=False))},
        "the folder MEDIA_ROOT names, /srv/media, does not exist",
    ),
    (
        "static-collected",
        {"application": app(static=StaticState(files=9, missing=tuple("abcdefg")))},
        "7 of 9 are missing in /srv/static: a, b, c, d, e and 2 more",
    ),
    (
        "static-collected",
        {"application": app(static=StaticState(files=9, stale=("shop.css",)))},
        "changed since they were collected into /srv/static: shop.css",
    ),
    (
        "static-collected",
        {"application": app(static=StaticState(files=9, unlisted=("shop.css",)))},
        "not in the manifest of /srv/static: shop.css",
    ),
    (
        "upload-limits",
        {"application": app(DATA_UPLOAD_MAX_MEMORY_SIZE=None)},
        "DATA_UPLOAD_MAX_MEMORY_SIZE is None: there is no limit",
    ),
]


UNVERIFIED: list[Case] = [
    (
        "static-root",
        {"application": app(errors={"storages": "ImproperlyConfigured: no"})},
        "the storages could not be seen: ImproperlyConfigured: no",
    ),
    (
        "media-root",
        {"application": app(errors={"storages": "ImproperlyConfigured: no"})},
        "the storages could not be seen: ImproperlyConfigured: no",
    ),
    (
        "static-collected",
        {"application": app(static=StaticState(remote=True))},
        "a storage service keeps the static files; they were not compared",
    ),
    ("static-collected", {"application": app(static=StaticState())}, "the staticfiles finders yield no file"),
    (
        "static-collected",
        {"application": app(errors={"static": "ValueError: no"})},
        "the static files could not be compared: ValueError: no",
    ),
    (
        "upload-limits",
        {"application": app(uploads=(UploadField(field="shop.models.Product.image", capped=False),))},
        "no validator limits the size of shop.models.Product.image, and the proxy's limit was not looked at",
    ),
    (
        "upload-limits",
        {"application": app(errors={"uploads": "it was not looked at"})},
        "the file fields could not be listed: it was not looked at",
    ),
]

test_failed, test_unverified = proofs(FAILED, UNVERIFIED)


@pytest.mark.parametrize(
    ("name", "facts", "evidence"),
    [
        ("static-root", {"application": app(files=REMOTE)}, "kept by S3StaticStorage"),
        ("media-root", {"application": app(files=REMOTE)}, "kept by S3Storage"),
        (
            "media-root",
            {"application": app(files=stored("/srv/up", "/srv/static"), MEDIA_ROOT="")},
            "MEDIA_ROOT is /srv/up",
        ),
        ("upload-limits", {"application": app(uploads=())}, "no model or form of the project has a file field"),
    ],
)
def test_passed_in_another_way(name: str, facts: dict[str, Any], evidence: str) -> None:
    finding = judge(name, **facts)
    assert finding.outcome == "passed"
    assert evidence in finding.evidence[-1]
