interface AvatarProps {
  /** `image_path` of the user. */
  src: string;
  /** Width and height in pixels. */
  size?: number;
}

/** Renders the picture of a person, for a place beside the name: screen readers skip it. */
export function Avatar({ src, size = 32 }: AvatarProps) {
  return (
    // eslint-disable-next-line @next/next/no-img-element -- small and cached, so the image optimizer gains nothing
    <img
      src={src}
      alt=""
      width={size}
      height={size}
      loading="lazy"
      decoding="async"
      className="shrink-0 rounded-full bg-surface object-cover"
    />
  );
}
