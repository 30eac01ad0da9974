const others = new Set(
  'person people student pupil guest nurse chef judge coach captain athlete artist member client staff bride king queen friend child man woman parent boss'.split(
    ' ',
  ),
);

/** Whether this noun is somebody: a singer, an artist, an employee. */
export const isPerson = (lemma: string): boolean =>
  others.has(lemma) ||
  (lemma.length > 4 && /(?:er|or|ist|ian|ee|ant|eur|man|ess)$/.test(lemma) && !things.has(lemma));

/** Things that sound like somebody. */
const things = new Set(
  'number order letter paper computer server printer weather river tower water flower chapter semester quarter center centre theater theatre color colour error factor sector door floor author-title plant restaurant invoice committee degree tree fee coffee offer power container counter layer folder header footer parameter register trailer discount amount account payment transfer newspaper danger winter summer dinner master matter member-card poster sensor tractor motor elevator'.split(
    ' ',
  ),
);
