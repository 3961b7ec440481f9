"""E-mails: the text that was written, and what came along with it."""

from __future__ import annotations

import base64
import time
from email.message import EmailMessage

import pytest
from reading import assert_contract, notices, picture

import diple
from diple.errors import ReadError
from diple.readers import read_document
from packing import docx, p, r

TEXT = "Joint Statement\n\nThe Parties shall meet in Orlen.\n"
PAGE = "<html><body><h1>Joint Statement</h1><p>The Parties shall meet in Orlén.</p></body></html>"


def message(text=TEXT, *, cte=None, **fields):
    made = EmailMessage()
    made["From"] = "Press Office <press@mfa.astria.example>"
    made["Subject"] = "Joint Statement of Astria and Velmark"
    made["Date"] = "Tue, 4 Mar 2031 23:30:00 -0500"
    made["Message-ID"] = "<1@mfa.astria.example>"
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    if text is not None:
        made.set_content(text, cte=cte)
    return made


def in_html(page):
    made = message(None)
    made.set_content(f"<html><body>{page}</body></html>", subtype="html")
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


HEAD = "From: press@mfa.astria.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("fields", "body", "text"),
    [
        ("Content-Transfer-Encoding: quoted-printable", "The Parties shall m=\neet in Orl=C3=A9n=2E", "The Parties shall meet in Orlén."),
        ("Content-Transfer-Encoding: base64", "0KHRgtC+0YDQvtC90Ysg0LTQvtCz0L7QstC+0YDQuNC70LjR\ngdGMLg==", "Стороны договорились."),
        ("", "The Parties shall \nmeet in Orlen.", "The Parties shall \nmeet in Orlen."),
        ("; format=flowed", "The Parties shall \nmeet in Orlen. \n\nThey part.\n", "The Parties shall meet in Orlen. \n\nThey part."),
        ("; format=flowed; delsp=yes", "双方 \n将会晤。\n", "双方将会晤。"),
        ("; format=flowed", "From now \n>> on they \n>> meet.\n-- \nThe Press \nOffice", "From now \n>> on they meet.\n-- \nThe Press Office"),
        ("; format=flowed", " From the port.\n  - set in", "From the port.\n - set in"),
    ],
)  # fmt: skip
def test_how_a_body_travels_is_undone(fields, body, text):
    head = HEAD + (fields if fields.startswith(";") else f"\n{fields}".rstrip())
    assert read(f"{head}\n\n{body}\n".encode()).text == text


STUB = "View this message in your browser: https://mfa.astria.example/9"


def test_a_plain_form_that_is_empty_or_a_stub_gives_way_to_the_page():
    longer = PAGE.replace("Orlén.", "Orlén. " + "They reaffirm the Treaty on the shared waters. " * 4)
    for plain, told in ((" ", None), (STUB, "read_rich_form")):
        made = message(plain)
        made.add_alternative(longer, subtype="html")
        made.add_alternative("BEGIN:VCALENDAR", subtype="calendar")
        document = read(made)
        assert document.text.startswith("Joint Statement\n\nThe Parties shall meet in Orlén. They")
        assert (told in notices(document)) == (told is not None)


def test_a_page_with_its_pictures_is_read_where_there_is_no_plain_form():
    made = message(None)
    made.set_content(PAGE, subtype="html")
    made.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<1>")
    made.make_alternative()
    document = read(made)
    assert document.text == "Joint Statement\n\nThe Parties shall meet in Orlén."
    assert notices(document)["dropped_attachments"] == {"names": ["image/png"]}


def test_a_message_whose_statement_is_attached_says_so():
    made = message(None)
    word = docx(p(r("The Parties shall meet.")))
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    made.add_attachment(word, maintype="application", subtype=kind, filename="statement.docx")
    with pytest.raises(ReadError) as caught:
        read_document(made.as_bytes(), name="mail.eml")
    assert "'statement.docx'" in caught.value.message and "Save the attachment" in caught.value.remedy
    (attached,) = made.iter_attachments()
    assert read_document(attached.get_content()).text == "The Parties shall meet."


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


