interface AvatarProps {
  /** `image_path` of the user. */
  src: string;
  /** Empty beside the name of the person. */
  alt?: string;
  size?: 24 | 32 | 48 | 96;
}

/** Renders the picture of a person. */
export function Avatar({ src, alt = "", size = 32 }: AvatarProps) {
  return (
    // eslint-disable-next-line @next/next/no-img-element -- small and cached, so the image optimizer gains nothing
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
