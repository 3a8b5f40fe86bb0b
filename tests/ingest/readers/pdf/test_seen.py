"""What a reader of the page sees is read, and nothing else: layers, crop box, form values, typed-on notes."""

import pytest
from raw_pdf import FONT, line, raw_pdf, stream

from ingest.document import Member
from ingest.errors import FileSkipped
from ingest.identity import id_of_bytes
from ingest.readers.members import take_out
from ingest.readers.read import read


@pytest.fixture
def reading(tmp_path):
    def of(data):
        file = tmp_path / "report.pdf"
        file.write_bytes(data)
        return read(file)

    return of


def page(content, *more, catalog="", fields="", resources="", boxes="/MediaBox [0 0 595 842]"):
    """A PDF of one page; `more` are objects from number 6 on."""
    return raw_pdf(
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {boxes} /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R >> {resources} >> {fields} >>",
        stream(content) if isinstance(content, str) else content,
        FONT,
        *more,
    )


LAYERS = "/OCProperties << /OCGs [6 0 R 7 0 R] /D << %s >> >>"
GROUPS = ("<< /Type /OCG /Name (Old) %s >>", "<< /Type /OCG /Name (New) >>")
ON_LAYERS = (
    line("The station handled ships in 2023.", y=700)
    + "/OC /Old BDC "
    + line("There were 77,000 visitors.", y=680)
    + "EMC /OC /New BDC "
    + line("There were 81,400 visitors.", y=680)
    + "EMC "
    + line("The year was calm.", y=660)
)
NAMED = "/Properties << /Old 6 0 R /New 7 0 R >>"


@pytest.mark.parametrize(
    ("configuration", "usage", "seen"),
    [
        ("/OFF [6 0 R]", "", {"81,400"}),
        ("/BaseState /OFF /ON [7 0 R]", "", {"81,400"}),
        ("", "", {"77,000", "81,400"}),
        (
            "/AS [<< /Event /View /Category [/View] /OCGs [6 0 R] >>]",
            "/Usage << /View << /ViewState /OFF >> >>",
            {"81,400"},
        ),
    ],
)
def test_a_layer_that_is_off_is_not_read(reading, configuration, usage, seen):
    groups = (GROUPS[0] % usage, GROUPS[1])
    data = page(ON_LAYERS, *groups, catalog=LAYERS % configuration, resources=NAMED)
    text = reading(data).pages[0].text
    assert {number for number in ("77,000", "81,400") if number in text} == seen
    assert "The station handled ships in 2023." in text
    assert "The year was calm." in text


def test_what_moves_the_pen_on_a_hidden_layer_still_moves_it(reading):
    content = "BT /F1 11 Tf 60 700 Td (One) Tj /OC /Old BDC 0 -20 Td (Hidden) Tj EMC 0 -20 Td (Two) Tj ET"
    layers = LAYERS % "/OFF [6 0 R]"
    text = reading(page(content, GROUPS[0] % "", GROUPS[1], catalog=layers, resources=NAMED)).pages[0].text
    assert text == "One\nTwo"


def test_a_form_on_a_hidden_layer_and_a_hidden_part_of_a_form_are_not_read(reading):
    box = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    own = "/Resources << /Font << /F1 5 0 R >> /Properties << /P 6 0 R >> >>"
    rule = "<< /Type /OCMD /OCGs [6 0 R] /P /AllOn >>"
    data = page(
        line("Seen.") + "/A Do /B Do /C Do",
        GROUPS[0] % "",
        GROUPS[1],
        stream(line("Hidden as a whole.", y=600), f"{box} {own} /OC 6 0 R"),
        stream(line("Shown.", y=580) + "/OC /P BDC " + line("Hidden.", y=560) + "EMC", f"{box} {own}"),
        stream(line("Hidden by a rule.", y=540), f"{box} {own} /OC 11 0 R"),
        rule,
        catalog=LAYERS % "/OFF [6 0 R]",
        resources="/XObject << /A 8 0 R /B 9 0 R /C 10 0 R >>",
    )
    assert reading(data).pages[0].text == "Seen.\nShown."


def test_what_lies_outside_the_crop_box_is_not_read(reading):
    content = line("There were 63 concerts.") + line("Trim: 36 concerts", x=5, y=20)
    boxes = "/MediaBox [0 0 700 950] /CropBox [52 54 647 896]"
    assert reading(page(content, boxes=boxes)).pages[0].text == "There were 63 concerts."
    assert "36" in reading(page(content)).pages[0].text


