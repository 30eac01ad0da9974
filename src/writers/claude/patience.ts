/** The longest wait for which a person is kept: an API that asks for more is busy. */
const maxWaitMs = 20_000;

/**
 * The SDK waits as long as a `retry-after` says, be it an hour. This fetch lets it wait up to twenty seconds; beyond that it
 * marks the answer as final, which the SDK obeys.
 */
export const patientFetch =
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    if (response.ok || waitMs(response.headers) <= maxWaitMs) return response;
    const headers = new Headers(response.headers);
    headers.set('x-should-retry', 'false');
    return new Response(response.body, { status: response.status, headers });
  };

function waitMs(headers: Headers): number {
  const ms = Number(headers.get('retry-after-ms'));
  if (ms > 0) return ms;
  const after = headers.get('retry-after') ?? '0';
  const seconds = Number(after);
  return Number.isNaN(seconds) ? Date.parse(after) - Date.now() : seconds * 1000;
}
