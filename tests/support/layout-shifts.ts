import type { BrowserContext, Page } from "playwright";

/** A layout shift (https://wicg.github.io/layout-instability/), with the elements that moved. */
type Shift = Record<string, unknown>;

/** Records what moves without any input in each page of a context, from its start. */
export function recordShiftsFromStart(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(observeShifts, true);
}

/** Records what moves from now on, and returns what reads it. */
export async function recordShifts(page: Page): Promise<() => Promise<Shift[]>> {
  await page.evaluate(observeShifts, false);
  return () => readShifts(page);
}

/** Returns what has moved in a page since its recording began. */
export async function readShifts(page: Page): Promise<Shift[]> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts);
}

/** Runs in the browser. */
function observeShifts(buffered: boolean): void {
  const shifts: Shift[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      sources?: { node: Element | null }[];
    })[]) {
      shifts.push({
        ...(entry.toJSON() as Shift),
        nodes: entry.sources?.map(({ node }) => node?.outerHTML ?? node?.nodeName),
      });
    }
  }).observe({ type: "layout-shift", buffered });
}