FRENCH = "L’accord est signé ; la délégation a réaffirmé son attachement à la liberté de navigation."


@pytest.mark.parametrize("charset", ["us-ascii", "iso-8859-1", "windows-1251", "x-klingon"])
def test_utf_8_that_calls_itself_something_else_is_read_and_told(charset):
    head = f"From: a@example.org\nMessage-ID: <1@example.org>\nContent-Type: text/plain; charset={charset}\n\n"
    document = read(head.encode() + FRENCH.encode())
    assert (document.text, document.encoding) == (FRENCH, "utf-8")
    assert notices(document)["wrong_charset"]["declared"] == charset


def test_a_message_is_told_by_what_programs_write_or_by_its_name():
    text = "From: a@example.org\nSubject: Note\nDate: Tue, 4 Mar 2031 23:30:00 -0500\n\nThe Parties shall meet."
    assert read(text.encode()).format == "eml"
    by_hand = text.replace("Tue, 4 Mar 2031 23:30:00 -0500", "4 March 2031").encode()
    assert read_document(by_hand).format == "text"
    assert read_document(by_hand, name="note.eml").text == "The Parties shall meet."
    assert read_document(b"The Parties shall meet.", name="note.eml").format == "text"


SEALED = "-----BEGIN PGP MESSAGE-----\n\nhQEMA6\n-----END PGP MESSAGE-----\n"


def test_a_passage_that_is_encrypted_is_told_and_a_message_of_nothing_else_refused():
    document = read(message(f"The Parties shall meet.\n\n{SEALED}"))
    assert document.text == "The Parties shall meet."
    assert notices(document)["dropped_encrypted"] == {"count": 1}
    assert document.coverage and document.coverage.found > document.coverage.kept
    with pytest.raises(ReadError) as caught:
        read(message(SEALED))
    assert caught.value.code == "ENCRYPTED"


BASE64 = HEAD + "\nContent-Transfer-Encoding: base64\n\n"
LONG = "Стороны договорились о встрече в Орлене. Они вновь встретятся весной, как было решено в прошлом году."


def in_base64(text):
    return base64.encodebytes(text.encode()).decode()


@pytest.mark.parametrize("less", [1, 2, 3, 5, 6, 7, 8])
def test_base64_that_is_cut_off_gives_what_can_be_decoded_and_tells(less):
    document = read((BASE64 + in_base64(LONG).rstrip()[:-less]).encode())
    assert LONG.startswith(document.text) and len(document.text) >= len(LONG) - 6
    assert notices(document) == {"cut_message": {"foreign": 0}}


def test_base64_with_other_signs_in_it_is_told_and_goes_on_in_the_next_line():
    first, *others = in_base64(LONG).splitlines()
    document = read((BASE64 + "\n".join([first, *others[:-1], "!!@@"])).encode())
    assert LONG.startswith(document.text)
    assert notices(document) == {"cut_message": {"foreign": 4}}
    document = read((BASE64 + "\n".join([first[:40] + "#!" + first[41:], *others])).encode())
    assert document.text.startswith(LONG[:14]) and document.text.endswith(LONG[-40:])
    assert notices(document)["cut_message"] == {"foreign": 2}


def test_a_message_without_its_last_boundary_is_read_to_its_end_and_tells():
    head = "From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\n"
    whole = read(f"{head}{TEXT}--B--\n".encode())
    cut = read(f"{head}{TEXT}".encode())
    assert whole.text == cut.text == TEXT.strip()
    assert (notices(whole), notices(cut)) == ({}, {"cut_message": {"foreign": 0}})


