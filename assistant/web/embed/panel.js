// -- the bubble and the panel it opens: beside the page on a desk, over it on a phone

const TOLD = 12; // turns of both sides that travel with a question
const TOPICS = ["levels", "application", "materials", "process", "fees", "certificate"]; // what visitors ask about most
const WAIT = 130; // seconds; a written answer takes its time

function panelOf() {
  const narrow = matchMedia("(max-width: 479.98px)");
  const said = [];
  let busy = false;
  let contact = null;

  const starters = el("div", { class: "next", role: "group", "aria-label": "常见问题" });
  const welcome = el("div", { class: "welcome" }, el("p", {}, "您好，售后服务认证（GB/T 27922）的条款、材料、流程、时间和费用，都可以问。答案带编号依据。"), starters);
  const log = el("div", { class: "log", role: "log", tabindex: "0", "aria-label": "问答记录" }, welcome);
  const box = el("textarea", { rows: "1", maxlength: "2000", "aria-label": "您的问题", placeholder: "输入问题，回车发送", enterkeyhint: "send" });
  const send = el("button", { type: "submit", class: "main send", "aria-label": "发送" }, icon(SEND));
  const composer = el("form", { class: "composer" }, box, send);
  const talkView = el("div", { class: "view" }, log, composer);
  const contactView = el("div", { class: "view scrolls", hidden: true });
  const title = el("h2", { id: "title", tabindex: "-1" }, TITLE);
  const advise = button("联系顾问", openContact, { class: "advise" });
  const close = button(icon(CROSS), () => dialog.close(), { class: "close", "aria-label": "关闭" });
  const dialog = el("dialog", { id: "panel", "aria-labelledby": "title" }, el("div", { class: "head" }, title, advise, close), talkView, contactView);
  const bubble = button(icon(TALK), () => (dialog.open ? dialog.close() : open()), { class: "bubble", "aria-label": TITLE, "aria-expanded": "false", "aria-controls": "panel" });

  function open() {
    bubble.setAttribute("aria-expanded", "true");
    if (narrow.matches) dialog.showModal(); else dialog.show();
    if (narrow.matches) title.focus(); // on a phone the keyboard would cover what is to be read
    else if (contactView.hidden) box.focus();
    else contact.first.focus();
    if (!starters.childElementCount) begin();
  }

  function openContact() {
    if (!contact || !contact.first.isConnected) contact = contactOf(closeContact);
    contactView.replaceChildren(contact.form);
    show(contactView, talkView);
    contact.first.focus();
  }

  function closeContact() {
    show(talkView, contactView);
    advise.focus();
  }

  function show(shown, other) {
    shown.hidden = false;
    other.hidden = true;
    advise.hidden = shown === contactView;
  }

  // The first question of each topic. A topic that is not there, or no FAQ at all, is no fault to speak of: the box is enough to begin with.
  async function begin() {
    const told = await Promise.allSettled(TOPICS.map((topic) => talk(`api/faq?tag=${topic}&limit=1`)));
    const questions = told.flatMap((one) => (one.status === "fulfilled" ? one.value.items : [])).map((one) => one.question);
    starters.replaceChildren(...questions.map((one) => button(one, () => ask(one), { class: "chip" })));
  }

  async function ask(question) {
    if (busy) return;
    busy = true;
    send.ariaDisabled = "true";
    const answer = el("div", { class: "answer" }, el("p", { class: "soft waiting" }, "正在查找依据…"));
    const turn = el("article", { class: "turn" }, el("h3", {}, el("span", { class: "unseen" }, "您问："), question), answer);
    log.append(turn);
    log.scrollTop = turn.offsetTop - 12;
    try {
      const reply = await talk("api/ask", { question, history: said.slice(-TOLD) }, WAIT);
      answer.replaceChildren(...answerOf(reply, question, ask));
      said.push(["user", question], ["assistant", String(reply.answer)]);
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      const again = button("重试", () => { turn.remove(); log.focus(); ask(question); }, { class: "chip" });
      answer.replaceChildren(el("p", { class: "fault" }, trouble.message), ...(trouble.again ? [again] : []));
    } finally {
      busy = false;
      send.ariaDisabled = "false";
    }
    log.scrollTop = turn.offsetTop - 12;
  }

  composer.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = box.value.trim();
    if (!question || busy) return;
    box.value = "";
    ask(question);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return; // 229: an input method is choosing
    event.preventDefault();
    composer.requestSubmit();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) dialog.close();
  });
  for (const kind of ["keydown", "keyup", "keypress"]) { // the page's shortcuts must not fire while somebody types here
    dialog.addEventListener(kind, (event) => event.stopPropagation());
  }
  dialog.addEventListener("close", () => {
    if (dialog.open) return; // opened again in the other way
    bubble.setAttribute("aria-expanded", "false");
    bubble.focus();
  });
  narrow.addEventListener("change", () => {
    if (dialog.open) { dialog.close(); open(); }
  });
  return [dialog, bubble];
}

function start() {
  if (document.getElementById("xingping-widget")) return; // the tag stands twice
  const host = el("div", { id: "xingping-widget", lang: "zh-CN" });
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  if (COLOR) {
    host.style.setProperty("--accent", COLOR);
    host.style.setProperty("--on-accent", inkOn(COLOR));
  }
  root.append(el("div", { class: LEFT ? "all left" : "all" }, ...panelOf()));
  document.body.append(host);
}

if (document.body) start();
else document.addEventListener("DOMContentLoaded", start);
