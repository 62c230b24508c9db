import { expect, it } from "vitest";
import { call } from "../../support/call";
import { insertPosts, readPostRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { signUp } from "../../support/users";

const server = provideInkwell();

it("deletes an account with more posts than one batch, and no post of another account", async () => {
  const [user, other] = [await signUp(server), await signUp(server)];
  const posts = (user_id: number, count: number) =>
    Array.from({ length: count }, () => ({ title: "Title", content: "Text", user_id }));
  await insertPosts(server, [...posts(user.id, 230), ...posts(other.id, 3)]);
  const response = await call(server, "DELETE", `/api/users/${user.id}`, { token: user.token });
  expect(response.status, response.text).toBe(204);
  expect(await readPostRows(server, user.id)).toEqual([]);
  expect(await readPostRows(server, other.id)).toHaveLength(3);
});
