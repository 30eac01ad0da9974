import type { ModelInput } from '../../../schema/model-card.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One direction of a crop: `source` pixels become `resized` ones, of which `count` from `from` on are wanted. */
export interface Span {
  readonly source: number;
  readonly resized: number;
  readonly from: number;
  readonly count: number;
}

export interface CropPlan {
  readonly x: Span;
  readonly y: Span;
}

/** What to compute of a picture for this model: as torchvision's Resize and CenterCrop do it, to the pixel. */
export function planCrop(picture: Size, { resize, crop }: Pick<ModelInput, 'resize' | 'crop'>): CropPlan {
  const resized = resize.to === 'size' ? resize : resizedToShortestEdge(picture, resize.edge);
  return {
    x: centred(picture.width, resized.width, crop.width),
    y: centred(picture.height, resized.height, crop.height),
  };
}

function resizedToShortestEdge({ width, height }: Size, edge: number): Size {
  return width <= height
    ? { width: edge, height: Math.trunc((edge * height) / width) }
    : { width: Math.trunc((edge * width) / height), height: edge };
}

const centred = (source: number, resized: number, count: number): Span => ({
  source,
  resized,
  from: roundHalfToEven((resized - count) / 2),
  count,
});

/** Python's round. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
