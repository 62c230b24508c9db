import { PICTURE_MAX_MEGAPIXELS, PICTURE_MAX_MIB, PICTURE_TYPES } from "@/lib/schemas/picture-limits";

/** A chosen file, and what it shows. */
export interface ChosenPicture {
  file: File;
  image: ImageBitmap;
}

const MIB = 1024 * 1024;
const MEGAPIXEL = 1_000_000;

/**
 * Reads a file that the user has chosen. The server checks everything again; here the answer comes at once.
 *
 * @throws {Error} with a message for the user
 */
export async function readPicture(file: File): Promise<ChosenPicture> {
  if (!PICTURE_TYPES.some((type) => type === file.type))
    throw new Error("Choose a PNG, JPEG, WebP, AVIF or GIF picture.");
  if (file.size > PICTURE_MAX_MIB * MIB)
    throw new Error(`This file is larger than ${PICTURE_MAX_MIB} MiB. Choose a smaller one.`);
  const image = await createImageBitmap(file).catch((cause: unknown) => {
    throw new Error("This file is not a picture, or it is damaged. Choose another one.", { cause });
  });
  if (image.width * image.height <= PICTURE_MAX_MEGAPIXELS * MEGAPIXEL) return { file, image };
  image.close();
  throw new Error(`This picture has more than ${PICTURE_MAX_MEGAPIXELS} megapixels. Choose a smaller one.`);
}
