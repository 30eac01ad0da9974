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

function passwordsIn(text: string): string[] {
  const url = URL.parse(text);
  return url ? [url.password, percentDecoded(url.password), ...url.searchParams.getAll('password')] : [];
}
