import "server-only";
import type { Piece } from "@/lib/schemas/piece";
import { fold, IS_CJK, RUN, WORD, type SearchWord } from "./search-words";

type Place = [from: number, to: number];

/** Splits a text into what was searched for and the rest. */
export function markWords(text: string, words: readonly SearchWord[]): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const [from, to] of findWords(text, words)) {
    const last = pieces.at(-1);
    if (from > end) pieces.push({ text: text.slice(end, from), isFound: false });
    if (last && from === end) last.text += text.slice(from, to);
    else pieces.push({ text: text.slice(from, to), isFound: true });
    end = to;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isFound: false });
  return pieces;
}

function findWords(text: string, words: readonly SearchWord[]): Place[] {
  const places: Place[] = [];
  for (const word of text.matchAll(WORD)) {
    for (const run of word[0].matchAll(RUN)) {
      const start = word.index + run.index;
      for (const [from, to] of findInRun(run[0], words)) places.push([start + from, start + to]);
    }
  }
  return places;
}

function findInRun(run: string, words: readonly SearchWord[]): Place[] {
  if (IS_CJK.test(run)) return findPairs(run, words);
  return isAny(run, words) ? [[0, run.length]] : [];
}

function isAny(token: string, words: readonly SearchWord[]): boolean {
  const folded = fold(token);
  return words.some(({ text, isPrefix }) => (isPrefix ? folded.startsWith(text) : folded === text));
}

/** Returns the places of pairs of Chinese or Japanese characters; where two overlap, the second has only the rest. */
function findPairs(run: string, words: readonly SearchWord[]): Place[] {
  const places: Place[] = [];
  for (let index = 0, end = 0; index < run.length; index++) {
    const word = words.find(({ text }) => run.startsWith(text, index));
    if (!word) continue;
    places.push([Math.max(index, end), index + word.text.length]);
    end = index + word.text.length;
  }
  return places;
}
