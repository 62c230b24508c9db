import type { BrowserContext, Page, Route } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { recordShifts } from "../../support/layout-shifts";
import { accountNav, loginLink, logoutButton, makeGate, provideBrowser } from "../../support/page";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const ME = "/api/users/me";
const PROBLEM = { type: "/", title: "", detail: "Not now", code: "of-the-test", request_id: "1" };
const problem = (status: number) => (route: Route) =>
  route.fulfill({ status, contentType: "application/problem+json", json: { ...PROBLEM, status } });
const holdMe = (respond: (route: Route) => Promise<void>) => (context: BrowserContext) =>
  context.route(`**${ME}`, respond);

async function readBoxes(page: Page) {
  return {
    bar: await page.getByRole("banner").boundingBox(),
    main: await page.getByRole("main").boundingBox(),
  };
}

interface State {
  respond: (route: Route) => Promise<void>;
  errors: string[];
  isShown: (page: Page) => Promise<void>;
}

const STATES: Record<string, State> = {
  "logged in": {
    respond: (route) => route.continue(),
    errors: [],
    isShown: (page) => logoutButton(page).waitFor(),
  },
  "logged out": {
    respond: problem(401),
    errors: [`401 GET ${ME}`, "400 POST /api/users/token"],
    isShown: (page) => loginLink(page).waitFor(),
  },
  "unknown after an error": {
    respond: problem(500),
    errors: [`500 GET ${ME}`],
    isShown: (page) => accountNav(page).getByRole("button", { name: "Try again" }).waitFor(),
  },
};

it.each(Object.keys(STATES).flatMap((state) => [[state, 320] as const, [state, 1280] as const]))(
  "shows neither the login link nor the email until the server responds, and then moves nothing: %s, %d px",
  async (state, width) => {
    const { respond, errors, isShown } = STATES[state] as State;
    const { token, email } = await signUp(inkwell);
    const gate = makeGate();
    const page = await visit("/", {
      token,
      width,
      expected: errors,
      before: holdMe((route) => gate.opened.then(() => respond(route))),
    });
    expect(await loginLink(page).count()).toBe(0);
    expect(await accountNav(page).getByText(email).count()).toBe(0);
    expect(await accountNav(page).innerText()).toBe("");
    const before = await readBoxes(page);
    const readShifts = await recordShifts(page);
    gate.open();
    await isShown(page);
    expect(await readShifts()).toEqual([]);
    expect(await readBoxes(page)).toEqual(before);
  },
);
