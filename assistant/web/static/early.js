// Gradio takes its own labels' language from the browser. This page is Chinese whatever the browser's language is.
for (const [name, value] of [["language", "zh-CN"], ["languages", ["zh-CN", "zh"]]]) {
  Object.defineProperty(Navigator.prototype, name, { configurable: true, get: () => value });
}
