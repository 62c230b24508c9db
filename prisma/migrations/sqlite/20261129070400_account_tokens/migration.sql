-- AlterTable
-- Null for existing accounts: they count as unverified, because nobody has proved their addresses. They can ask for the mail.
ALTER TABLE "users" ADD COLUMN "email_verified_at" DATETIME;

-- CreateTable
CREATE TABLE "account_tokens" (
    "user_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" DATETIME NOT NULL,

    PRIMARY KEY ("user_id", "kind"),
    CONSTRAINT "account_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "email_reservations" (
    "email" TEXT NOT NULL PRIMARY KEY,
    "user_id" INTEGER NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" DATETIME NOT NULL,

    CONSTRAINT "email_reservations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "account_tokens_token_hash_key" ON "account_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "account_tokens_expires_at_idx" ON "account_tokens"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "email_reservations_token_hash_key" ON "email_reservations"("token_hash");

-- CreateIndex
CREATE INDEX "email_reservations_user_id_idx" ON "email_reservations"("user_id");

-- CreateIndex
CREATE INDEX "email_reservations_expires_at_idx" ON "email_reservations"("expires_at");
