"""Who is who in Ardenshire: organisations, people, chairs to sit in, seats on the Panel."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Organisation:
    key: str
    name: str
    kind: Literal["county", "district", "panel", "office", "force", "charity", "partnership"]
    short: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Person:
    key: str
    style: str
    given: str
    family: str
    post: str
    organisation: str
    email: str = ""  # only those who can sign in
    card: str = ""  # one sentence on /demo/
    group: str = ""  # heading on /demo/
    initials: str = ""  # where the Board's glossary has them
    former: bool = False
    card_title: str = ""  # on /demo/, where it says more there than the post does


@dataclass(frozen=True)
class Seat:
    """A seat on the Panel; months count back from the coming meeting, `ended` is None while it is held.

    `took_office` is when its holder came to be Chair, where that was not when they came to the Panel.
    """

    person: str | None
    kind: Literal["councillor", "independent"]
    council: str
    office: Literal["Chair", "Vice-Chair", ""] = ""
    began: int = 0
    ended: int | None = None
    took_office: int | None = None


COUNTY_NAME = "Ardenshire"
PORTAL_NAME = "Ardenshire Police and Crime"

COUNCIL_GROUP = "The Panel and its council"
OFFICE_GROUP = "Office of the Commissioner"
FORCE_GROUP = "The force"
GRANTS_GROUP = "Grants"
ADMIN_GROUP = "Behind the desk"
GROUPS: list[str] = [COUNCIL_GROUP, OFFICE_GROUP, FORCE_GROUP, GRANTS_GROUP, ADMIN_GROUP]

ORGANISATIONS: list[Organisation] = [
    Organisation(
        "county",
        "Ardenshire County Council",
        "county",
        "County Council",
        "Shire Hall, Kingsmere KM1 4RR",
        "panel@ardenshire.example",
        "01632 960 147",
    ),
    Organisation(
        "kingsmere", "Kingsmere City Council", "district", "Kingsmere", "Guildhall, Kingsmere KM1 1AA"
    ),
    Organisation(
        "northbrook", "Northbrook Borough Council", "district", "Northbrook", "Town Hall, Northbrook KM7 2PB"
    ),
    Organisation(
        "south_arden",
        "South Arden District Council",
        "district",
        "South Arden",
        "Riverside House, Tanbridge KM15 3DL",
    ),
    Organisation(
        "aldercote",
        "Aldercote District Council",
        "district",
        "Aldercote",
        "Council Offices, Aldercote KM11 5QT",
    ),
    Organisation(
        "wexbury", "Wexbury Borough Council", "district", "Wexbury", "Civic Centre, Wexbury KM9 8HN"
    ),
    Organisation(
        "panel",
        "Ardenshire Police and Crime Panel",
        "panel",
        "the Panel",
        "Shire Hall, Kingsmere KM1 4RR",
        "panel@ardenshire.example",
        "01632 960 147",
    ),
    Organisation(
        "office",
        "Office of the Police and Crime Commissioner for Ardenshire",
        "office",
        "the office",
        "3 Weir Court, Kingsmere KM1 6BD",
        "office@ardenshire-pcc.example",
        "01632 960 180",
    ),
    Organisation(
        "force",
        "Ardenshire Police",
        "force",
        "the force",
        "Police Headquarters, Hollin Park, Kingsmere KM4 9ZZ",
        "contact@ardenshire-police.example",
        "101",
    ),
    Organisation(
        "youth_trust",
        "Kingsmere Youth Trust",
        "charity",
        "Youth Trust",
        "The Old Bus Garage, Mill Lane, Kingsmere KM2 7JR",
        "hello@kingsmereyouth.example",
        "01632 960 233",
    ),
    Organisation(
        "lantern",
        "Lantern Victims’ Service",
        "charity",
        "Lantern",
        "12 Sheep Street, Kingsmere KM1 3CF",
        "help@lantern.example",
        "01632 960 251",
    ),
    Organisation(
        "ridgeway",
        "Ridgeway Recovery",
        "charity",
        "Ridgeway",
        "Ridgeway House, Wexbury KM9 2AY",
        "office@ridgeway.example",
        "01632 960 264",
    ),
    Organisation(
        "speakclear",
        "SpeakClear",
        "charity",
        "SpeakClear",
        "PO Box 71, Northbrook KM7 1ZX",
        "talk@speakclear.example",
        "01632 960 279",
    ),
    Organisation("csp_aldercote", "Aldercote Community Safety Partnership", "partnership", "Aldercote CSP"),
    Organisation("csp_wexbury", "Wexbury Community Safety Partnership", "partnership", "Wexbury CSP"),
    Organisation(
        "csp_northbrook", "Northbrook Community Safety Partnership", "partnership", "Northbrook CSP"
    ),
    Organisation(
        "csp_south", "South Ardenshire Community Safety Partnership", "partnership", "South Ardenshire CSP"
    ),
    Organisation("csp_county", "Safer Ardenshire Partnership Board", "partnership", "the county Board"),
]

# People who can sign in at /demo/, in the order of the page. Every e-mail stands in the table of demo accounts.
CAST: list[Person] = [
    Person(
        "nair",
        "Ms",
        "Priya",
        "Nair",
        "Clerk to the Panel",
        "county",
        "clerk@demo.example",
        "Prepares the pack, marks exempt items, issues, writes the minutes.",
        COUNCIL_GROUP,
    ),
    Person(
        "peake",
        "Mrs",
        "Rosalind",
        "Peake",
        "Deputy clerk to the Panel",
        "county",
        "deputy.clerk@demo.example",
        "The second pair of eyes: agrees what is to be exempt, and never her own request.",
        COUNCIL_GROUP,
    ),
    Person(
        "ashdown",
        "Councillor",
        "Margaret",
        "Ashdown",
        "Chair of the Panel",
        "county",
        "chair@demo.example",
        "Signs minutes, consents to urgent items, sees every exempt paper.",
        COUNCIL_GROUP,
    ),
    Person(
        "raman",
        "Councillor",
        "Dilip",
        "Raman",
        "Member, Vice-Chair",
        "northbrook",
        "member@demo.example",
        "Reads, writes private notes, asks.",
        COUNCIL_GROUP,
    ),
    Person(
        "whitcombe",
        "Ms",
        "Eleanor",
        "Whitcombe",
        "Commissioner",
        "office",
        "pcc@demo.example",
        "Answers the Panel, agrees Board minutes, decides.",
        OFFICE_GROUP,
        "EW",
    ),
    Person(
        "adeyemi",
        "Mrs",
        "Ruth",
        "Adeyemi",
        "Chief Executive",
        "office",
        "chief.executive@demo.example",
        "Promises on behalf of the office, and is reminded.",
        OFFICE_GROUP,
        "RA",
    ),
    Person(
        "fraser",
        "Mr",
        "Iain",
        "Fraser",
        "Governance officer",
        "office",
        "officer@demo.example",
        "Writes reports and Board minutes, chases actions.",
        OFFICE_GROUP,
        "IF",
    ),
    Person(
        "marin",
        "Ms",
        "Sofia",
        "Marin",
        "Performance analyst",
        "office",
        "analyst@demo.example",
        "Loads figures, explains what changed.",
        OFFICE_GROUP,
        "SM",
    ),
    Person(
        "oduya",
        "Mr",
        "Ben",
        "Oduya",
        "Grants officer",
        "office",
        "grants@demo.example",
        "Runs the round, moderates, pays.",
        OFFICE_GROUP,
        "BO",
    ),
    Person(
        "strand",
        "Mr",
        "David",
        "Strand",
        "Chief Constable",
        "force",
        "cc@demo.example",
        "Agrees Board minutes, answers challenges.",
        FORCE_GROUP,
        "DS",
    ),
    Person(
        "pike",
        "Ms",
        "Laura",
        "Pike",
        "Staff officer",
        "force",
        "staff.officer@demo.example",
        "Sees everything the force owes, by date.",
        FORCE_GROUP,
        "LP",
    ),
    Person(
        "calloway",
        "Ms",
        "Nina",
        "Calloway",
        "Assistant Chief Constable",
        "force",
        "force@demo.example",
        "Updates her own actions and nothing else.",
        FORCE_GROUP,
        "NC",
        card_title="Force lead",
    ),
    Person(
        "moorcroft",
        "Ms",
        "Tessa",
        "Moorcroft",
        "Applicant",
        "youth_trust",
        "applicant@demo.example",
        "Half-way through an application that closes soon.",
        GRANTS_GROUP,
    ),
    Person(
        "reeve",
        "Mr",
        "Jonah",
        "Reeve",
        "Colleague",
        "youth_trust",
        "colleague@demo.example",
        "Writes in the same application.",
        GRANTS_GROUP,
    ),
    Person(
        "lindqvist",
        "Dr",
        "Hana",
        "Lindqvist",
        "Assessor",
        "office",
        "assessor@demo.example",
        "Declares interests first, then scores.",
        GRANTS_GROUP,
    ),
    Person(
        "bellamy",
        "Mr",
        "Owen",
        "Bellamy",
        "Assessor",
        "county",
        "assessor2@demo.example",
        "Scores the same bids without seeing hers, and has one interest to declare.",
        GRANTS_GROUP,
    ),
    Person(
        "castle",
        "Ms",
        "Freya",
        "Castle",
        "Administrator of the portal",
        "county",
        "admin@demo.example",
        "Gives and ends roles, names the second administrator’s part, reads the record of who did what.",
        ADMIN_GROUP,
    ),
]

# The rest of the county: named in papers and minutes, with no way to sign in.
OTHERS: list[Person] = [
    Person("boateng", "Mr", "Kwame", "Boateng", "Independent member", "panel"),
    Person("fairley", "Mrs", "Judith", "Fairley", "Independent member", "panel"),
    Person("herrick", "Councillor", "Tom", "Herrick", "Member", "kingsmere"),
    Person("karim", "Councillor", "Aisha", "Karim", "Member", "south_arden"),
    Person("lonsdale", "Councillor", "Peter", "Lonsdale", "Member", "aldercote"),
    Person("okafor", "Councillor", "George", "Okafor", "Member", "northbrook"),
    Person("pritchard", "Councillor", "Sian", "Pritchard", "Member", "wexbury"),
    Person("tennant", "Councillor", "Lucy", "Tennant", "Member", "county"),
    Person("venn", "Councillor", "Robert", "Venn", "Member", "county"),
    Person("garrod", "Mr", "Simon", "Garrod", "Chief Executive", "county"),
    Person("lisle", "Ms", "Helen", "Lisle", "Solicitor to the Panel", "county"),
    Person("mistry", "Mr", "Anand", "Mistry", "Monitoring Officer", "county"),
    Person("hale", "Mr", "Marcus", "Hale", "Deputy Commissioner", "office", initials="MH"),
    Person("attwell", "Ms", "Sam", "Attwell", "Chief Finance Officer", "office", initials="SA"),
    Person("penrose", "Ms", "Clare", "Penrose", "Head of Policy and Partnerships", "office", initials="CP"),
    Person("dhillon", "Mr", "Jas", "Dhillon", "Head of Media and Communications", "office", initials="JD"),
    Person("clegg", "Mrs", "Joanne", "Clegg", "Head of Finance", "force", initials="JC"),
    Person("ferris", "Mr", "Neil", "Ferris", "Deputy Chief Constable", "force", initials="NF"),
    Person("wolfe", "Ms", "Andrea", "Wolfe", "Head of Human Resources", "force", initials="AW"),
    Person("hollis", "Mrs", "Brenda", "Hollis", "Member of the public", ""),
    Person("wetherby", "Mr", "Alan", "Wetherby", "Member of the public", ""),
    Person("quill", "Ms", "Naomi", "Quill", "Chief Officer", "lantern"),
    Person("sheard", "Mr", "Dominic", "Sheard", "Director", "ridgeway"),
    Person("bowen", "Ms", "Carys", "Bowen", "Manager", "csp_wexbury"),
]

# Former members. Councillors Price and Pryce sat together for two years; Councillor Thomas Herrick is not Tom Herrick.
FORMER: list[Person] = [
    Person("price_janet", "Councillor", "Janet", "Price", "Member", "aldercote", former=True),
    Person("pryce_janette", "Councillor", "Janette", "Pryce", "Member", "wexbury", former=True),
    Person("herrick_thomas", "Councillor", "Thomas", "Herrick", "Member", "kingsmere", former=True),
    Person("maddox", "Councillor", "Colin", "Maddox", "Member", "aldercote", former=True),
    Person("tilney", "Mr", "Edwin", "Tilney", "Independent member", "panel", former=True),
    Person("osei", "Mrs", "Grace", "Osei", "Independent member", "panel", former=True),
    Person("barrow", "Councillor", "Stephen", "Barrow", "Member", "county", former=True),
    Person("kettley", "Councillor", "Anne", "Kettley", "Member", "south_arden", former=True),
    Person("dunmore", "Councillor", "Philip", "Dunmore", "Member", "northbrook", former=True),
    Person("gedling", "Councillor", "Walter", "Gedling", "Member", "county", former=True),
    Person("stannard", "Councillor", "Ruby", "Stannard", "Member", "county", former=True),
    Person("crouch", "Councillor", "Neville", "Crouch", "Member", "aldercote", former=True),
    Person("ingram", "Councillor", "Beth", "Ingram", "Member", "northbrook", former=True),
]

PEOPLE: list[Person] = [*CAST, *OTHERS, *FORMER]

# Twelve seats: ten for councillors, two for independent members; one is vacant.
SEATS: list[Seat] = [
    Seat("ashdown", "councillor", "county", "Chair", 43, took_office=19),
    Seat("raman", "councillor", "northbrook", "Vice-Chair", 31),
    Seat("boateng", "independent", "", began=26),
    Seat("fairley", "independent", "", began=38),
    Seat("herrick", "councillor", "kingsmere", began=19),
    Seat("karim", "councillor", "south_arden", began=19),
    Seat("lonsdale", "councillor", "aldercote", began=31),
    Seat("okafor", "councillor", "northbrook", began=7),
    Seat("pritchard", "councillor", "wexbury", began=19),
    Seat("tennant", "councillor", "county", began=7),
    Seat("venn", "councillor", "county", began=43),
    Seat(None, "councillor", "aldercote"),
]

FORMER_SEATS: list[Seat] = [
    Seat("maddox", "councillor", "aldercote", began=43, ended=1),
    Seat("price_janet", "councillor", "aldercote", began=66, ended=31),
    Seat("pryce_janette", "councillor", "wexbury", began=55, ended=19),
    Seat("herrick_thomas", "councillor", "kingsmere", "Chair", 66, 19),
    Seat("tilney", "independent", "", "Vice-Chair", 66, 38),
    Seat("osei", "independent", "", began=66, ended=26),
    Seat("barrow", "councillor", "county", began=66, ended=7),
    Seat("kettley", "councillor", "south_arden", began=66, ended=19),
    Seat("dunmore", "councillor", "northbrook", began=66, ended=31),
    Seat("gedling", "councillor", "county", began=66, ended=43),
    Seat("stannard", "councillor", "county", began=66, ended=43),
    Seat("crouch", "councillor", "aldercote", began=66, ended=43),
    Seat("ingram", "councillor", "northbrook", began=66, ended=7),
]

VACANCY_LINE = "One seat is vacant (Aldercote District Council)."
QUORUM = 4
