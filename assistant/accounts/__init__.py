"""Who may do what: users with a role, the clients they are assigned to, their passwords and sessions."""

from assistant.accounts.book import Accounts
from assistant.accounts.errors import ForbiddenError, LogInError
from assistant.accounts.permissions import Action, may, require
from assistant.accounts.values import LOCAL, Role, Subject, User

__all__ = ["LOCAL", "Accounts", "Action", "ForbiddenError", "LogInError", "Role", "Subject", "User", "may", "require"]
