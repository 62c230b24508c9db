import fc from "fast-check";
import { expect, it } from "vitest";
import { call } from "../../support/call";
import { provideOwnInkwell } from "../../support/inkwell";
import { expectNoContent, nextPage, postsOf, publish, addPosts, readPages } from "../../support/posts";
import { signUp } from "../../support/users";

/** A write before the reading of one page, or at the same time. */
const write: fc.Arbitrary<Write> = fc.oneof(
  fc.record({ kind: fc.constant("publish" as const), byOther: fc.boolean() }),
  fc.record({ kind: fc.constant("delete" as const), which: fc.nat() }),
);
type Write = { kind: "publish"; byOther: boolean } | { kind: "delete"; which: number };
const step = fc.record({ writes: fc.array(write, { maxLength: 4 }), atOnce: fc.boolean() });
const reading = fc.record({
  ofOneAuthor: fc.boolean(),
  limit: fc.integer({ min: 1, max: 5 }),
  postsAtFirst: fc.integer({ min: 0, max: 12 }),
  steps: fc.array(step, { maxLength: 8 }),
});

const server = provideOwnInkwell();

it("pages skip and repeat no post, whatever is written and deleted between them", async () => {
  await fc.assert(
    fc.asyncProperty(reading, async ({ ofOneAuthor, limit, postsAtFirst, steps }) => {
      const [author, other] = [await signUp(server), await signUp(server)];
      const alive = await addPosts(server, author, postsAtFirst);
      const list = ofOneAuthor ? `/api/users/${author.id}/posts` : "/api/posts";
      const atFirst = (await readPages(server, `${list}?limit=100`)).flat().map(({ id }) => id);
      const deleted = new Set<number>();

      const perform = async (action: Write): Promise<void> => {
        if (action.kind === "publish") {
          if (action.byOther) await publish(server, other);
          else alive.push(await publish(server, author));
          return;
        }
        const [post] = alive.splice(action.which % (alive.length || 1), 1);
        if (post === undefined) return;
        deleted.add(post.id);
        expectNoContent(await call(server, "DELETE", `/api/posts/${post.id}`, { token: author.token }));
      };

      const seen: number[] = [];
      let next: string | undefined = `${list}?limit=${limit}`;
      for (let turn = 0; next !== undefined; turn += 1) {
        const { writes, atOnce } = steps[turn] ?? { writes: [], atOnce: false };
        const written = Promise.all(writes.map(perform));
        if (!atOnce) await written;
        const gone = atOnce ? new Set<number>() : new Set(deleted);
        const [answer] = await Promise.all([call(server, "GET", next), written]);
        const ids = postsOf(answer).map(({ id }) => id);
        expect(ids.filter((id) => gone.has(id))).toEqual([]);
        expect(ids.length).toBeLessThanOrEqual(limit);
        expect(ids.filter((id) => seen.includes(id))).toEqual([]);
        seen.push(...ids);
        next = nextPage(answer);
      }

      expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
      const allAlong = atFirst.filter((id) => !deleted.has(id));
      expect(allAlong.filter((id) => !seen.includes(id))).toEqual([]);
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 120_000);

it("pages that are read during many writes contain every earlier post once", async () => {
  const [author, writer] = [await signUp(server), await signUp(server)];
  const posts = await addPosts(server, author, 30);
  const writing = Promise.all(Array.from({ length: 60 }, () => publish(server, writer)));
  const seen = (await readPages(server, "/api/posts?limit=3")).flat();
  await writing;
  expect(seen.filter((post) => post.user_id === author.id)).toEqual(posts);
  const ids = seen.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
});
