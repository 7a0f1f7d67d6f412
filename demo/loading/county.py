"""What every part of the loading needs to know: the days, the people, the Panel, who acts."""

from dataclasses import dataclass
from datetime import date, datetime

from demo.content import people
from demo.loading.accounts import Persons
from demo.loading.calendar import Days, at
from demo.loading.organisations import Organisations
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.meetings.models import Body
from pcc_portal.workdays import add_working_days

# Papers of councillors and the clerk are the Panel's own.
OWNERS = {"county": "panel"}
# Who sends in what the author, who has no account, has written.
SENDERS = {
    "office": "officer@demo.example",
    "force": "staff.officer@demo.example",
    "panel": "deputy.clerk@demo.example",
}
AUTHORS = {known.key: known for known in people.PEOPLE}


@dataclass(frozen=True)
class County:
    days: Days
    organisations: Organisations
    persons: Persons
    body: Body
    users: dict[str, User]

    @property
    def clerk(self) -> User:
        return self.users["clerk@demo.example"]

    @property
    def deputy(self) -> User:
        """The second pair of eyes."""
        return self.users["deputy.clerk@demo.example"]

    def owner(self, author: str) -> Organisation:
        """Whose paper it is."""
        return self.organisations[self._owner(author)]

    def sender(self, author: str) -> User:
        """Who sends it in: its author, or someone of their house."""
        known = AUTHORS[author]
        return self.users[known.email or SENDERS[self._owner(author)]]

    def _owner(self, author: str) -> str:
        home = AUTHORS[author].organisation
        return OWNERS.get(home, home)


@dataclass(frozen=True)
class Moments:
    """When the work on one meeting's papers was done: before its issue, and never still to come."""

    called: datetime
    written: datetime
    sent_in: datetime
    accepted: datetime
    issued: datetime

    @classmethod
    def of(cls, meeting_on: date, days: Days) -> "Moments":
        issued = days.issued_on(meeting_on)
        return cls(
            called=at(add_working_days(issued, -40), 9, 5),
            written=at(add_working_days(issued, -8), 11, 40),
            sent_in=at(add_working_days(issued, -4), 15, 30),
            accepted=at(add_working_days(issued, -2), 9, 50),
            issued=at(issued),
        )
