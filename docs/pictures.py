"""Takes the README's pictures from a real run of the demo: ``python docs/pictures.py`` (needs playwright, chromium)."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parent
SHOP = ROOT / "examples" / "shop"
PICTURES = HERE / "pictures"
COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "36": "#79c0ff", "1": None}
SGR = re.compile(r"\x1b\[([0-9;]*)m")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main() -> None:
    """Run the demo good and with a fault, and picture the terminal and the page."""
    PICTURES.mkdir(exist_ok=True)
    good = run()
    run("--shop-fault", "hsts-zero")
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        terminal(browser, "pytest --golive examples/shop\n" + good)
        page(browser, SHOP / "golive-report" / "go-no-go.html")
        browser.close()


def run(*flags: str) -> str:
    """The end of one run, in colour, as a terminal of 100 columns shows it."""
    command = [sys.executable, "-m", "pytest", "--golive", "--color=yes", "-p", "no:randomly", str(SHOP), *flags]
    environ = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout.replace(str(ROOT) + "/", "")


def terminal(browser: Browser, text: str) -> None:
    """Draw text with colour codes as a terminal would."""
    style = "margin:0;padding:18px 22px;background:#0d1117;color:#e6edf3;font:14px/1.45 'DejaVu Sans Mono',monospace"
    spans = "".join(coloured(text))
    tab = browser.new_page(viewport={"width": 900, "height": 300}, device_scale_factor=1.5)
    tab.set_content(f"<body style='margin:0;background:#0d1117'><pre style=\"{style}\">$ {spans}</pre>")
    tab.locator("pre").screenshot(path=PICTURES / "terminal.png")


def coloured(text: str) -> list[str]:
    """HTML of a text with SGR codes."""
    parts = SGR.split(text)
    spans = [html.escape(parts[0])]
    style: dict[str, str] = {}
    for code, piece in zip(parts[1::2], parts[2::2], strict=True):
        for number in code.split(";") or ["0"]:
            if number in {"", "0"}:
                style = {}
            elif number == "1":
                style["font-weight"] = "bold"
            elif colour := COLOURS.get(number):
                style["color"] = colour
        css = ";".join(f"{name}:{value}" for name, value in style.items())
        spans.append(f"<span style='{css}'>{html.escape(piece)}</span>" if css else html.escape(piece))
    return spans


def page(browser: Browser, path: Path) -> None:
    """The top of the static page."""
    tab = browser.new_page(viewport={"width": 1100, "height": 1000})
    tab.goto(path.as_uri())
    tab.screenshot(path=PICTURES / "go-no-go.png")


if __name__ == "__main__":
    main()
