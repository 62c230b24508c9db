import { beforeEach, describe, expect, it, vi } from "vitest";
import type * as TokenStore from "./token-store";

// The module keeps state, and a browser's globals are what it stands on: both are new for each test.

let store: typeof TokenStore;
let page: EventTarget;

/** As much of the web's Storage as is needed. */
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

const dispatch = (type: string, members: object) =>
  page.dispatchEvent(Object.assign(new Event(type), members));

it("keeps the token in localStorage under access_token", () => {
  expect(store.getToken()).toBeNull();
  store.setToken("one");
  expect([...storage.items]).toEqual([["access_token", "one"]]);
  expect(store.getToken()).toBe("one");
  store.clearToken();
  expect([...storage.items]).toEqual([]);
  expect(store.getToken()).toBeNull();
});

it("forgets a token that was refused only where it is still the one", () => {
  store.setToken("newer");
  store.clearToken("older");
  expect(store.getToken()).toBe("newer");
  store.clearToken("newer");
  expect(store.getToken()).toBeNull();
});

describe("subscribeToToken", () => {
  it.each<[string, (api: typeof TokenStore) => unknown, number]>([
    ["that one was set", ({ setToken }) => setToken("one"), 1],
    ["that one was forgotten", ({ clearToken }) => clearToken(), 1],
    ["nothing where none was forgotten", ({ clearToken }) => clearToken("another"), 0],
    ["that another tab changed it", () => dispatch("storage", { key: "access_token" }), 1],
    ["that another tab cleared all", () => dispatch("storage", { key: null }), 1],
    ["nothing of what else another tab changes", () => dispatch("storage", { key: "theme" }), 0],
    ["that the page came back from the cache", () => dispatch("pageshow", { persisted: true }), 1],
    ["nothing when the page is merely shown", () => dispatch("pageshow", { persisted: false }), 0],
  ])("tells %s", (_what, happen, times) => {
    const listener = vi.fn();
    const end = store.subscribeToToken(listener);
    happen(store);
    expect(listener).toHaveBeenCalledTimes(times);
    end();
    happen(store);
    expect(listener).toHaveBeenCalledTimes(times);
  });

  it("tells every listener, with the token already changed", () => {
    const seen: (string | null)[] = [];
    store.subscribeToToken(() => seen.push(store.getToken()));
    store.subscribeToToken(() => seen.push(store.getToken()));
    store.setToken("one");
    expect(seen).toEqual(["one", "one"]);
  });
});

describe("where the browser denies localStorage", () => {
  beforeEach(() => {
    const deny = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    vi.stubGlobal("localStorage", { getItem: deny, setItem: deny, removeItem: deny });
  });

  it("keeps the token as long as the page", () => {
    const listener = vi.fn();
    store.subscribeToToken(listener);
    store.setToken("one");
    expect(store.getToken()).toBe("one");
    store.clearToken("one");
    expect(store.getToken()).toBeNull();
    expect(listener).toHaveBeenCalledTimes(2);
  });
});

it("keeps the token as long as the page where there is no room for it", () => {
  vi.stubGlobal("localStorage", {
    ...storage,
    setItem: () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    },
  });
  store.setToken("one");
  expect(store.getToken()).toBe("one");
});
