"""What a page costs its readers, by Chromium's own figures: bytes, time until it can be used, time to answer, shifts.

Slow 4G and a slow processor are those of Chromium's developer tools. Each figure is taken in a context of its own, so that
nothing is cached.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Error, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")  # CHROMIUM may name another
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}  # ms, B/s
SLOWER = 4  # times, the processor
SETTLED = 1_000  # ms after the load event in which a page may still move

_WEIGH = """async () => {
  for (const late of document.querySelectorAll("[loading=lazy]")) late.loading = "eager";
  await Promise.all([...document.images].map((image) => image.complete || image.decode().catch(() => null)));
  const parts = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
  return parts.map((part) => [part.name, part.encodedBodySize]);
}"""
_READY = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
_WATCH_SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifted += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
# From the event to the frame after the first in which the answer is another: by then it has been painted.
_ANSWER = """(day) => new Promise((answered, failed) => {
  const [box, answer] = ["#on", "#answer"].map((name) => document.querySelector(name));
  const [before, start] = [answer.textContent, performance.now()];
  box.value = day;
  for (const kind of ["input", "change"]) box.dispatchEvent(new Event(kind, { bubbles: true }));
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => answered(performance.now() - start)));
  const look = () => {
    if (answer.textContent !== before) painted();
    else if (performance.now() - start > 10000) failed(new Error(`#answer stays as it is on ${day}`));
    else requestAnimationFrame(look);
  };
  look();
})"""


def program() -> str | None:
    """The path of the browser, None where there is none."""
    names = (os.environ.get("CHROMIUM", ""), *NAMES)
    return next((found for name in names if name and (found := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a screen. Raises RuntimeError where a page does not do what is measured."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        try:
            yield browser
        except Error as e:
            raise RuntimeError(f"the browser: {e}") from e
        finally:
            browser.close()


def weight(browser: Browser, address: str) -> dict[str, int]:
    """The bytes of a page and of each file that it loads, as they come over the line, without headers."""
    with _opened(browser) as tab:
        tab.goto(address)
        return dict(tab.evaluate(_WEIGH))


def ready(browser: Browser, address: str) -> float:
    """Seconds to DOMContentLoaded, on slow 4G and a slow processor."""
    with _opened(browser, slow_line=True, slow_processor=True) as tab:
        tab.goto(address)
        return tab.evaluate(_READY) / 1000


def answers(browser: Browser, address: str, days: list[str]) -> list[float]:
    """Milliseconds from each day put into `#on` until the page has painted another `#answer`, on a slow processor."""
    with _opened(browser, slow_processor=True) as tab:
        tab.goto(address)
        tab.wait_for_selector("#on:visible")
        return [tab.evaluate(_ANSWER, day) for day in days]


def shift(browser: Browser, address: str, viewport: dict[str, int]) -> float:
    """How much the page moves while it loads, as the sum of its layout shifts, on slow 4G and a slow processor."""
    with _opened(browser, viewport, slow_line=True, slow_processor=True) as tab:
        tab.add_init_script(_WATCH_SHIFTS)
        tab.goto(address)
        tab.wait_for_timeout(SETTLED)
        return tab.evaluate("() => window.shifted")


@contextmanager
def _opened(
    browser: Browser, viewport: dict[str, int] = DESK, slow_line: bool = False, slow_processor: bool = False
) -> Iterator[Page]:
    """An empty tab that has nothing cached."""
    context = browser.new_context(viewport=viewport)
    try:
        tab = context.new_page()
        tools = context.new_cdp_session(tab)
        if slow_line:
            tools.send("Network.enable")
            tools.send("Network.emulateNetworkConditions", SLOW_4G)
        if slow_processor:
            tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield tab
    finally:
        context.close()
