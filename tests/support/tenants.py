"""Two enterprises in one workspace, users of each, and the application over them."""

import re
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts import Accounts, Role
from assistant.accounts.passwords import Passwords
from assistant.web.app import create_app
from assistant.workbench import Workbench
from scoring.rubric.loader import DEFAULT
from tests.support.desks import WHO, desk, enterprise, graded, official, papers

PHRASE = "琥珀鲸鱼"  # stands in everything of the second enterprise and nowhere else
PASSWORD = "seven old willows 7"
SAME = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Tenant:
    """Ids of an enterprise's things."""

    client: str
    assessment: str
    earlier: str
    file: str
    sha256: str
    job: str
    override: str
    rubric: str


@dataclass(frozen=True)
class House:
    """The application with tenants `a` and `b`; the phrase is b's. `running`: a client within whose block it runs."""

    app: FastAPI
    running: TestClient
    bench: Workbench
    a: Tenant
    b: Tenant

    def visitor(self, name: str = "") -> TestClient:
        """Logged in as that user; a stranger without a name."""
        client = TestClient(self.app)
        client.portal = self.running.portal  # one event loop for all, as on a server
        if name:
            log_in(client, name)
        return client


def house(folder: Path, built: Path) -> House:
    """Users: 管理 (admin), 顾问甲 and 企业甲 and 只读甲 for the first enterprise, 企业乙 for the second."""
    bench = desk(folder, built)
    first, second = (_tenant(bench, name, text) for name, text in (("甲有限公司", "普通内容"), (f"{PHRASE}有限公司", PHRASE)))
    accounts = Accounts.of(bench.workspace, passwords=Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)))
    for name, role, tenant in (
        ("管理", Role.ADMIN, None), ("顾问甲", Role.CONSULTANT, first), ("企业甲", Role.ENTERPRISE, first),
        ("只读甲", Role.VIEWER, first), ("企业乙", Role.ENTERPRISE, second), ("只读乙", Role.VIEWER, second),
    ):  # fmt: skip
        accounts.create(name, role, PASSWORD, WHO)
        if tenant is not None:
            accounts.assign(name, tenant.client, WHO)
    app = create_app(bench._service, bench)
    return House(app, TestClient(app), bench, first, second)


def _tenant(bench: Workbench, name: str, text: str) -> Tenant:
    """An enterprise whose paper, note, conclusion, rubric and grades all hold the text."""
    rubric = DEFAULT
    if text == PHRASE:
        book = bench.settings.data_dir / f"{text}.xlsx"
        book.write_bytes(official(bench.export_rubric(DEFAULT)[0]))
        rubric = bench.import_rubric(book, WHO).id
    client = enterprise(bench, name, papered=False)
    papers(bench, client.id, (f"{text}承诺.txt", f"{name}郑重承诺：{text}，24小时内上门维修。"))
    bench.add_note(client.id, f"{text}待补", WHO)
    earlier = graded(bench, client.id, rubric)
    clause, condition = next((one, each) for one in bench.result(earlier)["clauses"] for each in one["conditions"])
    target = {"kind": "condition", "clause": clause["id"], "condition": condition["id"]}
    said = {**target, "decision": "met", "reason": f"{text}看过", "until": "2027-01-01"}
    after = bench.record(earlier, said, WHO)
    file = bench.files(client.id)[0]
    job, override = bench.workspace.jobs(client.id)[0], bench.workspace.overrides(client.id)[0]
    return Tenant(client.id, after.id, earlier, file.id, file.sha256, job.id, override.id, rubric)


def log_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    """The status of the reply."""
    form = hidden(client.get("/login").text)
    return client.post("/login", data={**form, "name": name, "password": password}, headers=SAME, follow_redirects=False).status_code


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a page's first form."""
    return dict(re.findall(r'<input type="hidden" name="(form|next)" value="([^"]*)"', html.partition("</form>")[0]))
