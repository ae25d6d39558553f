// The shorthand that Telegram's own apps understand while typing: **bold**, __italic__, ~~struck~~,
// ||spoiler||, `code` and ```block```.

const MARKS = [
  ["```", "pre"], ["`", "code"], ["**", "bold"], ["__", "italic"], ["~~", "strikethrough"], ["||", "spoiler"],
];
const LITERAL = new Set(["pre", "code"]);
const WORD = /[\p{L}\p{N}]/u;

// → {text, entities} with the marks taken out
export function parseMarkup(source) {
  const entities = [];
  const text = parse(source, 0, entities);
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) };
}

function parse(source, base, entities) {
  let out = "";
  let at = 0;
  while (at < source.length) {
    const found = markAt(source, at);
    if (!found) {
      out += source[at];
      at += 1;
      continue;
    }
    const { mark, type, end } = found;
    const offset = base + out.length;
    const raw = source.slice(at + mark.length, end);
    const inner = LITERAL.has(type) ? raw.replace(/^\n|\n$/g, "") : parse(raw, offset, entities);
    entities.push({ type, offset, length: inner.length });
    out += inner;
    at = end + mark.length;
  }
  return out;
}

// Marks inside words and addresses are just characters.
function markAt(source, at) {
  for (const [mark, type] of MARKS) {
    if (!source.startsWith(mark, at) || WORD.test(source[at - 1] ?? "")) continue;
    const end = source.indexOf(mark, at + mark.length + 1);
    if (end < 0 || WORD.test(source[end + mark.length] ?? "")) return null;
    const inner = source.slice(at + mark.length, end);
    if (inner.trim() === "" || (!LITERAL.has(type) && inner !== inner.trim())) return null;
    return { mark, type, end };
  }
  return null;
}

// For editing: formatting back into marks, where all of it has marks.
export function toMarkup(text, entities = []) {
  const marks = Object.fromEntries(MARKS.map(([mark, type]) => [type, mark]));
  const simple = entities.filter((entity) => marks[entity.type]).sort((a, b) => b.offset - a.offset);
  const nested = simple.some((entity, at) => at > 0 && entity.offset + entity.length > simple[at - 1].offset);
  if (nested) return text;
  return simple.reduce((result, { type, offset, length }) => {
    const mark = marks[type];
    return result.slice(0, offset) + mark + result.slice(offset, offset + length) + mark + result.slice(offset + length);
  }, text);
}
