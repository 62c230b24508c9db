-- AlterTable
ALTER TABLE "posts" ADD COLUMN "date_edited" DATETIME;
