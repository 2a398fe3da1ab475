// -- making elements; whatever comes over the wire becomes text, never markup

const SVG = "http://www.w3.org/2000/svg";

// el("p", {class: "x", onclick: f}, "text", element); an attribute that is false or a child that is null is left out.
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

const button = (label, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, label);

function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

const TALK = "M4.5 5.5h15v10.5h-8.2l-4.3 3.6v-3.6h-2.5z M8.5 9.2h7 M8.5 12.3h4.6";
const CROSS = "M6 6l12 12 M18 6 6 18";
const SEND = "M12 19V5 M6 11l6-6 6 6";
