import { visible, visibleLines } from '../../../render/visible.ts';

const markup = /[\\*_~`|<>[\]@]/g;
/** Of an address, and of an emoji's name: ':wave:'. */
const colon = /:(?=\/\/|[^\s:]+:)/g;
/** Of an address without a scheme: an invitation works without one. */
const hostDot = /\.(?=[a-z][\w-]*\/)/gi;
/** Headings, small print and lists are what they are only at the beginning of a line. */
const lineStart = /^([^\S\n]*)(?=(?:#{1,3}|-#?|\+)\s)/gm;
const numbered = /^([^\S\n]*\d+)(?=[.)]\s)/gm;

const escaped = (text: string): string =>
  text
    .replace(markup, '\\$&')
    .replace(colon, '\\:')
    .replace(hostDot, '\\.')
    .replace(lineStart, '$1\\')
    .replace(numbered, '$1\\');

/** Foreign text as one line of a message that is nothing but text: it cannot mention, link, invite or format. */
export const inertLine = (text: string): string => escaped(visible(text));

/** The same of several lines. */
export const inertLines = (text: string): string => escaped(visibleLines(text));