FORM = "/AcroForm << /Fields [%s] /DA (/F1 10 Tf 0 g) /DR << /Font << /F1 5 0 R >> >> >>"


def field(kind, rect, more="", flags=4):
    return f"<< /Type /Annot /Subtype /Widget /FT /{kind} /Rect [{rect}] /F {flags} /P 3 0 R {more} >>"


def test_the_values_of_a_form_stand_beside_their_labels(reading):
    labels = ("Applicant:", "Total budget in euros:", "Aims:", "Country:", "Confirmed:", "Insured:", "Code:")
    content = "".join(line(label, y=700 - 30 * number) for number, label in enumerate(labels))
    fields = [
        field("Tx", "240 696 460 714", "/T (a) /V (Association Ujrat)"),
        field("Tx", "240 666 460 684", "/T (b) /V (86,400)"),
        field("Tx", "240 606 400 654", "/T (c) /Ff 4096 /V (Three wells in the north of the city)"),
        field("Ch", "240 606 460 624", "/T (d) /Ff 131072 /Opt [[(AL) (Albania)] [(XK) (Kosovo)]] /V (AL)"),
        field("Btn", "240 576 254 590", "/T (e) /V /Yes /AS /Yes /AP << /N << /Yes 4 0 R /Off 4 0 R >> >>"),
        field("Btn", "240 546 254 560", "/T (f) /V /Off /AS /Off /AP << /N << /Yes 4 0 R /Off 4 0 R >> >>"),
        field("Tx", "240 516 460 534", "/T (g) /Ff 8192 /V (secret)"),
        field("Tx", "240 516 460 534", "/T (h) /V (not shown)", flags=2),
    ]
    numbers = " ".join(f"{number} 0 R" for number in range(6, 6 + len(fields)))
    data = page(content, *fields, catalog=FORM % numbers, fields=f"/Annots [{numbers}]")
    assert reading(data).pages[0].text.split("\n") == [
        "Applicant:  Association Ujrat",
        "Total budget in euros:  86,400",
        "Aims:  Three wells in the north of the",
        "city",
        "Country:  Albania",
        "Confirmed:  ☒",
        "Insured:  ☐",
        "Code:",
    ]


def test_a_typed_on_note_is_read_where_it_stands_and_a_comment_is_not(reading):
    note = "<< /Type /Annot /Subtype /FreeText /Rect [60 640 420 680] /DA (/F1 11 Tf) /Contents (%s) >>"
    comment = "<< /Type /Annot /Subtype /Text /Rect [400 725 420 745] /Contents (Is this right?) >>"
    content = line("The project runs buses.", y=700) + line("It ends in 2024.", y=600)
    notes = (note % "Approved with 240,000 euros.", comment)
    text = reading(page(content, *notes, fields="/Annots [6 0 R 7 0 R]")).pages[0].text
    assert text.split() == "The project runs buses. Approved with 240,000 euros. It ends in 2024.".split()


COVER = line("Open this portfolio in a newer reader.")


def portfolio(*members, cover=COVER):
    names = " ".join(f"({name}) {7 + 2 * number} 0 R" for number, (name, _) in enumerate(members))
    objects = []
    for number, (name, data) in enumerate(members):
        fields = b"<< /Type /EmbeddedFile /Length %d >>\nstream\n" % len(data)
        objects += [
            fields + data + b"\nendstream",
            f"<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F {6 + 2 * number} 0 R >> >>",
        ]
    catalog = f"/Collection << /Type /Collection >> /Names << /EmbeddedFiles << /Names [{names}] >> >>"
    return page(cover, *objects, catalog=catalog)


def test_the_reports_of_a_portfolio_are_reports_of_their_own(reading, tmp_path):
    inner = page(line("There were 204,000 passengers."))
    found = reading(portfolio(("a.pdf", inner), ("b.xyz", b"?")))
    assert found.pages[0].text == "Open this portfolio in a newer reader."
    assert found.members == (
        Member("a.pdf", id_of_bytes(inner), len(inner)),
        Member("b.xyz", problem="unsupported: no reader for .xyz"),
    )
    assert take_out(tmp_path / "report.pdf", ["a.pdf"]) == inner


def test_a_portfolio_without_text_of_its_own_is_but_a_container(reading):
    inner = page(line("There were 204,000 passengers."))
    assert reading(portfolio(("a.pdf", inner), cover="")).pages == ()
    with pytest.raises(FileSkipped, match="no text"):
        reading(page(""))
