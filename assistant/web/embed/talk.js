// -- asking the service; every way to fail ends as one line for a person

class Trouble extends Error {
  constructor(line, again, status = 0) {
    super(line);
    this.again = again; // whether the same request may succeed later
    this.status = status;
  }
}

let heard = false; // once a reply could be read, this site is one of the allowed

async function talk(path, body = null, seconds = 20) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), seconds * 1000);
  let reply, said;
  try {
    reply = await fetch(new URL(path, BASE), {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: control.signal,
    });
    heard = true;
    said = await reply.text();
  } catch {
    throw new Trouble(await unreached(control.signal.aborted), true);
  } finally {
    clearTimeout(timer);
  }
  const told = parsed(said);
  if (reply.ok && told) return told;
  throw new Trouble(refusal(reply, told), reply.ok || reply.status === 429 || reply.status >= 500, reply.status);
}

function parsed(text) {
  try { return JSON.parse(text); } catch { return null; }
}

async function unreached(late) {
  if (!navigator.onLine) return "网络断开了，连上以后再试。";
  if (late) return "等得太久，没有等到回复，请再试一次。";
  if (!heard && await alive()) return `本站（${location.origin}）还没有获准使用问答，请网站管理员把它加进 XINGPING_PUBLIC_ORIGINS。`;
  return "连不上问答服务，请稍后再试。";
}

// A reply that cannot be read still tells that somebody answers.
function alive() {
  return fetch(TAG.src, { method: "HEAD", mode: "no-cors", cache: "no-store", credentials: "omit" }).then(() => true, () => false);
}

function refusal(reply, told) {
  if (told && typeof told.error === "string" && reply.status !== 404) return told.error;
  if (reply.status === 429) return "问得太快了，请过一会儿再试。";
  return reply.status >= 500 ? "服务暂时出错，请稍后再试。" : "这次没有成功，请换个说法再试。";
}
