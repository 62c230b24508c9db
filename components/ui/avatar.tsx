interface AvatarProps {
  /** `image_path` of the user. */
  src: string;
  /** Empty beside the name, which already says who it is. */
  alt?: string;
  size?: 24 | 32 | 48 | 96;
}

/** The picture of a person. */
export function Avatar({ src, alt = "", size = 32 }: AvatarProps) {
  return (
    // eslint-disable-next-line @next/next/no-img-element -- small, cached, and not worth the image optimiser
    <img
      src={src}
      alt={alt}
      width={size}
      height={size}
      loading="lazy"
      decoding="async"
      className="shrink-0 rounded-full bg-surface object-cover"
    />
  );
}
