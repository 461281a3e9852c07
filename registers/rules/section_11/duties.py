"""The three groups of organisations a board asks, in words, with what each may be told. Legal wording is a start only.

Children Act 2004 s11(4) and s13 to s16 (as amended): the bodies section 11 lists must report when the board asks.
Schools and early years providers have duties of their own, which bind their arrangements but not their answer to a
board. Everybody else is invited. Each board's solicitor checks the words: `WORDS` are where it starts.
"""

from dataclasses import dataclass
from enum import StrEnum

#: Stands beside every legal wording that may be edited.
CHECK = "Check with your solicitor."


class Duty(StrEnum):
    """By what right an organisation is asked."""

    SECTION_11 = "section_11"
    OWN_DUTY = "own_duty"
    INVITED = "invited"


DUTY_WORDS = {
    Duty.SECTION_11: "Section 11 bodies",
    Duty.OWN_DUTY: "Own duty",
    Duty.INVITED: "Invited",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a group is told: by what right it is asked, what is asked, how it is asked again. `{basis}` is its law."""

    legal: str
    asking: str
    again: str


WORDS = {
    Duty.SECTION_11: Words(
        "Your organisation must make sure that it carries out its functions having regard to the need to safeguard and "
        "promote the welfare of children ({basis}), and must report on it when the board asks.",
        "Please complete the self-assessment and have it signed off by your executive by {due}.",
        "The board needs your self-assessment to see how well children are safeguarded across the area.",
    ),
    Duty.OWN_DUTY: Words(
        "Your organisation has its own duty to safeguard and promote the welfare of children ({basis}). The board asks "
        "for this self-assessment so that everybody can learn from it; the duty does not oblige you to send it to us.",
        "We ask you to complete the self-assessment, and to have it signed off by whoever leads your organisation, by "
        "{due}.",
        "We would be glad of your self-assessment: it helps the board to see how well children are safeguarded.",
    ),
    Duty.INVITED: Words(
        "Nothing obliges you to take part. Organisations that work with children are expected to meet the same "
        "standards, and many find that the questions help them.",
        "You are warmly invited to complete the self-assessment by {due}. We are happy to help with any of it.",
        "There is still time to take part, and we are happy to help. Even a few answers are useful to us.",
    ),
}
