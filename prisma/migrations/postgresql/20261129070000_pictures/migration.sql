-- CreateTable
CREATE TABLE "pictures" (
    "user_id" INTEGER NOT NULL,
    "file" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "pictures_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "pictures_file_idx" ON "pictures"("file");

-- AddForeignKey
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
