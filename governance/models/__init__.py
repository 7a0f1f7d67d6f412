from governance.models.action import Action, ActionFile, ActionUpdate

__all__ = ["Action", "ActionFile", "ActionUpdate"]
