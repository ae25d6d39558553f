// Every request to the sandbox, one function each. A failure carries one sentence for the person.

export class ApiError extends Error {}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ApiError("Песочница не отвечает. Проверьте, что она ещё запущена.");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(body?.error || `Песочница ответила ошибкой ${response.status}.`);
  return body;
}

const get = (path, query = {}) => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, value);
  return request(`/sandbox/${path}?${search}`);
};

const post = (path, body) =>
  request(`/sandbox/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

export const state = () => get("state");
export const addPerson = (first_name, role) => post("people", { first_name, role });
export const chats = (me) => get("chats", { as: me });
export const commands = (me, chat) => get("commands", { as: me, chat_id: chat });
export const messages = (me, chat, before, limit = 50, thread = undefined) => get(`chats/${chat}/messages`, { as: me, before, limit, thread });

export const sendText = (me, chat, text, { entities, replyTo, thread } = {}) =>
  post(`chats/${chat}/messages`, {
    as: me, text, ...(entities?.length && { entities }), ...(replyTo && { reply_to: replyTo }), ...(thread && { thread }),
  });

export function sendFiles(me, chat, files, { text = "", entities, asDocuments = false, replyTo, thread } = {}) {
  const form = new FormData();
  form.set("as", me);
  form.set("text", text);
  if (entities?.length) form.set("entities", JSON.stringify(entities));
  if (asDocuments) form.set("as_documents", "1");
  if (replyTo) form.set("reply_to", replyTo);
  if (thread) form.set("thread", thread);
  for (const file of files) form.append("files", file, file.name);
  return request(`/sandbox/chats/${chat}/messages`, { method: "POST", body: form });
}

export const editText = (me, chat, message_id, text, entities) =>
  post(`chats/${chat}/edit`, { as: me, message_id, text, ...(entities?.length && { entities }) });

export const deleteMessages = (me, chat, message_ids) => post(`chats/${chat}/delete`, { as: me, message_ids });

export const forward = (me, chat, from_chat_id, message_ids) =>
  post(`chats/${chat}/forward`, { as: me, from_chat_id, message_ids });

export const press = (me, chat, message_id, data) => post(`chats/${chat}/callback`, { as: me, message_id, data });

export const block = (me, chat, blocked) => post(`chats/${chat}/block`, { as: me, blocked });

// What readers do beside writing

export const inline = (me, chat, query, offset) => get(`chats/${chat}/inline`, { as: me, query, offset });
export const chooseInline = (me, chat, query_id, result_id, thread) => post(`chats/${chat}/inline`, { as: me, query_id, result_id, ...(thread && { thread }) });
export const react = (me, chat, message_id, emoji) => post(`chats/${chat}/reaction`, { as: me, message_id, emoji });

export const setMember = (me, chat, user_id, status, rights = {}) =>
  post(`chats/${chat}/member`, { as: me, user_id, status, ...rights });

// Channels and groups as a whole

export const createChat = (me, type, title, username, forum) => post("chats", { as: me, type, title, username, forum });
export const chatInfo = (me, chat) => get(`chats/${chat}/info`, { as: me });
export const changeChat = (me, chat, changes) => post(`chats/${chat}/settings`, { as: me, ...changes });
export const removeChat = (me, chat) => post(`chats/${chat}/remove`, { as: me });
export const pin = (me, chat, message_id, pinned) => post(`chats/${chat}/pin`, { as: me, message_id, pinned });
export const createTopic = (me, chat, name) => post(`chats/${chat}/topics`, { as: me, name });
export const changeTopic = (me, chat, thread, changes) => post(`chats/${chat}/topics/${thread}`, { as: me, ...changes });

// What a button of the bot's keyboard asks for

export const requested = (me, request_id) => get("requested", { as: me, request_id });
export const share = (me, request_id, choice) => post("shared", { as: me, request_id, ...choice });

// Breaking things; every answer is the whole state of what is broken

const fault = (path, method, body) => request(`/sandbox/faults${path}`, {
  method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}),
});
export const faults = () => get("faults");
export const addFault = (wanted) => fault("", "POST", wanted);
export const removeFault = (id) => fault(`/${id}`, "DELETE");
export const clearFaults = () => fault("", "DELETE");
export const breaking = (path, body) => fault(`/${path}`, "POST", body);
