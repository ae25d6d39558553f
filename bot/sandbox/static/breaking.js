// The panel «Сломать что-нибудь»: the server's absence, faults of single calls, people's mischief.

import * as api from "./api.js";
import { about, fate, FAULTS, METHODS, nameOf, TIMES } from "./breakingwords.js";
import { h, iconButton, replace } from "./dom.js";
import { toggle } from "./forms.js";
import { clock, plural } from "./format.js";
import { icon } from "./icons.js";
import { complain, openDialog, toast } from "./overlay.js";

const SHOWN = 20;

// The button tells also when the panel is closed that something is broken.
export function setUpBreaking(button, store) {
  replace(button, icon("bolt"));
  button.addEventListener("click", () => openPanel(store).catch(complain));
  let timer = 0;
  const look = async () => {
    const state = await api.faults();
    const broken = state.away || state.active.length > 0 || state.hanging > 0 || state.ghosts > 0;
    button.classList.toggle("broken", broken);
    const words = broken ? "Сломать что-нибудь: сейчас сломано" : "Сломать что-нибудь";
    button.title = words;
    button.setAttribute("aria-label", words);
    clearTimeout(timer);
    if (state.away_until) timer = setTimeout(() => store.emit("faults"), (state.away_until - state.now) * 1000 + 200);
  };
  for (const event of ["faults", "people"]) store.on(event, () => look().catch(() => {})); // the stream tells of a server that is gone
}

async function openPanel(store) {
  const state = h("div");
  const now = h("div");
  const past = h("div");
  const chats = store.chats.filter(({ chat }) => chat.type !== "private").map(({ chat }) => chat);
  const body = h("div", { class: "sheet-body" });
  const dialog = openDialog("Сломать что-нибудь", body, "sheet breaking");
  dialog.dataset.testid = "breaking";

  // → whether it worked
  const act = async (work, done = "") => {
    try {
      show(await work());
      if (done) toast(done);
      return true;
    } catch (error) {
      complain(error);
      return false;
    }
  };

  function show(found) {
    replace(state, server(found, act));
    replace(now, active(found, act, chats));
    replace(past, struck(found, chats));
  }

  const off = store.on("faults", () => act(api.faults));
  dialog.addEventListener("close", off);
  replace(body,
    h("div", { class: "sheet-head breaking-head" },
      iconButton(icon("close"), "Закрыть", () => dialog.close(), { class: "icon-button sheet-close" }),
      h("h2", {}, "Сломать что-нибудь"),
      h("p", { class: "sheet-about" }, "Так ломается и настоящий Telegram. Посмотрите, что сделает бот.")),
    state, wanted(chats, act), now, mischief(chats, act), past);
  show(await api.faults());
}

const section = (title, ...children) => h("section", { class: "sheet-section", "aria-label": title }, h("h3", { class: "breaking-title" }, title), children);
const button = (label, onclick, className = "") => h("button", { type: "button", class: `breaking-button ${className}`, onclick }, label);
const select = (label, options, onchange) => h("select", { class: "select", "aria-label": label, onchange }, options);
const option = (label, value) => h("option", { value }, label);
const line = (label, control) => h("label", { class: "sheet-line breaking-line" }, h("span", {}, label), control);

function server(found, act) {
  const leave = (seconds) => act(() => api.breaking("away", { seconds }));
  const until = found.away_until ? `до ${clock(found.away_until)}` : "пока не вернёте";
  return section("Сервер",
    h("p", { class: `breaking-state${found.away ? " away" : ""}`, dataset: { testid: "server-state" } }, found.away ? `Недоступен ${until}` : "Отвечает"),
    h("div", { class: "breaking-buttons" }, found.away
      ? button("Вернуть", () => act(() => api.breaking("back")), "main")
      : [button("Пропасть на 10 секунд", () => leave(10)), button("На 10 минут", () => leave(600)), button("Пока не верну", () => leave(null))]),
    toggle("Пределы частоты, как у Telegram", found.flood, (on) => act(() => api.breaking("flood", { on })), { dataset: { testid: "flood" } }),
    found.hanging > 0 && h("div", { class: "breaking-buttons" }, button(`Отпустить ${plural(found.hanging, "зависший запрос", "зависших запроса", "зависших запросов")}`, () => act(() => api.breaking("release")))),
    found.ghosts > 0 && h("div", { class: "breaking-buttons" }, button(`Впустить ${plural(found.ghosts, "призрака", "призрака", "призраков")} сейчас`, () => act(() => api.breaking("land", { everyone: true })))));
}

