import { type APIModalInteractionResponseCallbackData, InteractionType, MessageFlags } from 'discord.js';
import { type Context, Hono } from 'hono';
import { acceptMessage } from './accept-message.ts';
import type { Env, House } from './house.ts';
import type { Interaction } from './interactions.ts';
import type { MessageBody } from './message-rules.ts';
import type { SentBody } from './multipart.ts';
import { userJson } from './people.ts';
import { badBody, Refusal } from './refusal.ts';
import { type BodyKind, checkSchema } from './schemas.ts';
import type { Message } from './world.ts';

const callback = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

const schemaOf: Readonly<Record<number, BodyKind>> = {
  4: 'callbackMessage',
  5: 'callbackMessage',
  6: 'callbackUpdate',
  7: 'callbackUpdate',
  8: 'callbackChoices',
  9: 'callbackModal',
};

/** Of an interaction that came from the app's own users only. */
const maxFollowups = 5;

/** Callbacks, and the webhook that an interaction's token opens. */
export function interactionRoutes(house: House): Hono<Env> {
  const { interactions, messages } = house;

  const make = (interaction: Interaction, body: MessageBody, sent: SentBody, loading = false): Message => {
    const flags = (body.flags ?? 0) & MessageFlags.Ephemeral;
    return messages.post(interaction.channel, {
      author: house.world.bot,
      body,
      files: sent.files,
      flags: flags | (loading ? MessageFlags.Loading : 0),
      ...(flags && { visibleTo: interaction.person.id }),
      more: {
        webhook_id: house.world.bot.id,
        interaction_metadata: {
          id: interaction.id,
          type: interaction.type as never,
          user: userJson(interaction.person) as never,
          authorizing_integration_owners: {},
        },
      },
    });
  };

  const answer = (interaction: Interaction, type: number, data: unknown, sent: SentBody) => {
    const { channel, of } = interaction;
    switch (type) {
      case callback.message:
        interaction.original = make(
          interaction,
          acceptMessage(house, { kind: 'callbackMessage', sent, body: data ?? {}, channel }),
          sent,
        );
        return;
      case callback.deferred:
        checkDeferral(data as MessageBody | undefined);
        interaction.original = make(interaction, { ...(data as MessageBody), content: '' }, sent, true);
        return;
      case callback.deferredUpdate:
        if (of) interaction.original = of;
        return;
      case callback.update:
        if (!of) return;
        messages.edit(
          channel,
          of,
          acceptMessage(house, { kind: 'callbackUpdate', sent, body: data ?? {}, channel, edited: of }),
          sent.files,
        );
        interaction.original = of;
        return;
      case callback.choices:
        interaction.choices = (data as { choices?: Interaction['choices'] } | undefined)?.choices ?? [];
        return;
      case callback.modal:
        checkModal(data as APIModalInteractionResponseCallbackData);
        interaction.modal = data as APIModalInteractionResponseCallbackData;
    }
  };

  const interactionOf = (c: Context<Env>) =>
    interactions.byToken(c.req.param('application') ?? '', c.req.param('token') ?? '');
  const messageOf = (c: Context<Env>, interaction: Interaction) => {
    const id = c.req.param('message');
    const { original, followups, channel } = interaction;
    const message =
      id === '@original' ? original : [original, ...followups].find((one) => one?.json.id === id);
    if (!message || !channel.messages.includes(message)) throw new Refusal('unknownMessage');
    return message;
  };
  const edit = (interaction: Interaction, edited: Message, kind: BodyKind, sent: SentBody) => {
    const { channel } = interaction;
    messages.edit(channel, edited, acceptMessage(house, { kind, sent, channel, edited }), sent.files);
    return edited.json;
  };

  return new Hono<Env>()
    .post('/interactions/:id/:token/callback', (c) => {
      const interaction = interactions.toAcknowledge(c.req.param('id'), c.req.param('token'));
      const sent = c.get('sent');
      const { type, data } = sent.json as { type: number; data?: unknown };
      checkType(interaction, type);
      checkSchema(schemaOf[type] ?? 'callbackMessage', sent.json);
      answer(interaction, type, data, sent);
      interactions.acknowledge(interaction, type);
      return c.req.query('with_response') === 'true' ? c.json(outcome(interaction, type)) : c.body(null, 204);
    })
    .post('/webhooks/:application/:token', (c) => {
      const interaction = interactionOf(c);
      const sent = c.get('sent');
      const { original, channel, followups } = interaction;
      // The first followup after a deferral takes the place of the loading message, whatever its flags say.
      if (original && (original.json.flags ?? 0) & MessageFlags.Loading)
        return c.json(edit(interaction, original, 'followup', sent));
      if (isByUser(interaction) && followups.length >= maxFollowups) throw new Refusal('tooManyFollowups');
      const body = acceptMessage(house, { kind: 'followup', sent, channel });
      const message = make(interaction, body, sent);
      followups.push(message);
      return c.json(message.json);
    })
    .get('/webhooks/:application/:token/messages/:message', (c) =>
      c.json(messageOf(c, interactionOf(c)).json),
    )
    .patch('/webhooks/:application/:token/messages/:message', (c) => {
      const interaction = interactionOf(c);
      return c.json(edit(interaction, messageOf(c, interaction), 'followupEdit', c.get('sent')));
    })
    .delete('/webhooks/:application/:token/messages/:message', (c) => {
      const interaction = interactionOf(c);
      messages.remove(interaction.channel, messageOf(c, interaction));
      return c.body(null, 204);
    });
}

function checkType({ type: of, of: message }: Interaction, type: number): void {
  const fits =
    of === InteractionType.ApplicationCommandAutocomplete
      ? type === callback.choices
      : type === callback.message ||
        type === callback.deferred ||
        (type === callback.modal && of !== InteractionType.ModalSubmit) ||
        ((type === callback.update || type === callback.deferredUpdate) && message !== undefined);
  if (!fits)
    throw badBody('type', 'BASE_TYPE_CHOICES', `Type ${type} is no answer to an interaction of type ${of}.`);
}

function checkDeferral(data: MessageBody | undefined): void {
  const { flags = 0, ...rest } = data ?? {};
  if ((flags ?? 0) & ~MessageFlags.Ephemeral || Object.keys(rest).length > 0)
    throw badBody('data', 'HOUSE_RULE', 'A deferral takes the flag EPHEMERAL and nothing else.');
}

function checkModal({ components }: APIModalInteractionResponseCallbackData): void {
  const inputs = components.flatMap((row) =>
    'components' in row ? row.components : 'component' in row ? [row.component] : [],
  );
  const ids = inputs.map(({ custom_id }) => custom_id);
  if (new Set(ids).size < ids.length)
    throw badBody(
      'data.components',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated',
    );
}

const isByUser = ({ person, channel }: Interaction): boolean =>
  person.installed === 'user' || channel.guild?.hasBot === false;

/** The interaction callback response object. */
function outcome({ id, type: of, original }: Interaction, type: number) {
  const flags = original?.json.flags ?? 0;
  return {
    interaction: {
      id,
      type: of,
      ...(original && {
        response_message_id: original.json.id,
        response_message_loading: (flags & MessageFlags.Loading) !== 0,
        response_message_ephemeral: (flags & MessageFlags.Ephemeral) !== 0,
      }),
    },
    resource: { type, ...(original && { message: original.json }) },
  };
}
