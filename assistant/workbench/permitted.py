"""The workbench as one user may use it. What is another's looks like what is not there; what the role forbids is said."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from inspect import signature
from typing import Any, cast

from assistant.accounts import LOCAL, Accounts, Action, ForbiddenError, User, may, require
from assistant.workbench.hall import Workbench
from assistant.workbench.rubrics import Known, no_rubric
from assistant.workbench.rules import RULES, Rule, not_theirs, owners
from assistant.workspace.errors import NotFoundError
from assistant.workspace.values import Client


class Desks:
    """One workbench, a view of it for each user."""

    def __init__(self, bench: Workbench, accounts: Accounts) -> None:
        self._bench, self._accounts = bench, accounts

    def of(self, user: User) -> Workbench:
        """Whoever sits at this machine while there are no accounts works at the bench itself."""
        return self._bench if user == LOCAL else cast("Workbench", PermittedBench(self._bench, self._accounts, user))


class PermittedBench:
    """Lives as long as one request. Every method asks `may` first and signs with the account's name, whatever name was typed.

    Raises NotFoundError for what is another's, ForbiddenError for what the role forbids.
    """

    def __init__(self, bench: Workbench, accounts: Accounts, user: User) -> None:
        self._bench, self._accounts, self.user = bench, accounts, user

    def __getattr__(self, name: str) -> Callable[..., Any]:
        rule = RULES.get(name)
        if rule is None:
            raise AttributeError(f"{name} is closed")
        method = getattr(self._bench, name)
        asked = signature(method)

        def call(*args: Any, **named: Any) -> Any:
            bound = asked.bind(*args, **named)
            try:
                self._check(rule, bound.arguments)
            except NotFoundError:
                if rule.none:
                    return None
                raise
            if "who" in asked.parameters:
                bound.arguments["who"] = self.user.signature
            return method(*bound.args, **bound.kwargs)

        return call

    @property
    def upload_limit(self) -> int:
        return self._bench.upload_limit

    def allows(self, action: Action, client: str | None = None) -> bool:
        return may(self.user, action, client)

    # -- lists show what may be looked at

    def clients(self) -> list[Client]:
        return [one for one in self._bench.clients() if may(self.user, Action.LOOK, one.id)]

    def archived(self) -> list[Client]:
        return [one for one in self._bench.archived() if may(self.user, Action.LOOK, one.id)]

    def rubrics(self) -> list[Known]:
        """Imported ones bear names that the organisation gave them: others see those that grades of their clients were made by."""
        listed = self._bench.rubrics()
        if may(self.user, Action.RUBRICS):
            return listed
        used = {self._bench.rubric_of(one.id) for client in self.clients() for one in self._bench.assessments(client.id)}
        return [one for one in listed if not one.imported or one.id in used]

    # -- a new client is its maker's

    def save_client(self, client: str, fields: Mapping[str, Any], who: str, seen: str = "") -> Client:  # noqa: ARG002
        if client:
            self._check(Rule(Action.EDIT, ("client",)), {"client": client})
            return self._bench.save_client(client, fields, self.user.signature, seen)
        require(self.user, Action.CREATE)
        return self._adopted(self._bench.save_client("", fields, self.user.signature))

    def offers_sample(self) -> bool:
        return may(self.user, Action.CREATE) and self._bench.offers_sample()

    def sample(self, who: str) -> Client:  # noqa: ARG002
        require(self.user, Action.CREATE)
        there = self._bench.sample_there()
        if there is not None and not self.user.reaches(there.id):
            raise ForbiddenError("示例企业已由别人建好；要用的话请管理员把它分配给您")
        return self._adopted(self._bench.sample(self.user.signature))

    def _adopted(self, client: Client) -> Client:
        if not self.user.reaches(client.id):
            self._accounts.assign(self.user.name, client.id, self.user.signature)
            self.user = replace(self.user, client_ids=self.user.client_ids | {client.id})
        return client

    # -- the check

    def _check(self, rule: Rule, arguments: Mapping[str, Any]) -> None:
        if not rule.whose:
            require(self.user, rule.action)
        for parameter in rule.whose:
            for owner in owners(self._bench.workspace, parameter, arguments[parameter]):
                if not may(self.user, Action.LOOK, owner[0]):
                    raise not_theirs(owner)
                require(self.user, rule.action, owner[0])
        rubric = arguments.get("rubric")
        if rubric is not None and rubric not in {one.id for one in self.rubrics()}:
            raise no_rubric(rubric)
