"""Words that could identify a child stop; everything else a return is full of passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.rules.screening import Kind, screen

#: Every text is made up. NHS numbers are of the ranges that are kept for tests.
MUST_STOP = {
    Kind.NHS_NUMBER: (
        "NHS number 943 476 5919 was left out of the transfer.",
        "9434765919",
        "nhs no. 943-476-5919",
        "NHS No: 9434765919",
        "NHS number\n943 476 5919",
        "NHS number 94 34 76 59 19",
        "The child’s number is 943\u00a0476\u00a05919, see the referral.",
        "９４３ ４７６ ５９１９",
        "٩٤٣٤٧٦٥٩١٩",
        "943\u200b4765919",
        "(943 476 5919)",
        "Ref 9434765919; discussed with the family",
        "943.476.5919",
        "943–476–5919",
        "Two children, 943 476 5919 and 999 000 0018.",
        "401 023 2137 943 476 5919",
        "Tel 01962 841841. NHS: 401 023 2137",
        "943 476 5919 2018",
        "9434765919 2018",
        "1 943 476 5919",
        "943 4765 919",
        "NHS no 943 476 591 9",
        "NHS no 9 4 3 4 7 6 5 9 1 9",
    ),
    Kind.PUPIL_NUMBER: (
        "UPN B801200005001 is missing from the school’s return",
        "upn b801200005001",
        "UPN: P207000016049.",
        "P 207 0000 16 049",
        "(P207000016049)",
        "temporary UPN M80120000500A",
    ),
    Kind.BIRTH_DATE: (
        "dob: 03/04/2009",
        "d.o.b 3.4.09",
        "D.O.B. 3-4-2009",
        "DOB 2009-04-03",
        "date of birth 3 April 2009",
        "Date of Birth: 3rd of April, 2009",
        "DoB – 03.04.2009",
        "born on 3rd April 2009",
        "She was born 3/4/09 and was referred in May.",
        "The baby was born at home on 12 March 2013.",
        "3/4/2009 (DOB)",
        "Birthday 03/04/2009",
        "date of\nbirth:\n03/04/2009",
        "dob 3rd apr 09",
        "dob 120311",
        "Jayden Marsh (03/04/2009)",
        "Kayleigh Brown, 3 April 2009, moved placement twice",
        "Child (b. 03/04/2009) known to us",
    ),
    Kind.HOME_ADDRESS: (
        "she is 14 and lives at 12 Acacia Avenue",
        "12 Acacia Ave, aged 9",
        "A boy aged 9 of 12 Acacia Avenue was seen.",
        "aged 9, 12 acacia avenue",
        "The 9-year-old lives at 4 Mill Close, SO23 8UJ",
        "Home: SO23 8UJ. Aged 15.",
        "15 year old girl from SO23 8UJ",
        "15 year old girl from so238uj",
        "J.S. of 12 Acacia Avenue",
        "JS lives at 12 Acacia Avenue",
        "Flat 3, 12 Acacia Road\nAged 9",
        "lives at 7 Mill Close and is one of two; he is 6.",
        "The boy, 12, of 3 Elm Close",
        "He was 7 when the family moved to 23a Station Road.",
        "Boy 7y.o.SO23 8UJ",
    ),
    Kind.INITIALS: (
        "J.S., aged 7",
        "j.s. aged 7",
        "J.S. (7)",
        "J. S., aged 7, was seen late",
        "JS (14 yrs)",
        "JS (aged 14)",
        "JS, 14yo",
        "JS (14, F)",
        "JS 14/m",
        "JS (M, 14)",
        "JS (14 years old)",
        "the 14-year-old, J.B.",
        "the 14–year–old, J.B.",
        "a 7 yr old girl (JS)",
        "14 year old JS was missing for two days",
        "Child JS, aged 3",
        "J.S is seven years old",
        "J.S. is 14 and lives with her aunt",
        "JWS, age 11",
        "Initials: JS; Age: 7",
        "J.S. was 9 when it happened.",
        "js (7yo)",
        "J.S. (18 months old)",
        "J.S.\naged\n7",
        "Ｊ.Ｓ., aged ７",
        "J S, aged 7",
        "JS, born in 2009",
        "Child AB (9)",
        "the child, JS, 7, was seen",
        "a boy of 14 (JB)",
        "JS and KT, aged 7 and 9",
        "JS (Year 4, aged 8)",
        "JS who is only 7",
        "JS/7yrs",
        "JB 14yrs",
        "one of the children, JS, aged 12, was placed out of area",
    ),
    Kind.NAME: (
        "Jayden, aged 7, was seen late",
        "Kayleigh Brown (aged 12)",
        "7-year-old Jayden",
        "Jayden Marsh (7)",
        "a boy called Tomasz, aged 7",
    ),
}

MUST_PASS = (
    "",
    "Year 7, aged 11",
    "Q1 2013",
    "Q1 2013/14",
    "aged 11 to 15",
    "aged 11-15",
    "11 to 15 year olds",
    "28 children aged 10",
    "One child aged 7 was seen late.",
    "Children aged 5 and under",
    "under 5s, aged 16+",
    "all pupils aged 14",
    "16 and 17 year olds",
    "The 14-year-old was found safe.",
    "Mary Jones, 01962 841841, SO23 8UJ",
    "Contact Mary Jones, Children’s Services, 12 High Street, Winchester SO23 8UJ, tel 01962 841841",
    "Mary Jones (Designated Nurse), mary.jones@example.org",
    "Dr J.S. Smith, Designated Doctor, 023 8077 7222",
    "J.S. Smith chairs the group",
    "Meeting of 3 April 2013",
    "Mary Jones, 3 April 2013",
    "Minutes agreed by Mary Jones 03/04/2013",
    "Training on 12/03/2013 for Sarah Hill, Police",
    "H01",
    "E10 and E11 were agreed on 3/4/13",
    "Frimley Health NHS Foundation Trust",
    "Southern Health NHS Foundation Trust (14 wards)",
    "01962 841841",
    "02380 777222",
    "020 7946 0018",
    "+44 20 7946 0018",
    "+44 7700 900123",
    "07700900123",
    "07700 900 123",
    "0345 603 5620 or 01962 841841",
    "1,234,567,890",
    "1 234 567 890",
    "9434765918",
    "943 476 5918",
    "1234567890",
    "12345.9434765919",
    "9434765919.5",
    "0 943 476 5919",
    "94 3476 5919",
    "2013 943 4765 919",
    "aged 9 Acacia Avenue",
    "The CCG, of 12 High Street",
    "SW1A 2AA",
    "No 10",
    "No 10 Downing Street",
    "KS2",
    "KS2 (aged 7 to 11)",
    "CP (15)",
    "CIN (204)",
    "LAC (14)",
    "CSE (14)",
    "DA (7), CSE (14), MASH (120)",
    "CSE (aged 14 to 17)",
    "LAC aged 14",
    "CP 15, CIN 204, LAC 33",
    "DV 14",
    "Child A, aged 3",
    "Child B (7)",
    "Children A and B, aged 3 and 5",
    "Baby P, aged 17 months",
    "Case 12: a 9 year old boy",
    "Jayden",
    "Jayden Marsh",
    "Mary Jones and Paul Hill left the team.",
    "e.g. aged 7",
    "i.e. 14 years old or younger",
    "Children born between 1 April 2012 and 31 March 2013",
    "babies born from 1 April 2013 to 30 June 2013",
    "born on or after 1 September 2009",
    "children born in 2009",
    "The new CCG was born on 1 April 2013",
    "Date of birth is missing in 14 records",
    "No date of birth recorded for 3 of 120",
    "UPN missing in 12 records",
    "A801200005001",
    "UPN A801200005001",
    "NHS number coverage was 98.6% in Q4 2012/13",
    "NHS number 9434765918",
    "Waiting times fell from 14 weeks to 7 weeks",
    "14 days, 7 days, 3 months",
    "O14 rose to 12.4% (2011: 10.1%)",
    "Ages 0-4: 12; 5-9: 14; 10-15: 22",
    "The number of 12 month reviews was 14.",
    "10 cases of 12 closed",
    "The rate is 14.",
    "Total is 14 and rising",
    "Mean age 12",
    "The average age was 14",
    "Family Centre, 12 High Street, SO23 8UJ: sessions for children aged 5 to 11",
    "Youth club at 12 High Street, ages 11-16",
    "Due 31/03/2014; JS to update",
    "AB to chase, 14 days",
    "Action: KM by 14/5/2013",
    "2012 2013 14",
    "2013-04-01 10:00",
    "3/4/2009",
    "3rd April 2009",
    "Strategy discussion held 14/05/13, s47 started 15/05/13",
    "We saw 14 of 20 within 7 days",
    "£9434765919",
    "Working Together 2013, page 14",
    "SO23",
    "Apr-Jun 13",
    "w/e 12/04/13",
    "62.5 (10)",
    "SW 12 months in post",
    "TM 12 months",
    "The IT system, 7 years old, was replaced",
    "RTT 18 weeks; CAMHS 18 weeks",
    "PMO (3 months)",
    "MARAC 12 months rolling, FTE (14), EH (12 m)",
    "16-18 NEET",
    "ICPC within 15 days, CPP over 2 years, LAC 3+ placements",
    "6 (4%)",
    "“lots”",
)


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in MUST_STOP.items() for text in texts]
)
def test_words_that_could_identify_a_child_stop_a_text(kind: Kind, text: str) -> None:
    hits = screen(text)

    assert kind in {hit.kind for hit in hits}
    assert all(text[hit.start : hit.end] == hit.words != "" for hit in hits)


@pytest.mark.parametrize("text", MUST_PASS)
def test_what_returns_are_full_of_passes(text: str) -> None:
    assert screen(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("JS 7y", ["JS 7y"]),
        ("J.S. (7)K.T. (8)", ["J.S. (7)", "K.T. (8)"]),
        (
            "Ref 9434765919: she is 14 and lives at 12 Acacia Avenue, see K.T. (8)",
            ["9434765919", "lives at 12 Acacia Avenue", "K.T. (8)"],
        ),
    ],
)
def test_finds_are_told_in_order_and_what_overlaps_once_by_the_longest(text: str, words: list[str]) -> None:
    assert [hit.words for hit in screen(text)] == words


def words_apart(first: str, characters: int, last: str) -> str:
    """A text whose last words begin so many characters after the first ones do."""
    return f"{first} {'x' * (characters - len(first) - 2)} {last}"


@pytest.mark.parametrize(
    ("first", "characters", "last"),
    [
        ("12 Acacia Avenue", len("12 Acacia Avenue") + 90, "aged 9"),
        ("aged 9", len("aged 9") + 90, "12 Acacia Avenue"),
        ("J.S.", len("J.S.") + 40, "12 Acacia Avenue"),
        ("NHS", 30, "94 34 76 59 19"),
        ("office lives", len("office ") + 30, "12 Acacia Avenue, aged 9"),
    ],
)
def test_words_that_stop_a_text_together_do_so_this_near_and_no_farther(
    first: str, characters: int, last: str
) -> None:
    assert screen(words_apart(first, characters, last))
    assert not screen(words_apart(first, characters + 1, last))


@pytest.mark.parametrize(
    ("first", "characters", "last"),
    [
        ("Tel", 23, "943 476 5919"),
        ("office", 50, "12 Acacia Avenue, aged 9"),
        ("children", 45, "aged 9, 12 Acacia Avenue"),
        ("manager", 40, "Jayden Marsh (03/04/2009)"),
        ("Jayden Marsh (03/04/2009", len("Jayden Marsh (03/04/2009") + 40 - len("manager"), "manager"),
    ],
)
def test_words_that_let_a_text_pass_do_so_this_near_and_no_farther(
    first: str, characters: int, last: str
) -> None:
    assert not screen(words_apart(first, characters, last))
    assert screen(words_apart(first, characters + 1, last))


def check_digit(first_nine: list[int]) -> int:
    """The tenth digit, found the slow way: the one that brings the weighted sum of all ten to a multiple of 11."""
    return next(
        (
            digit
            for digit in range(10)
            if (sum(one * weight for one, weight in zip(first_nine, range(10, 1, -1), strict=True)) + digit)
            % 11
            == 0
        ),
        -1,
    )


nhs_numbers = (
    st.lists(st.integers(0, 9), min_size=9, max_size=9)
    .map(lambda nine: (nine, check_digit(nine)))
    .filter(lambda pair: pair[1] >= 0)
    .map(lambda pair: "".join(map(str, [*pair[0], pair[1]])))
)


@given(
    number=nhs_numbers,
    sign=st.sampled_from(["", " ", "-", "\u00a0"]),
    before=st.sampled_from(["", "see ", "NHS: "]),
)
def test_every_nhs_number_is_found(number: str, sign: str, before: str) -> None:
    written = sign.join((number[:3], number[3:6], number[6:]))

    hits = screen(f"{before}{written} in the file")

    assert [(hit.kind, hit.words) for hit in hits] == [(Kind.NHS_NUMBER, written)]


@given(number=nhs_numbers, shift=st.integers(1, 9))
def test_with_another_check_digit_it_is_only_a_number(number: str, shift: int) -> None:
    assert screen(f"NHS {number[:9]}{(int(number[9]) + shift) % 10}") == ()


@given(
    number=st.integers(0, 10**12 - 1),
    last=st.sampled_from([*"0123456789", *"ABCDEFGHJKLMNPQRTUVWXYZ"]),
)
def test_a_pupil_number_needs_its_own_letter(number: int, last: str) -> None:
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    rest = f"{number:012d}"[:11] + last
    worth = [letters.index(one) if one.isalpha() else int(one) for one in rest]
    right = letters[sum(place * one for place, one in enumerate(worth, start=2)) % 23]

    found = [letter for letter in letters if screen(f"upn {letter}{rest} left")]

    assert found == [right]


_WORDS = [
    "aged",
    "7",
    "J.S.",
    "JS",
    "born",
    "3/4/09",
    "12",
    "Acacia",
    "Avenue",
    "SO23 8UJ",
    "NHS",
    "943 476 5919",
    "(",
    ",",
    "é",
    "١",
    "is",
    "14",
    "lives",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(_WORDS)).map(" ".join)))
def test_any_text_is_screened_and_each_hit_says_where_it_stands(text: str) -> None:
    hits = screen(text)

    assert all(text[hit.start : hit.end] == hit.words for hit in hits)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
