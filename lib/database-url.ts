export const DEFAULT_DATABASE_URL = "file:./prisma/data/blog.db";
