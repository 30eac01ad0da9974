import { nearestLabels } from '../../src/core/nearest.ts';
import { dice } from '../../test/support/made-pictures.ts';
import type { Labelled } from './photos.ts';

/** Shares from 0 to 1. */
export interface Lessons {
  /** Of each label; `all` but the picture itself. */
  readonly examples: number | 'all';
  /** Its label is the first. */
  readonly right: number;
  /** The first label has at least a half. */
  readonly sure: number;
  readonly rightWhenSure: number;
  /** Of pictures whose label was not taught: some other label has at least a half. */
  readonly strangersNamed: number;
}

type Photo = Labelled<Float32Array>;

const sureFrom = 0.5;
const rounds = 40;

/** Each picture is left out once, or in several draws where few examples are drawn from many. */
export const lessons = (photos: readonly Photo[]): readonly Lessons[] =>
  ([1, 2, 3, 'all'] as const).map((examples) => lesson(photos, examples));

function lesson(photos: readonly Photo[], examples: Lessons['examples']): Lessons {
  const roll = dice(1);
  const labels = [...new Set(photos.map(({ label }) => label))];
  const taughtOf = (label: string, but: Photo) => {
    const others = photos.filter((photo) => photo.label === label && photo !== but);
    return examples === 'all' ? others : drawn(others, examples, roll);
  };
  const bestOf = (photo: Photo, known: readonly string[]) => {
    const taught = known.flatMap((label) => taughtOf(label, photo));
    return nearestLabels(
      photo.of,
      taught.map(({ label, of }) => ({ label, features: of })),
    )[0];
  };
  const trials = photos.flatMap((photo) =>
    Array.from({ length: examples === 'all' ? 1 : rounds }, () => {
      const best = bestOf(photo, labels);
      const stranger = bestOf(
        photo,
        labels.filter((label) => label !== photo.label),
      );
      const sure = (best?.score ?? 0) >= sureFrom;
      return { right: best?.label === photo.label, sure, named: (stranger?.score ?? 0) >= sureFrom };
    }),
  );
  const share = (of: readonly unknown[], all: readonly unknown[]) =>
    Number((of.length / all.length).toFixed(3));
  const sure = trials.filter((trial) => trial.sure);
  return {
    examples,
    right: share(
      trials.filter(({ right }) => right),
      trials,
    ),
    sure: share(sure, trials),
    rightWhenSure: share(
      sure.filter(({ right }) => right),
      sure,
    ),
    strangersNamed: share(
      trials.filter(({ named }) => named),
      trials,
    ),
  };
}

function drawn(from: readonly Photo[], count: number, roll: (sides: number) => number): readonly Photo[] {
  const left = [...from];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(roll(left.length), 1)).flat();
}
