import { expect, it } from "vitest";
import { call } from "../../support/call";
import { withDatabase } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { signUp } from "../../support/users";

const server = provideInkwell();

it("deletes an account with more posts than one batch, and no post of another account", async () => {
  const [user, other] = [await signUp(server), await signUp(server)];
  const insertPosts = (userId: number, count: number) =>
    withDatabase(server, (database) => {
      const insert = database.prepare(
        "INSERT INTO posts (title, content, user_id, date_posted) VALUES ('T', 'C', ?, '2026-11-24T00:00:00.000+00:00')",
      );
      database.transaction(() => {
        for (let post = 0; post < count; post += 1) insert.run(userId);
      })();
    });
  insertPosts(user.id, 230);
  insertPosts(other.id, 3);
  const response = await call(server, "DELETE", `/api/users/${user.id}`, { token: user.token });
  expect(response.status, response.text).toBe(204);
  const rows = withDatabase(server, (database) =>
    database.prepare("SELECT DISTINCT user_id FROM posts").all(),
  );
  expect(rows).toEqual([{ user_id: other.id }]);
});
