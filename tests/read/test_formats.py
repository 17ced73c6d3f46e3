"""Each format gives the text as shown, its title once, who wrote it, and offsets that point into that text."""

import datetime as dt
import io
from pathlib import Path

import pytest
from tests.read.made import LEFT, RIGHT, Text, column, pdf, two_columns, word

from inquest.model.document import Document
from inquest.read import open_document
from inquest.read._columns import Piece, page_lines

PAGES = Path(__file__).parent / "pages"
STORY = (
    "The last shells fell on the ferry town of Beledara on Sunday, and 61 people were killed in four days of fighting "
    "over its only bridge, monitors said. Of the dead, 40 were soldiers of the government. "
)


def sound(document: Document) -> Document:
    """The document, if its offsets are exact and its title is there once."""
    assert all(document.text[s.start : s.end] == s.text for s in document.sentences)
    if document.title:
        assert document.text.count(document.title) == 1
        assert " ".join(s.text for s in document.sentences if s.role == "title") == document.title
    return document


def page(head: str = "", body: str = f"<article><p>{STORY}</p><p>{STORY}</p></article>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_a_saved_news_page() -> None:
    document = sound(open_document(PAGES / "news.html"))
    assert document.title == "Ferry town falls silent after four days of shelling"
    assert document.author == "Ana Quill, Tom Reed"
    assert document.publisher == "Delta Courier"
    assert document.address == "https://news.example/world/ferry-town"
    assert document.date == dt.date(2017, 3, 20)
    assert "datePublished" in document.date_reason
    assert document.notes == ()
    for kept in ("40 were soldiers of the government.", "Killed: 61", "through two roadblocks.", "“Nobody crossed”"):
        assert kept in document.text
    for dropped in ("cookies", "advert", "holiday", "rice", "reader1", "Registered", "Subscribe", "©", "Home"):
        assert dropped not in document.text


@pytest.mark.parametrize(
    ("head", "body", "date", "reason"),
    [
        (
            '<meta property="article:published_time" content="2018-05-03T23:30:00-07:00">',
            "",
            "2018-05-03",
            "published_time",
        ),
        ('<meta name="dcterms.issued" content="2018-05">', "", "2018-05-31", "dcterms.issued"),
        ('<meta name="pubdate" content="20180503">', "", "2018-05-03", "pubdate"),
        ('<meta name="date" content="3 May 2018">', "", "2018-05-03", "field date"),
        ("", '<article><time pubdate datetime="2018-05-03">x</time>', "2018-05-03", "marked as published"),
        ("", '<article><time datetime="2018-05-03">3 May</time>', "2018-05-03", "of the article"),
        ("", '<article><time datetime="2018-05-03">a</time><time datetime="2019-01-01">b</time>', None, "no dateline"),
        ('<meta property="article:modified_time" content="2018-05-03">', "", None, "no dateline"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":</script>',
            "",
            None,
            "no dateline",
        ),
        ('<script type="application/ld+json">{"@type":"Event","datePublished":"2018-05-03"}</script>', "", None, "no"),
        ('<meta name="date" content="2018-13-45">', "", None, "no dateline"),
        ('<meta name="date" content="1970-01-01T00:00:00Z">', "", None, "no dateline"),
    ],
)
def test_the_date_of_a_page_is_stated_by_a_field(head: str, body: str, date: str | None, reason: str) -> None:
    shown = f"{body or '<article>'}<p>{STORY}</p><p>{STORY}</p></article><footer>2015 - 2023 © The Courier</footer>"
    document = open_document(page(head, shown))
    assert (document.date.isoformat() if document.date else None) == date
    assert reason in document.date_reason


@pytest.mark.parametrize("mark", [" | ", " - ", " – ", " :: "])
def test_the_name_of_the_site_is_no_part_of_the_title(mark: str) -> None:
    head = f'<title>The ferry stops{mark}Delta Courier</title><meta property="og:site_name" content="Delta Courier">'
    assert sound(open_document(page(head))).title == "The ferry stops"


def test_the_heading_of_a_page_is_its_title_where_they_agree() -> None:
    body = f"<article><h1>The ferry stops at Beledara</h1><p>{STORY}</p><p>{STORY}</p></article>"
    for head in ("<title>The ferry stops</title>", "<title>Delta Courier</title>", ""):
        assert sound(open_document(page(head, body))).title == "The ferry stops at Beledara"


def test_paragraphs_set_apart_by_breaks() -> None:
    cell = f"<b>The ferry stops</b><br>20 March 2017<br><br>{STORY}<br><br>Nobody crossed."
    body = f"<table><tr><td>{cell}</td></tr></table>"
    document = open_document(page("<title>The ferry stops</title>", body))
    assert document.text.split("\n\n")[-1] == "Nobody crossed."
    assert document.date == dt.date(2017, 3, 20)


def test_an_author_is_a_name() -> None:
    head = '<meta name="author" content="https://news.example/u/7"><meta property="og:site_name" content="@courier">'
    document = open_document(page(head))
    assert (document.author, document.publisher) == (None, None)


def test_a_page_in_another_charset() -> None:
    text = page('<meta charset="windows-1251">', f"<article><p>Café — {STORY}</p><p>{STORY}</p></article>").decode()
    data = text.replace("é", "").encode("windows-1251")
    assert "Caf — The last shells" in open_document(data).text


def test_broken_mark_up_is_read_as_a_browser_would() -> None:
    other = "Nobody crossed the river for nine days, and the ferry has no fuel, the harbour master told the monitors."
    data = f"<!doctype html><html><body><article><p>{STORY}<p><b>{other}<div></p></i><table><td".encode()
    text = open_document(data).text
    assert STORY.strip() in text
    assert other in text


def test_a_page_behind_a_paywall_says_so() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    assert "not free to read in full" in open_document(page(head)).notes[0]


def test_markdown_is_shown_without_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        '---\ntitle: "A truce, and after"\nauthor: [Ana Quill, Tom Reed]\ndate: 2018-05\npublisher: Courier\n---\n'
        "# A truce, and *after*\n\nThe **army** left [Goma](https://x.example) on Monday.\nIt came `back`.\n\n"
        "- Nine were killed ![x](y.png).\n- Ten were hurt.\n\n> «Nobody stayed.»\n\n"
        "| side | dead |\n|---|---|\n| army | 9 |\n"
    )
    document = sound(open_document(path))
    assert document.text.split("\n\n") == [
        "A truce, and after",
        "The army left Goma on Monday. It came back.",
        "- Nine were killed .",
        "- Ten were hurt.",
        "«Nobody stayed.»",
        "side | dead",
        "army | 9",
    ]
    assert (document.author, document.publisher) == ("Ana Quill, Tom Reed", "Courier")
    assert (document.date, document.date_precision) == (dt.date(2018, 5, 31), "month")
    assert 'front matter says "date: 2018-05"' in document.date_reason


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nThe army left: [Goma\n---\n\nIt came back on Monday.\n")
    assert "It came back" in open_document(path).text


def test_front_matter_that_unfolds_without_end_is_cut_short(tmp_path: Path) -> None:
    folds = "".join(f"f{i}: &f{i} [{', '.join([f'*f{i - 1}'] * 20)}]\n" for i in range(1, 9))
    path = tmp_path / "a.md"
    path.write_text(
        f"---\ntitle: [A truce]\nf0: &f0 [x]\n{folds}author: [*f8, {{name: Ana Quill}}]\n---\n\n"
        "The army left Goma on Monday. It came back.\n"
    )
    document = open_document(path)
    assert (document.title, document.author) == ("A truce", "Ana Quill")


def test_two_columns_are_read_one_after_the_other() -> None:
    document = sound(open_document(two_columns()))
    assert document.title == "Four days at the crossroads of the river"
    assert document.author == "A. Monitor"
    body = [p.replace("\n", " ") for p in document.text.split("\n\n")]
    assert body[1].startswith("Fighting around the crossroads town of Beledara lasted four days")
    assert "an anti-government alliance" in body[1]
    assert "when a convoy of nine lorries crossed the river by ferry." in body[2]
    assert "A pro-government militia" in body[4]
    assert "lists of the two hospitals and of the graveyard differ by four" in document.text
    assert "A count by the church comes to 70." in document.text
    assert "Mission reports" not in document.text
    assert "Page" not in document.text
    assert "4 lines of running heads, feet and page numbers" in document.notes[0]


def test_columns_written_row_by_row_come_out_the_same() -> None:
    assert open_document(two_columns(row_by_row=True)).text == open_document(two_columns()).text


def broken(*pairs: str, before: str = "") -> str:
    """What becomes of lines that end within a word, in a PDF; each pair is written "first-/second"."""
    lines = [before or "The men on the hill had gone home by the time the rain came down on them,"]
    for pair in pairs:
        first, second = pair.split("/")
        lines += [f"and those who had seen it said on that very day that it was {first}", f"{second} there at last,"]
    return open_document(pdf([column(72, 760, [*lines, "as they said."])])).text


def test_a_hyphen_of_a_compound_stays_at_a_line_end() -> None:
    text = broken("Turkish-/backed", "US-/led", "anti-/government", "rebel-/held", "Saudi-/Emirati", "large-/scale")
    for one in ("Turkish-backed", "US-led", "anti-government", "rebel-held", "Saudi-Emirati", "large-scale"):
        assert f"it was {one} there" in text


def test_a_word_broken_at_a_line_end_is_joined() -> None:
    pairs = (
        "in-/surgents",
        "pro-/vince",
        "Rus-/sia",
        "to-/gether",
        "with-/held",
        "co-/alition",
        "Alep-/po",
        "at-/tack",
    )
    text = broken(*pairs)
    for pair in pairs:
        assert f"it was {pair.replace('-/', '')} there" in text


def test_what_a_text_writes_elsewhere_tells_how_a_broken_word_is_written() -> None:
    before = "The pre-war houses, the government and the air-strikes of the reinforced north,"
    text = broken("air-/strikes", "pro-/government", "re-/inforced", "pre-/war", before=before)
    for one in ("air-strikes", "pro-government", "reinforced", "pre-war"):
        assert f"it was {one} there" in text


def test_a_pdf_of_one_column_keeps_its_paragraphs() -> None:
    lines = (
        "What the mission saw", "", "Nobody was killed in Goma on Monday, the mission said, although there was",
        "shooting until noon.", "A second town was shelled on Tuesday. There the mission counted nine dead",
        "and twelve wounded.", "• Two bridges were down.", "• One road was open.",
    )  # fmt: skip
    document = open_document(pdf([column(72, 760, lines)]))
    assert document.text.split("\n\n") == [
        "What the mission saw",
        "Nobody was killed in Goma on Monday, the mission said, although there was shooting until noon.",
        "A second town was shelled on Tuesday. There the mission counted nine dead and twelve wounded.",
        "• Two bridges were down.",
        "• One road was open.",
    ]


def test_a_table_is_no_second_column() -> None:
    cells: list[Text] = []
    for i in range(12):
        cells += [(72, 700 - 14 * i, 10, f"Town {i}"), (300, 700 - 14 * i, 10, f"{i} dead")]
    document = open_document(pdf([[(72, 760, 10, "The dead of the war by town, as far as they are known."), *cells]]))
    assert "Town 3 3 dead" in document.text.replace("\n", " ")


def test_the_mark_of_a_footnote_is_no_part_of_a_word() -> None:
    shown: list[Text] = [
        (72, 700, 10, "The army said that nine men were killed."), (262, 704, 6, "12"),
        (275, 700, 10, "It named none of them."),
    ]  # fmt: skip
    assert open_document(pdf([shown])).text == "The army said that nine men were killed. It named none of them."


def test_footnotes_are_shown_below_and_never_read_for_claims() -> None:
    first = column(72, 760, ["The army left Goma on Monday and, as far as the mission could see on its way"])
    second = column(72, 760, ["south, nobody stayed in the town that day."])
    notes = column(
        72, 60, ["3 More than 5,000 people were killed in 2016, a", "minister said. Report of May 2016."], size=7
    )
    document = sound(open_document(pdf([first + notes, second])))
    body, _, below = document.text.partition("\n\n")
    assert body.endswith("could see on its way south, nobody stayed in the town that day.")
    assert below == "3 More than 5,000 people were killed in 2016, a minister said. Report of May 2016."
    assert [s.role for s in document.sentences] == ["body", "furniture", "furniture"]
    assert document.date is None


def test_the_title_of_a_file_gives_way_to_the_title_in_its_text() -> None:
    lines = ["What the mission saw", "", "The army left Goma on Monday, and nobody stayed in the town."]
    document = sound(open_document(pdf([column(72, 760, lines)], "/Title (Draft of the spring report)")))
    assert document.title == "What the mission saw"


def test_a_word_file() -> None:
    blocks = [
        ("Title", "What the mission saw"), ("Normal", "The army left Goma on Monday. Nobody stayed."),
        ("Heading 1", "Losses"), ("List Bullet", "Nine were killed."), ("Normal", "It came back."),
    ]  # fmt: skip
    document = sound(open_document(word(blocks, author="Ana Quill", title="draft", created=dt.datetime(2018, 5, 4, 9))))
    assert document.text.split("\n\n") == [
        "What the mission saw",
        "The army left Goma on Monday. Nobody stayed.",
        "Losses",
        "- Nine were killed.",
        "It came back.",
    ]
    assert (document.title, document.author) == ("What the mission saw", "Ana Quill")
    assert document.date == dt.date(2018, 5, 4)
    assert "made on that day" in document.date_reason


def test_tables_of_a_word_file_are_read_in_their_place() -> None:
    import docx

    file = docx.Document()
    file.add_paragraph("The dead of the war by town were these.")
    table = file.add_table(2, 2)
    for i, words in enumerate(("Goma", "nine dead", "Bukavu", "four dead")):
        table.cell(i // 2, i % 2).text = words
    file.add_paragraph("Nobody counted the rest.")
    out = io.BytesIO()
    file.save(out)
    assert open_document(out.getvalue()).text.split("\n\n")[1:] == [
        "Goma | nine dead",
        "Bukavu | four dead",
        "Nobody counted the rest.",
    ]


def test_a_word_file_is_read_as_it_would_stand_with_its_changes_accepted() -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    file = docx.Document()
    paragraph = file.add_paragraph("The army left ")
    for xml in (
        "<w:ins {}><w:r><w:t>Goma</w:t><w:noBreakHyphen/><w:t>Nord</w:t></w:r></w:ins>",
        "<w:del {}><w:r><w:delText>Bukavu</w:delText></w:r></w:del>",
        "<w:moveFrom {}><w:r><w:t>Kivu</w:t></w:r></w:moveFrom>",
        '<w:hyperlink {}><w:r><w:t xml:space="preserve"> on</w:t></w:r></w:hyperlink>',
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    paragraph.add_run(" Monday.")
    out = io.BytesIO()
    file.save(out)
    assert open_document(out.getvalue()).text == "The army left Goma-Nord on Monday."


def test_a_file_is_told_by_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(two_columns())
    assert open_document(path).author == "A. Monitor"
    assert open_document(page()).text.startswith("The last shells")


def test_a_page_of_two_columns_that_a_browser_printed() -> None:
    shown: list[Text] = [(24, 820, 8, "11/22/26, 7:15 PM"), (400, 820, 8, "The ferry stops"),
                         (24, 20, 8, "file:///home/a.html"), (560, 20, 8, "1/1"),
                         *column(72, 740, LEFT), *column(310, 740, RIGHT)]  # fmt: skip
    document = open_document(pdf([shown]))
    assert document.text.startswith("Fighting around")
    assert document.text.endswith("come from the mill.")


def test_a_page_that_is_read_from_the_right() -> None:
    pieces = [
        Piece(500, 700, 12, "الجيش"), Piece(497, 700, 12, " "), Piece(460, 700, 12, "غادر"), Piece(457, 700, 12, " "),
        Piece(440, 700, 12, "61"), Piece(437, 700, 12, " "), Piece(380, 700, 12, "Humvee"), Piece(377, 700, 12, " "),
        Piece(375, 700, 12, "."),
    ]  # fmt: skip
    assert [line.text for line in page_lines(pieces, 0)] == ["الجيش غادر Humvee 61."]
    foot = [Piece(72, 20, 8, "Page 1"), Piece(120, 20, 8, "of 2")]
    assert page_lines([*pieces, *foot], 0)[1].text == "Page 1 of 2"


def test_what_a_browser_prints_around_a_page_is_left_out() -> None:
    shown: list[Text] = [(24, 820, 8, "11/22/26, 7:15 PM"), (260, 820, 8, "The ferry stops"), (24, 20, 8, "https://x.example/a"),
                         (560, 20, 8, "1/1"), *column(72, 760, [STORY[:90], STORY[90:]])]  # fmt: skip
    document = open_document(pdf([shown]))
    assert document.text == STORY.strip()
    assert document.date is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ana Quill", "Ana Quill"),
        ("By Ana Quill and Tom van Reed in Goma", "Ana Quill and Tom van Reed"),
        ("BY ANA QUILL", "ANA QUILL"),
        ("Автор: Анна Петрова", "Анна Петрова"),
        ("By Friday Night", None),
        ("By May the army had left", None),
        ("By the River", None),
    ],
)
def test_a_byline_names_the_author_and_claims_nothing(line: str, author: str | None) -> None:
    document = open_document(f"The ferry stops\n\n{line}\n\nGoma, 3 May 2018\n\n{STORY}\n{STORY}")
    assert document.author == author
    roles = [s.role for s in document.sentences[:4]]
    assert roles == ["title", "furniture" if author else "body", "furniture", "body"]
