import { unescape as percentDecoded } from 'node:querystring';

/** A shorter one would be cut out of ordinary words too. */
const minLength = 4;

/** Cuts secrets out of a text: as they are, as in JSON, percent-encoded, and the passwords in those that are URLs. */
export function createRedact(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .flatMap((secret) => [secret, ...passwordsIn(secret)])
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), percentEncoded(secret)])
    .filter((form) => form.length >= minLength)
    // The longest first: a part that went before would leave the rest of the whole.
    .sort((a, b) => b.length - a.length);
  return (text) => forms.reduce((rest, form) => rest.replaceAll(form, '[secret]'), text);
}

const percentEncoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Also of what is no valid URL, as with a slash or an @ in the password. */
const written = /^[a-z][a-z\d+.-]*:\/\/[^:/?#]*:(.*)@/is;
const secretNames = /pass|pwd|secret|token|key/i;

/** The passwords in a URL, as they are written and decoded. */
export function passwordsIn(text: string): readonly string[] {
  const url = URL.parse(text);
  const found = [
    written.exec(text)?.[1] ?? '',
    ...(url ? [url.password] : []),
    ...(url ? [...url.searchParams].flatMap(([name, value]) => (secretNames.test(name) ? value : [])) : []),
  ];
  return [...new Set(found.flatMap((one) => [one, percentDecoded(one)]))].filter((one) => one !== '');
}
