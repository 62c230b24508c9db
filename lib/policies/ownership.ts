/** Who wants to do something: the signed-in user, or nobody. */
type Actor = { id: number } | null;

/** A post is changed and deleted by its author alone. */
export function mayChangePost(actor: Actor, post: { user_id: number }): boolean {
  return actor !== null && actor.id === post.user_id;
}

/** An account is changed and deleted by its owner alone. */
export function mayChangeUser(actor: Actor, user: { id: number }): boolean {
  return actor !== null && actor.id === user.id;
}
