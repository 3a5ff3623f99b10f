"""Static files, uploaded files and how large an upload may be."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.app_model import Application

SHOWN = 5


def _named(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _folder(application: Application, alias: str, setting: str) -> tuple[str, str]:
    """Where a storage keeps its files: as it is given, and without links and detours."""
    storage = application.files.storage(alias)
    given = (storage.folder if storage else "") or str(application.settings.get(setting) or "")
    return given, (storage.place if storage else "") or given


def _is_inside(path: str, folder: str) -> bool:
    return bool(path and folder) and PurePath(path).is_relative_to(folder)


@check(
    "django.static-root",
    severity="high",
    says=(
        "static_root @set|set",
        (
            "static_root @set|where|points|point|path|right|absolute|directory|folder|outside ~ static_url nginx "
            "serves served looks look reads expects folder directory source tree code django settings path web "
            "server webserver media_root at to writable absolute"
        ),
        "static root configured|set|points|path|folder ~ @set django directory setting settings static_url media",
        "static media path|paths|folder|folders|root|roots configured|@set ~ file files django settings",
    ),
)
def static_root(application: Application, evidence: Evidence) -> None:
    """STATIC_ROOT is an absolute folder of its own, apart from the source files and the uploads.

    Why: collectstatic overwrites what lies there, and the web server publishes all of it.
    Fix: set `STATIC_ROOT = BASE_DIR / "staticfiles"` (or a folder below /srv) and use it nowhere else.
    Cannot tell when: the static folders of the project could not be listed.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#static-root
    """
    if why := application.errors.get("storages"):
        cannot_tell(f"the storages could not be seen: {why}", cure="correct STORAGES in the settings")
    storage = application.files.storage("staticfiles")
    assert storage is not None, "django.contrib.staticfiles is not in INSTALLED_APPS"
    if not storage.local:
        evidence.saw(f"static files are kept by {storage.backend}, not in a folder")
        return
    root, place = _folder(application, "staticfiles", "STATIC_ROOT")
    media = _folder(application, "default", "MEDIA_ROOT")[1]
    assert root, "STATIC_ROOT is not set"
    assert PurePath(root).is_absolute(), f"STATIC_ROOT is the relative path {root}"
    assert PurePath(place) != PurePath(media), f"STATIC_ROOT and MEDIA_ROOT are the same folder, {root}"
    around = [folder for folder in application.files.static_sources if _is_inside(place, folder)]
    assert not around, f"STATIC_ROOT {root} lies in the source folder {around[0]}"
    evidence.saw(f"STATIC_ROOT is {root}, apart from {len(application.files.static_sources)} source folders")


@check(
    "django.media-root",
    severity="high",
    says=(
        "media_root @set|set",
        (
            "media_root @set|points|point|path|right|absolute|directory|folder|outside|lies|persistent|volume ~ "
            "media_url persistent volume disk mounted data uploads land folder directory source tree code django "
            "settings path static_root at storage"
        ),
        "uploads|uploaded media_root ~ land stored saved files file go folder volume disk data persistent into",
        (
            "media root configured|set|points|path|folder ~ @set django directory setting settings media_url static "
            "persistent volume"
        ),
        "static media path|paths|folder|folders|root|roots configured|@set ~ file files django settings",
    ),
)
def media_root(application: Application, evidence: Evidence) -> None:
    """MEDIA_ROOT is an existing absolute folder outside code and static files, or a storage service is used.

    Why: uploads below the code or the static files get overwritten by a deploy, or run as code.
    Fix: set `MEDIA_ROOT` to a folder of its own, such as /srv/shop/media, and create it.
    Cannot tell when: the storages could not be set up.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#media-root
    """
    if why := application.errors.get("storages"):
        cannot_tell(f"the storages could not be seen: {why}", cure="correct STORAGES in the settings")
    storage = application.files.storage("default")
    if storage is not None and not storage.local:
        assert not storage.in_memory, f"{storage.backend} keeps uploads in the memory of one process"
        evidence.saw(f"uploads are kept by {storage.backend}, not in a folder")
        return
    root, place = _folder(application, "default", "MEDIA_ROOT")
    url = (storage and storage.url) or application.settings.get("MEDIA_URL")
    assert root, "MEDIA_ROOT is not set"
    assert PurePath(root).is_absolute(), f"MEDIA_ROOT is the relative path {root}"
    static, published = _folder(application, "staticfiles", "STATIC_ROOT")
    assert not _is_inside(place, published), f"MEDIA_ROOT {root} lies in STATIC_ROOT {static}"
    package = application.files.media_package
    assert not package, f"MEDIA_ROOT {root} lies in the Python package {package}"
    assert url not in {None, "", "/"}, f"MEDIA_URL is {url!r}"
    assert url != application.settings.get("STATIC_URL"), f"MEDIA_URL is {url!r}, the same as STATIC_URL"
    assert application.files.media_exists, f"the folder MEDIA_ROOT names, {root}, does not exist"
    evidence.saw(f"MEDIA_ROOT is {root}, MEDIA_URL is {url}")


@check(
    "django.static-collected",
    severity="high",
    says=(
        "static files|assets collected python? manage.py? collectstatic?",
        "collect static files|assets python? manage.py? collectstatic?",
        "=python? manage.py collectstatic noinput?",
        "python manage.py collectstatic run|executed|completed|done",
        "collectstatic run|executed|completed|done",
        "docker compose f docker compose.prod.yml exec web python manage.py collectstatic noinput",
        "=ls staticfiles files? exist?",
        "static files|assets optimized",
        "collectstatic ran|fresh|latest|after|part|done",
        "static files|assets fresh|collected|current",
        "collectstatic without|no error|errors ~ ran runs run python manage.py deploy server finished on latest",
        (
            "collectstatic run|ran|done|executed|part|completed|latest|fresh|step|finished ~ python manage.py "
            "/manage.py noinput server did last each our deploy deployment release build pipeline after before "
            "latest final every entrypoint dockerfile static files assets css js collected settings with current"
        ),
        (
            "static|css|js|stylesheets collected|collect|collectstatic ~ files file assets static js css server "
            "deploy deployment static_root into during run before after release python manage.py all build admin "
            "current with"
        ),
        "static files|assets current|fresh ~ server collected latest build all release",
    ),
)
def static_collected(application: Application, evidence: Evidence) -> None:
    """Every static file is in STATIC_ROOT (and in the manifest) as it is in the source now.

    Why: one that is missing is a page without style, or a 500 with a manifest storage.
    Fix: run `python manage.py collectstatic --noinput` as part of every deploy.
    Cannot tell when: a storage service keeps the files, or the finders yield none.
    Source: https://docs.djangoproject.com/en/stable/howto/static-files/deployment/
    """
    if why := application.errors.get("static"):
        cannot_tell(f"the static files could not be compared: {why}", cure="correct STATIC_ROOT and STORAGES")
    static = application.static
    if static.remote:
        cure = "answer the line with a test of your own that asks the storage service"
        cannot_tell("a storage service keeps the static files; they were not compared", cure=cure)
    if not static.files:
        cannot_tell("the staticfiles finders yield no file", cure="set STATICFILES_DIRS or STATICFILES_FINDERS")
    root = application.settings.get("STATIC_ROOT") or "STATIC_ROOT, which is not set"
    evidence.saw(f"{static.files} static files compared with {root}")
    assert not static.missing, (
        f"{len(static.missing)} of {static.files} are missing in {root}: {_named(static.missing)}"
    )
    assert not static.stale, f"changed since they were collected into {root}: {_named(static.stale)}"
    assert not static.unlisted, f"not in the manifest of {root}: {_named(static.unlisted)}"


@check(
    "django.upload-limits",
    severity="medium",
    says=(
        "file|image|photo? upload size|sizes limit|limits @set|set|enforced?",
        "file upload limit|limits @set|set|enforced",
        "maximum|max file? upload size @set|set|enforced|limited",
        "file? uploads limited|restricted size",
        "data_upload_max_memory_size @set|set",
        "uploads|upload limited|capped|restricted",
        "upload|uploads size limit|limited|capped|max|cap|maximum",
        "max|maximum upload|uploads",
        (
            "upload|uploads|uploaded size|sizes|mb limit|limits|limited|cap|capped|max|maximum|restricted|capping ~ "
            "file files image images photo photos user users customer customers document documents @set type types "
            "there admin sensible reasonable body request"
        ),
        (
            "upload|uploads|uploaded large|larger|big|bigger|huge|oversized|giant refused|rejected|blocked|"
            "impossible|denied|prevented|forbidden ~ too file files image images photo photos user users customer "
            "customers than by the server attachments"
        ),
        (
            "upload|uploads|uploaded large|larger|big|bigger|huge|oversized|giant cannot|cant|no|nobody ~ too file "
            "files image images photo photos user users customer customers visitor attachments can"
        ),
        (
            "data_upload_max_memory_size|file_upload_max_memory_size @set|tuned|limited ~ django settings sensible "
            "reasonable upload uploads"
        ),
    ),
)
def upload_limits(application: Application, evidence: Evidence) -> None:
    """Uploads are limited: size of a request, number of files, and the size of every file field.

    Why: one visitor with a huge upload fills the disk or the memory of the shop.
    Fix: leave DATA_UPLOAD_MAX_MEMORY_SIZE and DATA_UPLOAD_MAX_NUMBER_FILES set, and give every file field a
        validator that refuses large files.
    Cannot tell when: a file field has no size validator: only a limit of the proxy could stop large files.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#data-upload-max-memory-size
    """
    for name in ("DATA_UPLOAD_MAX_MEMORY_SIZE", "DATA_UPLOAD_MAX_NUMBER_FILES"):
        # The second is new in Django 3.2.18, 4.0.10 and 4.1.7: older ones cannot limit it at all.
        limit = application.settings.get(name)
        assert limit is not None, f"{name} is None: there is no limit"
        evidence.saw(f"{name} is {limit}")
    if why := application.errors.get("uploads"):
        cannot_tell(f"the file fields could not be listed: {why}", cure="make `python manage.py check` work first")
    if not application.uploads:
        evidence.saw("no model or form of the project has a file field")
        return
    open_fields = tuple(upload.field for upload in application.uploads if not upload.capped)
    if open_fields:
        why = f"no validator limits the size of {_named(open_fields)}, and the proxy's limit was not looked at"
        cannot_tell(why, cure="give these fields a validator that refuses large files")
    evidence.saw(f"validators refuse a huge file in {_named(tuple(one.field for one in application.uploads))}")
