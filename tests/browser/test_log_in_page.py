"""Logging in, working and being logged out, in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, expect

from assistant.accounts import Accounts, Role
from assistant.accounts.passwords import Passwords
from assistant.settings import Settings
from assistant.workspace import Workspace
from tests.support.desks import WHO
from tests.support.serving import served
from tests.support.tenants import PASSWORD


@pytest.fixture(scope="module")
def accounts(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Accounts, Settings]]:
    folder = tmp_path_factory.mktemp("accounts")
    shutil.copytree(built_dir / "index", folder / "index")
    settings = Settings(data_dir=folder)
    workspace = Workspace.open(settings)
    made = Accounts.of(workspace, passwords=Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)))
    client = workspace.create_client({"name": "甲有限公司"}, WHO)
    workspace.create_client({"name": "乙有限公司"}, WHO)
    made.create("wf", Role.VIEWER, PASSWORD, WHO, display="王芳")
    made.assign("wf", client.id, WHO)
    yield made, settings
    workspace.close()


def test_a_viewer_logs_in_looks_and_is_put_out(browser: Browser, accounts: tuple[Accounts, Settings]) -> None:
    book, settings = accounts
    with served(settings) as url:
        page = browser.new_page()
        page.goto(url)
        page.get_by_label("用户名").fill("wf")
        page.get_by_label("密码").fill("wrong wrong wrong")
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("alert")).to_contain_text("用户名或密码不对")
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("link", name="王芳（wf）")).to_be_visible()
        page.get_by_role("tab", name="客户档案").click()
        chooser = page.locator("#xp-clients select[name=client]")
        expect(chooser).to_be_visible()
        assert [one.strip() for one in chooser.locator("option").all_inner_texts()] == ["甲有限公司"]
        expect(page.locator("#xp-clients [data-do=new-client]")).to_be_hidden()
        expect(page.locator("#xp-clients [data-do=archive]")).to_be_hidden()
        expect(page.locator("#xp-clients .xp-who")).to_contain_text("操作人 王芳（wf）")
        book.end_sessions("wf", WHO)
        page.get_by_role("tab", name="材料预评").click()
        expect(page.locator("#xp-shut")).to_be_visible()
        page.locator("#xp-shut").get_by_role("link").first.click()
        page.close()
