import type { Page } from "playwright";
import { beforeAll, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { provideInkwell } from "../../support/inkwell";
import { logoutButton, provideBrowser } from "../../support/page";
import { addPosts, publish } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const TITLE = "W".repeat(100);
const LINK = `https://example.com/${"x".repeat(300)}`;

const MARKDOWN = `# One *level*
## Two
### Three
#### Four
##### Five
A [link](/), \`code\`, **strong**, ~~struck~~, a note[^1] and ![a picture](/pen.png).

- [ ] open
- [x] done
  1. first
  2. second

> A quote
>
> > in a quote

| ${"wide | ".repeat(20)}
|${"---|".repeat(20)}
| ${"cell | ".repeat(20)}

\`\`\`js
// a comment that is wider than the window, so that the code scrolls
const ink = "black" + 1;
\`\`\`

---

[^1]: The note, with \`code\`.
`;

let author: Author;
let postId: number;

// Texts of the maximum length in one word must not widen the page.
beforeAll(async () => {
  author = await signUp(inkwell, { username: `Y${Date.now()}`.padEnd(50, "y") });
  await addPosts(inkwell, author, 20);
  postId = (await publish(inkwell, author, { title: TITLE, content: `See ${LINK} for more.\n\nEnd.` })).id;
});

const open = (path: string) => visit(path, { token: author.token, reducedMotion: "reduce" });
const click = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });

it("passes axe and fits 320 px on an author's posts: the list and older posts", async () => {
  const page = await open(`/users/${author.id}/posts`);
  await logoutButton(page).waitFor();
  await page.getByRole("link", { name: "Older posts" }).click();
  await page.getByRole("article").nth(20).waitFor();
  await expectAccessible(page);
});

it("passes axe and fits 320 px on a post with everything that Markdown has", async () => {
  const { id } = await publish(inkwell, author, { content: MARKDOWN });
  const page = await open(`/posts/${id}`);
  await page.getByRole("region", { name: "Footnotes" }).waitFor();
  await expectAccessible(page);
});

it("passes axe and fits 320 px on the front page with posts", async () => {
  const page = await open("/");
  await logoutButton(page).waitFor();
  await expectAccessible(page);
});

it("passes axe and fits 320 px on a post: as its author, before it is deleted", async () => {
  const page = await open(`/posts/${postId}`);
  await page.getByRole("link", { name: "Edit" }).waitFor();
  await expectAccessible(page);

  await click(page, "Delete");
  await dialog(page, "Delete this post?").waitFor();
  await expectAccessible(page);
});

it("passes axe and fits 320 px in the editor: errors, shortcuts, preview, a discarded draft", async () => {
  const page = await open("/new");
  await click(page, "Publish");
  await page.getByText("Write something").waitFor();
  await expectAccessible(page);

  await click(page, "Shortcuts");
  await dialog(page, "Shortcuts").waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await page.getByLabel("Title", { exact: true }).fill(TITLE);
  await page.getByLabel("Text", { exact: true }).fill(LINK);
  await click(page, "Preview");
  await page.getByRole("link", { name: LINK }).waitFor();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Drafts" }).click();
  await page.getByRole("link", { name: `Continue ${TITLE}` }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await expectAccessible(page);
});
