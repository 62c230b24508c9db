import { expect, it } from "vitest";
import { call } from "../support/call";
import { provideInkwell } from "../support/inkwell";
import { PASSWORD, signUp } from "../support/users";

const server = provideInkwell();

it("64 log-ins at once are all answered, and /me meanwhile", async () => {
  const { email, id, token } = await signUp(server);
  const right = { username: email, password: PASSWORD };
  const wrong = { username: email, password: "wrong canary" };
  let underWay = 64;
  const logIns = Array.from({ length: underWay }, (_, index) =>
    call(server, "POST", "/api/users/token", { form: index % 4 === 0 ? wrong : right }).finally(
      () => (underWay -= 1),
    ),
  );

  let answeredMeanwhile = 0;
  while (underWay > 0) {
    const answer = await call(server, "GET", "/api/users/me", { token });
    expect(answer).toMatchObject({ status: 200, body: { id } });
    answeredMeanwhile += 1;
  }
  expect((await Promise.all(logIns)).map(({ status }) => status)).toEqual(
    Array.from({ length: 64 }, (_, index) => (index % 4 === 0 ? 401 : 200)),
  );
  expect(answeredMeanwhile).toBeGreaterThan(1);
}, 120_000);
