-- CreateTable
CREATE TABLE "content_versions" (
    "version" TEXT NOT NULL,

    CONSTRAINT "content_versions_pkey" PRIMARY KEY ("version")
);

INSERT INTO "content_versions" ("version") VALUES (gen_random_uuid()::text);

-- Every change of what pages show gives the content a new version (docs/decisions/0019).
CREATE FUNCTION renew_content_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE public.content_versions SET version = gen_random_uuid()::text;
    RETURN NULL;
END;
$$;

-- Once per statement and after it, so that the version is the last row that a statement locks.
CREATE TRIGGER "posts_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "posts"
    FOR EACH STATEMENT EXECUTE FUNCTION renew_content_version();
CREATE TRIGGER "users_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "users"
    FOR EACH STATEMENT EXECUTE FUNCTION renew_content_version();
