// -- what the script tag says: where the service is, and how the bubble looks

const TAG = document.currentScript;
const BASE = new URL(".", TAG.src);
const TITLE = TAG.dataset.title || "售后认证问答";
const LEFT = TAG.dataset.position === "left";
const COLOR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(TAG.dataset.color || "") ? TAG.dataset.color : "";

// The ink that reads better on a colour: white or black (relative luminance as in WCAG).
function inkOn(color) {
  const hex = color.length === 4 ? color.replace(/[^#]/g, "$&$&") : color;
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.183 ? "#000000" : "#ffffff";
}
