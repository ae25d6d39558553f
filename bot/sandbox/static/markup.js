// The shorthand that Telegram's own apps understand while typing: **bold**, __italic__, ~~struck~~,
// ||spoiler||, `code` and ```block```.

const MARKS = [
  ["```", "pre"], ["`", "code"], ["**", "bold"], ["__", "italic"], ["~~", "strikethrough"], ["||", "spoiler"],
];
const LITERAL = new Set(["pre", "code"]);
const WORD = /[\p{L}\p{N}]/u;
const KEYS = { b: "**", и: "**", i: "__", ш: "__" }; // the same keys in either layout

export const markOfKey = (event) => (event.ctrlKey || event.metaKey) && KEYS[event.key.toLowerCase()];

// Puts marks around what is selected in the field.
export function wrap(field, mark) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  field.setRangeText(mark + value.slice(from, to) + mark, from, to, "select");
  field.setSelectionRange(from + mark.length, to + mark.length);
}

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

// For editing: formatting back into marks.
// → {source, rest}: what to show in the field, and the entities that no mark there stands for
export function toMarkup(text, entities = []) {
  const marks = Object.fromEntries(MARKS.map(([mark, type]) => [type, mark]));
  const simple = entities.filter((entity) => marks[entity.type]).sort((a, b) => b.offset - a.offset);
  const source = simple.reduce((result, { type, offset, length }) => {
    const mark = marks[type];
    return result.slice(0, offset) + mark + result.slice(offset, offset + length) + mark + result.slice(offset + length);
  }, text);
  // Bold within a word or within italics has no marks that would be understood again.
  const parsed = parseMarkup(source);
  const faithful = parsed.text === text && parsed.entities.length === simple.length
    && parsed.entities.every((entity) => simple.some((known) => ["type", "offset", "length"].every((key) => known[key] === entity[key])));
  return faithful ? { source, rest: entities.filter((entity) => !marks[entity.type]) } : { source: text, rest: entities };
}

// Entities of the old text moved to the new one. What lies in the changed stretch is looked for by
// its words; what is not found gives way to the change.
export function carry(before, after, entities) {
  const room = Math.min(before.length, after.length);
  let head = 0;
  while (head < room && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < room - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const shift = after.length - before.length;
  const late = (at) => at >= before.length - tail;
  const move = (entity) => {
    const { offset, length } = entity;
    const end = offset + length;
    if (offset > head && !late(end)) {
      const found = after.indexOf(before.slice(offset, end), head);
      return { ...entity, offset: found, length: found < 0 ? 0 : length };
    }
    const from = late(offset) ? offset + shift : offset <= head ? offset : after.length - tail;
    const to = end <= head ? end : late(end) ? end + shift : head;
    return { ...entity, offset: from, length: to - from };
  };
  return entities.map(move).filter((entity) => entity.length > 0);
}
