import { describe, expect, it } from "vitest";
import { userCreateSchema, userPrivateSchema, userPublicSchema } from "./user";

/** All that a row holds, and more. */
const EVERYTHING = {
  id: 1,
  username: "Ada",
  usernameKey: "ada",
  email: "ada@example.com",
  password: "a password",
  passwordHash: "$argon2id$…",
  password_hash: "$argon2id$…",
  image_file: null,
  image_path: "/images/default-avatar.svg",
  createdAt: new Date(0),
  is_admin: true,
};
const PUBLIC = { id: 1, username: "Ada", image_file: null, image_path: "/images/default-avatar.svg" };

describe("what leaves the server is what the schema names", () => {
  it("for anyone", () => {
    expect(userPublicSchema.parse(EVERYTHING)).toEqual(PUBLIC);
  });

  it("for the owner", () => {
    expect(userPrivateSchema.parse(EVERYTHING)).toEqual({ ...PUBLIC, email: "ada@example.com" });
  });

  it.each([
    ["no id", { ...EVERYTHING, id: undefined }],
    ["an id that no row has", { ...EVERYTHING, id: 0 }],
    ["no picture, not even null", { ...EVERYTHING, image_file: undefined }],
    ["no path of a picture", { ...EVERYTHING, image_path: null }],
  ])("which is nothing with %s", (_what, user) => {
    expect(userPublicSchema.safeParse(user).success).toBe(false);
  });
});

it("what comes in is what the schema names", () => {
  expect(userCreateSchema.parse(EVERYTHING)).toEqual({
    username: "Ada",
    email: "ada@example.com",
    password: "a password",
  });
});