def test_lines_quoted_from_another_message_lose_their_marks_and_are_told():
    document = read(
        message("Agreed.\nOn Tuesday, Velmark wrote:\n> The third-\n> party inspectors shall stay.\n>\n>> In spring.\n")
    )
    assert (
        document.text
        == "Agreed.\nOn Tuesday, Velmark wrote:\n\nThe third-\nparty inspectors shall stay.\n\n\n\nIn spring."
    )
    assert notices(document)["quoted_lines"] == {"lines": 4, "excerpts": ["The third-"]}
    sums = "The costs are\n> 5 million for Astria, and\n3 million for Velmark."
    assert read(message(sums)).text == sums


FIELDS = "From: Press Office <press@mfa.example>\nDate: Wed, 4 Feb 2032 09:00\nSubject: Joint Statement\nTo: desk@mfa.example\n\n"
AROUND = {
    "forwarded": f"For the file.\n\n---------- Forwarded message ---------\n{FIELDS}{TEXT}",
    "forwarded, with the original below": f"For the file.\n\n-----Original Message-----\n{FIELDS}{TEXT}",
    "forwarded in Apple Mail": f"For the file.\n\nBegin forwarded message:\n\n{FIELDS}{TEXT}",
    "forwarded in Russian": f"Для дела.\n\n-------- Пересылаемое сообщение --------\nОт: press@mfa.example\nТема: Заявление\n\n{TEXT}",
    "forwarded in Arabic": f"For the file.\n\n-------- رسالة مُحوّلة --------\nمن: press@mfa.example\nتاريخ الإرسال: 4 فبراير 2032\nالموضوع: بيان\n\n{TEXT}",
    "answered": "For the file.\n\nOn Wed, 4 Feb 2032 at 09:00, Press Office <press@mfa.example>\nwrote:\n\n" + TEXT.replace("The", "> The").replace("Joint", "> Joint").replace("\n\n", "\n>\n"),
    "answered in one line": f"For the file.\n\nOn Wed, 4 Feb 2032 at 09:00, Press Office wrote:\n> {TEXT}",
    "answered in Arabic": f"For the file.\n\nفي الأربعاء، 4 فبراير 2032 في 09:00 كتب Press Office <press@mfa.example>:\n> {TEXT}",
    "answered in Outlook": f"For the file.\n\n________________________________\n{FIELDS}{TEXT}",
    "answered in French": "For the file.\n\nLe 4 février 2032 à 09:00, Press Office a écrit :\n" + TEXT.replace("The", "> The").replace("Joint", "> Joint").replace("\n\n", "\n>\n"),
}  # fmt: skip


ANSWER = "<blockquote><p>Joint Statement</p><p>The Parties shall meet in Orlen.</p></blockquote>"
FIELDS_IN_HTML = "From: Press Office<br>Sent: 4 February 2032 09:00<br>To: Desk<br>Subject: Joint Statement"
AROUND_IN_HTML = {
    "answered": f"<p>For the file.</p><div>On Wed, 4 Feb 2032 at 09:00, Press Office wrote:<br></div>{ANSWER}",
    "answered inside": f"<p>For the file.</p>{ANSWER.replace('<p>', '<div>Le 4 février 2032 à 09:00, Press Office a écrit :</div><p>', 1)}",
    "forwarded": f"<p>For the file.</p><div>---------- Forwarded message ---------<br>{FIELDS_IN_HTML}</div>{ANSWER}",
    "fields alone": f"<p>For the file.</p><div>{FIELDS_IN_HTML}</div>{ANSWER}",
    "a field a paragraph": f"<p>For the file.</p><p>{FIELDS_IN_HTML.replace('<br>', '</p><p>')}</p>{ANSWER}",
}


MESSAGES = {name: message(text) for name, text in AROUND.items()}
MESSAGES |= {f"{name}, in HTML": in_html(page) for name, page in AROUND_IN_HTML.items()}


