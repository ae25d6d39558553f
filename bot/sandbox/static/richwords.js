// A rich message in plain words, for previews, copying and screen readers.

// → the letters of a RichText
export function richPlain(text) {
  if (text === undefined || text === null) return "";
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.map(richPlain).join("");
  return text.alternative_text ?? text.expression ?? richPlain(text.text);
}

// → one line for each paragraph, item or row
export function richLines(blocks) {
  return (blocks ?? []).flatMap(linesOf).filter((line) => line.trim() !== "");
}

function linesOf(block) {
  const caption = block.type === "table" ? block.caption : block.caption?.text;
  return [
    richPlain(block.summary), richPlain(block.text), block.expression ?? "",
    ...(block.items ?? []).flatMap((item) => richLines(item.blocks).map((line, at) => (at === 0 ? `${item.label} ${line}` : line))),
    ...(block.cells ?? []).map((row) => row.map((cell) => richPlain(cell.text)).filter(Boolean).join(" · ")),
    ...richLines(block.blocks),
    richPlain(caption), richPlain(block.credit),
  ];
}
