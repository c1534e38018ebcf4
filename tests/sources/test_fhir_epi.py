"""Product information in FHIR: English leaflets of Bundles and of FHIR Shorthand."""

import pytest

from citewell.model import SourceKind
from citewell.sources import ReadFailure
from citewell.sources._fsh import instances


def test_a_bundle_gives_its_leaflet_with_product_and_holder(data, read):
    (document,) = read(data / "epi.json")
    source = document.source
    assert source.id == "epi:EU/1/00/000/001"
    assert source.kind is SourceKind.DRUG_LABEL
    assert source.title == "Exampla 25 mg film-coated tablets: package leaflet"
    assert (source.publisher, source.issued, source.language) == (
        "Example Pharma Ltd",
        "2023-02-16",
        "en",
    )
    assert [p.section_path[-1] for p in document.passages] == [
        "2. What you need to know before you take Exampla",
        "4. Possible side effects",
    ]
    assert document.passages[0].text == (
        "Do not take Exampla:\n\n• if you are allergic to examplol;\n"
        "• if your heart rate is below 50/min.\n\nWarnings and precautions\nTalk to your doctor."
    )
    assert document.passages[1].text == "Common | Tiredness\nRare | Nightmares"


def test_shorthand_gives_the_english_leaflet_alone(data, read):
    (document,) = read(data / "epi.fsh")
    assert document.source.id == "epi:EU/1/00/000/002"
    assert document.source.title == "Otherla 5 mg tablets: package leaflet"
    assert document.source.status_note == "Its own title says: test purposes only"
    assert [(p.section_path, p.text) for p in document.passages] == [
        (("B. Package Leaflet", "3. How to take otherla"),
         'Take one tablet a day. * Not two.\n\nSwallow it whole, with "water".'),
        (("B. Package Leaflet", "4. Possible side effects"), "Dizziness (1 in 10 people)."),
    ]  # fmt: skip
    assert "tablet." not in document.text


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.json", '{"resourceType": "PlanDefinition"}', "of another kind (PlanDefinition)"),
        ("a.json", '{"resourceType": "Bundle"}', "holds no leaflet"),
        ("a.json", '{"resourceType": "Composition", "language": "da"}', "has no English text (languages: da)"),
        ("a.json", '{"resourceType": "Composition", "language": "en"}', "is a leaflet without text"),
        ("a.fsh", "Instance: a\nInstanceOf: CompositionUvEpi\n* language = #pt", "has no English text (languages: pt)"),
        ("a.fsh", "Alias: $x = http://example.org", "holds no leaflet"),
        ("a.fsh", 'Instance: a\nInstanceOf: CompositionX\n* title = """x', "ends inside a string"),
        ("a.fsh", "", "is empty"),
    ],
)  # fmt: skip
def test_what_is_no_english_leaflet_is_named(read, name, content, reason):
    (failure,) = read(name, content)
    assert isinstance(failure, ReadFailure)
    assert reason in failure.reason
    assert failure.todo


def test_a_composition_takes_the_language_of_its_bundle(read):
    content = (
        '{"resourceType": "Bundle", "language": "en-GB", "entry": [{"resource": {"resourceType": '
        '"Composition", "id": "c", "section": [{"text": {"div": "<p>Words.</p>"}}]}}]}'
    )
    (document,) = read("a.json", content)
    assert (document.source.id, document.source.title) == ("epi:c", "Product information")


def test_shorthand_rules_build_their_value():
    text = (
        'Instance: a\nInstanceOf: B\nTitle: "x"\n* code = #x "Display" // note\n* code.text = "y"\n'
        '* part[0].name = "one \\"quoted\\""\n* part[+].name = "two"\n* part[=].of = Reference(c)\n'
        "* deep\n  * in = 5 'mg'\n  * far[+]\n    * at = true\n"
    )
    (one,) = instances(text)
    assert one.content == {
        "code": {"text": "y"},
        "part": [{"name": 'one "quoted"'}, {"name": "two", "of": {"reference": "c"}}],
        "deep": {"in": "5 'mg'", "far": [{"at": "true"}]},
    }


def test_an_index_out_of_reason_is_refused(read):
    (failure,) = read(
        "a.fsh", "Instance: a\nInstanceOf: CompositionX\n* section[99999999].title = 1"
    )
    assert isinstance(failure, ReadFailure)
    assert "index above" in failure.reason
