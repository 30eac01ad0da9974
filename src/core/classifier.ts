export interface RankedLabel {
  /** Position in the model's output: the key of a label. Names can repeat. */
  readonly index: number;
  readonly label: string;
  /** 0 to 1. */
  readonly score: number;
}

export interface Classification {
  readonly model: string;
  /** Best first; of equal scores the lower index first. */
  readonly labels: readonly RankedLabel[];
  /** It is an animation, of which the first frame was looked at. */
  readonly animated?: true;
  /** Decode to labels, whole milliseconds from 1 on; 1 when the same picture was looked at before. */
  readonly ms: number;
}

/** An image model that is ready to run. */
export interface Classifier {
  readonly model: string;
  /** One sentence for people: what this model can tell apart. */
  readonly about: string;
  /** `content`: how fit a picture is to be shown. `objects`: what is in it. */
  readonly rates: 'content' | 'objects';
  /** How many labels it knows. */
  readonly classes: number;
  /**
   * Ranks what is in an encoded image (jpeg, png, webp, gif, avif). `top` is clamped to `classes`.
   * Rejects with a MagpieError whose code starts with PICTURE_ when the image is at fault, and with the signal's
   * reason once it aborts; it settles only after the work has stopped.
   */
  classify(image: Uint8Array, top: number, signal: AbortSignal): Promise<Classification>;
  /**
   * What it sees in an image before it names it: a direction, of length 1, that is near those of pictures which show the same. Rejects
   * as `classify` does; for an image that was classified just now it does not look again.
   */
  features(image: Uint8Array, signal: AbortSignal): Promise<Float32Array>;
  close(): Promise<void>;
}
