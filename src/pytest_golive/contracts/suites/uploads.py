"""What customers upload."""

from __future__ import annotations

import base64
import io
import struct
import time
import zipfile
import zlib

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Answer, Leftover, Storefront
from pytest_golive.contracts.suites.people import member
from pytest_golive.contracts.trial import contract

PNG = "image/png"
#: The harmless file that every scanner calls a virus, in a form that no scanner of this machine meets.
EICAR = base64.b64decode("WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=")
SCRIPT = b"<script>alert(1)</script>"
SLOW = 30.0

#: As people and servers count them.
MEGABYTE = 1024 * 1024


@contract(
    "flow.media-upload",
    severity="high",
    overlooks="document attachment staff admin",
    says=(
        "image|file|media|photo|avatar uploads|uploading works|functional|@tested",
        "=users|customers|staff|admins upload images|files|photos|media",
        "=upload image|photo|picture|file|media|avatar|document|attachment "
        "able|works|tested|user|customer|ok|possible|profile|url|staff|admin|visitor|display|displays ~ @works "
        "@tested shown open see form mobile own",
        "=upload picture|image|photo|file|avatar works|tested|phone|mobile|able|customer|user ~ profile own",
        "=profile|user|customer|avatar picture|photo|image upload ~ works tested own",
    ),
)
def media_upload(scene: Scene) -> None:
    """A picture that a customer uploads is stored, and served with its type and size in pixels; removed, it is gone.

    Why: an upload that ends in a broken picture is found by customers first.
    Fix: let the application write to the media folder, and serve that folder at the address in the page.
    """
    url = kept(scene, uploader(scene), f"{scene.mark()}.png", picture(64, 48))
    with scene.stage.new_session() as session:
        shown = session.get(url)
        assert shown.status_code == 200, f"the picture's address is answered with {shown.status_code}"
        kind = shown.headers.get("Content-Type", "")
        assert kind.startswith(PNG), f"a PNG is served as {kind or 'nothing'}"
        size = pixels(shown.content)
        assert size == (64, 48), f"a picture of 64 × 48 is served as {size}"
        upload = scene.made.pop()
        with scene.staff() as staff:
            staff.remove(upload)
        gone = session.get(url, headers={"Cache-Control": "no-cache"}).status_code
    assert gone in {403, 404, 410}, f"the picture was removed, and its address is answered with {gone}"
    scene.saw("a PNG of 64 × 48 was stored, served and removed")


@contract(
    "flow.upload-malware-rejected",
    severity="high",
    effect="writes",
    says=(
        "uploaded|uploads files? scanned|scan|scanning malware|virus|viruses|antivirus",
        "infected|malicious files|uploads rejected|refused|blocked|quarantined",
        "eicar test? file? rejected|refused|blocked|quarantined",
        "eicar test? file? upload gets? rejected|refused|blocked|quarantined",
        "clamav scans|scanning|checks|scan uploads|files",
        "=upload malware|virus|antivirus|eicar|clamav|malicious|infected|clamd ~ file document user customer check "
        "scan active enabled test quarantined blocked refused rejected gets before saved",
        "upload malware|virus|antivirus|eicar|clamav|malicious|infected scan|quarantined|blocked|refused|rejected ~ "
        "file user test get document",
        "upload malware|virus|antivirus|eicar|clamav|malicious|infected cannot|cant ~ file user test get document",
        "=scan upload|file malware|virus ~ user new",
        "eicar file|test|upload through|blocked|caught|stopped|rejected|refused|quarantined ~ get virus",
    ),
)
def upload_malware_rejected(scene: Scene) -> None:
    """The EICAR test file is refused with a word: as it is, with the name of a picture, and in a ZIP.

    Why: a shop that serves what anybody uploads infects its own customers and staff.
    Fix: have a scanner look at each file before it is stored, and refuse uploads while the scanner does not answer.
    """
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("eicar.com", EICAR)
    visitor = uploader(scene)
    for name, content, kind in (
        ("eicar.txt", EICAR, "text/plain"),
        ("eicar.jpg", EICAR, "image/jpeg"),
        ("eicar.zip", archive.getvalue(), "application/zip"),
    ):
        refused(scene, visitor, name, content, kind, "the EICAR test file")
    scene.saw("refused: the EICAR test file, plain, as a .jpg and in a .zip")


