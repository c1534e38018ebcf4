"""Names and dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.sources._people import iso_date, person


@pytest.mark.parametrize(
    ("surname", "given_name", "initials", "printed"),
    [
        ("Kim", "H. S.", "", "Kim HS"),
        ("Kim", "HS", "", "Kim HS"),
        ("van der Berg", "Anna Maria", "", "van der Berg AM"),
        ("Li", "", "", "Li"),
        ("Roe", "Jo", "J.-P.", "Roe JP"),
    ],
)
def test_names(surname, given_name, initials, printed):
    assert person(surname, given_name, initials) == printed


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("2018", "12", "31"), "2018-12-31"),
        (("2018", "December"), "2018-12"),
        (("2018", "13", "1"), "2018"),
        (("2018", "5", "32"), "2018-05"),
        (("18", "5"), None),
        (("", ""), None),
        (("2015 Winter",), "2015"),
    ],
)
def test_dates(parts, date):
    assert iso_date(*parts) == date


@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_no_text_makes_a_wrong_date(year, month, day):
    date = iso_date(year, month, day)
    assert date is None or len(date) in {4, 7, 10}
