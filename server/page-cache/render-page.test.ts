import { expect, it } from "vitest";
import { createRenderer } from "./render-page";

const PAGE = { target: "/", headers: {} };

it("returns the response of a handler and sends it the same headers for every page", async () => {
  const render = createRenderer((request, response) => {
    response.writeHead(404, { "X-Page": request.url });
    response.write("a".repeat(100_000));
    response.end(JSON.stringify(request.headers));
  });
  const { status, headers, body } = await render({ target: "/posts/1?cursor=x", headers: { rsc: "1" } });
  expect(status).toBe(404);
  expect(headers["x-page"]).toBe("/posts/1?cursor=x");
  expect(JSON.parse(body.subarray(100_000).toString())).toEqual({
    host: "localhost",
    "accept-encoding": "identity",
    "user-agent": "Inkwell",
    connection: "close",
    rsc: "1",
  });
});

it("fails if the handler ends the connection before or within its response", async () => {
  await expect(createRenderer((_, response) => response.destroy())(PAGE)).rejects.toThrow("socket hang up");
  const render = createRenderer((_, response) => {
    response.writeHead(200, { "Content-Length": "100" }).write("half");
    setImmediate(() => response.destroy());
  });
  await expect(render(PAGE)).rejects.toThrow("aborted");
});
