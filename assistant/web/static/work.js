// The working pages' own behaviour: uploads, running jobs, quotes with their pictures, moving between tabs.
(() => {
  "use strict";
  const PLACE = `xingping.place${window.xingping.of}`;
  const byId = (id) => document.getElementById(id);
  const homes = () => Object.keys(TABS).map((name) => byId(`xp-${name}`)).filter(Boolean);
  const island = (node) => node.closest(".xp-island");

  let afterwards = "";

  // Of this tab first, so that two tabs may look at two clients; of the last visit otherwise.
  window.xingpingWork = {
    load: () => { try { return sessionStorage.getItem(PLACE) || localStorage.getItem(PLACE) || ""; } catch { return ""; } },
    save: (place, name) => {
      try { if (place) { sessionStorage.setItem(PLACE, place); localStorage.setItem(PLACE, place); } } catch { /* forbidden: chosen anew each visit */ }
      tellIsland(byId(`xp-${name}`), "xp-done", {});
      if (afterwards) { goTo(afterwards); afterwards = ""; }
    },
  };

  // A conclusion is signed: without a name nothing is sent, the form stays as it is, and the field to fill in is gone to.
  let unsigned = ""; // the form to come back to once there is a name
  document.addEventListener("submit", (event) => {
    const form = event.target.closest('form[data-do="override"]');
    const home = form && island(form);
    const name = home && home.querySelector('input[name="who"]');
    if (!name || name.value.trim()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    unsigned = keyOf(form);
    name.scrollIntoView({ block: "center" });
    name.focus({ preventScroll: true });
    toast("请先填写上方光标处的操作人姓名；填过的理由还在，再按一次“记录”");
  }, true);

  // An act that was turned away is over: the next one need not wait for it, and what its form held was not taken.
  document.addEventListener("xp-trouble", () => {
    Object.assign(acting, { form: "", home: "" });
    for (const home of homes()) tellIsland(home, "xp-done", {});
  });
  document.addEventListener("xp-open", () => {
    for (const home of homes()) if (home.offsetParent && !(home.querySelector(".xp-island") || home).textContent.trim()) act(home, "show", {});
  });

  // An act that starts here goes the way of a click: island.py listens on the element that holds the markup.
  function act(home, name, values) {
    remember(home);
    tellIsland(home, "xp-act", { act: name, values });
  }
  function tellIsland(home, kind, detail) {
    const inner = home.querySelector(".xp-island") || home; // Gradio puts the same class on the component and on our markup in it
    (inner.firstElementChild || inner).dispatchEvent(new CustomEvent(kind, { bubbles: true, detail }));
  }

  // -- uploads: one request a file, straight into the store

  async function filesOf(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    if (!entries.length) return [...transfer.files].map((file) => ({ path: file.name, file }));
    const found = [];
    const walk = async (entry, before) => {
      if (entry.isFile) {
        const file = await new Promise((done, failed) => entry.file(done, failed));
        found.push({ path: before + entry.name, file });
        return;
      }
      const reader = entry.createReader();
      for (;;) { // a folder is told in portions
        const some = await new Promise((done, failed) => reader.readEntries(done, failed));
        if (!some.length) return;
        for (const one of some) await walk(one, `${before}${entry.name}/`);
      }
    };
    for (const entry of entries) await walk(entry, "");
    // a single dropped folder is the pack: its own name says nothing
    const roots = new Set(found.map((one) => one.path.split("/")[0]));
    return entries.length === 1 && entries[0].isDirectory && roots.size === 1
      ? found.map((one) => ({ ...one, path: one.path.split("/").slice(1).join("/") })) : found;
  }

  function chosen(input) {
    return [...input.files].map((file) => ({
      path: file.webkitRelativePath ? file.webkitRelativePath.split("/").slice(1).join("/") : file.name, file,
    }));
  }

  // Many small files come faster than one caller may send them: those that are turned away for it go again when they may.
  async function send(url, file, tell) {
    for (;;) {
      const told = await sendOnce(url, file, tell);
      if (!told.wait) return told;
      await new Promise((done) => setTimeout(done, told.wait * 1000));
    }
  }

  function sendOnce(url, file, tell) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("PUT", url);
      request.upload.addEventListener("progress", (event) => tell(event.loaded, event.total));
      request.addEventListener("load", () => {
        let told = {};
        try { told = JSON.parse(request.responseText); } catch { /* a proxy's own page */ }
        const wait = request.status === 429 ? Math.min(Number(request.getResponseHeader("Retry-After")) || 1, 60) : 0;
        const gone = request.status === 401;
        if (gone) window.xingping.shut();
        done({ ...told, wait, gone, fault: request.status < 300 ? "" : told.error || `没有存下（状态码 ${request.status}）`, text: told.text || "" });
      });
      for (const kind of ["error", "abort", "timeout"]) request.addEventListener(kind, () => done({ fault: "没有送到，请检查网络后再试", text: "" }));
      request.send(file);
    });
  }

  let uploading = false;
  window.addEventListener("beforeunload", (event) => { if (uploading) event.preventDefault(); });

  const signed = () => encodeURIComponent((document.querySelector('input[name="who"]') || {}).value || "");

  async function upload(zone, files) {
    if (uploading) return;
    const wanted = files.filter((one) => one.path && !/(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|~\$[^/]*)$/i.test(one.path));
    if (!wanted.length) return;
    uploading = true;
    const home = island(zone);
    const list = zone.parentElement.querySelector("[data-uploads]");
    list.hidden = false;
    list.replaceChildren();
    const head = document.createElement("p");
    head.setAttribute("role", "status");
    const bar = document.createElement("progress");
    bar.max = wanted.reduce((sum, one) => sum + one.file.size, 0) || 1;
    list.append(head, bar);
    const kept = "library" in zone.dataset ? "收进知识库" : "存下";
    const into = "library" in zone.dataset ? "./desk/library?" : `./desk/clients/${zone.dataset.client}/files?who=${signed()}&`;
    const faults = [];
    const doubts = [];
    const count = { papers: 0, archives: 0, inside: 0, profiles: 0, replaced: 0, unchanged: 0 };
    let before = 0;
    for (const [number, { path, file }] of wanted.entries()) {
      head.textContent = `正在上传 ${number + 1}/${wanted.length}：${path}`;
      const { fault, gone, state, inside, why, profile } = await send(`${into}path=${encodeURIComponent(path)}`, file, (loaded) => {
        bar.value = before + loaded;
        if (loaded >= file.size) head.textContent = `已传完，正在${kept} ${number + 1}/${wanted.length}：${path}`;
      });
      if (gone) { // none of the rest would be taken either
        uploading = false;
        bar.remove();
        head.textContent = `登录已经结束，${number - faults.length} 份已存下，从“${path}”起没有存；重新登录后再放一次，已存下的不会重复`;
        return;
      }
      before += file.size;
      bar.value = before;
      if (fault) { faults.push(fault.startsWith(file.name) ? fault : `${path}：${fault}`); continue; }
      if (state in count) count[state] += 1;
      if (typeof inside === "number") { count.archives += 1; count.inside += inside; } else count[profile ? "profiles" : "papers"] += 1;
      if (why) doubts.push(`${path}：${why}`);
    }
    uploading = false;
    const first = (lines) => [...lines.slice(0, 20), ...(lines.length > 20 ? [`另有 ${lines.length - 20} 份`] : [])].join("\n");
    const told = Object.fromEntries(Object.entries(count).map(([name, number]) => [name, String(number)]));
    act(home, "uploaded", { ...told, count: String(wanted.length - faults.length), failed: String(faults.length), faults: first(faults), doubts: first(doubts) });
  }

  async function sendOne(input) {
    const file = input.files[0];
    if (!file) return;
    const home = island(input);
    const told = await send(`${input.dataset.send}?path=${encodeURIComponent(file.name)}&who=${signed()}`, file, () => {});
    if (!told.gone) act(home, "sent", { fault: told.fault, text: told.text, name: file.name, rubric: told.rubric || "" });
    input.value = "";
  }

  document.addEventListener("dragover", (event) => {
    const zone = event.target.closest && event.target.closest("[data-drop]");
    if (!zone) return;
    event.preventDefault();
    zone.dataset.over = "";
  });
  document.addEventListener("dragleave", (event) => {
    const zone = event.target.closest && event.target.closest("[data-drop]");
    if (zone && !zone.contains(event.relatedTarget)) delete zone.dataset.over;
  });
  document.addEventListener("drop", async (event) => {
    const zone = event.target.closest && event.target.closest("[data-drop]");
    if (!zone) return;
    event.preventDefault();
    delete zone.dataset.over;
    upload(zone, await filesOf(event.dataTransfer));
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[data-send]")) { sendOne(event.target); return; }
    if (!event.target.matches("input[data-upload]")) return;
    const zone = event.target.closest("[data-drop]");
    upload(zone, chosen(event.target));
    event.target.value = "";
  });
  // -- a running job: looked after until it ends, also after a reload

  // An ended job stays in here: its box stands until the page is drawn anew, and a second end would draw over what is typed by then.
  const watched = new Set();

  async function watch(box) {
    const id = box.dataset.job;
    if (watched.has(id)) return;
    watched.add(id);
    const home = island(box);
    for (;;) {
      const now = document.querySelector(`[data-job="${CSS.escape(id)}"].xp-job`);
      if (!now) break;
      let told = null;
      let pause = 500;
      try {
        const reply = await fetch(`./desk/jobs/${encodeURIComponent(id)}`);
        if (reply.ok) told = await reply.json();
        else if (reply.status === 404) { act(home, "show", {}); return; }
        else if (reply.status === 401) { window.xingping.shut(); pause = 5000; }
      } catch { /* the service is away for a moment: look again */ }
      if (told) {
        const bar = now.querySelector("progress");
        bar.max = told.of || 1;
        bar.value = told.done;
        now.querySelector("[data-job-label]").textContent = told.label ? (told.state === "queued" ? told.label : `第 ${told.done}/${told.of} 份　${told.label}`) : "正在准备";
        if (!told.running) { act(home, "finished", { job: id }); return; }
      }
      await new Promise((done) => setTimeout(done, pause));
    }
    watched.delete(id);
  }

  // -- a quote with its place: the picture of its page with a box around it, or the rows and paragraphs around it

  let opener = null;

  function openQuote(button) {
    const sheet = byId("xp-quote-sheet");
    if (!sheet) return;
    opener = button;
    const { file, sha, locator, place, quote } = button.dataset;
    sheet.querySelector("[data-file]").textContent = file;
    sheet.querySelector("[data-locator]").textContent = place || locator;
    sheet.querySelector("[data-quote]").textContent = quote || "（整份文件）";
    const figure = sheet.querySelector("figure");
    figure.hidden = true;
    const around = sheet.querySelector("[data-around]");
    around.hidden = true;
    around.replaceChildren();
    tellAround(sheet, "");
    const mine = ++opened; // what comes late is of a quote that is not looked at any more
    const client = encodeURIComponent(button.closest("[data-of-client]").dataset.ofClient);
    const page = /^p\.(\d+)/.exec(locator || "");
    const viewable = /\.(pdf|png|jpe?g|tiff?|bmp|webp|hei[cf])$/i.test(file);
    const said = encodeURIComponent((quote || "").slice(0, 400));
    if (viewable && sha) {
      const image = figure.querySelector("img");
      image.onload = () => { if (mine === opened) figure.hidden = false; };
      image.onerror = () => { if (mine === opened) tellAround(sheet, "这一页的图片现在显示不了，请打开原件核对"); };
      image.alt = `${file} ${place || locator}`;
      image.src = `./desk/pages/${client}/${sha}/${page ? page[1] : 1}.png?quote=${said}`;
    } else if (sha && (locator || quote)) {
      tellAround(sheet, "正在读原件的前后文");
      fetchAround(`./desk/quotes/${client}/${sha}?locator=${encodeURIComponent(locator || "")}&quote=${said}`).then((told) => {
        if (mine !== opened) return;
        if (told.error === undefined) drawAround(around, told);
        tellAround(sheet, told.error !== undefined ? told.error : told.exact ? "" : "原件里没有逐字找到这句话，下面是它所在的位置");
      });
    }
    if (!sheet.open) sheet.showModal();
    sheet.scrollTop = 0;
  }

  let opened = 0;

  function tellAround(sheet, text) {
    const line = sheet.querySelector("[data-around-note]");
    line.textContent = text;
    line.hidden = !text;
  }

  async function fetchAround(address) {
    const failed = { error: "前后文现在取不到，请稍后再打开" };
    try {
      const reply = await fetch(address);
      const told = await reply.json();
      if (reply.ok) return told;
      return typeof told.error === "string" ? told : failed;
    } catch { return failed; }
  }

  // Strangers' words go in as text nodes only.
  function made(name, kind, ...inside) {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    element.append(...inside);
    return element;
  }
  const pieces = (some) => some.map(([text, mark]) => (mark ? made("mark", "", text) : document.createTextNode(text)));

  function drawAround(around, told) {
    if (told.heading) around.append(made("h3", "", told.heading));
    for (const line of told.lines) around.append(made("p", line.here ? "xp-here" : "", ...pieces(line.pieces)));
    if (told.grid) around.append(gridAround(told.grid));
    if (told.grid && told.grid.left_out) around.append(made("p", "xp-soft", `另有 ${told.grid.left_out} 列没有列出`));
    around.hidden = false;
    const here = around.querySelector("td.xp-here, td mark");
    const box = around.querySelector(".xp-around-table");
    if (here && box) box.scrollLeft = Math.max(here.offsetLeft - 80, 0);
  }

  function gridAround(grid) {
    const head = made("tr", "", made("th", "", "行"), ...grid.columns.map((name) => made("th", "", name)));
    const rows = [];
    for (const row of grid.rows) {
      if (row.gap) {
        const cell = made("td", "", "⋮");
        cell.colSpan = grid.columns.length + 1;
        rows.push(made("tr", "xp-skipped", cell));
      }
      const cells = row.cells.map((one) => {
        const cell = made(row.head ? "th" : "td", one.here ? "xp-here" : "", ...pieces(one.pieces));
        cell.colSpan = one.columns;
        return cell;
      });
      rows.push(made("tr", row.here ? "xp-here" : row.head ? "xp-head" : "", made("th", "", String(row.number)), ...cells));
    }
    const table = made("table", "", made("thead", "", head), made("tbody", "", ...rows));
    const box = made("div", "xp-around-table", table);
    box.tabIndex = 0; // so that the keys scroll it
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "引用所在的表格");
    return box;
  }

  document.addEventListener("click", (event) => {
    const sheet = event.target.closest("#xp-quote-sheet");
    if (sheet && (event.target === sheet || event.target.closest("[data-close]"))) { sheet.close(); return; }
    const quote = event.target.closest("[data-open-quote]");
    if (quote) { openQuote(quote); return; }
    const cell = event.target.closest("a.xp-cell");
    if (cell) {
      const target = byId(decodeURIComponent(cell.hash.slice(1)));
      if (target) {
        event.preventDefault();
        for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
        target.scrollIntoView({ block: "start" });
        target.querySelector("summary").focus({ preventScroll: true });
      }
      return;
    }
    const go = event.target.closest("[data-go]");
    if (!go) return;
    if (go.dataset.do) afterwards = go.dataset.go; // the act decides where one is then
    else goTo(go.dataset.go);
  });
  document.addEventListener("close", (event) => {
    if (event.target.id === "xp-quote-sheet" && opener && opener.isConnected) opener.focus();
  }, true);

  const TABS = { plan: "整改计划", grading: "材料预评", clients: "客户档案", compare: "对比", rubric: "评分表", library: "知识库" };
  function goTo(name) {
    const tab = tabOf(name);
    if (tab) tab.click();
  }

  // The tab stands in the address, so that a reload comes back to it. Gradio's tabs are there before they listen: try until it is so.
  const tabOf = (name) => [...document.querySelectorAll('#xp-tabs [role="tab"]')].find((tab) => tab.textContent.trim() === TABS[name]);
  let returned = false;
  let chosenByHand = false;
  document.addEventListener("click", (event) => {
    const tab = event.target.closest && event.target.closest('#xp-tabs [role="tab"]');
    if (!tab) return;
    chosenByHand = chosenByHand || event.isTrusted;
    const name = Object.keys(TABS).find((one) => TABS[one] === tab.textContent.trim());
    history.replaceState(null, "", name ? `#${name}` : location.pathname + location.search);
  });
  function comeBack() {
    const name = location.hash.slice(1);
    if (returned || !document.querySelector('#xp-tabs [role="tab"]')) return;
    returned = true;
    const until = Date.now() + 20000;
    const step = () => {
      const tab = tabOf(name);
      const island = byId(`xp-${name}`);
      const there = tab && tab.getAttribute("aria-selected") === "true" && island && island.textContent.trim();
      if (there || chosenByHand || Date.now() > until) return;
      if (tab && tab.getAttribute("aria-selected") !== "true") tab.click();
      setTimeout(step, 250);
    };
    if (name in TABS) step();
  }

  // An act draws its tab anew, node over node: Gradio takes `open` away and leaves what was typed or chosen where it stood, whatever form
  // stands there then. So every field is set to what the server says, and what was typed goes back to its own form unless it was taken.
  const kept = new Map(); // of each tab, how it stood at the last touch
  const acting = { form: "", home: "" }; // the form that was sent, and the tab whose place on the screen is to be kept
  const keyOf = (form) => JSON.stringify(Object.entries({ ...form.dataset, assessment: "", seen: "" }).sort());
  const typable = (form) => [...form.elements].filter((one) => one.name && one.matches("input:not([type=hidden], [type=file]), select, textarea"));
  const told = (field) => Math.max([...field.options].findIndex((one) => one.defaultSelected), 0);
  function touched(field) {
    if (field.tagName === "SELECT") return field.selectedIndex !== told(field);
    return field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  }
  function untouch(field) {
    if (field.tagName === "SELECT") field.selectedIndex = told(field);
    else if (field.type === "checkbox") field.checked = field.defaultChecked;
    else field.value = field.defaultValue;
  }
  const ofClient = (home) => (home.querySelector(".xp-bar") || { dataset: {} }).dataset.ofClient || "";
  function remember(home) {
    const drafts = [...home.querySelectorAll("form[data-do]")].filter((form) => typable(form).some(touched)).map((form) => ({
      key: keyOf(form), values: typable(form).filter(touched).map((one) => [one.name, one.type === "checkbox" ? one.checked : one.value]),
    }));
    kept.set(home.id, { client: ofClient(home), drafts, open: [...home.querySelectorAll("details[open][id]")].map((one) => one.id), at: window.scrollY });
  }
  for (const kind of ["submit", "click", "change", "input", "toggle"]) {
    document.addEventListener(kind, (event) => {
      const home = event.target.closest && island(event.target);
      if (!home) return;
      remember(home);
      const act = event.target.closest({ submit: "form[data-do]", click: "button[data-do]", change: "input[data-do], select[data-do]" }[kind] || "#xp-none");
      if (act) Object.assign(acting, { form: act.tagName === "FORM" ? keyOf(act) : act.form ? keyOf(act.form) : "", home: home.id });
    }, true);
  }
  function open(node) {
    for (let box = node; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
  }
  function redrawn(home) {
    for (const field of home.querySelectorAll("input:not([type=hidden], [type=file]), select, textarea")) untouch(field);
    const was = kept.get(home.id);
    const said = home.querySelector(".xp-said[role]");
    const refused = Boolean(said && said.dataset.tone === "bad");
    if (was && was.client === ofClient(home)) {
      for (const id of was.open) { const one = byId(id); if (one) one.open = true; }
      for (const form of home.querySelectorAll("form[data-do]")) {
        const draft = was.drafts.find((one) => one.key === keyOf(form) && (refused || one.key !== acting.form));
        if (draft) retype(form, draft.values);
      }
      if (acting.home === home.id) window.scrollTo({ top: was.at });
    }
    Object.assign(acting, { form: "", home: "" });
    kept.delete(home.id);
    if (was && was.client === ofClient(home)) remember(home);
    comeBackTo(home);
    if (!said) return;
    const box = said.getBoundingClientRect();
    if (box.bottom < 0 || box.top > window.innerHeight) toast(said.textContent.trim().split("\n")[0]);
  }
  function retype(form, values) {
    for (const [name, value] of values) {
      const field = form.elements.namedItem(name);
      if (!field || !("value" in field)) continue;
      if (field.type === "checkbox") field.checked = value; else field.value = value;
    }
    open(form);
  }
  function comeBackTo(home) {
    const form = unsigned && [...home.querySelectorAll("form[data-do]")].find((one) => keyOf(one) === unsigned);
    if (!form || !(home.querySelector('input[name="who"]') || {}).value) return;
    unsigned = "";
    open(form);
    form.scrollIntoView({ block: "center" });
    form.querySelector('button[type="submit"]').focus({ preventScroll: true });
  }
  const drawings = new Map(); // of each tab, the drawing that was seen to
  function lookForDrawings() {
    for (const bar of document.querySelectorAll(".xp-island .xp-bar[data-drawn]")) {
      const home = island(bar);
      if (drawings.get(home.id) === bar.dataset.drawn) continue;
      drawings.set(home.id, bar.dataset.drawn);
      redrawn(home);
    }
  }
  let toastTimer = 0;
  function toast(text) {
    const box = byId("xp-toast");
    if (!box) return;
    box.textContent = text;
    box.hidden = false;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => { box.hidden = true; }, 4500);
  }

  new MutationObserver(() => {
    lookForDrawings();
    comeBack();
    for (const box of document.querySelectorAll(".xp-job[data-job]")) watch(box);
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-drawn"] });
})();