@contract(
    "flow.upload-too-large-rejected",
    severity="medium",
    effect="writes",
    numbers={"megabytes": lambda settings: settings.app.upload_max_bytes / MEGABYTE},
    says=(
        "file? upload size limit @set|set?",
        "max|maximum file|upload size @set|set",
        "large|big|huge|oversized|oversize files|uploads|images rejected|refused|blocked|413",
        "files|uploads above|over|larger|bigger|exceeding than? {megabytes} mb get? 413|rejected|refused|blocked",
        "files|uploads {megabytes} mb get? 413|rejected|refused|blocked",
        "upload size? limit {megabytes} mb @set|set?",
        "upload above|larger|bigger|large|huge|oversized|big|too refused|rejected|blocked|error|413|message "
        "{megabytes}? ~ mb kb gb megabyte size limit than file image document show user get accepted photo clear "
        "instead crash",
        "upload above|larger|bigger|large|huge|oversized|big|too cannot|cant|not {megabytes}? ~ mb kb gb megabyte "
        "size limit than file image document show user get accepted photo clear instead crash",
        "file|image|photo|document above|larger|bigger|large|huge|oversized|big|exceeding "
        "refused|rejected|413|blocked {megabytes}? ~ mb kb gb megabyte size limit than upload error message show get "
        "too user instead crash",
        "=upload limit|maximum|max|cap {megabytes}? mb|kb|gb|megabyte|size ~ file mb kb gb megabyte enforced set "
        "works tested get instead crash",
        "=upload limit|maximum|cap enforced|set|works|tested ~ file",
        "file|upload {megabytes} mb refused|rejected|413|blocked|maximum|max ~ image size get instead crash",
        "big|large|huge|oversized|mb upload|file cut|error|413|message|stop|refused|limit|rejected {megabytes}? ~ "
        "get instead crash image gb friendly",
    ),
)
def upload_too_large_rejected(scene: Scene) -> None:
    """A file of the declared size is taken, one of a byte more is refused within 30 s.

    The limit is `upload_max_bytes` of `[app]`.

    Why: without a limit a few uploads fill the disk.
    Fix: check the size in the form, and let the proxy refuse bodies a little larger than that.
    """
    limit = scene.settings.app.upload_max_bytes
    if not limit:
        cannot_tell("no limit is declared", cure="set upload_max_bytes in [app] of golive.toml")
    visitor = uploader(scene)
    kept(scene, visitor, f"{scene.mark()}.png", padded(limit))
    began = time.monotonic()
    answer = visitor.upload(f"{scene.mark()}.png", padded(limit + 1), PNG)
    remember(scene, answer)
    assert answer.refused, f"a file of {limit + 1} bytes was taken"
    seconds = time.monotonic() - began
    assert seconds < SLOW, f"a file of {limit + 1} bytes was refused after {seconds:.0f} s"
    scene.saw(f"{limit} bytes were taken, {limit + 1} refused")


