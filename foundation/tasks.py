"""What the foundation does later."""

from django.core.mail import EmailMessage


def deliver_letter(letter: str, subject: str, body: str, address: str) -> None:
    """Hand one letter to the mail server.

    Twice is nearly once: both carry the same Message-ID, by which mailboxes know
    a repeated letter.
    """
    headers = {"Message-ID": f"<{letter}@khoithidua>"}
    EmailMessage(subject, body, to=[address], headers=headers).send()
