"""Who approves the Board's minutes, and who lets them out. The first line of a rule is the reason a person reads on a 403."""

from dataclasses import dataclass
from datetime import date

from governance.models import Party
from pcc_portal.accounts.models import Delegation, Holding, Person, User
from pcc_portal.accounts.models.person import PostKind
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Meeting


@dataclass(frozen=True)
class Authority:
    """By whose right somebody approves: their own (``holder`` is they), or that of the holder who lets them."""

    person: Person
    holder: Person

    @property
    def on_behalf_of(self) -> Person | None:
        return None if self.holder.pk == self.person.pk else self.holder


def authority(user: User, party: str, *, on: date) -> Authority | None:
    """The holder of the party's post on the day, or somebody to whom they have delegated; nobody else."""
    if user.person is None:
        return None
    held = Holding.objects.on(on).filter(post__kind=party).select_related("person")
    for holding in held:
        if holding.person_id == user.person_id:
            return Authority(user.person, user.person)
    posts = Holding.objects.on(on).filter(person=user.person_id).values_list("post", flat=True)
    delegations = Delegation.objects.on(on).filter(holding__in=held).select_related("holding__person")
    for row in delegations:
        if row.to_person_id == user.person_id or (row.to_post_id and row.to_post_id in set(posts)):
            return Authority(user.person, row.holding.person)
    return None


def parties_of(user: User, *, on: date) -> list[str]:
    """For which parties this person may answer today."""
    return [party for party in Party if authority(user, party, on=on)]


def may_check(user: User, meeting: Meeting) -> bool:
    """Only the Board's own people check its minutes before they are approved."""
    return user.rights.may(Power.READ_EXEMPT, meeting.body.organisation_id)


def may_let_out(user: User, meeting: Meeting, *, on: date) -> bool:
    """Only the Chief Executive lets out minutes on which the parties have not agreed."""
    if user.person_id is None:
        return False
    kind = PostKind.CHIEF_EXECUTIVE
    return Holding.objects.on(on).filter(post__kind=kind, person=user.person_id).exists() and may_check(
        user, meeting
    )
