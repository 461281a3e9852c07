"""A person at a browser window: what they do, and what every page they come to is held to."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Download, Locator, Page, expect

from tests.journeys.shapes import PARTS, Shapes

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
#: WCAG 2.0 to 2.2, levels A and AA, and what axe calls best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE = 1280, 390
#: The narrowest screen on which nothing may need scrolling sideways (WCAG 2.2, 1.4.10).
NARROWEST = 320
#: The spacing a reader may set without losing anything (WCAG 2.2, 1.4.12).
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    " p { margin-bottom: 2em !important; }"
)
#: How long, in milliseconds, a worker may take over a small file or a small report.
WORK = 90_000


class Visitor:
    """One window. Anything the browser complains of is kept, and must be nothing on every page."""

    def __init__(
        self, browser: Browser, address: str, *, width: int = WIDE, script: bool = True, session: str = ""
    ) -> None:
        """Open it: on a portal's `address`, with or without `script`, as whoever has the `session`."""
        self.address = address
        self.script = script
        self.width = width
        self.complaints: list[str] = []
        self._window = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script, accept_downloads=True
        )
        if session:
            self._window.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        self.page: Page = self._window.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def opens(self, path: str, widths: Sequence[int] = ()) -> None:
        """Go to an address of the portal; the page must answer, and be sound at these widths, or at the window's."""
        answer = self.page.goto(path if path.startswith("http") else f"{self.address}{path}")
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        self.finds_the_page_sound(widths)

    def signs_in(self, email: str, password: str) -> None:
        """Come in with email and password."""
        self.opens("/sign-in/")
        self.fills("Email address", email)
        self.fills("Password", password)
        self.presses("Sign in")

    def signs_out(self) -> None:
        """Go out by the button every page has."""
        self.presses("Sign out")

    def fills(self, label: str, words: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(label, exact=True).fill(words)

    def chooses(self, label: str) -> None:
        """Choose the radio button with this label."""
        self.page.get_by_label(label, exact=True).check()

    def unfolds(self, words: str) -> None:
        """Open what is folded up under these words."""
        self.page.locator("summary").get_by_text(words).click()
        self.finds_the_page_sound()

    def follows(self, words: str) -> None:
        """Follow the first link with these words; the page it leads to must be sound."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=words).first.click()
        self.finds_the_page_sound()

    def presses(self, words: str) -> None:
        """Press the button with these words (a link drawn as one counts); the page that follows must be sound."""
        with self.page.expect_navigation():
            self._button(words).click()
        self.finds_the_page_sound()

    def downloads(self, words: str) -> Download:
        """Press a button that gives a file instead of a page."""
        with self.page.expect_download() as given:
            self._button(words).click()
        return given.value

    def saves(self, words: str) -> Download:
        """Follow a link that gives a file instead of a page."""
        with self.page.expect_download() as given:
            self.page.get_by_role("link", name=words).first.click()
        return given.value

    def _button(self, words: str) -> Locator:
        return self.page.get_by_role("button", name=words, exact=True).first

    def attaches(self, name: str, data: bytes) -> None:
        """Choose a file of these bytes in the upload form."""
        self.page.get_by_label("Your spreadsheet").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        )

    def waits_for(self, words: str) -> None:
        """Wait, touching nothing, until the page says the words by itself."""
        self.page.get_by_role("main").get_by_text(words).first.wait_for(timeout=WORK)
        self.page.wait_for_load_state()
        self.finds_the_page_sound()

    def has_done(self, words: str, *, until: str) -> None:
        """Press the button with these words, which has something done elsewhere, and wait until the page says so.

        The page in between moves on by itself, so nobody looks at it.
        """
        self._button(words).click()
        self.waits_for(until)

    def uploads(self, name: str, data: bytes) -> None:
        """Have a file checked, and wait until the page has what the check found."""
        self.attaches(name, data)
        self.has_done("Check this file", until="Audit trail")

    def sees(self, words: str) -> Locator:
        """The words must be on the page, for this person to see."""
        found = self.page.get_by_role("main").get_by_text(words).first
        expect(found).to_be_visible()
        return found

    def does_not_see(self, words: str) -> None:
        """The words must not be on the page."""
        expect(self.page.get_by_role("main").get_by_text(words)).to_have_count(0)

    def row(self, words: str) -> Locator:
        """The row of a table that holds these words."""
        return self.page.get_by_role("row").filter(has_text=words).first

    def finds_the_page_sound(self, widths: Sequence[int] = ()) -> None:
        """Axe finds nothing on the page, and the browser has complained of nothing so far.

        Axe looks at what is new to it (`shapes`), at the window's own width unless told of others.
        """
        assert self.complaints == [], "\n".join(self.complaints)
        if not self.script:
            return
        faults = [fault for width in widths or (self.width,) for fault in self._faults(width)]
        self._resizes(self.width)
        assert faults == [], "\n".join([self.page.url, *faults])

    def _faults(self, width: int) -> list[str]:
        self._resizes(width)
        parts = self.page.evaluate(PARTS)
        if Shapes.are_known(width, parts):
            return []
        found = self._violations(width)
        if not found:
            Shapes.are_sound(width, parts)
        return found

    def _violations(self, width: int) -> list[str]:
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE.read_text())
        asked = "rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"
        return [
            f"{width}: {one['id']}: {node['html'][:200]}"
            for one in self.page.evaluate(asked, RULES)["violations"]
            for node in one["nodes"][:3]
        ]

    def _resizes(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})

    def need_not_scroll_sideways(self) -> None:
        """At 320 pixels the page is no wider than the screen, also with the widest spacing a reader may set."""
        self._resizes(NARROWEST)
        for spaced in (False, True):
            if spaced:
                self.page.evaluate(
                    "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
                    " document.adoptedStyleSheets = [sheet]; }",
                    SPACED,
                )
            breadth = self.page.evaluate("document.documentElement.scrollWidth")
            assert breadth <= NARROWEST, (
                f"{self.page.url} is {breadth} wide{' when spaced' if spaced else ''}"
            )
        self.page.evaluate("document.adoptedStyleSheets = []")
        self._resizes(self.width)

    def leaves(self) -> None:
        """Close the window."""
        self._window.close()
