/** ISO 15924 codes of all scripts except Common, Inherited and Unknown, the most used ones first (Unicode 17). */
const SCRIPTS =
  "Latn Cyrl Grek Arab Hebr Deva Thai Armn Geor Beng Taml Telu Knda Mlym Gujr Guru Sinh Laoo Khmr Mymr Ethi Tibt Adlm Aghb " +
  "Ahom Armi Avst Bali Bamu Bass Batk Berf Bhks Brah Brai Bugi Buhd Cakm Cans Cari Cham Cher Chrs Copt Cpmn Cprt Diak Dogr " +
  "Dsrt Dupl Egyp Elba Elym Gara Glag Gong Gonm Goth Gran Gukh Hano Hatr Hluw Hmng Hmnp Hung Ital Java Kali Kawi Khar Khoj " +
  "Kits Krai Kthi Lana Lepc Limb Lina Linb Lisu Lyci Lydi Mahj Maka Mand Mani Marc Medf Mend Merc Mero Modi Mong Mroo Mtei " +
  "Mult Nagm Nand Narb Nbat Newa Nkoo Nshu Ogam Olck Onao Orkh Orya Osge Osma Ougr Palm Pauc Perm Phag Phli Phlp Phnx Plrd " +
  "Prti Rjng Rohg Runr Samr Sarb Saur Sgnw Shaw Shrd Sidd Sidt Sind Sogd Sogo Sora Soyo Sund Sunu Sylo Syrc Tagb Takr Tale " +
  "Talu Tang Tavt Tayo Tfng Tglg Thaa Tirh Tnsa Todr Tols Toto Tutg Ugar Vaii Vith Wara Wcho Xpeo Xsux Yezi Yiii Zanb";

/** Scripts that people write together: Latin with those of Japanese, Chinese and Korean (UTS #39 §5.2, "highly restrictive"). */
const COMBINATIONS = ["Latn Hani Hira Kana", "Latn Hani Bopo", "Latn Hani Hang"];

const WRITING_SYSTEMS = [...SCRIPTS.split(" "), ...COMBINATIONS];
/** Characters that are used with every script, and those that other rules reject. */
const NEUTRAL = /[\p{scx=Zyyy}\p{scx=Zinh}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;

const matchers = new Map<string, RegExp>();

/**
 * Returns whether all letters of a text belong to one script, or to Latin and the scripts of Japanese, Chinese or Korean. It
 * detects `а` (Cyrillic) in an otherwise Latin name. Takes linear time.
 */
export function isOfOneWritingSystem(text: string): boolean {
  const letters = text.replace(NEUTRAL, "");
  return letters === "" || WRITING_SYSTEMS.some((system) => matcherOf(system).test(letters));
}

/** Compiles matchers when they are first needed: all of them together take 20 ms. */
function matcherOf(system: string): RegExp {
  const known = matchers.get(system);
  if (known !== undefined) return known;
  const matcher = compileMatcher(system);
  matchers.set(system, matcher);
  return matcher;
}

function compileMatcher(system: string): RegExp {
  const classes = system.split(" ").map((script) => `\\p{scx=${script}}`);
  try {
    return new RegExp(`^[${classes.join("")}]+$`, "u");
  } catch {
    // To an engine that does not know the script yet, its characters are unassigned.
    return /(?!)/;
  }
}
