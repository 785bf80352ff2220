"""The one error a user is meant to read."""


class UserError(Exception):
    """Something outside the program went wrong (a file, a disk, a wrong input).

    Its text is one Vietnamese sentence, or two: what happened and what to do. The command line prints it
    and exits with 1; the window shows it. Anything else that is raised is a bug.
    """


class Cancelled(Exception):  # noqa: N818 - it is not an error: the user asked for it
    """Raised inside long work when the user cancels; what was half done must be taken back."""
