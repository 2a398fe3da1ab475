// -- 联系顾问: a short form; what is wrong is said beside the field, what was written stays until it has arrived

function contactOf(back) {
  const fault = el("p", { class: "fault", role: "alert" });
  const name = fieldOf("name", "称呼", "请填写怎么称呼您", el("input", { maxlength: "50", autocomplete: "name" }));
  const contact = fieldOf("contact", "手机、邮箱或微信", "请填写手机、邮箱或微信，顾问才能回复", el("input", { maxlength: "100", autocomplete: "on" }));
  const message = fieldOf("message", "想咨询什么", "请写一句想咨询什么", el("textarea", { rows: "3", maxlength: "1000" }));
  const trap = el("input", { name: "website", tabindex: "-1", autocomplete: "off" }); // people do not see it, robots fill it in
  const consent = consentOf();
  const send = el("button", { type: "submit", class: "main" }, "提交");
  const form = el("form", { class: "contact", novalidate: true, "aria-label": "联系顾问" },
    el("h3", {}, "联系顾问"), el("p", { class: "soft" }, "留下联系方式，顾问会联系您。"),
    name.place, contact.place, message.place, consent.place, el("div", { class: "trap", "aria-hidden": "true" }, trap), fault,
    el("div", { class: "acts" }, send, button("返回问答", back)));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = [name, contact, message, consent].filter((field) => !field.check());
    if (wrong.length) { wrong[0].input.focus(); return; }
    if (send.ariaDisabled === "true") return;
    send.ariaDisabled = "true";
    fault.textContent = "";
    try {
      const told = await talk("api/leads", {
        name: name.input.value.trim(),
        contact: contact.input.value.trim(),
        message: message.input.value.trim(),
        consent: true,
        page: location.origin + location.pathname,
        website: trap.value,
      });
      const thanks = el("p", { class: "thanks", role: "status", tabindex: "-1" }, told.message || "已收到，顾问会联系您。");
      form.replaceChildren(el("h3", {}, "联系顾问"), thanks, el("div", { class: "acts" }, button("返回问答", back)));
      thanks.focus();
    } catch (trouble) {
      fault.textContent = trouble.status === 404 ? "这里暂时不能留言，请用网站上的其他方式联系。" : `${plain(trouble.message)}。您写的内容还在，可以再提交。`;
    }
    send.ariaDisabled = "false";
  });
  return { form, first: name.input };
}

// The service names a field as its interface does.
const FIELDS = { name: "称呼", contact: "", message: "留言" };
const plain = (line) => line.replace(/^(name|contact|message) /, (_, field) => FIELDS[field]).replace(/。$/, "");

function fieldOf(id, label, missing, input) {
  const fault = el("span", { class: "fault", id: `${id}-fault` });
  input.id = id;
  input.required = true;
  input.setAttribute("aria-describedby", fault.id);
  const check = () => told(input, fault, input.value.trim() ? "" : missing);
  input.addEventListener("input", () => { if (fault.textContent) check(); });
  return { input, check, place: el("div", { class: "field" }, el("label", { for: id }, label), input, fault) };
}

function consentOf() {
  const input = el("input", { type: "checkbox", id: "consent", required: true, "aria-describedby": "consent-fault" });
  const fault = el("span", { class: "fault", id: "consent-fault" });
  const words = `同意把以上称呼、联系方式、留言和本页网址（不含问号后的部分）存到 ${BASE.host}，只用于顾问与我联系；可以随时要求删除。`;
  const check = () => told(input, fault, input.checked ? "" : "同意后才能提交");
  input.addEventListener("change", () => { if (fault.textContent) check(); });
  return { input, check, place: el("div", { class: "field" }, el("label", { class: "consent", for: "consent" }, input, el("span", {}, words)), fault) };
}

function told(input, fault, line) {
  fault.textContent = line;
  input.setAttribute("aria-invalid", String(Boolean(line)));
  return !line;
}
