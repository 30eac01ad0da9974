import { type Access, type AccessRule, type Asker, ruleFor, type SourcesFor } from '../core/rights.ts';
import type { Source } from '../core/services.ts';
import { createSource } from './source.ts';

/** A source, and who may ask it. */
export interface GuardedSource {
  readonly source: Source;
  readonly access: Access;
}

export interface Rights {
  /** In the order of the configuration. */
  readonly sources: readonly GuardedSource[];
  /** Names of the sources that may be asked in a channel, the default first, by its name in lower case; in others all may be. */
  readonly channels: ReadonlyMap<string, readonly string[]>;
}

/** Each source as it is for an asker. Those whom one rule fits share what is known of it. */
export function createSourcesFor({ sources, channels }: Rights): SourcesFor {
  const byName = new Map(sources.map((one) => [one.source.data.name, one]));
  const masked = new Map<AccessRule, Source>();

  const maskedBy = (rule: AccessRule, source: Source): Source => {
    if (rule.hidden.length === 0) return source;
    const known = masked.get(rule);
    if (known) return known;
    const { data, hidden, description } = source;
    const made = createSource(data.hiding(rule.hidden), {
      hidden: [...hidden, ...rule.hidden],
      description,
    });
    masked.set(rule, made);
    return made;
  };

  const sourceFor = (name: string, asker: Asker): Source | undefined => {
    const one = byName.get(name);
    if (!one || one.access === 'everyone') return one?.source;
    const rule = ruleFor(one.access, asker);
    return rule && maskedBy(rule, one.source);
  };

  return (asker) => {
    const names = channels.get(asker.conversation.channel.toLowerCase()) ?? [...byName.keys()];
    return new Map(
      names.flatMap((name): [string, Source][] => {
        const source = sourceFor(name, asker);
        return source ? [[name, source]] : [];
      }),
    );
  };
}
