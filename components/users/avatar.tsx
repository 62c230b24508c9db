import { parseInitialsPath } from "@/lib/schemas/initials";

interface AvatarProps {
  /** `image_path` of the user. */
  src: string;
  /** Width and height in pixels. */
  size?: number;
}

/**
 * Renders the picture of a person, for a place beside the name: screen readers skip it. Initials are drawn in the page itself, in
 * the colors of its theme and without a request.
 */
export function Avatar({ src, size = 32 }: AvatarProps) {
  const initials = parseInitialsPath(src);
  const className = "shrink-0 rounded-full bg-surface object-cover";
  if (initials === undefined) {
    return (
      // eslint-disable-next-line @next/next/no-img-element -- small and cached, so the image optimizer gains nothing
      <img
        src={src}
        alt=""
        width={size}
        height={size}
        loading="lazy"
        decoding="async"
        className={className}
      />
    );
  }
  const { letters, hue } = initials;
  return (
    <svg viewBox="0 0 96 96" width={size} height={size} aria-hidden="true" className={className}>
      <path fill={`light-dark(oklch(0.9 0.045 ${hue}), oklch(0.36 0.055 ${hue}))`} d="M0 0h96v96H0z" />
      <text
        x="48"
        y="48"
        dy="0.35em"
        textAnchor="middle"
        fontSize="38"
        fontWeight="500"
        fill={`light-dark(oklch(0.38 0.085 ${hue}), oklch(0.9 0.05 ${hue}))`}
      >
        {letters}
      </text>
    </svg>
  );
}
