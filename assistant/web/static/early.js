// Gradio takes its own labels' language from the browser. This page is Chinese whatever the browser's language is.
for (const [name, value] of [["language", "zh-CN"], ["languages", ["zh-CN", "zh"]]]) {
  Object.defineProperty(Navigator.prototype, name, { configurable: true, get: () => value });
}
// A log-in that has run out while the page was open: back to the door, which brings one back here.
{
  const plain = window.fetch;
  window.fetch = async (...asked) => {
    const reply = await plain(...asked);
    if (reply.status === 401 && new URL(reply.url, location.href).origin === location.origin) location.assign("./login");
    return reply;
  };
}
