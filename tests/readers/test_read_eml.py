"""E-mails: the text that was written, and what came along with it."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from reading import assert_contract, notices, picture

from diple.errors import ReadError
from diple.readers import read_document

TEXT = "Joint Statement\n\nThe Parties shall meet in Orlen.\n"
PAGE = "<html><body><h1>Joint Statement</h1><p>The Parties shall meet in Orlén.</p></body></html>"


def message(text=TEXT, **fields):
    made = EmailMessage()
    made["From"] = "Press Office <press@mfa.astria.example>"
    made["Subject"] = "Joint Statement of Astria and Velmark"
    made["Date"] = "Tue, 4 Mar 2031 23:30:00 -0500"
    made["Message-ID"] = "<1@mfa.astria.example>"
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    if text is not None:
        made.set_content(text)
    return made


def read(made):
    document = read_document(made if isinstance(made, bytes) else made.as_bytes())
    assert_contract(document)
    return document


def test_the_text_its_subject_and_its_day():
    document = read(message())
    assert (document.format, document.text) == ("eml", TEXT.strip())
    assert (document.title, document.date) == ("Joint Statement of Astria and Velmark", "2031-03-04")
    assert picture(document).startswith("heading 1 | Joint Statement")
    assert document.warnings == ()


def test_the_plain_form_is_read_before_the_page():
    made = message()
    made.add_alternative(PAGE, subtype="html")
    assert read(made).text == TEXT.strip()


def test_a_page_is_read_as_one():
    made = message(None)
    made.set_content(PAGE, subtype="html", charset="windows-1252")
    document = read(made)
    assert document.text == "Joint Statement\n\nThe Parties shall meet in Orlén."
    assert document.encoding == "cp1252"


def test_attachments_are_named():
    made = message()
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Соглашение.pdf")
    made.add_attachment("another text", filename="annex.txt")
    made.add_attachment(message("Forwarded."))
    document = read(made)
    assert document.text == TEXT.strip()
    assert notices(document)["dropped_attachments"] == {"names": ["Соглашение.pdf", "annex.txt", "message/rfc822"]}


def test_an_old_encoding_and_a_charset_that_nobody_knows():
    body = "Стороны договорились о встрече. Стороны подтвердили приверженность Договору."
    for charset in ("koi8-r", "x-klingon"):
        head = (
            f"From: a@example.org\r\nMessage-ID: <1@example.org>\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
        )
        assert read(head.encode() + body.encode("koi8-r")).text == body


def test_a_memorandum_is_no_message():
    text = "From: The Ministry\nTo: The Embassy\nSubject: Orlen\n\nThe Parties shall meet."
    assert read_document(text.encode()).format == "text"
    assert read_document(text, format="eml").text == "The Parties shall meet."


def many_parts():
    part = b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n"
    return b"From: a@example.org\r\nMIME-Version: 1.0\r\n" + b"".join(part % (at, at) for at in range(200))


HOSTILE = {
    "many parts": (many_parts(), "TOO_MANY_PARTS"),
    "a sealed message": (
        b"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime\r\n\r\nAAAA\r\n",
        "ENCRYPTED",
    ),
    "no text": (message(" \n").as_bytes(), "EMPTY_INPUT"),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_refused(data, code):
    with pytest.raises(ReadError) as caught:
        read_document(data, name="mail.eml")
    assert caught.value.code == code and "mail.eml" in caught.value.message
