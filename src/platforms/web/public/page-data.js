/**
 * @typedef {{ value: string, about: string }} OfferedValue
 * @typedef {{ name: string, kind: string, required: boolean, description: string, values: OfferedValue[] }} OfferedOption
 * @typedef {{ name: string, description: string, options: OfferedOption[] }} OfferedCommand
 * @typedef {{ channel: string, locale: string, avatar: { initial: string, hue: number }, maxUploadBytes: number, maxFileBytes: number,
 *   tableFiles: string[], tooLarge: string, optionsOf: string,
 *   words: Record<string, string>, commands: OfferedCommand[] }} PageData
 */

/** @type {PageData} */
export const data = JSON.parse(document.getElementById('page-data')?.textContent ?? '{}');

/** @param {string} key */
export const say = (key) => data.words[key] ?? key;

export const channelPath = `/c/${encodeURIComponent(data.channel)}`;

/** @param {number} bytes */
export const megabytes = (bytes) =>
  new Intl.NumberFormat(data.locale, {
    style: 'unit',
    unit: 'megabyte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1e6);
