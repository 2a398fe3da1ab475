// -- an answer: its text with marks, what it rests on, what to ask next, whether it helped

const WEB = /^https?:\/\//i;

function answerOf(reply, question, ask) {
  const citations = reply.citations || [];
  const sources = new Map(citations.map((one) => [one.number, sourceOf(one)]));
  const understood = reply.written && reply.written.understood;
  return [
    understood ? el("p", { class: "soft" }, `理解为：${understood}`) : null,
    ...linesOf(String(reply.answer), sources),
    listOf("notes", "说明", (reply.notes || []).map((note) => el("li", {}, note))),
    sources.size ? el("h4", {}, "依据") : null,
    listOf("sources", "依据", [...sources.values()].map((one) => el("li", {}, one))),
    nextOf(reply, ask),
    reply.refused ? null : votesOf(question, String(reply.answer)),
  ].filter((part) => part !== null);
}

function linesOf(text, sources) {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  return lines.map((line) => {
    const item = line.startsWith("- ");
    const pieces = (item ? line.slice(2) : line).split(/(\[\d{1,2}\])/).filter(Boolean);
    return el("p", { class: item ? "item" : "line" }, ...pieces.map((piece) => markOf(piece, sources)));
  });
}

function markOf(piece, sources) {
  const number = /^\[\d{1,2}\]$/.test(piece) ? Number(piece.slice(1, -1)) : 0;
  const source = sources.get(number);
  if (!source) return piece;
  return button(String(number), () => {
    const log = source.closest(".log");
    source.open = true;
    source.firstChild.focus({ preventScroll: true });
    const lowest = source.offsetTop + source.offsetHeight + 12 - log.clientHeight;
    log.scrollTop = Math.min(source.offsetTop - 12, Math.max(log.scrollTop, lowest));
  }, { class: "mark", "aria-label": `查看依据 ${number}` });
}

function sourceOf(citation) {
  const links = new Map((citation.links || []).filter((one) => WEB.test(one.url)).map((one) => [one.name, one.url]));
  const names = new Set([...String(citation.source).split("；").filter(Boolean), ...links.keys()]);
  const named = [...names].map((name) => el("li", {}, links.has(name)
    ? el("a", { href: links.get(name), target: "_blank", rel: "noopener noreferrer" }, name, el("span", { class: "unseen" }, "（在新窗口打开）"))
    : name));
  return el("details", {},
    el("summary", {},
      el("b", {}, String(citation.number)),
      el("span", { class: "name" }, citation.title),
      el("span", { class: "facts" }, [citation.clause && `条款 ${citation.clause}`, citation.confidence].filter(Boolean).join(" · "))),
    citation.quote ? el("blockquote", {}, citation.quote) : null,
    listOf("names", "来源", named));
}

function listOf(kind, label, items) {
  return items.length ? el("ul", { class: kind, "aria-label": label }, ...items) : null;
}

function nextOf(reply, ask) {
  const next = (reply.suggestions || []).map((one) => button(one, () => ask(one), { class: "chip" }));
  return next.length ? el("div", { class: "next", role: "group", "aria-label": reply.refused ? "换个问法" : "接着问" }, ...next) : null;
}

function votesOf(question, answer) {
  const told = el("span", { role: "status" });
  const choose = async (vote, chosen, other) => {
    told.textContent = "";
    try {
      await talk("api/feedback", { question, answer, vote });
      chosen.setAttribute("aria-pressed", "true");
      other.setAttribute("aria-pressed", "false");
      told.textContent = "谢谢，已记下。";
    } catch (trouble) {
      told.textContent = trouble.message;
    }
  };
  const up = button("有帮助", () => choose("up", up, down), { "aria-pressed": "false" });
  const down = button("没帮助", () => choose("down", down, up), { "aria-pressed": "false" });
  return el("div", { class: "votes", role: "group", "aria-label": "这个回答" }, up, down, told);
}
