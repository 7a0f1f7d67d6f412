from pcc_portal.accounts.models.grant import RoleGrant
from pcc_portal.accounts.models.office import Office
from pcc_portal.accounts.models.person import Holding, Organisation, Person, Post
from pcc_portal.accounts.models.user import User

__all__ = ["Holding", "Office", "Organisation", "Person", "Post", "RoleGrant", "User"]
