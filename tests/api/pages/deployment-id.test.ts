import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";

const server = provideInkwell();

it.each(["/", "/account"])(
  "the page %s and its data name the same version, so that a tab with an older one reloads",
  async (path) => {
    const html = await (await fetch(server.url + path)).text();
    const [, id = ""] = /<html[^>]* data-dpl-id="([0-9a-f]{16})"/.exec(html) ?? [];
    expect(id).not.toBe("");
    for (let times = 0; times < 2; times += 1) {
      const { headers } = await fetch(`${server.url + path}?_rsc=1`, { headers: { RSC: "1" } });
      expect(headers.get("content-type")).toContain("text/x-component");
      expect(headers.get("x-nextjs-deployment-id")).toBe(id);
    }
  },
);
