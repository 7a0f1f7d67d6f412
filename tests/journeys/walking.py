"""A person at a browser; every page they come to is held against axe and the width of the window."""

import re

from tests import chromium


class Walker:
    """``look`` is called wherever they arrive, so a journey is also a check of every page on its way."""

    def __init__(self, page, address, *, script=True):
        self.page, self.address, self.script = page, address, script
        self.complaints: list[str] = []
        page.on("console", self._complain)

    def _complain(self, said):
        """A form sent back with 422 is how errors are shown, and no complaint."""
        if said.type == "error" and "status of 422" not in said.text:
            self.complaints.append(said.text)

    def look(self):
        """Nothing wrong for screen readers, nothing wider than the window, nothing refused by the policy."""
        if self.script:  # axe is a script itself
            found = chromium.axe(self.page)
            assert found == [], f"{self.page.url}: {found}"
            assert chromium.sideways(self.page) <= 0, self.page.url
        assert self.complaints == [], f"{self.page.url}: {self.complaints}"

    def goto(self, path):
        self.page.goto(self.address + path)
        self.look()

    def press(self, name, *, exact=False):
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        self.page.wait_for_load_state()
        self.look()

    def follow(self, name, *, exact=False):
        self.page.get_by_role("link", name=name, exact=exact).first.click()
        self.page.wait_for_load_state()
        self.look()

    def fill(self, label, words):
        self.page.get_by_label(label).first.fill(words)

    def choose(self, label, name):
        """The first option of a list that has these words in it."""
        field = self.page.get_by_label(re.compile(rf"^{label}( \(optional\))?$"))
        field.select_option(value=field.locator("option", has_text=name).first.get_attribute("value"))

    def says(self, words):
        """Waits until the page has them."""
        self.page.get_by_role("main").get_by_text(words).first.wait_for()

    def sit(self, name):
        self.goto("/demo/")
        self.press(re.compile(rf"Sit here.*{name}"))

    def fetch(self, path):
        """With this person's cookies."""
        return self.page.request.get(self.address + path)

    @property
    def here(self):
        return self.page.url.removeprefix(self.address)


def walker(browser, portal, *, width=1280, script=True):
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    return Walker(context.new_page(), portal.address, script=script)
