import { useEffect, useRef } from "react";

interface PicturePreviewProps {
  image: ImageBitmap;
  /** Width and height in pixels. */
  size: number;
}

/** The most device pixels of a pixel that make a difference. */
const DENSITY = 2;

/** Draws the middle of an image as the server will crop it. The content policy allows no image from a file. */
export function PicturePreview({ image, size }: PicturePreviewProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext("2d");
    if (!context) return;
    const side = Math.min(image.width, image.height);
    const [left, top] = [(image.width - side) / 2, (image.height - side) / 2];
    const { width } = context.canvas;
    context.clearRect(0, 0, width, width);
    context.imageSmoothingQuality = "high";
    context.drawImage(image, left, top, side, side, 0, 0, width, width);
  }, [image]);
  return (
    <canvas
      ref={ref}
      width={size * DENSITY}
      height={size * DENSITY}
      role="img"
      aria-label="Preview of the new picture"
      className="size-24 shrink-0 rounded-full bg-surface"
    />
  );
}
