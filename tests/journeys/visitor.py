"""A person at a browser window: what they do, and what every page they see is held to."""

from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Locator, expect

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
#: WCAG 2.0 to 2.2, levels A and AA, and what axe calls best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visitor:
    """One window. Anything the browser complains of is kept, and must be nothing in the end."""

    def __init__(self, browser: Browser, address: str, *, width: int, script: bool) -> None:
        self.address = address
        self.script = script
        self.complaints: list[str] = []
        self._window = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script, bypass_csp=False
        )
        self.page = self._window.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def opens(self, path: str) -> None:
        """Go to an address of the portal; the page must answer, and be sound."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        self.finds_the_page_sound()

    def signs_in(self, email: str, password: str) -> None:
        """Come in with email and password."""
        self.opens("/sign-in/")
        self.page.get_by_label("Email address").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.presses("Sign in")

    def signs_out(self) -> None:
        """Go out by the button every page has."""
        self.presses("Sign out")

    def follows(self, words: str) -> None:
        """Follow the link with these words."""
        self.page.get_by_role("link", name=words).first.click()
        self.page.wait_for_load_state()
        self.finds_the_page_sound()

    def presses(self, words: str) -> None:
        """Press the button with these words (a link drawn as one counts)."""
        self.page.get_by_role("button", name=words).first.click()
        self.page.wait_for_load_state()
        self.finds_the_page_sound()

    def uploads(self, name: str, data: bytes) -> None:
        """Choose a file of these bytes and have it checked; waits until the check is done."""
        self.page.get_by_label("Your spreadsheet").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        )
        self.presses("Check this file")
        self.page.get_by_role("heading", name="Audit trail").wait_for(timeout=60_000)
        self.finds_the_page_sound()

    def sees(self, words: str) -> Locator:
        """The words must be on the page, for this person to see."""
        found = self.page.get_by_role("main").get_by_text(words).first
        expect(found).to_be_visible()
        return found

    def does_not_see(self, words: str) -> None:
        """The words must not be on the page."""
        expect(self.page.get_by_role("main").get_by_text(words)).to_have_count(0)

    def finds_the_page_sound(self) -> None:
        """Axe finds nothing on the page, and the browser has complained of nothing so far."""
        assert self.complaints == []
        if not self.script:
            return
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)[
            "violations"
        ]
        told = [f"{one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})" for one in found]
        assert told == [], f"{self.page.url}: {told}"

    def leaves(self) -> None:
        """Close the window."""
        self._window.close()
