// The live stream of one person: reconnects by itself and says whenever it is open, so that what
// happened before gets read.

const TYPES = ["message", "edited", "deleted", "pinned", "action", "commands", "state", "views", "comments", "reactions", "faults"];
const DELAYS = [500, 1000, 2000, 4000];

export class Stream {
  #source = null;
  #timer = 0;
  #failures = 0;

  constructor(me, { onEvent, onStatus }) {
    Object.assign(this, { me, onEvent, onStatus });
    this.#connect();
    addEventListener("online", this.#retryNow);
    document.addEventListener("visibilitychange", this.#retryNow);
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    removeEventListener("online", this.#retryNow);
    document.removeEventListener("visibilitychange", this.#retryNow);
  }

  #connect() {
    const source = new EventSource(`/sandbox/events?as=${this.me}`);
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      this.onStatus(true);
    };
    // The browser gives up after an HTTP error, so the waiting is ours.
    source.onerror = () => {
      source.close();
      this.onStatus(false);
      const delay = DELAYS[Math.min(this.#failures, DELAYS.length - 1)];
      this.#failures += 1;
      this.#timer = setTimeout(() => this.#connect(), delay);
    };
    for (const type of TYPES) source.addEventListener(type, (event) => this.#deliver(type, event.data));
  }

  #deliver(type, text) {
    let data;
    try {
      data = JSON.parse(text || "{}");
    } catch {
      return; // one broken event must not end the stream
    }
    this.onEvent(type, data);
  }

  #retryNow = () => {
    if (document.hidden || this.#source.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.#timer);
    this.#connect();
  };
}
