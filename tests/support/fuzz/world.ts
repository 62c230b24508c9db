import { expect } from "vitest";
import type { Answer } from "../call";
import { readUserRows, findCorruption, readPostRows, readSessionRow } from "../database";
import type { Inkwell } from "../inkwell";
import { sidOf } from "../mint-token";
import { openRequest } from "../open-request";
import { publish, type TestPost } from "../posts";
import { sessionIdOf } from "../sessions";
import { signUp, type TestUser } from "../users";
import type { FuzzRequest, Id } from "./requests";

type Account = Pick<TestUser, "id" | "username"> & { email?: string };

/** Sends generated requests and records what was acknowledged, to compare it with the database at the end. */
export class World {
  readonly #server: Inkwell;
  readonly #users = new Map<number, Account>();
  readonly #posts = new Map<number, TestPost>();
  #model!: Awaited<ReturnType<typeof signUp>>;
  #actor!: Pick<TestUser, "id" | "username"> & { token: string };

  constructor(server: Inkwell) {
    this.#server = server;
  }

  /** Fills the database and returns a user whose email, username and password are known. */
  async begin(): Promise<TestUser> {
    this.#model = await signUp(this.#server);
    const { id, username, email } = this.#model;
    this.#users.set(id, { id, username, email });
    return this.#model;
  }

  /** Switches to a new user, who has just logged in, as the sender of the following requests. */
  async changeActor(): Promise<void> {
    this.#actor = this.#remember(await signUp(this.#server));
  }

  /** Sends a request to a path template such as `/api/posts/{id}`. */
  async send(template: string, request: FuzzRequest): Promise<Answer> {
    if (!this.#users.has(this.#actor?.id)) await this.changeActor();
    const { body, authorize, isChunked, id } = request;
    const segment = typeof id === "string" ? String(await this.#find(template, id)) : id.segment;
    const target = template.replace("{id}", segment) + request.query;
    const headers = { ...request.headers };
    if (authorize) headers["Authorization"] = authorize(this.#actor.token);
    if (headers["Upgrade"] !== undefined) headers["Connection"] = "Upgrade";
    if (body?.contentType !== undefined) headers["Content-Type"] = body.contentType;
    if (body?.contentEncoding !== undefined) headers["Content-Encoding"] = body.contentEncoding;
    if (body && isChunked) headers["Transfer-Encoding"] = "chunked";
    else if (body) headers["Content-Length"] = String(body.bytes.length);

    const { request: outgoing, answer } = openRequest(this.#server, request.method, target, headers);
    outgoing.end(body?.bytes);
    const received = await answer;
    await this.#acknowledge(request.method, template, segment, received);
    return received;
  }

  /** Expects the database to be intact and to contain exactly what was acknowledged. */
  async judge(): Promise<void> {
    expect(await findCorruption(this.#server)).toEqual([]);
    const users = [...this.#users.values()].sort((a, b) => a.id - b.id);
    expect(await readUserRows(this.#server)).toMatchObject(
      users.map(({ id, username }) => ({ id, username })),
    );
    const posts = [...this.#posts.values()].sort((a, b) => a.id - b.id);
    expect(await readPostRows(this.#server)).toMatchObject(
      posts.map(({ id, title, content, user_id }) => ({ id, title, content, user_id })),
    );
  }

  #remember<Someone extends Account>(user: Someone): Someone {
    this.#users.set(user.id, { id: user.id, username: user.username });
    return user;
  }

  async #find(template: string, id: Id): Promise<number> {
    if (id === "missing") return 1_000_000;
    if (template.includes("sessions/{id}")) {
      const { token } = id === "own" ? this.#actor : this.#model;
      return sessionIdOf(this.#server, sidOf(token));
    }
    if (!template.includes("posts/{id}")) return id === "own" ? this.#actor.id : this.#model.id;
    const author = id === "own" ? this.#actor : this.#model;
    const known = [...this.#posts.values()].find(({ user_id }) => user_id === author.id);
    const post = known ?? (await publish(this.#server, author));
    this.#posts.set(post.id, post);
    return post.id;
  }

  async #acknowledge(
    method: string,
    template: string,
    segment: string,
    { status, body }: Answer,
  ): Promise<void> {
    if (template.includes("/sessions")) {
      if ((await readSessionRow(this.#server, sidOf(this.#actor.token))) === undefined)
        await this.changeActor();
      return;
    }
    const id = Number(segment);
    const [, rows] = /^\/api\/(posts|users)(?:\/\{id\})?$/.exec(template) ?? [];
    if (method === "DELETE" && status === 204) {
      if (rows === "posts") this.#posts.delete(id);
      else if (rows === "users") this.#forget(id);
    } else if (method === "PUT" || method === "PATCH" || method === "POST") {
      if (status >= 300) return;
      if (rows === "posts") this.#posts.set((body as TestPost).id, body as TestPost);
      else if (rows === "users") this.#remember(body as Account);
    }
  }

  #forget(userId: number): void {
    this.#users.delete(userId);
    for (const { id, user_id } of this.#posts.values()) if (user_id === userId) this.#posts.delete(id);
  }
}
