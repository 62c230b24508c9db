import { describe, expect, it } from "vitest";
import { userCreateSchema, userPrivateSchema, userPublicSchema } from "./user";

/** Every column of a user, and more. */
const EVERYTHING = {
  id: 1,
  username: "Ada",
  usernameKey: "ada",
  email: "ada@example.com",
  email_verified: false,
  pending_email: null,
  password: "a password",
  passwordHash: "$argon2id$…",
  password_hash: "$argon2id$…",
  image_file: null,
  image_path: "/images/initials-90-41.svg",
  createdAt: new Date(0),
  is_admin: true,
};
const PUBLIC = { id: 1, username: "Ada", image_file: null, image_path: "/images/initials-90-41.svg" };

describe("a user in a response", () => {
  it("has only public members for other users", () => {
    expect(userPublicSchema.parse(EVERYTHING)).toEqual(PUBLIC);
  });

  it("also has the email for its owner", () => {
    expect(userPrivateSchema.parse(EVERYTHING)).toEqual({
      ...PUBLIC,
      email: "ada@example.com",
      email_verified: false,
      pending_email: null,
    });
  });

  it.each([
    ["no id", { ...EVERYTHING, id: undefined }],
    ["an id that no row has", { ...EVERYTHING, id: 0 }],
    ["no picture, not even null", { ...EVERYTHING, image_file: undefined }],
    ["no path of a picture", { ...EVERYTHING, image_path: null }],
  ])("is invalid with %s", (_what, user) => {
    expect(userPublicSchema.safeParse(user).success).toBe(false);
  });
});

it("userCreateSchema removes unknown members", () => {
  expect(userCreateSchema.parse(EVERYTHING)).toEqual({
    username: "Ada",
    email: "ada@example.com",
    password: "a password",
  });
});
