-- CreateTable
CREATE TABLE "content_versions" (
    "version" TEXT NOT NULL PRIMARY KEY
);

INSERT INTO "content_versions" ("version") VALUES (lower(hex(randomblob(16))));

-- Every change of what pages show gives the content a new version (docs/decisions/0019). A migration that replaces one of these tables
-- drops its triggers and must create them again.
CREATE TRIGGER "posts_inserted" AFTER INSERT ON "posts" BEGIN
    UPDATE "content_versions" SET "version" = lower(hex(randomblob(16)));
END;
CREATE TRIGGER "posts_updated" AFTER UPDATE ON "posts" BEGIN
    UPDATE "content_versions" SET "version" = lower(hex(randomblob(16)));
END;
CREATE TRIGGER "posts_deleted" AFTER DELETE ON "posts" BEGIN
    UPDATE "content_versions" SET "version" = lower(hex(randomblob(16)));
END;
CREATE TRIGGER "users_inserted" AFTER INSERT ON "users" BEGIN
    UPDATE "content_versions" SET "version" = lower(hex(randomblob(16)));
END;
CREATE TRIGGER "users_updated" AFTER UPDATE ON "users" BEGIN
    UPDATE "content_versions" SET "version" = lower(hex(randomblob(16)));
END;
CREATE TRIGGER "users_deleted" AFTER DELETE ON "users" BEGIN
    UPDATE "content_versions" SET "version" = lower(hex(randomblob(16)));
END;
