const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 'Jun 2 1998' -> '1998-06-02'. Throws on anything else. */
export function isoDate(american: string): string {
  const [name = '', day = '', year = ''] = american.split(' ');
  const month = months.indexOf(name) + 1;
  const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10);
}
