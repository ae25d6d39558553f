// Where a link leads: another page, a chat of this sandbox, or a message to the bot.

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:", "ton:"]);
const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

export function safeHref(url) {
  try {
    const parsed = new URL(url);
    return SCHEMES.has(parsed.protocol) ? parsed.href : null;
  } catch {
    try {
      return new URL(`https://${url}`).href; // "example.com", as people write it on a button
    } catch {
      return null;
    }
  }
}

// → {kind: "external" | "start" | "bot" | "chat" | "unknown", …}
export function resolveLink(url, { bot, chats }) {
  const href = safeHref(url);
  if (!href) return { kind: "unknown" };
  const parsed = new URL(href);
  const address = telegramAddress(parsed);
  if (!address) return { kind: parsed.protocol === "tg:" ? "unknown" : "external", href };
  const { name, messageId, payload } = address;
  if (name.toLowerCase() === (bot?.username ?? "").toLowerCase()) {
    return payload === null ? { kind: "bot" } : { kind: "start", payload };
  }
  const found = chats.find(({ chat }) => chat.username?.toLowerCase() === name.toLowerCase() || String(chat.id) === name);
  return found ? { kind: "chat", chatId: found.chat.id, messageId } : { kind: "unknown", name };
}

function telegramAddress(url) {
  if (url.protocol === "tg:" && url.host === "resolve") {
    return address(url.searchParams.get("domain"), url.searchParams.get("post"), url.searchParams.get("start"));
  }
  if (!HOSTS.has(url.hostname)) return null;
  const [first = "", second, ...rest] = url.pathname.split("/").filter(Boolean);
  if (first === "c") return address(`-100${second}`, rest.at(-1), null); // private chats go by number; a topic may stand before the message
  if (first === "s") return address(second, rest.at(-1), null);
  return address(first, rest.at(-1) ?? second, url.searchParams.get("start"));
}

function address(name, post, payload) {
  return { name: name ?? "", messageId: Number(post) || null, payload: payload ?? null };
}

// The address of a channel's message; private channels have one for their members only.
export function messageLink(chat, messageId) {
  if (chat.username) return `https://t.me/${chat.username}/${messageId}`;
  return `https://t.me/c/${String(chat.id).replace(/^-100/, "")}/${messageId}`;
}
