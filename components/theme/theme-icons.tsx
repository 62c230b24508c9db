const frame = {
  viewBox: "0 0 20 20",
  width: 20,
  height: 20,
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.4,
  strokeLinecap: "round",
  strokeLinejoin: "round",
  "aria-hidden": true,
} as const;

export function SunIcon() {
  return (
    <svg {...frame}>
      <circle cx="10" cy="10" r="3.4" />
      <path d="M10 2v1.8M10 16.2V18M2 10h1.8M16.2 10H18M4.35 4.35l1.25 1.25M14.4 14.4l1.25 1.25M15.65 4.35 14.4 5.6M5.6 14.4l-1.25 1.25" />
    </svg>
  );
}

export function MoonIcon() {
  return (
    <svg {...frame}>
      <path d="M16.6 12.1A7 7 0 0 1 7.9 3.4a7 7 0 1 0 8.7 8.7Z" />
    </svg>
  );
}

/** A half-filled circle: the theme of the system. */
export function SystemIcon() {
  return (
    <svg {...frame}>
      <circle cx="10" cy="10" r="6.8" />
      <path d="M10 3.2a6.8 6.8 0 0 1 0 13.6Z" fill="currentColor" />
    </svg>
  );
}
