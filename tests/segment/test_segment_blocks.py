"""Plain text to blocks, as pictures: one line a block, its kind, its label before a tilde, line breaks as spaces."""

import textwrap

import pytest

from diple.readers.document.shapes import text_blocks

LONG = "The Parties reaffirm that the waters of the strait are open to the ships of all nations, in peace as in war."
OTHER = "Ombria welcomes the report of the commission, and asks that it be published without delay in both languages."


def picture(text):
    lines = []
    for block in text_blocks(text):
        start = block.label.end if block.label else block.start
        label = f"{text[block.label.start : block.label.end]}~" if block.label else ""
        lines.append(f"{block.kind} {label}{' '.join(text[start : block.end].split())}")
    return lines


CASES = {
    "blank lines": ("A word.\n\nAnother one.\n \t\nA third.", ["paragraph A word.", "paragraph Another one.", "paragraph A third."]),
    "wrapped": ("The envoy of Pellor\nand the envoy of Sarvia\nleft.", ["paragraph The envoy of Pellor and the envoy of Sarvia left."]),
    "CR and CRLF": ("One.\r\rTwo\rand a half.\r\n\r\nThree.", ["paragraph One.", "paragraph Two and a half.", "paragraph Three."]),
    "U+2028 in, U+2029 between": ("One\u2028and a half.\u2029Two.", ["paragraph One and a half.", "paragraph Two."]),
    "a page break inside a sentence": ("They agreed to\n\fmeet again.", ["paragraph They agreed to meet again."]),
    "a page break between": ("They agreed.\n\f\nThey met.", ["paragraph They agreed.", "paragraph They met."]),
    "letters": ("The Parties agree:\n(a) to meet;\n(b) to talk.", ["paragraph The Parties agree:", "item (a)~to meet;", "item (b)~to talk."]),
    "numbers": ("They agree:\n1) to meet,\n2) to talk.", ["paragraph They agree:", "item 1)~to meet,", "item 2)~to talk."]),
    "bullets": ("They agree:\n- to meet\n- to talk\n• to part", ["paragraph They agree:", "item -~to meet", "item -~to talk", "item •~to part"]),
    "a number after its abbreviation": ("They met under Resolution No.\n231. Of this no one spoke.", ["paragraph They met under Resolution No. 231. Of this no one spoke."]),
    "a year at the start of a wrapped line": ("They met in Port Selm from the 12th to 14 March\n2031. Of this no one spoke.", ["paragraph They met in Port Selm from the 12th to 14 March 2031. Of this no one spoke."]),
    "a number that does not go on a list": ("1. They met, and the envoys of both sides then left for the island on May\n14. Of this no one spoke.", ["item 1.~They met, and the envoys of both sides then left for the island on May 14. Of this no one spoke."]),
    "a number that goes on a list": ("1. Trade in goods;\n2. Fisheries.", ["item 1.~Trade in goods;", "item 2.~Fisheries."]),
    "a narrow column": ("1. At the invitation of H.E. King Aldo\nIII of Ostrea, the President of the\nRepublic of Varland, H.E. Mr. Tomas\nBrennick, paid a state visit to Ostrea\non 14 March.", ["item 1.~At the invitation of H.E. King Aldo III of Ostrea, the President of the Republic of Varland, H.E. Mr. Tomas Brennick, paid a state visit to Ostrea on 14 March."]),
    "a number at the start of a wrapped line": ("They met under Article\n12. Of this no one spoke.", ["paragraph They met under Article 12. Of this no one spoke."]),
    "Chinese items": ("双方商定：\n（一）交换地图；\n（二）开放口岸。\n\n一、双方同意。", ["paragraph 双方商定：", "item （一）~交换地图；", "item （二）~开放口岸。", "item 一、~双方同意。"]),
    "Arabic items": ("بيان:\n1- يجتمع الطرفان.\n2- يتفق الطرفان.", ["paragraph بيان:", "item 1-~يجتمع الطرفان.", "item 2-~يتفق الطرفان."]),
    "Russian items": ("Стороны:\nа) встретятся;\nб) обсудят.", ["paragraph Стороны:", "item а)~встретятся;", "item б)~обсудят."]),
    "headings apart": ("JOINT STATEMENT\n\nI. Security\n\nThey met.", ["heading JOINT STATEMENT", "heading I.~Security", "paragraph They met."]),
    "headings on the next line": ("ARTICLE 1\nThey meet.\nArticle 2\nThey talk.", ["heading ARTICLE 1", "paragraph They meet.", "heading Article 2", "paragraph They talk."]),
    "a title over two lines": ("JOINT STATEMENT\nOF SARVIA AND OMBRIA\n\nThey met.", ["heading JOINT STATEMENT OF SARVIA AND OMBRIA", "paragraph They met."]),
    "initials are no label": ("A. J. Orre met the Council.", ["paragraph A. J. Orre met the Council."]),
    "a year is no label": ("2030. A year of peace.", ["paragraph 2030. A year of peace."]),
    "one paragraph a line": (f"Trade\n{LONG} {LONG}\nSecurity\n{OTHER} {OTHER}", ["heading Trade", f"paragraph {LONG} {LONG}", "heading Security", f"paragraph {OTHER} {OTHER}"]),
    "items without marks at their ends": ("On the following:\n\n1. the tolls of Olm\n2. the herons of the lake;\n3. the fisheries.", ["paragraph On the following:", "item 1.~the tolls of Olm", "item 2.~the herons of the lake;", "item 3.~the fisheries."]),
    "items in lower case": ("1. one shall\n2. two shall\n3. three shall", ["item 1.~one shall", "item 2.~two shall", "item 3.~three shall"]),
    "items with capitals": ("They agree:\n\n1. Tolls of Olm\n2. Herons\n3. Fish\n\nThey part.", ["paragraph They agree:", "item 1.~Tolls of Olm", "item 2.~Herons", "item 3.~Fish", "paragraph They part."]),
    "items apart": ("They agree:\n\n1. Trade\n\n2. Peace", ["paragraph They agree:", "item 1.~Trade", "item 2.~Peace"]),
    "items with Roman and Chinese numbers": ("IX. Trade\nX. Peace\n\n十九、贸易\n二十、和平", ["item IX.~Trade", "item X.~Peace", "item 十九、~贸易", "item 二十、~和平"]),
    "numbered headings have text of their own": ("1. Trade\nThey trade.\n2. Peace\nThey meet.\n\nII. Fish\n\nThey fish.", ["heading 1.~Trade", "paragraph They trade.", "heading 2.~Peace", "paragraph They meet.", "heading II.~Fish", "paragraph They fish."]),
    "a heading over items of its own": ("I. Trade\n\n1. They meet.\n2. They talk.", ["heading I.~Trade", "item 1.~They meet.", "item 2.~They talk."]),
    "a preamble": ("The Committee,\nRecalling its report,\nNoting the losses,\n1. Decides to meet.", ["paragraph The Committee,", "paragraph Recalling its report,", "paragraph Noting the losses,", "item 1.~Decides to meet."]),
    "a title and its place and date": ("Joint Communiqué of the Ministers of Veldany and Orsk\nEllam, 14 March 2031\n\n1. They met.", ["heading Joint Communiqué of the Ministers of Veldany and Orsk", "heading Ellam, 14 March 2031", "item 1.~They met."]),
    "a head before prose that is wrapped": (f"For immediate release\nPress Statement by the Spokesperson\n15 January 2033\n{LONG[:75]}\n{LONG[76:]}", ["heading For immediate release", "heading Press Statement by the Spokesperson", "heading 15 January 2033", f"paragraph {LONG}"]),
    "parties in a head": ("Joint Statement\nKingdom of Orsk – Republic of Veldany\nEllam, 8–9 April 2032\n\nThey met.", ["heading Joint Statement", "heading Kingdom of Orsk – Republic of Veldany", "heading Ellam, 8–9 April 2032", "paragraph They met."]),
    "heads in other languages": ("Déclaration conjointe des ministres\nMervaux, le 7 avril 2031\n\nДекларация министров\nг. Дорск, 5 мая 2031 года\n\n新闻公报\n二〇三三年三月二日，卡纳", ["heading Déclaration conjointe des ministres", "heading Mervaux, le 7 avril 2031", "heading Декларация министров", "paragraph г. Дорск, 5 мая 2031 года", "heading 新闻公报", "heading 二〇三三年三月二日，卡纳"]),
    "a date line inside a sentence": ("The Presidents of Orsk and Veldany, having met in\nEllam, 14 March 2031\nand agreed on it", ["paragraph The Presidents of Orsk and Veldany, having met in Ellam, 14 March 2031 and agreed on it"]),
    "a date line at the end of a sentence": ("The Parties shall meet every year, as they agreed in the statement of\nEllam, 4 February 2032.", ["paragraph The Parties shall meet every year, as they agreed in the statement of Ellam, 4 February 2032."]),
    "nothing": (" \n\t\n", []),
    "a label alone": ("1.\n\nA word.", ["paragraph 1.", "paragraph A word."]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_picture(text, expected):
    assert picture(text) == expected


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_wrapping_makes_and_loses_no_block(width):
    paragraphs = [f"{LONG} {OTHER}", f"1. {OTHER} {LONG}", "Article 5 of the Treaty", f"(a) {LONG}", OTHER]
    plain = "\n\n".join(paragraphs)
    wrapped = "\n\n".join(textwrap.fill(each, width) for each in paragraphs)
    assert picture(wrapped) == picture(plain)


def test_wrapped_paragraphs_without_blank_lines_part_where_a_line_is_short():
    paragraphs = [f"{LONG} {OTHER} They agree.", f"{OTHER} {LONG} They part.", f"{LONG} They meet again."]
    text = "\n".join(textwrap.fill(each, 72) for each in paragraphs)
    assert picture(text) == [f"paragraph {each}" for each in paragraphs]


def test_a_dotted_number_is_a_label_only_before_a_capital():
    assert picture("3.2 The rate holds.") == ["item 3.2~The rate holds."]
    assert picture("3.2 per cent is the rate.") == ["paragraph 3.2 per cent is the rate."]


CHINESE = [
    "一、双方强调，争端应当通过和平方式解决，特别是通过谈判解决，并同意在2031年和2032年各举行两次会谈。",
    "二、两国将提供125万克朗，并根据条约第八条第二款在2040年前将排放量减少12.5%，受益者约三亿人。",
    "三、双方同意在海岸警卫队之间设立热线，长度不足15米的船只除外，并将于每年春季交换水文数据。",
]


def half_wide(line):
    return sum(1 if char < "\x7f" else 2 for char in line)


@pytest.mark.parametrize("cells", range(56, 90, 4))
def test_chinese_lines_with_figures_are_as_long_as_they_are_wide(cells):
    lines = []
    for paragraph in CHINESE:
        line = ""
        for char in paragraph:
            if half_wide(line + char) > cells and char not in "，。":
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    assert [picture("\n".join(lines))] == [[f"item {each[:2]}~{each[2:]}" for each in lines_joined(lines)]]


def lines_joined(lines):
    """The paragraphs, with a blank where a line was broken."""
    made = []
    for line in lines:
        if line[1] == "、":
            made.append(line)
        else:
            made[-1] += f" {line}"
    return made
