/** A part of a text, and whether it is a word that was searched for. */
export interface Piece {
  text: string;
  isFound: boolean;
}
