/*
 * Slack's numbers. Lengths are UTF-16 units: Slack counts code points in places, which are never more.
 * Source, unless told: docs.slack.dev/reference/block-kit and @slack/types 3.2.0.
 */

/** Ours: what /classify takes at once. */
export const maxPictures = 4;

/** Milliseconds for which a response_url is good; Slack's 30 min less what a request may take. */
export const responseUrlMs = 29.5 * 60_000;
/** Milliseconds after which an answer is of no use any more. */
export const answerWithinMs = 3_600_000;
/** Milliseconds between two edits of a message. */
export const editEveryMs = 2000;
/** Ours: edits for progress in a workspace, of the 50 a minute that chat.update allows: the others are for answers. */
export const progressPerMinute = 20;
/** Where Slack's API is. */
export const apiUrl = 'https://slack.com/api/';
/** Where Slack keeps what people upload: the only hosts that ever see a token besides the API. */
export const fileOrigins = ['https://files.slack.com', 'https://slack-files.com'] as const;

/*
 * Of what is drawn. Ours, where it says so.
 */

export const maxBlocks = 50;
/** Of a modal and of the Home tab. */
export const maxViewBlocks = 100;
/** Of the message's own text: up to 40,000 are taken, and nobody reads more in a notification. Ours. */
export const maxFallback = 3000;
/** Of one text in a section, a rich text or a context; a rich text's is not documented. */
export const maxText = 3000;
/**
 * Strings of all blocks of a message, and something for what is around them. Slack refuses more than about 13,200 with
 * msg_blocks_too_long, and counts in a way that it does not tell: 11,341 in many blocks were too long (slackapi/bolt-js#2509, #2867).
 */
export const maxMessageSize = 11_000;
/** Ours: a title and a sentence leave room for the rest. */
export const maxTitle = 300;
export const maxSummary = 2000;
export const maxNotes = 2000;
export const maxFootnote = 500;
/** Ours: of whoever asked, in the small print. */
export const maxName = 80;
/** Ours: of SQL that a button shows whole. */
export const maxSqlBeside = 1500;
/** Rows of a data_table without its header; a table block counts the header too. */
export const maxTableRows = 100;
export const maxTableColumns = 20;
/** Characters of all cells of a message's tables. */
export const maxTableText = 10_000;
/** Ours: a name of a column. */
export const maxColumnName = 100;
/** Ours: rows of a data_table that are seen at once; the client turns the pages. */
export const tablePageRows = 20;
/** Ours: a caption is read aloud. */
export const maxCaption = 300;
/** Columns of a preformatted block before its lines wrap, in a window of ordinary width; not documented. */
export const messageColumns = 80;
/** The same beside a picture. */
export const besidePictureColumns = 48;
/** Ours: of what describes a picture. */
export const maxAltText = 150;
export const maxButtons = 25;
export const maxButtonLabel = 75;
export const maxButtonValue = 2000;
/** Ours: of all buttons of a message, by the same measure as `maxMessageSize`. */
export const maxButtonsSize = 6000;
export const maxHeader = 150;
/** Of a modal: its title, and the words on its buttons. */
export const maxViewTitle = 24;
export const maxMetadata = 3000;
/** Of what is typed into one field. */
export const maxInput = 3000;
export const maxOptions = 100;
export const maxOptionLabel = 75;
export const maxOptionValue = 150;
/** Ours: examples, and questions of late, in the Home tab. */
export const maxHomeItems = 10;
/** Ours: of one of them. */
export const maxHomeText = 500;

/** The entry of a message's menu: manifest and listener know it by this. */
export const classifyShortcut = 'classify-image';
