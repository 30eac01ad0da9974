/** Forms that no rule gives: irregular plurals and irregular verbs, by their base form. */
const irregular = index({
  person: 'people persons',
  child: 'children',
  man: 'men',
  woman: 'women',
  foot: 'feet',
  tooth: 'teeth',
  mouse: 'mice',
  goose: 'geese',
  datum: 'data',
  medium: 'media',
  criterion: 'criteria',
  index: 'indices',
  matrix: 'matrices',
  analysis: 'analyses',
  crisis: 'crises',
  basis: 'bases',
  movie: 'movies',
  cookie: 'cookies',
  life: 'lives',
  wife: 'wives',
  knife: 'knives',
  leaf: 'leaves',
  half: 'halves',
  shelf: 'shelves',
  wolf: 'wolves',
  hero: 'heroes',
  be: 'is are was were been being am',
  have: 'has had having',
  do: 'does did done doing',
  go: 'goes went gone going',
  make: 'made making',
  take: 'took taken taking',
  give: 'gave given giving',
  get: 'got gotten getting',
  come: 'came coming',
  begin: 'began begun beginning',
  buy: 'bought',
  sell: 'sold',
  build: 'built',
  write: 'wrote written writing',
  sing: 'sang sung',
  fly: 'flew flown flies',
  leave: 'left leaving',
  win: 'won winning',
  lose: 'lost losing',
  teach: 'taught',
  hold: 'held',
  know: 'knew known',
  say: 'said',
  see: 'saw seen',
  spend: 'spent',
  send: 'sent',
  pay: 'paid',
  run: 'ran running',
  rise: 'rose risen rising',
  fall: 'fell fallen',
  grow: 'grew grown',
  birth: 'born',
  die: 'died dying dies',
  lie: 'lying lies',
  lend: 'lent',
  keep: 'kept',
  find: 'found',
  lead: 'led',
  meet: 'met',
  put: 'putting',
  set: 'setting',
  ship: 'shipped shipping',
  hire: 'hired hiring',
  use: 'used using',
});

/** Words that end in -s and are no plural, or in -ed or -ing and are no verb form. */
const whole = new Set(
  (
    'series species news status campus bonus virus bus gas lens genus census corpus chaos cosmos atlas canvas mathematics physics ' +
    'always across plus minus this its his as us less unless various previous numerous famous address access process class ' +
    'mass pass press boss loss dress grass glass business wireless express during king ring thing string spring ' +
    'evening morning nothing something anything everything wing sting red bed need speed seed feed breed weed hundred ' +
    'rating building earnings yes was has ms thus christmas texas kansas arkansas illinois massachusetts paris'
  ).split(' '),
);

/** The singular of a noun: cities -> city, boxes -> box, singers -> singer. Folded words only. */
export function lemmaOf(word: string): string {
  const known = irregular.get(word);
  if (known) return known;
  if (word.length < 3 || whole.has(word) || !word.endsWith('s')) return word;
  if (word.length === 3) return word === 'ids' ? 'id' : word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/(?:uses|oses)$/.test(word) && whole.has(word.slice(0, -2))) return word.slice(0, -2);
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (/[^aeiou]oes$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/**
 * What words of one family share: produce, produced, producer, production -> produc; enrolled, enrolment -> enrol;
 * weigh, weighing, weight -> weigh. Crude on purpose: it only ever suggests a link that the schema must confirm.
 */
export function rootOf(lemma: string): string {
  if (lemma.length < 4) return lemma;
  const stem = lemma
    .replace(/(?:ly|ations?|ments?|ings?|ers?|ors?|ed|ions?|ance|ence|able|al)$/, '')
    .replace(/(?<=igh)t$/, '')
    .replace(/([^aeiou])\1$/, '$1')
    .replace(/e$/, '');
  return stem.length >= 3 ? stem : lemma;
}

function index(forms: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(forms).flatMap(([base, others]) => others.split(' ').map((form) => [form, base] as const)),
  );
}
