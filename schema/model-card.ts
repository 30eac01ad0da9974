import { z } from 'zod';

const count = z.int().positive();
/** Pixels that a model takes each way. */
const side = count.max(4096);
const size = z.strictObject({ width: side, height: side });
const perChannel = z.tuple([z.number(), z.number(), z.number()]);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 hexadecimal digits');
const name = z.string().min(1);
/** One English sentence: what it can tell apart. */
const about = z.string().min(1);
/** `content`: how fit a picture is to be shown. `objects`: what is in it. */
const rates = z.enum(['objects', 'content']).default('objects');
const licence = z.string().min(1);

const source = z.discriminatedUnion('kind', [
  /** An ONNX file, named from the card's folder. */
  z.strictObject({ kind: z.literal('file'), path: z.string().min(1) }),
  /** A TensorFlow.js model that an installed npm package exports as nsfwjs does: `modelJson()` and `weightBundles`. */
  z.strictObject({ kind: z.literal('npm'), module: z.string().min(1), sha256 }),
  /** A model.json of a TensorFlow.js export, named from the card's folder; its weights are beside it. */
  z.strictObject({ kind: z.literal('tfjs'), path: z.string().min(1) }),
  /** An ONNX file that is fetched once. Without TLS only from this machine. */
  z.strictObject({
    kind: z.literal('https'),
    url: z
      .string()
      .regex(/^(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?\/)/, 'must begin with https://'),
    sha256,
  }),
]);

/** Where a model that was added comes from. */
const origin = z.strictObject({
  /** A repository of the hub, an address without its credentials, or a folder. */
  from: z.string().min(1),
  /** The commit, of a repository. */
  revision: z.string().optional(),
  /** Of the ONNX file that runs. */
  sha256,
  added: z.iso.datetime(),
});

/** How a picture becomes the model's input: resize, crop the centre, then (value * scale - mean) / std per channel. */
const input = z
  .strictObject({
    layout: z.enum(['NCHW', 'NHWC']).default('NCHW'),
    resize: z.discriminatedUnion('to', [
      /** Keeps the proportions: the shorter edge gets this many pixels. */
      z.strictObject({ to: z.literal('shortest-edge'), edge: side }),
      /** Squeezes the whole picture into this size. */
      z.strictObject({ to: z.literal('size'), ...size.shape }),
    ]),
    filter: z.enum(['bilinear', 'bicubic']).default('bilinear'),
    crop: size,
    /** To the byte as torchvision with Pillow. `false`: a large JPEG is made smaller while it is decoded, which is quicker and a little off. */
    exact: z.boolean().default(true),
    scale: z
      .number()
      .positive()
      .default(1 / 255),
    mean: perChannel.default([0, 0, 0]),
    std: perChannel.default([1, 1, 1]),
  })
  .refine(
    ({ resize, crop }) =>
      resize.to === 'size'
        ? crop.width <= resize.width && crop.height <= resize.height
        : Math.max(crop.width, crop.height) <= resize.edge,
    { error: 'the crop is larger than what the picture is resized to', path: ['crop'] },
  )
  .refine(({ std }) => std.every((value) => value > 0), { error: 'must be above zero', path: ['std'] });

/** What Magpie must know of an image model to run it. */
export const modelCard = z.strictObject({
  name,
  about,
  rates,
  licence: licence.optional(),
  source,
  input,
  /** How the model's outputs become scores: exclusive labels, independent labels, or scores already. */
  activation: z.enum(['softmax', 'sigmoid', 'none']),
  /** By index of the output. */
  labels: z.array(z.string().min(1)).min(1),
  origin: origin.optional(),
});

/** Any card, as far as it says what kind of card it is. */
export const cardOutline = z.looseObject({ source: z.looseObject({ kind: z.unknown() }).optional() });

/** A card that is to get its source from elsewhere. */
export const cardWithoutSource = z.looseObject({});

/** A model of the Hugging Face hub: its repository says how pictures are prepared, and what the labels are. */
export const hubCard = z.strictObject({
  name,
  about,
  rates,
  licence,
  source: z.strictObject({
    kind: z.literal('hub'),
    /** `owner/name`. */
    repo: z.string(),
    /** The commit. */
    revision: z.string().regex(/^[0-9a-f]{40}$/),
    /** The ONNX file; without one the first of the usual places. */
    path: z.string().optional(),
  }),
});

export type HubCard = z.infer<typeof hubCard>;
/** A card whose model has to be fetched before it can run. */
export type FetchedCard = HubCard | (ModelCard & { readonly source: HttpsSource });
export type ModelCard = z.infer<typeof modelCard>;
export type ModelInput = ModelCard['input'];
export type Activation = ModelCard['activation'];
export type HttpsSource = Extract<ModelCard['source'], { kind: 'https' }>;
export type NpmSource = Extract<ModelCard['source'], { kind: 'npm' }>;