// -- the tab bar by keyboard: Left and Right, Home and End move and choose, and Tab stops at the chosen one alone
(() => {
  "use strict";
  const BAR = '#xp-tabs > .tab-wrapper [role="tablist"]';
  // Of those in sight: on a phone Gradio hides the others behind a menu of its own.
  const tabs = () => [...document.querySelectorAll(`${BAR} [role="tab"]`)].filter((one) => one.offsetParent && one.getAttribute("aria-disabled") !== "true");
  function rove() {
    const shown = tabs();
    const stop = shown.find((one) => one.getAttribute("aria-selected") === "true") || shown[0];
    for (const one of shown) if (one.tabIndex !== (one === stop ? 0 : -1)) one.tabIndex = one === stop ? 0 : -1;
  }
  document.addEventListener("keydown", (event) => {
    const here = event.target.closest && event.target.closest(`${BAR} [role="tab"]`);
    if (!here || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const shown = tabs();
    const last = shown.length - 1;
    const at = shown.indexOf(here);
    const to = { ArrowLeft: at > 0 ? at - 1 : last, ArrowRight: at < last ? at + 1 : 0, Home: 0, End: last }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    shown[to].click();
    shown[to].focus();
  });
  new MutationObserver(rove).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-selected"] });
  rove();
})();

// -- the clauses' tiles by keyboard: one stop for all of them, arrows, Home and End move between them
(() => {
  "use strict";
  const tilesOf = (heat) => [...heat.querySelectorAll("a.xp-cell")];
  document.addEventListener("keydown", (event) => {
    const here = event.target.closest && event.target.closest(".xp-heat a.xp-cell");
    if (!here || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const tiles = tilesOf(here.closest(".xp-heat"));
    const last = tiles.length - 1;
    const at = tiles.indexOf(here);
    const row = (tile) => tile.closest(".xp-heat-row");
    const rows = [...new Set(tiles.map(row))];
    const beside = (step) => {
      const there = rows[rows.indexOf(row(here)) + step];
      const mine = tiles.filter((one) => row(one) === row(here)).indexOf(here);
      const theirs = there ? tiles.filter((one) => row(one) === there) : [];
      return theirs.length ? tiles.indexOf(theirs[Math.min(mine, theirs.length - 1)]) : at;
    };
    const to = { ArrowLeft: Math.max(at - 1, 0), ArrowRight: Math.min(at + 1, last), Home: 0, End: last, ArrowUp: beside(-1), ArrowDown: beside(1) }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    for (const one of tiles) one.tabIndex = one === tiles[to] ? 0 : -1;
    tiles[to].focus();
  });
})();
