from pcc_portal.accounts.models.grant import RoleGrant
from pcc_portal.accounts.models.office import Office
from pcc_portal.accounts.models.person import Delegation, Holding, Organisation, Person, Post
from pcc_portal.accounts.models.restoring import IdentityCheck, Restoring
from pcc_portal.accounts.models.session import RememberedDevice, Session
from pcc_portal.accounts.models.user import User
from pcc_portal.accounts.models.work import WorkAccount

__all__ = [
    "Delegation",
    "Holding",
    "IdentityCheck",
    "Office",
    "Organisation",
    "Person",
    "Post",
    "RememberedDevice",
    "Restoring",
    "RoleGrant",
    "Session",
    "User",
    "WorkAccount",
]