function wanted(chats, act) {
  const groups = [...new Set(FAULTS.map(([group]) => group))];
  const what = select("Что", groups.map((group) => h("optgroup", { label: group },
    FAULTS.map(([own, label], place) => own === group && option(label, place)))), () => fit());
  const method = select("Какой запрос", METHODS.map(([value, label]) => option(label, value)));
  const chat = select("Чат", [option("любой", ""), chats.map(({ id, title }) => option(title, id))]);
  const times = select("Сколько раз", TIMES.map(([label], place) => option(label, place)));
  const seconds = h("input", { class: "select", type: "number", min: 1, max: 86400, value: 30, required: true, "aria-label": "Секунд" });
  const lines = { method: line("Запрос", method), chat: line("Чат", chat), seconds: line("Секунд", seconds) };
  const note = h("p", { class: "breaking-note", "aria-live": "polite" });
  const fit = () => {
    const [group, , { kind }, asks] = FAULTS[what.value];
    note.textContent = `${group}.`;
    lines.method.hidden = kind === "partial" || kind === "repeat";
    lines.chat.hidden = kind === "repeat";
    lines.seconds.hidden = !asks;
    seconds.disabled = !asks;
  };
  const form = h("form", {}, line("Что", what), note, lines.method, lines.chat, line("Сколько", times), lines.seconds,
    h("div", { class: "breaking-buttons" }, h("button", { type: "submit", class: "breaking-button main" }, "Сломать")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [, , fault, asks] = FAULTS[what.value];
    act(() => api.addFault({
      ...fault, ...TIMES[times.value][1],
      ...(!lines.method.hidden && { method: method.value }),
      ...(!lines.chat.hidden && chat.value && { chat_id: Number(chat.value) }),
      ...(asks && { [asks]: Number(seconds.value) }),
    }));
  });
  fit();
  return section("Ответы сервера", form);
}

function mischief(chats, act) {
  const channels = chats.filter(({ type }) => type === "channel");
  const where = select("Канал", channels.map(({ id, title }) => option(title, id)));
  const mishap = (kind, done) => act(() => api.breaking("mishap", { kind, chat_id: Number(where.value) }), done);
  return section("Люди и сообщения",
    channels.length > 0 && [
      line("Канал", where),
      h("div", { class: "breaking-buttons" },
        button("Удалить последний пост", () => mishap("delete", "Пост удалён. Боту об этом не сказано.")),
        button("Отнять право писать", () => mishap("forbid", "Бот больше не может писать в канал.")),
        button("Вернуть право", () => mishap("allow", "Бот снова может писать в канал."))),
    ],
    h("div", { class: "breaking-buttons" }, button("Повторить боту последнее сообщение", () => mishap("repeat", "Бот получит его ещё раз."))));
}

function active(found, act, chats) {
  const remove = (id) => act(() => api.removeFault(id));
  return section("Сейчас сломано",
    found.active.length === 0 && h("p", { class: "breaking-none" }, "Ничего."),
    h("ul", { class: "breaking-list", dataset: { testid: "active-faults" } }, found.active.map((fault) => h("li", { class: "breaking-item" },
      words(nameOf(fault.kind), [about(fault), titleOf(chats, fault.chat_id)]),
      h("button", { type: "button", class: "text-button", "aria-label": `Убрать: ${nameOf(fault.kind)}`, onclick: () => remove(fault.id) }, "Убрать")))),
    found.active.length > 1 && h("div", { class: "breaking-buttons" }, button("Убрать всё", () => act(api.clearFaults))));
}

function struck(found, chats) {
  const last = found.struck.slice(-SHOWN).reverse();
  return section(found.struck_count > 0 ? `Сработало: ${found.struck_count}` : "Сработало",
    last.length === 0 && h("p", { class: "breaking-none" }, "Пока ничего."),
    h("ul", { class: "breaking-list", dataset: { testid: "struck-faults" } }, last.map((strike) => h("li", { class: "breaking-item" },
      words(nameOf(strike.kind), [strike.method, titleOf(chats, strike.chat_id), strike.method === "getUpdates" ? "" : fate(strike)]),
      h("span", { class: "breaking-time" }, clock(strike.at))))));
}

const titleOf = (chats, id) => chats.find((chat) => chat.id === id)?.title;
const words = (name, details) => h("span", { class: "choice-words" }, h("span", { class: "choice-name" }, name), h("span", { class: "choice-about" }, details.filter(Boolean).join(" · ")));
