import { beforeEach, describe, expect, it, vi } from "vitest";
import type * as TokenStore from "./token-store";

// The module keeps state and uses browser globals; both are new for each test.

let store: typeof TokenStore;
let page: EventTarget;

/** The part of the web's Storage that the module uses. */
class MemoryStorage {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, String(value));
  removeItem = (key: string) => void this.items.delete(key);
}

let storage: MemoryStorage;

beforeEach(async () => {
  vi.unstubAllGlobals();
  vi.resetModules();
  page = new EventTarget();
  storage = new MemoryStorage();
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  store = await import("./token-store");
});

const tokenResponse = (access_token: string, expires_in = 1800) =>
  ({ access_token, token_type: "bearer", expires_in }) as const;

const dispatch = (type: string, members: object) =>
  page.dispatchEvent(Object.assign(new Event(type), members));

it("the token is kept in localStorage under access_token", () => {
  expect(store.getToken()).toBeNull();
  expect(store.getLoginId()).toBeNull();
  store.setToken(tokenResponse("one"));
  expect(storage.items.get("access_token")).toBe("one");
  expect(store.getToken()).toBe("one");
  store.clearToken();
  expect([...storage.items]).toEqual([]);
  expect(store.getToken()).toBeNull();
  expect(store.getLoginId()).toBeNull();
});

describe("the login id", () => {
  it("changes with each token unless the login continues", () => {
    vi.useFakeTimers({ now: 1_000 });
    store.setToken(tokenResponse("one"));
    const first = store.getLoginId();
    expect(first).not.toBeNull();
    vi.setSystemTime(2_000);
    store.setToken(tokenResponse("two"), first ?? "");
    expect(store.getLoginId()).toBe(first);
    store.setToken(tokenResponse("three"));
    expect(store.getLoginId()).not.toBe(first);
    vi.useRealTimers();
  });

  it("is stored before other tabs are notified of the token", () => {
    const seen: unknown[] = [];
    const { setItem } = storage;
    storage.setItem = (key, value) => {
      setItem(key, value);
      if (key === "access_token") seen.push(store.getLoginId(), Number.isFinite(store.getRenewalTime()));
    };
    store.setToken(tokenResponse("one"), "mine");
    expect(seen).toEqual(["mine", true]);
  });
});

describe("the time to renew a token", () => {
  it.each([
    ["a minute before its end", 1800, 1740],
    ["at half its lifetime if that is short", 60, 30],
  ])("is %s", (_what, lifeSeconds, expected) => {
    vi.useFakeTimers({ now: 5_000 });
    store.setToken(tokenResponse("one", lifeSeconds));
    expect(store.getRenewalTime()).toBe(5_000 + expected * 1000);
    vi.useRealTimers();
  });

  it.each([undefined, "", "soon", "null"])("is unknown or past if storage holds %s", (kept) => {
    storage.items.set("access_token", "one");
    if (kept !== undefined) storage.items.set("access_token_renew_at", kept);
    expect(store.getRenewalTime() > Date.now()).toBe(false);
    expect(store.getToken()).toBe("one");
  });
});

it("a rejected token is cleared only if it is still the stored one", () => {
  store.setToken(tokenResponse("newer"));
  store.clearToken("older");
  expect(store.getToken()).toBe("newer");
  store.clearToken("newer");
  expect(store.getToken()).toBeNull();
});

describe("subscribeToToken", () => {
  it.each<[string, (api: typeof TokenStore) => unknown, number]>([
    ["a token is set", ({ setToken }) => setToken(tokenResponse("one")), 1],
    ["the token is cleared", ({ clearToken }) => clearToken(), 1],
    ["another token is cleared", ({ clearToken }) => clearToken("another"), 0],
    ["another tab changes the token", () => dispatch("storage", { key: "access_token" }), 1],
    ["another tab clears the storage", () => dispatch("storage", { key: null }), 1],
    ["another tab changes another item", () => dispatch("storage", { key: "theme" }), 0],
    ["the page returns from the back/forward cache", () => dispatch("pageshow", { persisted: true }), 1],
    ["the page is merely shown", () => dispatch("pageshow", { persisted: false }), 0],
  ])("notifies listeners of token changes only: %s", (_what, happen, times) => {
    const listener = vi.fn();
    const end = store.subscribeToToken(listener);
    happen(store);
    expect(listener).toHaveBeenCalledTimes(times);
    end();
    happen(store);
    expect(listener).toHaveBeenCalledTimes(times);
  });

  it("notifies every listener after the token has changed", () => {
    const seen: (string | null)[] = [];
    store.subscribeToToken(() => seen.push(store.getToken()));
    store.subscribeToToken(() => seen.push(store.getToken()));
    store.setToken(tokenResponse("one"));
    expect(seen).toEqual(["one", "one"]);
  });
});

describe("the token store, if the browser denies localStorage,", () => {
  beforeEach(() => {
    const deny = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    vi.stubGlobal("localStorage", { getItem: deny, setItem: deny, removeItem: deny });
  });

  it("keeps the token in memory while the page is open", () => {
    const listener = vi.fn();
    store.subscribeToToken(listener);
    store.setToken(tokenResponse("one"));
    expect(store.getToken()).toBe("one");
    store.clearToken("one");
    expect(store.getToken()).toBeNull();
    expect(listener).toHaveBeenCalledTimes(2);
  });
});

it("the token is kept in memory while the page is open if the storage is full", () => {
  vi.stubGlobal("localStorage", {
    ...storage,
    setItem: () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    },
  });
  store.setToken(tokenResponse("one"));
  expect(store.getToken()).toBe("one");
});
