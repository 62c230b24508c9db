/** Statements that change what pages show, in an order in which they can run, on both databases. */
export const CONTENT_CHANGES: readonly string[] = [
  `INSERT INTO users (id, username, username_key, email, password_hash, created_at)
   VALUES (1, 'ada', 'ada', 'a', 'x', '2026-11-28 12:00:00'), (2, 'bob', 'bob', 'b', 'x', '2026-11-28 12:00:00')`,
  `INSERT INTO posts (id, title, content, user_id, date_posted)
   VALUES (1, 'Title', 'Text', 1, '2026-11-28 12:00:00'), (2, 'Title', 'Text', 2, '2026-11-28 12:00:00')`,
  "UPDATE posts SET title = 'Another' WHERE id = 1",
  "UPDATE posts SET content = 'Another' WHERE id = 1",
  "UPDATE posts SET date_posted = '2026-11-28 13:00:00' WHERE id = 1",
  "UPDATE posts SET date_edited = '2026-11-28 14:00:00' WHERE id = 1",
  "UPDATE users SET username = 'Ada' WHERE id = 1",
  "UPDATE users SET image_file = 'ada.png' WHERE id = 1",
  "DELETE FROM posts WHERE id = 1",
  "DELETE FROM users WHERE id = 2", // with its post
  "INSERT INTO posts (id, title, content, user_id, date_posted) VALUES (3, '', '', 1, '2026-11-28 12:00:00')",
  "INSERT INTO posts (id, title, content, user_id, date_posted) VALUES (3, '', 'x', 1, '2026-11-28 12:00:00') ON CONFLICT (id) DO UPDATE SET content = 'x'",
];

/** Statements that change nothing that pages show. */
export const OTHER_CHANGES: readonly string[] = [
  "INSERT INTO rate_limits (key, points, capacity, started_at, expires_at) VALUES ('a', 1, 1, 1, 1)",
  "DELETE FROM rate_limits",
  `INSERT INTO sessions (sid, user_id, device, address, created_at, last_used_at, expires_at)
   VALUES ('s', 1, '', '', '2026-11-28 12:00:00', '2026-11-28 12:00:00', '2026-11-28 12:00:00')`,
  "UPDATE sessions SET last_used_at = '2026-11-28 13:00:00'",
  "DELETE FROM sessions",
  `INSERT INTO publications (user_id, key, body_hash, post_id, username, created_at)
   VALUES (1, 'k', 'h', 1, 'a', '2026-11-28 12:00:00')`,
  "DELETE FROM publications",
];

export const READ_VERSION = "SELECT version FROM content_versions";