@pytest.mark.parametrize("made", MESSAGES.values(), ids=MESSAGES.keys())
def test_the_fields_of_a_message_inside_another_are_left_out_and_told(made):
    document = read(made)
    first = "Для дела." if "Для" in document.text else "For the file."
    assert document.text.split() == f"{first} {TEXT}".split()
    assert notices(document)["dropped_furniture"]["characters"] > 20
    assert document.coverage.found > document.coverage.kept


LIKE_FIELDS = (
    "In 2032 the envoy of Astria wrote:\n\nThe Parties shall meet in Orlen.",
    "From: Astria\nTo: Velmark\n\nThe Parties shall meet in Orlen.",
    "-----Original Message-----\n\nThe Parties shall meet in Orlen.",
    "From: Astria\nDate: 2032\nSubject: Orlen",
)


@pytest.mark.parametrize("text", LIKE_FIELDS)
@pytest.mark.parametrize("is_html", [False, True])
def test_words_that_are_like_such_fields_stay(text, is_html):
    page = "".join(f"<p>{part}</p>" for part in text.replace("\n\n", "\0").replace("\n", "<br>").split("\0"))
    assert read(in_html(page) if is_html else message(text)).text.split() == text.split()


def test_a_hyphen_at_the_end_of_a_quoted_line_is_no_change():
    plain = (
        "The inspectors of the third-party states shall stay in the port of Orlen for as long as the pilots are held."
    )
    quoted = message(
        "> The inspectors of the third-\n> party states shall stay in the port of Orlen for\n> as long as the pilots are held.\n"
    )
    assert diple.compare(plain, quoted.as_bytes()).counting == ()


@pytest.mark.parametrize(
    ("kind", "content"),
    [("; smime-type=signed-data", b"AAAA"), ("", bytes.fromhex("308006092a864886f70d010702a080"))],
    ids=["by its kind", "by its content"],
)
def test_a_text_inside_its_signature_is_not_called_encrypted(kind, content):
    head = f"From: a@example.org\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime{kind}\nContent-Transfer-Encoding: base64\n\n"
    with pytest.raises(ReadError) as caught:
        read_document(head.encode() + base64.b64encode(content), name="mail.eml")
    assert (
        caught.value.code == "NOT_READABLE" and "signed" in caught.value.message and "mail.eml" in caught.value.message
    )


def test_a_message_cut_off_anywhere_in_its_forms_gives_a_beginning_of_its_text_and_tells():
    made = message(LONG, cte="base64")
    made.add_alternative(f"<p>{LONG}</p>", subtype="html", charset="utf-8", cte="8bit")
    data = made.as_bytes()
    begin = data.index(b"\n\n", data.index(b"base64")) + 8
    for end in range(begin, len(data) - 2, 3):
        document = read_document(data[:end], name="mail.eml")
        assert LONG.startswith(document.text) and "cut_message" in notices(document)


LONG_FIELDS = {
    "encoded words": b"Subject: " + b"=?utf-8?q?a?= " * 4_000,
    "parameters": b"Content-Type: text/plain" + b";\n name*N=b" * 5_000,
    "semicolons": b"Content-Type: text/plain" + b";" * 60_000,
    "comments": b"Date: " + b"(a " * 20_000,
}


@pytest.mark.parametrize("field", LONG_FIELDS)
def test_a_field_of_any_length_is_read_up_to_a_bound_and_reported(field):
    began = time.process_time()
    document = read(b"From: a@example.org\nMIME-Version: 1.0\n" + LONG_FIELDS[field] + b"\n\n" + TEXT.encode())
    assert document.text == TEXT.strip()
    assert notices(document)["long_field"] == {"parts": 1}
    assert time.process_time() - began < 1  # without the bound parameters take 4 s, and semicolons over 90 s


def test_long_fields_of_many_parts_are_reported_once():
    part = b"--B\nContent-Type: text/plain" + b";" * 2_000 + b"\n\n" + TEXT.encode()
    head = b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n"
    assert notices(read(head + part * 20 + b"--B--\n"))["long_field"] == {"parts": 20}
