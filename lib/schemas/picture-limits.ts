// The limits of an uploaded picture, which the server enforces and the account page names.

/** The largest file of a picture, in MiB. */
export const PICTURE_MAX_MIB = 5;

/** The most pixels of a picture, in millions. */
export const PICTURE_MAX_MEGAPIXELS = 50;

/** The media types that a picture can be sent as. What the file really is decides its content. */
export const PICTURE_TYPES = ["image/png", "image/jpeg", "image/webp", "image/avif", "image/gif"] as const;
