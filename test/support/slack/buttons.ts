interface Button {
  readonly type: string;
  readonly action_id: string;
  readonly text: { readonly type: 'plain_text'; readonly text: string };
  readonly value?: string;
  readonly style?: string;
}

interface Holder {
  readonly type: string;
  readonly block_id?: string;
}

/** The buttons of a message or view, each as its press tells of it. */
export function buttonsIn(
  blocks: readonly Holder[],
): readonly (Button & { readonly block_id: string | undefined })[] {
  return blocks.flatMap((block) => {
    const { elements = [], accessory } = block as { elements?: unknown; accessory?: unknown };
    // The block rules have looked at them.
    const held = (Array.isArray(elements) ? [...elements, accessory] : [accessory]) as (Button | undefined)[];
    return held.flatMap((one) => (one?.type === 'button' ? [{ ...one, block_id: block.block_id }] : []));
  });
}

export function buttonIn(blocks: readonly Holder[], name: string) {
  const buttons = buttonsIn(blocks);
  const found = buttons.find(({ action_id, text }) => action_id === name || text.text === name);
  if (!found)
    throw new Error(`there is no button ${name}, but ${buttons.map(({ text }) => text.text).join(', ')}`);
  return found;
}
