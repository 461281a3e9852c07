"""The one thing a reader raises: a file that cannot be read, said in words its sender can act on."""


class Unreadable(Exception):
    """The file cannot be read at all, so no cell of it can be named.

    `code` is stable kebab-case for programs, `message` says what the file is, `remedy` what to send instead.
    """

    def __init__(self, code: str, message: str, remedy: str) -> None:
        """Keep the three parts; the exception's own text is the two sentences together."""
        super().__init__(f"{message} {remedy}")
        self.code = code
        self.message = message
        self.remedy = remedy


def damaged(what: str) -> Unreadable:
    """The refusal of a spreadsheet whose inside does not hold together; `what` says where, in plain words."""
    return Unreadable(
        "damaged-file",
        f"This file is damaged: {what}.",
        "Open it in your spreadsheet program, save it again as XLSX or CSV and send the new file.",
    )


def too_heavy() -> Unreadable:
    """The refusal of a file that takes more memory or time to read than any return needs."""
    return Unreadable(
        "file-too-heavy",
        "This file takes more memory or time to read than we allow.",
        "Copy the return alone into a new spreadsheet, save it as XLSX or CSV and send that.",
    )


def too_large(what: str) -> Unreadable:
    """The refusal of a file beyond a limit; `what` is a clause that names the limit in the reader's units."""
    return Unreadable(
        "too-large",
        f"This file is too large: {what}.",
        "Send only the sheets that hold the return, without other data or pictures.",
    )