@contract(
    "flow.upload-type-rejected",
    severity="high",
    effect="writes",
    says=(
        "allowed|permitted|upload file|image types restricted|limited|enforced|whitelisted|allowlisted",
        "file|upload types restricted|limited|whitelisted|allowlisted",
        "only allowed|permitted|safe file|image types accepted",
        "wrong|disallowed|forbidden|dangerous|executable|unexpected file types? rejected|refused|blocked",
        "executable|php|exe|script uploads rejected|refused|blocked",
        "only images|pdf|pdfs|jpg|png pdf|pdfs|png? uploaded",
        ".exe|.php|.svg|.html .exe|.php|.svg|.html? uploads|files refused|rejected|blocked",
        "only images|pdf|jpg|png|jpeg jpg|png|pdf|jpeg? accepted|allowed uploads|upload",
        "upload "
        "php|exe|.exe|.php|script|executable|html|.html|svg|.svg|forbidden|dangerous|disallowed|wrong|unexpected "
        "refused|rejected|blocked|impossible|prevented|denied ~ file type possible disguised jpg user fake extension "
        "named double renamed",
        "upload "
        "php|exe|.exe|.php|script|executable|html|.html|svg|.svg|forbidden|dangerous|disallowed|wrong|unexpected "
        "not|cannot|cant ~ file type possible disguised jpg user fake extension named double renamed",
        "only upload|accept image|jpg|jpeg|png|pdf|gif|webp|safe|allowed ~ file type format extension user document",
        "upload type|extension|mime|format "
        "restricted|limited|whitelisted|allowed|allowlist|safe|enforced|validation|check ~ file only image user "
        "content",
        "=upload type|extension|mime|format ~ file check image content",
        "=file extension|type|format whitelisted|allowed|allowlist|restricted ~ upload only image",
        "nobody|no|cannot|cant|not upload .php|php|exe|.exe|script|executable|.html|.svg ~ file user customer possible",
        "=upload image|jpg|png|pdf only ~ file accepts users",
    ),
)
def upload_type_rejected(scene: Scene) -> None:
    """What is no picture is refused with a word, whatever its name and type say: programs, PHP, SVG with script, HTML.

    Why: a page or program that the shop's own host serves has the shop's cookies and its customers' trust.
    Fix: decide by the content (open the picture), give the file a name and an ending of your own, and never take SVG.
    """
    visitor = uploader(scene)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
    page = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
    files = (
        ("tool.exe", b"MZ\x90\x00" + bytes(60), "application/octet-stream"),
        ("shell.php", b"<?php echo 1; ?>", "application/x-php"),
        ("drawing.svg", svg, "image/svg+xml"),
        ("page.html", page, "text/html"),
        ("shell.php.jpg", b"<?php echo 1; ?>", "image/jpeg"),
        ("page.jpg", page, "image/jpeg"),
    )
    for name, content, kind in files:
        refused(scene, visitor, name, content, kind, name)
    kept(scene, visitor, f"{scene.mark()}.png", picture(8, 8))
    scene.saw(f"refused: {', '.join(name for name, _, _ in files)}; a PNG was taken")


def uploader(scene: Scene) -> Storefront:
    """A customer who may upload."""
    return member(scene)


def kept(scene: Scene, visitor: Storefront, name: str, content: bytes) -> str:
    """Upload a picture and have it removed at the end; asserts that the shop takes it. Its address."""
    answer = visitor.upload(name, content, PNG)
    remember(scene, answer)
    assert answer.accepted, f"a picture was refused: {answer.message} {dict(answer.errors) or ''}"
    assert answer.message, "the picture was taken, and no page shows its address"
    return answer.message


def refused(scene: Scene, visitor: Storefront, name: str, content: bytes, kind: str, what: str) -> None:
    """Assert that the shop refuses a file, and says so."""
    answer = visitor.upload(name, content, kind)
    remember(scene, answer)
    assert answer.refused, f"{what} was taken as {name}" if what != name else f"{name} was taken"
    assert answer.message or answer.errors, f"{name} was refused without a word"


def remember(scene: Scene, answer: Answer) -> None:
    """Have what was taken removed at the end."""
    if answer.accepted:
        scene.made.append(Leftover(kind="upload", id=answer.message, mark=scene.stage.mark))


def picture(width: int, height: int) -> bytes:
    """A PNG of one colour."""
    rows = zlib.compress((b"\0" + b"\x30\x60\x90" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def padded(size: int) -> bytes:
    """A PNG of exactly this many bytes, by a text in it."""
    small = picture(8, 8)
    end = len(small) - 12
    return small[:end] + chunk(b"tEXt", b"Comment\0" + b"-" * (size - len(small) - 20)) + small[end:]


def chunk(name: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def pixels(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG."""
    if content[:8] != b"\x89PNG\r\n\x1a\n":
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height
