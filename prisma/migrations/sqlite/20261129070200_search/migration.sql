-- Full-text search. Triggers keep an index of the words of every post, so that no write can leave it out. A migration that replaces
-- the table of posts drops them and must create them again.

-- The texts as the index takes them. Its tokenizer folds case and removes accents from Latin letters; this does the rest, as
-- search_words() does in PostgreSQL. Chinese and Japanese have no spaces: each of their characters becomes a word of itself and
-- the next one. Texts without them are not taken apart. U+E000 marks the words of a title, so no text may have it.
CREATE VIEW "post_texts" AS
WITH "unmarked"("id", "title", "content") AS (
    SELECT "id", replace("title", char(0xE000), ' '), replace("content", char(0xE000), ' ') FROM "posts"
), "spaced"("id", "title", "content") AS (
    SELECT "id", CASE WHEN "title" NOT GLOB '*[ぁ-ゖゝ-ゟァ-ヺー-ヿㄅ-ㄯㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ々〇𠀀-𲎯]*' THEN "title" ELSE (
        WITH RECURSIVE "chunks"("n", "rest", "part") AS (
            SELECT 0, substr("title", 251), substr("title", 1, 251)
            UNION ALL SELECT "n" + 1, substr("rest", 251), substr("rest", 1, 251) FROM "chunks" WHERE "rest" <> ''
        ), "places"("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "places" WHERE "i" < 250),
        "pairs"("n", "i", "char", "next") AS (
            SELECT "n", "i", substr("part", "i", 1), substr("part", "i" + 1, 1) FROM "chunks", "places" WHERE "i" <= length("part")
        )
        SELECT group_concat(CASE
            WHEN "char" NOT GLOB '[ぁ-ゖゝ-ゟァ-ヺー-ヿㄅ-ㄯㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ々〇𠀀-𲎯]' THEN "char"
            WHEN "next" GLOB '[ぁ-ゖゝ-ゟァ-ヺー-ヿㄅ-ㄯㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ々〇𠀀-𲎯]' THEN ' ' || "char" || "next"
            ELSE ' ' || "char" || ' ' END, '' ORDER BY "n", "i") FROM "pairs"
    ) END,
    CASE WHEN "content" NOT GLOB '*[ぁ-ゖゝ-ゟァ-ヺー-ヿㄅ-ㄯㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ々〇𠀀-𲎯]*' THEN "content" ELSE (
        WITH RECURSIVE "chunks"("n", "rest", "part") AS (
            SELECT 0, substr("content", 251), substr("content", 1, 251)
            UNION ALL SELECT "n" + 1, substr("rest", 251), substr("rest", 1, 251) FROM "chunks" WHERE "rest" <> ''
        ), "places"("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "places" WHERE "i" < 250),
        "pairs"("n", "i", "char", "next") AS (
            SELECT "n", "i", substr("part", "i", 1), substr("part", "i" + 1, 1) FROM "chunks", "places" WHERE "i" <= length("part")
        )
        SELECT group_concat(CASE
            WHEN "char" NOT GLOB '[ぁ-ゖゝ-ゟァ-ヺー-ヿㄅ-ㄯㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ々〇𠀀-𲎯]' THEN "char"
            WHEN "next" GLOB '[ぁ-ゖゝ-ゟァ-ヺー-ヿㄅ-ㄯㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ々〇𠀀-𲎯]' THEN ' ' || "char" || "next"
            ELSE ' ' || "char" || ' ' END, '' ORDER BY "n", "i") FROM "pairs"
    ) END
    FROM "unmarked"
), "texts"("id", "text") AS (
    -- The words of the title stand for themselves, and once more marked.
    SELECT "id", "title" || ' ' || "content" || ' ' || char(0xE000) || replace(
        CASE WHEN "title" NOT GLOB '*[' || "separators" || ']*' THEN "title" ELSE (
            WITH RECURSIVE "marked"("n", "text") AS (
                SELECT 1, "title"
                UNION ALL SELECT "n" + 1, replace("text", substr("separators", "n", 1), substr("separators", "n", 1) || ' ')
                FROM "marked" WHERE "n" <= length("separators")
            )
            SELECT "text" FROM "marked" ORDER BY "n" DESC LIMIT 1
        ) END, ' ', ' ' || char(0xE000))
    FROM "spaced", (SELECT ']!"#$%&''()*+,./:;<=>?@[\^_`{|}~¡§«·»¿–—‘’‚“”„…‹›•、。・「」『』【】《》（）！？，：；～ -' AS "separators")
)
SELECT "id", CASE WHEN "text" NOT GLOB '*[ΆΈΉΊΌΎΏΐΪΫάέήίΰϊϋόύώςЁё]*' THEN "text" ELSE (
    WITH RECURSIVE "unaccented"("n", "text") AS (
        SELECT 1, "texts"."text"
        UNION ALL SELECT "n" + 1, replace("text", substr('ΆΈΉΊΌΎΏΐΪΫάέήίΰϊϋόύώςЁё', "n", 1), substr('αεηιουωιιυαεηιυιυουωσее', "n", 1))
        FROM "unaccented" WHERE "n" <= length('ΆΈΉΊΌΎΏΐΪΫάέήίΰϊϋόύώςЁё')
    )
    SELECT "text" FROM "unaccented" ORDER BY "n" DESC LIMIT 1
) END AS "words" FROM "texts";

-- It stores no text, only where each word stands; the prefixes of one to three characters have lists of their own.
CREATE VIRTUAL TABLE "post_words" USING fts5("words", content = '', contentless_delete = 1, prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'");

-- The same for the newest posts. Collecting the words with a longer prefix takes time in proportion to their number, and a common
-- word is found here at once.
CREATE VIRTUAL TABLE "post_words_newest" USING fts5("words", content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'");

-- Makes the text of a post once for both.
CREATE TRIGGER "post_texts_inserted" INSTEAD OF INSERT ON "post_texts" BEGIN
    INSERT INTO "post_words"("rowid", "words") VALUES (NEW."id", NEW."words");
    INSERT INTO "post_words_newest"("rowid", "words") SELECT NEW."id", NEW."words"
        WHERE NEW."id" > (SELECT max("id") FROM "posts") - 2048;
END;
INSERT INTO "post_texts" SELECT * FROM "post_texts" ORDER BY "id";

CREATE TRIGGER "post_words_inserted" AFTER INSERT ON "posts" BEGIN
    INSERT INTO "post_texts" SELECT * FROM "post_texts" WHERE "id" = NEW."id";
    DELETE FROM "post_words_newest" WHERE "rowid" <= NEW."id" - 2048;
END;
CREATE TRIGGER "post_words_updated" AFTER UPDATE OF "title", "content" ON "posts" BEGIN
    DELETE FROM "post_words" WHERE "rowid" = NEW."id";
    DELETE FROM "post_words_newest" WHERE "rowid" = NEW."id";
    INSERT INTO "post_texts" SELECT * FROM "post_texts" WHERE "id" = NEW."id";
END;
CREATE TRIGGER "post_words_deleted" AFTER DELETE ON "posts" BEGIN
    DELETE FROM "post_words" WHERE "rowid" = OLD."id";
    DELETE FROM "post_words_newest" WHERE "rowid" = OLD."id";
END;
