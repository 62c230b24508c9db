-- Full-text search. A trigger keeps the words of every post, so that no write can leave them out.

-- Returns the words of a text: in lower case, without accents, and the same whatever the locale of the database. Chinese and Japanese
-- have no spaces: each of their characters becomes a word of itself and the next one. The view post_texts of SQLite does the same.
CREATE FUNCTION search_words(text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    folded text COLLATE "C" := lower($1 COLLATE "C");
    runs text[];
BEGIN
    IF octet_length(folded) = length(folded) THEN
        RETURN array_remove(string_to_array(regexp_replace(folded, '[^a-z0-9]+', ' ', 'g'), ' '), '');
    END IF;
    folded := lower(normalize(folded, NFD) COLLATE "C");
    folded := translate(folded,
            'ÆÐØÞĐĦĲĿŁŊŒŦƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǄǅǇǈǊǋǤǱǲǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧ' ||
            'ΨΩϏϘϚϜϞϠϴϷϹϺϽϾϿЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃ' ||
            'ӅӇӉӋӍӔӘӠӨӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖẞＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸ' ||
            'ＹＺς',
            'æðøþđħĳŀłŋœŧɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǆǆǉǉǌǌǥǳǳƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαβγδεζηθικλμνξοπρστυφχ' ||
            'ψωϗϙϛϝϟϡθϸϲϻͻͼͽђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄ' ||
            'ӆӈӊӌӎӕәӡөӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆßａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘ' ||
            'ｙｚσ');
    folded := normalize(regexp_replace(folded, '([a-zα-ωе])[\u0300-\u036f]+', '\1', 'g'), NFC);
    IF folded ~ '[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u3005\u3007\U00020000-\U000323af]' THEN
        runs := ARRAY(SELECT (regexp_matches(folded, '[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u3005\u3007\U00020000-\U000323af]+', 'g'))[1]);
        folded := regexp_replace(folded, '[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u3005\u3007\U00020000-\U000323af]+', ' ', 'g');
    END IF;
    RETURN array_remove(string_to_array(regexp_replace(folded,
        '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u037e\u0387\u055a-\u055f\u0589-\u058a\u05be\u05c0\u05c3\u05f3-\u05f4\u060c-\u060d\u061b-\u061f\u066a-\u066d\u06d4\u0964-\u0965\u0970\u0e3f\u0e4f\u0e5a-\u0e5b\u2000-\u206f\u207a-\u207e\u208a-\u208e\u20a0-\u20cf\u2116-\u2118\u211e-\u2123\u2190-\u245f\u249c-\u24e9\u2500-\u2775\u2794-\u2bff\u2e00-\u2e2e\u2e30-\u3004\u3008-\u3020\u3030\u303d-\u303f\u309b-\u309c\u30a0\u30fb\ue000\ufd3e-\ufd3f\ufe10-\ufe19\ufe30-\ufe6f\ufeff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff\U0001d000-\U0001d1ff\U0001f000-\U0001fbef\U000e0000-\U000e00ff]+',
        ' ', 'g'), ' '), '') ||
        ARRAY(SELECT c || coalesce(lead(c) OVER (PARTITION BY run ORDER BY place), '')
            FROM unnest(runs) WITH ORDINALITY r(chars, run), unnest(string_to_array(chars, NULL)) WITH ORDINALITY s(c, place));
END;
$$;

-- Returns the words of a post for the index. Those of its title stand for themselves, and once more after `=`, which no word has. The
-- longest words are cut: a tsvector cannot hold them.
CREATE FUNCTION post_tsvector(title text, content text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_to_tsvector(ARRAY(
        SELECT left(word, 250) FROM unnest(public.search_words(title || ' ' || content)) word
        UNION ALL SELECT '=' || left(word, 250) FROM unnest(public.search_words(title)) word))
$$;

-- A table of its own, so that lists of posts do not read the words.
CREATE TABLE "post_words" (
    "id" INTEGER NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "post_words_pkey" PRIMARY KEY ("id")
);

INSERT INTO "post_words" ("id", "words") SELECT id, post_tsvector(title, content) FROM "posts" ORDER BY id;

CREATE INDEX "post_words_words_idx" ON "post_words" USING gin ("words");

CREATE FUNCTION keep_post_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM public.post_words;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM public.post_words WHERE id = OLD.id;
    ELSE
        INSERT INTO public.post_words (id, words) VALUES (NEW.id, public.post_tsvector(NEW.title, NEW.content))
        ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words;
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER "post_words_changed" AFTER INSERT OR UPDATE OF "title", "content" OR DELETE ON "posts"
    FOR EACH ROW EXECUTE FUNCTION keep_post_words();
CREATE TRIGGER "post_words_truncated" AFTER TRUNCATE ON "posts"
    FOR EACH STATEMENT EXECUTE FUNCTION keep_post_words();
