// What can break, in words: the list to choose from, and what is said of each fault afterwards.

import { plural } from "./format.js";

const POSTED = "Пост вышел, а бот не знает";
const LOST = "Пост не вышел";

// group, label, the fault; `asks` names the field that a person may set.
export const FAULTS = [
  [POSTED, "Связь оборвалась", { kind: "close", when: "after" }],
  [POSTED, "Ответа нет и нет", { kind: "hang", when: "after" }, "seconds"],
  [POSTED, "Ошибка 502", { kind: "bad_gateway", when: "after" }],
  [POSTED, "Ошибка 502 страницей", { kind: "bad_gateway_html", when: "after" }],
  [POSTED, "Ошибка 500: перезапуск", { kind: "restart", when: "after" }],
  [POSTED, "Ошибка 429: подождите 5 секунд", { kind: "flood", when: "after", retry_after: 5 }],
  [POSTED, "Ответ обрезан", { kind: "truncate" }],
  [POSTED, "Альбом вышел не целиком", { kind: "partial", posted: 1 }],
  ["Пост выйдет потом", "Призрак: связь оборвалась", { kind: "ghost", answer: "close" }, "seconds"],
  ["Пост выйдет потом", "Призрак: ошибка 502", { kind: "ghost", answer: "bad_gateway" }, "seconds"],
  ["Пост выйдет потом", "Запрос застрял", { kind: "hang", when: "before" }, "seconds"],
  [LOST, "Связь оборвалась", { kind: "close", when: "before" }],
  [LOST, "Ошибка 502", { kind: "bad_gateway", when: "before" }],
  [LOST, "Ошибка 502 страницей", { kind: "bad_gateway_html", when: "before" }],
  [LOST, "Ошибка 500: перезапуск", { kind: "restart", when: "before" }],
  [LOST, "Ошибка 429: слишком часто", { kind: "flood", when: "before" }, "retry_after"],
  [LOST, "Отказ: чат не найден", { kind: "refuse" }],
  ["Сообщения боту", "Приходят дважды", { kind: "repeat" }],
];

export const METHODS = [
  ["sending", "отправка"],
  ["editing", "правка"],
  ["deleteMessage", "удаление"],
  ["getUpdates", "получение сообщений"],
  ["any", "любой запрос"],
];

export const TIMES = [
  ["Один раз", { count: 1 }],
  ["3 раза", { count: 3 }],
  ["10 раз", { count: 10 }],
  ["Всегда", { count: null }],
  ["В половине случаев", { count: null, probability: 0.5 }],
  ["В одном случае из десяти", { count: null, probability: 0.1 }],
];

const KINDS = {
  close: "Связь оборвалась",
  hang: "Завис",
  refuse: "Отказ",
  bad_gateway: "Ошибка 502",
  bad_gateway_html: "Ошибка 502 страницей",
  restart: "Ошибка 500",
  flood: "Ошибка 429",
  truncate: "Ответ обрезан",
  ghost: "Призрак",
  partial: "Альбом не целиком",
  repeat: "Приходят дважды",
  away: "Сервера не было",
  limit: "Слишком часто: 429",
};

export const nameOf = (kind) => KINDS[kind] ?? kind;

const FIXED = new Set(["ghost", "truncate", "partial", "repeat", "refuse"]); // these say themselves when

export function about(fault) {
  const left = fault.count === undefined ? "всегда" : `ещё ${plural(fault.count, "раз", "раза", "раз")}`;
  const method = fault.kind === "partial" || fault.kind === "repeat" ? "" : METHODS.find(([value]) => value === fault.method)?.[1] ?? fault.method;
  const chance = fault.probability === 1 ? "" : `с вероятностью ${Math.round(fault.probability * 100)} %`;
  const when = FIXED.has(fault.kind) ? "" : fault.when === "after" ? "после принятия" : "до принятия";
  const wait = fault.seconds !== undefined ? `${fault.seconds} с` : fault.kind === "hang" ? "пока не отпустят" : "";
  return [method, when, wait, chance, left].filter(Boolean).join(" · ");
}

// What became of the call itself.
export function fate(strike) {
  if (!strike.accepted) return ["ghost", "hang"].includes(strike.kind) ? "ещё не принят" : "не принят";
  if (strike.accepted_at - strike.at >= 1) return `принят через ${Math.round(strike.accepted_at - strike.at)} с`;
  return "принят";
}
