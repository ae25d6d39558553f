// Files that wait above the input field until they are sent.

import { h, iconButton, replace } from "./dom.js";
import { fileSize, plural } from "./format.js";
import { icon } from "./icons.js";
import { toast } from "./overlay.js";

const PICTURE = /^image\/(jpeg|png|webp|gif|bmp|avif)$/;
const ALBUM = 10;
const LARGEST = 50 << 20; // bytes that the sandbox takes in one request

const isPicture = (file) => PICTURE.test(file.type);

export class Tray {
  #files = [];
  #urls = new Map();

  constructor(onChange) {
    this.onChange = onChange;
    this.box = h("input", { type: "checkbox", "data-testid": "as-documents" });
    this.items = h("ul", { class: "tray-items", "aria-label": "Вложения" });
    this.title = h("span", { class: "tray-title" });
    this.option = h("label", { class: "tray-option" }, this.box, "Без сжатия");
    this.node = h("div", { class: "tray", hidden: true, dataset: { testid: "tray" } },
      h("div", { class: "tray-head" }, this.title, this.option), this.items);
  }

  get size() {
    return this.#files.length;
  }

  add(files, asDocuments = false) {
    const fitting = files.filter((file) => file.size <= LARGEST);
    if (fitting.length < files.length) toast("Файл больше 50 МБ не отправить. Выберите поменьше.", "error");
    this.#files = [...this.#files, ...fitting];
    if (asDocuments && fitting.some(isPicture)) this.box.checked = true; // a .docx leaves the pictures pictures
    this.#draw();
  }

  // Empties the tray. → puts everything back
  take() {
    const [files, raw] = [this.#files, this.box.checked];
    for (const url of this.#urls.values()) URL.revokeObjectURL(url);
    this.#urls.clear();
    this.#files = [];
    this.box.checked = false;
    this.#draw();
    return () => this.add(files, raw);
  }

  // Albums hold ten at most and do not mix pictures with other files.
  // → [{files, asDocuments}], one per request
  batches() {
    const asDocuments = this.box.checked;
    const pictures = asDocuments ? [] : this.#files.filter(isPicture);
    const others = this.#files.filter((file) => !pictures.includes(file));
    return [[pictures, false], [others, true]].flatMap(([files, raw]) => {
      const parts = [];
      for (let at = 0; at < files.length; at += ALBUM) parts.push({ files: files.slice(at, at + ALBUM), asDocuments: raw });
      return parts;
    });
  }

  #remove(file) {
    URL.revokeObjectURL(this.#urls.get(file));
    this.#urls.delete(file);
    this.#files = this.#files.filter((other) => other !== file);
    this.#draw();
  }

  #draw() {
    this.node.hidden = this.size === 0;
    this.option.hidden = !this.#files.some(isPicture);
    this.title.textContent = plural(this.size, "вложение", "вложения", "вложений");
    replace(this.items, this.#files.map((file) => h("li", { class: "tray-item" }, this.#picture(file),
      iconButton(icon("close", 14), `Убрать ${file.name}`, () => this.#remove(file), { class: "icon-button tray-remove" }))));
    this.onChange();
  }

  #picture(file) {
    if (!isPicture(file)) {
      return h("span", { class: "tray-file", title: file.name }, icon("file", 20), h("span", { class: "tray-name" }, file.name), h("span", {}, fileSize(file.size)));
    }
    if (!this.#urls.has(file)) this.#urls.set(file, URL.createObjectURL(file));
    return h("img", { src: this.#urls.get(file), alt: file.name, title: file.name });
  }
}

// Files dropped anywhere on the chat, with a veil that says so.
export function acceptDrops(node, onFiles) {
  const veil = h("div", { class: "drop-veil", hidden: true }, h("div", {}, icon("clip", 40), h("span", {}, "Отпустите, чтобы приложить")));
  node.append(veil);
  let depth = 0; // dragenter and dragleave fire for every child
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const show = (on) => {
    if (!on) depth = 0;
    veil.hidden = !on;
  };
  node.addEventListener("dragenter", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth += 1;
    show(true);
  });
  node.addEventListener("dragleave", () => {
    depth -= 1;
    if (depth <= 0) show(false);
  });
  node.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  node.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    show(false);
    onFiles([...event.dataTransfer.files]);
  });
}
