import { ApplicationCommandType } from 'discord.js';
import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { readText } from '../../support/discord-text.ts';

test('commands have Korean names and descriptions, and whoever uses Discord in Korean is answered in Korean', async () => {
  const { discord, birds, bo, seen } = await birdDiscord();
  const nameOf = (type: ApplicationCommandType, name: string) =>
    discord.commands.find(type, name)?.name_localizations?.ko;
  expect(nameOf(ApplicationCommandType.ChatInput, 'forget')).toBe('기록삭제');
  expect(nameOf(ApplicationCommandType.Message, 'Classify image')).toBe('사진 분류');

  const jun = discord.person({ name: 'Jun', locale: 'ko' });
  await jun.slash(birds, 'ask', { question: 'Which birds are there?' });
  const answer = await seen(bo, birds, '4행');
  const labels = answer.components?.flatMap((row) =>
    'components' in row ? row.components.map((one) => 'label' in one && one.label) : [],
  );
  expect(labels).toContain('이어서 질문');
  const opened = await jun.press(answer, '이어서 질문');
  expect(opened.modal?.title).toBe('이어서 질문');

  await jun.slash(birds, 'ask', { question: 'What is love?' });
  expect((await seen(jun, birds, '답할 수 없')).ephemeral).toBe(true);
  await jun.slash(birds, 'help');
  expect(readText(await seen(jun, birds, '할 수 있는 일'))).toContain('데이터베이스에 질문합니다');
});

test('who mentions it is answered in the language of the server', async () => {
  const { discord, ada, seen } = await birdDiscord();
  const nest = discord.channel({ name: '새', guild: discord.guild({ name: '둥지', locale: 'ko' }) });
  ada.say(nest, `<@${discord.bot.id}>`);
  await seen(ada, nest, '데이터에 대해 질문하거나');
});
