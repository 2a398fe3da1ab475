// The page's own behaviour: citations beside the answer, votes, copying, the conversation of this browser session.
(() => {
  "use strict";
  const user = (document.querySelector('meta[name="xp-user"]') || { content: "" }).content;
  const of = user && user !== "local" ? `.${user}` : ""; // people who share a browser do not see each other's
  const CONVERSATION = `xingping.conversation${of}`;
  const VOTES = `xingping.votes${of}`;
  const TITLE = `xingping.title${of}`;
  const NAME = "星评顾问";
  const wide = window.matchMedia("(min-width: 1024px)");
  const byId = (id) => document.getElementById(id);

  // -- what this browser session keeps

  const keep = {
    get(key) { try { return sessionStorage.getItem(key) || ""; } catch { return ""; } },
    set(key, value) { try { sessionStorage.setItem(key, value); } catch { /* full or forbidden: nothing is kept */ } },
    drop(key) { try { sessionStorage.removeItem(key); } catch { /* as above */ } },
  };
  const votes = () => { try { return JSON.parse(keep.get(VOTES) || "{}"); } catch { return {}; } };

  window.xingping = {
    of,
    shut: () => shut(),
    save: (memory) => { if (memory) keep.set(CONVERSATION, memory); },
    load: () => { headed(); return keep.get(CONVERSATION); },
    forget: () => { keep.drop(CONVERSATION); keep.drop(VOTES); keep.drop(TITLE); headed(); emptyPanel(); },
    entitle: (title) => { if (title) { keep.set(TITLE, title); headed(); } },
  };
  function headed() { const title = keep.get(TITLE); document.title = title ? `${title} · ${NAME}` : NAME; }

  // -- stopping a model that writes

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-stop]");
    if (!button) return;
    button.disabled = true;
    fetch(`./page/stop/${encodeURIComponent(button.dataset.stop)}`, { method: "POST" }).catch(() => { button.disabled = false; });
  });

  // -- citations

  let opener = null;

  function cardsOf(turn) { return [...turn.querySelectorAll("template[data-card]")]; }

  function fill(place, turn, number) {
    const cards = cardsOf(turn);
    const card = cards.find((one) => one.dataset.card === String(number));
    if (!card) return false;
    place.replaceChildren();
    place.dataset.shows = turn.dataset.turn;
    const head = document.createElement("div");
    head.className = "xp-panel-head";
    const title = document.createElement("h2");
    title.textContent = "依据原文";
    head.append(title);
    for (const one of cards) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "xp-cite";
      button.textContent = one.dataset.card;
      button.setAttribute("aria-label", `依据 ${one.dataset.card}`);
      if (one === card) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => { show(turn, one.dataset.card); });
      head.append(button);
    }
    if (place === byId("xp-sheet")) {
      const close = document.createElement("button");
      close.type = "button";
      close.className = "xp-close";
      close.textContent = "关闭";
      close.addEventListener("click", () => place.close());
      head.append(close);
    }
    const body = document.createElement("div");
    body.className = "xp-card";
    body.append(card.content.cloneNode(true));
    place.append(head, body);
    place.scrollTop = 0;
    return true;
  }

  function show(turn, number) {
    const place = wide.matches ? byId("xp-panel") : byId("xp-sheet");
    const again = place.contains(document.activeElement);
    if (!place || !fill(place, turn, number)) return;
    for (const one of document.querySelectorAll("[data-cite][aria-expanded]")) one.removeAttribute("aria-expanded");
    for (const one of turn.querySelectorAll(`[data-cite="${CSS.escape(String(number))}"]`)) one.setAttribute("aria-expanded", "true");
    if (place.id === "xp-sheet" && !place.open) place.showModal();
    if (again) place.querySelector('[aria-current="true"]').focus();
  }

  function emptyPanel() {
    const panel = byId("xp-panel");
    if (panel && hint) { panel.replaceChildren(...hint.map((node) => node.cloneNode(true))); delete panel.dataset.shows; }
  }
  let hint = null;

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !opener || !opener.isConnected) return;
    if (event.target.closest("#xp-panel")) opener.focus();
  });

  // -- saying things

  let toastTimer = 0;
  function toast(text, stays = false) {
    const box = byId("xp-toast");
    if (!box) return;
    box.textContent = text;
    box.hidden = false;
    clearTimeout(toastTimer);
    if (!stays) toastTimer = setTimeout(() => { box.hidden = true; }, 3500);
  }

  // -- copying

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // no clipboard outside https and localhost
      const area = document.createElement("textarea");
      area.value = text;
      area.style.cssText = "position:fixed;opacity:0";
      (document.querySelector("dialog[open]") || document.body).append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (!done) { toast("复制没有成功，请手动选择文字"); return; }
    }
    toast("已复制答案和依据");
  }

  // -- votes

  function markVote(turn) {
    const vote = votes()[turn.dataset.turn];
    for (const button of turn.querySelectorAll("[data-vote]")) {
      button.setAttribute("aria-pressed", String(button.dataset.vote === vote));
      button.disabled = Boolean(vote);
    }
  }

  async function vote(turn, value, reason) {
    let text = "谢谢，反馈已存在本机";
    try {
      const reply = await fetch("./api/feedback", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ question: turn.dataset.question, answer: turn.dataset.answer, vote: value, reason }),
      });
      if (reply.ok) {
        keep.set(VOTES, JSON.stringify({ ...votes(), [turn.dataset.turn]: value }));
        markVote(turn);
      } else {
        text = (await reply.json()).error || "反馈没有存下，请稍后再试";
      }
    } catch {
      text = "反馈没有送到，请检查网络后再试";
    }
    toast(text);
  }

  function reasonForm(turn, open) {
    const form = turn.querySelector(".xp-reason");
    form.hidden = !open;
    if (open) {
      form.querySelector("input").focus({ preventScroll: true });
      form.scrollIntoView({ block: "nearest" });
    } else {
      turn.querySelector('[data-vote="down"]').focus();
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".xp-reason");
    if (!form) return;
    event.preventDefault();
    const turn = form.closest(".xp-turn");
    const data = new FormData(form);
    const reason = [...data.getAll("reason"), String(data.get("words") || "").trim()].filter(Boolean).join("；");
    reasonForm(turn, false);
    vote(turn, "down", reason);
  });

  document.addEventListener("click", (event) => {
    const sheet = event.target.closest("#xp-sheet");
    if (sheet && event.target === sheet) { sheet.close(); return; } // the backdrop
    const button = event.target.closest("button");
    const turn = button && button.closest(".xp-turn");
    if (!turn) return;
    if (button.dataset.cite) {
      opener = button;
      show(turn, button.dataset.cite);
      if (event.detail === 0 && wide.matches) byId("xp-panel").focus(); // by keyboard: go on reading there, Esc returns
    }
    else if (button.dataset.vote === "up") vote(turn, "up", "");
    else if (button.dataset.vote === "down") reasonForm(turn, turn.querySelector(".xp-reason").hidden);
    else if ("cancel" in button.dataset) reasonForm(turn, false);
    else if ("copyAnswer" in button.dataset) copy(turn.dataset.copy);
  });

  // -- following the conversation as Gradio redraws it

  let seen = "";

  function busy(on) { document.body.classList.toggle("xp-busy", on); }

  function follow() {
    const talk = byId("xp-talk");
    if (!talk) return;
    if (!hint && byId("xp-panel")) hint = [...byId("xp-panel").childNodes];
    for (const turn of talk.querySelectorAll('.xp-turn[data-state="done"]')) if (!turn.dataset.marked) { turn.dataset.marked = "1"; markVote(turn); }
    const turn = talk.querySelector("#xp-current .xp-turn");
    const now = turn ? `${turn.dataset.turn} ${turn.dataset.state}` : "";
    if (now === seen) return;
    const resumed = seen === "" && turn && turn.dataset.state === "done";
    seen = now;
    if (!turn) { busy(false); return; }
    const state = turn.dataset.state;
    busy(state === "pending" || state === "partial");
    if (state === "pending") turn.scrollIntoView({ block: "start" });
    if (state === "done") arrived(turn, resumed);
  }

  function arrived(turn, resumed) {
    if (!resumed) byId("xp-said").textContent = turn.querySelector(".xp-answer").innerText.slice(0, 1200);
    else turn.scrollIntoView({ block: "start" });
    if (!wide.matches) return;
    if (cardsOf(turn).length) show(turn, cardsOf(turn)[0].dataset.card);
    else emptyPanel();
    if (!resumed) byId("xp-box").querySelector("textarea, input").focus({ preventScroll: true });
  }

  // Gradio's own error pop-ups are English and hidden by our style: say it in Chinese as long as one stands.
  let troubled = "";

  function followTrouble() {
    const box = document.querySelector('[data-testid="toast-body"].error');
    const said = box ? box.innerText : "";
    if (said === troubled) return;
    troubled = said;
    if (!said) { if (byId("xp-toast")) byId("xp-toast").hidden = true; return; }
    const lost = said.toLowerCase().includes("connection");
    const told = /请求太频繁[^\n]*/.exec(said); // the service's own line
    if (said.includes("请先登录")) shut();
    else toast(told ? told[0] : lost ? "和服务的连接断了，正在重连；连上后请再问一次" : "这次没有成功，请稍后再试", true);
    endWaiting();
    document.dispatchEvent(new Event("xp-trouble"));
  }

  // -- logged out in another tab, or the time is up: one line that stays until somebody is logged in again

  function shut() { if (byId("xp-shut")) byId("xp-shut").hidden = false; }

  async function lookAtDoor() {
    if (!byId("xp-shut") || byId("xp-shut").hidden) return;
    let page = "";
    try {
      const reply = await fetch("./account", { redirect: "manual" }); // who is not logged in is sent elsewhere
      if (reply.ok) page = await reply.text();
    } catch { /* the service is away: look again at the next visit */ }
    if (!page) return;
    const now = new DOMParser().parseFromString(page, "text/html").querySelector('meta[name="xp-user"]');
    if (!now || now.content !== user) { location.reload(); return; } // somebody else: nothing here is theirs
    byId("xp-shut").hidden = true;
    toast("已重新登录，请再做一次");
    document.dispatchEvent(new Event("xp-open"));
  }
  window.addEventListener("focus", lookAtDoor);
  document.addEventListener("visibilitychange", lookAtDoor);

  function endWaiting() {
    busy(false);
    const turn = document.querySelector('.xp-turn[data-state="pending"], .xp-turn[data-state="partial"]');
    if (!turn) return;
    turn.dataset.state = "failed";
    const line = document.createElement("p");
    line.className = "xp-failed";
    line.textContent = "没有得到完整的回答，请再问一次。";
    const thinking = turn.querySelector(".xp-thinking");
    if (thinking) thinking.replaceWith(line);
    else turn.querySelector(".xp-answer").append(line);
  }

  new MutationObserver(() => {
    follow();
    followTrouble();
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("close", (event) => {
    if (event.target.id === "xp-sheet" && opener && opener.isConnected) opener.focus();
  }, true);
})();
