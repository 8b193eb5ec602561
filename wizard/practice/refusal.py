"""How the stand-in says no: Amazon's exception name, text and HTTP status."""

from __future__ import annotations


class Refusal(Exception):
    """An answer in Amazon's form; `code` is the exception's name, `status` the HTTP status (400 but for few)."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status


def bad_parameter(message: str) -> Refusal:
    """The refusal that Cognito gives for most wrong requests."""
    return Refusal("InvalidParameterException", message)


def not_found(message: str) -> Refusal:
    """The refusal for an object that is not there (or is in another region)."""
    return Refusal("ResourceNotFoundException", message)
