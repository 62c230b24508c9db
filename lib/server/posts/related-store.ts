import "server-only";
import { queryRows } from "../db/statements";
import { Prisma } from "../generated/sqlite/client";

/** A post that a reader may go on to. */
export interface RelatedRow {
  relation: "previous" | "next" | "by author";
  id: number;
  title: string;
  date_posted: Date;
}

/** Returns the neighbors of a post and the newest other posts of its author, newest first, in one statement. */
export async function findRelated(id: number, countByAuthor: number): Promise<RelatedRow[]> {
  const columns = Prisma.sql`id, title, date_posted FROM posts WHERE`;
  return queryRows<RelatedRow>(Prisma.sql`
    SELECT * FROM (
      SELECT 'previous' AS relation, ${columns} id < ${id} ORDER BY id DESC LIMIT 1) AS previous
    UNION ALL SELECT * FROM (SELECT 'next' AS relation, ${columns} id > ${id} ORDER BY id LIMIT 1) AS next
    UNION ALL SELECT * FROM (
      SELECT 'by author' AS relation, ${columns} user_id = (SELECT user_id FROM posts WHERE id = ${id}) AND id <> ${id}
      ORDER BY id DESC LIMIT ${countByAuthor}) AS by_author
    ORDER BY id DESC`);
}
