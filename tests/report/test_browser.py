"""The page in a real browser: quiet, self-contained, no wider than the screen, usable by keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.report.example import case
from tests.report.test_hostile import ATTACKS, hostile
from tests.report.test_publish import info

from inquest.report.html import render_html

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PAGES = {
    "private": lambda: render_html(case()),
    "published": lambda: render_html(case(), publish=info()),
    "hostile": lambda: render_html(hostile("".join(ATTACKS.values()))),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM.exists(), f"{CHROMIUM} is missing. Cure: apt-get install chromium"
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield chromium
        chromium.close()


def opened(browser: Any, path: Path, **options: Any) -> tuple[Any, list[str], list[str]]:
    page = browser.new_page(**options)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    return page, said, asked


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_quiet_alone_and_no_wider_than_the_screen(browser: Any, tmp_path: Path, name: str, width: int) -> None:
    path = tmp_path / "report.html"
    path.write_text(PAGES[name](), encoding="utf-8")
    page, said, asked = opened(browser, path, viewport={"width": width, "height": 900}, color_scheme="dark")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert said == []
    assert asked == [path.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.evaluate(
        """() => [...document.querySelectorAll('main *, aside *')].filter(e => !e.closest('.scroll, .defs, svg, .vh')
        && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert wide == []
    page.close()


def test_text_in_pictures_is_legible_on_a_phone(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(case()), encoding="utf-8")
    page, _, _ = opened(browser, path, viewport={"width": 390, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('figure svg text')].map(t => parseFloat(getComputedStyle(t).fontSize)
        * t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width)"""
    )
    assert len(sizes) > 50
    assert min(sizes) >= 9
    page.close()


def test_works_without_script_and_by_keyboard(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(case()), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert not page.locator("#f-1 table").first.is_visible()
    page.keyboard.press("Tab")
    assert page.locator(".skip").is_visible()
    page.locator("#f-1 summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#f-1 table").first.is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(browser: Any, tmp_path: Path, scheme: str) -> None:
    """Contrast of 4.5 at least (WCAG 2.2, 1.4.3) for text, its notes and links."""
    path = tmp_path / "report.html"
    path.write_text(render_html(case()), encoding="utf-8")
    page, _, _ = opened(browser, path, color_scheme=scheme)
    ratios = page.evaluate(
        """() => {
        const rgb = c => c.match(/[\\d.]+/g).slice(0, 3).map(Number)
        const flat = x => x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4
        const lum = c => { const v = rgb(c).map(x => flat(x / 255))
            return .2126 * v[0] + .7152 * v[1] + .0722 * v[2] }
        const ground = e => { while (e) { const c = getComputedStyle(e).backgroundColor
            if (!/, 0\\)|transparent/.test(c)) return c; e = e.parentElement } return 'rgb(255,255,255)' }
        const seen = s => document.querySelector(s)
        const kinds = ['.said', '.note', '.who', 'dt', '.tail', '.credit a', '.unlock', '.story p', '.mark-open']
        return kinds.map(s => { const a = lum(getComputedStyle(seen(s)).color), b = lum(ground(seen(s)))
                return [s, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)] }) }"""
    )
    assert all(ratio >= 4.5 for _, ratio in ratios), ratios
    page.close()


def test_paper_shows_every_card(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(case()), encoding="utf-8")
    page, _, _ = opened(browser, path)
    page.emulate_media(media="print")
    assert page.locator("article.card h3").first.is_visible()
    assert not page.locator(".contents").is_visible()
    page.close()
