/**
 * Every platform that people can reach Magpie on. A newcomer is a folder and a line here. Each is loaded only when it is
 * configured: most of a start would be loading what nobody uses.
 */
export const platforms = {
  web: async () => (await import('./web/index.ts')).createWebPlatform,
  discord: async () => (await import('./discord/index.ts')).createDiscordPlatform,
  slack: async () => (await import('./slack/index.ts')).createSlackPlatform,
} as const;
