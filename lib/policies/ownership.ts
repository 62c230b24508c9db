/** The current user, or null if nobody is logged in. */
type Actor = { id: number } | null;

/** Returns whether the actor may change or delete the post: only its author may. */
export function mayChangePost(actor: Actor, post: { user_id: number }): boolean {
  return actor !== null && actor.id === post.user_id;
}

/** Returns whether the actor may change or delete the account: only its owner may. */
export function mayChangeUser(actor: Actor, user: { id: number }): boolean {
  return actor !== null && actor.id === user.id;
}
