/** The day that it is in a time zone (an IANA name), as an ISO date. */
export function dayIn(timeZone: string, now: Date): string {
  // Swedes write days as ISO does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
}
