/** Renders the mark: a drop of ink that is also a nib with slit and breather hole. `size` is the height in pixels. */
export function Drop({ size = 20 }: { size?: number }) {
  return (
    <svg
      viewBox="0 0 15 20.9"
      height={size}
      width={(size * 15) / 20.9}
      fill="currentColor"
      aria-hidden="true"
    >
      <path
        fillRule="evenodd"
        d="M6.85 0C4.1 4 0 8.6 0 13.4a7.5 7.5 0 0 0 15 0C15 8.6 10.9 4 8.15 0v11.1a2.35 2.35 0 1 1-1.3 0Z"
      />
    </svg>
  );
}
