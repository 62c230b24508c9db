-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_sessions" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sid" TEXT NOT NULL,
    "user_id" INTEGER NOT NULL,
    "device" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "last_used_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "family_hash" TEXT,
    "token_hash" TEXT,
    "previous_token_hash" TEXT,
    "rotated_at" DATETIME,
    CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- What was the id is the sid: the tokens that are out there know it. The old table counted no ids, so there is no counter to keep.
INSERT INTO "new_sessions" ("sid", "user_id", "device", "address", "created_at", "last_used_at", "expires_at", "family_hash", "token_hash", "previous_token_hash", "rotated_at") SELECT "id", "user_id", "device", "address", "created_at", "last_used_at", "expires_at", "family_hash", "token_hash", "previous_token_hash", "rotated_at" FROM "sessions" ORDER BY "created_at";
DROP TABLE "sessions";
ALTER TABLE "new_sessions" RENAME TO "sessions";
CREATE UNIQUE INDEX "sessions_sid_key" ON "sessions"("sid");
CREATE UNIQUE INDEX "sessions_family_hash_key" ON "sessions"("family_hash");
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
